/** Reading beads: as rows to work on, and put together as people see them. */

import { sql } from 'kysely';
import type { Span } from '../server/engine/bitext.ts';
import type { BeadRow, FlagRow, SegmentRow } from '../server/engine/review/draft.ts';
import type { Db } from './connection.ts';
import { parseMessage, parseWords } from './json.ts';

type SegmentView = Omit<SegmentRow, 'side' | 'position'>;
/** A flag as it is seen under its project's settings. */
type FlagView = Omit<FlagRow, 'words' | 'absent' | 'likeness' | 'source' | 'target'> & {
  /** What in the project dismissed it, if anything did. */
  dismissal: string | null;
  source: [number, number] | null;
  target: [number, number] | null;
  message: { key: string; params: Record<string, string | number> };
};

/** A bead with all that belongs to it. */
export interface BeadView extends Omit<BeadRow, 'source' | 'target'> {
  readonly source: SegmentView[];
  readonly target: SegmentView[];
  readonly edited: boolean;
  readonly version: number;
  readonly flags: FlagView[];
}

export type VersionedBead = BeadRow & { readonly version: number };

/** Which beads of a bitext: all; those of some ids; those from one position to another; those after a version; a page. */
export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  | { readonly kind: 'since'; readonly version: number }
  | { readonly kind: 'page'; readonly after: string; readonly limit: number };

/** The row as changes work on it; the version is the database's affair. */
export function withoutVersion({ version: _version, ...bead }: VersionedBead): BeadRow {
  return bead;
}

const beadColumns = [
  'id',
  'position',
  'source',
  'target',
  'confidence',
  'state',
  'bookmarked',
  'moved',
  'furniture',
  'version',
] as const;
const segmentColumns = ['id', 'side', 'position', 'text', 'original', 'paragraph', 'kind', 'speaker'] as const;
/** What a flag is, stored or shown. */
const findingColumns = [
  'id',
  'bead',
  'check',
  'category',
  'severity',
  'confidence',
  'source',
  'target',
  'message',
  'suggestion',
  'state',
  'reason',
  'note',
  'origin',
] as const;
const flagColumns = [...findingColumns, 'words', 'absent', 'likeness'] as const;
const shownColumns = [...findingColumns, 'dismissal'] as const;

/** The beads, in order. */
export async function readBeads(db: Db, bitext: string, selection: Selection): Promise<VersionedBead[]> {
  let query = db.selectFrom('bead').select(beadColumns).where('bitext', '=', bitext).orderBy('position');
  switch (selection.kind) {
    case 'ids':
      query = query.where(isAny('id', selection.ids));
      break;
    case 'range':
      query = query.where('position', '>=', selection.from).where('position', '<=', selection.to);
      break;
    case 'since':
      query = query.where('version', '>', selection.version);
      break;
    case 'page':
      query = query.where('position', '>', selection.after).limit(selection.limit);
  }
  return query.execute();
}

/** Segments by id; all of the bitext's where no ids are given. */
export async function readSegments(db: Db, bitext: string, ids: readonly number[] | null): Promise<SegmentRow[]> {
  let query = db.selectFrom('segment').select(segmentColumns).where('bitext', '=', bitext);
  if (ids) query = query.where(isAny('id', ids));
  return query.execute();
}

/** Flags of some beads, or of all, as they were found, those that are absent included. */
export async function readFlags(db: Db, bitext: string, beads: readonly number[] | null): Promise<FlagRow[]> {
  let query = db.selectFrom('flag').select(flagColumns).where('bitext', '=', bitext).orderBy('id');
  if (beads) query = query.where(isAny('bead', beads));
  const rows = await query.execute();
  return rows.map((row) => ({
    ...row,
    source: spanOf(row.source),
    target: spanOf(row.target),
    message: parseMessage(row.message),
    words: parseWords(row.words),
  }));
}

async function readShownFlags(db: Db, bitext: string, beads: readonly number[] | null): Promise<FlagView[]> {
  let query = db
    .selectFrom('shown_flag')
    .select(shownColumns)
    .where('bitext', '=', bitext)
    .where('hidden', '=', false)
    .orderBy('id');
  if (beads) query = query.where(isAny('bead', beads));
  const rows = await query.execute();
  return rows.map(({ source, target, message, ...row }) => {
    const [from, to] = [spanOf(source), spanOf(target)];
    const { key, params } = parseMessage(message);
    return { ...row, source: from && [...from], target: to && [...to], message: { key, params: { ...params } } };
  });
}

/** One parameter however many ids there are. */
function isAny(column: 'id' | 'bead', ids: readonly number[]) {
  return sql<boolean>`${sql.ref(column)} = any(${[...ids]}::integer[])`;
}

function spanOf(column: number[] | null): Span | null {
  return column?.[0] === undefined || column[1] === undefined ? null : [column[0], column[1]];
}

/** Beads put together, in order. Linear in their number. */
export async function viewBeads(db: Db, bitext: string, selection: Selection): Promise<BeadView[]> {
  const beads = await readBeads(db, bitext, selection);
  if (beads.length === 0) return [];
  const all = selection.kind === 'all';
  const segments = await readSegments(
    db,
    bitext,
    all ? null : beads.flatMap((bead) => [...bead.source, ...bead.target]),
  );
  const flags = await readShownFlags(db, bitext, all ? null : beads.map((bead) => bead.id));
  return assemble(beads, segments, flags);
}

function assemble(
  beads: readonly VersionedBead[],
  segments: readonly SegmentRow[],
  flags: readonly FlagView[],
): BeadView[] {
  const segmentById = new Map(segments.map((segment) => [segment.id, segment]));
  const flagsByBead = Map.groupBy(flags, (flag) => flag.bead);
  const view = (ids: readonly number[]) =>
    ids.flatMap((id) => {
      const segment = segmentById.get(id);
      if (!segment) return [];
      const { text, original, paragraph, kind, speaker } = segment;
      return [{ id, text, original, paragraph, kind, speaker }];
    });
  return beads.map((bead) => {
    const [source, target] = [view(bead.source), view(bead.target)];
    return {
      ...bead,
      source,
      target,
      edited: [...source, ...target].some((segment) => segment.text !== segment.original),
      flags: flagsByBead.get(bead.id) ?? [],
    };
  });
}

/** What changed after a version: the beads as they are now, and the ids of those that are gone. */
export async function viewSince(
  db: Db,
  bitext: string,
  version: number,
): Promise<{ beads: BeadView[]; removedBeads: number[] }> {
  const beads = await viewBeads(db, bitext, { kind: 'since', version });
  const touched = await sql<{ id: number }>`
    select distinct t.id from revision r, unnest(r.beads) as t(id)
    where r.bitext = ${bitext} and r.version > ${version}
      and not exists (select 1 from bead b where b.bitext = r.bitext and b.id = t.id)
    order by t.id`.execute(db);
  return { beads, removedBeads: touched.rows.map((row) => row.id) };
}
