/** English. */

import { readSentenceLists } from '../../text/sentence-rules.ts';
import type { Language } from '../language.ts';
import { spelledNumbers } from '../spellout.ts';
import { readCalendarWords, readNumberWords, readTable } from '../vocabulary.ts';
import { fold, openMorphology } from './morphology.ts';

/** Every form is listed in the data. */
const asListed = (): readonly string[] => [];

export async function load(code: string): Promise<Language> {
  const { lemmas, senses, opposites } = openMorphology();
  return {
    code,
    rules: readSentenceLists(new URL('./sentences.tsv', import.meta.url)),
    fold,
    lemmas,
    senses,
    opposites,
    grammarWords: new Set(
      readTable(new URL('./grammar-words.tsv', import.meta.url)).flatMap(([, words = '']) => words.split(' ')),
    ),
    morphology: null,
    numberWords: readNumberWords(new URL('./numbers.tsv', import.meta.url), spelledNumbers(code, fold), asListed),
    calendarWords: readCalendarWords(new URL('./calendar.tsv', import.meta.url), asListed),
    decimalMark: '.',
  };
}
