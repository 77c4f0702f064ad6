/**
 * Finds stretches of one side that have no counterpart on the other. Each word's link, or lack of one, is worth a
 * log-likelihood ratio (coverage-words.ts); on each side the two stretches with the highest sums are candidates, and a
 * logistic model over named features judges each. Rates and weights are learnt by `test/calibrate/coverage.ts`.
 */

import { existsSync, readFileSync } from 'node:fs';
import type { Side, Span } from '../../bitext.ts';
import type { CheckContext, PairReading } from '../check.ts';
import { findOmittedNames } from '../names/omitted-names.ts';
import { type LinkRates, readRates, readSides, type SideWords, sentenceEdge } from './coverage-words.ts';

/** A candidate: words `[from, to)` of a side, and what is known about it. */
export interface Stretch {
  readonly side: Side;
  readonly from: number;
  readonly to: number;
  /** In the order of `featureNames`. */
  readonly features: readonly number[];
}

export const featureNames = [
  'sum',
  'mean',
  'words',
  'unlinkedContent',
  'strongLinks',
  'edgeLeft',
  'edgeRight',
  'whole',
  'meet',
  'meetClose',
  'apart',
  'disorder',
  'noAnchor',
  'lengthRatio',
  'lengthLow',
  'gapShort',
  'gapExpected',
  'oppositeMass',
  'oppositeNear',
  'oppositeBest',
  'namesNumbers',
  'restMean',
  'second',
  'shareOfSide',
  'sumMeet',
  'sumGap',
  'meetGap',
  'bothEdges',
  'sentence',
  'sentenceSurplus',
  'sumLength',
  'meanMeet',
  'nearWords',
  'gapLength',
  'restUnlinked',
  'otherUnlinked',
  'sumLiteral',
  'meetLiteral',
  'gloss',
] as const;

/** Expected letters on the other side: for each class of words so many a word and so many a letter. */
export interface LengthModel {
  readonly perWord: Readonly<Record<string, number>>;
  readonly perLetter: Readonly<Record<string, number>>;
  readonly base: number;
  /** Standard deviation, in letters, at one letter expected; it grows with the square root. */
  readonly deviation: number;
}

export interface LogisticModel {
  readonly bias: number;
  /** In the order of `featureNames`; the features less `means`, divided by `scales`. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
}

export interface Judge extends LogisticModel {
  /** Log odds, at the odds the model was learnt with, from which a stretch is a major and a minor error. */
  readonly major: number;
  readonly minor: number;
  /** Confidence for log odds, in ascending order: the share of right ones among flags of texts where one pair in twenty has such an error. */
  readonly confidences: readonly (readonly [logOdds: number, confidence: number])[];
}

export interface CoverageModel {
  readonly lengths: { readonly source: LengthModel; readonly target: LengthModel };
  readonly judges: { readonly source: Judge; readonly target: Judge; readonly name: Judge };
}

export interface CoverageKnowledge {
  readonly rates: { readonly source: LinkRates; readonly target: LinkRates };
  readonly model: CoverageModel;
}

const loaded = new Map<string, CoverageKnowledge | null>();

/** The rates and weights of a pair of languages, read once for the process; null where none were learnt. */
export function coverageKnowledge(name: string): CoverageKnowledge | null {
  let knowledge = loaded.get(name);
  if (knowledge === undefined) {
    const file = (what: string): URL => new URL(`../weights/${what}`, import.meta.url);
    knowledge = existsSync(file(`coverage-${name}.json`))
      ? {
          rates: {
            source: readRates(file(`links-${name}-source.tsv`)),
            target: readRates(file(`links-${name}-target.tsv`)),
          },
          model: JSON.parse(readFileSync(file(`coverage-${name}.json`), 'utf8')) as CoverageModel,
        }
      : null;
    loaded.set(name, knowledge);
  }
  return knowledge;
}

export interface JudgedStretch extends Stretch {
  readonly logOdds: number;
  /** A name that is left out has a judge of its own. */
  readonly judge: Judge;
  readonly kind: 'stretch' | 'name';
}

const judged = new WeakMap<PairReading, JudgedStretch[]>();

