import { doubled } from './columns.ts';
import { parameters } from './parameters.ts';
import type { Priors } from './priors.ts';
import type { Bags } from './tokens.ts';

/**
 * Where the alignment may run between two points that are certain: row r stands for the boundary before source sentence
 * `source[0] + r`, its cells for the boundaries before target sentences `low[r] .. high[r]`, both included.
 * `starts[r]` is the number of cells in the rows before. `low` and `high` never fall.
 */
export interface Corridor {
  readonly source: readonly [from: number, to: number];
  readonly target: readonly [from: number, to: number];
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly starts: Int32Array;
}

interface Point {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
}

/** Points as columns, by source and then by falling target, so that a chain never holds two of one sentence. */
interface Points {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly weight: Float32Array;
}

/** A stretch of both sides between certain points, ends excluded. */
export interface Stretch {
  readonly source: readonly [from: number, to: number];
  readonly target: readonly [from: number, to: number];
}

/** Makes rows consistent: inside the stretch, never falling, first and last cell included, neighbours overlapping. */
export function closeCorridor(stretch: Stretch, low: Int32Array, high: Int32Array): Corridor {
  const rows = low.length;
  const [first, last] = stretch.target;
  low[0] = first;
  high[rows - 1] = last;
  for (let r = 0; r < rows; r++) {
    low[r] = Math.max(first, Math.min(low[r]!, last));
    high[r] = Math.max(first, Math.min(high[r]!, last));
  }
  for (let r = 1; r < rows; r++) high[r] = Math.max(high[r]!, high[r - 1]!);
  for (let r = rows - 2; r >= 0; r--) low[r] = Math.min(low[r]!, low[r + 1]!, high[r]!);
  for (let r = 1; r < rows; r++) low[r] = Math.max(low[r]!, low[r - 1]!);
  for (let r = 1; r < rows; r++) if (low[r]! > high[r - 1]!) low[r] = high[r - 1]!;
  for (let r = rows - 2; r >= 0; r--) low[r] = Math.min(low[r]!, low[r + 1]!);
  const starts = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) starts[r + 1] = starts[r]! + high[r]! - low[r]! + 1;
  return { ...stretch, low, high, starts };
}

/**
 * The corridor of a stretch: rare keys that both sides share are points, the heaviest rising chain of them its spine,
 * and between two of them a band around the diagonal that is as wide as their distance asks. O(n log n) in the sentences.
 */
export function findCorridor(stretch: Stretch, source: Bags, target: Bags, priors: Priors): Corridor {
  const chain = supported(heaviestChain(findPoints(stretch, source, target, priors)));
  const rows = stretch.source[1] - stretch.source[0] + 1;
  const low = new Int32Array(rows);
  const high = new Int32Array(rows);
  const { leastHalfWidth, widthGrowth, blindHalfWidth, mostCells } = parameters.corridor;
  const height = rows - 1;
  const width = stretch.target[1] - stretch.target[0];
  // With few points a single one may be wrong: the band stays wide, within the budget of cells.
  const trust = Math.min(1, chain.length / Math.max(8, height / 25));
  const wide = Math.max(blindHalfWidth, Math.min(width / 8, mostCells / 2 / rows));
  const least = leastHalfWidth * trust + wide * (1 - trust);
  const spine = [
    { source: stretch.source[0], target: stretch.target[0] },
    ...chain,
    { source: stretch.source[1], target: stretch.target[1] },
  ];
  low.fill(stretch.target[1]);
  high.fill(stretch.target[0]);
  for (let p = 1; p < spine.length; p++) {
    const from = spine[p - 1]!;
    const to = spine[p]!;
    const span = to.source - from.source;
    const rise = to.target - from.target;
    const half = Math.min(wide, least + widthGrowth * Math.max(span, rise) + Math.abs(span - rise) / 2);
    for (let i = from.source; i <= to.source; i++) {
      const r = i - stretch.source[0];
      const middle = span === 0 ? (from.target + to.target) / 2 : from.target + (rise * (i - from.source)) / span;
      const slack = span === 0 ? rise / 2 : 0;
      low[r] = Math.min(low[r]!, Math.floor(middle - half - slack));
      high[r] = Math.max(high[r]!, Math.ceil(middle + half + slack));
    }
  }
  return closeCorridor(stretch, low, high);
}

