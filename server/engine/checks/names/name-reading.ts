/**
 * What the names of a pair are made of: which capitalised words of the translation something in the original explains,
 * which do not, and which names of the original stand alone.
 */

import { soundOf } from '../../align/sounds.ts';
import type { PartOfSpeech } from '../../languages/language.ts';
import type { KnownName, NameKind } from '../../languages/names.ts';
import { capitalised } from '../../text/case.ts';
import { nameCost } from '../../text/names.ts';
import { spellingWords } from '../../text/spelling.ts';
import { perForm, type Word } from '../../text/words.ts';
import type { CheckContext, PairReading, SideReading } from '../check.ts';

/** A capitalised word of the translation. */
export interface TargetName {
  readonly index: number;
  /** Without a possessive. */
  readonly text: string;
  /** Something in the original has this very form as its translation. */
  readonly exact: boolean;
  /** The least cost of its letters for a name of the original, and that name's word; 1 and -1 where none was compared. */
  readonly cost: number;
  readonly nearest: number;
  /** What the table of names has of this form. */
  readonly names: readonly KnownName[];
  /** A common word of the dictionary or the lexicon, a name in the dictionary, or neither. */
  readonly familiar: 'word' | 'name' | 'unknown';
}

/** A word of the original that something in the translation should stand for. */
export interface SourceName {
  readonly index: number;
  readonly names: readonly KnownName[];
  /** alone: nothing in the translation stands for it; taken: what does is linked to another word; met: it has its counterpart. */
  readonly state: 'alone' | 'taken' | 'met';
  /** name: with a capital inside a sentence; known: of the table; word: any other word of the lexicon. */
  readonly role: 'name' | 'known' | 'word';
}

export interface BrokenName {
  /** The word that stands there, of the translation, and the word of the original that asks for the name. */
  readonly target: number;
  readonly source: number;
  /** What should stand there, folded. */
  readonly word: string;
}

export interface NameReading {
  readonly targets: readonly TargetName[];
  readonly sources: readonly SourceName[];
  /** Folded forms that the original gives reason to expect, and the words that do. */
  readonly expected: ReadonlyMap<string, readonly number[]>;
  /** Names of several words that the translation has but for one, which a name that nothing explains stands in place of: South Thornbury. */
  readonly broken: readonly BrokenName[];
  /** The translation writes every word with a capital, as headlines do: one says nothing. */
  readonly title: boolean;
}

/** At most this for a name and its spelling, however the language of origin writes it; beyond it they are different names. */
export const strangerCost = 0.2;

/** What the score of a link says of its grounds: above `surely` a number, an equal word or an entry; below it a sound, a root or phrase, a synonym. */
const linked = { surely: 0.9, bySound: 0.75, bySense: 0.65, atAll: 0.45 } as const;

/** Beyond this, how different two names are says nothing more. */
const farCost = 0.6;

const isName = (word: Word): boolean =>
  word.capital && !word.isNumber && word.text.length > 1 && /^\p{L}/u.test(word.text);
