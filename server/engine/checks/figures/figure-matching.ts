/**
 * Matches the figures of both sides one to one, from the plainest agreement to the loosest that is still one, and pairs
 * what is left over: a number on each side without a counterpart is a wrong number far more often than a free rendering.
 */

import type { Span } from '../../bitext.ts';
import type { PairReading } from '../check.ts';
import { otherFactors } from './figure-factors.ts';
import type { Figure, PairFigures, SideFigures } from './figures.ts';
import { dropEchoes, echoes, type Measure, measures, ofOtherUnit, sameMeasure } from './measures.ts';

/** Figures that stand for each other, by their indexes; `equal` where the value is the same and not only another way to say it. */
export interface FigureMatch {
  readonly source: number;
  readonly target: number;
  readonly equal: boolean;
}

/** Figures that stand where each other's counterpart should, with different values. */
export interface Mismatch {
  readonly source: Figure;
  readonly target: Figure;
  /** Of the target's figure, or of all figures of the measure that it belongs to: 6-foot-6. */
  readonly span: Span;
  /** Probability, 0 to 1, that the target's figure is wrong. */
  readonly confidence: number;
}

export interface Matching {
  readonly matches: readonly FigureMatch[];
  readonly mismatches: readonly Mismatch[];
  /** Figures that nothing on the other side explains. */
  readonly sourceOrphans: readonly Figure[];
  readonly targetOrphans: readonly Figure[];
}

const matched = new WeakMap<PairFigures, Matching>();

/** The matching of a pair's figures; once for each pair. Time: figures of one side x figures of the other. */
export function matchFigures(figures: PairFigures, reading: PairReading): Matching {
  let matching = matched.get(figures);
  if (!matching) {
    matching = new Matcher(figures, reading).run();
    matched.set(figures, matching);
  }
  return matching;
}

/** A number in a date is rather matched with one in a date, even if it stands this much farther. */
const unlikeness = 0.3;

/** In texts shorter than this many characters places say little. */
const shortest = 80;

/** How much nearer, in shares of the target, a word that implies a number has to be than the number itself. */
const impliedAdvantage = 0.15;

type Agreement = (source: Figure, target: Figure) => boolean;

class Matcher {
  private readonly figures: PairFigures;
  private readonly reading: PairReading;
  private readonly freeSource: Set<number>;
  private readonly freeTarget: Set<number>;
  private readonly matches: FigureMatch[] = [];
  private readonly expected: readonly number[];

  constructor(figures: PairFigures, reading: PairReading) {
    this.figures = figures;
    this.reading = reading;
    this.freeSource = new Set(figures.source.figures.keys());
    this.freeTarget = new Set(figures.target.figures.keys());
    this.expected = figures.source.figures.map((figure) => expectedOffset(figure, reading));
  }

  run(): Matching {
    const { source, target } = this.figures;
    if (source.figures.length > 0 && target.figures.length > 0) {
      this.match((a, b) => sameValue(a, b) && !ofOtherUnit(a, b), true);
      this.match(sameOtherwise, false);
      this.matchMeasures();
      this.match(sameValue, true);
      this.matchGroups();
    }
    const sourceLeft = new Set(this.freeSource);
    const targetLeft = new Set(this.freeTarget);
    // Words are often said with other words; digits only where no other digits stand against them.
    excuse(sourceLeft, source.figures, target, (figure) => figure.spelled);
    excuse(targetLeft, target.figures, source, (figure) => figure.spelled);
    const mismatches = [
      ...otherFactors(this.figures, sourceLeft, targetLeft),
      ...this.pairOrphans(sourceLeft, targetLeft),
    ];
    excuse(sourceLeft, source.figures, target, (figure) => !figure.spelled);
    excuse(targetLeft, target.figures, source, (figure) => !figure.spelled);
    dropEchoes(sourceLeft, source.figures);
    dropEchoes(targetLeft, target.figures);
    const orphans = (side: SideFigures, left: ReadonlySet<number>): Figure[] =>
      side.figures.filter((_, index) => left.has(index));
    return {
      matches: this.matches,
      mismatches,
      sourceOrphans: orphans(source, sourceLeft),
      targetOrphans: orphans(target, targetLeft),
    };
  }

