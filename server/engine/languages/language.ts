/**
 * What the engine knows about one language. A language is a folder here, named by its ISO 639 code, whose
 * `language.ts` exports `load()`; adding the folder is all it takes. A language without one gets `generic/`.
 */

import { existsSync } from 'node:fs';
import type { SentenceRules } from '../text/sentence-rules.ts';
import type { CalendarWord, NumberWord } from './vocabulary.ts';

export interface Language {
  /** ISO 639 code in lower case, without script or region: `ru`, `en`. */
  readonly code: string;
  /** Where its sentences end. */
  readonly rules: SentenceRules;
  /** Lower case, marks of stress removed, letters that writers leave out merged (Russian ё is е): the form in which words are compared. */
  fold(word: string): string;
  /** Folded dictionary forms of a word form, likeliest first, never empty: an unknown word is guessed or is its own lemma. Cached by form. */
  lemmas(word: string): readonly string[];
  /** Dictionary forms of the words of grammar, which stand in almost every sentence and tell little. */
  readonly grammarWords: ReadonlySet<string>;
  /** Senses of a dictionary form as numbers that synonyms share, where the language has a thesaurus. */
  readonly senses?: (lemma: string) => readonly number[];
  /** Senses, numbered likewise, that are opposite to those of a dictionary form. */
  readonly opposites?: (lemma: string) => readonly number[];
  /** Grammar of word forms, where the language has a dictionary for it. */
  readonly morphology: Morphology | null;
  /** Words that are numbers or parts of numbers, by folded form. */
  readonly numberWords: ReadonlyMap<string, NumberWord>;
  /** Months, weekdays, seasons, units of time and relative days, by folded form. */
  readonly calendarWords: ReadonlyMap<string, CalendarWord>;
  readonly decimalMark: '.' | ',';
}

export const partsOfSpeech = [
  'noun',
  'adjective',
  'verb',
  'infinitive',
  'participle',
  'gerund',
  'numeral',
  'adverb',
  'pronoun',
  'preposition',
  'conjunction',
  'particle',
  'interjection',
  'predicative',
  'comparative',
] as const;
export type PartOfSpeech = (typeof partsOfSpeech)[number];
export type GrammaticalCase =
  | 'nominative'
  | 'genitive'
  | 'dative'
  | 'accusative'
  | 'instrumental'
  | 'prepositional'
  | 'vocative';

/** The features of a word form; one that the form does not have (a verb has no case) is null. */
export interface Features {
  readonly partOfSpeech: PartOfSpeech | null;
  readonly case: GrammaticalCase | null;
  readonly number: 'singular' | 'plural' | null;
  readonly gender: 'masculine' | 'feminine' | 'neuter' | 'common' | null;
  readonly animate: boolean | null;
  readonly tense: 'past' | 'present' | 'future' | null;
  readonly person: 1 | 2 | 3 | null;
  readonly mood: 'indicative' | 'imperative' | null;
  readonly aspect: 'perfective' | 'imperfective' | null;
  readonly voice: 'active' | 'passive' | null;
  /** A short adjective or participle (готов, сделан). */
  readonly short: boolean;
  readonly name: 'given' | 'patronymic' | 'surname' | 'place' | 'organisation' | null;
  readonly abbreviation: boolean;
}

/** One reading of a word form. */
export interface Analysis extends Features {
  /** Folded dictionary form. */
  readonly lemma: string;
  /** Share of this reading among all of the form, 0 to 1; they sum to 1. */
  readonly probability: number;
  /** False where the word is not in the dictionary and the reading is guessed from its ending. */
  readonly known: boolean;
}

export interface Morphology {
  /** Readings of a form, likeliest first; empty where nothing can be said. Capitals matter only to acronyms. */
  analyses(word: string): readonly Analysis[];
  /** The form of the same word with the wanted features, the others kept where they can be; null where there is none. Capitals are carried over. */
  inflect(word: string, wanted: Partial<Features>): string | null;
}

const loaded = new Map<string, Promise<Language>>();

/**
 * Loads a language once for the process.
 * @param code a BCP 47 tag; script and region are ignored (`en-GB` is `en`).
 * @throws RangeError (as a rejection) if the tag is not well-formed.
 */
export async function loadLanguage(code: string): Promise<Language> {
  const base = new Intl.Locale(code).language;
  let language = loaded.get(base);
  if (!language) {
    language = importLanguage(base);
    loaded.set(base, language);
  }
  return language;
}

async function importLanguage(code: string): Promise<Language> {
  const folder = existsSync(new URL(`./${code}/language.ts`, import.meta.url)) ? code : 'generic';
  const module: { load(code: string): Promise<Language> } = await import(`./${folder}/language.ts`);
  return module.load(code);
}
