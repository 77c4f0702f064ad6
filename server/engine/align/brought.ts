import type { Direction } from './competition.ts';
import type { DecodedBead } from './decoding.ts';
import { type LengthModel, lengthScore } from './lengths.ts';
import { parameters } from './parameters.ts';
import { type Ground, grounds, type PriorRows } from './priors.ts';
import { type Edges, edgeScore } from './structure.ts';

/** What an alignment rests on: the grounds of its words ("text": learnt from this text alone), lengths, and form. */
export const evidenceKinds = [...grounds, 'text', 'length', 'form'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Log evidence (natural logarithms, summed over the beads) that each kind brought. Words without a counterpart bring nothing. */
export type Brought = Readonly<Record<EvidenceKind, number>>;

/** One direction, with the grounds on which its word pairs were believed before the text was read. */
export interface GroundedDirection extends Direction {
  readonly priors: PriorRows;
}

/**
 * Adds up, over the beads of the chosen paths, what each kind of evidence brought to them. A word counts for the ground of
 * the pair that explains it best. Time: the words of the beads x their translations.
 */
export function whatBrought(
  beads: readonly DecodedBead[],
  forward: GroundedDirection,
  backward: GroundedDirection,
  sums: { readonly source: Float64Array; readonly target: Float64Array },
  lengths: LengthModel,
  edges: { readonly source: Edges; readonly target: Edges },
): Brought {
  const brought = Object.fromEntries(evidenceKinds.map((kind) => [kind, 0])) as Record<EvidenceKind, number>;
  const tally = [tallier(forward, brought), tallier(backward, brought)] as const;
  for (const { source, target } of beads) {
    const [i, j] = [source[1], target[1]];
    const [a, b] = [i - source[0], j - target[0]];
    if (a === 0 || b === 0) continue;
    tally[0](source, target);
    tally[1](target, source);
    brought.form += edgeScore(edges.source, edges.target, i, j, a, b);
    brought.length +=
      lengthScore(lengths, sums.source[i]! - sums.source[i - a]!, sums.target[j]! - sums.target[j - b]!) -
      (lengths.chance.source[a - 1]![i]! + lengths.chance.target[b - 1]![j]!) / 2;
  }
  return brought;
}

type Range = readonly [from: number, to: number];

function tallier(
  { given, made, surprises, translation, priors }: GroundedDirection,
  brought: Record<EvidenceKind, number>,
): (explaining: Range, explained: Range) => void {
  const { starts, types, probabilities, nulls } = translation;
  const sum = new Float64Array(made.types.length);
  const best = new Float64Array(made.types.length);
  const bestGiven = new Int32Array(made.types.length);
  return (explaining, explained) => {
    const [from, to] = [given.starts[explaining[0]]!, given.starts[explaining[1]]!];
    const each = (visit: (type: number, p: number, by: number) => void) => {
      for (let k = from; k < to; k++) {
        const s = given.tokens[k]!;
        for (let e = starts[s]!; e < starts[s + 1]!; e++) visit(types[e]!, probabilities[e]!, s);
      }
    };
    each((t, p, s) => {
      sum[t]! += p;
      if (p <= best[t]!) return;
      best[t] = p;
      bestGiven[t] = s;
    });
    for (let k = made.starts[explained[0]]!; k < made.starts[explained[1]]!; k++) {
      const t = made.tokens[k]!;
      const ratio = (sum[t]! * surprises[k]!) / (to - from);
      const score = Math.log(nulls[t]! + (1 - nulls[t]!) * (ratio + parameters.scoreFloor));
      if (score > 0) brought[groundOf(priors, bestGiven[t]!, t)] += (score * parameters.wordWeight) / 2;
    }
    each((t) => {
      sum[t] = 0;
      best[t] = 0;
    });
  };
}

/** Why a pair of types was believed to belong together before the text was read; "text" where nothing spoke for it. */
function groundOf({ starts, types, grounds: of }: PriorRows, given: number, made: number): Ground | 'text' {
  for (let e = starts[given]!; e < starts[given + 1]!; e++) if (types[e] === made) return grounds[of[e]!]!;
  return 'text';
}
