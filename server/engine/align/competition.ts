import type { Corridor } from './corridor.ts';
import { type LengthModel, lengthScore } from './lengths.ts';
import { beadKinds, parameters } from './parameters.ts';
import type { Posterior } from './posterior.ts';
import { type Edges, edgeScore } from './structure.ts';
import type { Bags } from './tokens.ts';
import type { Translation } from './translation.ts';

/** One direction of the evidence: what explains, what is explained, and how surprising each of its tokens is. */
export interface Direction {
  readonly given: Bags;
  readonly made: Bags;
  readonly surprises: Float64Array;
  readonly translation: Translation;
}

/**
 * Scores the beads that are still likely once more, with every word explaining one word only. A sum over all words lets a
 * headline and the sentence that repeats it be explained by the same words twice, and a bead swallow what should be a gap.
 * Beads that are no longer likely are ruled out. Time: the likely beads x the translations of their words.
 */
export function competeForWords(
  corridor: Corridor,
  posterior: Posterior,
  forward: Direction,
  backward: Direction,
  sourceSums: Float64Array,
  targetSums: Float64Array,
  lengths: LengthModel,
  kinds: number,
  edges: { readonly source: Edges; readonly target: Edges },
): Float32Array[] {
  const share = parameters.competition;
  const cells = corridor.starts[corridor.starts.length - 1]!;
  const scores = Array.from({ length: kinds }, () => new Float32Array(cells).fill(Number.NEGATIVE_INFINITY));
  const compete = [competition(forward), competition(backward)] as const;
  for (let k = 0; k < posterior.size; k++) {
    const kind = posterior.kind[k]!;
    const [a, b] = beadKinds[kind]!;
    const i = posterior.sourceEnd[k]!;
    const j = posterior.targetEnd[k]!;
    const made = compete[0](i - a, i, j - b, j);
    const meant = compete[1](j - b, j, i - a, i);
    const words = made + meant - parameters.lopsided * Math.abs(made - meant);
    const row = i - corridor.source[0];
    const competing =
      (parameters.wordWeight / 2) * words +
      lengthScore(lengths, sourceSums[i]! - sourceSums[i - a]!, targetSums[j]! - targetSums[j - b]!) -
      (lengths.chance.source[a - 1]![i]! + lengths.chance.target[b - 1]![j]!) / 2 +
      edgeScore(edges.source, edges.target, i, j, a, b);
    scores[kind]![corridor.starts[row]! + j - corridor.low[row]!] =
      posterior.evidence[k]! * (1 - share) + share * competing;
  }
  return scores;
}

/** Best-first matching: each token of one side explains at most one of the other. Buffers are kept between calls. */
function competition({ given, made, surprises, translation }: Direction) {
  const firstPlace = new Int32Array(made.types.length).fill(-1);
  const nextPlace: number[] = [];
  const { starts, types, probabilities, nulls } = translation;
  return (givenFrom: number, givenTo: number, madeFrom: number, madeTo: number): number => {
    const from = given.starts[givenFrom]!;
    const to = given.starts[givenTo]!;
    const first = made.starts[madeFrom]!;
    const last = made.starts[madeTo]!;
    for (let k = last - 1; k >= first; k--) {
      const type = made.tokens[k]!;
      nextPlace[k - first] = firstPlace[type]!;
      firstPlace[type] = k;
    }
    const least = 0.05 * (to - from); // less than that explains nothing
    const pairs: { given: number; made: number; ratio: number }[] = [];
    for (let k = from; k < to; k++) {
      const type = given.tokens[k]!;
      for (let e = starts[type]!; e < starts[type + 1]!; e++) {
        for (let place = firstPlace[types[e]!]!; place >= 0; place = nextPlace[place - first]!) {
          const ratio = probabilities[e]! * surprises[place]!;
          if (ratio > least) pairs.push({ given: k - from, made: place - first, ratio });
        }
      }
    }
    for (let k = first; k < last; k++) firstPlace[made.tokens[k]!] = -1;
    pairs.sort((x, y) => y.ratio - x.ratio);
    const takenGiven = new Uint8Array(to - from);
    const explained = new Float64Array(last - first);
    for (const pair of pairs) {
      if (takenGiven[pair.given] || explained[pair.made]! > 0) continue;
      takenGiven[pair.given] = 1;
      explained[pair.made] = pair.ratio;
    }
    let score = 0;
    for (let k = first; k < last; k++) {
      const empty = nulls[made.tokens[k]!]!;
      const ratio = to > from ? explained[k - first]! / (to - from) : 0;
      score += Math.log(empty + (1 - empty) * (ratio + parameters.scoreFloor));
    }
    return score;
  };
}
