/**
 * New beads for a part of a bitext: the sentences of some beads are aligned anew between the others, which stay. What was
 * known of a bead that comes out as it was, or of a sentence that goes elsewhere, goes with it.
 */

import { type Bead, type Segment, type Side, sides } from '../bitext.ts';
import {
  type BeadRow,
  beadOf,
  type Draft,
  type FlagRow,
  flagsOf,
  type SegmentRow,
  segmentOf,
  takeId,
} from './draft.ts';
import { keysBetween } from './order.ts';

/** Aligns two sides; the fixed beads come back as they are, among the others. */
export type Aligner = (source: readonly Segment[], target: readonly Segment[], fixed: readonly Bead[]) => Bead[];

/** Order keys of the beads before and after those of the draft; null for the beginning and the end. */
export interface Bounds {
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of the beads that were free. */
export interface Rebeading {
  /** With other sentences, or other words, than before: to be checked anew. */
  readonly changed: readonly number[];
  /** Without a predecessor. */
  readonly made: readonly number[];
  /** Without a successor. */
  readonly gone: readonly number[];
}

/**
 * Aligns the sentences of the free beads anew, with those that belong to no bead, and puts the result into the draft.
 * The draft holds neighbouring beads with all their segments and flags. Beads that are not free stay, whatever they hold.
 * Linear, but for the sorting and the aligner's own time.
 */
export function rebead(draft: Draft, free: ReadonlySet<number>, align: Aligner, bounds: Bounds): Rebeading {
  const before = [...draft.rows.bead.values()].sort(byPosition);
  const { chain, apart } = fixedPoints(draft, before, free);
  const sentences = { source: inPlay(draft, 'source', apart), target: inPlay(draft, 'target', apart) };
  const index = { source: indexOf(sentences.source), target: indexOf(sentences.target) };
  const numbers = (bead: BeadRow, side: Side) => bead[side].map((id) => index[side].get(id) ?? 0);
  const aligned = align(
    sentences.source.map(plain),
    sentences.target.map(plain),
    chain.map((bead) => ({ source: numbers(bead, 'source'), target: numbers(bead, 'target'), confidence: 1 })),
  );
  const ids = (bead: Bead, side: Side) => bead[side].map((k) => sentences[side][k]!.id);
  const wanted = aligned.map((bead) => ({ ...bead, source: ids(bead, 'source'), target: ids(bead, 'target') }));
  return replace(draft, before, free, wanted, apart, bounds);
}

const byPosition = (a: { position: string }, b: { position: string }) =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : 0;

function plain({ text, paragraph }: SegmentRow): Segment {
  return { text, paragraph };
}

function indexOf(rows: readonly SegmentRow[]): Map<number, number> {
  return new Map(rows.map((row, k) => [row.id, k]));
}

/** The segments of a side that are to be aligned or are in a fixed point, in the order of the text. */
function inPlay(draft: Draft, side: Side, apart: readonly BeadRow[]): SegmentRow[] {
  const away = new Set(apart.flatMap((bead) => bead[side]));
  return [...draft.rows.segment.values()].filter((row) => row.side === side && !away.has(row.id)).sort(byPosition);
}

/**
 * The beads that stay, parted into those that an aligner can take as fixed points, each side ascending, and the rest:
 * gaps, which say nothing of where the other side is, and what was moved.
 */
function fixedPoints(draft: Draft, beads: readonly BeadRow[], free: ReadonlySet<number>) {
  const order = { source: sideOrder(draft, 'source'), target: sideOrder(draft, 'target') };
  const whole = beads.filter((bead) => !free.has(bead.id) && !bead.moved && sides.every((side) => isRun(bead, side)));
  const start = (bead: BeadRow, side: Side) => order[side].get(bead[side][0] ?? -1) ?? 0;
  const end = (bead: BeadRow, side: Side) => start(bead, side) + bead[side].length;
  const ascending = longestRun(whole, (bead) => start(bead, 'target'));
  const chain: BeadRow[] = [];
  for (const bead of ascending) {
    const last = chain.at(-1);
    if (!last || sides.every((side) => start(bead, side) >= end(last, side))) chain.push(bead);
  }
  const linked = new Set(chain);
  return { chain, apart: beads.filter((bead) => !free.has(bead.id) && !linked.has(bead)) };

  function isRun(bead: BeadRow, side: Side): boolean {
    const first = order[side].get(bead[side][0] ?? -1);
    return first !== undefined && bead[side].every((id, k) => order[side].get(id) === first + k);
  }
}

function sideOrder(draft: Draft, side: Side): Map<number, number> {
  return indexOf([...draft.rows.segment.values()].filter((row) => row.side === side).sort(byPosition));
}

/** The longest subsequence whose keys ascend. O(n log n) (Fredman 1975). */
export function longestRun<T, K extends string | number>(items: readonly T[], keyOf: (item: T) => K): T[] {
  const tails: number[] = [];
  const previous = new Int32Array(items.length).fill(-1);
  const keys = items.map(keyOf);
  for (const [k, key] of keys.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[tails[middle]!]! < key) low = middle + 1;
      else high = middle;
    }
    previous[k] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = k;
  }
  const run: T[] = [];
  for (let k = tails.at(-1) ?? -1; k >= 0; k = previous[k]!) run.push(items[k]!);
  return run.reverse();
}

