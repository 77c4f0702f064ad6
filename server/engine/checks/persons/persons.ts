/** Who is meant on each side: pronouns, nouns for people, names, and the endings of verbs, by person, number and sex. */

import { existsSync } from 'node:fs';
import type { Analysis, Language } from '../../languages/language.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { readTable } from '../../languages/vocabulary.ts';
import { capitalised } from '../../text/case.ts';
import type { Word } from '../../text/words.ts';
import type { SideReading } from '../check.ts';

export type Sex = 'm' | 'f';
export type Person = '1s' | '1p' | '2' | '3s' | '3p';
type Role =
  | 'subject'
  | 'object'
  | 'possessive'
  | 'reflexive'
  | 'noun'
  | 'office'
  | 'loose'
  | 'mark'
  | 'epicene'
  | 'open';

export interface PersonWord {
  readonly role: Role;
  readonly person: Person | null;
  readonly sex: Sex | null;
  /** The same word for the other sex; null where there is none. */
  readonly other: string | null;
}

const books = new Map<string, ReadonlyMap<string, readonly PersonWord[]>>();

/** Words of a language by folded form; none for a language without a list. */
function bookOf({ code }: Language): ReadonlyMap<string, readonly PersonWord[]> {
  let book = books.get(code);
  if (!book) {
    const file = new URL(`../../languages/${code}/person-words.tsv`, import.meta.url);
    book = readBook(existsSync(file) ? readTable(file) : []);
    books.set(code, book);
  }
  return book;
}

function readBook(rows: readonly string[][]): Map<string, readonly PersonWord[]> {
  const words = new Map<string, readonly PersonWord[]>();
  const split = (column: string): string[] => (column === '-' ? [] : column.split(' '));
  for (const [role = '', who = '-', third = '-', fourth = '-'] of rows) {
    const person = who === '-' ? null : (who as Person);
    const [first, second] = [split(third), split(fourth)];
    const add = (form: string, sex: Sex | null, other: string | undefined): void => {
      const known = words.get(form) ?? [];
      if (!known.some((word) => word.role === role && word.sex === sex))
        words.set(form, [...known, { role: role as Role, person, sex, other: other ?? null }]);
    };
    for (const [k, form] of first.entries()) add(form, second.length > 0 ? 'm' : null, second[k]);
    for (const [k, form] of second.entries()) add(form, 'f', first[k]);
  }
  return words;
}

const contraction = /'(?:s|d|m|ll|re|ve)$/;

/** A word without what is contracted with it: he's, they'll. */
export function bareForm({ folded }: Word): string {
  return folded.includes("'") ? folded.replace(contraction, '') : folded;
}

/** What a word of a text says of a person; empty for nearly all words. */
export function personWords(word: Word, language: Language): readonly PersonWord[] {
  return bookOf(language).get(bareForm(word)) ?? none;
}

const none: readonly PersonWord[] = [];

/**
 * What says the sex of somebody in the original: a pronoun; a noun that says it (mother, actress); a name; a noun for a person
 * that is masculine whoever he or she is (`role`: minister); the ending of a verb or short adjective by what it agrees with: a
 * person, a relative or nothing in the sentence.
 */
export interface Cue {
  readonly at: number;
  readonly sex: Sex;
  /** A pronoun in the nominative. */
  readonly subject?: boolean;
  /** Of an ending, the index of the noun or pronoun that it agrees with. */
  readonly with?: number;
  readonly kind: 'pronoun' | 'noun' | 'name' | 'role' | 'endingOfPerson' | 'endingOfRelative' | 'endingAlone';
}

/** All cues of an original in order. Linear in its words. */
export function readCues(side: SideReading, pair: LanguagePair): Cue[] {
  const cues: Cue[] = [];
  for (const [at, word] of side.words.entries()) {
    const known = personWords(word, side.language);
    const pronoun = known.find(({ sex }) => sex !== null);
    if (pronoun?.sex)
      cues.push({
        at,
        sex: pronoun.sex,
        kind: pronoun.role === 'mark' ? 'noun' : 'pronoun',
        subject: pronoun.role === 'subject',
      });
    if (known.length > 0 || word.isNumber) continue;
    const analyses = side.language.morphology?.analyses(word.text) ?? [];
    const best = analyses[0];
    if (!best) continue;
    if (best.partOfSpeech === 'noun') {
      const cue = nounCue(at, word, analyses, side, pair);
      if (cue) cues.push(cue);
    } else if (endingSex(best) !== null) {
      const cue = endingCue(at, best, side);
      if (cue) cues.push(cue);
    }
  }
  // Прокурор заявила: the ending says who holds the office.
  const women = new Set(cues.flatMap((cue) => (cue.sex === 'f' && cue.with !== undefined ? [cue.with] : [])));
  return cues.map((cue) => (cue.kind === 'role' && women.has(cue.at) ? { ...cue, sex: 'f', kind: 'noun' } : cue));
}

function nounCue(
  at: number,
  word: Word,
  analyses: readonly Analysis[],
  { language }: SideReading,
  pair: LanguagePair,
): Cue | null {
  let masculine = 0;
  let feminine = 0;
  let named = false;
  for (const { animate, gender, number, probability, partOfSpeech, name } of analyses) {
    if (partOfSpeech !== 'noun' || !animate) continue;
    // Men and women together are masculine, too.
    if (gender === 'masculine' && number !== 'plural') masculine += probability;
    if (gender === 'feminine') feminine += probability;
    if (name !== null) named = true;
  }
  const sex: Sex | null = masculine >= 0.8 ? 'm' : feminine >= 0.8 ? 'f' : null;
  if (sex === null || word.lemmas.some((lemma) => isEpicene(lemma, language))) return null;
  if (named) return word.capital ? { at, sex, kind: 'name' } : null;
  if (sex === 'f') return { at, sex, kind: 'noun' };
  return { at, sex, kind: saysMan(word, pair) ? 'noun' : 'role' };
}

