/** Writing segments, beads and flags, many at a time. */

import { sql } from 'kysely';
import type { BeadRow, FlagRow, Rows, SegmentRow, Table } from '../server/engine/review/draft.ts';
import type { Db } from './connection.ts';

type Columns<R> = {
  readonly [Column in keyof R]-?: 'integer' | 'integer[]' | 'double precision' | 'text' | 'boolean' | 'jsonb';
};

/** Every column but `bitext`, with its type, as in migrations/. */
const columns: {
  readonly segment: Columns<SegmentRow>;
  readonly bead: Columns<BeadRow & { version: number }>;
  readonly flag: Columns<FlagRow>;
} = {
  segment: {
    id: 'integer',
    side: 'text',
    position: 'text',
    text: 'text',
    original: 'text',
    paragraph: 'integer',
    kind: 'text',
    speaker: 'text',
  },
  bead: {
    id: 'integer',
    position: 'text',
    source: 'integer[]',
    target: 'integer[]',
    confidence: 'double precision',
    state: 'text',
    bookmarked: 'boolean',
    moved: 'boolean',
    furniture: 'boolean',
    version: 'integer',
  },
  flag: {
    id: 'integer',
    bead: 'integer',
    check: 'text',
    category: 'text',
    severity: 'text',
    confidence: 'double precision',
    source: 'integer[]',
    target: 'integer[]',
    message: 'jsonb',
    suggestion: 'text',
    state: 'text',
    reason: 'text',
    note: 'text',
    origin: 'text',
    words: 'jsonb',
    absent: 'boolean',
    likeness: 'text',
  },
};

/** Keeps one parameter to a few megabytes. */
const rowsPerStatement = 5000;

/**
 * Inserts rows, or replaces those that have the same ids. They go as one JSON parameter, which is several times faster than a
 * parameter a value.
 * @param version the bitext's version that beads are marked with
 */
export async function writeRows<T extends Table>(
  db: Db,
  bitext: string,
  table: T,
  rows: readonly Rows[T][],
  version: number,
): Promise<void> {
  const names = Object.keys(columns[table]);
  const list = sql.join(names.map((name) => sql.ref(name)));
  const types = sql.join(Object.entries(columns[table]).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  const replace = sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement).map((row) => ({ ...row, version }));
    await sql`
      insert into ${sql.table(table)} (bitext, ${list})
      select ${bitext}::uuid, ${list} from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as given(${types})
      on conflict (bitext, id) do update set ${replace}`.execute(db);
  }
}

export async function deleteRows(db: Db, bitext: string, table: Table, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom(table)
    .where('bitext', '=', bitext)
    .where(sql<boolean>`id = any(${[...ids]}::integer[])`)
    .execute();
}
