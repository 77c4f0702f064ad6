import { type Kysely, sql } from 'kysely';

/**
 * Bitexts, what they consist of, what was done to them, and the jobs that make them.
 *
 * Ids of segments, beads and flags come from one counter of their bitext (`next_id`) and are never used again, so that
 * undo can bring a row back under its own id. Positions are order keys (server/engine/review/order.ts), compared byte by byte.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('bitext')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('from', 'text', (c) => c.notNull())
    .addColumn('to', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('importing', 'aligning', 'ready', 'failed')`))
    .addColumn('sample', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('related', 'boolean', (c) => c.notNull().defaultTo(true))
    .addColumn('evidence', 'double precision')
    .addColumn('warnings', 'jsonb', (c) => c.notNull())
    .addColumn('source_name', 'text')
    .addColumn('source_encoding', 'text')
    .addColumn('target_name', 'text')
    .addColumn('target_encoding', 'text')
    .addColumn('next_id', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('changed', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('deleted', 'timestamptz')
    .execute();

  await db.schema
    .createTable('document')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('side', 'text', (c) => c.notNull())
    .addColumn('content', 'jsonb', (c) => c.notNull())
    .addPrimaryKeyConstraint('document_pk', ['bitext', 'side'])
    .execute();

  await db.schema
    .createTable('segment')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('id', 'integer', (c) => c.notNull())
    .addColumn('side', 'text', (c) => c.notNull().check(sql`side in ('source', 'target')`))
    .addColumn('position', sql`text collate "C"`, (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('original', 'text', (c) => c.notNull())
    .addColumn('paragraph', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('speaker', 'text')
    .addPrimaryKeyConstraint('segment_pk', ['bitext', 'id'])
    .execute();
  await db.schema.createIndex('segment_order').on('segment').columns(['bitext', 'side', 'position']).execute();

  await db.schema
    .createTable('bead')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('id', 'integer', (c) => c.notNull())
    .addColumn('position', sql`text collate "C"`, (c) => c.notNull())
    .addColumn('source', sql`integer[]`, (c) => c.notNull())
    .addColumn('target', sql`integer[]`, (c) => c.notNull())
    .addColumn('confidence', 'double precision', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('new', 'confirmed', 'approved')`))
    .addColumn('bookmarked', 'boolean', (c) => c.notNull())
    .addColumn('moved', 'boolean', (c) => c.notNull())
    .addColumn('furniture', 'boolean', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('bead_pk', ['bitext', 'id'])
    .execute();
  await db.schema.createIndex('bead_order').on('bead').columns(['bitext', 'position']).execute();

  await db.schema
    .createTable('flag')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('id', 'integer', (c) => c.notNull())
    .addColumn('bead', 'integer', (c) => c.notNull())
    .addColumn('check', 'text', (c) => c.notNull())
    .addColumn('category', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('confidence', 'double precision', (c) => c.notNull())
    .addColumn('source', sql`integer[]`)
    .addColumn('target', sql`integer[]`)
    .addColumn('message', 'jsonb', (c) => c.notNull())
    .addColumn('suggestion', 'text')
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('open', 'accepted', 'dismissed')`))
    .addColumn('reason', 'text')
    .addColumn('note', 'text')
    .addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('program', 'manual')`))
    .addColumn('words', 'jsonb', (c) => c.notNull())
    .addColumn('absent', 'boolean', (c) => c.notNull())
    .addPrimaryKeyConstraint('flag_pk', ['bitext', 'id'])
    .execute();
  await db.schema.createIndex('flag_bead').on('flag').columns(['bitext', 'bead']).execute();

  await db.schema
    .createTable('revision')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('author', 'text')
    .addColumn('at', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('done').check(sql`state in ('done', 'undone', 'dropped')`))
    .addColumn('change', 'jsonb', (c) => c.notNull())
    .addColumn('images', 'jsonb', (c) => c.notNull())
    .addColumn('beads', sql`integer[]`, (c) => c.notNull())
    .addColumn('undoes', 'integer')
    .addColumn('redoes', 'integer')
    .addPrimaryKeyConstraint('revision_pk', ['bitext', 'version'])
    .execute();
  await db.schema
    .createIndex('revision_stack')
    .on('revision')
    .columns(['bitext', 'state', 'version'])
    .where(sql.ref('kind'), 'not in', sql`('import', 'undo', 'redo')`)
    .execute();

  await db.schema
    .createTable('job')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    )
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('share', 'double precision', (c) => c.notNull())
    .addColumn('problem', 'jsonb')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('heartbeat', 'timestamptz')
    .addColumn('ended', 'timestamptz')
    .execute();
  await db.schema.createIndex('job_bitext').on('job').columns(['bitext', 'created']).execute();
}
