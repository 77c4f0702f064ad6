import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveImport } from '../../db/alignment.ts';
import { viewBitext } from '../../db/bitexts.ts';
import type { Db } from '../../db/connection.ts';
import { StateError } from '../../db/errors.ts';
import {
  cancelJob,
  claimJob,
  createImport,
  failJob,
  orphanedJobs,
  readJob,
  releaseJob,
  reportProgress,
} from '../../db/jobs.ts';
import { migrate } from '../../db/migrate.ts';
import { kinds, openTestDatabase, type TestDatabase } from './databases.ts';

const empty = { source: [], target: [], beads: [], flags: [], evidence: null, related: true };

/** The ids of the jobs that nobody works on. */
const waiting = async (db: Db, alone: boolean) => (await orphanedJobs(db, alone)).map(({ id }) => id);

describe.each(kinds)('jobs on %s', (kind) => {
  let test: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    db = test.database.db;
  }, 30_000);
  afterAll(() => test.close());

  const upload = (text: string) => ({ name: 'a.txt', encoding: 'UTF-8', content: { kind: 'text' as const, text } });
  const create = () =>
    createImport(db, {
      title: 'T',
      from: 'ru',
      to: 'en',
      sample: false,
      warnings: [{ key: 'uploads.lopsided', params: { ratio: 3 } }],
      source: upload('Да.'),
      target: upload('Yes.'),
    });

  it('has nothing left to migrate', async () => {
    expect(test.database.fresh).toBe(true);
    expect(await migrate(db)).toEqual({ fresh: false });
  });

  it('gives a job to exactly one of many that want it, with what was uploaded', async () => {
    const { job, bitext } = await create();
    const claims = await Promise.all(Array.from({ length: 5 }, () => claimJob(db, job)));
    expect(claims.filter((claim) => claim !== null)).toMatchObject([
      {
        kind: 'import',
        job,
        bitext,
        from: 'ru',
        to: 'en',
        source: { kind: 'text', text: 'Да.' },
        target: { kind: 'text', text: 'Yes.' },
      },
    ]);
    expect(await viewBitext(db, bitext)).toMatchObject({
      status: 'aligning',
      counts: null,
      warnings: [{ key: 'uploads.lopsided', params: { ratio: 3 } }],
    });
    await failJob(db, job, { key: 'jobs.failed', params: {} });
    expect(await viewBitext(db, bitext)).toMatchObject({
      status: 'failed',
      job: { state: 'failed', problem: { key: 'jobs.failed' } },
    });
  });

  it('takes up a job whose process is dead, but not one whose process is alive', async () => {
    const { job } = await create();
    await claimJob(db, job);
    expect(await waiting(db, false)).not.toContain(job);
    expect(await claimJob(db, job)).toBeNull();
    await sql`update job set heartbeat = now() - interval '1 minute' where id = ${job}`.execute(db);
    expect(await waiting(db, false)).toContain(job);
    expect(await claimJob(db, job)).not.toBeNull();
    // Where no other process can be, as after a restart, whatever is marked as running is dead.
    expect(await waiting(db, true)).toContain(job);
    expect(await claimJob(db, job)).not.toBeNull();
    expect(await waiting(db, true)).not.toContain(job);
    expect(await readJob(db, job)).toMatchObject({
      state: 'failed',
      problem: { key: 'jobs.keeps-dying', params: { attempts: 3 } },
    });
  });

  it('does not count a start that was given back', async () => {
    const { job } = await create();
    for (let i = 0; i < 5; i++) {
      expect(await claimJob(db, job)).not.toBeNull();
      await releaseJob(db, job);
    }
    expect(await waiting(db, false)).toContain(job);
  });

  it('saves nothing of a job that was cancelled', async () => {
    const { job, bitext } = await create();
    await claimJob(db, job);
    expect(await reportProgress(db, job, 'align', 0.5)).toBe(true);
    expect(await readJob(db, job)).toMatchObject({ phase: 'align', share: 0.5 });
    await cancelJob(db, job);
    expect(await reportProgress(db, job, 'align', 0.6)).toBe(false);
    const segment = { text: 'Да.', paragraph: 0, kind: 'text' as const, speaker: null };
    expect(
      await saveImport(db, job, bitext, {
        ...empty,
        source: [segment],
        beads: [{ source: [0], target: [], confidence: 1 }],
        flags: [[]],
      }),
    ).toBe(false);
    expect(await viewBitext(db, bitext)).toMatchObject({ status: 'failed', version: 0 });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from segment where bitext = ${bitext}`.execute(
      db,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('cannot cancel what is done', async () => {
    const { job, bitext } = await create();
    await claimJob(db, job);
    expect(await saveImport(db, job, bitext, empty)).toBe(true);
    await expect(cancelJob(db, job)).rejects.toBeInstanceOf(StateError);
    expect(await viewBitext(db, bitext)).toMatchObject({ status: 'ready', version: 1, counts: { beads: 0 } });
  });
});
