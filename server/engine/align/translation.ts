import { doubled } from './columns.ts';
import { parameters } from './parameters.ts';
import type { PriorRows, Priors } from './priors.ts';
import type { Bags } from './tokens.ts';

/**
 * Word translations in one direction: row s holds the types t that s is thought to give, with p(t | s);
 * `nulls[t]` is the probability that a token of type t has no counterpart in its bead.
 */
export interface Translation {
  readonly starts: Int32Array;
  readonly types: Int32Array;
  readonly probabilities: Float32Array;
  readonly nulls: Float32Array;
}

/** A weighted guess that sentences `source[0] ..< source[1]` and `target[0] ..< target[1]` translate each other. */
export interface Lesson {
  /** First sentence and number of sentences of the side that explains, then of the side that is explained. */
  readonly given: Int32Array;
  readonly givenCount: Uint8Array;
  readonly made: Int32Array;
  readonly madeCount: Uint8Array;
  readonly weights: Float32Array;
  readonly size: number;
}

function priorRows(given: Int32Array, made: Int32Array, { counts, grounds }: Priors, givenTypes: number): PriorRows {
  const starts = new Int32Array(givenTypes + 1);
  for (let k = 0; k < given.length; k++) starts[given[k]! + 1]!++;
  for (let s = 0; s < givenTypes; s++) starts[s + 1]! += starts[s]!;
  const next = starts.slice();
  const types = new Int32Array(given.length);
  const sorted = new Float32Array(given.length);
  const reasons = new Uint8Array(given.length);
  for (let k = 0; k < given.length; k++) {
    const place = next[given[k]!]!++;
    types[place] = made[k]!;
    sorted[place] = counts[k]!;
    reasons[place] = grounds[k]!;
  }
  return { starts, types, counts: sorted, grounds: reasons };
}

export function bothPriorRows(priors: Priors, source: Bags, target: Bags): { forward: PriorRows; backward: PriorRows } {
  return {
    forward: priorRows(priors.source, priors.target, priors, source.types.length),
    backward: priorRows(priors.target, priors.source, priors, target.types.length),
  };
}

/** What is believed before any bead has been seen: the priors alone. */
export function firstTranslation(rows: PriorRows, madeTypes: number, nullPrior: number): Translation {
  const probabilities = new Float32Array(rows.types.length);
  for (let s = 0; s + 1 < rows.starts.length; s++) {
    let sum = 1;
    for (let k = rows.starts[s]!; k < rows.starts[s + 1]!; k++) sum += rows.counts[k]!;
    for (let k = rows.starts[s]!; k < rows.starts[s + 1]!; k++) probabilities[k] = rows.counts[k]! / sum;
  }
  return { starts: rows.starts, types: rows.types, probabilities, nulls: new Float32Array(madeTypes).fill(nullPrior) };
}

/**
 * One expectation-maximisation step of Model 1 (Brown et al. 1993) over weighted beads, with a null probability for each
 * type and absolute discounting (Moore 2004 on why rare words overexplain). Time: the word pairs inside the beads.
 */
