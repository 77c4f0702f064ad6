/**
 * What a person can do to a bitext, as pure functions on a draft. Each says which beads must be checked anew;
 * undo and redo are not here: they put rows back as revisions kept them.
 */

import { type Category, type Severity, type Side, type Span, sides } from '../bitext.ts';
import {
  type BeadRow,
  type BeadState,
  beadOf,
  type Draft,
  type FlagRow,
  flagsOf,
  ImpossibleChange,
  joinTexts,
  type SegmentRow,
  segmentOf,
  takeId,
  textOf,
} from './draft.ts';
import { likenessOf, moveFlags, wordsOf } from './findings.ts';
import { keyBetween } from './order.ts';
import { compareTexts, type Hunk, moveEnd, replacement, shareOut } from './wording.ts';

/** Where a side is cut: before or inside a segment, or after so many segments. */
type Cut = number | { readonly segment: number; readonly offset: number };

export type Change =
  | { readonly kind: 'edit'; readonly bead: number; readonly side: Side; readonly text: string }
  | { readonly kind: 'accept'; readonly flag: number }
  | { readonly kind: 'dismiss'; readonly flag: number; readonly reason: string; readonly note?: string | undefined }
  | {
      readonly kind: 'dismissAlike';
      readonly flag: number;
      readonly reason: string;
      readonly note?: string | undefined;
      /** In the project it is a setting: the rows of the flags stay as they are, and new ones fall under it, too. */
      readonly scope: 'bitext' | 'project';
    }
  | { readonly kind: 'reopen'; readonly flag: number }
  | {
      readonly kind: 'addFlag';
      readonly bead: number;
      readonly source: Span | null;
      readonly target: Span | null;
      readonly category: Category;
      readonly severity: Severity;
      readonly note: string;
      readonly suggestion?: string | null | undefined;
    }
  | { readonly kind: 'removeFlag'; readonly flag: number }
  | { readonly kind: 'merge'; readonly beads: readonly number[] }
  | {
      readonly kind: 'split';
      readonly bead: number;
      readonly source?: Cut | undefined;
      readonly target?: Cut | undefined;
    }
  | { readonly kind: 'moveSegment'; readonly side: Side; readonly segment: number; readonly to: number }
  | { readonly kind: 'confirm'; readonly beads: readonly number[]; readonly state: BeadState }
  | { readonly kind: 'bookmark'; readonly bead: number; readonly on: boolean }
  /** The checks run again over the whole bitext. */
  | { readonly kind: 'recheck' };

/** The order keys, outside the draft, that what a change makes must come between; null for the beginning and the end. */
export interface Surroundings {
  /** The bead that follows the one to be split. */
  readonly beadAfter: string | null;
  /** For each side, the segment before the place where a new one is made, and the one after it. */
  readonly segments: Readonly<Record<Side, { readonly before: SegmentRow | null; readonly after: string | null }>>;
}

/**
 * Does a change to a draft, which holds the beads it touches with their segments and flags.
 * @returns the ids of beads whose text is no longer what was checked
 * @throws ImpossibleChange where the bitext does not allow it
 */