/**
 * Pairs of sentences that share a rare key. A key counts only where few sentences within reach of the diagonal hold it;
 * in a text that repeats itself nothing is rare in the whole, but much is rare near by.
 */
function findPoints(stretch: Stretch, source: Bags, target: Bags, priors: Priors): Points {
  const { keySentences } = parameters.corridor;
  const sourcePlaces = placesOf(source, stretch.source);
  const targetPlaces = placesOf(target, stretch.target);
  const height = stretch.source[1] - stretch.source[0];
  const width = stretch.target[1] - stretch.target[0];
  const reach = Math.max(200, Math.round(Math.max(height, width) / 40));
  const found = new PointList(stretch.source);
  const add = (s: number, t: number, weight: number) => found.add(s, t, weight);
  const counts = priors.counts;
  for (let k = 0; k < counts.length; k++) {
    if (counts[k]! < 0.9) continue; // a shared beginning alone is too weak to stand on
    const s = priors.source[k]!;
    const t = priors.target[k]!;
    if (source.types[s]!.length < 2 || target.types[t]!.length < 2) continue;
    const ofSource = sourcePlaces.of(s);
    const ofTarget = targetPlaces.of(t);
    if (ofSource.length === 0 || ofTarget.length === 0) continue;
    if (ofSource.length <= keySentences && ofTarget.length <= keySentences) {
      const weight = 1 / Math.sqrt(ofSource.length * ofTarget.length);
      for (const i of ofSource) for (const j of ofTarget) add(i, j, weight);
    } else {
      nearPairs(stretch, ofSource, ofTarget, reach, keySentences / 2, add);
    }
  }
  return found.merged();
}

/** Gathers points in any order, then sorts them by counting and adds up those of the same two sentences. Linear. */
class PointList {
  private source = new Int32Array(4096);
  private target = new Int32Array(4096);
  private weight = new Float32Array(4096);
  private size = 0;
  private readonly range: readonly [number, number];

  constructor(range: readonly [number, number]) {
    this.range = range;
  }

  add(source: number, target: number, weight: number): void {
    if (this.size === this.source.length) {
      this.source = doubled(this.source);
      this.target = doubled(this.target);
      this.weight = doubled(this.weight);
    }
    this.source[this.size] = source;
    this.target[this.size] = target;
    this.weight[this.size++] = weight;
  }

  merged(): Points {
    const [from, to] = this.range;
    const starts = new Int32Array(to - from + 1);
    for (let k = 0; k < this.size; k++) starts[this.source[k]! - from + 1]!++;
    for (let row = 0; row < to - from; row++) starts[row + 1]! += starts[row]!;
    const next = starts.slice();
    const order = new Int32Array(this.size);
    for (let k = 0; k < this.size; k++) order[next[this.source[k]! - from]!++] = k;
    const source = new Int32Array(this.size);
    const target = new Int32Array(this.size);
    const weight = new Float32Array(this.size);
    let size = 0;
    for (let row = 0; row < to - from; row++) {
      const first = size;
      const here = order.subarray(starts[row]!, starts[row + 1]!).sort((a, b) => this.target[b]! - this.target[a]!);
      for (const k of here) {
        if (size > first && target[size - 1] === this.target[k]) weight[size - 1]! += this.weight[k]!;
        else {
          source[size] = from + row;
          target[size] = this.target[k]!;
          weight[size++] = this.weight[k]!;
        }
      }
    }
    return { source: source.subarray(0, size), target: target.subarray(0, size), weight: weight.subarray(0, size) };
  }
}

