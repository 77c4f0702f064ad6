/** Bitexts of the project's own writing, and what may happen to one: joined, dropped, moved and foreign sentences, all known. */

import { readFileSync } from 'node:fs';
import type { Bead } from '../../server/engine/bitext.ts';

/** Sentences of both sides with the beads that are right. */
export interface Material {
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly beads: readonly Pick<Bead, 'source' | 'target'>[];
}

/** Pairs that translate each other sentence by sentence: the clean rows of `pairs.tsv`, in their order. */
export function cleanPairs(): [source: string, target: string][] {
  return readFileSync(new URL('./pairs.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([source = '', target = '']) => [source, target]);
}

/** A small generator of numbers that repeat themselves (mulberry32), 0 up to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Disturbance {
  /** Chances, for a pair, of being joined to the one before on the source or the target side, and of losing a side. */
  readonly join: number;
  readonly drop: number;
  readonly seed: number;
}

/** Builds a text from pairs, joining sentences of one side into one segment or dropping one side now and then. Linear. */
export function disturb(pairs: readonly (readonly [string, string])[], { join, drop, seed }: Disturbance): Material {
  const chance = random(seed);
  const source: string[] = [];
  const target: string[] = [];
  const beads: { source: number[]; target: number[] }[] = [];
  for (const [s, t] of pairs) {
    const dice = chance();
    const last = beads.at(-1);
    if (dice < join && last?.source.length === 1 && last.target.length >= 1 && last.target.length < 3) {
      // Two source sentences in one segment against two target segments.
      source[source.length - 1] += ` ${s}`;
      last.target.push(target.length);
      target.push(t);
    } else if (dice < 2 * join && last?.target.length === 1 && last.source.length >= 1 && last.source.length < 3) {
      target[target.length - 1] += ` ${t}`;
      last.source.push(source.length);
      source.push(s);
    } else if (dice < 2 * join + drop) {
      beads.push({ source: [source.length], target: [] });
      source.push(s);
    } else if (dice < 2 * join + 2 * drop) {
      beads.push({ source: [], target: [target.length] });
      target.push(t);
    } else {
      beads.push({ source: [source.length], target: [target.length] });
      source.push(s);
      target.push(t);
    }
  }
  return { source, target, beads };
}

/** Documents of so many pairs in random order until there are enough sentences. */
export function enlarge(
  pairs: readonly (readonly [string, string])[],
  sentences: number,
  seed: number,
): [string, string][] {
  const chance = random(seed);
  const size = 30;
  const chunks = Array.from({ length: Math.ceil(pairs.length / size) }, (_, k) =>
    pairs.slice(k * size, (k + 1) * size),
  );
  const all: [string, string][] = [];
  while (all.length < sentences) {
    for (const [s, t] of chunks[Math.floor(chance() * chunks.length)] ?? []) all.push([s, t]);
  }
  return all.slice(0, sentences);
}

/** Strict F1 (Thompson & Koehn 2019): beads with both sides, found exactly. */
export function strictF1(
  found: readonly Pick<Bead, 'source' | 'target'>[],
  right: readonly Pick<Bead, 'source' | 'target'>[],
): number {
  const key = ({ source, target }: Pick<Bead, 'source' | 'target'>): string => `${source.join()}:${target.join()}`;
  const both = (beads: readonly Pick<Bead, 'source' | 'target'>[]) =>
    new Set(beads.filter((bead) => bead.source.length > 0 && bead.target.length > 0).map(key));
  const a = both(found);
  const b = both(right);
  const hits = [...a].filter((bead) => b.has(bead)).length;
  return a.size + b.size === 0 ? 1 : (2 * hits) / (a.size + b.size);
}