export function applyChange(draft: Draft, change: Change, around: Surroundings): number[] {
  switch (change.kind) {
    case 'edit':
      return edit(draft, change.bead, change.side, change.text, around);
    case 'accept':
      return accept(draft, change.flag);
    case 'dismiss': {
      const flag = flagOf(draft, change.flag, 'open');
      draft.rows.flag.set(flag.id, {
        ...flag,
        state: 'dismissed',
        reason: change.reason,
        note: change.note ?? flag.note,
      });
      return [];
    }
    case 'dismissAlike':
      if (change.scope === 'bitext') dismissAlike(draft, change);
      return [];
    case 'recheck':
      return [...draft.rows.bead.keys()];
    case 'reopen': {
      const flag = flagOf(draft, change.flag, 'dismissed', 'accepted');
      draft.rows.flag.set(flag.id, { ...flag, state: 'open', reason: null });
      return [];
    }
    case 'addFlag':
      return addFlag(draft, change);
    case 'removeFlag': {
      const flag = flagOf(draft, change.flag, 'open', 'accepted', 'dismissed');
      if (flag.origin !== 'manual') throw new ImpossibleChange('flag-not-manual');
      draft.rows.flag.delete(flag.id);
      return [];
    }
    case 'merge':
      return merge(draft, change.beads);
    case 'split':
      return split(draft, change.bead, change, around);
    case 'moveSegment':
      return moveSegment(draft, change.side, change.segment, change.to);
    case 'confirm':
      for (const id of change.beads) draft.rows.bead.set(id, { ...beadOf(draft, id), state: change.state });
      return [];
    case 'bookmark':
      draft.rows.bead.set(change.bead, { ...beadOf(draft, change.bead), bookmarked: change.on });
      return [];
  }
}

function flagOf(draft: Draft, id: number, ...states: FlagRow['state'][]): FlagRow {
  const flag = draft.rows.flag.get(id);
  if (!flag) throw new Error(`the draft lacks flag ${id}`);
  if (!states.includes(flag.state)) throw new ImpossibleChange(`flag-is-${flag.state}`);
  return flag;
}

function dismissAlike(draft: Draft, change: Extract<Change, { kind: 'dismissAlike' }>): void {
  const { likeness, origin } = flagOf(draft, change.flag, 'open');
  if (origin !== 'program') throw new ImpossibleChange('flag-is-manual');
  for (const flag of draft.rows.flag.values()) {
    if (flag.likeness !== likeness || flag.state !== 'open' || flag.origin !== 'program') continue;
    const { reason, note } = change;
    draft.rows.flag.set(flag.id, { ...flag, state: 'dismissed', reason, note: note ?? flag.note });
  }
}

function edit(draft: Draft, id: number, side: Side, given: string, around: Surroundings): number[] {
  const text = given.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
  const bead = beadOf(draft, id);
  if (bead[side].length > 0) {
    const before = textOf(draft, id, side);
    return reword(draft, bead, side, text, compareTexts(before, text));
  }
  if (text === '') return [];
  const { before, after } = around.segments[side];
  const segment: SegmentRow = {
    id: takeId(draft),
    side,
    position: keyBetween(before?.position ?? null, after),
    text,
    original: '',
    paragraph: before?.paragraph ?? 0,
    kind: 'text',
    speaker: before?.speaker ?? null,
  };
  draft.rows.segment.set(segment.id, segment);
  draft.rows.bead.set(id, { ...bead, [side]: [segment.id], furniture: false });
  return [id];
}

function reword(draft: Draft, bead: BeadRow, side: Side, text: string, hunks: readonly Hunk[]): number[] {
  const segments = bead[side].map((segment) => segmentOf(draft, segment));
  const texts = shareOut(
    segments.map((segment) => segment.text),
    text,
    hunks,
  );
  let changed = false;
  for (const [index, segment] of segments.entries()) {
    const shared = texts[index] ?? '';
    if (shared === segment.text) continue;
    draft.rows.segment.set(segment.id, { ...segment, text: shared });
    changed = true;
  }
  if (!changed) return [];
  moveFlags(draft, bead.id, side, hunks);
  return [bead.id];
}

function accept(draft: Draft, id: number): number[] {
  const flag = flagOf(draft, id, 'open');
  if (flag.suggestion === null || flag.target === null) throw new ImpossibleChange('no-suggestion');
  const text = textOf(draft, flag.bead, 'target');
  let [start, end] = flag.target;
  if (flag.suggestion === '' && text[end] === ' ') end += 1;
  const after = text.slice(0, start) + flag.suggestion + text.slice(end);
  const hunks = replacement(text.length, [start, end], flag.suggestion.length);
  reword(draft, beadOf(draft, flag.bead), 'target', after, hunks);
  const place: Span | null = flag.suggestion === '' ? null : [start, start + flag.suggestion.length];
  draft.rows.flag.set(id, { ...flag, target: place, state: 'accepted' });
  return [flag.bead];
}

