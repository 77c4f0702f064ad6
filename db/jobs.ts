/** Jobs as people see them: what is being done to a bitext, how far it is, and why it failed. Delivery is the queue's affair. */

import { sql } from 'kysely';
import type { Message } from '../server/engine/bitext.ts';
import type { CheckSettings } from '../server/engine/checks/settings.ts';
import type { Rewriting, RewritingResult } from '../server/engine/review/rewriting.ts';
import type { Db } from './connection.ts';
import { NotFoundError, StateError } from './errors.ts';
import { parseDocument, parseMessage, parseResult, parseWork } from './json.ts';
import { projectFor } from './projects.ts';
import type { BitextStatus, DocumentContent, JobKind, JobPhase, JobState } from './schema.ts';
import { readSettings } from './settings.ts';

export interface JobRow {
  readonly id: string;
  readonly bitext: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly phase: JobPhase;
  readonly share: number;
  readonly problem: Message | null;
  /** What a job that changed a bitext came to. */
  readonly result: RewritingResult | null;
}

const columns = ['id', 'bitext', 'kind', 'state', 'phase', 'share', 'problem', 'result'] as const;

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
  /** the project it goes to; without one, the project that was used last */
  readonly project?: string | undefined;
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
        project: await projectFor(tx, given.project),
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

function jobRow<R extends { problem: unknown; result: unknown }>(
  row: R,
): Omit<R, 'problem' | 'result'> & Pick<JobRow, 'problem' | 'result'> {
  return {
    ...row,
    problem: row.problem === null ? null : parseMessage(row.problem),
    result: row.result === null ? null : parseResult(row.result),
  };
}

/** What a job that changes a bitext needs besides: the text of the new version. */
export type RewritingWork =
  | Extract<Rewriting, { kind: 'realign' }>
  | (Extract<Rewriting, { kind: 'reimport' }> & { readonly encoding: string | null; readonly text: string });

export interface RewritingTask {
  readonly kind: 'rewriting';
  readonly job: string;
  readonly bitext: string;
  readonly from: string;
  readonly to: string;
  readonly project: string;
  readonly work: RewritingWork;
}

/** Keeps a change that a job is to work out. @throws NotFoundError, StateError */
export async function createRewriting(db: Db, bitext: string, work: RewritingWork): Promise<string> {
  const job = crypto.randomUUID();
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('bitext')
      .select('status')
      .where('id', '=', bitext)
      .where('deleted', 'is', null)
      .executeTakeFirst();
    if (!row) throw new NotFoundError('bitext');
    if (row.status !== 'ready') throw new StateError('not-ready');
    await tx
      .insertInto('job')
      .values({
        id: job,
        bitext,
        kind: work.kind,
        state: 'queued',
        phase: 'waiting',
        share: 0,
        problem: null,
        work: JSON.stringify(work),
      })
      .execute();
  });
  return job;
}

/** What an import works on. */
export interface ImportTask {
  readonly kind: 'import';
  readonly job: string;
  readonly bitext: string;
  readonly project: string;
  readonly from: string;
  readonly to: string;
  readonly settings: CheckSettings;
  readonly source: DocumentContent;
  readonly target: DocumentContent | null;
}

/**
 * Takes a job for this process: one that waits, or one whose process is dead.
 * @returns null where there is nothing to do any more (done, cancelled, or another process has it)
 */
export async function claimJob(db: Db, id: string): Promise<ImportTask | RewritingTask | null> {
  return db.transaction().execute(async (tx) => {
    const claimed = await sql<{ bitext: string; work: unknown }>`
      update job set state = 'running', phase = 'waiting', share = 0, heartbeat = now(), attempts = attempts + 1
      where id = ${id} and (state = 'queued' or (state = 'running' and ${isStale()}))
      returning bitext, work`.execute(tx);
    const [row] = claimed.rows;
    if (row === undefined) return null;
    const { bitext } = row;
    if (row.work === null) await setStatus(tx, bitext, 'aligning');
    const { from, to, project } = await tx
      .selectFrom('bitext')
      .select(['from', 'to', 'project'])
      .where('id', '=', bitext)
      .executeTakeFirstOrThrow();
    if (row.work !== null) {
      return { kind: 'rewriting', job: id, bitext, from, to, project, work: parseWork(row.work) };
    }
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
    const settings = await readSettings(tx, project);
    return { kind: 'import', job: id, bitext, project, from, to, settings, source, target: content('target') };
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
      .where('kind', '=', 'import')
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
      .returning(['bitext', 'kind'])
      .executeTakeFirst();
    if (!row) return false;
    if (row.kind === 'import') await setStatus(tx, row.bitext, 'failed');
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
export async function orphanedJobs(db: Db, alone: boolean): Promise<{ id: string; kind: JobKind }[]> {
  const dead = alone ? sql<boolean>`true` : isStale();
  if (alone) await sql`update job set heartbeat = null where state = 'running'`.execute(db);
  const { rows } = await sql<{ id: string; kind: JobKind; attempts: number }>`
    select id, kind, attempts from job
    where state = 'queued' or (state = 'running' and ${dead}) order by created`.execute(db);
  const alive: { id: string; kind: JobKind }[] = [];
  for (const row of rows) {
    if (row.attempts < mostAttempts) alive.push({ id: row.id, kind: row.kind });
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
