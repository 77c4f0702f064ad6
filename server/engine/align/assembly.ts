import { type Bead, type Segment, type Side, sides } from '../bitext.ts';
import { looksLikeFurniture } from '../text/furniture.ts';
import type { Alignment } from './align.ts';
import type { Stretch } from './corridor.ts';
import type { DecodedBead } from './decoding.ts';
import type { Unclaimed } from './moved.ts';
import { parameters } from './parameters.ts';

/**
 * Puts the paths and the confirmed beads together, with calibrated confidences and furniture marked. `known` says whether a
 * lexicon helped, since evidence is then greater.
 */
export function assemble(
  paths: readonly DecodedBead[][],
  stretches: readonly Stretch[],
  fixed: readonly Bead[],
  known: boolean,
  segments: Readonly<Record<Side, readonly Segment[]>>,
): Alignment {
  const furniture = {
    source: furnitureOf(paths, 'source', segments.source),
    target: furnitureOf(paths, 'target', segments.target),
  };
  let sum = 0;
  let claimed = 0;
  let all = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const side of sides) {
    const sentences = stretches.reduce((total, stretch) => total + stretch[side][1] - stretch[side][0], 0);
    all += sentences;
    least = Math.min(least, sentences);
  }
  for (const bead of paths.flat()) {
    if (isGap(bead)) continue;
    sum += bead.evidence;
    claimed += bead.source[1] - bead.source[0] + bead.target[1] - bead.target[0];
  }
  // Chance finds a few good beads in any two texts; what tells is how little of the whole they cover.
  const evidence = all === 0 || claimed === 0 ? 0 : (sum * 2) / all;
  const { leastEvidence, fewSentences } = parameters.unrelated;
  const related =
    fixed.length > 0 || least < fewSentences || evidence >= (known ? leastEvidence.known : leastEvidence.unknown);
  const beads: Bead[] = [];
  for (let k = 0; k < stretches.length; k++) {
    for (const { source, target, posterior, moved } of paths[k]!) {
      const isFurniture =
        (source[0] === source[1] && furniture.target.has(target[0])) ||
        (target[0] === target[1] && furniture.source.has(source[0]));
      const confidence = calibrated(posterior, source[1] - source[0], target[1] - target[0]);
      beads.push({
        source: range(source),
        target: range(target),
        confidence: related ? confidence : Math.min(confidence, 0.5),
        ...(moved && { moved }),
        ...(isFurniture && { furniture: true as const }),
      });
    }
    const confirmed = fixed[k];
    if (confirmed) beads.push({ ...confirmed, confidence: 1 });
  }
  return { beads, evidence, related };
}

/** Puts moved beads where their first source sentence stands, in place of the gaps they fill. */
export function withMoved(path: readonly DecodedBead[], moved: readonly DecodedBead[]): DecodedBead[] {
  const bySource = new Map<number, DecodedBead>();
  const filledSource = new Set<number>();
  const filledTarget = new Set<number>();
  for (const bead of moved) {
    if (isGap(bead)) continue;
    bySource.set(bead.source[0], { ...bead, moved: true });
    for (const i of range(bead.source)) filledSource.add(i);
    for (const j of range(bead.target)) filledTarget.add(j);
  }
  return path.flatMap((bead) => {
    if (!isGap(bead)) return [bead];
    const here = bySource.get(bead.source[0]);
    if (bead.source[0] < bead.source[1]) return here ? [here] : filledSource.has(bead.source[0]) ? [] : [bead];
    return filledTarget.has(bead.target[0]) ? [] : [bead];
  });
}

/** The sentences that the paths leave in gaps. */
export function unclaimedBy(paths: readonly DecodedBead[][], sources: number, targets: number): Unclaimed {
  const unclaimed: Unclaimed = { source: new Uint8Array(sources), target: new Uint8Array(targets) };
  for (const path of paths) {
    for (const bead of path) {
      if (!isGap(bead)) continue;
      unclaimed.source.fill(1, ...bead.source);
      unclaimed.target.fill(1, ...bead.target);
    }
  }
  return unclaimed;
}

/**
 * Which segments of a side that no bead claims are furniture of the page: what looks so by itself, and what a running head
 * says again and again. Linear.
 */
function furnitureOf(paths: readonly DecodedBead[][], side: Side, segments: readonly Segment[]): Set<number> {
  const alone = paths.flatMap((path) => path.filter(isGap).flatMap((bead) => range(bead[side])));
  const times = new Map<string, number>();
  for (const i of alone) times.set(segments[i]!.text, (times.get(segments[i]!.text) ?? 0) + 1);
  const { runningHead } = parameters;
  return new Set(
    alone.filter((i) => looksLikeFurniture(segments[i]!.text) || times.get(segments[i]!.text)! >= runningHead),
  );
}

function isGap(bead: DecodedBead): boolean {
  return bead.source[0] === bead.source[1] || bead.target[0] === bead.target[1];
}

/** The posterior's logit divided by a temperature: what is said at .9 should be right nine times in ten. */
function calibrated(posterior: number, sources: number, targets: number): number {
  const { oneToOne, other } = parameters.temperature;
  const p = Math.min(0.999999, Math.max(1e-6, posterior));
  const logit = Math.log(p / (1 - p)) / (sources === 1 && targets === 1 ? oneToOne : other);
  return Math.round(1e4 / (1 + Math.exp(-logit))) / 1e4;
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