/** Stretches of both sides that are likely to have no counterpart; once for each pair, in time linear in its words. */
export function judgeStretches(
  reading: PairReading,
  context: CheckContext,
  knowledge: CoverageKnowledge,
): JudgedStretch[] {
  let found = judged.get(reading);
  if (!found) {
    const sides = readSides(reading, context.pair, knowledge.rates);
    const { lengths, judges } = knowledge.model;
    const judge = (stretch: Stretch, kind: JudgedStretch['kind']): JudgedStretch => {
      const by = judges[kind === 'name' ? 'name' : stretch.side];
      return { ...stretch, kind, judge: by, logOdds: logOddsOf(stretch.features, by) };
    };
    const stretches = findStretches(sides, lengths).map((stretch) => judge(stretch, 'stretch'));
    const names = findOmittedNames(sides, lengths, reading, context).map((stretch) => judge(stretch, 'name'));
    found = [...stretches, ...names].filter(({ logOdds, judge: by }) => logOdds >= by.minor);
    judged.set(reading, found);
  }
  return found;
}

export function logOddsOf(features: readonly number[], model: LogisticModel): number {
  let sum = model.bias;
  for (const [k, weight] of model.weights.entries())
    sum += (weight * ((features[k] ?? 0) - (model.means[k] ?? 0))) / (model.scales[k] ?? 1);
  return sum;
}

/** Confidence at some log odds, between the points of a judge's curve. */
export function confidenceAt(logOdds: number, { confidences }: Judge): number {
  let before: readonly [number, number] | null = null;
  for (const point of confidences) {
    if (logOdds < point[0]) {
      if (!before) return point[1];
      const share = (logOdds - before[0]) / (point[0] - before[0]);
      return before[1] + share * (point[1] - before[1]);
    }
    before = point;
  }
  return before?.[1] ?? 0.5;
}

/** The span of a stretch in its text. */
export function spanOf(stretch: Stretch, { words }: PairReading['source']): Span {
  return [words[stretch.from]!.start, words[stretch.to - 1]!.end];
}

/** Two candidates of each side at most. */
export function findStretches(
  sides: { readonly source: SideWords; readonly target: SideWords },
  lengths: CoverageModel['lengths'],
): Stretch[] {
  const source = candidates(sides.source);
  const target = candidates(sides.target);
  const ofSource = new Measure(sides.source, sides.target, lengths.source);
  const ofTarget = new Measure(sides.target, sides.source, lengths.target);
  const bestSum = (found: readonly Candidate[]): number => found[0]?.sum ?? 0;
  return [
    ...source.map((c, k) => stretchOf('source', c, ofSource.features(c, bestSum(target), k))),
    ...target.map((c, k) => stretchOf('target', c, ofTarget.features(c, bestSum(source), k))),
  ];
}

/** The features of any words of the source, in the order of `featureNames`. */
export function measureSource(
  sides: { readonly source: SideWords; readonly target: SideWords },
  lengths: CoverageModel['lengths'],
  from: number,
  to: number,
): number[] {
  const { values, edges } = sides.source;
  const sum = values.slice(from, to).reduce((total, value) => total + value, edges[from]! + edges[to]!);
  return new Measure(sides.source, sides.target, lengths.source).features({ from, to, sum }, 0, 0);
}

function stretchOf(side: Side, { from, to }: Candidate, features: readonly number[]): Stretch {
  return { side, from, to, features };
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  /** Of the words' values and both edges. */
  readonly sum: number;
}

/** The best stretch, and the best one that does not meet it. */
function candidates(side: SideWords): Candidate[] {
  const n = side.values.length;
  const first = bestStretch(side, 0, n);
  if (!first) return [];
  const left = bestStretch(side, 0, first.from);
  const right = bestStretch(side, first.to, n);
  const second = !left || (right && right.sum > left.sum) ? right : left;
  return second ? [first, second] : [first];
}

/** The stretch within `[low, high)` with the highest sum of values and edges; one pass. */
function bestStretch({ values, edges }: SideWords, low: number, high: number): Candidate | null {
  let best: Candidate | null = null;
  let start = low;
  let startScore = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let i = low; i < high; i++) {
    const asStart = edges[i]! - total;
    if (asStart > startScore) {
      startScore = asStart;
      start = i;
    }
    total += values[i]!;
    const sum = total + startScore + edges[i + 1]!;
    if (!best || sum > best.sum) best = { from: start, to: i + 1, sum };
  }
  return best;
}

