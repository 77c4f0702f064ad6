/** What a project sets for its checks, and how its flags have fared so far. */

import { sql } from 'kysely';
import type { OwnRule } from '../server/engine/checks/own-rule.ts';
import type { CheckSettings, Level } from '../server/engine/checks/settings.ts';
import type { Outcomes } from '../server/engine/review/trust.ts';
import type { Db } from './connection.ts';
import { NotFoundError } from './errors.ts';
import { viewProject } from './projects.ts';
import { wordsStamp } from './termbases.ts';

export async function readSettings(db: Db, project: string): Promise<CheckSettings> {
  const levels = await db.selectFrom('check_level').select(['check', 'level']).where('project', '=', project).execute();
  return {
    levels: Object.fromEntries(levels.map(({ check, level }) => [check, level])),
    rules: await listRules(db, project),
    words: await wordsStamp(db, project),
    styles: await readStyles(db, project),
  };
}

/** Every change of a setting raises the project's stamp. */
async function stamp(tx: Db, project: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('project')
    .set({ stamp: sql`stamp + 1` })
    .where('id', '=', project)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('project');
}

/** The house styles that a project has chosen. @throws NotFoundError */
export async function readStyles(db: Db, project: string): Promise<string[]> {
  const row = await db.selectFrom('project').select('styles').where('id', '=', project).executeTakeFirst();
  if (!row) throw new NotFoundError('project');
  return row.styles;
}

/** @throws NotFoundError */
export async function setStyles(db: Db, project: string, styles: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, project);
    await tx
      .updateTable('project')
      .set({ styles: [...new Set(styles)].sort() })
      .where('id', '=', project)
      .execute();
  });
}

/** @param level null: as the check finds. @throws NotFoundError */
export async function setLevel(db: Db, project: string, check: string, level: Level | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, project);
    if (level === null) {
      await tx.deleteFrom('check_level').where('project', '=', project).where('check', '=', check).execute();
    } else {
      await tx
        .insertInto('check_level')
        .values({ project, check, level })
        .onConflict((conflict) => conflict.columns(['project', 'check']).doUpdateSet({ level }))
        .execute();
    }
  });
}

/** In the order in which they were made. */
export async function listRules(db: Db, project: string): Promise<OwnRule[]> {
  return db
    .selectFrom('own_rule')
    .select(['id', 'source', 'target', 'message', 'severity'])
    .where('project', '=', project)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Makes a rule, or replaces the one of the same id. @throws NotFoundError where that belongs to another project */
export async function saveRule(db: Db, project: string, rule: OwnRule): Promise<void> {
  const { id, ...content } = rule;
  await db.transaction().execute(async (tx) => {
    await stamp(tx, project);
    const saved = await tx
      .insertInto('own_rule')
      .values({ project, ...rule })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(content).where('own_rule.project', '=', project))
      .returning('id')
      .executeTakeFirst();
    if (!saved) throw new NotFoundError('rule');
  });
}

/** @throws NotFoundError */
export async function deleteRule(db: Db, project: string, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, project);
    const { numDeletedRows } = await tx
      .deleteFrom('own_rule')
      .where('project', '=', project)
      .where('id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new NotFoundError('rule');
  });
}

export interface DismissalView {
  readonly id: string;
  readonly check: string;
  readonly message: unknown;
  readonly words: unknown;
  readonly reason: string;
  readonly note: string | null;
  readonly created: Date;
  /** How many flags of the project it dismisses now. */
  readonly flags: number;
}

/** The dismissals in force, newest first. */
export async function listDismissals(db: Db, project: string): Promise<DismissalView[]> {
  return db
    .selectFrom('dismissal')
    .select((eb) => [
      'id',
      'check',
      'message',
      'words',
      'reason',
      'note',
      'created',
      eb
        .selectFrom('shown_flag')
        .innerJoin('bitext', 'bitext.id', 'shown_flag.bitext')
        .select((inner) => inner.cast<number>(inner.fn.countAll(), 'integer').as('flags'))
        .whereRef('shown_flag.dismissal', '=', 'dismissal.id')
        .where('bitext.deleted', 'is', null)
        .$asScalar()
        .$notNull()
        .as('flags'),
    ])
    .where('project', '=', project)
    .where('active', '=', true)
    .orderBy('created', 'desc')
    .execute();
}

