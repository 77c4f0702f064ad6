/** What a change touches, read from the database, and whether it is still what the one who made the change saw. */

import { sql } from 'kysely';
import type { Side } from '../server/engine/bitext.ts';
import type { Change, Surroundings } from '../server/engine/review/changes.ts';
import { createDraft } from '../server/engine/review/draft.ts';
import { readBeads, readFlags, readSegments, type VersionedBead, viewSince, withoutVersion } from './beads.ts';
import type { Db } from './connection.ts';
import { ConflictError, NotFoundError } from './errors.ts';

/** What is known of a bitext before anything of it is changed. */
export interface Head {
  readonly version: number;
  readonly nextId: number;
  readonly from: string;
  readonly to: string;
  readonly project: string;
}

/** Loads what a change touches, and sees that none of it is newer than the version that the change was made on. */
export async function loadTouched(db: Db, bitext: string, version: number, head: Head, request: Change) {
  const lost = async (what: 'bead' | 'segment' | 'flag') =>
    version < head.version
      ? new ConflictError({ version: head.version, ...(await viewSince(db, bitext, version)) })
      : new NotFoundError(what);

  const wanted = await touchedIds(db, bitext, request);
  if (wanted.missing) throw await lost(wanted.missing);
  let beads = await readBeads(
    db,
    bitext,
    wanted.beads === 'all' ? { kind: 'all' } : { kind: 'ids', ids: wanted.beads },
  );
  if (wanted.beads !== 'all' && beads.length < new Set(wanted.beads).size) throw await lost('bead');
  // Checks that run again change no text: whoever asks for them need not have seen it.
  if (request.kind !== 'recheck' && beads.some((bead) => bead.version > version)) throw await lost('bead');
  const [first, last] = [beads[0], beads.at(-1)];
  if ((request.kind === 'merge' || request.kind === 'moveSegment') && first && last) {
    beads = await readBeads(db, bitext, { kind: 'range', from: first.position, to: last.position });
  }
  // Marks alone need no texts: a person may confirm a whole book at once.
  const marks = request.kind === 'confirm' || request.kind === 'bookmark';
  const segments = marks
    ? []
    : await readSegments(
        db,
        bitext,
        beads.flatMap((bead) => [...bead.source, ...bead.target]),
      );
  const flags = marks
    ? []
    : await readFlags(
        db,
        bitext,
        beads.map((bead) => bead.id),
      );
  const draft = createDraft({ segment: segments, bead: beads.map(withoutVersion), flag: flags }, head.nextId);
  return { draft, around: await surroundings(db, bitext, request, beads) };
}

async function touchedIds(
  db: Db,
  bitext: string,
  request: Change,
): Promise<{ beads: readonly number[] | 'all'; missing: 'segment' | 'flag' | null }> {
  switch (request.kind) {
    case 'edit':
    case 'addFlag':
    case 'split':
    case 'bookmark':
      return { beads: [request.bead], missing: null };
    case 'merge':
    case 'confirm':
      return { beads: request.beads, missing: null };
    case 'accept':
    case 'dismiss':
    case 'reopen':
    case 'removeFlag': {
      const flag = await db
        .selectFrom('flag')
        .select('bead')
        .where('bitext', '=', bitext)
        .where('id', '=', request.flag)
        .where('absent', '=', false)
        .executeTakeFirst();
      return flag ? { beads: [flag.bead], missing: null } : { beads: [], missing: 'flag' };
    }
    case 'dismissAlike': {
      const { rows } = await sql<{ bead: number }>`
        select distinct f.bead from shown_flag given
        join shown_flag f on f.bitext = given.bitext and f.likeness = given.likeness and f.origin = given.origin
        where given.bitext = ${bitext} and given.id = ${request.flag} and f.state = 'open' and not f.hidden`.execute(
        db,
      );
      return rows.length > 0 ? { beads: rows.map((row) => row.bead), missing: null } : { beads: [], missing: 'flag' };
    }
    case 'recheck':
      return { beads: 'all', missing: null };
    case 'moveSegment': {
      const bead = await db
        .selectFrom('bead')
        .select('id')
        .where('bitext', '=', bitext)
        .where(sql<boolean>`${request.segment}::integer = any(${sql.ref(request.side)})`)
        .executeTakeFirst();
      return bead ? { beads: [bead.id, request.to], missing: null } : { beads: [], missing: 'segment' };
    }
  }
}

async function surroundings(
  db: Db,
  bitext: string,
  request: Change,
  beads: readonly VersionedBead[],
): Promise<Surroundings> {
  const nothing: Surroundings = {
    beadAfter: null,
    segments: { source: { before: null, after: null }, target: { before: null, after: null } },
  };
  const [bead] = beads;
  if (!bead) return nothing;
  if (request.kind === 'split') {
    const next = await db
      .selectFrom('bead')
      .select('position')
      .where('bitext', '=', bitext)
      .where('position', '>', bead.position)
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    const after = async (side: Side) => {
      const cut = request[side];
      const id = typeof cut === 'object' ? cut.segment : undefined;
      const [segment] = id === undefined ? [] : await readSegments(db, bitext, [id]);
      return {
        before: segment ?? null,
        after: segment ? await segmentAfter(db, bitext, side, segment.position) : null,
      };
    };
    return {
      beadAfter: next?.position ?? null,
      segments: { source: await after('source'), target: await after('target') },
    };
  }
  if (request.kind === 'edit' && bead[request.side].length === 0) {
    const { side } = request;
    const previous = await db
      .selectFrom('bead')
      .select(side)
      .where('bitext', '=', bitext)
      .where('position', '<', bead.position)
      .where(sql<boolean>`${sql.ref(side)} <> '{}'`)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const id = (previous as { source?: number[]; target?: number[] } | undefined)?.[side]?.at(-1);
    const [before] = id === undefined ? [] : await readSegments(db, bitext, [id]);
    const after = await segmentAfter(db, bitext, side, before?.position ?? '');
    return { ...nothing, segments: { ...nothing.segments, [side]: { before: before ?? null, after } } };
  }
  return nothing;
}

async function segmentAfter(db: Db, bitext: string, side: Side, position: string): Promise<string | null> {
  const next = await db
    .selectFrom('segment')
    .select('position')
    .where('bitext', '=', bitext)
    .where('side', '=', side)
    .where('position', '>', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return next?.position ?? null;
}
