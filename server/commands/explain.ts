import type { Alignment } from '../engine/align/align.ts';
import { evidenceKinds } from '../engine/align/brought.ts';
import type { Segment } from '../engine/bitext.ts';
import { type Call, say } from './command.ts';

/** From this confidence on a bead needs no second look; the page draws its line at the same place. */
const sure = 0.8;

/**
 * Says on standard error what an alignment rests on, for a person who wonders whether to believe it: how the sentences were
 * grouped, how strong the evidence is, and what share of it each kind brought.
 */
export function explainAlignment(
  call: Call,
  { beads, evidence, brought }: Alignment,
  source: readonly Segment[],
  target: readonly Segment[],
): void {
  const kinds = new Map<string, number>();
  for (const bead of beads) {
    const kind = `${bead.source.length}-${bead.target.length}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const lines = [
    say(call, 'explain.beads', {
      source: source.length,
      target: target.length,
      count: beads.length,
      kinds: [...kinds]
        .sort(([, a], [, b]) => b - a)
        .map(([kind, times]) => `${times} × ${kind}`)
        .join(', '),
    }),
    say(call, 'explain.sure', {
      count: beads.filter(({ confidence }) => confidence >= sure).length,
      percent: Math.round(sure * 100),
    }),
    say(call, 'explain.evidence', { evidence: evidence.toFixed(1) }),
  ];
  if (brought) {
    const whole = evidenceKinds.reduce((sum, kind) => sum + Math.max(0, brought[kind]), 0);
    const shares = evidenceKinds
      .filter((kind) => brought[kind] > 0)
      .sort((a, b) => brought[b] - brought[a])
      .map((kind) =>
        say(call, `explain.kind.${kind}`, { percent: ((100 * brought[kind]) / Math.max(1, whole)).toFixed(1) }),
      );
    lines.push(say(call, 'explain.brought', { shares: shares.join(', ') }));
  }
  for (const line of lines) call.io.complain(line);
}
