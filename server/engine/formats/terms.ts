import type { Message } from '../bitext.ts';

/** Entries of termbases and dictionaries, as all their formats give them. */

/** A concept and its names in the two languages. */
export interface TermbaseEntry {
  readonly source: readonly string[];
  /** Accepted in the target, the preferred one first. */
  readonly target: readonly string[];
  /** Not to be used in the target. */
  readonly forbidden: readonly string[];
  readonly note: string;
}

/** Terms are to be kept to; a dictionary says what words may mean, and is evidence alone. */
export const termbaseKinds = ['terms', 'dictionary'] as const;
export type TermbaseKind = (typeof termbaseKinds)[number];

export type TermbaseFormat = 'table' | 'tbx' | 'dictd' | 'stardict';

/** Something that was left out, and why; `reason` is a sentence of errors.json. */
export interface TermbaseProblem {
  /** Lines and entries count from 1. */
  readonly at: { readonly unit: 'line' | 'entry'; readonly number: number };
  /** How it begins. */
  readonly text: string;
  readonly reason: Message;
}

export interface TermbaseFile {
  readonly format: TermbaseFormat;
  /** What such a file usually is; the person who brings it knows better. */
  readonly kind: TermbaseKind;
  /** As the file calls itself. */
  readonly title: string | null;
  /** The file goes from the target language to the source's, and was turned round. */
  readonly reversed: boolean;
  readonly entries: readonly TermbaseEntry[];
  readonly problems: readonly TermbaseProblem[];
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More entries than any dictionary of two languages has. */
export const mostEntries = 500_000;
/** Longest name of a concept, in UTF-16 units: a treaty's full title has 300. */
const longestName = 500;

/** What is wrong with an entry, or null. */
function faultOf(entry: TermbaseEntry): Message | null {
  const problem = (key: string, params: Message['params'] = {}): Message => ({ key: `formats.${key}`, params });
  if (entry.source.length === 0) return problem('termNoSource');
  if (entry.target.length + entry.forbidden.length === 0) return problem('termNoTarget');
  const names = [...entry.source, ...entry.target, ...entry.forbidden];
  if (names.some((name) => name.length > longestName)) return problem('termLong', { limit: longestName });
  return null;
}

/** Puts an entry where it belongs: among those that are of use, or among the problems. */
export function gather(
  into: { readonly entries: TermbaseEntry[]; readonly problems: TermbaseProblem[] },
  entry: TermbaseEntry,
  at: TermbaseProblem['at'],
): void {
  const fault = faultOf(entry);
  if (!fault) into.entries.push(entry);
  else into.problems.push({ at, text: beginningOf(entry), reason: fault });
}

function beginningOf(entry: TermbaseEntry): string {
  return [...entry.source, ...entry.target, ...entry.forbidden].join(', ').slice(0, 80).toWellFormed();
}

/** The names in a cell, or in a field of a form. */
export function namesIn(cell: string | undefined): string[] {
  const parts = (cell ?? '').split(/[|;]/).map((part) => part.trim().replace(/\s+/g, ' '));
  return [...new Set(parts.filter((part) => part !== ''))];
}
