import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readTermbase } from '../engine/formats/termbase.ts';
import type { GivenFile, TermbaseEntry } from '../engine/formats/terms.ts';
import { translate } from '../messages.ts';
import { type Call, warn } from './command.ts';
import { fileError, fileLabel, readInput } from './files.ts';

/** A user's own knowledge, as a checker takes it. */
export interface OwnWords {
  /** To be kept to. */
  readonly termbase: readonly TermbaseEntry[];
  /** Evidence alone: a dictionary's. */
  readonly words: readonly TermbaseEntry[];
}

/** What `--termbase` names, or nothing; what in it could not be used is said once, with the first reason. */
export async function readTerms(call: Call, from: string, to: string): Promise<OwnWords> {
  const name = call.values.get('termbase');
  if (name === undefined) return { termbase: [], words: [] };
  const { kind, entries, problems } = readTermbase(await readParts(call, name), from, to);
  const [first] = problems;
  if (first) {
    const reason = translate(call.language, `errors:${first.reason.key}`, first.reason.params);
    const { unit, number } = first.at;
    warn(call, `termbase.${unit}`, { file: fileLabel(name), count: problems.length, number, reason });
  }
  return kind === 'terms' ? { termbase: entries, words: [] } : { termbase: [], words: entries };
}

const parts = /\.(ifo|idx|idx\.gz|syn|index|dict|dict\.dz)$/i;

/** The file; of a dictionary that is kept in several, those beside it that have the same name, too. */
async function readParts(call: Call, name: string): Promise<GivenFile[]> {
  const own: GivenFile = { name: fileLabel(name), bytes: await readInput(name, call.io) };
  if (!parts.test(name)) return [own];
  const stem = basename(name).replace(parts, '');
  const folder = dirname(name);
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const others = names.filter(
    (other) => other !== basename(name) && parts.test(other) && other.replace(parts, '') === stem,
  );
  const read = others.map(async (other): Promise<GivenFile> => {
    const path = join(folder, other);
    return { name: path, bytes: await readInput(path, call.io) };
  });
  return [own, ...(await Promise.all(read))];
}
