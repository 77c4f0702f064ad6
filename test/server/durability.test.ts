/** The server as a person starts it: killed in the middle of work, started again, ended, refused. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bead, Bitext, ChangeResult } from '../../server/routes/wire.ts';
import { freePort } from '../db/databases.ts';
import { longTexts } from './harness.ts';

const main = join(import.meta.dirname, '../../server/main.ts');
const started = new Set<ChildProcess>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sverka-data-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Process {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<number | null>;
}

function run(environment: Record<string, string>): Process {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, SVERKA_DATA: folder, ...environment },
  });
  started.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => lines.push(...String(data).trim().split('\n')));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  ended.then(() => started.delete(child));
  return { child, lines, ended };
}

async function start(): Promise<Process & { base: string; milliseconds: number }> {
  const port = await freePort();
  const began = Date.now();
  const server = run({ PORT: String(port) });
  const base = `http://127.0.0.1:${port}`;
  for (;;) {
    if (server.child.exitCode !== null) throw new Error(server.lines.join('\n'));
    const healthy = await fetch(`${base}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { ...server, base: `${base}/api/v1`, milliseconds: Date.now() - began };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function json<T>(address: string, body?: unknown): Promise<T> {
  const response = await fetch(
    address,
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } },
  );
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function untilReady(base: string, id: string): Promise<Bitext> {
  for (;;) {
    const bitext = await json<Bitext>(`${base}/bitexts/${id}`);
    if (bitext.status === 'ready') return bitext;
    if (bitext.status === 'failed') throw new Error(bitext.job?.problem ?? 'failed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('keeps everything acknowledged when it is killed in the middle of editing, and takes up the job that it was at', async () => {
  let server = await start();
  expect(server.milliseconds).toBeLessThan(20_000);
  expect(server.lines[0]).toMatch(/^Making a database in .* \(only this first time/);
  const [sample] = (await json<{ bitexts: Bitext[] }>(`${server.base}/bitexts`)).bitexts;
  expect(sample).toMatchObject({ sample: true, from: 'ru', to: 'en' });
  const ready = await untilReady(server.base, sample!.id);
  expect(ready.counts?.beads).toBeGreaterThan(45);
  // Its checks have run: it has mistakes to be found.
  expect(ready.counts?.open.critical).toBeGreaterThan(0);
  expect(server.lines.at(-1)).toMatch(/^Sverka is at http:\/\/127\.0\.0\.1:\d+\/$/);

  let version = 1;
  const acknowledged = new Map<number, string>();
  for (let round = 0; round < 3; round++) {
    const { beads } = await json<{ beads: Bead[] }>(`${server.base}/bitexts/${sample!.id}/beads`);
    const { child, base } = server;
    const job = round === 1 ? await json<{ bitext: Bitext }>(`${base}/bitexts`, longTexts(800)) : null;
    const killAt = 5 + round * 4;
    for (let i = 0; ; i++) {
      const bead = beads[(round * 11 + i) % beads.length]!;
      const text = `Round ${round}, edit ${i}.`;
      const request = json<ChangeResult>(`${base}/bitexts/${sample!.id}/changes`, {
        version,
        change: { kind: 'edit', bead: bead.id, side: 'target', text },
      });
      if (i === killAt) setTimeout(() => child.kill('SIGKILL'), round);
      try {
        version = (await request).version;
        acknowledged.set(bead.id, text);
      } catch {
        break;
      }
    }
    await server.ended;
    server = await start();
    const now = await json<{ version: number; beads: Bead[] }>(`${server.base}/bitexts/${sample!.id}/beads`);
    const textOf = new Map(
      now.beads.map((each) => [
        each.id,
        each.target
          .map((segment) => segment.text)
          .filter(Boolean)
          .join(' '),
      ]),
    );
    // An edit may have been saved without its answer getting through; but none that was answered may be missing.
    const unanswered = now.version - version;
    expect([0, 1]).toContain(unanswered);
    const wrong = [...acknowledged].filter(
      ([id, text]) => textOf.get(id) !== text && !(unanswered === 1 && textOf.get(id)?.startsWith('Round')),
    );
    expect(wrong).toEqual([]);
    version = now.version;
    if (job) expect((await untilReady(server.base, job.bitext.id)).counts?.beads).toBeGreaterThan(700);
  }
  // The way back to the import survives it all.
  for (let more = true; more; ) {
    const outcome = await json<ChangeResult>(`${server.base}/bitexts/${sample!.id}/changes`, {
      version,
      change: { kind: 'undo' },
    });
    [version, more] = [outcome.version, outcome.canUndo];
  }
  expect((await untilReady(server.base, sample!.id)).counts?.edited).toBe(0);

  const second = run({ PORT: '0' });
  expect(await second.ended).toBe(1);
  expect(second.lines.join('\n')).toMatch(/Another Sverka \(process \d+\) is already using/);

  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
}, 60_000);

it('takes requests without a body as browsers send them, and bodies of unknown length up to the limit', async () => {
  const { base, child, ended } = await start();
  const { bitext } = await json<{ bitext: Bitext }>(`${base}/bitexts`, longTexts(5));
  const address = `${base}/bitexts/${bitext.id}`;
  // Neither Content-Length nor a body.
  expect((await fetch(address, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(`${address}/restore`, { method: 'POST' })).status).toBe(200);
  expect((await untilReady(base, bitext.id)).counts?.beads).toBeGreaterThan(0);
  expect((await fetch(`${base}/jobs/${bitext.job?.id}/cancel`, { method: 'POST' })).status).toBe(422);

  const streamed = (size: number) => {
    const piece = new TextEncoder().encode(' '.repeat(1024 * 1024));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ === 0) controller.enqueue(new TextEncoder().encode(JSON.stringify({ title: 'Streamed' })));
        else if (sent <= size) controller.enqueue(piece);
        else controller.close();
      },
    });
    const headers = { 'Content-Type': 'application/json' };
    return fetch(address, { method: 'PATCH', headers, body, duplex: 'half' } as RequestInit);
  };
  expect(await (await streamed(1)).json()).toMatchObject({ title: 'Streamed' });
  // The server need not read on: it may answer, or hang up.
  expect(
    await streamed(70).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  expect((await fetch(address)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 40_000);

it('ends when npm, which started it, is asked to end', async () => {
  const port = await freePort();
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}"; echo over`], {
    env: { PATH: process.env.PATH, SVERKA_DATA: folder, PORT: String(port), npm_lifecycle_event: 'start' },
  });
  const ended = new Promise((resolve) => shell.stdout.once('close', resolve));
  await new Promise<void>((resolve) => {
    shell.stdout.on('data', (data) => String(data).includes('Sverka is at') && resolve());
  });
  shell.kill('SIGTERM');
  // The shell is gone at once; its output is closed when the server, which writes there, too, is gone.
  await ended;
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
}, 30_000);

it.each([
  [{ HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0": everyone .* no accounts yet/],
  [{ PORT: 'http' }, /^PORT is "http", but must be a whole number/],
  [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must begin with/],
  [
    { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
    /^The database at postgres:\/\/u@127\.0\.0\.1:1\/x does not answer: .*ECONNREFUSED/,
  ],
])('does not start with %j, and says why', async (environment, sentence) => {
  const server = run({ SVERKA_DATA: join(folder, 'other'), ...environment });
  expect(await server.ended).toBe(1);
  expect(server.lines).toEqual([expect.stringMatching(sentence)]);
});
