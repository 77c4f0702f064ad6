import { type Kysely, sql } from 'kysely';

/**
 * What people know and the program is to use: termbases and dictionaries, of a project or (without one) of all projects,
 * and the words learnt from the beads that were confirmed. Besides, jobs that change a bitext instead of making it.
 *
 * `version` of a termbase counts its changes. Entries of the kind `terms` are to be kept to; a dictionary is evidence alone. `sought` is what a search looks in.
 * A lesson is what one bead teaches; `version` is the bead's when it was read, `digest` that of its two texts. A forgotten
 * lesson teaches nothing until its texts change or the bead is confirmed anew.
 * `styles` are the house styles that a project has chosen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('termbase')
    .addColumn('id', 'uuid', (c) => c.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn('project', 'uuid', (c) => c.references('project.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('terms', 'dictionary')`))
    .addColumn('from', 'text', (c) => c.notNull())
    .addColumn('to', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('next_id', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .addColumn('changed', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema.createIndex('termbase_project').on('termbase').columns(['project', 'created']).execute();

  await db.schema
    .createTable('term')
    .addColumn('termbase', 'uuid', (c) => c.notNull().references('termbase.id').onDelete('cascade'))
    .addColumn('id', 'integer', (c) => c.notNull())
    .addColumn('source', sql`text[]`, (c) => c.notNull())
    .addColumn('target', sql`text[]`, (c) => c.notNull())
    .addColumn('forbidden', sql`text[]`, (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('sought', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('term_pk', ['termbase', 'id'])
    .execute();

  await db.schema
    .createTable('lesson')
    .addColumn('bitext', 'uuid', (c) => c.notNull().references('bitext.id').onDelete('cascade'))
    .addColumn('bead', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('pairs', 'jsonb', (c) => c.notNull())
    .addColumn('forgotten', 'boolean', (c) => c.notNull().defaultTo(false))
    .addPrimaryKeyConstraint('lesson_pk', ['bitext', 'bead'])
    .execute();

  await db.schema
    .alterTable('project')
    .addColumn('styles', sql`text[]`, (c) => c.notNull().defaultTo(sql`'{}'`))
    .execute();
  await db.schema.alterTable('job').addColumn('work', 'jsonb').execute();
  await db.schema.alterTable('job').addColumn('result', 'jsonb').execute();
}
