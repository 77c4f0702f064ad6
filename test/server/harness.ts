/** The application as it is, on a database of its own, with the engine in its threads. */

import { createApp } from '../../server/app.ts';
import { createEngine } from '../../server/jobs/engine.ts';
import { startEvents } from '../../server/jobs/events.ts';
import { startJobs } from '../../server/jobs/queue.ts';
import type { Bead, Bitext, Change, ChangeResult, Job } from '../../server/routes/wire.ts';
import { type Kind, openTestDatabase } from '../db/databases.ts';

export type Harness = Awaited<ReturnType<typeof startHarness>>;

export async function startHarness(kind: Kind = 'PGlite') {
  const test = await openTestDatabase(kind);
  const engine = createEngine();
  const events = await startEvents(test.database);
  const jobs = await startJobs(test.database, engine, events);
  const app = createApp({
    database: test.database,
    jobs,
    events,
    recheck: engine.recheck,
    tryRule: engine.tryRule,
    study: engine.study,
    teach: engine.teach,
    page: null,
  });

  const request = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const init: RequestInit = { method, headers: { 'Accept-Language': 'en', ...headers } };
    if (body instanceof FormData) init.body = body;
    else if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'Content-Type': 'application/json', ...init.headers };
    }
    return app.request(path.startsWith('/api') || path === '/healthz' ? path : `/api/v1${path}`, init);
  };

  return {
    ...test,
    db: test.database.db,
    app,
    jobs,
    events,
    request,
    async get<T>(path: string): Promise<T> {
      const response = await request('GET', path);
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async create(source: string, target: string): Promise<{ bitext: Bitext; job: Job }> {
      const response = await request('POST', '/bitexts', { source, target });
      if (response.status !== 202) throw new Error(await response.text());
      return (await response.json()) as { bitext: Bitext; job: Job };
    },
    async ended(job: string): Promise<Job> {
      for (;;) {
        const response = await request('GET', `/jobs/${job}`);
        const row = (await response.json()) as Job;
        if (row.state !== 'queued' && row.state !== 'running') return row;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    /** A bitext that is ready. */
    async ready(source: string, target: string): Promise<{ id: string; beads: Bead[] }> {
      const { bitext, job } = await this.create(source, target);
      const ended = await this.ended(job.id);
      if (ended.state !== 'done') throw new Error(`the import ended as ${ended.state}: ${ended.problem}`);
      const { beads } = await this.get<{ beads: Bead[] }>(`/bitexts/${bitext.id}/beads`);
      return { id: bitext.id, beads };
    },
    async change(id: string, version: number, change: Change): Promise<ChangeResult> {
      const response = await request('POST', `/bitexts/${id}/changes`, { version, change });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as ChangeResult;
    },
    async stop() {
      await jobs.stop();
      await engine.close();
      await events.close();
      await test.close();
    },
  };
}

/** A text of many sentences and its translation. */
export function longTexts(sentences: number): { source: string; target: string } {
  const lines = (make: (n: number) => string) =>
    Array.from({ length: sentences }, (_, n) => make(n + 1) + (n % 5 === 4 ? '\n\n' : ' ')).join('');
  return {
    source: lines(
      (n) => `Договор номер ${n} был подписан министрами в городе ${n % 7 ? 'Женева' : 'Хельсинки'} осенью.`,
    ),
    target: lines(
      (n) =>
        `Treaty number ${n} was signed by the ministers in the city of ${n % 7 ? 'Geneva' : 'Helsinki'} in autumn.`,
    ),
  };
}
