import { parameters } from './parameters.ts';
import type { Bags } from './tokens.ts';
import type { Lesson } from './translation.ts';

/**
 * How much likelier two lengths are for translations than by chance. The difference is taken as Student t distributed
 * (Gale & Church 1993 took a normal, which punishes free translation too hard); chance is the lognormal of what that many
 * consecutive sentences of the side measure.
 */
export interface LengthModel {
  /** Target characters per source character. */
  readonly ratio: number;
  readonly spread: number;
  /**
   * Log density of the length that k + 1 sentences before a boundary have, under the lognormal of any k + 1 sentences in a
   * row: `chance.source[k][boundary]`.
   */
  readonly chance: { readonly source: readonly Float32Array[]; readonly target: readonly Float32Array[] };
}

/** Running sums of characters: the length of sentences i ..< j is `sums[j] - sums[i]`. */
export function lengthSums(bags: Bags): Float64Array {
  const sums = new Float64Array(bags.sentences + 1);
  for (let i = 0; i < bags.sentences; i++) sums[i + 1] = sums[i]! + bags.lengths[i]!;
  return sums;
}

/** Linear in the sentences, for each of `most` sizes. */
function chances(sums: Float64Array, most: number): Float32Array[] {
  return Array.from({ length: most }, (_, k) => {
    const logs = new Float32Array(sums.length);
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (let i = k + 1; i < sums.length; i++) {
      const log = Math.log(sums[i]! - sums[i - k - 1]! + 1);
      logs[i] = log;
      count++;
      sum += log;
      squares += log * log;
    }
    if (count === 0) return logs;
    const mean = sum / count;
    const deviation = Math.max(0.2, Math.sqrt(Math.max(0, squares / count - mean * mean)));
    return logs.map((log) => -0.9189385 - Math.log(deviation) - log - ((log - mean) / deviation) ** 2 / 2);
  });
}

export function firstLengthModel(source: Float64Array, target: Float64Array, most: number): LengthModel {
  const whole = (sums: Float64Array) => sums[sums.length - 1]!;
  const ratio = whole(target) > 0 && whole(source) > 0 ? whole(target) / whole(source) : 1;
  return {
    ratio: Math.min(3, Math.max(1 / 3, ratio)),
    spread: parameters.lengthSpread,
    chance: { source: chances(source, most), target: chances(target, most) },
  };
}

/** Ratio and spread from weighted beads, with `strength` pseudo-beads of the old ones; the spread by its robust second moment. */
export function relearnLengths(
  model: LengthModel,
  lesson: Lesson,
  source: Float64Array,
  target: Float64Array,
  strength: number,
): LengthModel {
  const { meanCharacters } = parameters;
  let ofSource = strength * meanCharacters;
  let ofTarget = ofSource * model.ratio;
  for (let b = 0; b < lesson.size; b++) {
    const w = lesson.weights[b]!;
    ofSource += w * (source[lesson.given[b]! + lesson.givenCount[b]!]! - source[lesson.given[b]!]!);
    ofTarget += w * (target[lesson.made[b]! + lesson.madeCount[b]!]! - target[lesson.made[b]!]!);
  }
  const ratio = ofTarget / ofSource;
  // The t distribution's own estimate: far beads weigh less (expectation-maximisation for its scale).
  const nu = parameters.lengthDegrees;
  let total = strength;
  let squares = strength * model.spread * model.spread;
  for (let b = 0; b < lesson.size; b++) {
    const w = lesson.weights[b]!;
    const ls = source[lesson.given[b]! + lesson.givenCount[b]!]! - source[lesson.given[b]!]!;
    const lt = target[lesson.made[b]! + lesson.madeCount[b]!]! - target[lesson.made[b]!]!;
    const delta = difference(ratio, ls, lt);
    const z = delta / model.spread;
    total += w;
    squares += (w * delta * delta * (nu + 1)) / (nu + z * z);
  }
  return { ...model, ratio, spread: Math.max(0.3, Math.sqrt(squares / total)) };
}

/** (target - ratio source) / sqrt(mean length), the quantity whose spread is learnt. */
function difference(ratio: number, source: number, target: number): number {
  const expected = ratio * source;
  return (target - expected) / Math.sqrt((target + expected) / 2 + 1);
}

const { lengthDegrees: nu } = parameters;
/** log of the t density's constant for nu = 4: Gamma(5/2) / (sqrt(4 pi) Gamma(2)) = 3/8. */
const constant = Math.log(3 / 8);

/**
 * Log density of `source` and `target` characters in a bead, the mean of both directions; what chance says of each side
 * (`chance`), halved, is still to be taken off.
 */
export function lengthScore(model: LengthModel, source: number, target: number): number {
  const z = difference(model.ratio, source, target) / model.spread;
  const mean = (target + model.ratio * source) / 2 + 1;
  return (
    constant -
    ((nu + 1) / 2) * Math.log(1 + (z * z) / nu) -
    Math.log(model.spread) -
    (Math.log(mean) - Math.log(model.ratio)) / 2
  );
}
