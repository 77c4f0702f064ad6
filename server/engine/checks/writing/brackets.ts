import type { Flag, Span } from '../../bitext.ts';
import type { Check } from '../check.ts';

/**
 * Finds a bracket or a quotation mark without its partner.
 *
 * Leaves alone: a text whose original lacks one, too, since a quotation runs over several sentences; a quotation that was opened
 * before the text or is closed after it, as any straight mark may be; numbers of lists, "1)"; apostrophes and marks of feet and inches.
 */
export const brackets: Check = {
  id: 'brackets',
  category: 'linguistic/punctuation',
  describe: 'flags:checks.brackets.why',
  pairs: null,
  examples: [
    {
      source: 'Он (как и все) промолчал.',
      target: 'He (like everyone kept silent.',
      flagged: '(',
      severity: 'minor',
    },
    { source: 'Он, как и все, промолчал.', target: 'He, like everyone), kept silent.', flagged: ')' },
    { source: 'Статья [5] отменена.', target: 'Article [5 has been repealed.', flagged: '[' },
    {
      source: 'Он назвал это «ошибкой» и ушёл.',
      target: 'He called it a “mistake and left.',
      flagged: '“',
    },
    { source: 'Он сказал: «Я уйду. Я устал».', target: 'He said he "would leave. He was tired.', flagged: null },
    { source: 'Игроки «Лейкерс» молчали.', target: 'The Lakers" players kept silent.', flagged: '"' },
    { source: 'Он назвал это «ошибкой» и ушёл.', target: 'He called it a "mistake" and left.', flagged: null },
    { source: '«Мы не поедем.', target: '"We won’t go.', flagged: null },
    { source: 'Мы не поедем», — сказал он.', target: 'We won’t go," he said.', flagged: null },
    { source: '1) Общие положения', target: '1) General provisions', flagged: null },
    { source: 'Он был ростом 190 см.', target: 'He was 6\'3" tall.', flagged: null },
    { source: 'Спасибо :)', target: 'Thank you :)', flagged: null },
    {
      source: 'Он (как и все) промолчал (и ушёл).',
      target: 'He (like everyone) kept silent (and left).',
      flagged: null,
    },
  ],
  run({ source, target }): Flag[] {
    const lone = unpaired(target.text);
    if (lone.length === 0 || unpaired(source.text).length > 0) return [];
    return lone.map((at) => {
      const span: Span = [at, at + 1];
      return {
        check: 'brackets',
        category: 'linguistic/punctuation',
        severity: 'minor',
        confidence: 0.85,
        source: null,
        target: span,
        message: { key: 'brackets.unpaired', params: { target: target.text.slice(...span) } },
        suggestion: null,
      };
    });
  },
};

const openers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '«': '»', '“': '”' };
const closers = new Set(Object.values(openers));
const anyMark = /[()[\]{}«»“”"]/;

/** Offsets of marks without a partner; quotation marks that a neighbouring text may explain are not counted. One pass. */
function unpaired(text: string): number[] {
  if (!anyMark.test(text)) return [];
  const open: { mark: string; at: number }[] = [];
  const lone: number[] = [];
  const isFirst = (at: number): boolean => !/[\p{L}\p{N}]/u.test(text.slice(0, at));
  const isQuote = (mark: string): boolean =>
    mark === '"' || mark === '”' || mark === '»' || mark === '“' || mark === '«';
  const drop = (mark: string, at: number): void => {
    // Speech that began before this text: a closing mark after the punctuation of a sentence.
    if (isQuote(mark) && /[.,!?…—'’]\s?$/.test(text.slice(0, at))) return;
    // List numbers and smileys.
    if (mark === ')' && /(?:^|\s|[,;])(?:\p{N}{1,3}|\p{L}|[:;=]-?)$/u.test(text.slice(0, at))) return;
    lone.push(at);
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (mark === '"') {
      // Inches: 6'3".
      if (/\d$/.test(text.slice(0, at)) && !open.some((other) => other.mark === '"')) continue;
      const top = open.findLastIndex((other) => other.mark === '"');
      const opens = at === 0 || /[\s([{—–/-]/.test(text[at - 1]!);
      if (top >= 0 && !(opens && /[\p{L}\p{N}]/u.test(text[at + 1] ?? ''))) open.splice(top, 1);
      else if (opens) open.push({ mark, at });
      else drop(mark, at);
    } else if (mark in openers) {
      open.push({ mark, at });
    } else if (closers.has(mark)) {
      const top = open.findLastIndex((other) => openers[other.mark] === mark || (mark === '”' && other.mark === '«'));
      if (top >= 0) open.splice(top, 1);
      else drop(mark, at);
    }
  }
  // Speech that goes on after this text: straight quotation marks do not say which way they open, so a lone one may be that.
  for (const { mark, at } of open) {
    if (mark === '"' || (isQuote(mark) && (isFirst(at) || /[:,.!?]\s*$/.test(text.slice(0, at))))) continue;
    lone.push(at);
  }
  return lone.sort((a, b) => a - b);
}