/** Dismisses, in the whole project and from now on, what is like a flag. @returns the dismissal's id, inside the transaction */
export async function addDismissal(
  tx: Db,
  bitext: string,
  given: { readonly flag: number; readonly reason: string; readonly note?: string | undefined },
): Promise<string> {
  const flag = await tx
    .selectFrom('shown_flag')
    .select(['project', 'likeness', 'check', 'message', 'words'])
    .where('bitext', '=', bitext)
    .where('id', '=', given.flag)
    .executeTakeFirst();
  if (!flag) throw new NotFoundError('flag');
  // The stamp holds the project's row, so that two who dismiss the same do it one after the other.
  await stamp(tx, flag.project);
  const other = await inForce(tx, flag.project, flag.likeness);
  if (other !== null) return other;
  const { message, words, ...rest } = flag;
  const { id } = await tx
    .insertInto('dismissal')
    .values({
      ...rest,
      message: JSON.stringify(message),
      words: JSON.stringify(words),
      reason: given.reason,
      note: given.note ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Takes a dismissal back, or puts it in force again. Where another of the same kind of flag is in force by now, it stays
 * out of it.
 * @throws NotFoundError, also where it is of another than the given project
 */
export async function setDismissal(tx: Db, id: string, active: boolean, project?: string): Promise<void> {
  const row = await tx.selectFrom('dismissal').select(['project', 'likeness']).where('id', '=', id).executeTakeFirst();
  if (!row || (project !== undefined && row.project !== project)) throw new NotFoundError('dismissal');
  await stamp(tx, row.project);
  if (active && (await inForce(tx, row.project, row.likeness)) !== null) return;
  await tx.updateTable('dismissal').set({ active }).where('id', '=', id).execute();
}

async function inForce(tx: Db, project: string, likeness: string): Promise<string | null> {
  const row = await tx
    .selectFrom('dismissal')
    .select('id')
    .where('project', '=', project)
    .where('likeness', '=', likeness)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface Alike {
  /** Open flags like it in the bitext, itself among them, and in all bitexts of the project. */
  readonly bitext: number;
  readonly project: number;
  /** In how many bitexts those of the project are. */
  readonly bitexts: number;
}

/** How many flags a dismissal of all that are like one would touch. @throws NotFoundError */
export async function countAlike(db: Db, bitext: string, flag: number): Promise<Alike> {
  const { rows } = await sql<Alike>`
    select
      (count(*) filter (where f.bitext = ${bitext}))::int as bitext,
      count(*)::int as project,
      count(distinct f.bitext)::int as bitexts
    from shown_flag given
    join shown_flag f on f.project = given.project and f.likeness = given.likeness
    join bitext b on b.id = f.bitext and b.deleted is null
    where given.bitext = ${bitext} and given.id = ${flag} and given.origin = 'program'
      and f.state = 'open' and f.origin = 'program' and not f.hidden`.execute(db);
  const [counts] = rows;
  if (!counts || counts.project === 0) throw new NotFoundError('flag');
  return counts;
}

/** How the flags of one check, or of one kind of its messages, have fared in a project. */
export interface Tally extends Outcomes {
  readonly check: string;
  readonly key: string;
  readonly open: number;
  /** Open, but not shown, since the check is off. */
  readonly hidden: number;
}

/**
 * The flags that the program raised in a project, by check and kind of message. One that was dismissed because it was mended
 * otherwise was right. @throws NotFoundError
 */
export async function tallyFlags(db: Db, project: string): Promise<Tally[]> {
  await viewProject(db, project);
  const { rows } = await sql<Tally>`
    select
      f."check", f.message->>'key' as key,
      (count(*) filter (where f.state = 'open' and not f.hidden))::int as open,
      (count(*) filter (where f.hidden))::int as hidden,
      (count(*) filter (where f.state = 'accepted' or (f.state = 'dismissed' and f.reason = 'fixed-otherwise')))::int as accepted,
      (count(*) filter (where f.state = 'dismissed' and f.reason is distinct from 'fixed-otherwise'))::int as dismissed
    from shown_flag f
    join bitext b on b.id = f.bitext and b.deleted is null
    where f.project = ${project} and f.origin = 'program'
    group by 1, 2
    order by 1, 2`.execute(db);
  return rows;
}

/** The bitexts of a project that are not deleted. */
export async function bitextsOf(db: Db, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom('bitext')
    .select('id')
    .where('project', '=', project)
    .where('deleted', 'is', null)
    .orderBy('created', 'desc')
    .execute();
  return rows.map((row) => row.id);
}
