/**
 * The part of a bitext that a change touches, as rows to work on. A change reads and replaces rows; what differs in the
 * end is what the revision keeps, so that nothing that was changed can be forgotten there.
 */

import { type Category, joinSegments, type Message, type Severity, type Side, type Span } from '../bitext.ts';

export type BeadState = 'new' | 'confirmed' | 'approved';
export type FlagState = 'open' | 'accepted' | 'dismissed';
export type FlagOrigin = 'program' | 'manual';
export type SegmentKind = 'text' | 'heading' | 'list-item' | 'turn' | 'separator';

export interface SegmentRow {
  readonly id: number;
  readonly side: Side;
  /** Order key along the side (order.ts). */
  readonly position: string;
  readonly text: string;
  /** The text as it was imported; a segment is edited when `text` differs from it. */
  readonly original: string;
  readonly paragraph: number;
  readonly kind: SegmentKind;
  readonly speaker: string | null;
}

export interface BeadRow {
  readonly id: number;
  /** Order key in the bitext (order.ts). */
  readonly position: string;
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly confidence: number;
  readonly state: BeadState;
  readonly bookmarked: boolean;
  readonly moved: boolean;
  readonly furniture: boolean;
}

export interface FlagRow {
  readonly id: number;
  readonly bead: number;
  readonly check: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: number;
  readonly source: Span | null;
  readonly target: Span | null;
  readonly message: Message;
  readonly suggestion: string | null;
  readonly state: FlagState;
  readonly reason: string | null;
  readonly note: string | null;
  readonly origin: FlagOrigin;
  /** The flagged words of both sides as they were when it was raised: what makes two findings the same. */
  readonly words: readonly [source: string | null, target: string | null];
  /** A dismissed flag whose finding the text no longer gives; kept so that it stays dismissed if the finding comes back. */
  readonly absent: boolean;
  /** What it has in common with the flags that are dismissed along with it (findings.ts). */
  readonly likeness: string;
}

export interface Rows {
  readonly segment: SegmentRow;
  readonly bead: BeadRow;
  readonly flag: FlagRow;
}
export type Table = keyof Rows;
export const tables = ['segment', 'bead', 'flag'] as const satisfies readonly Table[];

/** One row before and after a change: only the columns that differ, or the whole row where the other side is null. */
export interface Image {
  readonly table: Table;
  readonly id: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** A change that cannot be done to the bitext as it is: an i18next key of errors.json, and its values. */
export class ImpossibleChange extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(key: string, params: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

export interface Draft {
  readonly rows: { readonly [T in Table]: Map<number, Rows[T]> };
  readonly initial: { readonly [T in Table]: ReadonlyMap<number, Rows[T]> };
  /** The next id that nothing in the bitext ever had. */
  nextId: number;
}

export function createDraft(rows: { readonly [T in Table]: readonly Rows[T][] }, nextId: number): Draft {
  const maps = () => ({ segment: byId(rows.segment), bead: byId(rows.bead), flag: byId(rows.flag) });
  return { rows: maps(), initial: maps(), nextId };
}

/** A draft with further rows as they are in the database; those that it has already had stay as it has them. It counts ids on from here. */
export function admit(draft: Draft, rows: { readonly [T in Table]: readonly Rows[T][] }): Draft {
  const joined = <R extends { readonly id: number }>(
    known: ReadonlyMap<number, R>,
    had: ReadonlyMap<number, R>,
    more: readonly R[],
  ) => new Map([...known, ...more.filter(({ id }) => !had.has(id)).map((row) => [row.id, row] as const)]);
  const { rows: now, initial } = draft;
  const all = (from: Draft['rows'] | Draft['initial']) => ({
    segment: joined(from.segment, initial.segment, rows.segment),
    bead: joined(from.bead, initial.bead, rows.bead),
    flag: joined(from.flag, initial.flag, rows.flag),
  });
  return { rows: all(now), initial: all(initial), nextId: draft.nextId };
}

function byId<R extends { readonly id: number }>(rows: readonly R[]): Map<number, R> {
  return new Map(rows.map((row) => [row.id, row]));
}

export function takeId(draft: Draft): number {
  return draft.nextId++;
}

export function beadOf(draft: Draft, id: number): BeadRow {
  const bead = draft.rows.bead.get(id);
  if (!bead) throw new Error(`the draft lacks bead ${id}`);
  return bead;
}

export function segmentOf(draft: Draft, id: number): SegmentRow {
  const segment = draft.rows.segment.get(id);
  if (!segment) throw new Error(`the draft lacks segment ${id}`);
  return segment;
}

export function flagsOf(draft: Draft, bead: number): FlagRow[] {
  return [...draft.rows.flag.values()].filter((flag) => flag.bead === bead).sort((a, b) => a.id - b.id);
}

/** The text of one side of a bead: the texts of its segments that are not empty, joined. */
export function textOf(draft: Draft, bead: number, side: Side): string {
  return joinTexts(beadOf(draft, bead)[side].map((id) => segmentOf(draft, id).text));
}

/** Joins segments as flags' spans count them; one that was emptied leaves no second space behind. */
export function joinTexts(texts: readonly string[]): string {
  return joinSegments(texts.filter((text) => text !== ''));
}

/** What a change did, row by row, in the order segments, beads, flags and ascending ids. */
export function imagesOf(draft: Draft): Image[] {
  const images: Image[] = [];
  for (const table of tables) {
    const initial: ReadonlyMap<number, object> = draft.initial[table];
    const current: ReadonlyMap<number, object> = draft.rows[table];
    const ids = [...new Set([...initial.keys(), ...current.keys()])].sort((a, b) => a - b);
    for (const id of ids) {
      const before = initial.get(id);
      const after = current.get(id);
      if (before === after) continue;
      if (before && after) {
        const changed = difference(before as Record<string, unknown>, after as Record<string, unknown>);
        if (changed) images.push({ table, id, ...changed });
      } else {
        images.push({
          table,
          id,
          before: (before as Record<string, unknown>) ?? null,
          after: (after as Record<string, unknown>) ?? null,
        });
      }
    }
  }
  return images;
}

function difference(before: Record<string, unknown>, after: Record<string, unknown>) {
  const columns = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (columns.length === 0) return null;
  const pick = (row: Record<string, unknown>) => Object.fromEntries(columns.map((key) => [key, row[key]]));
  return { before: pick(before), after: pick(after) };
}

/** Puts the rows of a draft into the state that images say: `before` to undo what they describe, `after` to redo it. */
export function applyImages(draft: Draft, images: readonly Image[], to: 'before' | 'after'): void {
  for (const image of images) {
    const rows = draft.rows[image.table] as Map<number, object>;
    const state = image[to];
    if (state === null) rows.delete(image.id);
    else rows.set(image.id, { ...rows.get(image.id), ...state });
  }
}
