/**
 * What each word of a side says about whether its stretch has a counterpart: how likely a word like it is to be linked when
 * nothing is wrong, against when its stretch has no counterpart; and where a stretch may begin and end.
 */

import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '../../languages/language.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';

/** How a word is linked: 0 surely and near its neighbours' links; 1 by weak evidence or to a far place; 2 not at all. */
export type LinkState = 0 | 1 | 2;

/** Counts of the states, in their order. */
export type StateCounts = readonly [number, number, number];

/** How often words were linked in clean text (`clean`) and in stretches without a counterpart (`lost`). */
export interface LinkRates {
  /** By lemma, marked `^` where it is a name. */
  readonly lemmas: ReadonlyMap<string, StateCounts>;
  readonly clean: ReadonlyMap<string, StateCounts>;
  readonly lost: ReadonlyMap<string, StateCounts>;
}

export interface SideWords {
  readonly reading: SideReading;
  readonly classes: readonly string[];
  /** The classes that rates are estimated with: content words apart by how many ways there are to say them. */
  readonly rateClasses: readonly string[];
  readonly states: readonly LinkState[];
  /** For each word, the log-likelihood ratio of its state in a stretch without a counterpart against clean text. */
  readonly values: Float64Array;
  /** How good a boundary stands before each word, 0 to 1; one more than there are words. */
  readonly edges: Float64Array;
}

/** A link whose score is lower is weak. */
const strongScore = 0.72;
/** A link this far, in shares of the other side, from where its neighbours' links put it is weak. */
const stray = 0.3;
/** A lemma's own counts are worth as much as the class's from so many occurrences on. */
const trust = 4;