/** Pairs within reach of the diagonal, of a key that is common in the whole but rare there. Linear in the places. */
function nearPairs(
  stretch: Stretch,
  ofSource: Int32Array,
  ofTarget: Int32Array,
  reach: number,
  most: number,
  add: (s: number, t: number, weight: number) => void,
): void {
  const slope = (stretch.target[1] - stretch.target[0]) / (stretch.source[1] - stretch.source[0]);
  let from = 0;
  let to = 0;
  let backFrom = 0;
  let backTo = 0;
  for (const i of ofSource) {
    const middle = stretch.target[0] + (i - stretch.source[0]) * slope;
    while (from < ofTarget.length && ofTarget[from]! < middle - reach) from++;
    while (to < ofTarget.length && ofTarget[to]! <= middle + reach) to++;
    while (backFrom < ofSource.length && ofSource[backFrom]! < i - reach) backFrom++;
    while (backTo < ofSource.length && ofSource[backTo]! <= i + reach) backTo++;
    const here = backTo - backFrom;
    const there = to - from;
    if (there === 0 || there > most || here > most) continue;
    for (let k = from; k < to; k++) add(i, ofTarget[k]!, 0.5 / Math.sqrt(here * there));
  }
}

/** The sentences of a range that hold each type, each once, ascending. */
function placesOf(bags: Bags, range: readonly [number, number]): { of(type: number): Int32Array } {
  const starts = new Int32Array(bags.types.length + 1);
  const last = new Int32Array(bags.types.length).fill(-1);
  const each = (visit: (type: number, sentence: number) => void) => {
    last.fill(-1);
    for (let i = range[0]; i < range[1]; i++) {
      for (let k = bags.starts[i]!; k < bags.starts[i + 1]!; k++) {
        const type = bags.tokens[k]!;
        if (last[type] === i) continue;
        last[type] = i;
        visit(type, i);
      }
    }
  };
  each((type) => starts[type + 1]!++);
  for (let type = 0; type < bags.types.length; type++) starts[type + 1]! += starts[type]!;
  const places = new Int32Array(starts[bags.types.length]!);
  const next = starts.slice();
  each((type, sentence) => {
    places[next[type]!++] = sentence;
  });
  return { of: (type) => places.subarray(starts[type]!, starts[type + 1]!) };
}

/** The chain of points, rising on both sides, with the greatest weight; a Fenwick tree of best sums. O(p log p). */
function heaviestChain({ source, target, weight }: Points): Point[] {
  const size = source.length;
  const first = target.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const width = size === 0 ? 0 : target.reduce((most, t) => Math.max(most, t), 0) - first + 1;
  const sums = new Float64Array(size);
  const previous = new Int32Array(size).fill(-1);
  const tree = new Int32Array(width + 1).fill(-1);
  let best = -1;
  for (let k = 0; k < size; k++) {
    const place = target[k]! - first + 1;
    let before = -1;
    for (let x = place - 1; x > 0; x -= x & -x) {
      const candidate = tree[x]!;
      if (candidate >= 0 && (before < 0 || sums[candidate]! > sums[before]!)) before = candidate;
    }
    sums[k] = weight[k]! + (before < 0 ? 0 : sums[before]!);
    previous[k] = before;
    for (let x = place; x <= width; x += x & -x) {
      if (tree[x]! < 0 || sums[tree[x]!]! < sums[k]!) tree[x] = k;
    }
    if (best < 0 || sums[k]! > sums[best]!) best = k;
  }
  const chain: Point[] = [];
  for (let k = best; k >= 0; k = previous[k]!) {
    chain.push({ source: source[k]!, target: target[k]!, weight: weight[k]! });
  }
  return chain.reverse();
}

/** Leaves out points that their neighbours in the chain do not bear out: alone on their diagonal. Linear. */
function supported(chain: Point[]): Point[] {
  const reach = 4;
  return chain.filter((point, k) => {
    let support = point.weight;
    for (let other = Math.max(0, k - reach); other <= Math.min(chain.length - 1, k + reach); other++) {
      const near = chain[other]!;
      if (other === k) continue;
      const distance = Math.abs(near.source - point.source);
      const drift = Math.abs(near.target - near.source - (point.target - point.source));
      if (drift <= 3 + 0.15 * distance) support += near.weight;
    }
    return support >= 1.2;
  });
}
