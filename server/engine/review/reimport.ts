/** A new version of one side: what stayed is kept with all that people did to it, and only what changed is aligned anew. */

import type { Side } from '../bitext.ts';
import { type BeadRow, type Draft, type SegmentKind, type SegmentRow, takeId } from './draft.ts';
import { keysBetween } from './order.ts';
import { type Aligner, longestRun, rebead } from './rebead.ts';

/** A sentence of the new version. */
export interface NewSegment {
  readonly text: string;
  readonly paragraph: number;
  readonly kind: SegmentKind;
  readonly speaker: string | null;
}

/** What became of the beads. */
export interface ReimportSummary {
  readonly kept: number;
  readonly changed: number;
  readonly made: number;
  readonly gone: number;
}

/** The numbers of an old and of a new sentence that are the same. */
type Match = readonly [old: number, now: number];

/**
 * Puts a new version of one side into a draft of the whole bitext. A sentence counts as unchanged where its text is what
 * was imported, or what it was corrected to; then its row stays, correction included. Beads whose sentences are all
 * unchanged stay as they are, and are the fixed points between which the others are aligned anew; those lose their
 * confirmation, since what was confirmed is no longer there.
 * @returns the beads to be checked anew, and the counts
 */
export function reimport(
  draft: Draft,
  side: Side,
  given: readonly NewSegment[],
  align: Aligner,
): { readonly changed: readonly number[]; readonly summary: ReimportSummary } {
  const old = [...draft.rows.segment.values()]
    .filter((row) => row.side === side)
    .sort((a, b) => (a.position < b.position ? -1 : 1));
  const lost = putSegments(draft, side, old, given);
  const beads = [...draft.rows.bead.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
  const touched = new Set(beads.filter((bead) => bead[side].some((id) => lost.has(id))).map((bead) => bead.id));
  const fresh = freshPlaces(draft, side, beads);
  const free = new Set([...touched, ...gapsBeside(beads, touched, fresh)]);
  for (const id of free) {
    const bead = draft.rows.bead.get(id);
    if (bead?.[side].some((segment) => lost.has(segment)))
      draft.rows.bead.set(id, { ...bead, [side]: bead[side].filter((segment) => !lost.has(segment)) });
  }
  const { changed, made, gone } = rebead(draft, free, align, { before: null, after: null });
  // A bead that lost a sentence and came out with what was left is changed, too.
  const all = new Set([...changed, ...[...touched].filter((id) => draft.rows.bead.has(id))]);
  for (const id of all) {
    const bead = draft.rows.bead.get(id);
    if (bead) draft.rows.bead.set(id, { ...bead, state: 'new' });
  }
  const summary = {
    kept: draft.rows.bead.size - all.size - made.length,
    changed: all.size,
    made: made.length,
    gone: gone.length,
  };
  return { changed: [...all, ...made], summary };
}

/**
 * Replaces the segments of a side. What a person put where the file had nothing is no sentence of the file, and stays.
 * @returns the ids of those that are gone
 */
function putSegments(draft: Draft, side: Side, old: readonly SegmentRow[], given: readonly NewSegment[]): Set<number> {
  const sequence: (SegmentRow | NewSegment)[] = [];
  const lost = new Set<number>();
  let [o, n] = [0, 0];
  const skipTo = (oldAt: number, nowAt: number) => {
    for (; o < oldAt; o++) {
      const row = old[o]!;
      if (row.original === '') sequence.push(row);
      else lost.add(row.id);
    }
    for (; n < nowAt; n++) sequence.push(given[n]!);
  };
  for (const [from, count, now, nowCount] of matches(old, given)) {
    skipTo(from, now);
    for (let k = 0; k < count; k++) {
      const row = old[from + k]!;
      // A person's own division of the same words is as good as the program's.
      const { text, paragraph, kind, speaker } = given[now + (count === nowCount ? k : 0)]!;
      const original = count === nowCount && text === row.text ? text : row.original;
      const kept = { ...row, original, paragraph, kind, speaker };
      draft.rows.segment.set(row.id, kept);
      sequence.push(kept);
    }
    [o, n] = [from + count, now + nowCount];
  }
  skipTo(old.length, given.length);
  for (const id of lost) draft.rows.segment.delete(id);
  const isRow = (each: SegmentRow | NewSegment | undefined): each is SegmentRow => each !== undefined && 'id' in each;
  let last: string | null = null;
  for (let k = 0; k < sequence.length; ) {
    const each = sequence[k];
    if (isRow(each)) {
      last = each.position;
      k++;
      continue;
    }
    let end = k;
    while (end < sequence.length && !isRow(sequence[end])) end++;
    const next = sequence[end];
    for (const position of keysBetween(last, isRow(next) ? next.position : null, end - k)) {
      const id = takeId(draft);
      const { text, paragraph, kind, speaker } = sequence[k++]!;
      draft.rows.segment.set(id, { id, side, position, text, original: text, paragraph, kind, speaker });
    }
  }
  return lost;
}

/** Whether a sentence is still there, as it was imported or as it was corrected. */
function isSame(row: SegmentRow, given: NewSegment): boolean {
  return given.text === row.original || given.text === row.text;
}

/**
 * Runs of old sentences and the runs of new ones that say the same: mostly one and one; several where the same words are
 * divided otherwise. Sentences that stand once in both versions are anchors (patience diff, Cohen 2010), grown over their
 * neighbours; between them, what is left is compared joined. O(n log n).
 */
function* matches(
  old: readonly SegmentRow[],
  given: readonly NewSegment[],
): Generator<readonly [from: number, count: number, now: number, nowCount: number]> {
  const places = new Map<string, number>();
  for (const [k, { text }] of given.entries()) places.set(text, places.has(text) ? -1 : k);
  const seen = new Map<string, number>();
  for (const row of old)
    for (const text of new Set([row.original, row.text])) seen.set(text, (seen.get(text) ?? 0) + 1);
  const once = old.flatMap((row, k): Match[] => {
    const now = places.get(row.original) ?? places.get(row.text);
    return now !== undefined && now >= 0 && (seen.get(given[now]!.text) ?? 0) === 1 ? [[k, now]] : [];
  });
  const anchors = longestRun(once, (match) => match[1]);
  let [o, n] = [0, 0];
  for (const [oldAt, nowAt] of [...anchors, [old.length, given.length] as const]) {
    if (oldAt < o || nowAt < n) continue;
    yield* between(old, given, [o, n], [oldAt, nowAt]);
    if (oldAt < old.length) yield [oldAt, 1, nowAt, 1];
    [o, n] = [oldAt + 1, nowAt + 1];
  }
}

/** What is the same at both ends of a stretch without anchors. */
function* between(
  old: readonly SegmentRow[],
  given: readonly NewSegment[],
  [o, n]: Match,
  [oldEnd, nowEnd]: Match,
): Generator<readonly [from: number, count: number, now: number, nowCount: number]> {
  const tails: (readonly [number, number, number, number])[] = [];
  while (o < oldEnd && n < nowEnd && isSame(old[o]!, given[n]!)) yield [o++, 1, n++, 1];
  while (o < oldEnd && n < nowEnd && isSame(old[oldEnd - 1]!, given[nowEnd - 1]!))
    tails.push([--oldEnd, 1, --nowEnd, 1]);
  const group = sameWords(old, given, [o, n], [oldEnd, nowEnd]);
  if (group) {
    yield [o, group[0], n, group[1]];
    yield* between(old, given, [o + group[0], n + group[1]], [oldEnd, nowEnd]);
  }
  yield* tails.reverse();
}

/** How many old and new sentences at the beginning of a stretch are the same words, divided otherwise; null for none. */
function sameWords(
  old: readonly SegmentRow[],
  given: readonly NewSegment[],
  [o, n]: Match,
  [oldEnd, nowEnd]: Match,
): Match | null {
  const mostParts = 8;
  let [was, now] = ['', ''];
  let [i, j] = [o, n];
  while (i - o < mostParts && j - n < mostParts) {
    if (was !== '' && was === now) return [i - o, j - n];
    if (was.length <= now.length) {
      if (i >= oldEnd) return null;
      was = `${was}${was && ' '}${old[i++]!.original}`;
    } else {
      if (j >= nowEnd) return null;
      now = `${now}${now && ' '}${given[j++]!.text}`;
    }
    const shorter = Math.min(was.length, now.length);
    if (was.slice(0, shorter) !== now.slice(0, shorter)) return null;
  }
  return was === now && was !== '' ? [i - o, j - n] : null;
}

/** For each bead, whether a sentence that belongs to none stands right before it on a side, or after the last one. */
function freshPlaces(draft: Draft, side: Side, beads: readonly BeadRow[]): Set<number> {
  const owner = new Map(beads.flatMap((bead, k) => bead[side].map((id) => [id, k] as const)));
  const order = [...draft.rows.segment.values()]
    .filter((row) => row.side === side)
    .sort((a, b) => (a.position < b.position ? -1 : 1));
  const beside = new Set<number>();
  let last = -1;
  let fresh = false;
  for (const row of order) {
    const k = owner.get(row.id);
    if (k === undefined) {
      if (last >= 0 || !fresh) beside.add(last);
      fresh = true;
    } else {
      if (fresh) beside.add(k);
      fresh = false;
      last = k;
    }
  }
  return beside;
}

/** Gaps that nobody confirmed, next to what changed: a sentence that was missing may be there now. */
function gapsBeside(beads: readonly BeadRow[], touched: ReadonlySet<number>, fresh: ReadonlySet<number>): number[] {
  const found: number[] = [];
  const isGap = (bead: BeadRow | undefined) =>
    bead !== undefined &&
    bead.state === 'new' &&
    !touched.has(bead.id) &&
    (bead.source.length === 0 || bead.target.length === 0);
  for (const [k, bead] of beads.entries()) {
    if (!touched.has(bead.id) && !fresh.has(k)) continue;
    for (const step of [-1, 1]) {
      for (let other = k + step; isGap(beads[other]); other += step) found.push(beads[other]!.id);
    }
    if (isGap(bead)) found.push(bead.id);
  }
  if (fresh.has(-1)) for (let k = 0; isGap(beads[k]); k++) found.push(beads[k]!.id);
  return found;
}
