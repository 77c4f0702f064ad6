import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewBeads } from '../../db/beads.ts';
import { count, viewBitext } from '../../db/bitexts.ts';
import { change, type Request, readRevisions } from '../../db/changes.ts';
import type { Db } from '../../db/connection.ts';
import { NotFoundError } from '../../db/errors.ts';
import { createProject } from '../../db/projects.ts';
import {
  countAlike,
  deleteRule,
  listDismissals,
  listRules,
  readSettings,
  saveRule,
  setDismissal,
  setLevel,
  tallyFlags,
} from '../../db/settings.ts';
import { kinds, openTestDatabase, type TestDatabase } from './databases.ts';
import { makeBitext, recheck } from './material.ts';

describe.each(kinds)('settings of a project on %s', (kind) => {
  let test: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    db = test.database.db;
  }, 30_000);
  afterAll(() => test.close());

  /** A project with two bitexts, each with two flags. */
  async function open() {
    const project = await createProject(db, 'P');
    const [one, two] = [await makeBitext(db, project), await makeBitext(db, project)];
    const flags = async (bitext: string) =>
      (await viewBeads(db, bitext, { kind: 'all' })).flatMap((bead) => bead.flags);
    const doIt = async (bitext: string, request: Request) =>
      change(db, bitext, (await viewBitext(db, bitext)).version, request, recheck);
    return { project, one, two, flags, doIt };
  }
  const states = (flags: readonly { state: string }[]) => flags.map(({ state }) => state);

  it('switch a check off: its open flags are seen and counted no more, and are there when it is on again', async () => {
    const { project, one, two, flags, doIt } = await open();
    const [first] = await flags(one);
    await doIt(one, { kind: 'accept', flag: first!.id });
    await setLevel(db, project, 'number', 'off');
    expect(states(await flags(one))).toEqual(['accepted']);
    expect(await flags(two)).toEqual([]);
    expect(await count(db, two)).toMatchObject({ flagged: 0, flags: { open: 0 }, open: { major: 0 } });
    expect(await tallyFlags(db, project)).toMatchObject([{ check: 'number', open: 0, hidden: 3, accepted: 1 }]);
    await setLevel(db, project, 'number', null);
    expect(await flags(two)).toHaveLength(2);
    expect(await count(db, two)).toMatchObject({ flagged: 2, open: { major: 2 } });
  });

  it('give a check another severity at once, in all bitexts of the project and in no other, and raise the stamp', async () => {
    const { project, two, flags } = await open();
    const other = await open();
    const before = (await viewBitext(db, two)).settings;
    await setLevel(db, project, 'number', 'critical');
    expect((await flags(two)).map(({ severity }) => severity)).toEqual(['critical', 'critical']);
    expect(await count(db, two)).toMatchObject({ open: { critical: 2, major: 0 } });
    expect((await other.flags(other.one)).map(({ severity }) => severity)).toEqual(['major', 'major']);
    expect((await viewBitext(db, two)).settings).toBeGreaterThan(before);
    expect(await readSettings(db, project)).toMatchObject({ levels: { number: 'critical' }, rules: [] });
    await expect(setLevel(db, crypto.randomUUID(), 'number', 'off')).rejects.toThrow(NotFoundError);
  });

  it('say how many flags are alike, and dismiss those of a bitext in one revision that one undo takes back', async () => {
    const { one, flags, doIt } = await open();
    const [first, second] = await flags(one);
    // The second flag's words become those of the first.
    await doIt(one, { kind: 'edit', bead: second!.bead, side: 'source', text: 'Остаток 12 дней.' });
    await doIt(one, { kind: 'edit', bead: second!.bead, side: 'target', text: '21 days remain.' });
    const alike = await flags(one);
    expect(await countAlike(db, one, first!.id)).toEqual({ bitext: 2, project: 3, bitexts: 2 });
    const { version } = await doIt(one, { kind: 'dismissAlike', flag: first!.id, reason: 'style', scope: 'bitext' });
    expect(states(await flags(one))).toEqual(['dismissed', 'dismissed']);
    expect((await readRevisions(db, one, { before: null, limit: 1, bead: null }))[0]).toMatchObject({
      version,
      kind: 'dismissAlike',
      beads: alike.map(({ bead }) => bead),
    });
    await doIt(one, { kind: 'undo' });
    expect(states(await flags(one))).toEqual(['open', 'open']);
    await doIt(one, { kind: 'redo' });
    expect(states(await flags(one))).toEqual(['dismissed', 'dismissed']);
  });

  it('dismiss what is alike in the whole project and in what is imported later; undo and redo follow', async () => {
    const { project, one, two, flags, doIt } = await open();
    const [first] = await flags(one);
    const outcome = await doIt(one, { kind: 'dismissAlike', flag: first!.id, reason: 'acceptable', scope: 'project' });
    expect(outcome.beads.flatMap((bead) => states(bead.flags))).toEqual(['dismissed']);
    const later = await makeBitext(db, project);
    for (const bitext of [one, two, later]) {
      expect(await flags(bitext)).toMatchObject([
        { state: 'dismissed', reason: 'acceptable', dismissal: expect.any(String) },
        { state: 'open', dismissal: null },
      ]);
      expect((await count(db, bitext)).flags).toEqual({ open: 1, accepted: 0, dismissed: 1 });
    }
    expect(await listDismissals(db, project)).toMatchObject([{ check: 'number', reason: 'acceptable', flags: 3 }]);
    expect(await tallyFlags(db, project)).toMatchObject([{ open: 3, dismissed: 3 }]);
    await doIt(one, { kind: 'undo' });
    for (const bitext of [one, two, later]) expect(states(await flags(bitext))).toEqual(['open', 'open']);
    await doIt(one, { kind: 'redo' });
    expect(states(await flags(later))).toEqual(['dismissed', 'open']);
  });

  it('take a dismissal back where it is kept, and keep one of a kind in force', async () => {
    const { project, one, two, flags, doIt } = await open();
    const [first] = await flags(one);
    const dismiss = { kind: 'dismissAlike', reason: 'style', scope: 'project' } as const;
    await doIt(one, { ...dismiss, flag: first!.id });
    const [given] = await listDismissals(db, project);
    await setDismissal(db, given!.id, false, project);
    expect(states(await flags(two))).toEqual(['open', 'open']);
    await doIt(two, { ...dismiss, flag: (await flags(two))[0]!.id });
    await setDismissal(db, given!.id, true, project);
    expect(await listDismissals(db, project)).toHaveLength(1);
    expect(states(await flags(one))).toEqual(['dismissed', 'open']);
    await expect(setDismissal(db, given!.id, true, crypto.randomUUID())).rejects.toThrow(NotFoundError);
  });

  it('count what was mended in another way as right', async () => {
    const { project, one, flags, doIt } = await open();
    const [first, second] = await flags(one);
    await doIt(one, { kind: 'dismiss', flag: first!.id, reason: 'fixed-otherwise' });
    await doIt(one, { kind: 'dismiss', flag: second!.id, reason: 'false-alarm' });
    expect(await tallyFlags(db, project)).toMatchObject([{ key: 'number', open: 2, accepted: 1, dismissed: 1 }]);
  });

  it('keep rules in their project', async () => {
    const { project } = await open();
    const other = await createProject(db, 'O');
    const rule = { id: crypto.randomUUID(), source: 'да', target: '', message: 'M', severity: 'minor' } as const;
    await saveRule(db, project, rule);
    await saveRule(db, project, { ...rule, message: 'N' });
    expect(await listRules(db, project)).toEqual([{ ...rule, message: 'N' }]);
    await expect(saveRule(db, other, rule)).rejects.toThrow(NotFoundError);
    await expect(deleteRule(db, other, rule.id)).rejects.toThrow(NotFoundError);
    await deleteRule(db, project, rule.id);
    expect(await listRules(db, project)).toEqual([]);
  });

  it('check a bitext again: new findings come, those that are gone go, what was dismissed stays so, in one revision', async () => {
    const { one, flags, doIt } = await open();
    const [first, second] = await flags(one);
    await doIt(one, { kind: 'dismiss', flag: first!.id, reason: 'style' });
    const { version } = await viewBitext(db, one);
    const same = await change(db, one, version, { kind: 'recheck' }, recheck);
    expect(same.version).toBe(version);
    // Asked for on an old version: it is about the texts as they are.
    const emptied = await change(db, one, 1, { kind: 'recheck' }, async (_, pairs) => pairs.map(() => []));
    expect(emptied.version).toBe(version + 1);
    expect(await flags(one)).toEqual([]);
    await change(db, one, emptied.version, { kind: 'recheck' }, recheck);
    const again = await flags(one);
    expect(again[0]).toMatchObject({ id: first!.id, state: 'dismissed' });
    expect(again[1]).toMatchObject({ state: 'open', message: second!.message });
    await doIt(one, { kind: 'undo' });
    await doIt(one, { kind: 'undo' });
    expect((await flags(one)).map(({ id, state }) => [id, state])).toEqual([
      [first!.id, 'dismissed'],
      [second!.id, 'open'],
    ]);
  });
});
