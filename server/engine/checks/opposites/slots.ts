/** Where the counterpart of a word is expected on the other side, by the links of its neighbours. */

import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';

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

/** The share of linked ones among the content words within a reach. */
export function linkedShare({ words, linked }: SideReading, at: number, reach: number): number {
  let content = 0;
  let found = 0;
  for (let k = Math.max(0, at - reach); k <= Math.min(words.length - 1, at + reach); k++) {
    if (k === at || !lengthOfContent(words[k])) continue;
    content++;
    if ((linked[k] ?? -1) >= 0) found++;
  }
  return content === 0 ? 0.5 : found / content;
}

/**
 * How well words of the original fit between the counterparts of the words around some of the translation: 2 right between
 * both, 1 between them, 0 not. The ends of the texts are counterparts of each other.
 */
export function slotOf(
  { source, target }: PairReading,
  from: number,
  to: number,
  place: { readonly from: number; readonly to: number },
): 0 | 1 | 2 {
  const neighbour = (start: number, step: 1 | -1): number | null => {
    for (let k = start, tries = 0; tries < 3; k += step, tries++) {
      if (k < 0) return -1;
      if (k >= target.words.length) return source.words.length;
      if ((target.linked[k] ?? -1) >= 0) return target.linked[k] ?? null;
    }
    return null;
  };
  const before = neighbour(from - 1, -1);
  const after = neighbour(to, 1);
  if (before === null || after === null) return 0;
  const first = Math.min(before, after);
  const last = Math.max(before, after);
  if (place.from <= first || place.to > last || last - first > 6) return 0;
  return place.from - first === 1 && last - place.to === 0 ? 2 : 1;
}

const denying = /^(?:не|ни|нет|без|not|no|never|without|cannot|less|least|меньше|менее)$|n't$/;

/** Whether one of the two words before a place denies or turns it. */
export function deniedNear({ words }: SideReading, at: number): boolean {
  const denies = (word: Word | undefined) => word !== undefined && denying.test(word.folded);
  return denies(words[at - 1]) || denies(words[at - 2]);
}
