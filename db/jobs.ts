/** Jobs as people see them: what is being done to a bitext, how far it is, and why it failed. Delivery is the queue's affair. */

import { sql } from 'kysely';
import type { Message } from '../server/engine/bitext.ts';
import type { Db } from './connection.ts';
import { NotFoundError, StateError } from './errors.ts';
import { parseDocument, parseMessage } from './json.ts';
import type { BitextStatus, DocumentContent, JobPhase, JobState } from './schema.ts';

export interface JobRow {
  readonly id: string;
  readonly bitext: string;
  readonly kind: 'import';
  readonly state: JobState;
  readonly phase: JobPhase;
  readonly share: number;
  readonly problem: Message | null;
}

const columns = ['id', 'bitext', 'kind', 'state', 'phase', 'share', 'problem'] as const;

/** A job whose process has not been heard of for so long is taken to be dead. */
const staleAfterSeconds = 30;
/** So many processes may die of the same job before it is given up. */
const mostAttempts = 3;

export interface Upload {
  readonly name: string | null;
  readonly encoding: string | null;
  readonly content: DocumentContent;
}

export interface NewImport {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly sample: boolean;
  readonly warnings: readonly Message[];
  readonly source: Upload;
  /** null where the source holds both sides */
  readonly target: Upload | null;
}

/** Keeps what was uploaded, and the job that will make a bitext of it, in one transaction. */
export async function createImport(db: Db, given: NewImport): Promise<{ bitext: string; job: string }> {
  const [bitext, job] = [crypto.randomUUID(), crypto.randomUUID()];
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('bitext')
      .values({
        id: bitext,
        title: given.title,
        from: given.from,
        to: given.to,
        status: 'importing',
        sample: given.sample,
        evidence: null,
        warnings: JSON.stringify(given.warnings),
        source_name: given.source.name,
        source_encoding: given.source.encoding,
        target_name: given.target?.name ?? null,
        target_encoding: given.target?.encoding ?? null,
      })
      .execute();
    for (const side of ['source', 'target'] as const) {
      const upload = given[side];
      if (upload)
        await tx
          .insertInto('document')
          .values({ bitext, side, content: JSON.stringify(upload.content) })
          .execute();
    }
    await tx
      .insertInto('job')
      .values({ id: job, bitext, kind: 'import', state: 'queued', phase: 'waiting', share: 0, problem: null })
      .execute();
  });
  return { bitext, job };
}

export async function readJob(db: Db, id: string): Promise<JobRow> {
  const row = await db.selectFrom('job').select(columns).where('id', '=', id).executeTakeFirst();
  if (!row) throw new NotFoundError('job');
  return jobRow(row);
}

