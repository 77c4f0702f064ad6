/** Termbases and dictionaries that people brought or made: of one project, or of all. */

import { sql } from 'kysely';
import type { TermbaseEntry, TermbaseKind } from '../server/engine/formats/terms.ts';
import type { Db } from './connection.ts';
import { NotFoundError } from './errors.ts';
import { viewProject } from './projects.ts';

export interface TermbaseView {
  readonly id: string;
  /** null: of all projects */
  readonly project: string | null;
  readonly name: string;
  readonly kind: TermbaseKind;
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly changed: Date;
  readonly entries: number;
}

export interface TermView extends TermbaseEntry {
  readonly id: number;
}

/** Termbases and dictionaries as checks and alignment take them. */
export interface OwnWords {
  readonly termbase: readonly TermbaseEntry[];
  readonly words: readonly TermbaseEntry[];
}

export interface NewTermbase {
  readonly project: string | null;
  readonly name: string;
  readonly kind: TermbaseKind;
  readonly from: string;
  readonly to: string;
}

function termbases(db: Db) {
  return db
    .selectFrom('termbase')
    .select(['id', 'project', 'name', 'kind', 'from', 'to', 'version', 'changed'])
    .select((eb) =>
      eb
        .selectFrom('term')
        .select((inner) => inner.cast<number>(inner.fn.countAll(), 'integer').as('entries'))
        .whereRef('term.termbase', '=', 'termbase.id')
        .$asScalar()
        .$notNull()
        .as('entries'),
    )
    .orderBy('created')
    .orderBy('id');
}

/** Those of a project, and those of all projects, oldest first. */
export async function listTermbases(db: Db, project: string): Promise<TermbaseView[]> {
  await viewProject(db, project);
  return termbases(db)
    .where((eb) => eb.or([eb('project', '=', project), eb('project', 'is', null)]))
    .execute();
}

/** @throws NotFoundError */
export async function viewTermbase(db: Db, id: string): Promise<TermbaseView> {
  const row = await termbases(db).where('id', '=', id).executeTakeFirst();
  if (!row) throw new NotFoundError('termbase');
  return row;
}

/** Keeps a termbase with its entries, in one transaction. @throws NotFoundError where there is no such project */
export async function createTermbase(db: Db, given: NewTermbase, entries: readonly TermbaseEntry[]): Promise<string> {
  if (given.project !== null) await viewProject(db, given.project);
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('termbase')
      .values({ ...given, next_id: entries.length + 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writeTerms(
      tx,
      id,
      entries.map((entry, index) => ({ ...entry, id: index + 1 })),
    );
    return id;
  });
}

/**
 * The termbase that terms of a project and pair of languages are added to from the page: the oldest of its own, or a new one.
 */
export async function ownTermbase(db: Db, given: Omit<NewTermbase, 'kind'> & { project: string }): Promise<string> {
  const known = await db
    .selectFrom('termbase')
    .select('id')
    .where('project', '=', given.project)
    .where('kind', '=', 'terms')
    .where('from', '=', given.from)
    .where('to', '=', given.to)
    .orderBy('created')
    .limit(1)
    .executeTakeFirst();
  return known?.id ?? createTermbase(db, { ...given, kind: 'terms' }, []);
}

const termsPerStatement = 5000;

async function writeTerms(tx: Db, termbase: string, terms: readonly TermView[]): Promise<void> {
  for (let start = 0; start < terms.length; start += termsPerStatement) {
    const rows = terms.slice(start, start + termsPerStatement).map((term) => ({ ...term, sought: soughtIn(term) }));
    await sql`
      insert into term (termbase, id, source, target, forbidden, note, sought)
      select ${termbase}::uuid, id, source, target, forbidden, note, sought
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given(id integer, source text[], target text[], forbidden text[], note text, sought text)
      on conflict (termbase, id) do update set
        source = excluded.source, target = excluded.target, forbidden = excluded.forbidden,
        note = excluded.note, sought = excluded.sought`.execute(tx);
  }
}

