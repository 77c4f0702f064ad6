/**
 * Background jobs. What a job is and how far it got stands in the table `job`; pg-boss hands jobs to whichever process has
 * a hand free. A delivery may come twice or late: a process works on a job only once it has claimed its row.
 */

import { type ConstructorOptions, fromPglite, PgBoss } from 'pg-boss';
import { saveImport } from '../../db/alignment.ts';
import type { Database } from '../../db/connection.ts';
import { NotFoundError, trouble } from '../../db/errors.ts';
import {
  cancelJob,
  claimJob,
  createImport,
  createRewriting,
  failJob,
  type ImportTask,
  orphanedJobs,
  type RewritingTask,
  readJob,
  releaseJob,
  reportProgress,
  retryJob,
} from '../../db/jobs.ts';
import { learn, readWordCounts } from '../../db/lessons.ts';
import { rewrite } from '../../db/rewriting.ts';
import type { JobKind, JobPhase } from '../../db/schema.ts';
import { readSettings } from '../../db/settings.ts';
import { readOwnWords } from '../../db/termbases.ts';
import type { Events, Jobs } from '../services.ts';
import type { Engine, Known } from './engine.ts';

export interface JobQueue extends Jobs {
  /** Gives back what is being worked on, for another process or the next start. */
  stop(): Promise<void>;
}

/** Long jobs that make a bitext, and those that change one, which must not wait for them. */
const queues = ['import', 'rewriting'] as const;
type QueueName = (typeof queues)[number];
const beatEvery = 1000;
const sweepEvery = 30_000;

type Task = ImportTask | RewritingTask;

/** Why a thread was ended. */
const cancelled = Symbol('cancelled');
const stopping = Symbol('stopping');

export async function startJobs(database: Database, engine: Engine, events: Events): Promise<JobQueue> {
  const { db } = database;
  const running = new Map<string, AbortController>();
  let stopped = false;

  const boss = new PgBoss({
    ...connection(database),
    schema: 'jobs',
    schedule: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => {
    if (!stopped) console.error(`job queue: ${error.message}`);
  });
  await boss.start();
  for (const name of queues) {
    await boss.createQueue(name, { policy: 'short', retryLimit: 0, expireInSeconds: 23 * 3600 });
  }

  const deliver = (name: QueueName, job: string) => boss.send(name, { job }, { singletonKey: job });
  const sweep = async (alone: boolean) => {
    for (const { id, kind } of await orphanedJobs(db, alone)) await deliver(queueOf(kind), id);
  };
  await sweep(database.engine.kind === 'pglite');

  const workers = {
    import: await boss.work<{ job: string }>('import', { batchSize: 1, pollingIntervalSeconds: 2 }, workOn),
    rewriting: await boss.work<{ job: string }>('rewriting', { batchSize: 1, pollingIntervalSeconds: 2 }, workOn),
  };

  async function workOn(deliveries: readonly { data: { job: string } }[]): Promise<void> {
    for (const { data } of deliveries) {
      if (stopped) return;
      const task = await claimJob(db, data.job);
      if (task) await run(task);
    }
  }

  async function begin(name: QueueName, job: string): Promise<void> {
    await deliver(name, job);
    boss.notifyWorker(workers[name]);
  }

  const sweeper = setInterval(() => {
    sweep(false).catch((error: unknown) => console.error(`job queue: ${String(error)}`));
  }, sweepEvery);
  sweeper.unref();

  async function run(task: Task): Promise<void> {
    const controller = new AbortController();
    running.set(task.job, controller);
    events.publish(task.bitext, { kind: 'bitext' });
    let at: { phase: JobPhase; share: number } = { phase: 'waiting', share: 0 };
    const beat = setInterval(() => {
      reportProgress(db, task.job, at.phase, at.share).then(
        async (alive) => {
          if (!alive) controller.abort(cancelled);
          else await publishJob(task);
        },
        // The job's end will meet the same trouble and say so.
        () => {},
      );
    }, beatEvery);
    try {
      const progress = (phase: JobPhase, share: number) => {
        at = { phase, share };
      };
      const { project, from, to } = task;
      await learn(db, project, engine.teach);
      const known: Known = {
        own: () => readOwnWords(db, project, from, to),
        learnt: await readWordCounts(db, project, { from, to }),
      };
      controller.signal.throwIfAborted();
      if (task.kind === 'import') {
        const result = await engine.makeBitext(task, known, progress, controller.signal);
        clearInterval(beat);
        await saveImport(db, task.job, task.bitext, result);
      } else {
        const settings = await readSettings(db, project);
        const outcome = await rewrite(
          db,
          task,
          (passage) => engine.rewrite({ from, to, settings }, known, passage, task.work, progress, controller.signal),
          (pairs) => engine.recheck({ from, to, settings, own: known.own }, pairs, 'document'),
        );
        clearInterval(beat);
        if (outcome === 'busy') await failJob(db, task.job, { key: 'jobs.busy', params: {} });
        else if (outcome && outcome.beads.length + outcome.removedBeads.length > 0) {
          events.publish(task.bitext, { kind: 'change', outcome });
        }
      }
    } catch (error) {
      clearInterval(beat);
      if (error === stopping) await releaseJob(db, task.job);
      else if (error !== cancelled) await fail(task, error);
    } finally {
      clearInterval(beat);
      running.delete(task.job);
    }
    await publishJob(task);
    events.publish(task.bitext, { kind: 'bitext' });
  }

  async function fail(task: Task, error: unknown): Promise<void> {
    if (error instanceof NotFoundError) {
      await failJob(db, task.job, { key: 'jobs.gone', params: {} });
      return;
    }
    console.error(`job ${task.job} failed:`, error);
    const reason = trouble(error);
    // Without the database nobody can be told; the job is taken up again when it is back.
    if (reason === 'database-away') return;
    const key = reason === 'disk-full' ? 'jobs.disk-full' : 'jobs.failed';
    await failJob(db, task.job, { key, params: {} }).catch((again: unknown) => console.error(again));
  }

  async function publishJob(task: Task): Promise<void> {
    try {
      events.publish(task.bitext, { kind: 'progress', job: await readJob(db, task.job) });
    } catch (error) {
      if (!trouble(error)) throw error;
    }
  }

  return {
    async startImport(given) {
      const made = await createImport(db, given);
      await begin('import', made.job);
      return made;
    },
    async startRewriting(bitext, work) {
      const job = await createRewriting(db, bitext, work);
      await begin('rewriting', job);
      return job;
    },
    async retry(job) {
      const bitext = await retryJob(db, job);
      await begin('import', job);
      events.publish(bitext, { kind: 'progress', job: await readJob(db, job) });
      events.publish(bitext, { kind: 'bitext' });
    },
    async cancel(job) {
      await cancelJob(db, job);
      running.get(job)?.abort(cancelled);
      const row = await readJob(db, job);
      events.publish(row.bitext, { kind: 'progress', job: row });
      events.publish(row.bitext, { kind: 'bitext' });
    },
    async stop() {
      stopped = true;
      clearInterval(sweeper);
      for (const controller of running.values()) controller.abort(stopping);
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}

function queueOf(kind: JobKind): QueueName {
  return kind === 'import' ? 'import' : 'rewriting';
}

/** pg-boss has a pool of its own on a server; on PGlite it shares the one connection. */
function connection({ engine }: Database): ConstructorOptions {
  return engine.kind === 'postgres'
    ? { connectionString: engine.url, max: 2 }
    : { db: fromPglite(engine.pglite), backend: 'pglite' };
}
