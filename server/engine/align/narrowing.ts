import { type Corridor, closeCorridor } from './corridor.ts';
import { parameters } from './parameters.ts';
import type { Posterior } from './posterior.ts';

/**
 * The corridor that a round leaves to the next: the cells that stayed likely, widened a little. A long one is cut where the
 * round left no doubt, so that what a round holds at once does not grow with the text. Linear in the rows.
 */
export function narrowed(corridor: Corridor, posterior: Posterior, widen: number): Corridor[] {
  const { low, high } = posterior;
  const kept = low.reduce((sum, first, r) => sum + Math.max(0, high[r]! - first + 1), 0);
  const room = (parameters.corridor.mostCells - kept) / (2 * low.length);
  const step = Math.max(1, Math.min(widen, Math.floor(room)));
  const cuts = [0, ...certainRows(posterior), low.length - 1];
  const [s0] = corridor.source;
  return cuts.slice(1).map((last, k) => {
    const first = cuts[k]!;
    const stretch = {
      source: [s0 + first, s0 + last] as const,
      target: [
        first === 0 ? corridor.target[0] : low[first]!,
        last === low.length - 1 ? corridor.target[1] : low[last]!,
      ] as const,
    };
    return closeCorridor(
      stretch,
      low.slice(first, last + 1).map((j) => j - step),
      high.slice(first, last + 1).map((j) => j + step),
    );
  });
}

/** Rows to cut at: only one boundary of the other side is left there and around, and no gap. */
function certainRows({ low, high, sourceGap }: Posterior): number[] {
  const { partRows, certainRows: around } = parameters.corridor;
  const isCertain = (r: number) => low[r] === high[r];
  const isBead = (r: number) => sourceGap[r]! < 0.01 && low[r + 1]! > low[r]!;
  const cuts: number[] = [];
  let run = 0;
  for (let r = 1; r < low.length - partRows / 2; r++) {
    run = isCertain(r) && isBead(r - 1) ? run + 1 : 0;
    const middle = r - Math.floor(around / 2);
    if (run >= around && middle - (cuts.at(-1) ?? 0) >= partRows) cuts.push(middle);
  }
  return cuts;
}
