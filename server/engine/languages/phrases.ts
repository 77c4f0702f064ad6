/**
 * Set phrases: what a language says in several words and its translation says in its own way («ещё не»: yet; «на самом
 * деле»: in fact). A pattern is a row of words: a dictionary form that stands for all forms of the word, `=form` for that form
 * alone, `a/b` for either, `(a)` for a word that may be left out, `…` for a gap of up to three words, `-less` and `un-` for
 * words that end and begin so.
 */

import { existsSync } from 'node:fs';
import { perForm, type Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { readTable } from './vocabulary.ts';

export interface Phrase {
  readonly pattern: Pattern;
  /** What stands for it in translations. */
  readonly renderings: readonly Pattern[];
  /** What it says of the sense, as the file's top explains: `neg`, … */
  readonly marks: readonly string[];
}

/** A phrase found in a text: the indexes of its first word and after its last one. */
export interface PhraseMatch {
  readonly phrase: Phrase;
  readonly from: number;
  readonly to: number;
}

export interface PhraseBook {
  /** Phrases of the source language in a text, by their first word; overlapping ones, too. Time: words x phrases that begin alike. */
  find(words: readonly Word[]): readonly PhraseMatch[];
  /** Where any rendering of a phrase stands in a translation. */
  renderings(phrase: Phrase, words: readonly Word[]): WordRange[];
}

/** Indexes of a first word and after a last one. */
export type WordRange = readonly [from: number, to: number];

interface Element {
  /** Folded forms of which the word has to be one. */
  readonly forms: readonly string[];
  /** Folded dictionary forms that the word may have. */
  readonly lemmas: readonly string[];
  /** `-less`, `un-`: what the word may end or begin with. */
  readonly affixes: readonly string[];
  readonly optional: boolean;
}

/** The elements of a pattern; null is a gap. */
export interface Pattern {
  readonly text: string;
  /** Folded words that it may begin with. */
  readonly first: readonly string[];
  readonly elements: readonly (Element | null)[];
}

const gapWords = 3;

/** @throws RangeError for a pattern without a word that has to stand first. */
function parsePattern(text: string, language: Language): Pattern {
  const elements = text
    .trim()
    .split(/\s+/)
    .map((part): Element | null => {
      if (part === '…') return null;
      const optional = part.startsWith('(') && part.endsWith(')');
      const forms: string[] = [];
      const lemmas: string[] = [];
      const affixes: string[] = [];
      for (const variant of (optional ? part.slice(1, -1) : part).split('/')) {
        if (variant.startsWith('=')) forms.push(language.fold(variant.slice(1)));
        else if (/^-.|.-$/.test(variant)) affixes.push(language.fold(variant));
        else lemmas.push(language.fold(variant));
      }
      return { forms, lemmas, affixes, optional };
    });
  if (!elements.some((element) => element !== null && !element.optional)) {
    throw new RangeError(`The phrase "${text}" has no word that must be there.`);
  }
  return { text, elements, first: firstWords(elements) };
}

function firstWords(elements: Pattern['elements']): string[] {
  const keys: string[] = [];
  for (const element of elements) {
    if (element === null) break;
    keys.push(...element.forms, ...element.lemmas);
    if (!element.optional) break;
  }
  return keys;
}

/** The index after the last word of the pattern that begins at a word, the shortest way; -1 where it does not. */
function matchPattern(pattern: Pattern, words: readonly Word[], from: number): number {
  return matchFrom(pattern.elements, 0, words, from, from);
}

function matchFrom(elements: Pattern['elements'], k: number, words: readonly Word[], at: number, from: number): number {
  if (k === elements.length) return at > from ? at : -1;
  const element = elements[k];
  if (element === null) {
    for (let skip = 0; skip <= gapWords && at + skip < words.length; skip++) {
      const to = matchFrom(elements, k + 1, words, at + skip, from);
      if (to >= 0) return to;
    }
    return -1;
  }
  const word = words[at];
  if (word && fits(element, word)) {
    const to = matchFrom(elements, k + 1, words, at + 1, from);
    if (to >= 0) return to;
  }
  // An article that the pattern does not name comes and goes.
  if (word && at > from && isArticle(word)) {
    const to = matchFrom(elements, k, words, at + 1, from);
    if (to >= 0) return to;
  }
  return element?.optional ? matchFrom(elements, k + 1, words, at, from) : -1;
}

const isArticle = ({ folded }: Word): boolean => folded === 'the' || folded === 'a' || folded === 'an';

function fits(element: Element | undefined, word: Word): boolean {
  if (!element) return false;
  if (element.forms.includes(word.folded)) return true;
  for (let k = 0; k < word.keys.length; k++) if (element.lemmas.includes(word.keys[k]!)) return true;
  if (element.affixes.length === 0) return false;
  return element.affixes.some((affix) =>
    affix.startsWith('-') ? word.folded.endsWith(affix.slice(1)) : word.folded.startsWith(affix.slice(0, -1)),
  );
}

interface Entry<T> {
  readonly pattern: Pattern;
  readonly value: T;
}

/** Patterns that begin with a word: those of which the second word is certain by that word, and the others. */
interface Beginning<T> {
  readonly others: Entry<T>[];
  readonly bySecond: Map<string, Entry<T>[]>;
}

const nothing: readonly never[] = [];

interface PatternFound<T> {
  readonly value: T;
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
}

/** Patterns by the words that they may begin with, each with what it stands for. All are added before the first search. */
export class PatternIndex<T> {
  private readonly byFirst = new Map<string, Beginning<T>>();
  /** What may begin with a form. */
  private readonly beginningsOf = perForm(({ keys }): readonly Beginning<T>[] => {
    const found = keys.flatMap((key) => this.byFirst.get(key) ?? []);
    return found.length > 0 ? found : nothing;
  });

  add(pattern: Pattern, value: T): void {
    const entry = { pattern, value };
    const second = certainSecond(pattern);
    for (const key of new Set(pattern.first)) {
      let beginning = this.byFirst.get(key);
      if (!beginning) {
        beginning = { others: [], bySecond: new Map() };
        this.byFirst.set(key, beginning);
      }
      if (!second) beginning.others.push(entry);
      else for (const word of new Set(second)) push(beginning.bySecond, word, entry);
    }
  }

  /** All matches in a text, in the order of their first words. */
  find(words: readonly Word[]): PatternFound<T>[] {
    const matches: PatternFound<T>[] = [];
    if (this.byFirst.size === 0) return matches;
    for (let from = 0; from < words.length; from++) {
      const beginnings = this.beginningsOf(words[from]!);
      if (beginnings.length === 0) continue;
      const own = matches.length;
      for (let k = 0; k < beginnings.length; k++) {
        const { others, bySecond } = beginnings[k]!;
        if (others.length > 0) tryAll(others, words, from, own, matches);
        if (bySecond.size === 0) continue;
        // An article may stand between.
        for (let at = from + 1; at < words.length; at++) {
          const next = words[at]!;
          for (let n = 0; n < next.keys.length; n++) {
            const entries = bySecond.get(next.keys[n]!);
            if (entries) tryAll(entries, words, from, own, matches);
          }
          if (!isArticle(next)) break;
        }
      }
    }
    return matches;
  }
}

/** Adds the entries whose patterns begin at a word to the matches, of which those from `own` on begin there. */
function tryAll<T>(
  entries: readonly Entry<T>[],
  words: readonly Word[],
  from: number,
  own: number,
  matches: PatternFound<T>[],
): void {
  for (let k = 0; k < entries.length; k++) {
    const { pattern, value } = entries[k]!;
    const to = matchPattern(pattern, words, from);
    if (to < 0) continue;
    // The same pattern may be found under several keys of a word.
    let isNew = true;
    for (let m = own; m < matches.length && isNew; m++) isNew = matches[m]!.pattern !== pattern;
    if (isNew) matches.push({ value, pattern, from, to });
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** What the second word may be, where the first two have to be there; null where that is not certain. */
function certainSecond({ elements: [first, second] }: Pattern): string[] | null {
  if (!first || first.optional || first.affixes.length > 0) return null;
  if (!second || second.optional || second.affixes.length > 0) return null;
  return [...second.forms, ...second.lemmas];
}

/** Reads a file of phrases, whose columns are the pattern and, in this order, those named; one that is not there has none. */
export function openPhrases(
  file: URL,
  from: Language,
  to: Language,
  columns: readonly ['renderings', 'marks'] | readonly ['marks', 'renderings'],
): PhraseBook {
  const index = new PatternIndex<Phrase>();
  if (existsSync(file)) {
    for (const [text = '', second = '', third = ''] of readTable(file)) {
      const [renderings, marks] = columns[0] === 'renderings' ? [second, third] : [third, second];
      const pattern = parsePattern(text, from);
      let parsed: readonly Pattern[] | undefined;
      index.add(pattern, {
        pattern,
        // Taken apart only for a phrase that a text has: few of thousands ever are.
        get renderings() {
          parsed ??= patternsOf(renderings, to);
          return parsed;
        },
        marks: marks.split(/[\s,|]+/).filter(Boolean),
      });
    }
  }
  const found = new WeakMap<readonly Word[], PhraseMatch[]>();
  return {
    find(words) {
      // Links and checks ask about the same words.
      let matches = found.get(words);
      if (!matches) {
        matches = index.find(words).map(({ value, from, to }) => ({ phrase: value, from, to }));
        found.set(words, matches);
      }
      return matches;
    },
    renderings: (phrase, words) => rangesOf(phrase.renderings, words),
  };
}

/** Where any of some patterns stands in a text. Time: places at which one may begin. */
export function rangesOf(patterns: readonly Pattern[], words: readonly Word[]): WordRange[] {
  const places = placesOf(words);
  const ranges: WordRange[] = [];
  for (const pattern of patterns) {
    for (const from of startsOf(pattern, places, words.length)) {
      const end = matchPattern(pattern, words, from);
      if (end >= 0) ranges.push([from, end]);
    }
  }
  return ranges;
}

const placesByWords = new WeakMap<readonly Word[], Map<string, number[]>>();

/** The places of each form and lemma of a text, made once for it. */
function placesOf(words: readonly Word[]): Map<string, number[]> {
  let places = placesByWords.get(words);
  if (!places) {
    places = new Map();
    for (let at = 0; at < words.length; at++) {
      for (const key of words[at]!.keys) push(places, key, at);
    }
    placesByWords.set(words, places);
  }
  return places;
}

/** Where a pattern may begin. */
function startsOf(pattern: Pattern, places: ReadonlyMap<string, readonly number[]>, count: number): Iterable<number> {
  if (pattern.elements[0]?.affixes.length) return Array(count).keys();
  const starts = new Set<number>();
  for (const key of pattern.first) for (const at of places.get(key) ?? []) starts.add(at);
  return starts;
}

/** The patterns of a cell, which ` | ` parts. */
export function patternsOf(cell: string, language: Language): Pattern[] {
  return cell
    .split('|')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => parsePattern(text, language));
}
