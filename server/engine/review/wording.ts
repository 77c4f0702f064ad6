/** What an edit did to a text: where every old place is in the new one, and which sentence each new word belongs to. */

import { diffWordsWithSpace } from 'diff';
import type { Span } from '../bitext.ts';

/** A stretch of the old text and what stands there now; `same` where nothing changed. Hunks cover both texts without holes. */
export interface Hunk {
  readonly same: boolean;
  readonly before: Span;
  readonly after: Span;
}

/**
 * Compares two texts word by word.
 * Cost: O(length * differences), cut off after a quarter of a second: then everything between the common beginning and
 * the common end counts as replaced.
 */
export function compareTexts(before: string, after: string): Hunk[] {
  const parts = diffWordsWithSpace(before, after, { timeout: 250 });
  if (!parts) return replaceMiddle(before, after);
  const hunks: Hunk[] = [];
  let [b, a] = [0, 0];
  for (const part of parts) {
    const length = part.value.length;
    const [b1, a1] = [part.added ? b : b + length, part.removed ? a : a + length];
    const last = hunks.at(-1);
    if ((part.added || part.removed) && last && !last.same) {
      hunks[hunks.length - 1] = { same: false, before: [last.before[0], b1], after: [last.after[0], a1] };
    } else {
      hunks.push({ same: !part.added && !part.removed, before: [b, b1], after: [a, a1] });
    }
    [b, a] = [b1, a1];
  }
  return hunks;
}

function replaceMiddle(before: string, after: string): Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return replacement(before.length, [start, before.length - end], after.length - end - start);
}

/** The hunks of a text of `length` in which one span was replaced by something of `newLength`. */
export function replacement(length: number, span: Span, newLength: number): Hunk[] {
  const [start, end] = span;
  const hunks: Hunk[] = [
    { same: true, before: [0, start], after: [0, start] },
    { same: false, before: span, after: [start, start + newLength] },
    { same: true, before: [end, length], after: [start + newLength, start + newLength + length - end] },
  ];
  return hunks.filter((hunk) => hunk.before[1] > hunk.before[0] || hunk.after[1] > hunk.after[0]);
}

/** Where a span is after the edit; null where nothing of it is left. A span grows over what replaced a part of it. */
export function moveSpan(hunks: readonly Hunk[], span: Span): Span | null {
  const start = moveStart(hunks, span[0]);
  const end = moveEnd(hunks, span[1]);
  return start < end ? [start, end] : null;
}

function moveStart(hunks: readonly Hunk[], offset: number): number {
  const hunk = hunks.find(({ before }) => before[0] <= offset && offset < before[1]);
  if (!hunk) return hunks.at(-1)?.after[1] ?? 0;
  return hunk.same ? hunk.after[0] + offset - hunk.before[0] : hunk.after[0];
}

/** Where the end of something is after the edit: what was put in right behind it does not belong to it. */
export function moveEnd(hunks: readonly Hunk[], offset: number): number {
  const hunk = hunks.find(({ before }) => before[0] < offset && offset <= before[1]);
  if (!hunk) return 0;
  return hunk.same ? hunk.after[0] + offset - hunk.before[0] : hunk.after[1];
}

/**
 * Shares an edited text out among the sentences that it was joined from, so that joining the result gives the edited
 * text back (white space between sentences counts as one space).
 * @param texts the sentences as they were; the old text is those of them that are not empty, joined by one space
 * @param after the edited text
 */
export function shareOut(texts: readonly string[], after: string, hunks: readonly Hunk[]): string[] {
  const filled = texts.flatMap((text, index) => (text === '' ? [] : [index]));
  const last = filled.at(-1) ?? 0;
  const shared = texts.map(() => '');
  let offset = 0;
  let start = 0;
  for (const index of filled) {
    if (index === last) break;
    offset += (texts[index] ?? '').length;
    let end = Math.max(start, moveEnd(hunks, offset));
    while (end < after.length && end > start && !/\s/.test(after.charAt(end)) && !/\s/.test(after.charAt(end - 1)))
      end++;
    shared[index] = after.slice(start, end).trim();
    start = end;
    offset += 1;
  }
  shared[last] = after.slice(start).trim();
  return shared;
}