export async function lastJob(db: Db, bitext: string): Promise<JobRow | null> {
  const row = await db
    .selectFrom('job')
    .select(columns)
    .where('bitext', '=', bitext)
    .orderBy('created', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ? jobRow(row) : null;
}

function jobRow<R extends { problem: unknown }>(row: R): Omit<R, 'problem'> & { problem: Message | null } {
  return { ...row, problem: row.problem === null ? null : parseMessage(row.problem) };
}

/** What a job works on. */
export interface ImportTask {
  readonly job: string;
  readonly bitext: string;
  readonly from: string;
  readonly to: string;
  readonly source: DocumentContent;
  readonly target: DocumentContent | null;
}

/**
 * Takes a job for this process: one that waits, or one whose process is dead.
 * @returns null where there is nothing to do any more (done, cancelled, or another process has it)
 */
export async function claimJob(db: Db, id: string): Promise<ImportTask | null> {
  return db.transaction().execute(async (tx) => {
    const claimed = await sql<{ bitext: string }>`
      update job set state = 'running', phase = 'waiting', share = 0, heartbeat = now(), attempts = attempts + 1
      where id = ${id} and (state = 'queued' or (state = 'running' and ${isStale()}))
      returning bitext`.execute(tx);
    const bitext = claimed.rows[0]?.bitext;
    if (bitext === undefined) return null;
    await setStatus(tx, bitext, 'aligning');
    const { from, to } = await tx
      .selectFrom('bitext')
      .select(['from', 'to'])
      .where('id', '=', bitext)
      .executeTakeFirstOrThrow();
    const documents = await tx
      .selectFrom('document')
      .select(['side', 'content'])
      .where('bitext', '=', bitext)
      .execute();
    const content = (side: 'source' | 'target') => {
      const document = documents.find((each) => each.side === side);
      return document ? parseDocument(document.content) : null;
    };
    const source = content('source');
    if (!source) throw new Error(`bitext ${bitext} has no source document`);
    return { job: id, bitext, from, to, source, target: content('target') };
  });
}

/** Says how far a job is, and that its process is alive. @returns false where it was cancelled meanwhile */
export async function reportProgress(db: Db, id: string, phase: JobPhase, share: number): Promise<boolean> {
  const { rows } = await sql`
    update job set phase = ${phase}, share = ${share}, heartbeat = now()
    where id = ${id} and state = 'running' returning id`.execute(db);
  return rows.length > 0;
}

export async function failJob(db: Db, id: string, problem: Message): Promise<void> {
  await endJob(db, id, 'failed', problem);
}

/** @throws NotFoundError; StateError where it has ended already */
export async function cancelJob(db: Db, id: string): Promise<void> {
  const job = await readJob(db, id);
  if (job.state === 'cancelled') return;
  if (!(await endJob(db, id, 'cancelled', { key: 'jobs.cancelled', params: {} }))) throw new StateError('job-ended');
}

/**
 * Queues an import anew that failed or was cancelled: what was uploaded is still there.
 * @returns the bitext. @throws NotFoundError; StateError where it is under way or done
 */
export async function retryJob(db: Db, id: string): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('job')
      .set({ state: 'queued', phase: 'waiting', share: 0, problem: null, attempts: 0, heartbeat: null, ended: null })
      .where('id', '=', id)
      .where('state', 'in', ['failed', 'cancelled'])
      .returning('bitext')
      .executeTakeFirst();
    if (!row) {
      await readJob(tx, id);
      throw new StateError('job-not-ended');
    }
    await setStatus(tx, row.bitext, 'importing');
    return row.bitext;
  });
}

async function endJob(db: Db, id: string, state: 'failed' | 'cancelled', problem: Message): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('job')
      .set({ state, problem: JSON.stringify(problem), ended: new Date() })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .returning('bitext')
      .executeTakeFirst();
    if (!row) return false;
    await setStatus(tx, row.bitext, 'failed');
    return true;
  });
}

async function setStatus(db: Db, bitext: string, status: BitextStatus): Promise<void> {
  await db.updateTable('bitext').set({ status, changed: new Date() }).where('id', '=', bitext).execute();
}

/**
 * Jobs that nobody works on: those that wait, and those whose process is dead. One that has killed too many processes is
 * failed here instead.
 * @param alone no other process can be running jobs, so that whatever is marked as running is dead
 */
export async function orphanedJobs(db: Db, alone: boolean): Promise<string[]> {
  const dead = alone ? sql<boolean>`true` : isStale();
  if (alone) await sql`update job set heartbeat = null where state = 'running'`.execute(db);
  const { rows } = await sql<{ id: string; attempts: number }>`
    select id, attempts from job
    where state = 'queued' or (state = 'running' and ${dead}) order by created`.execute(db);
  const alive: string[] = [];
  for (const row of rows) {
    if (row.attempts < mostAttempts) alive.push(row.id);
    else await failJob(db, row.id, { key: 'jobs.keeps-dying', params: { attempts: row.attempts } });
  }
  return alive;
}

function isStale() {
  return sql<boolean>`(heartbeat is null or heartbeat < now() - ${staleAfterSeconds} * interval '1 second')`;
}

/** Gives a running job back, as if nobody had begun it. */
export async function releaseJob(db: Db, id: string): Promise<void> {
  await sql`
    update job set state = 'queued', phase = 'waiting', share = 0, heartbeat = null, attempts = attempts - 1
    where id = ${id} and state = 'running'`.execute(db);
}
