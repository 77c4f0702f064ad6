/** The only place that reads the environment: from it to one typed object, or to a sentence that says which variable is wrong. */

import { resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that the embedded database lives in. */
  readonly dataFolder: string;
  /** A PostgreSQL server, or null for the embedded one. */
  readonly databaseUrl: string | null;
  /** npm started the program, by way of a shell. */
  readonly underNpm: boolean;
}

/** A setting that the program cannot start with; the message is for the person who starts it. */
export class SettingError extends Error {}

/** Largest request body in bytes: two books, in any encoding. */
export const bodyLimit = 64 * 1024 * 1024;

/**
 * Reads PORT (4321), HOST (127.0.0.1), SVERKA_DATA (./data) and DATABASE_URL (none).
 * @throws SettingError naming the variable, what it holds and what it may hold
 */
export function readSettings(environment: Environment = process.env): Settings {
  const port = environment.PORT?.trim() || '4321';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new SettingError(`PORT is "${port}", but must be a whole number from 0 to 65535.`);
  }
  const host = environment.HOST?.trim() || '127.0.0.1';
  if (!isLoopback(host)) {
    throw new SettingError(
      `HOST is "${host}": everyone who reaches that address could read and change all texts, because there are no accounts yet. ` +
        'Use 127.0.0.1, ::1 or localhost, and let people in through an SSH tunnel or a proxy that asks for a password.',
    );
  }
  const databaseUrl = environment.DATABASE_URL?.trim() || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new SettingError('DATABASE_URL must begin with postgres:// or postgresql://');
  }
  return {
    host,
    port: Number(port),
    dataFolder: resolve(environment.SVERKA_DATA?.trim() || 'data'),
    databaseUrl,
    underNpm: environment.npm_lifecycle_event === 'start',
  };
}

/** The folder that the command line was called in: npm runs its scripts in the project's, and says where the caller was. */
export function callerFolder(environment: Environment = process.env): string {
  const called = environment.npm_lifecycle_event === 'sverka' ? environment.INIT_CWD : undefined;
  return called ?? process.cwd();
}

/** Whether only programs on this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
