/** Words of several senses, and the company that decides between them. */

import { existsSync } from 'node:fs';
import type { Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { type Pattern, patternsOf, rangesOf, type WordRange } from './phrases.ts';
import { readTable } from './vocabulary.ts';

/** Senses as bits: 1 is the first of the word, 2 the second, 4 the third, … */
export type SenseSet = number;

export interface SenseRange {
  readonly range: WordRange;
  /** The senses that these words may render. */
  readonly senses: SenseSet;
}

/** What stands beside a word for one of its senses. */
export interface Company {
  /** The sum over all that speak for it; what few words have for company weighs more, and so does what is near. */
  readonly weight: number;
  /** How many words speak for it, and how far away the nearest is; Infinity for none. */
  readonly count: number;
  readonly nearest: number;
  /** What speaks for it at second hand: neighbours that keep company with this sense's company elsewhere in the book. */
  readonly kindred: number;
}

export interface AmbiguousWord {
  /** In order of their weight in use; for people. */
  readonly glosses: readonly string[];
  /** For each sense, what speaks for it around the word at an index. Time: words within reach. */
  company(words: readonly Word[], at: number): readonly Company[];
  /** Where renderings stand in a translation, without those inside a longer one. */
  renderings(words: readonly Word[]): readonly SenseRange[];
  /** The senses of which a rendering is a synonym of a folded dictionary form by the language's thesaurus. */
  synonymous(lemma: string): SenseSet;
  /** Renderings of a sense in dictionary form, the commonest first. */
  renderingsOf(sense: number): readonly string[];
}

export interface SenseBook {
  /** By a folded dictionary form; undefined for a word of one sense, as far as the book knows. */
  of(lemma: string): AmbiguousWord | undefined;
  /** How many words of the book have a rendering of one word: those of many say little (take, be, case). */
  generality(rendering: string): number;
}

/** Company is looked for within so many words. */
const reach = 10;

/** Reads a file of words and their company, written as its top says; a word's lines are taken apart when it is asked for. */
export function openSenses(file: URL, from: Language, to: Language): SenseBook {
  const lines = new Map<string, string[][]>();
  const kinship = new Kinship();
  const spread = new Map<string, number>();
  const general = new Map<string, number>();
  for (const line of existsSync(file) ? readTable(file) : []) {
    for (const lemma of (line[0] ?? '').split('/')) {
      const key = from.fold(lemma);
      const known = lines.get(key);
      if (known) known.push(line);
      else lines.set(key, [line]);
    }
    const collocates = valuesOf(line[2]).map((value) => from.fold(value));
    kinship.add(collocates);
    for (const collocate of collocates) spread.set(collocate, (spread.get(collocate) ?? 0) + 1);
    for (const rendering of valuesOf(line[3])) {
      const key = to.fold(rendering);
      general.set(key, (general.get(key) ?? 0) + 1);
    }
  }
  const parsed = new Map<string, AmbiguousWord>();
  return {
    generality: (rendering) => general.get(rendering) ?? 0,
    of(lemma) {
      const own = lines.get(lemma);
      if (!own) return undefined;
      let word = parsed.get(lemma);
      if (!word) {
        word = parse(own, from, to, kinship, (collocate) => 1 / (1 + Math.log(spread.get(collocate) ?? 1)));
        parsed.set(lemma, word);
      }
      return word;
    },
  };
}

const valuesOf = (cell = ''): string[] =>
  cell
    .split('|')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** Lists of company that share words are of one subject; so a neighbour in a list akin to a sense's own speaks for it. */
class Kinship {
  private readonly sizes: number[] = [];
  private readonly listsOf = new Map<string, number[]>();

  add(collocates: readonly string[]): void {
    const list = this.sizes.push(collocates.length) - 1;
    for (const collocate of collocates) {
      const known = this.listsOf.get(collocate);
      if (known) known.push(list);
      else this.listsOf.set(collocate, [list]);
    }
  }

  /** For each list that shares words with some collocates, how much: rare words count for more. */
  kin(collocates: readonly string[]): Map<number, number> {
    const shared = new Map<number, number>();
    for (const collocate of collocates) {
      const lists = this.listsOf.get(collocate) ?? [];
      if (lists.length < 2) continue;
      for (const list of lists) shared.set(list, (shared.get(list) ?? 0) + 1 / lists.length);
    }
    for (const [list, sum] of shared) shared.set(list, sum / Math.sqrt(collocates.length * (this.sizes[list] ?? 1)));
    return shared;
  }

  /** How much a word's lists are akin to a sense, on the mean. */
  of(word: Word, kin: ReadonlyMap<number, number>): number {
    let best = 0;
    for (const lemma of word.lemmas) {
      const lists = this.listsOf.get(lemma);
      if (!lists) continue;
      let sum = 0;
      for (const list of lists) sum += kin.get(list) ?? 0;
      best = Math.max(best, sum / lists.length);
    }
    return best;
  }
}

interface Vote {
  readonly sense: number;
  readonly weight: number;
}

function parse(
  lines: readonly (readonly string[])[],
  from: Language,
  to: Language,
  kinship: Kinship,
  weightOf: (collocate: string) => number,
): AmbiguousWord {
  const byLemma = new Map<string, Vote[]>();
  const stems: { readonly stem: string; readonly vote: Vote }[] = [];
  for (const [sense, [, , collocates = '']] of lines.entries()) {
    for (const collocate of valuesOf(collocates)) {
      const vote = { sense, weight: weightOf(collocate) };
      const folded = from.fold(collocate);
      if (folded.endsWith('-')) stems.push({ stem: folded.slice(0, -1), vote });
      else byLemma.set(folded, [...(byLemma.get(folded) ?? []), vote]);
    }
  }
  const collocatesOf = lines.map(([, , cell]) => valuesOf(cell).map((value) => from.fold(value)));
  let kin: readonly ReadonlyMap<number, number>[] | undefined;
  const patterns = lines.map(([, , , cell = '']) => patternsOf(cell, to));
  const single = new Map<string, SenseSet>();
  const longer: { readonly pattern: Pattern; readonly senses: SenseSet }[] = [];
  for (const [sense, own] of patterns.entries()) {
    for (const pattern of own) {
      if (pattern.elements.length > 1) longer.push({ pattern, senses: 1 << sense });
      else for (const form of pattern.first) single.set(form, (single.get(form) ?? 0) | (1 << sense));
    }
  }
  let synsets: Map<number, SenseSet> | undefined;
  const openSynsets = (): Map<number, SenseSet> => {
    const opened = new Map<number, SenseSet>();
    for (const [form, senses] of single)
      for (const synset of to.senses?.(form) ?? []) opened.set(synset, (opened.get(synset) ?? 0) | senses);
    return opened;
  };
  return {
    glosses: lines.map(([, gloss = '']) => gloss),
    company(words, at) {
      const found = lines.map(() => ({ weight: 0, count: 0, nearest: Number.POSITIVE_INFINITY, kindred: 0 }));
      kin ??= collocatesOf.map((own) => kinship.kin(own));
      for (let k = Math.max(0, at - reach); k <= Math.min(words.length - 1, at + reach); k++) {
        const word = words[k];
        // The far readings of the shortest words (в is of век, too) keep nobody company.
        if (k === at || !word || word.isNumber || word.folded.length < 3) continue;
        const away = Math.abs(k - at);
        for (const [sense, company] of found.entries()) company.kindred += kinship.of(word, kin[sense] ?? new Map());
        const near = away <= 2 ? 1 : away <= 5 ? 0.8 : 0.6;
        for (const { sense, weight } of votesOf(word, byLemma, stems)) {
          const company = found[sense];
          if (!company) continue;
          company.weight += weight * near;
          company.count++;
          company.nearest = Math.min(company.nearest, away);
        }
      }
      return found;
    },
    renderings(words) {
      const found: SenseRange[] = [];
      for (const { pattern, senses } of longer)
        for (const range of rangesOf([pattern], words)) found.push({ range, senses });
      const long = found.map(({ range }) => range);
      for (const [at, word] of words.entries()) {
        if (long.some(([start, end]) => start <= at && at < end)) continue;
        let senses = single.get(word.folded) ?? 0;
        for (const lemma of word.lemmas) senses |= single.get(lemma) ?? 0;
        if (senses !== 0) found.push({ range: [at, at + 1], senses });
      }
      return found;
    },
    synonymous(lemma) {
      synsets ??= openSynsets();
      let senses = 0;
      for (const synset of to.senses?.(lemma) ?? []) senses |= synsets.get(synset) ?? 0;
      return senses;
    },
    renderingsOf: (sense) => (patterns[sense] ?? []).map(({ text }) => text),
  };
}

/** A word votes once for each sense, however many of its dictionary forms are listed. */
function votesOf(
  word: Word,
  byLemma: ReadonlyMap<string, readonly Vote[]>,
  stems: readonly { readonly stem: string; readonly vote: Vote }[],
): readonly Vote[] {
  let votes: readonly Vote[] = byLemma.get(word.folded) ?? none;
  for (const lemma of word.lemmas) {
    const own = byLemma.get(lemma);
    if (own && own !== votes) votes = votes.length === 0 ? own : [...votes, ...own.filter((v) => !votes.includes(v))];
  }
  for (const { stem, vote } of stems)
    if (word.folded.startsWith(stem) && !votes.some(({ sense }) => sense === vote.sense)) votes = [...votes, vote];
  return votes;
}

const none: readonly never[] = [];
