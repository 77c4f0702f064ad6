import { existsSync } from 'node:fs';
import type { Flag, Severity, Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { Word } from '../../text/words.ts';
import type { Check, SideReading } from '../check.ts';

/**
 * Finds a question that became a statement, and a statement that became a question, at the end of the text.
 *
 * Leaves alone: indirect questions, which one language writes with a mark and the other without («смогу ли я», "whether"); texts
 * with a question mark anywhere on the side that seems to lack one; tags ("you know?"). Where the words are still those of a question, only the mark is missing.
 */
export const question: Check = {
  id: 'question',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.question.why',
  pairs: null,
  examples: [
    {
      source: 'Вы согласны с этим решением?',
      target: 'You agree with this decision.',
      flagged: '.',
      suggestion: '?',
      severity: 'major',
    },
    {
      source: 'Вы согласны с этим?',
      target: 'Do you agree with this.',
      flagged: '.',
      suggestion: '?',
      severity: 'minor',
    },
    { source: 'Он не придёт.', target: 'Won’t he come?', flagged: '?', severity: 'major' },
    { source: '«Почему вы ушли?»', target: '"You left."', flagged: '.', suggestion: '?' },
    { source: 'Кто это сделал?', target: 'Who did it', flagged: 'it', severity: 'minor' },
    { source: 'Зачем сердиться, если не виноват?', target: 'Those who are innocent must not be angry.', flagged: '.' },
    { source: 'Вы согласны?', target: 'Do you agree?', flagged: null },
    { source: 'Вопрос в том, придёт ли он.', target: 'The question is, will he come?', flagged: null },
    { source: 'Он придёт, не так ли?', target: 'He is coming, isn’t he?', flagged: null },
    { source: 'Он спросил: «Вы согласны?» — и ушёл.', target: '"Do you agree?" he asked, and left.', flagged: null },
    { source: 'Неужели?! Я не верю!', target: 'Really?! I don’t believe it!', flagged: null },
    { source: 'Хорошо, понимаете? Завтра увидимся.', target: 'Fine, you know. See you tomorrow.', flagged: null },
    { source: 'Кто мог знать!', target: 'Who could have known?', flagged: null },
  ],
  run({ source, target }): Flag[] {
    const asked = ending(source.text);
    const asks = ending(target.text);
    if (!asked || !asks) return [];
    if (asked.mark.includes('?') && !target.text.includes('?') && !asks.mark.includes('!')) {
      const span: Span = asks.mark === '' ? lastWord(target) : asks.span;
      const inverted = startsAsking(target);
      return [
        flag(
          'statement',
          inverted ? 'minor' : 'major',
          asked.span,
          span,
          asks.mark === '' ? `${target.text.slice(...span)}?` : '?',
        ),
      ];
    }
    if (asks.mark.includes('?') && !source.text.includes('?') && !asked.mark.includes('!') && !indirect(source)) {
      return [flag('question', 'major', asked.mark === '' ? null : asked.span, asks.span, null)];
    }
    return [];
  },
};

function flag(
  kind: 'statement' | 'question',
  severity: Severity,
  source: Span | null,
  target: Span,
  suggestion: string | null,
): Flag {
  return {
    check: 'question',
    category: severity === 'minor' ? 'linguistic/punctuation' : 'accuracy/mistranslation',
    severity,
    confidence: severity === 'minor' ? 0.85 : 0.7,
    source,
    target,
    message: { key: severity === 'minor' ? 'question.mark' : `question.${kind}`, params: {} },
    suggestion,
  };
}

/** The marks that end a text, quotation marks and brackets apart; `mark` is empty where there are none, null for an unfinished text. */
function ending(text: string): { mark: string; span: Span } | null {
  // «Вы согласны?».: the question's mark stands before the stop.
  const match = /(?:([.!?…]*)|([?!]+)["»”’']\.)["»”’')\]\s]*$/u.exec(text);
  if (!match) return null;
  const mark = match[2] ?? match[1] ?? '';
  if (mark === '' && /[,:;—–-]["»”’')\]\s]*$/u.test(text)) return null;
  if (mark.includes('…') || mark.startsWith('..')) return null;
  return { mark, span: [match.index, match.index + mark.length] };
}

function lastWord({ words, text }: SideReading): Span {
  const last = words.at(-1);
  return last ? [last.start, last.end] : [0, text.length];
}

type Kind = 'opening' | 'joining' | 'unmarked';

const books = new Map<string, ReadonlyMap<string, Kind>>();

/** What a word does in questions of a language; undefined for nearly all, and in a language without a list. */
function kindOf(word: Word | undefined, { code }: Language): Kind | undefined {
  let book = books.get(code);
  if (!book) {
    const file = new URL(`../../languages/${code}/question-words.tsv`, import.meta.url);
    const rows = existsSync(file) ? readTable(file) : [];
    book = new Map(rows.flatMap(([kind, words = '']) => words.split(' ').map((word) => [word, kind as Kind] as const)));
    books.set(code, book);
  }
  return word && book.get(word.folded);
}

/** Whether a clause of the text begins as a question does. */
function startsAsking({ words, text, language }: SideReading): boolean {
  return words.some((word, i) => {
    if (kindOf(word, language) !== 'opening') return false;
    const before = words[i - 1];
    return (
      !before || /[,.:;!"“‘'—–(]\s*$/.test(text.slice(before.end, word.start)) || kindOf(before, language) === 'joining'
    );
  });
}

/** A word (Russian ли) makes it a question that needs no mark. */
function indirect({ words, language }: SideReading): boolean {
  return words.some((word) => kindOf(word, language) === 'unmarked');
}
