import type { Segment } from '../bitext.ts';
import { parameters } from './parameters.ts';

/**
 * How strong the boundary before each segment is, and after the last: 0 inside a sentence that was cut (after a colon or
 * a semicolon, before a small letter), 1 between sentences, 2 between paragraphs.
 */
export type Edges = Uint8Array;

const openEnd = /[:;,–—-]["'»”’)\]]*\s*$/;
const smallStart = /^[\s"'«“„‘([–—-]*\p{Ll}/u;

/** Linear in the segments. Paragraphs count only where a side has some and they are not its sentences. */
export function edgesOf(segments: readonly Segment[]): Edges {
  const edges = new Uint8Array(segments.length + 1).fill(1);
  const paragraphs = new Set(segments.map((segment) => segment.paragraph)).size;
  const telling = paragraphs > 1 && paragraphs < 0.9 * segments.length;
  for (let i = 1; i < segments.length; i++) {
    const before = segments[i - 1]!;
    const after = segments[i]!;
    if (telling && before.paragraph !== after.paragraph) edges[i] = 2;
    else if (openEnd.test(before.text) || smallStart.test(after.text)) edges[i] = 0;
  }
  edges[0] = 2;
  edges[segments.length] = 2;
  return edges;
}

/**
 * Log evidence of the boundaries of a bead that ends before source segment `i` and target segment `j` and has `a` and `b`
 * segments: translations tend to break where their originals do. Evidence, never a wall.
 */
export function edgeScore(source: Edges, target: Edges, i: number, j: number, a: number, b: number): number {
  const { bothParagraphs, oneParagraph, oneOpen, paragraphInside } = parameters.structure;
  const s = source[i]!;
  const t = target[j]!;
  let score = 0;
  if (s === 2 && t === 2) score += bothParagraphs;
  else if (s === 2 || t === 2) score += oneParagraph;
  if ((s === 0) !== (t === 0)) score += oneOpen;
  for (let k = 1; k < a; k++) if (source[i - k] === 2) score += paragraphInside;
  for (let k = 1; k < b; k++) if (target[j - k] === 2) score += paragraphInside;
  return score;
}
