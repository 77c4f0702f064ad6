import type { ExportBead, ExportBitext, Format } from './format.ts';

/**
 * hunalign's ladder: rungs `source<TAB>target<TAB>score`, each the segments before a bead on either side; a bead is what
 * lies between two rungs, and the last rung closes the texts. The score is the confidence of the bead that begins there.
 * A ladder cannot cross itself, so a bead that stands out of order becomes two gaps.
 */
function writeLadder({ beads }: ExportBitext): string {
  const rungs: string[] = [];
  let source = 0;
  let target = 0;
  const rung = (score: number): void => {
    rungs.push(`${source}\t${target}\t${score.toFixed(4)}\n`);
  };
  const advance = (toSource: number, toTarget: number): void => {
    if (toSource > source) {
      rung(0);
      source = toSource;
    }
    if (toTarget > target) {
      rung(0);
      target = toTarget;
    }
  };
  for (const bead of beads) {
    const start = ends(bead);
    if (!start || bead.moved || start.source[0] < source || start.target[0] < target) continue;
    advance(start.source[0], start.target[0]);
    rung(bead.confidence);
    source = start.source[1];
    target = start.target[1];
  }
  advance(length(beads, 'sourceIndexes'), length(beads, 'targetIndexes'));
  rung(0);
  return rungs.join('');
}

/** `[first, last + 1]` on either side, null for a gap. */
function ends({
  sourceIndexes,
  targetIndexes,
}: ExportBead): { source: [number, number]; target: [number, number] } | null {
  const [s0, s1, t0, t1] = [sourceIndexes[0], sourceIndexes.at(-1), targetIndexes[0], targetIndexes.at(-1)];
  if (s0 === undefined || s1 === undefined || t0 === undefined || t1 === undefined) return null;
  return { source: [s0, s1 + 1], target: [t0, t1 + 1] };
}

function length(beads: readonly ExportBead[], side: 'sourceIndexes' | 'targetIndexes'): number {
  return beads.reduce((most, bead) => Math.max(most, (bead[side].at(-1) ?? -1) + 1), 0);
}

export const ladder = {
  id: 'ladder',
  label: 'hunalign ladder',
  extensions: ['.ladder'],
  mediaType: 'text/plain; charset=utf-8',
  write: writeLadder,
} satisfies Format;
