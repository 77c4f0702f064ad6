import { readTermbase, type TermbaseEntry } from '../engine/formats/termbase.ts';
import { translate } from '../messages.ts';
import { type Call, warn } from './command.ts';
import { fileLabel, readInput } from './files.ts';

/** The termbase that `--termbase` names, or null; what in it could not be used is said once, with the first reason. */
export async function readTerms(call: Call, from: string, to: string): Promise<readonly TermbaseEntry[] | null> {
  const name = call.values.get('termbase');
  if (name === undefined) return null;
  const { entries, problems } = readTermbase(await readInput(name, call.io), fileLabel(name), from, to);
  const [first] = problems;
  if (first) {
    const reason = translate(call.language, `errors:${first.reason.key}`, first.reason.params);
    warn(call, 'termbase', { file: fileLabel(name), count: problems.length, line: first.line, reason });
  }
  return entries;
}
