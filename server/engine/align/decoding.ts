import type { Corridor } from './corridor.ts';
import { beadKinds, parameters } from './parameters.ts';
import type { Posterior } from './posterior.ts';

/** A bead of the chosen path: boundaries `[from, to)` on both sides. */
export interface DecodedBead {
  readonly source: readonly [from: number, to: number];
  readonly target: readonly [from: number, to: number];
  /** Posterior of the bead, or of the sentence's being in a gap. */
  readonly posterior: number;
  /** Log evidence of a bead's words and length; 0 for a gap. */
  readonly evidence: number;
  /** Stands out of order. */
  readonly moved?: true;
}

/**
 * The path through the corridor with the greatest expected number of sentences in their right bead; a sentence rightly in
 * a gap counts half. Time: cells + beads.
 */
export function decode(corridor: Corridor, posterior: Posterior): DecodedBead[] {
  const { low, high, starts } = corridor;
  const rows = low.length;
  const [s0] = corridor.source;
  const [t0, t1] = corridor.target;
  const value = new Float64Array(starts[rows]!).fill(-1);
  // The step that led to a cell: an index into the posterior's beads, or one of these.
  const sourceGap = -1;
  const targetGap = -2;
  const step = new Int32Array(starts[rows]!);
  value[0] = 0;
  let next = 0;
  for (let r = 0; r < rows; r++) {
    for (let j = low[r]!; j <= high[r]!; j++) {
      const cell = starts[r]! + j - low[r]!;
      const offer = (worth: number, by: number) => {
        if (worth > value[cell]!) {
          value[cell] = worth;
          step[cell] = by;
        }
      };
      if (r > 0 && j >= low[r - 1]! && j <= high[r - 1]!) {
        const before = value[starts[r - 1]! + j - low[r - 1]!]!;
        if (before >= 0) offer(before + parameters.gapValue * posterior.sourceGap[r - 1]!, sourceGap);
      }
      if (j > low[r]! && value[cell - 1]! >= 0) {
        offer(value[cell - 1]! + parameters.gapValue * posterior.targetGap[j - t0 - 1]!, targetGap);
      }
      for (; next < posterior.size && posterior.sourceEnd[next] === s0 + r && posterior.targetEnd[next] === j; next++) {
        const [a, b] = beadKinds[posterior.kind[next]!]!;
        const before = value[starts[r - a]! + j - b - low[r - a]!]!;
        if (before >= 0) offer(before + posterior.weight[next]! * (a + b), next);
      }
    }
  }
  const path: DecodedBead[] = [];
  let r = rows - 1;
  let j = t1;
  while (r > 0 || j > t0) {
    const by = step[starts[r]! + j - low[r]!]!;
    const i = s0 + r;
    if (by === sourceGap) {
      path.push({ source: [i - 1, i], target: [j, j], posterior: posterior.sourceGap[r - 1]!, evidence: 0 });
      r--;
    } else if (by === targetGap) {
      path.push({ source: [i, i], target: [j - 1, j], posterior: posterior.targetGap[j - t0 - 1]!, evidence: 0 });
      j--;
    } else {
      const [a, b] = beadKinds[posterior.kind[by]!]!;
      path.push({
        source: [i - a, i],
        target: [j - b, j],
        posterior: posterior.weight[by]!,
        evidence: posterior.evidence[by]!,
      });
      r -= a;
      j -= b;
    }
  }
  return path.reverse();
}
