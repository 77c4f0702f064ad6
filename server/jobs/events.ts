/**
 * What happens to a bitext, told to the pages that show it. Where several processes share a PostgreSQL server, each tells the
 * others by NOTIFY what happened, and they read the rest from the database.
 */

import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { readOutcome } from '../../db/changes.ts';
import type { Database } from '../../db/connection.ts';
import { NotFoundError, trouble } from '../../db/errors.ts';
import { readJob } from '../../db/jobs.ts';
import type { BitextEvent, Events } from '../services.ts';

/** What one process tells the others; a notification may hold 8,000 bytes, so that it only points at what is to be read. */
const Notice = z.discriminatedUnion('kind', [
  z.object({ from: z.string(), bitext: z.string(), kind: z.literal('change'), version: z.int() }),
  z.object({ from: z.string(), bitext: z.string(), kind: z.literal('progress'), job: z.string() }),
  z.object({ from: z.string(), bitext: z.string(), kind: z.literal('bitext') }),
]);
type Notice = z.infer<typeof Notice>;

const channel = 'sverka_events';
const reconnectAfter = 2000;

/** Closing it ends the listening to the other processes. */
export async function startEvents(database: Database): Promise<Events & { close(): Promise<void> }> {
  const { db, engine } = database;
  const self = crypto.randomUUID();
  const listeners = new Map<string, Set<(event: BitextEvent) => void>>();
  const deliver = (bitext: string, event: BitextEvent) => {
    for (const listener of listeners.get(bitext) ?? []) listener(event);
  };
  // One after another, so that what is told and heard keeps its order although connections and reading are several.
  let told = Promise.resolve();
  let heard = Promise.resolve();
  const hear = (payload: string): void => {
    heard = heard.then(() => receive(payload)).catch((error: unknown) => console.error(error));
  };
  const stopListening = engine.kind === 'postgres' ? await listen(engine.url, hear) : async () => {};

  async function receive(payload: string): Promise<void> {
    const notice = Notice.parse(JSON.parse(payload));
    if (notice.from === self || !listeners.has(notice.bitext)) return;
    try {
      deliver(notice.bitext, await read(notice));
    } catch (error) {
      // Deleted or changed again meanwhile: then another notice is on its way.
      if (!(error instanceof NotFoundError || trouble(error))) throw error;
    }
  }

  async function read(notice: Notice): Promise<BitextEvent> {
    switch (notice.kind) {
      case 'change':
        return { kind: 'change', outcome: await readOutcome(db, notice.bitext, notice.version) };
      case 'progress':
        return { kind: 'progress', job: await readJob(db, notice.job) };
      case 'bitext':
        return { kind: 'bitext' };
    }
  }

  function tellOthers(bitext: string, event: BitextEvent): void {
    const base = { from: self, bitext };
    const notice: Notice =
      event.kind === 'change'
        ? { ...base, kind: 'change', version: event.outcome.version }
        : event.kind === 'progress'
          ? { ...base, kind: 'progress', job: event.job.id }
          : { ...base, kind: 'bitext' };
    told = told.then(async () => {
      try {
        await sql`select pg_notify(${channel}, ${JSON.stringify(notice)})`.execute(db);
      } catch (error) {
        if (!trouble(error)) console.error(error);
      }
    });
  }

  return {
    publish(bitext, event) {
      deliver(bitext, event);
      if (engine.kind === 'postgres') tellOthers(bitext, event);
    },
    subscribe(bitext, listener) {
      const own = listeners.get(bitext) ?? new Set();
      listeners.set(bitext, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(bitext);
      };
    },
    close: stopListening,
  };
}

/** Listens on a connection of its own, and connects again when that breaks. @returns what ends it */
async function listen(url: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'sverka events' });
    client = next;
    const again = () => {
      if (ended || client !== next) return;
      client = null;
      timer = setTimeout(() => connect().catch(() => {}), reconnectAfter);
      timer.unref();
    };
    next.on('error', again);
    next.on('end', again);
    next.on('notification', ({ payload }) => {
      hear(payload ?? '');
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      again();
      throw error;
    }
  }

  await connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
