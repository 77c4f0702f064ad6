import { existsSync } from 'node:fs';
import type { Flag, Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { readTable } from '../../languages/vocabulary.ts';
import { capitalised } from '../../text/case.ts';
import type { Check } from '../check.ts';

/**
 * Finds words and phrases that are written for others that sound or look alike: could of, in principal, Taiwan Straight.
 *
 * Leaves alone: every word that is right in some company. The table lists phrases that are wrong whatever stands around them.
 */
export const confusable: Check = {
  id: 'confusable',
  category: 'linguistic/spelling',
  describe: 'flags:checks.confusable.why',
  pairs: null,
  examples: [
    {
      source: 'В принципе, он согласен.',
      target: 'He agrees in principal.',
      flagged: 'in principal',
      suggestion: 'in principle',
      severity: 'minor',
    },
    {
      source: 'Это могло быть хуже.',
      target: 'It could of been worse.',
      flagged: 'could of been',
      suggestion: 'could have been',
    },
    {
      source: 'Имейте это в виду.',
      target: 'Bare in mind that it is late.',
      flagged: 'Bare in mind',
      suggestion: 'Bear in mind',
    },
    { source: 'Корабли прошли Берингов пролив.', target: 'The ships passed the Bering Strait.', flagged: null },
    {
      source: 'Корабли прошли Берингов пролив.',
      target: 'The ships passed the Bearing Strait.',
      flagged: 'Bearing Strait',
      suggestion: 'Bering Strait',
    },
    {
      source: 'Он теряет интерес.',
      target: 'They loose interest quickly.',
      flagged: 'loose interest',
      suggestion: 'lose interest',
    },
    {
      source: 'Это меньше половины.',
      target: 'It is less then half.',
      flagged: 'less then half',
      suggestion: 'less than half',
    },
    { source: 'Он директор школы.', target: 'He is the principal of the school.', flagged: null },
    { source: 'Интерес слаб.', target: 'The knot is loose. Interest is low.', flagged: null },
    { source: 'Меньше, потом половина.', target: 'At first less, then half.', flagged: null },
    { source: 'Это мнение большинства.', target: 'It is the view of most of them.', flagged: null },
    { source: 'Он мог, конечно, прийти.', target: 'He could, of course, have come.', flagged: null },
  ],
  run({ target }): Flag[] {
    const phrases = phrasesOf(target.language);
    if (phrases.size === 0) return [];
    const { words, text } = target;
    const flags: Flag[] = [];
    for (let i = 0; i < words.length; i++) {
      for (const { wrong, right } of phrases.get(words[i]!.folded) ?? []) {
        const last = words[i + wrong.length - 1];
        if (!last || !wrong.every((word, k) => words[i + k]!.folded === word)) continue;
        const span: Span = [words[i]!.start, last.end];
        const found = text.slice(...span);
        if (/[^\p{L}\p{M}\p{N}\s'’-]/u.test(found)) continue;
        const suggestion = words[i]!.capital ? capitalised(right) : right;
        flags.push({
          check: 'confusable',
          category: 'linguistic/spelling',
          severity: 'minor',
          confidence: 0.93,
          source: null,
          target: span,
          message: { key: 'confusable.word', params: { target: found, suggestion } },
          suggestion,
        });
        break;
      }
    }
    return flags;
  },
};

interface Phrase {
  readonly wrong: readonly string[];
  readonly right: string;
}

const books = new Map<string, ReadonlyMap<string, readonly Phrase[]>>();

/** Phrases of a language by their first word, the longest first; none for a language without a list. */
function phrasesOf(language: Language): ReadonlyMap<string, readonly Phrase[]> {
  const known = books.get(language.code);
  if (known) return known;
  const file = new URL(`../../languages/${language.code}/confusables.tsv`, import.meta.url);
  const book = new Map<string, Phrase[]>();
  for (const [phrase = '', right = ''] of existsSync(file) ? readTable(file) : []) {
    const wrong = phrase.split(' ').map((word) => language.fold(word));
    const listed = book.get(wrong[0] ?? '') ?? [];
    listed.push({ wrong, right });
    book.set(
      wrong[0] ?? '',
      listed.sort((a, b) => b.wrong.length - a.wrong.length),
    );
  }
  books.set(language.code, book);
  return book;
}
