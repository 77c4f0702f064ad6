/** Russian. */

import { readSentenceLists } from '../../text/sentence-rules.ts';
import type { Language } from '../language.ts';
import { spelledNumbers } from '../spellout.ts';
import { readCalendarWords, readNumberWords } from '../vocabulary.ts';
import { fold, openMorphology } from './morphology.ts';

export async function load(code: string): Promise<Language> {
  const morphology = openMorphology();
  return {
    code,
    rules: readSentenceLists(new URL('./sentences.tsv', import.meta.url)),
    fold,
    lemmas: morphology.lemmas,
    morphology,
    grammarWords: new Set(),
    numberWords: readNumberWords(
      new URL('./numbers.tsv', import.meta.url),
      spelledNumbers(code, fold),
      morphology.forms,
    ),
    calendarWords: readCalendarWords(new URL('./calendar.tsv', import.meta.url), morphology.forms),
    decimalMark: ',',
  };
}
