/** Projects: what many bitexts have in common. */

import type { Db } from './connection.ts';
import { NotFoundError, StateError } from './errors.ts';

export interface ProjectView {
  readonly id: string;
  /** null for the first one while nobody has named it */
  readonly name: string | null;
  readonly created: Date;
  /** How many bitexts belong to it, deleted ones left out. */
  readonly bitexts: number;
}

/** All projects, oldest first; there is always one. */
export async function listProjects(db: Db): Promise<ProjectView[]> {
  return projects(db).execute();
}

/** @throws NotFoundError */
export async function viewProject(db: Db, id: string): Promise<ProjectView> {
  const row = await projects(db).where('project.id', '=', id).executeTakeFirst();
  if (!row) throw new NotFoundError('project');
  return row;
}

function projects(db: Db) {
  return db
    .selectFrom('project')
    .select((eb) => [
      'project.id',
      'project.name',
      'project.created',
      eb
        .selectFrom('bitext')
        .select((inner) => inner.cast<number>(inner.fn.countAll(), 'integer').as('bitexts'))
        .whereRef('bitext.project', '=', 'project.id')
        .where('bitext.deleted', 'is', null)
        .$asScalar()
        .$notNull()
        .as('bitexts'),
    ])
    .orderBy('project.created')
    .orderBy('project.id');
}

export async function createProject(db: Db, name: string): Promise<string> {
  const { id } = await db.insertInto('project').values({ name }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** @throws NotFoundError */
export async function renameProject(db: Db, id: string, name: string): Promise<void> {
  const { numUpdatedRows } = await db.updateTable('project').set({ name }).where('id', '=', id).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('project');
}

/**
 * The project that a new bitext goes to: the one that is asked for, else the one that was used last.
 * @throws NotFoundError
 */
export async function projectFor(db: Db, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) return (await viewProject(db, wanted)).id;
  const last = await db
    .selectFrom('project')
    .leftJoin('bitext', 'bitext.project', 'project.id')
    .select('project.id')
    .orderBy('bitext.created', (order) => order.desc().nullsLast())
    .orderBy('project.created')
    .limit(1)
    .executeTakeFirstOrThrow();
  return last.id;
}

/**
 * Puts a bitext into another project. Its flags stay as they are: the project's settings act when it is checked next.
 * @throws NotFoundError
 */
export async function moveBitext(db: Db, bitext: string, project: string): Promise<void> {
  await viewProject(db, project);
  const { numUpdatedRows } = await db
    .updateTable('bitext')
    .set({ project, changed: new Date() })
    .where('id', '=', bitext)
    .where('deleted', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFoundError('bitext');
}

/** Removes a project that no bitext belongs to, deleted ones included. @throws NotFoundError, StateError */
export async function deleteProject(db: Db, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await viewProject(tx, id);
    const others = await tx.selectFrom('project').select('id').where('id', '<>', id).limit(1).executeTakeFirst();
    const used = await tx.selectFrom('bitext').select('id').where('project', '=', id).limit(1).executeTakeFirst();
    if (used) throw new StateError('project-in-use');
    if (!others) throw new StateError('last-project');
    await tx.deleteFrom('project').where('id', '=', id).execute();
  });
}
