import { existsSync } from 'node:fs';
import type { Flag, Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { Word } from '../../text/words.ts';
import type { Check, SideReading } from '../check.ts';

/**
 * Finds a word that stands twice side by side, "the the", and two words that do, "of the of the".
 *
 * Leaves alone: words with a mark between them; numbers; words that the
 * language does repeat ("had had", "that that", "very very", "gave her her coat"), unless what follows shows an error; and any
 * repetition where the original repeats a word, too, as it does in names (Duran Duran, the Roa Roa Hotel).
 */
export const repeated: Check = {
  id: 'repeated',
  category: 'linguistic/grammar',
  describe: 'flags:checks.repeated.why',
  pairs: null,
  examples: [
    {
      source: 'Доступ к городам ограничен.',
      target: 'Access to the the towns is limited.',
      flagged: 'the the',
      suggestion: 'the',
      severity: 'minor',
    },
    {
      source: 'По словам чиновника, выход есть.',
      target: 'According to to the official, there is a way.',
      flagged: 'to to',
    },
    { source: 'Совет директоров собрался.', target: 'The The board met.', flagged: 'The The', suggestion: 'The' },
    { source: 'Договор вступил в силу.', target: 'The treaty entered entered into force.', flagged: 'entered entered' },
    {
      source: 'Это часть плана.',
      target: 'It is part of the of the plan.',
      flagged: 'of the of the',
      suggestion: 'of the',
    },
    { source: 'Он говорил, что она ушла.', target: 'He said that that she had left.', flagged: 'that that' },
    { source: 'Он уже был женат.', target: 'He had had been married.', flagged: 'had had' },
    { source: 'У него были причины.', target: 'He had had his reasons.', flagged: null },
    { source: 'Я знал, что тот человек врёт.', target: 'I knew that that man was lying.', flagged: null },
    { source: 'Он подал ей пальто.', target: 'He gave her her coat.', flagged: null },
    { source: 'Гостиница «Роа Роа» рухнула.', target: 'The Roa Roa Hotel collapsed.', flagged: null },
    { source: 'Выступил президент Трамп.', target: 'President President Trump spoke.', flagged: 'President President' },
    { source: 'Нет, нет, спасибо.', target: 'No, no, thank you.', flagged: null },
    { source: 'Это было давно-давно.', target: 'It was long long ago.', flagged: null },
    { source: 'Счёт 1:1, затем 2:2.', target: 'It was 1 1, then 2 2.', flagged: null },
    { source: 'Что он делает, то делает.', target: 'What it is is that they come in in the spring.', flagged: 'in in' },
  ],
  run({ source, target }): Flag[] {
    const flags: Flag[] = [];
    const { words, text } = target;
    for (let i = 1; i < words.length; i++) {
      const size = repeats(target, i, 1) ? 1 : repeats(target, i, 2) ? 2 : 0;
      if (size === 0) continue;
      const first = words[i - 1 - (size - 1)]!;
      const last = words[i + size - 1]!;
      if (size === 1 ? isRight(words, i, target) : !mayBeSlip(words, i)) continue;
      // What the original says twice may be said twice; its "yes, yes" does not explain "the the".
      if ((first.text.length > 3 || first.capital) && saysTwice(source)) continue;
      const span: Span = [first.start, last.end];
      const once = text.slice(first.start, words[i - 1]!.end);
      flags.push({
        check: 'repeated',
        category: 'linguistic/grammar',
        severity: 'minor',
        confidence: 0.95,
        source: null,
        target: span,
        message: { key: 'repeated.word', params: { target: once } },
        suggestion: last.folded === first.folded || size === 2 ? once : last.text,
      });
      i += size;
    }
    return flags;
  },
};

/** Whether the `size` words from `at` on are those before it, with nothing but spaces between them; one may be a compound's first part, "pro pro-independence". */
function repeats({ words, text }: SideReading, at: number, size: number): boolean {
  if (at < size || at + size > words.length) return false;
  for (let k = 0; k < size; k++) {
    const [one, two] = [words[at - size + k]!, words[at + k]!];
    const same = one.folded === two.folded || (size === 1 && !one.capital && two.folded.startsWith(`${one.folded}-`));
    if (!same || one.isNumber) return false;
  }
  for (let k = at - size + 1; k < at + size; k++)
    if (!/^\s+$/.test(text.slice(words[k - 1]!.end, words[k]!.start))) return false;
  return true;
}

interface Repeatable {
  /** After the pair these make it an error. */
  readonly wrongAfter: ReadonlySet<string>;
  /** One of these has to stand before the pair; null where anything may. */
  readonly rightBefore: ReadonlySet<string> | null;
}

const books = new Map<string, ReadonlyMap<string, Repeatable>>();

/** Words that a language repeats rightly; none for a language without a list. */
function repeatable(language: Language): ReadonlyMap<string, Repeatable> {
  let book = books.get(language.code);
  if (!book) {
    const file = new URL(`../../languages/${language.code}/repeated-words.tsv`, import.meta.url);
    const rows = existsSync(file) ? readTable(file) : [];
    book = new Map(
      rows.map(([word = '', after = '-', before = '-']) => [
        word,
        { wrongAfter: new Set(after.split(' ')), rightBefore: before === '-' ? null : new Set(before.split(' ')) },
      ]),
    );
    books.set(language.code, book);
  }
  return book;
}

function isRight(words: readonly Word[], at: number, { language }: SideReading): boolean {
  const word = words[at]!;
  if (word.text.length === 1 && !/^[ai]$/i.test(word.text)) return true;
  const rule = repeatable(language).get(word.folded);
  if (!rule) return false;
  const next = words[at + 1];
  if (next && (rule.wrongAfter.has(next.folded) || (rule.wrongAfter.has('^') && next.capital && !next.first)))
    return false;
  return rule.rightBefore === null || rule.rightBefore.has(words[at - 2]?.folded ?? '');
}

/** Two words said twice are a slip where one is short; else they may be a refrain. */
function mayBeSlip(words: readonly Word[], at: number): boolean {
  const pair = [words[at]!, words[at + 1]!];
  return (
    pair.some((word) => word.folded.length <= 4) &&
    !pair.every((word) => word.capital) &&
    pair.every((word) => word.text.length > 1 || word.folded === 'a')
  );
}

/** The original repeats a word, too: «да, да», «давно-давно», "Duran Duran". */
function saysTwice({ words }: SideReading): boolean {
  return words.some((word, i) => {
    if (words[i + 1]?.folded === word.folded && !word.isNumber) return true;
    const parts = word.folded.split('-');
    return parts.length === 2 && parts[0] === parts[1];
  });
}
