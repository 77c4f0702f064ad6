/**
 * Words learnt from the beads that people have confirmed or corrected. Each bead has its own lesson, so that the counts are
 * right by themselves: a bead that is unconfirmed teaches nothing, one that is edited is read anew.
 */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Pair } from '../server/engine/bitext.ts';
import { joinTexts } from '../server/engine/review/draft.ts';
import type { WordCount } from '../server/engine/review/lessons.ts';
import { readBeads, readSegments } from './beads.ts';
import type { Db } from './connection.ts';
import { parseLesson } from './json.ts';
import { viewProject } from './projects.ts';

/** Reads lessons off pairs; slow, so it is called outside of any transaction. */
export type Teach = (
  languages: { readonly from: string; readonly to: string },
  pairs: readonly Pair[],
) => Promise<readonly (readonly WordCount[])[]>;

/** Beads that are read at once. */
const beadsAtOnce = 500;

/** A bead teaches once a person has vouched for it: confirmed it, or mended its words. */
const taught = sql<boolean>`(
  b.source <> '{}' and b.target <> '{}' and (
    b.state <> 'new' or exists (
      select 1 from segment s where s.bitext = b.bitext and s.id = any(b.source || b.target) and s.text <> s.original
    )
  )
)`;

/** Brings a project's lessons up to date: reads what was vouched for since, and drops what no longer is. */
export async function learn(db: Db, project: string, teach: Teach): Promise<void> {
  await sql`
    delete from lesson l using bitext t
    where t.id = l.bitext and t.project = ${project}
      and not exists (select 1 from bead b where b.bitext = l.bitext and b.id = l.bead and ${taught})`.execute(db);
  for (;;) {
    const due = await sql<{ bitext: string; from: string; to: string; ids: number[] }>`
      select t.id as bitext, t."from", t."to", array_agg(d.id) as ids from bitext t, lateral (
        select b.id from bead b
        where b.bitext = t.id and ${taught}
          and not exists (select 1 from lesson l where l.bitext = b.bitext and l.bead = b.id and l.version = b.version)
        limit ${beadsAtOnce}
      ) d
      where t.project = ${project} and t.deleted is null and t.status = 'ready'
      group by 1, 2, 3 limit 1`.execute(db);
    const [some] = due.rows;
    if (!some) return;
    await learnBeads(db, some, teach);
  }
}

async function learnBeads(
  db: Db,
  { bitext, from, to, ids }: { bitext: string; from: string; to: string; ids: number[] },
  teach: Teach,
): Promise<void> {
  const beads = await readBeads(db, bitext, { kind: 'ids', ids });
  const segments = await readSegments(
    db,
    bitext,
    beads.flatMap((bead) => [...bead.source, ...bead.target]),
  );
  const texts = new Map(segments.map(({ id, text }) => [id, text]));
  const side = (of: readonly number[]) => joinTexts(of.map((id) => texts.get(id) ?? ''));
  const known = await db
    .selectFrom('lesson')
    .select(['bead', 'digest', 'pairs', 'forgotten'])
    .where('bitext', '=', bitext)
    .where(sql<boolean>`bead = any(${ids}::integer[])`)
    .execute();
  const rows = beads.map((bead) => {
    const pair = { source: side(bead.source), target: side(bead.target) };
    const digest = createHash('md5').update(JSON.stringify(pair)).digest('hex');
    const same = known.find((lesson) => lesson.bead === bead.id && lesson.digest === digest);
    return { bead: bead.id, version: bead.version, digest, pair, same };
  });
  const fresh = rows.filter(({ same }) => !same);
  const lessons =
    fresh.length === 0
      ? []
      : await teach(
          { from, to },
          fresh.map(({ pair }) => pair),
        );
  const read = new Map(fresh.map((row, k) => [row.bead, lessons[k] ?? []]));
  const values = rows.map(({ bead, version, digest, same }) => ({
    bead,
    version,
    digest,
    pairs: same
      ? parseLesson(same.pairs)
      : (read.get(bead) ?? []).map((each) => [each.source, each.target, each.count]),
    forgotten: same?.forgotten ?? false,
  }));
  await sql`
    insert into lesson (bitext, bead, version, digest, pairs, forgotten)
    select ${bitext}::uuid, bead, version, digest, pairs, forgotten
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as given(bead integer, version integer, digest text, pairs jsonb, forgotten boolean)
    on conflict (bitext, bead) do update set
      version = excluded.version, digest = excluded.digest, pairs = excluded.pairs, forgotten = excluded.forgotten
  `.execute(db);
}

/** Languages, regions aside; null for any. */
export interface Languages {
  readonly from: string;
  readonly to: string;
}

/** The counts of all lessons that hold, the most frequent first. `learn` goes before it. */
export async function readWordCounts(
  db: Db,
  project: string,
  languages: Languages | null = null,
): Promise<WordCount[]> {
  const between = languages
    ? sql`and split_part(t."from", '-', 1) = split_part(${languages.from}, '-', 1)
        and split_part(t."to", '-', 1) = split_part(${languages.to}, '-', 1)`
    : sql``;
  const { rows } = await sql<WordCount>`
    select p->>0 as source, p->>1 as target, round(sum((p->>2)::numeric), 3)::float8 as count
    from bitext t
    join lesson l on l.bitext = t.id
    join bead b on b.bitext = l.bitext and b.id = l.bead and b.version = l.version
    cross join lateral jsonb_array_elements(l.pairs) as p
    where t.project = ${project} and t.deleted is null and not l.forgotten ${between}
    group by 1, 2
    order by 3 desc, 1, 2`.execute(db);
  return rows;
}

export interface Learnt {
  /** Beads that were vouched for, and teach. */
  readonly beads: number;
  readonly pairs: number;
}

/** How much was learnt. @throws NotFoundError */
export async function countLessons(db: Db, project: string): Promise<Learnt> {
  await viewProject(db, project);
  const { rows } = await sql<Learnt>`
    with holding as (
      select l.pairs from bitext t
      join lesson l on l.bitext = t.id
      join bead b on b.bitext = l.bitext and b.id = l.bead and b.version = l.version
      where t.project = ${project} and t.deleted is null and not l.forgotten
    )
    select
      (select count(*) from holding)::int as beads,
      (select count(distinct (p->>0, p->>1)) from holding cross join lateral jsonb_array_elements(pairs) as p)::int as pairs
  `.execute(db);
  return rows[0] ?? { beads: 0, pairs: 0 };
}

/** Forgets what was learnt so far; beads that are confirmed or changed from now on teach again. `learn` goes before it. */
export async function forgetLessons(db: Db, project: string): Promise<void> {
  await sql`
    update lesson l set forgotten = true, pairs = '[]'::jsonb
    from bitext t where t.id = l.bitext and t.project = ${project}`.execute(db);
}
