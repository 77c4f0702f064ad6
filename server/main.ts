/** Starts Sverka: the database, the engine's threads, the jobs, the web server; and ends them in the reverse order. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { DatabaseError, openDatabase } from '../db/connection.ts';
import { createApp } from './app.ts';
import { readSettings, SettingError, type Settings } from './config.ts';
import { createEngine } from './jobs/engine.ts';
import { startEvents } from './jobs/events.ts';
import { startJobs } from './jobs/queue.ts';
import type { Jobs } from './services.ts';
import { readUploads } from './uploads.ts';

/** A reason not to start that the person who starts the program can do something about. */
class StartError extends Error {}

/** Whoever started the program; read at once, since he may be gone before the database is open. */
const parent = process.ppid;

/** How long requests that are being answered may take when the program is asked to end. */
const graceMilliseconds = 3000;

const page = fileURLToPath(new URL('../web/dist/', import.meta.url));

async function start(settings: Settings): Promise<void> {
  const place = settings.databaseUrl === null ? { folder: settings.dataFolder } : { url: settings.databaseUrl };
  const database = await openDatabase(place, (line) => console.log(line));
  const engine = createEngine();
  const events = await startEvents(database);
  const jobs = await startJobs(database, engine, events);
  const app = createApp({
    database,
    jobs,
    events,
    recheck: engine.recheck,
    tryRule: engine.tryRule,
    study: engine.study,
    teach: engine.teach,
    page: existsSync(page) ? page : null,
  });
  const server = createAdaptorServer({ fetch: app.fetch });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    const closed = new Promise((resolve) => server.close(resolve));
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, graceMilliseconds).unref())]);
    if ('closeAllConnections' in server) server.closeAllConnections();
    await jobs.stop();
    await engine.close();
    await events.close();
    await database.close();
  };
  const endAndExit = () => {
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', endAndExit);
  process.on('SIGTERM', endAndExit);
  if (settings.underNpm) {
    // npm passes a signal on to its shell alone, which ends and says nothing: when that is gone, the program ends, too.
    setInterval(() => {
      if (process.ppid !== parent) endAndExit();
    }, 200).unref();
  }

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(settings.port, settings.host, resolve);
    });
  } catch (error) {
    await end();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${settings.port} is taken by another program. End that one, or set PORT to another number.`,
      );
    }
    if (code === 'EACCES')
      throw new StartError(
        `The system does not allow to listen on port ${settings.port}. Set PORT to one from 1024 on.`,
      );
    throw error;
  }
  if (database.fresh) await importSample(jobs);
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  console.log(`Sverka is at http://${host}:${port}/`);
}

/** What a new database begins with: an interview that was made up, with mistakes in its translation to be found. */
async function importSample(jobs: Jobs): Promise<void> {
  const open = async (name: string) =>
    new File([await readFile(new URL(`sample/${name}`, import.meta.url))], name, { type: 'text/plain' });
  const given = await readUploads(
    {
      kind: 'files',
      title: 'Sample: a made-up interview / Образец: вымышленное интервью',
      from: 'ru',
      to: 'en',
      source: await open('interview.ru.txt'),
      target: await open('interview.en.txt'),
    },
    'en',
  );
  await jobs.startImport({ ...given, sample: true });
}

try {
  await start(readSettings());
} catch (error) {
  const expected = error instanceof SettingError || error instanceof DatabaseError || error instanceof StartError;
  console.error(expected ? error.message : error);
  process.exit(1);
}