/** Capitals alone, or but for an ending: US-led and MPs are none of ours, either. */
const isAcronym = (text: string): boolean => /^(?:[\p{Lu}\p{N}.&-]+|\p{Lu}{2,}['’]?(?:s|-.*))$/u.test(text);

/** Readings by the pair that they are of: two checks ask for the same one. */
const read = new WeakMap<PairReading, NameReading | null>();

/** Null where the translation has no names. */
export function readNames(reading: PairReading, context: CheckContext): NameReading | null {
  let names = read.get(reading);
  if (names === undefined) {
    names = findNames(reading, context);
    read.set(reading, names);
  }
  return names;
}

function findNames(reading: PairReading, context: CheckContext): NameReading | null {
  const { source, target } = reading;
  if (!target.words.some(isName)) return null;
  const { expected, phrases } = expectedForms(reading, context);
  const capitals = source.words.flatMap((word, s) => (isName(word) ? [s] : []));
  const scores = new Float32Array(target.words.length);
  const certain = new Uint8Array(source.words.length);
  for (const link of reading.links) {
    scores[link.target] = link.score;
    if (link.score > linked.surely) certain[link.source] = 1;
  }
  const known = new Map<number, readonly KnownName[]>();
  for (const match of context.pair?.names.findTarget(target.words) ?? [])
    for (let t = match.words[0]; t < match.words[1]; t++) known.set(t, match.names);
  // Kenya is near to «Кёльн» and Australia to «Австрия»; but both are known, and are not each other.
  const isAnotherName = (t: number, s: number): boolean => {
    const word = source.words[s]!;
    return known.has(t) && (context.pair?.names.lookup(word.folded, word.lemmas, true).length ?? 0) > 0;
  };
  const costs = new Map<string, number>();
  const targets: TargetName[] = [];
  for (const [index, word] of target.words.entries()) {
    if (!isName(word) || isAcronym(word.text) || !/^\p{Script=Latin}/u.test(word.text)) continue;
    const text = word.text.replace(/['’]s?$/, '');
    if (target.language.calendarWords.has(word.folded.slice(0, text.length))) continue;
    const link = scores[index]!;
    if (isAbbreviation(word, target.text) || /['’](?:ll|ve|d|m|re|t)$|^.['’]\p{Ll}/u.test(word.text)) continue;
    const parts = word.folded.split(/[-‑]/);
    const exact =
      link > linked.surely ||
      forms(word).some((form) => expected.has(form)) ||
      madeFrom(word.folded).some((form) => expected.has(form)) ||
      (parts.length > 1 && parts.every((part) => part.length < 3 || expected.has(part)));
    let [cost, nearest] = [1, -1];
    if (!exact) {
      if (link > linked.atAll && !isAnotherName(index, target.linked[index]!))
        [cost, nearest] = [link > linked.bySense && link < linked.bySound ? 0 : 0.18, target.linked[index]!];
      for (const s of capitals) {
        // What has its own translation elsewhere is no other word's.
        if (certain[s] === 1 && source.linked[s] !== index) continue;
        let here = costOf(source.words, s, target.words, index, costs);
        if (here > 0.05 && isAnotherName(index, s)) here = farCost;
        if (here < cost) [cost, nearest] = [here, s];
      }
    }
    const familiar = familiarityIn(target.language.code)(word);
    const listed = known.get(index) ?? [];
    // "Frozen" and "Friends" are films, too; a place is one even where its name is a common word.
    const next = target.words[index + 1];
    const isFull = next?.capital === true && next.start - word.end === 1;
    const names = familiar === 'word' ? listed.filter((each) => isPlace(each) || (isFull && isPerson(each))) : listed;
    targets.push({ index, text, exact, cost, nearest, names, familiar });
  }
  return {
    targets,
    sources: sourceNames(reading, context, targets, capitals, costs, isAnotherName),
    expected,
    broken: findBroken(phrases, target.words, targets),
    title: isTitle(target.words),
  };
}

/** Sen., Capt., Gov. before a name. */
function isAbbreviation(word: Word, text: string): boolean {
  return word.text.length <= 4 && /^\.\s+\p{Lu}/u.test(text.slice(word.end, word.end + 4));
}

/** Where nearly all words have capitals, a capital says nothing. A few do in "Foreign Minister Yerlan Dubayev", but not the verbs around them. */
function isTitle(words: readonly Word[]): boolean {
  const long = words.filter((word) => word.text.length > 3 && !word.isNumber);
  const small = words.filter((word) => word.text.length > 1 && !word.capital && !word.isNumber).length;
  return (
    long.length > 4 && long.filter((word) => word.capital).length > long.length * 0.75 && small < words.length * 0.4
  );
}

const forms = perForm((word): readonly string[] => [
  ...new Set([word.folded, word.folded.replace(/['’]s?$/, ''), ...word.lemmas]),
]);

/** A name of several words that a word of the original may be in the translation. */
interface ExpectedPhrase {
  readonly words: readonly string[];
  readonly source: number;
}

function expectedForms(
  { source, target }: PairReading,
  { pair }: CheckContext,
): { expected: Map<string, number[]>; phrases: ExpectedPhrase[] } {
  const expected = new Map<string, number[]>();
  const phrases: ExpectedPhrase[] = [];
  const expectAll = (text: string, s: number): void => {
    const words = text.split(' ').map((form) => target.language.fold(form));
    for (const form of words) expect(form, s);
    if (words.length > 1 && words.length < 5) phrases.push({ words, source: s });
  };
  const expect = (form: string, s: number): void => {
    const known = expected.get(form);
    if (!known) expected.set(form, [s]);
    else if (known[known.length - 1] !== s && !known.includes(s)) known.push(s);
  };
  for (let s = 0; s < source.words.length; s++) {
    const word = source.words[s]!;
    expect(word.folded, s);
    if (!pair) continue;
    const renderings = pair.renderings(word.folded, word.lemmas, word.capital);
    for (let k = 0; k < renderings.length; k++) expect(renderings[k]!.form, s);
    // A country gives its adjective and an adjective its country.
    for (const name of pair.names.lookup(word.folded, word.lemmas, word.capital)) {
      for (const text of name.target) {
        if (text.includes(' ')) expectAll(text, s);
        for (const form of pair.names.relatives(text)) expect(form, s);
      }
    }
  }
  for (const { names, words } of pair?.names.findPhrases(source.words) ?? []) {
    for (const name of names) for (const text of name.target) expectAll(text, words[0]);
  }
  for (const term of source.terms) {
    for (const concept of term.concepts) for (const text of concept.target) expectAll(text, term.words[0]);
  }
  return { expected, phrases };
}

/** Places where the words of a name stand but for one, unless the name stands whole as often as the original asks for it. */
function findBroken(
  phrases: readonly ExpectedPhrase[],
  words: readonly Word[],
  targets: readonly TargetName[],
): BrokenName[] {
  const strangers = targets.filter(({ exact, cost }) => !exact && cost > strangerCost);
  if (strangers.length === 0) return [];
  const is = (t: number, wanted: string): boolean => {
    const word = words[t];
    return word !== undefined && (word.folded === wanted || forms(word).includes(wanted));
  };
  // How often a name of this beginning stands whole, and how many words of the original ask for one.
  const whole = new Map<string, Set<number>>();
  const asked = new Map<string, Set<number>>();
  for (const { words: wanted, source } of phrases) {
    const [first = ''] = wanted;
    asked.set(first, (asked.get(first) ?? new Set()).add(source));
    for (const t of words.keys())
      if (wanted.every((each, k) => is(t + k, each))) whole.set(first, (whole.get(first) ?? new Set()).add(t));
  }
  const found: BrokenName[] = [];
  for (const { words: wanted, source } of phrases) {
    const [first = ''] = wanted;
    if ((whole.get(first)?.size ?? 0) >= (asked.get(first)?.size ?? 0)) continue;
    for (const { index } of strangers) {
      for (const [at, word] of wanted.entries()) {
        if (word.length > 2 && wanted.every((each, k) => k === at || (each.length > 2 && is(index - at + k, each))))
          found.push({ target: index, source, word });
      }
    }
  }
  return found;
}

/** Cost of a target word for a source word: of either's parts between hyphens, and joined to its neighbour (Аль-Каида, Al Qaeda; Макдоналдс, Mac Donald's). */
function costOf(
  source: readonly Word[],
  s: number,
  target: readonly Word[],
  t: number,
  costs: Map<string, number>,
): number {
  const key = `${source[s]!.folded} ${target[t]!.folded}`;
  let cost = costs.get(key);
  if (cost !== undefined) return cost;
  const [russian, english] = [source[s]!, target[t]!];
  if (!mayBeAlike(russian.folded, english.folded)) {
    costs.set(key, 1);
    return 1;
  }
  cost = nameCost(russian.text, english.text, russian.lemmas, farCost);
  const parts = (text: string): string[] => text.split(/[-‑]/).filter((part) => part.length > 1);
  if (cost > 0.08) {
    for (const a of parts(russian.text))
      for (const b of parts(english.text))
        if (a !== russian.text || b !== english.text) cost = Math.min(cost, nameCost(a, b, [], farCost) + 0.02);
    for (const neighbour of [t - 1, t + 1]) {
      const other = target[neighbour];
      if (!other?.capital || other.isNumber) continue;
      const [a, b] = neighbour < t ? [other, english] : [english, other];
      cost = Math.min(cost, nameCost(russian.text, a.text + b.text, russian.lemmas, farCost) + 0.02);
    }
    const after = source[s + 1];
    if (after?.capital && english.text.length > 4)
      cost = Math.min(cost, nameCost(russian.text + after.text.toLowerCase(), english.text, [], farCost) + 0.02);
  }
  costs.set(key, cost);
  return cost;
}

/** Whether two words share enough consonants to be worth comparing letter by letter. */
function mayBeAlike(russian: string, english: string): boolean {
  const [a, b] = [consonants(russian), consonants(english)];
  if (a.length < 3 || b.length < 3) return true;
  let shared = 0;
  let rest = b;
  for (const letter of a) {
    const at = rest.indexOf(letter);
    if (at < 0) continue;
    shared++;
    rest = rest.slice(0, at) + rest.slice(at + 1);
  }
  return shared >= 0.4 * Math.min(a.length, b.length);
}

/** The consonants that a word is heard with, in groups that spellings exchange (s z, k g, b p). */
function consonants(word: string): string {
  let heard = heardConsonants.get(word);
  if (heard === undefined) {
    heard = hear(word);
    if (heardConsonants.size > 50_000) heardConsonants.clear();
    heardConsonants.set(word, heard);
  }
  return heard;
}

const heardConsonants = new Map<string, string>();

function hear(word: string): string {
  return soundOf(word)
    .replace(/[^bcdfghklmnprstv]/g, '')
    .replace(/g/g, 'k')
    .replace(/b/g, 'p')
    .replace(/d/g, 't')
    .replace(/f/g, 'v');
}

const familiarities = new Map<string, (word: Word) => TargetName['familiar']>();

function familiarityIn(language: string): (word: Word) => TargetName['familiar'] {
  let find = familiarities.get(language);
  if (!find) {
    find = perForm((word) => familiarity(word, language));
    familiarities.set(language, find);
  }
  return find;
}

function familiarity(word: Word, language: string): TargetName['familiar'] {
  const words = spellingWords(language);
  if (!words) return 'name';
  const known = (text: string): TargetName['familiar'] => {
    const lower = text.toLowerCase();
    if (words.has(lower) || derivedFrom(lower).some((stem) => words.has(stem))) return 'word';
    const capital = capitalised(lower);
    return words.has(capital) || words.has(text) ? 'name' : 'unknown';
  };
  const bare = word.text.replace(/['’]s?$/, '');
  const all = [known(bare), ...word.lemmas.map(known)];
  if (all.includes('word')) return 'word';
  if (all.includes('name')) return 'name';
  const parts = bare.split(/[-‑']/).filter((part) => part.length > 1);
  return parts.length > 1 && parts.every((part) => known(part) !== 'unknown') ? 'name' : 'unknown';
}

/** Words of four letters or more that a word is made from by an ending: Fame in Famer, Thatcher in Thatcherism. */
function madeFrom(word: string): string[] {
  return [1, 2, 3].flatMap((size) =>
    word.length - size >= 4 && /^(?:e?r|e?d|i?an|ish|l?y|ing|ist|ism|ite|ese)$/.test(word.slice(-size))
      ? [word.slice(0, -size)]
      : [],
  );
}

/** What a word may be made from by the endings and beginnings that dictionaries leave to rules: sadly, happily, unbeaten. */
function derivedFrom(word: string): string[] {
  const stems: string[] = [];
  const ending = /^(.{3,}?)(?:ly|ness|less|ship|wide)$/.exec(word)?.[1];
  if (ending) stems.push(ending, ending.replace(/i$/, 'y'), `${ending}e`, `${ending}le`);
  const rest = /^(?:un|non|anti|over|under|inter)-?(.{4,})$/.exec(word)?.[1];
  if (rest) stems.push(rest);
  return stems;
}

function sourceNames(
  reading: PairReading,
  context: CheckContext,
  targets: readonly TargetName[],
  capitals: readonly number[],
  costs: Map<string, number>,
  isAnotherName: (t: number, s: number) => boolean,
): SourceName[] {
  const { source, target } = reading;
  const present = new Set<string>();
  for (const word of target.words) for (const form of forms(word)) present.add(form);
  const scores = new Float32Array(source.words.length);
  for (const link of reading.links) scores[link.source] = link.score;
  const found: SourceName[] = [];
  for (const [index, word] of source.words.entries()) {
    if (word.isNumber || word.text.length < 3 || isAcronym(word.text)) continue;
    const listed = context.pair?.names.lookup(word.folded, word.lemmas, word.capital) ?? [];
    const common = word.first && word.lemmas.some((lemma) => context.pair?.entries(lemma).length);
    const names = common ? listed.filter(isPlace) : listed;
    const renderings = context.pair?.renderings(word.folded, word.lemmas, word.capital) ?? [];
    const mayBeName = word.capital && (names.length > 0 || isNameable(source, word));
    const role = mayBeName && (!word.first || renderings.length === 0) ? 'name' : names.length > 0 ? 'known' : 'word';
    if (role === 'word' && renderings.length === 0) continue;
    if (source.language.calendarWords.has(word.folded)) continue;
    let state: SourceName['state'] = 'alone';
    const heard = scores[index]! > linked.bySound && scores[index]! < linked.surely;
    if (scores[index]! > linked.bySense && !(heard && isAnotherName(source.linked[index]!, index))) state = 'met';
    else if (scores[index]! > linked.atAll && role === 'word') state = 'met';
    else if (renderings.some(({ form }) => present.has(form))) state = 'taken';
    if (state !== 'met' && role !== 'word' && capitals.includes(index)) {
      let least = 1;
      for (const name of targets) {
        const cost = costOf(source.words, index, target.words, name.index, costs);
        if (cost < least && !(cost > 0.05 && isAnotherName(name.index, index))) least = cost;
      }
      if (least <= strangerCost) state = 'met';
    }
    if (state === 'taken' && role === 'word') continue;
    found.push({ index, names, state, role });
  }
  return found;
}

/** Parts of speech that a name may be; an adjective only inside a sentence, where its capital is its own. */
const nameableParts: ReadonlySet<PartOfSpeech | null> = new Set(['noun', 'adjective', null]);

/** Whether a capitalised word may be a name by its grammar: menus and slogans write «Собрать заново» so, too. */
function isNameable({ language }: SideReading, word: Word): boolean {
  const [likeliest] = language.morphology?.analyses(word.text) ?? [];
  if (!likeliest?.known || likeliest.name !== null) return true;
  return nameableParts.has(likeliest.partOfSpeech) && !(word.first && likeliest.partOfSpeech === 'adjective');
}

const placeKinds: ReadonlySet<NameKind> = new Set(['place', 'river', 'country', 'adjective', 'demonym', 'people']);
/** Countries, and the words that are made from them or from towns. */
const countryKinds: ReadonlySet<NameKind> = new Set(['country', 'adjective', 'demonym', 'people']);
const personKinds: ReadonlySet<NameKind> = new Set(['person', 'surname', 'given']);

const isPerson = ({ kind }: KnownName): boolean => personKinds.has(kind);
const isPlace = ({ kind }: KnownName): boolean => placeKinds.has(kind);

/** What sort of thing names are names of. */
export function sortOf(names: readonly KnownName[]): 'country' | 'place' | 'person' | 'other' | null {
  if (names.length === 0) return null;
  if (names.some(({ kind }) => countryKinds.has(kind))) return 'country';
  if (names.some(({ kind }) => placeKinds.has(kind))) return 'place';
  return names.some(({ kind }) => personKinds.has(kind)) ? 'person' : 'other';
}
