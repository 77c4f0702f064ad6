/** Spelling: the words of a language by its Hunspell dictionary, and words that differ by a slip of the fingers. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const lists = new Map<string, ReadonlySet<string> | null>();

/**
 * Dictionary forms of a language, names with their capitals, from the npm package `dictionary-<code>`; null where it is not installed.
 * Read when first asked for, in about 20 ms, and kept. Their other forms are not listed: ask for a word's lemmas.
 */
export function spellingWords(code: string): ReadonlySet<string> | null {
  let words = lists.get(code);
  if (words === undefined) {
    words = readWords(code);
    lists.set(code, words);
  }
  return words;
}

function readWords(code: string): ReadonlySet<string> | null {
  let folder: URL;
  try {
    folder = pathToFileURL(createRequire(import.meta.url).resolve(`dictionary-${code}`));
  } catch {
    return null;
  }
  const words = new Set<string>();
  for (const line of readFileSync(new URL('./index.dic', folder), 'utf8').split('\n')) {
    const end = line.indexOf('/');
    words.add(end < 0 ? line : line.slice(0, end));
  }
  return words;
}

export type Slip = 'exchanged' | 'added' | 'left-out' | 'replaced';

/** The one slip by which a word comes from another (two neighbouring letters exchanged, a letter too many, too few or another), or null. Linear. */
export function slipBetween(written: string, meant: string): Slip | null {
  const difference = written.length - meant.length;
  if (Math.abs(difference) > 1 || written === meant) return null;
  let start = 0;
  while (start < meant.length && written[start] === meant[start]) start++;
  const rest = (word: string, skipped: number): string => word.slice(start + skipped);
  if (difference === 1) return rest(written, 1) === rest(meant, 0) ? 'added' : null;
  if (difference === -1) return rest(written, 0) === rest(meant, 1) ? 'left-out' : null;
  if (rest(written, 1) === rest(meant, 1)) return 'replaced';
  const exchanged = written[start] === meant[start + 1] && written[start + 1] === meant[start];
  return exchanged && rest(written, 2) === rest(meant, 2) ? 'exchanged' : null;
}
