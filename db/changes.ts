/**
 * Changes to a bitext: each is one transaction that carries the version it was made on and leaves a revision, from which
 * it can be undone and redone however much later.
 */

import { sql } from 'kysely';
import { type Flag, type Pair, sides } from '../server/engine/bitext.ts';
import type { CheckSettings } from '../server/engine/checks/settings.ts';
import { applyChange, type Change, pairOf } from '../server/engine/review/changes.ts';
import { applyImages, createDraft, type Draft, type Image, imagesOf } from '../server/engine/review/draft.ts';
import { meetFindings, pairFlags } from '../server/engine/review/findings.ts';
import type { Rewriting } from '../server/engine/review/rewriting.ts';
import { type BeadView, readBeads, readFlags, readSegments, viewBeads, viewSince, withoutVersion } from './beads.ts';
import { type Counts, count, stackState } from './bitexts.ts';
import type { Db } from './connection.ts';
import { checkText, meetDocument } from './consistency.ts';
import { ConflictError, NotFoundError, StateError } from './errors.ts';
import { dismissalOf, parseChange, parseImages } from './json.ts';
import { deleteRows, writeRows } from './rows.ts';
import { addDismissal, readSettings, setDismissal } from './settings.ts';
import { type OwnWords, readOwnWords } from './termbases.ts';
import { type Head, loadTouched } from './touched.ts';

export type Request = Change | { readonly kind: 'undo' } | { readonly kind: 'redo' };

export interface Outcome {
  readonly version: number;
  readonly beads: readonly BeadView[];
  readonly removedBeads: readonly number[];
  readonly counts: Counts;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What was done: for undo and redo, the change that was undone or redone. */
  readonly done: Change | Rewriting;
}

/** Reads a project's termbases; called only where whoever checks does not have them yet, as the settings say. */
export type LoadOwnWords = () => Promise<OwnWords>;

/** Each pair on its own, or all pairs of one text in their order: what they do not render alike. */
export type CheckScope = 'pairs' | 'document';

/** Checks texts again after they changed; slow, so it is called outside of any transaction. */
export type Recheck = (
  task: { from: string; to: string; settings: CheckSettings; own: LoadOwnWords },
  pairs: readonly Pair[],
  scope: CheckScope,
) => Promise<readonly (readonly Flag[])[]>;

/** So many pairs at once, so that other people's changes get their turn in between. */
const pairsAtOnce = 200;

/** How often a change is worked out anew because others came between; each time at least one other went through. */
const mostAttempts = 50;

/**
 * Does a change that was made on `version`.
 * @throws ConflictError where something that it touches has changed since; for undo and redo, where anything has
 * @throws NotFoundError, StateError, ImpossibleChange
 */
export async function change(
  db: Db,
  bitext: string,
  version: number,
  request: Request,
  recheck: Recheck,
  author: string | null = null,
): Promise<Outcome> {
  if (request.kind === 'undo' || request.kind === 'redo') return step(db, bitext, version, request.kind, author);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    // One state of the database, so that what is touched is never newer than the version it is compared with.
    const { head, draft, around } = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const head = await readHead(tx, bitext);
        return { head, ...(await loadTouched(tx, bitext, version, head, request)) };
      });
    const changed = applyChange(draft, request, around);
    if (changed.length === 0) {
      const outcome = await commit(db, bitext, head, draft, request, author);
      if (outcome) return outcome;
      continue;
    }
    const { from, to, project } = head;
    const own = () => readOwnWords(db, project, from, to);
    const task = { from, to, settings: await readSettings(db, project), own };
    const document = await checkText(db, bitext, head.version, draft, (pairs) => recheck(task, pairs, 'document'));
    if (!document) continue;
    const flags = Map.groupBy(pairFlags(document.draft), (flag) => flag.bead);
    for (let start = 0; start < changed.length; start += pairsAtOnce) {
      const some = changed.slice(start, start + pairsAtOnce);
      const findings = await recheck(
        task,
        some.map((bead) => pairOf(document.draft, bead)),
        'pairs',
      );
      for (const [index, bead] of some.entries())
        meetFindings(document.draft, bead, findings[index] ?? [], flags.get(bead) ?? []);
    }
    meetDocument(document, changed);
    const outcome = await commit(db, bitext, head, document.draft, request, author);
    if (outcome) return outcome;
  }
  throw new ConflictError({ version: (await readHead(db, bitext)).version, beads: [], removedBeads: [] });
}

export async function readHead(db: Db, bitext: string, lock = false): Promise<Head> {
  let query = db
    .selectFrom('bitext')
    .select(['version', 'next_id as nextId', 'from', 'to', 'project', 'status'])
    .where('id', '=', bitext)
    .where('deleted', 'is', null);
  if (lock) query = query.forUpdate();
  const head = await query.executeTakeFirst();
  if (!head) throw new NotFoundError('bitext');
  if (head.status !== 'ready') throw new StateError('not-ready');
  return head;
}

