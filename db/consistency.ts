/** What the checks of a whole text say after a change: an edit in one bead may raise flags in others, or take them away. */

import type { Flag } from '../server/engine/bitext.ts';
import { documentChecks } from '../server/engine/checks/document/consistency.ts';
import { pairOf } from '../server/engine/review/changes.ts';
import { admit, type Draft } from '../server/engine/review/draft.ts';
import { meetFindings } from '../server/engine/review/findings.ts';
import { readBeads, readFlags, readSegments, withoutVersion } from './beads.ts';
import { readHead } from './changes.ts';
import type { Db } from './connection.ts';

/** What the checks of a whole text say of it, and where to put that. */
interface Document {
  /** The draft, with the beads besides those that the change touches whose flags may differ now. */
  readonly draft: Draft;
  /** What the whole text gives in each bead where it gives anything. */
  readonly findings: ReadonlyMap<number, readonly Flag[]>;
  /** The beads outside of the given draft that have, or had, such flags. */
  readonly others: readonly number[];
}

export type CheckText = (pairs: readonly { source: string; target: string }[]) => Promise<readonly (readonly Flag[])[]>;

/**
 * Checks a bitext as it is with the changes of a draft. Linear in the text; the engine reads only pairs that are new to it.
 * @returns null where the bitext is no longer at the version that the draft was read at
 */
export async function checkText(
  db: Db,
  bitext: string,
  version: number,
  given: Draft,
  check: CheckText,
): Promise<Document | null> {
  const stored = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      if ((await readHead(tx, bitext)).version !== version) return null;
      const beads = (await readBeads(tx, bitext, { kind: 'all' })).map(withoutVersion);
      return { beads, segments: await readSegments(tx, bitext, null), flagged: await flaggedBeads(tx, bitext) };
    });
  if (!stored) return null;
  const isNew = <R extends { readonly id: number }>(known: ReadonlyMap<number, R>) => {
    return (row: R) => !known.has(row.id);
  };
  const around = {
    bead: stored.beads.filter(isNew(given.initial.bead)),
    segment: stored.segments.filter(isNew(given.initial.segment)),
  };
  const whole = admit(given, { ...around, flag: [] });
  const order = [...whole.rows.bead.values()].sort((a, b) => (a.position < b.position ? -1 : 1)).map(({ id }) => id);
  const found = await check(order.map((bead) => pairOf(whole, bead)));
  const findings = new Map(order.flatMap((bead, k) => (found[k]?.length ? [[bead, found[k]] as const] : [])));
  const others = around.bead.map(({ id }) => id).filter((bead) => findings.has(bead) || stored.flagged.has(bead));
  const wanted = new Set(others);
  const segments = new Map(around.segment.map((row) => [row.id, row]));
  const bead = around.bead.filter(({ id }) => wanted.has(id));
  const draft = admit(given, {
    bead,
    segment: bead.flatMap(({ source, target }) => [...source, ...target].flatMap((id) => segments.get(id) ?? [])),
    flag: others.length > 0 ? await readFlags(db, bitext, others) : [],
  });
  return { draft, findings, others };
}

/**
 * Replaces what the checks of a whole text had found, in beads that a change touched and in those around them whose own texts
 * are as they were. What was found in pairs stays.
 */
export function meetDocument({ draft, findings, others }: Document, touched: Iterable<number>): void {
  const earlier = Map.groupBy(
    [...draft.rows.flag.values()].filter((flag) => documentChecks.has(flag.check)),
    (flag) => flag.bead,
  );
  for (const bead of new Set([...touched, ...others]))
    meetFindings(draft, bead, findings.get(bead) ?? [], earlier.get(bead) ?? []);
}

async function flaggedBeads(db: Db, bitext: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('flag')
    .select('bead')
    .distinct()
    .where('bitext', '=', bitext)
    .where('check', 'in', [...documentChecks])
    .where('absent', '=', false)
    .execute();
  return new Set(rows.map(({ bead }) => bead));
}
