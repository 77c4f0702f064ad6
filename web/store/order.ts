import type { Bead, Flag, Severity } from './model.ts';
import { openFlags } from './model.ts';
import { severityOrder } from './severity.ts';

/** In which order beads are listed, and the flags of one bead. */
export const orders = ['text', 'severity', 'likely'] as const;
export type Order = (typeof orders)[number];

/** How far a kind of flag is to be trusted, learnt by the server from what became of earlier ones: 0 to 1. */
export type Trust = (flag: Flag) => number;

const place = ({ target, source }: Flag) => target?.[0] ?? source?.[0] ?? 0;
const grave = (severity: Severity) => severityOrder.indexOf(severity);

/**
 * Flags as a reader should meet them: the most serious first; where what is most likely wrong is asked for, by confidence
 * and trust.
 */
export function rankFlags(flags: readonly Flag[], order: Order, trust: Trust): Flag[] {
  const likely = (flag: Flag) => flag.confidence * trust(flag);
  return [...flags].sort(
    (a, b) =>
      (order === 'likely' ? likely(b) - likely(a) : 0) || grave(a.severity) - grave(b.severity) || place(a) - place(b),
  );
}

/** Beads by their first flag in that order; those without flags follow as they stand in the text. */
export function rankBeads(beads: readonly Bead[], order: Order, trust: Trust): Bead[] {
  if (order === 'text') return [...beads];
  const firsts = new Map(beads.map((bead) => [bead, rankFlags(openFlags(bead), order, trust)[0]]));
  const weight = (bead: Bead) => {
    const flag = firsts.get(bead);
    if (flag === undefined) return -1;
    return order === 'likely' ? flag.confidence * trust(flag) : severityOrder.length - grave(flag.severity);
  };
  // Sorting keeps the order of the text among equals.
  return [...beads].sort((a, b) => weight(b) - weight(a));
}
