/**
 * Background jobs. What a job is and how far it got stands in the table `job`; pg-boss hands jobs to whichever process has
 * a hand free. A delivery may come twice or late: a process works on a job only once it has claimed its row.
 */

import { type ConstructorOptions, fromPglite, PgBoss } from 'pg-boss';
import { saveImport } from '../../db/alignment.ts';
import type { Database } from '../../db/connection.ts';
import { trouble } from '../../db/errors.ts';
import {
  cancelJob,
  claimJob,
  createImport,
  failJob,
  type ImportTask,
  orphanedJobs,
  readJob,
  releaseJob,
  reportProgress,
  retryJob,
} from '../../db/jobs.ts';
import type { JobPhase } from '../../db/schema.ts';
import type { Events, Jobs } from '../services.ts';
import type { Engine } from './engine.ts';

export interface JobQueue extends Jobs {
  /** Gives back what is being worked on, for another process or the next start. */
  stop(): Promise<void>;
}

const queueName = 'import';
const beatEvery = 1000;
const sweepEvery = 30_000;

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
  await boss.createQueue(queueName, { policy: 'short', retryLimit: 0, expireInSeconds: 23 * 3600 });

  const deliver = (job: string) => boss.send(queueName, { job }, { singletonKey: job });
  const sweep = async (alone: boolean) => {
    for (const job of await orphanedJobs(db, alone)) await deliver(job);
  };
  await sweep(database.engine.kind === 'pglite');

  const worker = await boss.work<{ job: string }>(
    queueName,
    { batchSize: 1, pollingIntervalSeconds: 2 },
    async (deliveries) => {
      for (const { data } of deliveries) {
        if (stopped) return;
        const task = await claimJob(db, data.job);
        if (task) await run(task);
      }
    },
  );
  const sweeper = setInterval(() => {
    sweep(false).catch((error: unknown) => console.error(`job queue: ${String(error)}`));
  }, sweepEvery);
  sweeper.unref();

  async function run(task: ImportTask): Promise<void> {
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
      const result = await engine.makeBitext(
        task,
        (phase, share) => {
          at = { phase, share };
        },
        controller.signal,
      );
      clearInterval(beat);
      await saveImport(db, task.job, task.bitext, result);
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

  async function fail(task: ImportTask, error: unknown): Promise<void> {
    console.error(`job ${task.job} failed:`, error);
    const reason = trouble(error);
    // Without the database nobody can be told; the job is taken up again when it is back.
    if (reason === 'database-away') return;
    const key = reason === 'disk-full' ? 'jobs.disk-full' : 'jobs.failed';
    await failJob(db, task.job, { key, params: {} }).catch((again: unknown) => console.error(again));
  }

  async function publishJob(task: ImportTask): Promise<void> {
    try {
      events.publish(task.bitext, { kind: 'progress', job: await readJob(db, task.job) });
    } catch (error) {
      if (!trouble(error)) throw error;
    }
  }

  return {
    async startImport(given) {
      const made = await createImport(db, given);
      await deliver(made.job);
      boss.notifyWorker(worker);
      return made;
    },
    async retry(job) {
      const bitext = await retryJob(db, job);
      await deliver(job);
      boss.notifyWorker(worker);
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

/** pg-boss has a pool of its own on a server; on PGlite it shares the one connection. */
function connection({ engine }: Database): ConstructorOptions {
  return engine.kind === 'postgres'
    ? { connectionString: engine.url, max: 2 }
    : { db: fromPglite(engine.pglite), backend: 'pglite' };
}
