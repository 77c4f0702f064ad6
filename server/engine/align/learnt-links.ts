/**
 * Links by what a text itself teaches, for words that knowledge leaves unlinked. A pair never teaches itself: what it adds to
 * the counts is taken off before it is asked, else every mistranslation would be its own proof. Two kinds of evidence:
 * - Company: words that keep standing for each other in other pairs. Counted by links that compete within each pair, one to
 *   one (Melamed 2000), first by how surprising their company is (the log-likelihood ratio of Dunning 1993), then by how often they won.
 * - Place: words left over between the same two linked neighbours. The fewer they are and the better their endings go
 *   together (as the links of the text have them), the likelier they are each other's, however free the translation.
 */

import type { Word } from '../text/words.ts';
import { EndingModel } from './ending-model.ts';
import type { Link } from './links.ts';

/** The words of a pair and what is linked between them already. */
export interface LinkedPair {
  readonly source: readonly Word[];
  readonly target: readonly Word[];
  readonly links: readonly Link[];
}

export interface LearntLinks {
  /** Links of words of a pair that had none, by their source words. */
  linksFor(index: number): readonly Link[];
}

/** Words stand for each other only this near to where the links of their neighbours expect it. */
const reach = 6;
/** Words of fewer letters are of grammar mostly, and stand everywhere. */
const leastLetters = 3;
/** The log-likelihood ratio from which company is more than chance. */
const leastSurprise = 7;
/** Other pairs in which two words have to have been linked, and the least share of their meetings. */
const leastOthers = 2;
const leastShare = 0.25;

/** Links with a score below this are no neighbours to go by. */
const anchorScore = 0.6;
/** Between neighbours further apart on the other side than this, place says nothing. */
const widestGap = 10;
/** What place alone is worth where one word is left over on each side; with more it is divided among them. */
const placeWorth = 0.68;
const leastPlaceWorth = 0.33;
/** No learnt link claims more: all of it is inference. */
const highest = 0.7;

/** A candidate: words of a pair that stand near enough, with the number of their two types, and what their place is worth. */
interface Cell {
  readonly pair: number;
  readonly source: number;
  readonly target: number;
  /** -1 where either is too rare to have company. */
  readonly key: number;
  readonly place: number;
}

/**
 * Learns from pairs and links each by what the others taught. Time: the words, and for each unlinked one those within reach.
 * @param grammarWords target words in their dictionary form that are never linked
 */
