/** Bitexts as wholes: making, listing, renaming, deleting, counting. */

import { sql } from 'kysely';
import type { Message } from '../server/engine/bitext.ts';
import type { Db } from './connection.ts';
import { NotFoundError } from './errors.ts';
import { type JobRow, lastJob } from './jobs.ts';
import { parseMessages } from './json.ts';
import type { BitextStatus } from './schema.ts';

export interface BitextView {
  readonly id: string;
  readonly project: string;
  /** The project's stamp: its settings have changed where it differs. */
  readonly settings: number;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly status: BitextStatus;
  readonly sample: boolean;
  readonly related: boolean;
  readonly evidence: number | null;
  readonly warnings: readonly Message[];
  readonly source: { readonly name: string | null; readonly encoding: string | null };
  readonly target: { readonly name: string | null; readonly encoding: string | null };
  readonly created: Date;
  readonly changed: Date;
  readonly job: JobRow | null;
  readonly counts: Counts | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Counts {
  beads: number;
  todo: number;
  reviewed: number;
  confirmed: number;
  approved: number;
  flagged: number;
  doubtful: number;
  edited: number;
  bookmarked: number;
  gaps: number;
  flags: { open: number; accepted: number; dismissed: number };
  open: { critical: number; major: number; minor: number; neutral: number };
}

/** A bead whose alignment is less certain than this asks for a look. */
const doubtfulBelow = 0.8;

export async function listBitexts(db: Db): Promise<BitextView[]> {
  const rows = await db
    .selectFrom('bitext')
    .select('id')
    .where('deleted', 'is', null)
    .orderBy('created', 'desc')
    .orderBy('id')
    .execute();
  const views: BitextView[] = [];
  for (const row of rows) views.push(await viewBitext(db, row.id));
  return views;
}

/** @throws NotFoundError also for one that was deleted */
export async function viewBitext(db: Db, id: string): Promise<BitextView> {
  const row = await db
    .selectFrom('bitext')
    .innerJoin('project', 'project.id', 'bitext.project')
    .selectAll('bitext')
    .select('project.stamp as settings')
    .where('bitext.id', '=', id)
    .where('bitext.deleted', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('bitext');
  const {
    source_name,
    source_encoding,
    target_name,
    target_encoding,
    next_id: _next,
    deleted: _deleted,
    ...rest
  } = row;
  const ready = row.status === 'ready';
  return {
    ...rest,
    warnings: parseMessages(row.warnings),
    source: { name: source_name, encoding: source_encoding },
    target: { name: target_name, encoding: target_encoding },
    job: await lastJob(db, id),
    counts: ready ? await count(db, id) : null,
    ...(await stackState(db, id)),
  };
}

/** @throws NotFoundError also for one that was deleted */
export async function readStatus(
  db: Db,
  id: string,
): Promise<{ version: number; status: BitextStatus; project: string; settings: number }> {
  const row = await db
    .selectFrom('bitext')
    .innerJoin('project', 'project.id', 'bitext.project')
    .select(['bitext.version', 'bitext.status', 'bitext.project', 'project.stamp as settings'])
    .where('bitext.id', '=', id)
    .where('bitext.deleted', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('bitext');
  return row;
}

export async function renameBitext(db: Db, id: string, title: string): Promise<void> {
  await touch(db, id, { title });
}

export async function deleteBitext(db: Db, id: string): Promise<void> {
  await touch(db, id, { deleted: new Date() });
}

export async function restoreBitext(db: Db, id: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('bitext')
    .set({ deleted: null })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('bitext');
}

async function touch(db: Db, id: string, values: { title?: string; deleted?: Date }): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('bitext')
    .set({ ...values, changed: new Date() })
    .where('id', '=', id)
    .where('deleted', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('bitext');
}

/** Whether there is a change to undo, and one to redo. */
export async function stackState(db: Db, bitext: string): Promise<{ canUndo: boolean; canRedo: boolean }> {
  const { rows } = await sql<{ canUndo: boolean; canRedo: boolean }>`
    select
      exists (select 1 from revision where bitext = ${bitext} and state = 'done' and kind not in ('import', 'undo', 'redo')) as "canUndo",
      exists (select 1 from revision where bitext = ${bitext} and state = 'undone' and kind not in ('import', 'undo', 'redo')) as "canRedo"
  `.execute(db);
  return rows[0] ?? { canUndo: false, canRedo: false };
}

/** One pass over the beads and one over the flags. */
export async function count(db: Db, bitext: string): Promise<Counts> {
  const beads = await sql<Omit<Counts, 'flags' | 'open'>>`
    with edits as (
      select coalesce(array_agg(id), '{}') as ids from segment where bitext = ${bitext} and text <> original
    ), flagged as (
      select distinct bead as id from shown_flag where bitext = ${bitext} and state = 'open' and not hidden
    )
    select
      count(*)::int as beads,
      (count(*) filter (where state = 'new' and not furniture))::int as todo,
      (count(*) filter (where state <> 'new' or furniture))::int as reviewed,
      (count(*) filter (where state = 'confirmed'))::int as confirmed,
      (count(*) filter (where state = 'approved'))::int as approved,
      (count(flagged.id))::int as flagged,
      (count(*) filter (where state = 'new' and confidence < ${doubtfulBelow}::float8 and not furniture))::int as doubtful,
      (count(*) filter (where (source || target) && edits.ids))::int as edited,
      (count(*) filter (where bookmarked))::int as bookmarked,
      (count(*) filter (where (source = '{}' or target = '{}') and not furniture))::int as gaps
    from edits, bead left join flagged on flagged.id = bead.id
    where bitext = ${bitext}`.execute(db);
  const flags = await sql<Counts['flags'] & Counts['open']>`
    select
      (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'accepted'))::int as accepted,
      (count(*) filter (where state = 'dismissed'))::int as dismissed,
      (count(*) filter (where state = 'open' and severity = 'critical'))::int as critical,
      (count(*) filter (where state = 'open' and severity = 'major'))::int as major,
      (count(*) filter (where state = 'open' and severity = 'minor'))::int as minor,
      (count(*) filter (where state = 'open' and severity = 'neutral'))::int as neutral
    from shown_flag where bitext = ${bitext} and not hidden`.execute(db);
  const [ofBeads, ofFlags] = [beads.rows[0], flags.rows[0]];
  if (!ofBeads || !ofFlags) throw new Error('an aggregate gave no row');
  const { open, accepted, dismissed, ...bySeverity } = ofFlags;
  return { ...ofBeads, flags: { open, accepted, dismissed }, open: bySeverity };
}