function isEpicene(lemma: string, language: Language): boolean {
  return (
    bookOf(language)
      .get(lemma)
      ?.some(({ role }) => role === 'epicene') ?? false
  );
}

/** Whether a masculine noun is said of men alone, as its translations tell. */
function saysMan(word: Word, pair: LanguagePair): boolean {
  const first = pair.renderings(word.folded, word.lemmas, false).find(({ whole }) => whole);
  return (
    first !== undefined &&
    (bookOf(pair.to).get(first.form) ?? []).some(({ role, sex }) => role === 'noun' && sex === 'm')
  );
}

/** The sex that a past tense or a short adjective names; null for other forms. */
function endingSex({ partOfSpeech, tense, short, number, gender }: Analysis): Sex | null {
  if (number !== 'singular') return null;
  const agrees = (partOfSpeech === 'verb' && tense === 'past') || (short && partOfSpeech !== 'verb');
  if (!agrees) return null;
  return gender === 'masculine' ? 'm' : gender === 'feminine' ? 'f' : null;
}

const clauseEnd = /[.;:!?—–"«»“”()]/;

/** The ending of a form, with what it agrees with; null where that is a thing, the speaker or the person spoken to. */
function endingCue(at: number, form: Analysis, { words, text, language }: SideReading): Cue | null {
  const sex = endingSex(form);
  if (sex === null) return null;
  // What may be the subject nearest to the verb, those before it first at the same distance.
  const stopped = { before: false, after: false };
  for (let step = 1; step <= 12 && !(stopped.before && stopped.after); step++) {
    for (const place of ['before', 'after'] as const) {
      if (stopped[place] || (place === 'after' && step > 4)) continue;
      const k = place === 'before' ? at - step : at + step;
      const [left, right] = place === 'before' ? [words[k], words[k + 1]] : [words[k - 1], words[k]];
      const word = words[k];
      if (!word || !left || !right || clauseEnd.test(text.slice(left.end, right.start))) stopped[place] = true;
      else {
        const subject = subjectAt(word, form, sex, language);
        // What follows a preposition is no subject, nor what follows that.
        if (place === 'after' && language.morphology?.analyses(word.text)[0]?.partOfSpeech === 'preposition')
          stopped.after = true;
        if (subject === 'other') return null;
        if (subject) return { at, sex, kind: subject, with: k };
      }
    }
  }
  return { at, sex, kind: 'endingAlone' };
}

/** What a word is as the subject of a form: `other` where the form then says no sex of a third person; null where it is none. */
function subjectAt(
  word: Word,
  form: Analysis,
  sex: Sex,
  language: Language,
): 'endingOfPerson' | 'endingOfRelative' | 'other' | null {
  for (const { role, person, sex: own } of personWords(word, language)) {
    if (role === 'open') return 'other';
    if (role !== 'subject') continue;
    if (person === '1s' || person === '2') return 'other';
    if (person === '3s' && own === sex) return 'endingOfPerson';
  }
  for (const {
    partOfSpeech,
    case: inCase,
    number,
    gender,
    animate,
    lemma,
    probability,
    name,
    known,
  } of language.morphology?.analyses(word.text) ?? []) {
    if (inCase !== 'nominative' || number !== 'singular' || probability < 0.1) continue;
    if (lemma === 'который' && gender === form.gender) return 'endingOfRelative';
    if (partOfSpeech !== 'noun' || (name !== null && !word.capital)) continue;
    if (gender === form.gender && isEpicene(lemma, language)) return 'other';
    // Врач сказала: the noun is masculine whoever it is, a name is not.
    if (animate && (gender === form.gender || (name === null && known && gender !== 'feminine' && probability >= 0.5)))
      return 'endingOfPerson';
    if (!animate && gender === form.gender) return 'other';
  }
  return null;
}

/** The same word for the other sex, as it has to be written at its place: her is his before a noun and him elsewhere; null where there is none. */
export function inOtherSex({ words, text, language }: SideReading, at: number): string | null {
  const word = words[at];
  if (!word) return null;
  const known = personWords(word, language).filter(({ sex }) => sex !== null);
  const next = words[at + 1];
  const beforeNoun =
    next !== undefined && /^\s$/.test(text.slice(word.end, next.start)) && !language.grammarWords.has(next.folded);
  const said =
    known.find(({ role }) => known.length > 1 && role === (beforeNoun ? 'possessive' : 'object')) ?? known[0];
  if (!said || said.other === null) return null;
  // "a friend of his", "his was the last": without a noun the feminine is hers.
  const other =
    said.role === 'possessive' && said.sex === 'm' && !beforeNoun && said.other === 'her' ? 'hers' : said.other;
  const rest = word.text.slice(bareForm(word).length);
  return (word.capital ? capitalised(other) : other) + rest;
}

/** The pronoun of a role and person; null for the third person singular, of which the sex would have to be known. */
export function pronounOf(role: Role, person: Person, language: Language): string | null {
  if (person === '3s') return null;
  for (const [form, known] of bookOf(language))
    if (known.some((word) => word.role === role && word.person === person)) return form === 'i' ? 'I' : form;
  return null;
}