/** Where a flag's words were: a segment of each side, and offsets in it. */
interface Anchor {
  readonly flag: FlagRow;
  readonly places: Readonly<Record<Side, { segment: number; start: number; end: number } | null>>;
}

function replace(
  draft: Draft,
  before: readonly BeadRow[],
  free: ReadonlySet<number>,
  wanted: readonly Bead[],
  apart: readonly BeadRow[],
  bounds: Bounds,
): Rebeading {
  const sameAs = new Map(before.map((bead) => [keyOf(bead), bead]));
  const kept = new Set(wanted.flatMap((bead) => sameAs.get(keyOf(bead)) ?? []).map((bead) => bead.id));
  const old = before.filter((bead) => free.has(bead.id) && !kept.has(bead.id));
  const anchors = old.flatMap((bead) => flagsOf(draft, bead.id).map((flag) => anchorOf(draft, flag)));
  // Each sentence leads to the bead that it was in; a new bead follows the first of those that no other one follows.
  const owner = new Map(old.flatMap((bead) => [...bead.source, ...bead.target].map((id) => [id, bead] as const)));
  const left = new Set(old.map((bead) => bead.id));
  const changed: number[] = [];
  const made: number[] = [];
  const rows = wanted.map((bead): BeadRow => {
    const same = sameAs.get(keyOf(bead));
    if (same) {
      if (!free.has(same.id)) return same;
      const { confidence } = bead;
      return { ...same, confidence, moved: bead.moved ?? false, furniture: bead.furniture ?? false };
    }
    const members = [...bead.source, ...bead.target].flatMap((id) => owner.get(id) ?? []);
    const heir = members.find((member) => left.delete(member.id));
    const id = heir?.id ?? takeId(draft);
    (heir ? changed : made).push(id);
    return {
      id,
      position: heir?.position ?? '',
      source: bead.source,
      target: bead.target,
      confidence: bead.confidence,
      state: 'new',
      bookmarked: heir?.bookmarked ?? false,
      moved: bead.moved ?? false,
      furniture: bead.furniture ?? false,
    };
  });
  const gone = [...left];
  const placed = placeApart(draft, rows, apart);
  for (const bead of old) draft.rows.bead.delete(bead.id);
  for (const row of withPositions(placed, bounds)) draft.rows.bead.set(row.id, row);
  // A bookmark says "here": it goes to where its first sentence went.
  const holder = new Map(
    placed.flatMap((bead) => [...bead.source, ...bead.target].map((id) => [id, bead.id] as const)),
  );
  for (const bead of old.filter((each) => each.bookmarked && left.has(each.id))) {
    const heir = [...bead.source, ...bead.target].map((id) => holder.get(id)).find((id) => id !== undefined);
    if (heir !== undefined) draft.rows.bead.set(heir, { ...beadOf(draft, heir), bookmarked: true });
  }
  settleFlags(draft, anchors, holder);
  return { changed, made, gone };
}

