import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewBitext } from '../../db/bitexts.ts';
import type { Db } from '../../db/connection.ts';
import { NotFoundError, StateError } from '../../db/errors.ts';
import { createImport } from '../../db/jobs.ts';
import {
  createProject,
  deleteProject,
  listProjects,
  moveBitext,
  renameProject,
  viewProject,
} from '../../db/projects.ts';
import { kinds, openTestDatabase, type TestDatabase } from './databases.ts';

describe.each(kinds)('projects on %s', (kind) => {
  let test: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    db = test.database.db;
  }, 30_000);
  afterAll(() => test.close());

  const importTo = async (project?: string) => {
    const upload = { name: null, encoding: null, content: { kind: 'text' as const, text: 'Да.' } };
    const given = { title: 'T', from: 'ru', to: 'en', sample: false, warnings: [], source: upload, target: upload };
    return (await createImport(db, { ...given, project })).bitext;
  };

  it('begins with one that nobody has named, and every bitext belongs to one', async () => {
    const [first, ...others] = await listProjects(db);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ name: null, bitexts: 0 });
    const bitext = await importTo();
    expect((await viewBitext(db, bitext)).project).toBe(first?.id);
  });

  it('puts a new bitext where the last one went, unless told otherwise', async () => {
    const novel = await createProject(db, 'Novel');
    const laws = await createProject(db, 'Laws');
    await importTo(novel);
    expect((await viewBitext(db, await importTo())).project).toBe(novel);
    expect((await viewBitext(db, await importTo(laws))).project).toBe(laws);
    await expect(importTo(crypto.randomUUID())).rejects.toThrow(NotFoundError);
  });

  it('renames, moves bitexts between them, and deletes only what is empty', async () => {
    const [a, b] = [await createProject(db, 'A'), await createProject(db, 'B')];
    const bitext = await importTo(a);
    await renameProject(db, a, 'First');
    expect(await viewProject(db, a)).toMatchObject({ name: 'First', bitexts: 1 });
    await expect(deleteProject(db, a)).rejects.toThrow(StateError);
    await moveBitext(db, bitext, b);
    expect(await viewProject(db, b)).toMatchObject({ bitexts: 1 });
    await deleteProject(db, a);
    await expect(viewProject(db, a)).rejects.toThrow(NotFoundError);
    await expect(moveBitext(db, bitext, a)).rejects.toThrow(NotFoundError);
  });
});
