/**
 * Opposite senses by WordNet 3.1: antonyms, with the other words of their synsets, and for adjectives the whole cluster around
 * an antonym (huge is opposite to tiny by large and small: Gross, Fischer, Miller 1989).
 */

import { openSync, readSync } from 'node:fs';

/** A place in one of WordNet's data files. */
interface Synset {
  readonly words: readonly string[];
  readonly pointers: readonly {
    readonly symbol: string;
    readonly offset: number;
    /** The word of the synset that it is of, counted from 1; 0 for all. */
    readonly from: number;
  }[];
}

/** Reads synsets by their offsets; lines are read one by one, since a text asks for few of the 20 MB. */
export function openSynsets(file: URL): (offset: number) => Synset {
  let descriptor: number | undefined;
  return (offset) => {
    descriptor ??= openSync(file, 'r');
    let line = '';
    for (let size = 2048; ; size *= 4) {
      const bytes = Buffer.alloc(size);
      const read = readSync(descriptor, bytes, 0, size, offset);
      line = bytes.toString('latin1', 0, read);
      const end = line.indexOf('|');
      if (end >= 0) line = line.slice(0, end);
      if (end >= 0 || read < size) break;
    }
    return parseSynset(line);
  };
}

/** offset file-number type word-count(hex) word id … pointer-count symbol offset part source+target(hex) …: wndb(5WN) */
function parseSynset(line: string): Synset {
  const fields = line.trim().split(' ');
  const count = Number.parseInt(fields[3] ?? '0', 16);
  const words = Array.from({ length: count }, (_, k) => (fields[4 + 2 * k] ?? '').replace(/\(.*\)$/, '').toLowerCase());
  const start = 4 + 2 * count;
  const pointers = Array.from({ length: Number(fields[start]) || 0 }, (_, k) => {
    const [symbol = '', offset = '', , ends = ''] = fields.slice(start + 1 + 4 * k, start + 5 + 4 * k);
    return { symbol, offset: Number(offset), from: Number.parseInt(ends.slice(0, 2), 16) };
  });
  return { words, pointers };
}

/** The synsets opposite to a word's senses in the synsets at some offsets of its part of speech. */
export function oppositeSynsets(word: string, offsets: readonly number[], read: (offset: number) => Synset): number[] {
  const found = new Set<number>();
  for (const offset of offsets) {
    const own = read(offset);
    const at = own.words.indexOf(word) + 1;
    for (const { symbol, offset: other, from } of own.pointers) {
      if (symbol === '!' && (from === 0 || from === at)) addCluster(other, read, found);
      // An adjective that has no antonym of its own has that of the adjective at the centre of its cluster.
      else if (symbol === '&' && own.pointers.every((p) => p.symbol !== '!'))
        for (const pointer of read(other).pointers) if (pointer.symbol === '!') addCluster(pointer.offset, read, found);
    }
  }
  return [...found];
}

function addCluster(offset: number, read: (offset: number) => Synset, found: Set<number>): void {
  found.add(offset);
  for (const pointer of read(offset).pointers) if (pointer.symbol === '&') found.add(pointer.offset);
}
