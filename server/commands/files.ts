import { open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Io } from './command.ts';
import { UsageError } from './command.ts';

/** Reading what the command line names, and writing results so that a file is either whole or not there. */

/** How a file is named to people: `-` is standard input. */
export function fileLabel(name: string): string {
  return name === '-' ? 'standard input' : name;
}

/** What the system said about a file, in words. */
export function fileError(error: unknown, file: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '') return error instanceof Error ? error : new Error(String(error));
  const known = {
    ENOENT: 'missing',
    EISDIR: 'folder',
    EACCES: 'denied',
    EPERM: 'denied',
    ENOSPC: 'full',
    EDQUOT: 'full',
    ENOTDIR: 'missing',
  };
  const key = Object.hasOwn(known, code) ? known[code as keyof typeof known] : 'other';
  return new UsageError(`file.${key}`, { file, code });
}

/** @throws UsageError where the file cannot be read */
export async function readInput(name: string, io: Io): Promise<Uint8Array> {
  if (name !== '-') {
    try {
      return await readFile(name);
    } catch (error) {
      throw fileError(error, name);
    }
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.input) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Bytes of a file, or of standard input, piece by piece. */
export async function* streamInput(name: string, io: Io): AsyncGenerator<Uint8Array> {
  if (name === '-') {
    yield* io.input;
    return;
  }
  let handle: Awaited<ReturnType<typeof open>> | null = null;
  try {
    handle = await open(name, 'r');
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 16 })) yield chunk as Uint8Array;
  } catch (error) {
    throw fileError(error, name);
  } finally {
    await handle?.close().catch(() => {});
  }
}

interface Output {
  write(chunk: string | Uint8Array): Promise<void>;
  /** Puts the result in its place. */
  finish(): Promise<void>;
  /** Leaves no trace of it. */
  discard(): Promise<void>;
}

/**
 * Standard output, or a file that appears under its name only when all of it is on the disk; until then an older file of
 * that name stays as it is.
 * @throws UsageError where nothing can be written there
 */
async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  if (name === undefined || name === '-') {
    return { write: (chunk) => io.write(chunk), finish: async () => {}, discard: async () => {} };
  }
  const place = await placeOf(name);
  // A device or a pipe cannot be replaced by a file.
  const temporary = place.regular
    ? join(dirname(place.path), `.${basename(place.path)}.${process.pid}.tmp`)
    : place.path;
  const guard = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw fileError(error, name);
    }
  };
  const handle = await guard(() => open(temporary, place.regular ? 'wx' : 'w'));
  return {
    write: (chunk) => guard(async () => void (await handle.writeFile(chunk))),
    finish: () =>
      guard(async () => {
        if (place.regular) await handle.sync();
        await handle.close();
        if (place.regular) await rename(temporary, place.path);
      }),
    async discard() {
      await handle.close().catch(() => {});
      if (place.regular) await unlink(temporary).catch(() => {});
    },
  };
}

async function placeOf(name: string): Promise<{ path: string; regular: boolean }> {
  try {
    const path = await realpath(name);
    const found = await stat(path);
    if (found.isDirectory()) throw new UsageError('file.folder', { file: name, code: 'EISDIR' });
    return { path, regular: found.isFile() };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return { path: name, regular: true };
  }
}

/** Runs a writer on an output; whatever goes wrong, no half of a file remains. */
export async function writeWhole(
  name: string | undefined,
  io: Io,
  writer: (output: Output) => Promise<void>,
): Promise<void> {
  const output = await openOutput(name, io);
  try {
    await writer(output);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
}
