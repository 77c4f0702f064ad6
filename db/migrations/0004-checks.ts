import { type Kysely, sql } from 'kysely';

/**
 * What a project sets for its checks. Flags stay in their table as they were found; how they are seen under the settings
 * of their project is the view `shown_flag`, so that a setting acts on all bitexts at once and can be taken back.
 *
 * `stamp` counts the changes of a project's settings: a page sees by it that what it shows is out of date.
 * `likeness` is what flags have in common that are dismissed together (server/engine/review/findings.ts).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('project')
    .addColumn('stamp', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('check_level')
    .addColumn('project', 'uuid', (c) => c.notNull().references('project.id').onDelete('cascade'))
    .addColumn('check', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) =>
      c.notNull().check(sql`level in ('off', 'neutral', 'minor', 'major', 'critical')`),
    )
    .addPrimaryKeyConstraint('check_level_pk', ['project', 'check'])
    .execute();
  await db.schema
    .createTable('own_rule')
    .addColumn('project', 'uuid', (c) => c.notNull().references('project.id').onDelete('cascade'))
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema.createIndex('own_rule_project').on('own_rule').columns(['project', 'created']).execute();
  await db.schema
    .createTable('dismissal')
    .addColumn('id', 'uuid', (c) => c.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn('project', 'uuid', (c) => c.notNull().references('project.id').onDelete('cascade'))
    .addColumn('likeness', 'text', (c) => c.notNull())
    .addColumn('check', 'text', (c) => c.notNull())
    .addColumn('message', 'jsonb', (c) => c.notNull())
    .addColumn('words', 'jsonb', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('active', 'boolean', (c) => c.notNull().defaultTo(true))
    .addColumn('created', 'timestamptz', (c) => c.notNull().defaultTo(sql`now()`))
    .execute();
  // Of the same kind of flag a project has one dismissal in force, so that a flag never meets two.
  await sql`create unique index dismissal_in_force on dismissal (project, md5(likeness)) where active`.execute(db);

  await db.schema
    .alterTable('flag')
    .addColumn('likeness', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  const word = (index: number) =>
    sql`lower(btrim(regexp_replace(coalesce(words->>${sql.lit(index)}, ''), '\\s+', ' ', 'g')))`;
  await sql`
    update flag set likeness = concat_ws(chr(31), "check", ${word(0)}, ${word(1)},
      case when words->>0 is null and words->>1 is null then message->>'params' else '' end)`.execute(db);
  await sql`
    create view shown_flag as
    select
      f.bitext, f.id, f.bead, f."check", f.category, f.confidence, f.source, f.target, f.message, f.suggestion,
      f.origin, f.words, f.likeness, b.project,
      case when f.origin = 'program' then coalesce(nullif(l.level, 'off'), f.severity) else f.severity end as severity,
      case when d.id is null then f.state else 'dismissed' end as state,
      case when d.id is null then f.reason else d.reason end as reason,
      case when d.id is null then f.note else d.note end as note,
      d.id as dismissal,
      (f.state = 'open' and d.id is null and l.level is not null and l.level = 'off') as hidden
    from flag f
    join bitext b on b.id = f.bitext
    left join check_level l on l.project = b.project and l."check" = f."check" and f.origin = 'program'
    left join dismissal d on d.active and d.project = b.project and d.likeness = f.likeness
      and f.origin = 'program' and f.state = 'open'
    where not f.absent`.execute(db);
}