/**
 * Writes a draft.
 * @param alongside what else the transaction does; what it throws undoes all of it
 * @returns null where the bitext has changed since it was read: then the change is worked out anew
 */
export async function commit(
  db: Db,
  bitext: string,
  read: Head,
  draft: Draft,
  request: Change | Rewriting,
  author: string | null,
  alongside: (tx: Db) => Promise<void> = async () => {},
): Promise<Outcome | null> {
  const images = imagesOf(draft);
  return db.transaction().execute(async (tx) => {
    const head = await readHead(tx, bitext, true);
    if (head.version !== read.version) return null;
    await alongside(tx);
    const forProject = request.kind === 'dismissAlike' && request.scope === 'project';
    if (images.length === 0 && !forProject) return outcome(tx, bitext, head.version, [], request);
    const version = head.version + 1;
    const beads = forProject ? [...draft.rows.bead.keys()] : touchedBeads(draft, images);
    const dismissal = forProject ? { dismissal: await addDismissal(tx, bitext, request) } : {};
    await writeImages(tx, bitext, draft, images, beads, version);
    await tx
      .updateTable('revision')
      .set({ state: 'dropped' })
      .where('bitext', '=', bitext)
      .where('state', '=', 'undone')
      .execute();
    await advance(tx, bitext, version, draft.nextId);
    await addRevision(tx, {
      bitext,
      version,
      kind: request.kind,
      author,
      change: { ...request, ...dismissal },
      images,
      beads,
      undoes: null,
      redoes: null,
    });
    return outcome(tx, bitext, version, beads, request);
  });
}