const lettersOf = (word: { readonly text: string }): number => word.text.length + 1;
const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** How many letters words stand for on the other side; sums of `[from, to)` by difference. */
export function expectedLetters({ reading, classes }: SideWords, model: LengthModel): Float64Array {
  const sums = new Float64Array(reading.words.length + 1);
  for (const [i, word] of reading.words.entries()) {
    const wordClass = classes[i]!;
    const expected = (model.perWord[wordClass] ?? 0) + (model.perLetter[wordClass] ?? 1) * lettersOf(word);
    sums[i + 1] = sums[i]! + Math.max(0, expected);
  }
  return sums;
}

/** Letters of a side, with a space after each word. */
export function actualLetters({ reading }: SideWords): Float64Array {
  const sums = new Float64Array(reading.words.length + 1);
  for (const [i, word] of reading.words.entries()) sums[i + 1] = sums[i]! + lettersOf(word);
  return sums;
}

class Measure {
  private readonly side: SideWords;
  private readonly other: SideWords;
  private readonly expected: Float64Array;
  private readonly otherLetters: Float64Array;
  private readonly sums: Float64Array;
  private readonly otherMass: Float64Array;
  private readonly unlinked: Float64Array;
  private readonly otherUnlinked: number;
  private readonly length: LengthModel;

  constructor(side: SideWords, other: SideWords, length: LengthModel) {
    this.side = side;
    this.other = other;
    this.length = length;
    this.expected = expectedLetters(side, length);
    this.otherLetters = actualLetters(other);
    this.sums = prefixSums(side.values, (value) => value);
    this.otherMass = prefixSums(other.values, (value) => Math.max(0, value));
    this.unlinked = unlinkedSums(side);
    this.otherUnlinked = unlinkedSums(other).at(-1)! / Math.max(1, other.values.length);
  }

  features({ from, to, sum }: Candidate, oppositeBest: number, rank: number): number[] {
    const { side, other } = this;
    const n = side.values.length;
    const m = other.values.length;
    const words = to - from;
    const values = this.sums[to]! - this.sums[from]!;
    let unlinked = 0;
    let strong = 0;
    let namesNumbers = 0;
    for (let i = from; i < to; i++) {
      const wordClass = side.classes[i]!;
      if (side.states[i] === 0) strong++;
      if (side.states[i] === 2 && side.values[i]! > 0.7) unlinked++;
      if (side.states[i] === 2 && (wordClass === 'name' || wordClass === 'number')) namesNumbers++;
    }
    const anchors = this.anchors(from, to);
    const expectedHere = this.expected[to]! - this.expected[from]!;
    const expectedAll = this.expected[n]! + this.length.base;
    const residual = this.otherLetters[m]! - expectedAll;
    const variance = this.length.deviation ** 2 * Math.max(20, expectedAll);
    const lengthRatio = clamp((residual ** 2 - (residual + expectedHere) ** 2) / (2 * variance), 6);
    const gap = this.gap(anchors, from, to);
    const near = anchors ? this.otherMass[anchors.otherTo]! - this.otherMass[anchors.otherFrom]! : this.otherMass[m]!;
    const meet = anchors
      ? anchors.between === 0
        ? 1
        : anchors.between === 1
          ? 0.6
          : anchors.between === 2
            ? 0.3
            : 0
      : 0;
    const restWords = n - words;
    const rest = restWords > 0 ? (this.sums[n]! - values) / restWords : 0;
    const cappedSum = clamp(sum, 16);
    // Where all the rest is rendered word for word, a stretch without links is no free translation.
    const restUnlinked =
      restWords > 0 ? (this.unlinked[n]! - (this.unlinked[to]! - this.unlinked[from]!)) / restWords : 0;
    const literal = (1 - Math.min(1, 3 * restUnlinked)) * (1 - Math.min(1, 3 * this.otherUnlinked));
    const sentence = side.edges[from]! === sentenceEdge && side.edges[to]! === sentenceEdge && words < n ? 1 : 0;
    const surplus = countSentences(side.edges) - countSentences(other.edges);
    return [
      cappedSum,
      sum / Math.max(2, words),
      Math.log(words),
      Math.log(1 + unlinked),
      strong / words,
      side.edges[from]!,
      side.edges[to]!,
      from === 0 || to === n ? 1 : 0,
      meet,
      anchors?.close && anchors.between === 0 ? 1 : 0,
      anchors ? Math.log(1 + anchors.between) : 0,
      anchors?.disorder ? 1 : 0,
      anchors ? 0 : 1,
      lengthRatio,
      clamp(-residual / Math.sqrt(variance), 4),
      gap.short,
      Math.log(1 + gap.expected) / 5,
      Math.log(1 + this.otherMass[m]!),
      clamp(near / Math.max(2, sum), 3),
      clamp(oppositeBest / Math.max(2, sum), 2),
      Math.min(3, namesNumbers),
      clamp(rest, 2),
      rank,
      words / n,
      cappedSum * meet,
      cappedSum * gap.short,
      meet * gap.short,
      Math.min(1, side.edges[from]!) * Math.min(1, side.edges[to]!),
      sentence,
      clamp(surplus, 1) * sentence,
      cappedSum * lengthRatio * 0.2,
      (values / words) * meet,
      clamp((anchors ? anchors.otherTo - anchors.otherFrom : m) / words, 2),
      gap.short * lengthRatio,
      restUnlinked,
      this.otherUnlinked,
      cappedSum * literal,
      meet * literal,
      this.isGloss(from, to) ? 1 : 0,
    ];
  }

