import type { Segment } from '../bitext.ts';
import { parameters } from './parameters.ts';

/** What the form of one side says about where its segments may be put together. */
export interface Edges {
  /**
   * How strong the boundary before each segment is, and after the last: 0 inside a sentence that was cut (after a colon or
   * a semicolon, before a small letter), 1 between sentences, 2 between paragraphs.
   */
  readonly strength: Uint8Array;
  /** How each segment begins: 0 plainly, 1 as a turn of speech (a dash, a quotation mark), 2 + n with the number n of a list or chapter. */
  readonly opening: Int32Array;
}

const openEnd = /[:;,–—-]["'»”’)\]]*\s*$/;
const smallStart = /^[\s"'«“„‘([–—-]*\p{Ll}/u;
const turnStart = /^\s*(?:[–—―]\s*|-\s+|["«“„‘「『])[\p{L}\p{N}…]/u;
const numberStart = /^\s*[([]?(?:(\d{1,4})[.)\]](?=\s)|([IVXLC]{1,7})(?:[.)\]](?=\s|$)|\s*$))/u;

/** Linear in the segments. Paragraphs count only where a side has some and they are not its sentences. */
export function edgesOf(segments: readonly Segment[]): Edges {
  const strength = new Uint8Array(segments.length + 1).fill(1);
  const paragraphs = new Set(segments.map((segment) => segment.paragraph)).size;
  const telling = paragraphs > 1 && paragraphs < 0.9 * segments.length;
  for (let i = 1; i < segments.length; i++) {
    const before = segments[i - 1]!;
    const after = segments[i]!;
    if (telling && before.paragraph !== after.paragraph) strength[i] = 2;
    else if (openEnd.test(before.text) || smallStart.test(after.text)) strength[i] = 0;
  }
  strength[0] = 2;
  strength[segments.length] = 2;
  return { strength, opening: Int32Array.from(segments, ({ text }) => openingOf(text)) };
}

function openingOf(text: string): number {
  const [, digits, roman] = numberStart.exec(text) ?? [];
  if (digits !== undefined) return 2 + Number(digits);
  if (roman !== undefined) return 2 + fromRoman(roman);
  return turnStart.test(text) ? 1 : 0;
}

const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The value of a Roman number in capitals; a smaller digit before a larger one is taken off. */
function fromRoman(roman: string): number {
  const values = [...roman].map((letter) => romanDigits[letter] ?? 0);
  return values.reduce((sum, value, k) => sum + (value < (values[k + 1] ?? 0) ? -value : value), 0);
}

/**
 * Log evidence of the form of a bead that ends before source segment `i` and target segment `j` and has `a` and `b`
 * segments: translations tend to break where their originals do, and keep their turns and numbers. Evidence, never a wall.
 */
export function edgeScore(source: Edges, target: Edges, i: number, j: number, a: number, b: number): number {
  const { bothParagraphs, oneParagraph, oneOpen, paragraphInside, sameNumber, otherNumber, bothTurns, oneTurn } =
    parameters.structure;
  const s = source.strength[i]!;
  const t = target.strength[j]!;
  let score = 0;
  if (s === 2 && t === 2) score += bothParagraphs;
  else if (s === 2 || t === 2) score += oneParagraph;
  if ((s === 0) !== (t === 0)) score += oneOpen;
  for (let k = 1; k < a; k++) if (source.strength[i - k] === 2) score += paragraphInside;
  for (let k = 1; k < b; k++) if (target.strength[j - k] === 2) score += paragraphInside;
  const opens = source.opening[i - a]!;
  const meets = target.opening[j - b]!;
  if (opens > 1 && meets > 1) score += opens === meets ? sameNumber : otherNumber;
  else if (opens === 1 && meets === 1) score += bothTurns;
  else if (opens + meets === 1) score += oneTurn;
  return score;
}
