/**
 * Names that a pair of languages knows: a table of its own and the countries and languages of Intl.DisplayNames.
 */

import { existsSync } from 'node:fs';
import { nominatives } from '../text/names.ts';
import { perForm, type Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { readTable } from './vocabulary.ts';

export const nameKinds = [
  'person',
  'surname',
  'given',
  'place',
  'river',
  'country',
  'company',
  'media',
  'ship',
  'product',
  'people',
  'demonym',
  'adjective',
  'organisation',
  'work',
  'team',
] as const;
export type NameKind = (typeof nameKinds)[number];

export interface KnownName {
  /** Nominatives. */
  readonly source: readonly string[];
  readonly kind: NameKind;
  /** The preferred form first. */
  readonly target: readonly string[];
}

/** A place in a text where a name, or several that are written alike, may be meant. */
export interface NameMatch {
  readonly names: readonly KnownName[];
  /** Indexes of its first word and after its last one. */
  readonly words: readonly [from: number, to: number];
}

export interface NameBook {
  /** Names of a single word that a source form may be; those written with a capital only where it has one. Cached. */
  lookup(folded: string, lemmas: readonly string[], capital: boolean): readonly KnownName[];
  /** Names in a source text, the longest from each word. */
  findSource(words: readonly Word[]): NameMatch[];
  /** Names of several words in a source text. */
  findPhrases(words: readonly Word[]): NameMatch[];
  /** Other target words for the place that a target form names: Turkish and Ankara for Turkey. Folded; cached. */
  relatives(form: string): readonly string[];
  /** Names in a target text, the longest from each word. */
  findTarget(words: readonly Word[]): NameMatch[];
}

interface Phrase {
  readonly name: KnownName;
  readonly words: readonly string[];
}

/** Phrases are found by so many letters of their first word, which no ending changes. */
const beginning = 3;

/** Kinds that Russian writes small. */
const small: ReadonlySet<NameKind> = new Set(['adjective', 'demonym', 'people']);

/** Kinds whose English forms stand for one another across entries: country, adjective, inhabitant. */
const alike: ReadonlySet<NameKind> = new Set(['adjective', 'demonym', 'country']);

/** Time to build: the length of the table; to search: the words of the text. */
export function openNames(folder: URL, from: Language, to: Language): NameBook {
  const names = [...readNameTable(new URL('./names.tsv', folder)), ...displayNames(from.code, to.code)];
  const single = new Map<string, KnownName[]>();
  const phrases = new Map<string, Phrase[]>();
  const lookups = new Map<string, readonly KnownName[]>();
  const relatives = new Map<string, readonly string[]>();
  let targets: Map<string, Phrase[]> | undefined;
  let capitals: Map<string, string[]> | undefined;
  for (const name of names) {
    for (const text of name.source) {
      const words = wordsOf(text, from);
      if (words.length === 1) {
        add(single, words[0]!, name);
        // A plural's other cases are those of a singular without an ending: Афинах, Канн.
        if (/[ыи]$/.test(words[0]!)) add(single, words[0]!.slice(0, -1), name);
      } else if (words.length > 1) {
        add(phrases, words[0]!.slice(0, beginning), { name, words });
      }
    }
  }

  /** Names of several words of the source language whose first one a word may be. */
  const phraseBeginnings = perForm((word): readonly Phrase[] => {
    const found = (phrases.get(word.folded.slice(0, beginning)) ?? []).filter(
      (entry) => (word.capital || small.has(entry.name.kind)) && fitsWord(entry.words[0]!, word, from),
    );
    return found.length > 0 ? found : none;
  });

  /** Names of the target language whose first word a word may be. */
  const targetBeginnings = perForm((word): readonly Phrase[] => {
    if (!word.capital) return none;
    targets ??= byFirstWord(names, to);
    const found: Phrase[] = [];
    for (const key of formsOf(word)) {
      for (const entry of targets.get(key) ?? []) if (fitsWord(entry.words[0]!, word, to)) found.push(entry);
    }
    return found.length > 0 ? found : none;
  });

  const book: NameBook = {
    lookup(folded, lemmas, capital) {
      const key = capital ? `^${folded}` : folded;
      const known = lookups.get(key);
      if (known) return known;
      const found: KnownName[] = [];
      lookups.set(key, found);
      for (const form of new Set([folded, ...lemmas, ...nominatives(folded)])) {
        for (const name of single.get(form) ?? [])
          if ((capital || small.has(name.kind)) && !found.includes(name)) found.push(name);
      }
      return found;
    },
    findPhrases(words) {
      const matches: NameMatch[] = [];
      for (let at = 0; at < words.length; at++) {
        const match = phraseAt(words, at);
        if (match) matches.push(match);
      }
      return matches;
    },
    findSource(words) {
      const matches: NameMatch[] = [];
      for (let at = 0; at < words.length; at++) {
        const word = words[at]!;
        const match = phraseAt(words, at);
        if (match) {
          matches.push(match);
          at = match.words[1] - 1;
          continue;
        }
        const found = book.lookup(word.folded, word.lemmas, word.capital);
        if (found.length > 0) matches.push({ names: found, words: [at, at + 1] });
      }
      return matches;
    },
    relatives(form) {
      let found = relatives.get(form);
      if (!found) {
        targets ??= byFirstWord(names, to);
        const own = wordsOf(form, to);
        const same = (targets.get(own[0] ?? '') ?? []).filter(
          ({ name, words }) => alike.has(name.kind) && words.join(' ') === own.join(' '),
        );
        capitals ??= readCapitals(to);
        const places = new Set([
          own.join(' '),
          ...same.flatMap(({ name }) => name.target.map((text) => wordsOf(text, to).join(' '))),
        ]);
        const others = [...places].flatMap((place) => capitals?.get(place) ?? []);
        found = [
          ...new Set([...others, ...same.flatMap(({ name }) => name.target.flatMap((text) => wordsOf(text, to)))]),
        ];
        relatives.set(form, found);
      }
      return found;
    },
    findTarget(words) {
      const matches: NameMatch[] = [];
      for (let at = 0; at < words.length; at++) {
        let end = at;
        let found: KnownName[] = [];
        for (const entry of targetBeginnings(words[at]!)) {
          if (!fits(entry.words, words, at, to)) continue;
          const last = at + entry.words.length;
          if (last > end) [end, found] = [last, [entry.name]];
          else if (last === end && !found.includes(entry.name)) found.push(entry.name);
        }
        if (found.length === 0) continue;
        matches.push({ names: found, words: [at, end] });
        at = end - 1;
      }
      return matches;
    },
  };
  return book;

  function phraseAt(words: readonly Word[], at: number): NameMatch | null {
    let end = at;
    let found: KnownName[] = [];
    for (const entry of phraseBeginnings(words[at]!)) {
      const last = at + entry.words.length;
      if (last < end) continue;
      if (!fits(entry.words, words, at, from)) continue;
      if (last > end) [end, found] = [last, [entry.name]];
      else if (!found.includes(entry.name)) found.push(entry.name);
    }
    return found.length > 0 ? { names: found, words: [at, end] } : null;
  }
}

function byFirstWord(names: readonly KnownName[], language: Language): Map<string, Phrase[]> {
  const found = new Map<string, Phrase[]>();
  for (const name of names) {
    for (const text of name.target) {
      const words = wordsOf(text, language);
      if (words.length > 0) add(found, words[0]!, { name, words });
    }
  }
  return found;
}

/** Whether words of a text, in any form, are those of a name. */
function fits(name: readonly string[], words: readonly Word[], at: number, language: Language): boolean {
  for (let k = 0; k < name.length; k++) {
    const word = words[at + k];
    if (word === undefined || !fitsWord(name[k]!, word, language)) return false;
  }
  return true;
}

function fitsWord(wanted: string, word: Word, language: Language): boolean {
  return formsOf(word).includes(wanted) || language.lemmas(wanted).some((lemma) => word.lemmas.includes(lemma));
}

const none: readonly never[] = [];

/** An English word as it stands and without a possessive. */
const formsOf = perForm((word): readonly string[] => {
  const bare = word.folded.replace(/['’]s?$/, '');
  return [...new Set([word.folded, bare, ...word.lemmas])];
});

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function wordsOf(text: string, language: Language): string[] {
  return text
    .split(/[\s,—]+/)
    .map((word) => language.fold(word))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && word !== 'the');
}

/** The words of capitals by their country and of countries by their capital. */
function readCapitals(language: Language): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const file = new URL(`./${language.code}/capitals.tsv`, import.meta.url);
  if (!existsSync(file)) return found;
  for (const [capital = '', country = ''] of readTable(file)) {
    const [a, b] = [wordsOf(capital, language), wordsOf(country, language)];
    for (const word of b) add(found, a.join(' '), word);
    for (const word of a) add(found, b.join(' '), word);
  }
  return found;
}

/** The table of names of a pair of languages; none where nobody has written one. */
export function readNameTable(file: URL): KnownName[] {
  if (!existsSync(file)) return [];
  return readTable(file).map(([source = '', kind = '', target = '']) => {
    const known = nameKinds.find((name) => name === kind);
    if (!known) throw new Error(`${file.pathname}: unknown kind "${kind}" of ${source}`);
    return { source: source.split(' | '), kind: known, target: target.split(' | ') };
  });
}

/** Countries, territories and languages that both languages have a name for. */
function displayNames(from: string, to: string): KnownName[] {
  const names: KnownName[] = [];
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const type of ['region', 'language'] as const) {
    const options = { type, fallback: 'none' } as const;
    const source = new Intl.DisplayNames(from, options);
    const target = new Intl.DisplayNames(to, options);
    for (const first of letters) {
      for (const second of letters) {
        const code = type === 'region' ? first + second : (first + second).toLowerCase();
        const [name, translation] = [source.of(code), target.of(code)];
        if (name && translation)
          names.push({ source: [name], kind: type === 'region' ? 'country' : 'adjective', target: [translation] });
      }
    }
  }
  return names;
}
