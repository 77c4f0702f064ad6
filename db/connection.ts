/** Opens the database: a PostgreSQL server where there is one, PGlite in the data folder (or in memory) where there is none. */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

export interface Database {
  readonly db: Db;
  /** What the job queue runs its SQL on. */
  readonly engine:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'pglite'; readonly pglite: PGlite };
  /** Whether it was made just now. */
  readonly fresh: boolean;
  close(): Promise<void>;
}

export type Place = { readonly url: string } | { readonly folder: string } | 'memory';

/** The database cannot be opened; the message says why, for the person who starts the program. */
export class DatabaseError extends Error {}

/**
 * Opens a database and brings its tables up to date.
 * @param announce called with one line before something that takes seconds
 * @throws DatabaseError where another process has the folder, or the server does not answer
 */
export async function openDatabase(place: Place, announce: (line: string) => void = () => {}): Promise<Database> {
  if (place !== 'memory' && 'url' in place) return openServer(place.url);
  if (place === 'memory') return openPGlite(new PGlite(), async () => {});

  const folder = join(place.folder, 'postgres');
  const made = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new DatabaseError(`The data folder ${place.folder} cannot be made: ${reason(error)}`);
  });
  const unlock = await lock(join(place.folder, 'sverka.pid'), place.folder);
  if (made !== undefined) announce(`Making a database in ${place.folder} (only this first time, some seconds) …`);
  try {
    // relaxedDurability would answer before the data are on the disk.
    return await openPGlite(new PGlite({ dataDir: folder, relaxedDurability: false }), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openPGlite(pglite: PGlite, unlock: () => Promise<void>): Promise<Database> {
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  const { fresh } = await migrate(db);
  return {
    db,
    engine: { kind: 'pglite', pglite },
    fresh,
    async close() {
      await db.destroy();
      await unlock();
    },
  };
}

async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
  // An idle connection that the server drops is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`The database dropped a connection: ${error.message}`);
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new DatabaseError(`The database at ${withoutPassword(url)} does not answer: ${reason(error)}`);
  }
  const { fresh } = await migrate(db);
  return { db, engine: { kind: 'postgres', url }, fresh, close: () => db.destroy() };
}

/** Two processes on one PGlite folder would destroy it: the folder says which process has it. */
async function lock(file: string, folder: string): Promise<() => Promise<void>> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder > 0 && holder !== process.pid && (await isNode(holder))) {
    throw new DatabaseError(
      `Another Sverka (process ${holder}) is already using ${folder}. Use that one, end it, or set SVERKA_DATA to another folder.`,
    );
  }
  await writeFile(file, String(process.pid)).catch((error: unknown) => {
    throw new DatabaseError(`The data folder ${folder} cannot be written to: ${reason(error)}`);
  });
  return () => rm(file, { force: true });
}

async function isNode(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // After a crash another program may have got the number; where the system tells, only Node counts.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node');
  return command.includes('node');
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.href;
  } catch {
    return 'DATABASE_URL';
  }
}
