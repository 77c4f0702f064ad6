/** Ukrainian: without a dictionary of its forms, so that its lemmas are guesses from endings. */

import { readSentenceLists } from '../../text/sentence-rules.ts';
import type { Language } from '../language.ts';
import { spelledNumbers } from '../spellout.ts';
import { readCalendarWords, readNumberWords, readTable } from '../vocabulary.ts';
import { openEndings } from './endings.ts';

/** Every form is listed in the data. */
const asListed = (): readonly string[] => [];

export async function load(code: string): Promise<Language> {
  return {
    code,
    rules: readSentenceLists(new URL('./sentences.tsv', import.meta.url)),
    fold,
    lemmas: openEndings(new URL('./endings.tsv', import.meta.url), fold),
    grammarWords: new Set(
      readTable(new URL('./grammar-words.tsv', import.meta.url)).flatMap(([, words = '']) => words.split(' ')),
    ),
    morphology: null,
    numberWords: readNumberWords(new URL('./numbers.tsv', import.meta.url), spelledNumbers(code, fold), asListed),
    calendarWords: readCalendarWords(new URL('./calendar.tsv', import.meta.url), asListed),
    decimalMark: ',',
  };
}

/** Lower case, without marks of stress; the apostrophe as ' however it is written. */
function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[’ʼ`]/g, "'")
    .replace(/[\u0301\u00ad]/g, '')
    .replace(/‑/g, '-');
}
