import { type LengthModel, relearnLengths } from './lengths.ts';
import { beadKinds, parameters } from './parameters.ts';
import type { Posterior, Shape } from './posterior.ts';
import type { Lesson } from './translation.ts';

/** How a translator works: which kinds of beads he makes, how often he leaves out or puts in, and how long his sentences are. */
export interface Manner {
  /** Share of each of `beadKinds`. */
  readonly kinds: Float64Array;
  /** Chances of entering and of staying in a gap. */
  readonly enter: number;
  readonly stay: number;
  readonly lengths: LengthModel;
}

/** What is believed before anything has been read. */
export function firstManner(lengths: LengthModel): Manner {
  const kinds = Float64Array.from(beadKinds, ([, , prior]) => prior);
  return { kinds, enter: parameters.gapEnter, stay: parameters.gapStay, lengths };
}

/** The manner of the whole text by its likely beads, with pseudo-beads of the first beliefs. Linear in the beads. */
export function mannerOfText(
  before: Manner,
  posteriors: readonly Posterior[],
  lesson: Lesson,
  sourceSums: Float64Array,
  targetSums: Float64Array,
  learnGaps: boolean,
): Manner {
  const { kindStrength, gapStrength } = parameters;
  const first = firstManner(before.lengths);
  return {
    kinds: kindShares(posteriors, first.kinds, kindStrength),
    ...(learnGaps ? gapChances(posteriors, first, gapStrength) : { enter: before.enter, stay: before.stay }),
    lengths: relearnLengths(before.lengths, lesson, sourceSums, targetSums, parameters.lengthStrength),
  };
}

/**
 * The manner of one part of a text, leaning on that of the whole: a text may have an interview between two chapters of
 * description. A text that was not cut into parts has one manner.
 */
export function mannerOfPart(
  whole: Manner,
  posterior: Posterior,
  sourceSums: Float64Array,
  targetSums: Float64Array,
  learnGaps: boolean,
): Manner {
  const { regionStrength } = parameters;
  const [lesson] = lessonsOf([posterior]);
  return {
    kinds: kindShares([posterior], whole.kinds, regionStrength),
    ...(learnGaps ? gapChances([posterior], whole, regionStrength) : { enter: whole.enter, stay: whole.stay }),
    lengths: relearnLengths(whole.lengths, lesson, sourceSums, targetSums, regionStrength),
  };
}

/** What the dynamic programme wants of a manner, for the first `open` kinds. */
export function shapeOf({ kinds, enter, stay, lengths }: Manner, open: number): Shape {
  const shares = kinds.slice(0, open);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return { lengths, kinds: shares.map((share) => Math.log(share / whole)), enter, stay };
}

function kindShares(posteriors: readonly Posterior[], prior: Float64Array, strength: number): Float64Array {
  const counts = prior.map((share) => share * strength);
  for (const posterior of posteriors) {
    for (let b = 0; b < posterior.size; b++) counts[posterior.kind[b]!]! += posterior.weight[b]!;
  }
  const whole = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / whole);
}

function gapChances(
  posteriors: readonly Posterior[],
  prior: Pick<Manner, 'enter' | 'stay'>,
  strength: number,
): { enter: number; stay: number } {
  const sum = (pick: (posterior: Posterior) => number) => posteriors.reduce((all, one) => all + pick(one), 0);
  const beads = sum((posterior) => posterior.weight.reduce((all, weight) => all + weight, 0));
  const entered = sum((posterior) => posterior.entered);
  const stayed = sum((posterior) => posterior.stayed);
  const left = sum((posterior) => posterior.left);
  return {
    enter: Math.min(0.2, (entered + 2 * prior.enter * strength) / (2 * (beads + entered + strength))),
    stay: Math.min(0.98, (stayed + prior.stay * (strength / 10)) / (stayed + left + strength / 10)),
  };
}

/** The beads that teach, seen from each side. */
export function lessonsOf(posteriors: readonly Posterior[]): [Lesson, Lesson] {
  let size = 0;
  for (const posterior of posteriors) {
    for (let b = 0; b < posterior.size; b++) if (posterior.weight[b]! > parameters.leastTeaching) size++;
  }
  const given = new Int32Array(size);
  const givenCount = new Uint8Array(size);
  const made = new Int32Array(size);
  const madeCount = new Uint8Array(size);
  const weights = new Float32Array(size);
  let k = 0;
  for (const posterior of posteriors) {
    for (let b = 0; b < posterior.size; b++) {
      if (posterior.weight[b]! <= parameters.leastTeaching) continue;
      const [a, c] = beadKinds[posterior.kind[b]!]!;
      given[k] = posterior.sourceEnd[b]! - a;
      givenCount[k] = a;
      made[k] = posterior.targetEnd[b]! - c;
      madeCount[k] = c;
      weights[k++] = posterior.weight[b]!;
    }
  }
  return [
    { given, givenCount, made, madeCount, weights, size },
    { given: made, givenCount: madeCount, made: given, madeCount: givenCount, weights, size },
  ];
}