  /** Takes the agreeing pairs, the nearest to their expected places first. */
  private match(agree: Agreement, equal: boolean): void {
    const candidates: { s: number; t: number; distance: number }[] = [];
    for (const s of this.freeSource) {
      for (const t of this.freeTarget) {
        const [source, target] = this.pair(s, t);
        if (!agree(source, target)) continue;
        const unlike = (source.calendar === null) !== (target.calendar === null) ? unlikeness : 0;
        candidates.push({ s, t, distance: this.distance(s, t) + unlike });
      }
    }
    candidates.sort((a, b) => a.distance - b.distance);
    for (const { s, t, distance } of candidates) {
      if (!this.freeSource.has(s) || !this.freeTarget.has(t)) continue;
      if (!this.impliedNearer(s, distance)) this.take(s, t, equal);
    }
  }

  /** A word of the target that says the source's figure (fourballs for «четыре мяча») stands much nearer than the figure does. */
  private impliedNearer(s: number, distance: number): boolean {
    const figure = this.figures.source.figures[s];
    if (!figure?.spelled || distance < impliedAdvantage) return false;
    const near = this.figures.target.implied.find(
      ({ span, values }) =>
        values.includes(figure.value) &&
        Math.abs((this.expected[s] ?? 0) - span[0]) / Math.max(shortest, this.reading.target.text.length) <
          distance - impliedAdvantage,
    );
    if (!near) return false;
    this.freeSource.delete(s);
    return true;
  }

  private pair(s: number, t: number): [Figure, Figure] {
    const source = this.figures.source.figures[s];
    const target = this.figures.target.figures[t];
    if (!source || !target) throw new RangeError(`no figures ${s} and ${t}`);
    return [source, target];
  }

  private take(s: number, t: number, equal: boolean): void {
    this.freeSource.delete(s);
    this.freeTarget.delete(t);
    this.matches.push({ source: s, target: t, equal });
  }

  /** How far, in shares of the target, a target figure is from where the source's is expected. */
  private distance(s: number, t: number): number {
    const at = this.figures.target.figures[t]?.span[0] ?? 0;
    return Math.abs((this.expected[s] ?? 0) - at) / Math.max(shortest, this.reading.target.text.length);
  }

  /** The same measure in two units: 5 miles and 8 km; 1 m 82 cm and six feet; six months and half a year. */
  private matchMeasures(): void {
    const ofSource = measures(this.figures.source, this.freeSource);
    const ofTarget = measures(this.figures.target, this.freeTarget);
    for (const a of ofSource) {
      for (const b of ofTarget) {
        if (!a.indexes.every((i) => this.freeSource.has(i)) || !b.indexes.every((i) => this.freeTarget.has(i)))
          continue;
        if (!sameMeasure(a, b) || echoes(this.figures.target, b, a) || echoes(this.figures.source, a, b)) continue;
        for (const [k, s] of a.indexes.entries()) {
          const t = b.indexes[Math.min(k, b.indexes.length - 1)] ?? -1;
          this.freeSource.delete(s);
          this.freeTarget.delete(t);
          this.matches.push({ source: s, target: t, equal: false });
        }
        for (const t of b.indexes) this.freeTarget.delete(t);
      }
    }
  }

  /** One figure for two neighbours: their sum, product, ratio, or a time or score that is written in two. */
  private matchGroups(): void {
    this.matchGroup(this.figures.source, this.freeSource, this.figures.target, this.freeTarget);
    this.matchGroup(this.figures.target, this.freeTarget, this.figures.source, this.freeSource);
  }

  private matchGroup(whole: SideFigures, wholeFree: Set<number>, parts: SideFigures, partsFree: Set<number>): void {
    for (const w of [...wholeFree]) {
      for (const p of [...partsFree]) {
        const [sum, first, second] = [whole.figures[w], parts.figures[p], parts.figures[p + 1]];
        if (!sum || !first || !second || !partsFree.has(p) || !partsFree.has(p + 1) || !wholeFree.has(w)) continue;
        // «Два-три» are never five.
        if (/^[-‑–—]$/.test(parts.text.slice(first.span[1], second.span[0]))) continue;
        if (!makes(sum, first, second)) continue;
        wholeFree.delete(w);
        partsFree.delete(p);
        partsFree.delete(p + 1);
      }
    }
  }

