import { type Kysely, sql } from 'kysely';

/**
 * Projects: what a person sets for many bitexts at once hangs on one. Every bitext belongs to one; the first is made
 * here, without a name, and is called by a word of the reader's language until somebody names it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('project')
    .addColumn('id', 'uuid', (c) => c.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn('name', 'text')
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .execute();
  await sql`insert into project (name) values (null)`.execute(db);
  await db.schema
    .alterTable('bitext')
    .addColumn('project', 'uuid', (c) => c.references('project.id'))
    .execute();
  await sql`update bitext set project = (select id from project)`.execute(db);
  await db.schema
    .alterTable('bitext')
    .alterColumn('project', (c) => c.setNotNull())
    .execute();
  await db.schema.createIndex('bitext_project').on('bitext').columns(['project', 'created']).execute();
}