  /** Whether words that both sides have letter by letter stand right beside a stretch: it may explain them. */
  private isGloss(from: number, to: number): boolean {
    const { words, linked } = this.side.reading;
    return [from - 2, from - 1, to, to + 1].some((at) => {
      const word = words[at];
      const other = this.other.reading.words[linked[at] ?? -1];
      return word !== undefined && !word.isNumber && word.text.length > 2 && word.folded === other?.folded;
    });
  }

  /**
   * The links of the words before and after a stretch, two on each side tried, that stand nearest to each other on the
   * other side: with nothing left out there is something between them. At an end of the text its end is an anchor.
   */
  private anchors(from: number, to: number): Anchors | null {
    const n = this.side.values.length;
    const m = this.other.values.length;
    const before = this.linkedNeighbours(from - 1, -1);
    const after = this.linkedNeighbours(to, 1);
    if (before.length < 2 && from - before.length === 0) before.push({ at: -1, link: -1 });
    if (after.length < 2 && to + after.length === n) after.push({ at: n, link: m });
    let best: Anchors | null = null;
    for (const a of before) {
      for (const b of after) {
        const skipped = from - 1 - a.at + (b.at - to);
        const distance = b.link - a.link - 1;
        const disorder = distance < 0;
        const between = disorder ? Math.max(0, -distance - 2 - skipped) + 1 : Math.max(0, distance - skipped);
        if (
          best &&
          (best.disorder ? (disorder ? between >= best.between : false) : disorder || between >= best.between)
        )
          continue;
        best = {
          from: a.at + 1,
          to: b.at,
          otherFrom: disorder ? b.link : a.link + 1,
          otherTo: disorder ? Math.min(m, a.link + 1) : b.link,
          between,
          disorder,
          close: skipped === 0,
        };
      }
    }
    return best;
  }

  private linkedNeighbours(start: number, step: 1 | -1): { at: number; link: number }[] {
    const found: { at: number; link: number }[] = [];
    const { linked } = this.side.reading;
    for (let at = start; at >= 0 && at < linked.length && Math.abs(at - start) <= 6 && found.length < 2; at += step) {
      if (this.side.states[at] === 0) found.push({ at, link: linked[at]! });
    }
    return found;
  }

  /** Letters expected between the anchors, and how short of them the other side is there, -1 to 1. */
  private gap(anchors: Anchors | null, from: number, to: number): { expected: number; short: number } {
    const [low, high] = anchors ? [anchors.from, anchors.to] : [from, to];
    const expected = this.expected[high]! - this.expected[low]!;
    if (!anchors || anchors.disorder) return { expected, short: 0 };
    const found = this.otherLetters[anchors.otherTo]! - this.otherLetters[anchors.otherFrom]!;
    return { expected, short: clamp((expected - found) / Math.max(10, this.expected[to]! - this.expected[from]!), 1) };
  }
}

interface Anchors {
  /** Words of the side between the anchors, `[from, to)`, and of the other side. */
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
  /** Words of the other side between them, less those that the side has there besides the stretch. */
  readonly between: number;
  readonly disorder: boolean;
  /** They stand right beside the stretch. */
  readonly close: boolean;
}

/** How many words that say something are unlinked, up to each. */
function unlinkedSums({ values, states }: SideWords): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + (states[i] === 2 && values[i]! > 0.7 ? 1 : 0);
  return sums;
}

function countSentences(edges: Float64Array): number {
  return edges.reduce((count, edge) => count + (edge === sentenceEdge ? 1 : 0), -1);
}

function prefixSums(values: Float64Array, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) sums[i + 1] = sums[i]! + of(value);
  return sums;
}