  /** Leftovers of like kinds, the likeliest pairs first; what is paired is taken out of the leftovers. */
  private pairOrphans(sourceLeft: Set<number>, targetLeft: Set<number>): Mismatch[] {
    const candidates: { s: number; t: number; confidence: number }[] = [];
    for (const s of sourceLeft) {
      for (const t of targetLeft) {
        const confidence = this.mismatch(s, t);
        if (confidence > 0) candidates.push({ s, t, confidence });
      }
    }
    candidates.sort((a, b) => b.confidence - a.confidence);
    const several = (side: SideFigures, left: ReadonlySet<number>): Measure[] =>
      measures(side, left).filter(({ indexes }) => indexes.length > 1);
    const ofSource = several(this.figures.source, sourceLeft);
    const ofTarget = several(this.figures.target, targetLeft);
    const found: Mismatch[] = [];
    for (const { s, t, confidence } of candidates) {
      if (!sourceLeft.has(s) || !targetLeft.has(t)) continue;
      const [source, target] = this.pair(s, t);
      const measured = source.unit ? ofTarget.find(({ indexes }) => indexes.includes(t)) : undefined;
      const parts = (measured?.indexes ?? [t]).map((index) => this.figures.target.figures[index] ?? target);
      for (const index of measured?.indexes ?? [t]) targetLeft.delete(index);
      for (const index of ofSource.find(({ indexes }) => indexes.includes(s))?.indexes ?? [s]) sourceLeft.delete(index);
      found.push({ source, target, span: [parts[0]?.span[0] ?? 0, parts.at(-1)?.span[1] ?? 0], confidence });
    }
    return found;
  }

  /** Both, a pair, one, a third are believed only where they count the same thing: the words after them are linked. */
  private weakMismatch(source: Figure, target: Figure): number {
    if (source.kind === 'fraction' && target.kind === 'fraction') return weakConfidence;
    if (sameUnit(source, target) && source.value < 2 && target.value < 2) return weakConfidence;
    if (source.kind === 'fraction' || target.kind === 'fraction' || source.value < 1 || target.value < 1) return 0;
    const { source: a, target: b } = this.reading;
    const next = (words: PairReading['source']['words'], { span }: Figure): number =>
      words.findIndex((word) => word.start >= span[1]);
    const [x, y] = [next(a.words, source), next(b.words, target)];
    return x >= 0 && y >= 0 && a.linked[x] === y ? weakConfidence : 0;
  }

  private mismatch(s: number, t: number): number {
    const [source, target] = this.pair(s, t);
    // Thousands of and millions of: the rough numbers that are not taken for each other.
    if (source.kind === 'quantity' && target.kind === 'quantity' && source.value >= 1000 && target.value >= 1000) {
      return 0.85 - 0.2 * this.distance(s, t);
    }
    if (!ofLikeKind(source, target)) return 0;
    if (source.weak || target.weak) return this.weakMismatch(source, target);
    const beside = this.matches.some(
      (match) => match.equal && match.source - s === match.target - t && Math.abs(match.source - s) === 1,
    );
    const distance = beside ? 0 : this.distance(s, t);
    const crossed = this.matches.some(
      (match) => match.equal && Math.sign(match.source - s) !== Math.sign(match.target - t),
    );
    let confidence = source.spelled || target.spelled ? 0.87 : 0.96;
    if (source.approximate && target.approximate && source.kind === 'quantity') confidence -= 0.25;
    if (sameUnit(source, target) || (source.calendar && source.calendar === target.calendar)) confidence += 0.02;
    if (crossed) confidence -= source.spelled || target.spelled ? 0.25 : 0.08;
    return Math.max(0, confidence - 0.2 * distance);
  }
}

const weakConfidence = 0.78;

/** Where in the target a figure's counterpart is expected: beside what its linked neighbours are linked to, else at the same share. */
function expectedOffset(figure: Figure, { source, target }: PairReading): number {
  const place = (figure.span[0] / Math.max(1, source.text.length)) * target.text.length;
  const at = source.words.findIndex((word) => word.end > figure.span[0]);
  if (at < 0) return place;
  let sum = 0;
  let weights = 0;
  for (let step = 1; step <= 4; step++) {
    for (const near of [at - step, at + step]) {
      const linked = source.linked[near];
      const word =
        linked === undefined || linked < 0 || source.words[near]?.isNumber ? undefined : target.words[linked];
      if (!word) continue;
      const weight = 1 / step;
      sum += weight * (near < at ? word.end + 1 : word.start - 1);
      weights += weight;
    }
  }
  return weights === 0 ? place : (sum + place * 0.5) / (weights + 0.5);
}

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Both say one value, and no half of the day, no decade or code contradicts it. */
function sameValue(a: Figure, b: Figure): boolean {
  if (a.time && b.time && (a.kind === 'time' || b.kind === 'time' || (a.time.sure && b.time.sure)))
    return sameTime(a, b);
  if (a.kind === 'time' || b.kind === 'time') return false;
  return close(a.value, b.value);
}