export function learnLinks(pairs: readonly LinkedPair[], grammarWords: ReadonlySet<string>): LearntLinks {
  const sourceTypes = new Types();
  const targetTypes = new Types();
  const sides = pairs.map(({ source, target, links }) => {
    const linkedSource = new Int32Array(source.length).fill(-1);
    const linkedTarget = new Int32Array(target.length).fill(-1);
    for (const link of links) {
      linkedSource[link.source] = link.target;
      linkedTarget[link.target] = link.source;
    }
    return {
      source: source.map((word, i) => (linkedSource[i]! < 0 && isTelling(word) ? sourceTypes.see(word) : -1)),
      target: target.map((word, i) =>
        linkedTarget[i]! < 0 && isTelling(word) && !word.lemmas.some((lemma) => grammarWords.has(lemma))
          ? targetTypes.see(word)
          : -1,
      ),
      linkedSource,
    };
  });
  const endings = new EndingModel(pairs);
  const cells: Cell[] = [];
  for (const [pair, { source, target, linkedSource }] of sides.entries()) {
    const places = new Places(pairs[pair]!, source, target, endings);
    for (const [s, sourceType] of source.entries()) {
      if (sourceType < 0) continue;
      const isRare = sourceTypes.count(sourceType) <= leastOthers;
      const expected = expectedPlace(s, linkedSource, target.length);
      for (let t = Math.max(0, Math.ceil(expected - reach)); t <= Math.min(target.length - 1, expected + reach); t++) {
        const targetType = target[t]!;
        if (targetType < 0) continue;
        const key =
          isRare || targetTypes.count(targetType) <= leastOthers ? -1 : sourceType * targetTypes.size + targetType;
        const place = places.worth(s, t);
        if (key >= 0 || place > 0) cells.push({ pair, source: s, target: t, key, place });
      }
    }
  }
  const met = new Map<number, number>();
  for (const { key } of cells) if (key >= 0) met.set(key, (met.get(key) ?? 0) + 1);
  const surprise = (key: number): number => {
    if (key < 0) return 0;
    const [s, t] = [Math.floor(key / targetTypes.size), key % targetTypes.size];
    const together = met.get(key)! - 1;
    if (together < leastOthers) return 0;
    const value = surpriseOf(together, sourceTypes.count(s) - 1, targetTypes.count(t) - 1, pairs.length - 1);
    return value >= leastSurprise ? value : 0;
  };
  const first = compete(cells, ({ key }) => surprise(key));
  const won = new Map<number, number>();
  for (const { key } of first) won.set(key, (won.get(key) ?? 0) + 1);
  const mine = new Set(first);
  const company = (cell: Cell): number => {
    if (cell.key < 0) return 0;
    const others = (won.get(cell.key) ?? 0) - (mine.has(cell) ? 1 : 0);
    const share = others >= leastOthers ? others / (met.get(cell.key)! - 0.5) : 0;
    return share >= leastShare ? 0.4 + share / 3 : 0;
  };
  const worthOf = (cell: Cell): number => {
    const place = cell.place >= leastPlaceWorth ? cell.place : 0;
    return 1 - (1 - company(cell)) * (1 - place);
  };
  const found = new Map<number, Link[]>();
  for (const cell of compete(cells, worthOf)) {
    const score = Math.min(highest, Number(worthOf(cell).toFixed(3)));
    const kind = company(cell) > 0 ? 'learnt' : 'place';
    const link: Link = { source: cell.source, target: cell.target, score, kind };
    const known = found.get(cell.pair);
    if (known) known.push(link);
    else found.set(cell.pair, [link]);
  }
  for (const links of found.values()) links.sort((a, b) => a.source - b.source);
  return { linksFor: (index) => found.get(index) ?? [] };
}

/** The gaps of a pair: between two neighbouring anchors, how many words are left over on each side. */
class Places {
  private readonly pair: LinkedPair;
  private readonly endings: EndingModel;
  /** For each word the number of its gap; for the target's, -1 where no gap holds it or two do. */
  private readonly sourceGaps: Int32Array;
  private readonly targetGaps: Int32Array;
  private readonly sourceRanks: Int32Array;
  private readonly targetRanks: Int32Array;
  private readonly sourceCounts: number[] = [];
  private readonly targetCounts: number[] = [];

  constructor(pair: LinkedPair, source: readonly number[], target: readonly number[], endings: EndingModel) {
    this.pair = pair;
    this.endings = endings;
    this.sourceGaps = new Int32Array(source.length).fill(-1);
    this.targetGaps = new Int32Array(target.length).fill(-1);
    this.sourceRanks = new Int32Array(source.length);
    this.targetRanks = new Int32Array(target.length);
    let before = { source: -1, target: -1 };
    const close = (anchor: { source: number; target: number }): void => {
      const gap = this.sourceCounts.length;
      const fits = anchor.target > before.target && anchor.target - before.target <= widestGap;
      let [sources, targets] = [0, 0];
      for (let s = before.source + 1; s < anchor.source; s++) {
        if (source[s]! < 0) continue;
        this.sourceGaps[s] = fits ? gap : -1;
        this.sourceRanks[s] = sources++;
      }
      for (let t = before.target + 1; fits && t < anchor.target; t++) {
        if (target[t]! < 0) continue;
        this.targetGaps[t] = this.targetGaps[t]! < 0 ? gap : -1;
        this.targetRanks[t] = targets++;
      }
      this.sourceCounts.push(sources);
      this.targetCounts.push(targets);
      before = anchor;
    };
    for (const link of pair.links) if (link.score >= anchorScore && link.kind !== 'phrase') close(link);
    close({ source: source.length, target: target.length });
  }