/** Undo or redo: the images of one revision are put back, on exactly the newest version. */
async function step(
  db: Db,
  bitext: string,
  given: number,
  kind: 'undo' | 'redo',
  author: string | null,
): Promise<Outcome> {
  return db.transaction().execute(async (tx) => {
    const head = await readHead(tx, bitext, true);
    if (head.version !== given)
      throw new ConflictError({ version: head.version, ...(await viewSince(tx, bitext, given)) });
    const revision = await tx
      .selectFrom('revision')
      .select(['version', 'change', 'images', 'beads'])
      .where('bitext', '=', bitext)
      .where('kind', 'not in', ['import', 'undo', 'redo'])
      .where('state', '=', kind === 'undo' ? 'done' : 'undone')
      // The last that was done is the highest; the last that was undone is the lowest.
      .orderBy('version', kind === 'undo' ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst();
    if (!revision) throw new StateError(`nothing-to-${kind}`);
    const images = parseImages(revision.images);
    const idsOf = (table: Image['table']) => images.filter((image) => image.table === table).map((image) => image.id);
    const draft = createDraft(
      {
        segment: await readSegments(tx, bitext, idsOf('segment')),
        bead: (await readBeads(tx, bitext, { kind: 'ids', ids: idsOf('bead') })).map(withoutVersion),
        flag: await readFlagsById(tx, bitext, idsOf('flag')),
      },
      head.nextId,
    );
    applyImages(draft, images, kind === 'undo' ? 'before' : 'after');
    const version = head.version + 1;
    await writeImages(tx, bitext, draft, images, revision.beads, version);
    await tx
      .updateTable('revision')
      .set({ state: kind === 'undo' ? 'undone' : 'done' })
      .where('bitext', '=', bitext)
      .where('version', '=', revision.version)
      .execute();
    await advance(tx, bitext, version, head.nextId);
    const done = parseChange(revision.change);
    const dismissal = dismissalOf(revision.change);
    if (dismissal !== null) await setDismissal(tx, dismissal, kind === 'redo');
    await addRevision(tx, {
      bitext,
      version,
      kind,
      author,
      change: { kind },
      images: [],
      beads: revision.beads,
      undoes: kind === 'undo' ? revision.version : null,
      redoes: kind === 'redo' ? revision.version : null,
    });
    return outcome(tx, bitext, version, revision.beads, done);
  });
}

async function readFlagsById(db: Db, bitext: string, ids: readonly number[]) {
  const wanted = new Set(ids);
  const owners = await db
    .selectFrom('flag')
    .select('bead')
    .distinct()
    .where('bitext', '=', bitext)
    .where(sql<boolean>`id = any(${[...wanted]}::integer[])`)
    .execute();
  const flags = await readFlags(
    db,
    bitext,
    owners.map((row) => row.bead),
  );
  return flags.filter((flag) => wanted.has(flag.id));
}

/** The beads whose rows, texts or flags images touch, those that are gone included. */
function touchedBeads(draft: Draft, images: readonly Image[]): number[] {
  const states = [draft.initial, draft.rows];
  const touched = new Set<number>();
  const segments = new Set<number>();
  for (const image of images) {
    if (image.table === 'bead') touched.add(image.id);
    if (image.table === 'segment') segments.add(image.id);
    if (image.table === 'flag') {
      for (const state of states) {
        const flag = state.flag.get(image.id);
        if (flag) touched.add(flag.bead);
      }
    }
  }
  if (segments.size > 0) {
    for (const state of states) {
      for (const bead of state.bead.values()) {
        if (sides.some((side) => bead[side].some((id) => segments.has(id)))) touched.add(bead.id);
      }
    }
  }
  return [...touched].sort((a, b) => a - b);
}

async function writeImages(
  tx: Db,
  bitext: string,
  draft: Draft,
  images: readonly Image[],
  beads: readonly number[],
  version: number,
) {
  const of = (table: Image['table']) => images.filter((image) => image.table === table).map((image) => image.id);
  for (const table of ['segment', 'bead', 'flag'] as const) {
    const ids = of(table);
    const rows = ids.flatMap((id) => draft.rows[table].get(id) ?? []);
    const gone = ids.filter((id) => !draft.rows[table].has(id));
    await writeRows(tx, bitext, table, rows, version);
    await deleteRows(tx, bitext, table, gone);
  }
  await tx
    .updateTable('bead')
    .set({ version })
    .where('bitext', '=', bitext)
    .where(sql<boolean>`id = any(${[...beads]}::integer[])`)
    .execute();
}

async function advance(tx: Db, bitext: string, version: number, nextId: number): Promise<void> {
  await tx
    .updateTable('bitext')
    .set({ version, next_id: nextId, changed: new Date() })
    .where('id', '=', bitext)
    .execute();
}

interface NewRevision {
  bitext: string;
  version: number;
  kind: string;
  author: string | null;
  change: unknown;
  images: readonly Image[];
  beads: readonly number[];
  undoes: number | null;
  redoes: number | null;
}

async function addRevision(tx: Db, revision: NewRevision): Promise<void> {
  await tx
    .insertInto('revision')
    .values({
      ...revision,
      change: JSON.stringify(revision.change),
      images: JSON.stringify(revision.images),
      beads: [...revision.beads],
    })
    .execute();
}

async function outcome(
  tx: Db,
  bitext: string,
  version: number,
  touched: readonly number[],
  done: Change | Rewriting,
): Promise<Outcome> {
  const beads = await viewBeads(tx, bitext, { kind: 'ids', ids: touched });
  const present = new Set(beads.map((bead) => bead.id));
  return {
    version,
    beads,
    removedBeads: touched.filter((id) => !present.has(id)),
    counts: await count(tx, bitext),
    ...(await stackState(tx, bitext)),
    done,
  };
}

/**
 * What a revision did, as `change` answered it; where later ones touched the same beads, those as they are now.
 * @throws NotFoundError
 */
export async function readOutcome(db: Db, bitext: string, version: number): Promise<Outcome> {
  const revision = await revisionAt(db, bitext, version);
  const { undoes, redoes } = revision;
  const original = undoes ?? redoes;
  const done = original === null ? revision : await revisionAt(db, bitext, original);
  return outcome(db, bitext, version, revision.beads, parseChange(done.change));
}

async function revisionAt(db: Db, bitext: string, version: number) {
  const row = await db
    .selectFrom('revision')
    .select(['change', 'beads', 'undoes', 'redoes'])
    .where('bitext', '=', bitext)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('revision');
  return row;
}

export interface RevisionView {
  readonly version: number;
  readonly kind: string;
  readonly author: string | null;
  readonly at: Date;
  readonly state: 'done' | 'undone' | 'dropped';
  readonly undoes: number | null;
  readonly redoes: number | null;
  readonly change: Change | Rewriting | null;
  readonly beads: number[];
}

/** Revisions, newest first: those before a version, of one bead where asked. */
export async function readRevisions(
  db: Db,
  bitext: string,
  page: { readonly before: number | null; readonly limit: number; readonly bead: number | null },
): Promise<RevisionView[]> {
  let query = db
    .selectFrom('revision')
    .select(['version', 'kind', 'author', 'at', 'state', 'undoes', 'redoes', 'change', 'beads'])
    .where('bitext', '=', bitext)
    .orderBy('version', 'desc')
    .limit(page.limit);
  if (page.before !== null) query = query.where('version', '<', page.before);
  if (page.bead !== null) query = query.where(sql<boolean>`${page.bead}::integer = any(beads)`);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...row,
    change: row.kind === 'import' || row.kind === 'undo' || row.kind === 'redo' ? null : parseChange(row.change),
  }));
}