const edgeOfRole: Readonly<Record<string, number>> = { conjunction: 0.7, relative: 0.7, preposition: 0.4 };
const markEdge = 1;
/** The edge at the end of a sentence. */
export const sentenceEdge = 1.8;
const participleEdge = 0.7;
const mark = /[,.;:!?()[\]…—–"«»“”„]|\s-\s/;
const sentenceEnd = /[.!?…]["»”’')]*\s/;
/** An unlinked word that is linked elsewhere on its side says less: a name is often said twice in one language and once in the other. */
const repeated = 0.4;
/** However sure the counts are, by chance a word of a stretch without a counterpart is linked surely, and weakly, so often. */
const leastLost = [0.06, 0.05] as const;

const roleBooks = new WeakMap<Language, ReadonlyMap<string, string>>();

/** Roles of a language's function words by folded form; none for a language without a list. */
function functionWords(language: Language): ReadonlyMap<string, string> {
  let roles = roleBooks.get(language);
  if (!roles) {
    const file = new URL(`../../languages/${language.code}/function-words.tsv`, import.meta.url);
    const book = new Map<string, string>();
    if (existsSync(file))
      for (const [role = '', listed = ''] of readTable(file))
        for (const word of listed.split(' ')) book.set(language.fold(word), role);
    roles = book;
    roleBooks.set(language, roles);
  }
  return roles;
}

/** What is the same of a word wherever it stands. */
interface Profile {
  readonly wordClass: string;
  readonly rateClass: string;
  /** The log-likelihood ratio of each state. */
  readonly ratios: readonly [number, number, number];
}

const profileCaches = new WeakMap<
  LinkRates,
  { readonly names: Map<string, Profile>; readonly others: Map<string, Profile> }
>();

function profilesOf(
  words: readonly Word[],
  language: Language,
  pair: LanguagePair | null,
  rates: LinkRates,
): Profile[] {
  let caches = profileCaches.get(rates);
  if (!caches) {
    caches = { names: new Map(), others: new Map() };
    profileCaches.set(rates, caches);
  }
  const profiles: Profile[] = [];
  for (const word of words) {
    const cache = word.capital && !word.first ? caches.names : caches.others;
    // A number and a word may be folded alike, but are never written alike.
    const key = word.isNumber ? word.text : word.folded;
    let found = cache.get(key);
    if (!found) {
      found = readProfile(word, language, pair, rates);
      if (cache.size >= 500_000) cache.clear();
      cache.set(key, found);
    }
    profiles.push(found);
  }
  return profiles;
}

function readProfile(word: Word, language: Language, pair: LanguagePair | null, rates: LinkRates): Profile {
  const wordClass = classOf(word, language, pair);
  const rateClass = wordClass + varietyOf(word, wordClass, language, pair);
  const ratio = (state: LinkState): number => ratioOf(word, wordClass, rateClass, state, rates);
  return { wordClass, rateClass, ratios: [ratio(0), ratio(1), ratio(2)] };
}

/** The class of words that a word's rate is estimated with: a role, a number, a name, or content that the lexicon knows or not. */
function classOf(word: Word, language: Language, pair: LanguagePair | null): string {
  if (word.isNumber) return 'number';
  const role = functionWords(language).get(word.folded);
  if (role) return role;
  return word.capital && !word.first ? 'name' : contentClass(word, language, pair);
}

function contentClass(word: Word, language: Language, pair: LanguagePair | null): string {
  const analysis = language.morphology?.analyses(word.text)[0];
  const part = analysis?.partOfSpeech ?? null;
  if (part === 'preposition' || part === 'conjunction' || part === 'particle' || part === 'pronoun') return part;
  const known =
    pair && pair.from === language ? pair.renderings(word.folded, word.lemmas, word.capital).length > 0 : true;
  if (part === 'participle' || part === 'gerund') return known ? 'participle' : 'unknown';
  if (!known) return 'unknown';
  if (part !== null) return part;
  if (/(?:ing|ed)$/.test(word.folded) && language.code === 'en') return 'participle';
  return word.folded.length <= 4 ? 'short' : /ly$/.test(word.folded) ? 'ly' : 'content';
}

/** Classes of words that say something; all others have one rate each. */
const varied: ReadonlySet<string> = new Set([
  'noun',
  'adjective',
  'verb',
  'infinitive',
  'adverb',
  'participle',
  'content',
  'ly',
  'name',
]);

/** How many ways there are to say a word, as a mark for its class: one with a single translation is rarely translated otherwise. */
function varietyOf(word: Word, wordClass: string, language: Language, pair: LanguagePair | null): string {
  if (!pair || !varied.has(wordClass)) return '';
  const ways =
    pair.from === language
      ? pair.renderings(word.folded, word.lemmas, word.capital).length
      : (language.senses?.(word.lemmas[0] ?? word.folded).length ?? 0);
  return `:${ways === 0 ? 0 : ways <= 2 ? 2 : ways <= 5 ? 5 : ways <= 12 ? 12 : 13}`;
}

export function lemmaKey(word: Word, wordClass: string): string {
  return wordClass === 'name' ? `^${word.lemmas[0]}` : (word.lemmas[0] ?? word.folded);
}

/** Reads both sides of a pair. Linear in its words. */
export function readSides(
  reading: PairReading,
  pair: LanguagePair | null,
  rates: { readonly source: LinkRates; readonly target: LinkRates },
): { source: SideWords; target: SideWords } {
  const sourceScores = new Float64Array(reading.source.words.length);
  const targetScores = new Float64Array(reading.target.words.length);
  for (const link of reading.links) {
    sourceScores[link.source] = link.score;
    targetScores[link.target] = link.score;
  }
  return {
    source: readSide(reading.source, reading.target, sourceScores, pair, rates.source),
    target: readSide(reading.target, reading.source, targetScores, pair, rates.target),
  };
}

function readSide(
  reading: SideReading,
  other: SideReading,
  scores: Float64Array,
  pair: LanguagePair | null,
  rates: LinkRates,
): SideWords {
  const { words, language } = reading;
  const profiles = profilesOf(words, language, pair, rates);
  const classes = profiles.map((profile) => profile.wordClass);
  const rateClasses = profiles.map((profile) => profile.rateClass);
  const states = words.map((_, i) => stateOf(reading, i, other.words.length, scores[i]!));
  explainNumbers(reading, other, states);
  explainTerms(reading, other, states);
  const values = new Float64Array(words.length);
  for (let i = 0; i < words.length; i++) values[i] = profiles[i]!.ratios[states[i]!];
  discountRepeated(words, states, values);
  const edges = new Float64Array(words.length + 1);
  for (let i = 0; i <= words.length; i++) edges[i] = edgeBefore(reading, classes, i);
  return { reading, classes, rateClasses, states, values, edges };
}

/** Words of a number that the other side says, too, in whatever way, are linked, though weakly: «10 тысяч» and 10,000. */
function explainNumbers(reading: SideReading, other: SideReading, states: LinkState[]): void {
  if (reading.numbers.length === 0 || other.numbers.length === 0) return;
  const values = new Set(other.numbers.map(({ value }) => value));
  let at = 0;
  for (const { span, value } of reading.numbers) {
    while (at < reading.words.length && reading.words[at]!.end <= span[0]) at++;
    for (let i = at; i < reading.words.length && reading.words[i]!.start < span[1]; i++)
      if (states[i] === 2 && values.has(value)) states[i] = 1;
  }
}

/** Words of a concept that the other side names, too, are linked, though weakly: «ООН» and "the United Nations". */
function explainTerms(reading: SideReading, other: SideReading, states: LinkState[]): void {
  if (reading.terms.length === 0 || other.terms.length === 0) return;
  const named = new Set(other.terms.flatMap(({ concepts }) => concepts));
  for (const { words, concepts } of reading.terms) {
    if (!concepts.some((concept) => named.has(concept))) continue;
    for (let i = words[0]; i < words[1]; i++) if (states[i] === 2) states[i] = 1;
  }
}

function stateOf({ linked }: SideReading, at: number, others: number, score: number): LinkState {
  const link = linked[at]!;
  if (link < 0) return 2;
  if (score < strongScore) return 1;
  // The nearest two linked neighbours on each side say where a link is expected.
  let nearest = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let distance = 1, left = 0, right = 0; distance <= 8 && found < 4; distance++) {
    for (let step = -distance; step <= distance; step += 2 * distance) {
      const place = at + step;
      const neighbour = place >= 0 && place < linked.length ? linked[place]! : -1;
      if (neighbour < 0 || (step < 0 ? left : right) >= 2) continue;
      if (step < 0) left++;
      else right++;
      found++;
      nearest = Math.min(nearest, Math.abs(neighbour - link) - distance);
    }
  }
  return found > 0 && nearest > Math.max(3, stray * others) ? 1 : 0;
}

function ratioOf(word: Word, wordClass: string, rateClass: string, state: LinkState, rates: LinkRates): number {
  const ofClass = rates.clean.get(rateClass) ?? rates.clean.get(wordClass) ?? [1, 1, 1];
  const total = ofClass[0] + ofClass[1] + ofClass[2];
  const own = rates.lemmas.get(lemmaKey(word, wordClass)) ?? [0, 0, 0];
  const n = own[0] + own[1] + own[2];
  const clean = (own[state] + (trust * (ofClass[state] + 0.5)) / (total + 1.5)) / (n + trust);
  const ofLost = rates.lost.get(rateClass) ?? rates.lost.get(wordClass) ?? [1, 1, 8];
  const lost = (ofLost[state] + 0.5) / (ofLost[0] + ofLost[1] + ofLost[2] + 1.5);
  return Math.max(-3, Math.min(3, Math.log(state === 2 ? lost / clean : Math.max(lost, leastLost[state]) / clean)));
}

const firstLemma = ({ lemmas, folded }: Word): string => lemmas[0] ?? folded;

function discountRepeated(words: readonly Word[], states: readonly LinkState[], values: Float64Array): void {
  let seen: Set<string> | undefined;
  for (let i = 0; i < words.length; i++) {
    if (states[i] !== 2 || values[i]! <= 0) continue;
    if (!seen) {
      seen = new Set();
      for (let k = 0; k < words.length; k++) if (states[k] !== 2) seen.add(firstLemma(words[k]!));
    }
    if (seen.has(firstLemma(words[i]!))) values[i] = values[i]! * repeated;
  }
}

function edgeBefore({ text, words }: SideReading, classes: readonly string[], at: number): number {
  const word = words[at];
  const before = words[at - 1];
  if (!word || !before) return sentenceEdge;
  const between = text.slice(before.end, word.start);
  if (between !== ' ' && mark.test(between)) return word.capital && sentenceEnd.test(between) ? sentenceEdge : markEdge;
  const wordClass = classes[at]!;
  return edgeOfRole[wordClass] ?? (wordClass === 'participle' ? participleEdge : 0);
}

/** Reads a table of counts: `lemma`, `clean` or `lost`, the lemma or class, counts of the states. */
export function readRates(file: URL): LinkRates {
  const tables = {
    lemma: new Map<string, StateCounts>(),
    clean: new Map<string, StateCounts>(),
    lost: new Map<string, StateCounts>(),
  };
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [table = '', key = '', strong, weak, none] = line.split('\t');
    if (table !== 'lemma' && table !== 'clean' && table !== 'lost')
      throw new Error(`${file.pathname}: unknown table "${table}"`);
    tables[table].set(key, [Number(strong), Number(weak), Number(none)]);
  }
  return { lemmas: tables.lemma, clean: tables.clean, lost: tables.lost };
}