  /** What it says that two words stand where they do, 0 to 1. */
  worth(s: number, t: number): number {
    const gap = this.sourceGaps[s]!;
    if (gap < 0 || this.targetGaps[t] !== gap) return 0;
    const [sources, targets] = [this.sourceCounts[gap]!, this.targetCounts[gap]!];
    const most = Math.max(sources, targets);
    if (most > 4) return 0;
    // The order within a gap is kept more often than not.
    const turned = Math.abs((this.sourceRanks[s]! + 0.5) / sources - (this.targetRanks[t]! + 0.5) / targets);
    const ending = Math.sqrt(this.endings.ratio(this.pair.source[s]!, this.pair.target[t]!));
    return Math.min(0.95, (placeWorth / Math.sqrt(most)) * Math.max(0.5, Math.min(1.4, ending)) * (1 - 0.5 * turned));
  }
}

/** Words by number, with how often each was seen. */
class Types {
  private readonly ids = new Map<string, number>();
  private readonly counts: number[] = [];

  see(word: Word): number {
    const lemma = word.lemmas[0] ?? word.folded;
    let id = this.ids.get(lemma);
    if (id === undefined) {
      id = this.counts.length;
      this.ids.set(lemma, id);
      this.counts.push(0);
    }
    this.counts[id]!++;
    return id;
  }

  count(id: number): number {
    return this.counts[id]!;
  }

  get size(): number {
    return this.counts.length;
  }
}

function isTelling(word: Word): boolean {
  return !word.isNumber && word.folded.length >= leastLetters;
}

/** Where the nearest linked words on either side of a word put it. */
function expectedPlace(s: number, linked: Int32Array, targets: number): number {
  let [sum, count] = [0, 0];
  for (const step of [-1, 1]) {
    for (let i = s + step; i >= 0 && i < linked.length && Math.abs(i - s) <= 8; i += step) {
      if (linked[i]! < 0) continue;
      sum += linked[i]! + (s - i);
      count++;
      break;
    }
  }
  return count > 0 ? sum / count : (s / Math.max(1, linked.length - 1)) * (targets - 1);
}

/** Of the cells of each pair the best by score first, each word once; those of no score never. */
function compete(cells: readonly Cell[], score: (cell: Cell) => number): Cell[] {
  const taken: Cell[] = [];
  for (let from = 0, to = 0; from < cells.length; from = to) {
    const pair = cells[from]!.pair;
    while (to < cells.length && cells[to]!.pair === pair) to++;
    const ranked = cells
      .slice(from, to)
      .map((cell) => ({ cell, score: score(cell) }))
      .filter((ranked) => ranked.score > 0)
      .sort((a, b) => b.score - a.score);
    const [sources, targets] = [new Set<number>(), new Set<number>()];
    for (const { cell } of ranked) {
      if (sources.has(cell.source) || targets.has(cell.target)) continue;
      sources.add(cell.source);
      targets.add(cell.target);
      taken.push(cell);
    }
  }
  return taken;
}

/** Twice the log of how much likelier it is that two words met so often if they belong together than by chance; 0 where they met less. */
function surpriseOf(together: number, a: number, b: number, total: number): number {
  if (together <= 0 || together * total <= a * b) return 0;
  const term = (observed: number, expected: number): number =>
    observed > 0 && expected > 0 ? observed * Math.log(observed / expected) : 0;
  const rest = Math.max(0, total - a - b + together);
  return (
    2 *
    (term(together, (a * b) / total) +
      term(Math.max(0, a - together), (a * (total - b)) / total) +
      term(Math.max(0, b - together), (b * (total - a)) / total) +
      term(rest, ((total - a) * (total - b)) / total))
  );
}
