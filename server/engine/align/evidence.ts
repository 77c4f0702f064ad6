import type { Corridor } from './corridor.ts';
import { parameters } from './parameters.ts';
import type { Bags } from './tokens.ts';
import type { Translation } from './translation.ts';

/**
 * How well the words of a group of sentences explain each single sentence of the other side, better than its
 * neighbourhood does: natural-log likelihood ratios. `scores[a - 1][starts[r] + j - low[r]]` is for the group of `a`
 * sentences that ends before boundary r, and the other side's sentence that ends before boundary j (absolute indexes).
 */
export interface Explained {
  readonly low: Int32Array;
  readonly starts: Int32Array;
  readonly scores: readonly Float32Array[];
}

/** Boundaries that a direction has to cover: rows of the explaining side with the range of the other. */
export interface Rows {
  /** Boundary of the explaining side that row 0 stands for. */
  readonly first: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** The corridor's own rows, each reaching back over the sentences that a bead ending there may hold. */
export function rowsOf(corridor: Corridor, reach: number): Rows {
  const low = new Int32Array(corridor.low.length);
  for (let r = 0; r < low.length; r++) low[r] = Math.max(corridor.target[0] + 1, corridor.low[r]! - reach + 1);
  return { first: corridor.source[0], low, high: corridor.high };
}

/** The corridor turned on its side: for each target boundary the source boundaries that it may meet. */
export function columnsOf(corridor: Corridor, reach: number): Rows {
  const [from, to] = corridor.target;
  const columns = to - from + 1;
  const low = new Int32Array(columns);
  const high = new Int32Array(columns);
  const rows = corridor.low.length;
  let firstRow = 0;
  let lastRow = 0;
  for (let c = 0; c < columns; c++) {
    while (corridor.high[firstRow]! < from + c) firstRow++;
    while (lastRow + 1 < rows && corridor.low[lastRow + 1]! <= from + c) lastRow++;
    low[c] = Math.max(corridor.source[0] + 1, corridor.source[0] + firstRow - reach + 1);
    high[c] = corridor.source[0] + lastRow;
  }
  return { first: from, low, high };
}

/** 1 / p(token in its neighbourhood), as the hot loop wants it; made once a text. */
export function surprise(background: Float64Array): Float64Array {
  return background.map((p) => 1 / p);
}

/**
 * Fills `Explained` for one direction. Each sentence of the explaining side is spread once into a dense row of p(t | it),
 * from which the tokens of all sentences that any of its groups may meet are read; groups are then sums of such readings.
 * Time: sentences x translations of their tokens + cells x group sizes x tokens of a sentence.
 */
export function explain(
  rows: Rows,
  groups: number,
  given: Bags,
  made: Bags,
  surprises: Float64Array,
  translation: Translation,
): Explained {
  const count = rows.low.length;
  const starts = new Int32Array(count + 1);
  for (let r = 0; r < count; r++) starts[r + 1] = starts[r]! + Math.max(0, rows.high[r]! - rows.low[r]! + 1);
  const scores = Array.from({ length: groups }, () => new Float32Array(starts[count]!));
  const spread = new Float64Array(made.types.length);
  const ring: Reading[] = Array.from({ length: groups }, () => ({ from: 0, values: new Float32Array(1024) }));
  let sums = new Float64Array(1024);
  for (let r = 1; r < count; r++) {
    const end = rows.first + r;
    read(
      given,
      end - 1,
      made,
      translation,
      spread,
      ring[r % groups]!,
      rows.low[r]!,
      rows.high[Math.min(count - 1, r + groups - 1)]!,
    );
    const low = rows.low[r]!;
    const high = rows.high[r]!;
    if (high < low) continue;
    const from = made.starts[low - 1]!;
    const size = made.starts[high]! - from;
    if (sums.length < size) sums = new Float64Array(size * 2);
    sums.fill(0, 0, size);
    let tokens = 0;
    for (let a = 1; a <= groups && a <= r; a++) {
      const { from: first, values } = ring[(r - a + 1) % groups]!;
      const shift = from - first;
      for (let k = 0; k < size; k++) sums[k]! += values[shift + k]!;
      tokens += given.starts[end - a + 1]! - given.starts[end - a]!;
      explainRow(low, high, tokens, sums, made, translation.nulls, surprises, scores[a - 1]!, starts[r]!);
    }
  }
  return { low: rows.low, starts, scores };
}

/** p(token | sentence), summed over its tokens, for the tokens of the other side from `from` on. */
interface Reading {
  from: number;
  values: Float32Array<ArrayBuffer>;
}

/** Reads one sentence's translations at all tokens of the other side's sentences that end at boundaries low .. high. */
function read(
  given: Bags,
  sentence: number,
  made: Bags,
  { starts, types, probabilities }: Translation,
  spread: Float64Array,
  into: Reading,
  low: number,
  high: number,
): void {
  for (let k = given.starts[sentence]!; k < given.starts[sentence + 1]!; k++) {
    const s = given.tokens[k]!;
    for (let e = starts[s]!; e < starts[s + 1]!; e++) spread[types[e]!]! += probabilities[e]!;
  }
  into.from = made.starts[low - 1]!;
  const size = Math.max(0, made.starts[high]! - into.from);
  if (into.values.length < size) into.values = new Float32Array(size * 2);
  for (let k = 0; k < size; k++) into.values[k] = spread[made.tokens[into.from + k]!]!;
  for (let k = given.starts[sentence]!; k < given.starts[sentence + 1]!; k++) {
    const s = given.tokens[k]!;
    for (let e = starts[s]!; e < starts[s + 1]!; e++) spread[types[e]!] = 0;
  }
}

/** The hot loop: products of ratios, with a logarithm only where a product would leave the range of a double. */
function explainRow(
  low: number,
  high: number,
  tokens: number,
  sums: Float64Array,
  made: Bags,
  nulls: Float32Array,
  surprises: Float64Array,
  scores: Float32Array,
  start: number,
): void {
  const weight = tokens === 0 ? 0 : 1 / tokens;
  const floor = parameters.scoreFloor;
  const first = made.starts[low - 1]!;
  for (let j = low; j <= high; j++) {
    let sum = 0;
    let product = 1;
    for (let k = made.starts[j - 1]!; k < made.starts[j]!; k++) {
      const empty = nulls[made.tokens[k]!]!;
      product *= empty + (1 - empty) * (sums[k - first]! * weight * surprises[k]! + floor);
      if (product > 1e200 || product < 1e-200) {
        sum += Math.log(product);
        product = 1;
      }
    }
    scores[start + j - low] = sum + Math.log(product);
  }
}