function sameTime(a: Figure, b: Figure): boolean {
  if (!a.time || !b.time) return false;
  if (a.time.sure && b.time.sure) return a.time.minutes % 1440 === b.time.minutes % 1440;
  return a.time.minutes % 720 === b.time.minutes % 720;
}

/** Other ways to say the same: a decade with and without its century, a percentage as a fraction, dozens for tens. */
function sameOtherwise(a: Figure, b: Figure): boolean {
  if (a.otherwise !== null && close(a.otherwise, b.value)) return true;
  if (b.otherwise !== null && close(a.value, b.otherwise)) return true;
  return says(a, b) || says(b, a);
}

/** One direction of the ways that are not symmetrical. */
function says(a: Figure, b: Figure): boolean {
  if (sameTime(a, b)) return true;
  if (a.time?.sure && b.time?.sure) return false;
  if (a.kind === 'time' && b.kind !== 'time' && a.value % 60 === 0) {
    const hour = a.value / 60;
    return b.value === hour || (b.calendar === 'time' && b.value === hour % 12);
  }
  if (a.kind === 'decade' && a.value < 100) return b.kind === 'decade' && b.value % 100 === a.value;
  if (a.kind === 'century') return close((a.value - 1) * 100, b.value);
  if (a.kind === 'percent' && b.kind === 'fraction') return Math.abs(a.value / 100 - b.value) < 0.01;
  if (a.kind === 'percent' && b.kind === 'ordinal') return Math.abs(a.value - 100 / b.value) < 0.5;
  if (a.kind === 'quantity' && b.kind === 'quantity' && a.value >= 10 && b.value >= 10) {
    return Math.max(a.value, b.value) / Math.min(a.value, b.value) <= 2;
  }
  // '18 for 2018, the second year of 2017/18.
  if (a.value < 100 && b.calendar === 'year' && /^\d\d$/.test(a.text)) return b.value % 100 === a.value;
  return false;
}

function makes(whole: Figure, first: Figure, second: Figure): boolean {
  const { value } = whole;
  if (whole.kind === 'time') return Math.floor(value / 60) === first.value && value % 60 === second.value;
  if (whole.kind === 'percent' || whole.kind === 'fraction') {
    const share = whole.kind === 'percent' ? value / 100 : value;
    if (second.value > 0 && Math.abs(first.value / second.value - share) < 0.01) return true;
  }
  if (second.span[0] - first.span[1] > 60 || value < 2 || first.weak || second.weak) return false;
  return (
    close(value, first.value + second.value) ||
    (first.value > 1 && second.value > 1 && close(value, first.value * second.value))
  );
}

/** Removes figures that a word of the other side says: twice, a fortnight, вдвое. */
function excuse(
  left: Set<number>,
  figures: readonly Figure[],
  other: SideFigures,
  applies: (figure: Figure) => boolean,
): void {
  // A word that is a figure itself (a couple) has its counterpart.
  const used = new Set(other.implied.keys().filter((at) => isFigure(other, at)));
  for (const index of [...left]) {
    const figure = figures[index];
    if (!figure || !applies(figure) || figure.calendar === 'year' || figure.kind === 'code') continue;
    const k = other.implied.findIndex(
      (word, at) => !used.has(at) && word.values.some((value) => close(value, figure.value)),
    );
    if (k < 0) continue;
    used.add(k);
    left.delete(index);
  }
}

function isFigure({ figures, implied }: SideFigures, at: number): boolean {
  const start = implied[at]?.span[0];
  return figures.some(({ span }) => span[0] === start);
}

function sameUnit(a: Figure, b: Figure): boolean {
  return a.unit !== null && a.unit.unit.id === b.unit?.unit.id;
}

/** Kinds that are mistaken for each other; a decade is not for a count, a code not for a year. */
function ofLikeKind(a: Figure, b: Figure): boolean {
  const [x, y] = [family(a), family(b)];
  if (x === y) return true;
  const pair = [x, y].sort().join(' ');
  return pair === 'count time' || pair === 'decade year' || pair === 'count year' || pair === 'code count';
}

function family(figure: Figure): string {
  if (figure.calendar === 'year' || figure.calendar === 'decade' || figure.calendar === 'century')
    return figure.calendar;
  if (figure.calendar === 'time') return 'time';
  if (figure.kind === 'roman' || figure.kind === 'code') return figure.kind;
  return 'count';
}
