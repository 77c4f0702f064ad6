import type { Bead } from './model.ts';

/**
 * What this page did, step by step, so that an undo is on the screen before the server has answered. Steps of others, and
 * those from before the page was opened, are not known here: of these the server's answer is the first that is seen.
 */

export interface Step {
  /** The beads that it touched, before and after; null where there was or is none. */
  readonly before: ReadonlyMap<number, Bead | null>;
  readonly after: ReadonlyMap<number, Bead | null>;
}

export interface Steps {
  /** The newest at the end. */
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const noSteps: Steps = { done: [], undone: [] };

/** How many are remembered; more would only cost memory. */
const most = 100;

export function stepOf(
  beads: ReadonlyMap<number, Bead>,
  change: { readonly beads: readonly Bead[]; readonly removed: readonly number[] },
): Step {
  const after = new Map<number, Bead | null>(change.beads.map((bead) => [bead.id, bead]));
  for (const id of change.removed) after.set(id, null);
  return { before: new Map([...after.keys()].map((id) => [id, beads.get(id) ?? null])), after };
}

export function did(steps: Steps, step: Step): Steps {
  return { done: [...steps.done, step].slice(-most), undone: [] };
}

/** The steps after an undo, and what it makes of the beads; null where the step is not known. */
export function undo({ done, undone }: Steps): { steps: Steps; beads: Step['before'] } | null {
  const last = done.at(-1);
  return last === undefined
    ? null
    : { steps: { done: done.slice(0, -1), undone: [...undone, last] }, beads: last.before };
}

export function redo({ done, undone }: Steps): { steps: Steps; beads: Step['after'] } | null {
  const last = undone.at(-1);
  return last === undefined
    ? null
    : { steps: { done: [...done, last], undone: undone.slice(0, -1) }, beads: last.after };
}
