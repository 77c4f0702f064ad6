import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { expect, it } from 'vitest';
import { up as bitexts } from '../../db/migrations/0001-bitexts.ts';
import { up as projects } from '../../db/migrations/0002-projects.ts';
import { up as checks } from '../../db/migrations/0004-checks.ts';
import { likenessOf } from '../../server/engine/review/findings.ts';

it('what an older version kept belongs to the first project afterwards, and its flags have likenesses', async () => {
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  await bitexts(db);
  const id = crypto.randomUUID();
  await sql`insert into bitext (id, title, "from", "to", status, warnings) values (${id}, 'T', 'ru', 'en', 'ready', '[]')`.execute(
    db,
  );
  const flag = (number: number, words: string) =>
    sql`
    insert into flag (bitext, id, bead, "check", category, severity, confidence, message, state, origin, words, absent)
    values (${id}, ${number}, 1, 'number', 'accuracy/mistranslation', 'major', 0.9,
      '{"key":"number.other","params":{}}', 'open', 'program', ${words}::text::jsonb, false)`.execute(db);
  await flag(1, '["47  Стран", "74"]');
  await flag(2, '[null, "74"]');
  await projects(db);
  await checks(db);
  const { rows } = await sql<{ likeness: string; named: boolean }>`
    select f.likeness, p.name is not null as named
    from shown_flag f join project p on p.id = f.project order by f.id`.execute(db);
  const message = { key: 'number.other', params: {} };
  expect(rows).toEqual([
    { likeness: likenessOf({ check: 'number', message }, ['47 стран', '74']), named: false },
    { likeness: likenessOf({ check: 'number', message }, [null, '74']), named: false },
  ]);
  await db.destroy();
});