function keyOf(bead: { readonly source: readonly number[]; readonly target: readonly number[] }): string {
  return `${bead.source.join()}:${bead.target.join()}`;
}

/** The beads in order, those that stood apart put where their source says, or behind the bead that they followed. */
function placeApart(draft: Draft, rows: readonly BeadRow[], apart: readonly BeadRow[]): BeadRow[] {
  const placed = [...rows];
  for (const bead of apart) {
    const side = bead.source.length > 0 ? 'source' : 'target';
    const place = segmentOf(draft, bead[side][0]!).position;
    const next = placed.findIndex(
      (other) => other[side].length > 0 && segmentOf(draft, other[side][0]!).position > place,
    );
    placed.splice(next < 0 ? placed.length : next, 0, bead);
  }
  return placed;
}

/** Rows with ascending positions: as many as can keep theirs. */
function withPositions(rows: readonly BeadRow[], bounds: Bounds): BeadRow[] {
  const staying = new Set(
    longestRun(
      rows.filter((row) => row.position !== ''),
      (row) => row.position,
    ),
  );
  const result: BeadRow[] = [];
  let last = bounds.before;
  for (let k = 0; k < rows.length; ) {
    const row = rows[k]!;
    if (staying.has(row)) {
      result.push(row);
      last = row.position;
      k++;
      continue;
    }
    let end = k;
    while (end < rows.length && !staying.has(rows[end]!)) end++;
    const keys = keysBetween(last, rows[end]?.position ?? bounds.after, end - k);
    for (const key of keys) result.push({ ...rows[k++]!, position: key });
    last = keys.at(-1) ?? last;
  }
  return result;
}

function anchorOf(draft: Draft, flag: FlagRow): Anchor {
  const place = (side: Side) => {
    const span = flag[side];
    if (!span) return null;
    for (const { id, start, end } of placesOf(draft, beadOf(draft, flag.bead)[side])) {
      if (span[0] < end && span[1] > start)
        return { segment: id, start: Math.max(0, span[0] - start), end: Math.min(end, span[1]) - start };
    }
    return null;
  };
  return { flag, places: { source: place('source'), target: place('target') } };
}

/** Where each segment that is not empty stands in the text of its side. */
function placesOf(draft: Draft, ids: readonly number[]): { id: number; start: number; end: number }[] {
  const places: { id: number; start: number; end: number }[] = [];
  let at = 0;
  for (const id of ids) {
    const length = draft.rows.segment.get(id)?.text.length ?? 0;
    if (length === 0) continue;
    places.push({ id, start: at, end: at + length });
    at += length + 1;
  }
  return places;
}

/** Each flag goes where its words went; one of the program's whose words are gone is not missed: the checks run anew. */
function settleFlags(draft: Draft, anchors: readonly Anchor[], holder: ReadonlyMap<number, number>): void {
  for (const { flag, places } of anchors) {
    const homeOf = (side: Side) => {
      const place = places[side];
      return place ? holder.get(place.segment) : undefined;
    };
    const home = homeOf('target') ?? homeOf('source') ?? (draft.rows.bead.has(flag.bead) ? flag.bead : undefined);
    if (home === undefined) {
      draft.rows.flag.delete(flag.id);
      continue;
    }
    const span = (side: Side): readonly [number, number] | null => {
      const place = places[side];
      if (!place || holder.get(place.segment) !== home) return null;
      const here = placesOf(draft, beadOf(draft, home)[side]).find(({ id }) => id === place.segment);
      return here ? [here.start + place.start, here.start + place.end] : null;
    };
    draft.rows.flag.set(flag.id, { ...flag, bead: home, source: span('source'), target: span('target') });
  }
}