export function relearn(
  lesson: Lesson,
  given: Bags,
  made: Bags,
  background: Float64Array,
  rows: PriorRows,
  old: Translation,
  nullPrior: number,
  leastTranslation: number,
): Translation {
  const { unseenShare, countDiscount, nullStrength } = parameters;
  const givenTypes = given.types.length;
  const madeTypes = made.types.length;

  // Where each given type occurs: (lesson, times), gathered by type, so that one dense row of counts serves all.
  const occurrenceStarts = new Int32Array(givenTypes + 1);
  for (let b = 0; b < lesson.size; b++) {
    const [from, to] = tokenRange(given, lesson.given[b]!, lesson.givenCount[b]!);
    for (let k = from; k < to; k++) occurrenceStarts[given.tokens[k]! + 1]!++;
  }
  for (let s = 0; s < givenTypes; s++) occurrenceStarts[s + 1]! += occurrenceStarts[s]!;
  const next = occurrenceStarts.slice();
  const occurrences = new Int32Array(occurrenceStarts[givenTypes]!);
  // The tokens to be explained, bead after bead, with the share that each unit of p(t | s) gets.
  const madeStarts = new Int32Array(lesson.size + 1);
  for (let b = 0; b < lesson.size; b++) {
    const [from, to] = tokenRange(given, lesson.given[b]!, lesson.givenCount[b]!);
    for (let k = from; k < to; k++) occurrences[next[given.tokens[k]!]!++] = b;
    const range = tokenRange(made, lesson.made[b]!, lesson.madeCount[b]!);
    madeStarts[b + 1] = madeStarts[b]! + range[1] - range[0];
  }
  const shares = new Float32Array(madeStarts[lesson.size]!);
  const nullCounts = new Float64Array(madeTypes);
  const typeCounts = new Float64Array(madeTypes);
  const dense = new Float64Array(madeTypes);
  for (let b = 0; b < lesson.size; b++) {
    const [from, to] = tokenRange(given, lesson.given[b]!, lesson.givenCount[b]!);
    const size = to - from;
    for (let k = from; k < to; k++) {
      const s = given.tokens[k]!;
      for (let e = old.starts[s]!; e < old.starts[s + 1]!; e++) dense[old.types[e]!]! += old.probabilities[e]!;
    }
    const [madeFrom, madeTo] = tokenRange(made, lesson.made[b]!, lesson.madeCount[b]!);
    const weight = lesson.weights[b]!;
    for (let k = madeFrom; k < madeTo; k++) {
      const t = made.tokens[k]!;
      const empty = old.nulls[t]!;
      const scale = size === 0 ? 0 : (1 - empty) / (size * background[k]!);
      const total = empty + scale * (dense[t]! + unseenShare * background[k]! * size);
      shares[madeStarts[b]! + k - madeFrom] = (weight * scale) / total;
      nullCounts[t]! += (weight * empty) / total;
      typeCounts[t]! += weight;
    }
    for (let k = from; k < to; k++) {
      const s = given.tokens[k]!;
      for (let e = old.starts[s]!; e < old.starts[s + 1]!; e++) dense[old.types[e]!] = 0;
    }
  }

  const starts = new Int32Array(givenTypes + 1);
  let types = new Int32Array(1 << 16);
  let probabilities = new Float32Array(1 << 16);
  let size = 0;
  const counts = new Float64Array(madeTypes);
  const seen = new Int32Array(madeTypes);
  for (let s = 0; s < givenTypes; s++) {
    let touched = 0;
    for (let e = old.starts[s]!; e < old.starts[s + 1]!; e++) dense[old.types[e]!] = old.probabilities[e]!;
    for (let o = occurrenceStarts[s]!; o < occurrenceStarts[s + 1]!; o++) {
      const b = occurrences[o]!;
      let k = made.starts[lesson.made[b]!]!;
      const end = madeStarts[b + 1]!;
      for (let x = madeStarts[b]!; x < end; x++, k++) {
        const t = made.tokens[k]!;
        const before = counts[t]!;
        if (before === 0) seen[touched++] = t;
        counts[t] = before + shares[x]! * (dense[t]! + unseenShare * background[k]!) + Number.MIN_VALUE;
      }
    }
    for (let e = old.starts[s]!; e < old.starts[s + 1]!; e++) dense[old.types[e]!] = 0;
    let total = 0;
    for (let x = 0; x < touched; x++) {
      const t = seen[x]!;
      total += counts[t]!;
      counts[t] = Math.max(Number.MIN_VALUE, counts[t]! - countDiscount);
    }
    for (let e = rows.starts[s]!; e < rows.starts[s + 1]!; e++) {
      const t = rows.types[e]!;
      if (counts[t] === 0) seen[touched++] = t;
      counts[t]! += rows.counts[e]!;
      total += rows.counts[e]!;
    }
    for (let x = 0; x < touched; x++) {
      const t = seen[x]!;
      const p = counts[t]! / total;
      counts[t] = 0;
      if (!(p >= leastTranslation)) continue;
      if (size === types.length) {
        types = doubled(types);
        probabilities = doubled(probabilities);
      }
      types[size] = t;
      probabilities[size++] = p;
    }
    starts[s + 1] = size;
  }
  const nulls = new Float32Array(madeTypes);
  for (let t = 0; t < madeTypes; t++)
    nulls[t] = (nullCounts[t]! + nullStrength * nullPrior) / (typeCounts[t]! + nullStrength);
  return { starts, types: types.slice(0, size), probabilities: probabilities.slice(0, size), nulls };
}

function tokenRange(bags: Bags, first: number, count: number): [from: number, to: number] {
  return [bags.starts[first]!, bags.starts[first + count]!];
}
