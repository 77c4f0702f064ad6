/** Where the counterpart of a word is expected on the other side, by the links of its neighbours. */

import type { Word } from '../text/words.ts';
import type { SideReading } from './check.ts';

/** Whether a word is long enough to carry a sense of its own, so that its link says something. */
export function lengthOfContent(word: Word | undefined): boolean {
  return word !== undefined && (word.folded.length > 3 || word.isNumber);
}

/** Linked content words within a reach of a word, the nearest first, the word itself left out. */
export function linkedNeighbours(
  { words, linked }: SideReading,
  at: number,
  reach: number,
): { at: number; link: number }[] {
  const found: { at: number; link: number }[] = [];
  for (let distance = 1; distance <= reach; distance++) {
    for (const k of [at + distance, at - distance]) {
      const link = linked[k] ?? -1;
      if (link >= 0 && lengthOfContent(words[k])) found.push({ at: k, link });
    }
  }
  return found;
}

/** The index of the other side's word where a word's counterpart is expected; `governed` is a neighbour that is asked first, or -1. */
export function expectedAt(side: SideReading, at: number, governed: number, others: number): number {
  const last = Math.max(0, others - 1);
  const own = governed >= 0 ? (side.linked[governed] ?? -1) : -1;
  if (own >= 0) return Math.max(0, Math.min(last, own - Math.sign(governed - at)));
  const [first] = linkedNeighbours(side, at, 6);
  if (first) return Math.max(0, Math.min(last, first.link + Math.max(-2, Math.min(2, at - first.at))));
  return Math.round((at / Math.max(1, side.words.length - 1)) * last);
}
