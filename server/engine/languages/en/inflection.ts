/** English word forms: puts one word into the form of another, as a suggestion needs it. */

import { capitalised } from '../../text/case.ts';
import { readTable } from '../vocabulary.ts';

/** What an inflected English word can be; `base` where the form shows nothing. */
export type EnglishForm = 'base' | 's' | 'past' | 'participle' | 'ing' | 'comparative' | 'superlative';

/** [past, participle] by base. */
const irregularVerbs = new Map<string, readonly [string, string]>(
  readTable(new URL('./irregular-verbs.tsv', import.meta.url)).map(([base = '', past = '', participle = '']) => [
    base,
    [past, participle],
  ]),
);

/** [comparative, superlative] by base. */
const irregularComparison = new Map<string, readonly [string, string]>(
  readTable(new URL('./comparison.tsv', import.meta.url)).map(([base = '', comparative = '', superlative = '']) => [
    base,
    [comparative, superlative],
  ]),
);

/** Doubles the last consonant before -ed, -ing, -er: one vowel letter and one consonant, in a word of one syllable or of a listed stress. */
const doubling = /^(?:[^aeiou]*[aeiou][bdgklmnprtz]|.*(?:mit|fer|pel|cur|gin|get))$/;

/** `word` in a form, which must be a dictionary form: rise, past: rose. */
export function inflect(word: string, form: EnglishForm): string {
  const verb = irregularVerbs.get(word);
  switch (form) {
    case 'base':
      return word;
    case 's':
      if (word === 'have') return 'has';
      if (word === 'be') return 'is';
      if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
      return /(?:s|x|z|ch|sh|[^aeiou]o)$/.test(word) ? `${word}es` : `${word}s`;
    case 'past':
    case 'participle':
      if (verb) return verb[form === 'past' ? 0 : 1];
      return withEnding(word, 'ed');
    case 'ing':
      if (/ie$/.test(word)) return `${word.slice(0, -2)}ying`;
      if (/(?:ee|oe|ye)$/.test(word)) return `${word}ing`;
      return doubling.test(word) ? `${word}${word.at(-1)}ing` : `${word.replace(/e$/, '')}ing`;
    case 'comparative':
    case 'superlative': {
      const known = irregularComparison.get(word);
      if (known) return known[form === 'comparative' ? 0 : 1];
      if (isLong(word)) return `${form === 'comparative' ? 'more' : 'most'} ${word}`;
      return withEnding(word, form === 'comparative' ? 'er' : 'est');
    }
  }
}

/** Words of three vowels and more, and of two unless they end in -y, -le, -ow, -er, take more and most. */
function isLong(word: string): boolean {
  const vowels = word.replace(/e$/, '').match(/[aeiouy]+/g)?.length ?? 0;
  return vowels > 2 || (vowels === 2 && !/(?:y|le|ow|er)$/.test(word));
}

function withEnding(word: string, ending: string): string {
  if (word.endsWith('e')) return word + ending.slice(1);
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i${ending}`;
  return doubling.test(word) ? word + word.at(-1) + ending : word + ending;
}

/**
 * The forms that `written` may be of a dictionary form, `past` before `participle` where it may be both; empty where it is none.
 */
export function formsOf(written: string, lemma: string): EnglishForm[] {
  const all: EnglishForm[] = ['base', 's', 'past', 'participle', 'ing', 'comparative', 'superlative'];
  return all.filter((form) => inflect(lemma, form) === written);
}

/** `other` as `written` is inflected from `lemma`, capitals included: (Rising, rise, fall) is Falling; null where the form is not known. */
export function inflectLike(written: string, lemma: string, other: string): string | null {
  const folded = written.toLowerCase();
  const form = formsOf(folded, lemma)[0];
  if (form === undefined) return null;
  const [head = '', ...rest] = other.split(' ');
  const inflected = [inflect(head, form), ...rest].join(' ');
  if (written.length > 1 && written === written.toUpperCase()) return inflected.toUpperCase();
  return written[0] === folded[0] ? inflected : capitalised(inflected);
}