function addFlag(draft: Draft, change: Extract<Change, { kind: 'addFlag' }>): number[] {
  const texts = { source: textOf(draft, change.bead, 'source'), target: textOf(draft, change.bead, 'target') };
  if (!change.source && !change.target) throw new ImpossibleChange('flag-without-span');
  for (const side of sides) {
    const span = change[side];
    if (span && span[1] > texts[side].length)
      throw new ImpossibleChange('span-outside', { side, length: texts[side].length });
  }
  const id = takeId(draft);
  const words = wordsOf(change, texts);
  const message = { key: 'manual', params: { note: change.note } };
  draft.rows.flag.set(id, {
    id,
    bead: change.bead,
    check: 'manual',
    category: change.category,
    severity: change.severity,
    confidence: 1,
    source: change.source,
    target: change.target,
    message,
    suggestion: change.suggestion ?? null,
    state: 'open',
    reason: null,
    note: change.note,
    origin: 'manual',
    words,
    absent: false,
    likeness: likenessOf({ check: 'manual', message }, words),
  });
  return [];
}

/** The draft holds every bead from the first to the last of those to be merged. */
function merge(draft: Draft, ids: readonly number[]): number[] {
  const wanted = new Set(ids);
  const beads = [...draft.rows.bead.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
  if (wanted.size < 2) throw new ImpossibleChange('merge-one');
  if (beads.length !== wanted.size || beads.some((bead) => !wanted.has(bead.id)))
    throw new ImpossibleChange('not-neighbours');
  const [first] = beads;
  if (!first) throw new ImpossibleChange('merge-one');
  for (const side of sides) {
    let offset = 0;
    for (const bead of beads) {
      const length = textOf(draft, bead.id, side).length;
      if (offset > 0) {
        for (const flag of flagsOf(draft, bead.id)) {
          const span = flag[side];
          if (span) draft.rows.flag.set(flag.id, { ...flag, [side]: [span[0] + offset, span[1] + offset] });
        }
      }
      if (length > 0) offset += length + 1;
    }
  }
  for (const bead of beads) {
    for (const flag of flagsOf(draft, bead.id)) draft.rows.flag.set(flag.id, { ...flag, bead: first.id });
    if (bead !== first) draft.rows.bead.delete(bead.id);
  }
  draft.rows.bead.set(first.id, {
    ...first,
    source: beads.flatMap((bead) => bead.source),
    target: beads.flatMap((bead) => bead.target),
    confidence: 1,
    state: leastReviewed(beads),
    bookmarked: beads.some((bead) => bead.bookmarked),
    moved: beads.every((bead) => bead.moved),
    furniture: beads.every((bead) => bead.furniture),
  });
  return [first.id];
}

const stateOrder: readonly BeadState[] = ['new', 'confirmed', 'approved'];

function leastReviewed(beads: readonly BeadRow[]): BeadState {
  return stateOrder.find((state) => beads.some((bead) => bead.state === state)) ?? 'new';
}

function split(
  draft: Draft,
  id: number,
  cuts: { readonly source?: Cut | undefined; readonly target?: Cut | undefined },
  around: Surroundings,
): number[] {
  const bead = beadOf(draft, id);
  const whole = { source: textOf(draft, id, 'source'), target: textOf(draft, id, 'target') };
  const share = shareBefore(draft, bead, cuts);
  const first: Record<Side, readonly number[]> = { source: [], target: [] };
  const second: Record<Side, readonly number[]> = { source: [], target: [] };
  for (const side of sides) {
    [first[side], second[side]] = cutSide(draft, bead, side, cuts[side] ?? bestCut(draft, bead, side, share), around);
  }
  for (const half of [first, second]) {
    if (half.source.length + half.target.length === 0) throw new ImpossibleChange('empty-half');
  }
  const newId = takeId(draft);
  const furniture = (half: Record<Side, readonly number[]>) =>
    bead.furniture && (!half.source.length || !half.target.length);
  draft.rows.bead.set(id, { ...bead, ...first, confidence: 1, furniture: furniture(first) });
  draft.rows.bead.set(newId, {
    ...bead,
    ...second,
    id: newId,
    position: keyBetween(bead.position, around.beadAfter),
    confidence: 1,
    bookmarked: false,
    furniture: furniture(second),
  });
  shareFlags(draft, id, newId, whole);
  return [id, newId];
}

/** How much of the bead, by length, the cuts that are given put before the cut; a half where none is given. */
function shareBefore(
  draft: Draft,
  bead: BeadRow,
  cuts: { readonly source?: Cut | undefined; readonly target?: Cut | undefined },
): number {
  const shares = sides.flatMap((side) => {
    const cut = cuts[side];
    const lengths = bead[side].map((segment) => segmentOf(draft, segment).text.length);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    if (cut === undefined || total === 0) return [];
    const index = typeof cut === 'number' ? cut : bead[side].indexOf(cut.segment);
    const before = lengths.slice(0, index).reduce((sum, length) => sum + length, 0);
    return [(before + (typeof cut === 'number' ? 0 : cut.offset)) / total];
  });
  return shares.length === 0 ? 0.5 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** How many segments of a side to leave in the first half, so that its share of the side comes nearest to the one given. */
function bestCut(draft: Draft, bead: BeadRow, side: Side, share: number): number {
  const lengths = bead[side].map((segment) => segmentOf(draft, segment).text.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let [best, distance, before] = [0, share, 0];
  for (const [index, length] of lengths.entries()) {
    before += length;
    const d = Math.abs(before / (total || 1) - share);
    if (d < distance) [best, distance] = [index + 1, d];
  }
  return best;
}

function cutSide(draft: Draft, bead: BeadRow, side: Side, cut: Cut, around: Surroundings): [number[], number[]] {
  const ids = bead[side];
  if (typeof cut === 'number') {
    if (cut > ids.length) throw new ImpossibleChange('cut-outside', { side, count: ids.length });
    return [ids.slice(0, cut), ids.slice(cut)];
  }
  const index = ids.indexOf(cut.segment);
  if (index < 0) throw new ImpossibleChange('segment-elsewhere');
  const segment = segmentOf(draft, cut.segment);
  if (cut.offset > segment.text.length) throw new ImpossibleChange('cut-outside', { side, count: segment.text.length });
  const offset = /[\uDC00-\uDFFF]/.test(segment.text.charAt(cut.offset)) ? cut.offset - 1 : cut.offset;
  const [head, tail] = [segment.text.slice(0, offset).trim(), segment.text.slice(offset).trim()];
  if (head === '') return [ids.slice(0, index), ids.slice(index)];
  if (tail === '') return [ids.slice(0, index + 1), ids.slice(index + 1)];

  const originalOffset =
    segment.text === segment.original ? offset : moveEnd(compareTexts(segment.text, segment.original), offset);
  const newSegment: SegmentRow = {
    ...segment,
    id: takeId(draft),
    position: keyBetween(segment.position, around.segments[side].after),
    text: tail,
    original: segment.original.slice(originalOffset).trim(),
  };
  draft.rows.segment.set(newSegment.id, newSegment);
  draft.rows.segment.set(segment.id, {
    ...segment,
    text: head,
    original: segment.original.slice(0, originalOffset).trim(),
  });
  return [ids.slice(0, index + 1), [newSegment.id, ...ids.slice(index + 1)]];
}

/** After a bead became two: each flag goes where its words went. */
function shareFlags(draft: Draft, first: number, second: number, whole: Readonly<Record<Side, string>>): void {
  for (const flag of flagsOf(draft, first)) {
    const places = { source: place('source'), target: place('target') };
    const home = (places.target ?? places.source)?.bead ?? first;
    const spanIn = (side: Side) => (places[side]?.bead === home ? places[side].span : null);
    draft.rows.flag.set(flag.id, { ...flag, bead: home, source: spanIn('source'), target: spanIn('target') });

    function place(side: Side): { bead: number; span: Span } | null {
      const span = flag[side];
      if (!span) return null;
      const end = textOf(draft, first, side).length;
      const start = whole[side].length - textOf(draft, second, side).length;
      return end - span[0] >= span[1] - start
        ? { bead: first, span: [span[0], Math.min(span[1], end)] }
        : { bead: second, span: [Math.max(span[0] - start, 0), span[1] - start] };
    }
  }
}

/** The draft holds every bead from the segment's own to the one it goes to. */
function moveSegment(draft: Draft, side: Side, id: number, to: number): number[] {
  const beads = [...draft.rows.bead.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
  const from = beads.find((bead) => bead[side].includes(id));
  const goal = beadOf(draft, to);
  if (!from) throw new ImpossibleChange('segment-elsewhere');
  if (from.id === to) throw new ImpossibleChange('segment-already-there');
  const down = from.position < goal.position;
  if ((down ? from[side].at(-1) : from[side][0]) !== id) throw new ImpossibleChange('segment-not-at-edge');
  if (beads.some((bead) => bead !== from && bead.id !== to && bead[side].length > 0))
    throw new ImpossibleChange('not-neighbours');

  const moved = segmentOf(draft, id).text.length;
  const [fromText, toText] = [textOf(draft, from.id, side), textOf(draft, to, side)];
  draft.rows.bead.set(from.id, { ...from, [side]: from[side].filter((segment) => segment !== id), confidence: 1 });
  draft.rows.bead.set(to, {
    ...goal,
    [side]: down ? [id, ...goal[side]] : [...goal[side], id],
    confidence: 1,
    furniture: false,
  });

  // Places in both texts: the sentence is cut off one end of the one and put before or after the other.
  const gap = (text: string) => (text === '' ? 0 : 1);
  const leftText = textOf(draft, from.id, side);
  const cut: Span = down ? [leftText.length, fromText.length] : [0, fromText.length - leftText.length];
  const movedStart = down ? fromText.length - moved : 0;
  const landing = down ? 0 : toText.length + gap(toText);
  if (down && moved > 0) {
    const shift = moved + gap(toText);
    for (const flag of flagsOf(draft, to)) {
      const span = flag[side];
      if (span) draft.rows.flag.set(flag.id, { ...flag, [side]: [span[0] + shift, span[1] + shift] });
    }
  }
  for (const flag of flagsOf(draft, from.id)) {
    const span = flag[side];
    if (!span) continue;
    const goes = span[0] >= movedStart && span[1] <= movedStart + moved;
    if (goes && (side === 'target' || flag.target === null)) {
      const start = span[0] - movedStart + landing;
      const other = side === 'source' ? 'target' : 'source';
      draft.rows.flag.set(flag.id, { ...flag, bead: to, [side]: [start, start + span[1] - span[0]], [other]: null });
    }
  }
  moveFlags(draft, from.id, side, replacement(fromText.length, cut, 0));

  const rest = beadOf(draft, from.id);
  if (rest.source.length + rest.target.length > 0) return [from.id, to];
  for (const flag of flagsOf(draft, from.id)) draft.rows.flag.delete(flag.id);
  draft.rows.bead.delete(from.id);
  return [to];
}

/** The two texts of a bead of the draft, as checks see them. */
export function pairOf(draft: Draft, bead: number): { source: string; target: string } {
  return { source: joinTexts(textsOf(draft, bead, 'source')), target: joinTexts(textsOf(draft, bead, 'target')) };
}

function textsOf(draft: Draft, bead: number, side: Side): string[] {
  return beadOf(draft, bead)[side].map((id) => segmentOf(draft, id).text);
}