/** What a search looks in: all names and the note, in small letters. */
function soughtIn({ source, target, forbidden, note }: TermbaseEntry): string {
  return [...source, ...target, ...forbidden, note].join('\n').toLowerCase();
}

export async function changeTermbase(
  db: Db,
  id: string,
  values: { readonly name?: string; readonly kind?: TermbaseKind; readonly project?: string | null },
): Promise<void> {
  if (values.project) await viewProject(db, values.project);
  const { numUpdatedRows } = await db
    .updateTable('termbase')
    .set({ ...values, version: sql`version + 1`, changed: new Date() })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('termbase');
}

/** @throws NotFoundError */
export async function deleteTermbase(db: Db, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('termbase').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw new NotFoundError('termbase');
}

/** Entries in the order in which they were made: those that a word is found in, a page of them; and how many there are in all. */
export async function listTerms(
  db: Db,
  termbase: string,
  page: { readonly search: string; readonly after: number; readonly limit: number },
): Promise<{ terms: TermView[]; total: number }> {
  let query = db.selectFrom('term').where('termbase', '=', termbase);
  if (page.search !== '') {
    const pattern = `%${page.search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where('sought', 'like', pattern);
  }
  const { total } = await query
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total'))
    .executeTakeFirstOrThrow();
  const terms = await query
    .select(['id', 'source', 'target', 'forbidden', 'note'])
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return { terms, total };
}

/** All entries, for a file. */
export async function readTerms(db: Db, termbase: string): Promise<TermView[]> {
  return db
    .selectFrom('term')
    .select(['id', 'source', 'target', 'forbidden', 'note'])
    .where('termbase', '=', termbase)
    .orderBy('id')
    .execute();
}

/** Adds an entry. @returns its id. @throws NotFoundError */
export async function addTerm(db: Db, termbase: string, entry: TermbaseEntry): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('termbase')
      .set({ next_id: sql`next_id + 1`, version: sql`version + 1`, changed: new Date() })
      .where('id', '=', termbase)
      .returning('next_id')
      .executeTakeFirst();
    if (!row) throw new NotFoundError('termbase');
    const id = row.next_id - 1;
    await writeTerms(tx, termbase, [{ ...entry, id }]);
    return id;
  });
}

/** Replaces an entry, or removes it. @throws NotFoundError */
export async function putTerm(db: Db, termbase: string, id: number, entry: TermbaseEntry | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await changeTermbase(tx, termbase, {});
    const known = await tx.deleteFrom('term').where('termbase', '=', termbase).where('id', '=', id).executeTakeFirst();
    if (known.numDeletedRows === 0n) throw new NotFoundError('term');
    if (entry) await writeTerms(tx, termbase, [{ ...entry, id }]);
  });
}

/** Changes whenever anything of what a project's checks know changes; null where nobody brought anything. */
export async function wordsStamp(db: Db, project: string): Promise<string | null> {
  const { rows } = await sql<{ stamp: string | null }>`
    select md5(string_agg(id || ' ' || version, ' ' order by id)) as stamp
    from termbase where project = ${project} or project is null`.execute(db);
  return rows[0]?.stamp ?? null;
}

/** All that a project's termbases and dictionaries hold for a pair of languages, regions aside. */
export async function readOwnWords(db: Db, project: string, from: string, to: string): Promise<OwnWords> {
  const rows = await sql<TermbaseEntry & { kind: TermbaseKind }>`
    select b.kind, t.source, t.target, t.forbidden, t.note
    from term t join termbase b on b.id = t.termbase
    where (b.project = ${project} or b.project is null)
      and split_part(b."from", '-', 1) = ${base(from)} and split_part(b."to", '-', 1) = ${base(to)}
    order by b.project nulls last, b.created, b.id, t.id`.execute(db);
  const of = (kind: TermbaseKind) =>
    rows.rows.flatMap(({ kind: own, ...entry }): TermbaseEntry[] => (own === kind ? [entry] : []));
  return { termbase: of('terms'), words: of('dictionary') };
}

function base(code: string): string {
  return code.split('-')[0] ?? code;
}
