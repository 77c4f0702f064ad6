/**
 * A language that nothing particular is known about: sentences by Unicode's rules, words as they are.
 */

import { unicodeRules } from '../../text/sentence-rules.ts';
import type { Language } from '../language.ts';

export async function load(code: string): Promise<Language> {
  const fold = (word: string): string => word.toLocaleLowerCase(code).normalize('NFC');
  return {
    code,
    rules: unicodeRules(code),
    fold,
    lemmas: (word) => [fold(word)],
    morphology: null,
    grammarWords: new Set(),
    numberWords: new Map(),
    calendarWords: new Map(),
    decimalMark: decimalMarkOf(code),
  };
}

/** The mark that CLDR has for the language. */
export function decimalMarkOf(code: string): '.' | ',' {
  const part = new Intl.NumberFormat(code).formatToParts(1.5).find(({ type }) => type === 'decimal');
  return part?.value === ',' ? ',' : '.';
}
