import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BeadView, viewBeads } from '../../db/beads.ts';
import { change, type Outcome, type Request, readRevisions } from '../../db/changes.ts';
import type { Db } from '../../db/connection.ts';
import { ConflictError, NotFoundError, StateError } from '../../db/errors.ts';
import { ImpossibleChange } from '../../server/engine/review/draft.ts';
import { kinds, openTestDatabase, type TestDatabase } from './databases.ts';
import { makeBitext, recheck } from './material.ts';

/** What a person sees, without the versions at which it came to be so. */
const seen = (views: readonly BeadView[]) => views.map(({ version: _version, ...bead }) => bead);
const side = (bead: BeadView | undefined, which: 'source' | 'target') => bead?.[which].map((segment) => segment.text);

describe.each(kinds)('changes on %s', (kind) => {
  let test: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    db = test.database.db;
  }, 30_000);
  afterAll(() => test.close());

  /** A bitext, and a hand that always works on its newest version. */
  async function open() {
    const id = await makeBitext(db);
    const all = () => viewBeads(db, id, { kind: 'all' });
    let last: Outcome | undefined;
    return {
      id,
      all,
      async bead(index: number) {
        const bead = (await all())[index];
        if (!bead) throw new Error(`no bead ${index}`);
        return bead;
      },
      async do(request: Request) {
        last = await change(db, id, last?.version ?? 1, request, recheck);
        return last;
      },
    };
  }

  it('accepts a suggestion: it stands in the text, and the flag is accepted at its place', async () => {
    const bitext = await open();
    const { flags } = await bitext.bead(0);
    expect(flags).toMatchObject([{ state: 'open', suggestion: '12', target: [11, 13] }]);
    const outcome = await bitext.do({ kind: 'accept', flag: flags[0]!.id });
    expect(outcome.version).toBe(2);
    expect(side(outcome.beads[0], 'target')).toEqual(['There were 12 countries.']);
    expect(outcome.beads[0]).toMatchObject({
      edited: true,
      version: 2,
      flags: [{ state: 'accepted', target: [11, 13] }],
    });
    expect(outcome.counts).toMatchObject({ edited: 1, flagged: 1, flags: { open: 1, accepted: 1, dismissed: 0 } });
    expect(outcome).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('puts an edit of two sentences back into the sentences it came from', async () => {
    const bitext = await open();
    const bead = await bitext.bead(2);
    const outcome = await bitext.do({
      kind: 'edit',
      bead: bead.id,
      side: 'target',
      text: 'That matters a lot. Very, very much.',
    });
    expect(side(outcome.beads[0], 'target')).toEqual(['That matters a lot.', 'Very, very much.']);
    expect(outcome.beads[0]?.target.map((segment) => segment.original)).toEqual(['It matters.', 'Very much.']);
  });

  it('leaves no revision behind an edit that changes nothing', async () => {
    const bitext = await open();
    const bead = await bitext.bead(1);
    const outcome = await bitext.do({ kind: 'edit', bead: bead.id, side: 'target', text: ' The treaty is signed. ' });
    expect(outcome).toMatchObject({ version: 1, beads: [], canUndo: false });
  });

  it('lets an omitted sentence be written, between its neighbours', async () => {
    const bitext = await open();
    const gap = await bitext.bead(4);
    const outcome = await bitext.do({ kind: 'edit', bead: gap.id, side: 'target', text: 'One too many.' });
    expect(outcome.beads[0]?.target).toMatchObject([{ text: 'One too many.', original: '', paragraph: 4 }]);
    const order = await db
      .selectFrom('segment')
      .select('text')
      .where('bitext', '=', bitext.id)
      .where('side', '=', 'target')
      .orderBy('position')
      .execute();
    expect(order.map((row) => row.text).slice(-3)).toEqual(['9 days remain.', 'One too many.', 'The end.']);
  });

  it('keeps a dismissed flag dismissed through edits, and when its finding goes and comes back', async () => {
    const bitext = await open();
    const bead = await bitext.bead(3);
    const flag = bead.flags[0]!;
    await bitext.do({ kind: 'dismiss', flag: flag.id, reason: 'false-alarm', note: 'means weeks' });
    const elsewhere = await bitext.do({ kind: 'edit', bead: bead.id, side: 'target', text: 'Only 9 days remain.' });
    expect(elsewhere.beads[0]?.flags).toMatchObject([
      { id: flag.id, state: 'dismissed', note: 'means weeks', target: [5, 6] },
    ]);
    const gone = await bitext.do({ kind: 'edit', bead: bead.id, side: 'target', text: 'Only 7 days remain.' });
    expect(gone.beads[0]?.flags).toEqual([]);
    expect(gone.counts.flags.dismissed).toBe(0);
    const back = await bitext.do({ kind: 'edit', bead: bead.id, side: 'target', text: '9 days remain.' });
    expect(back.beads[0]?.flags).toMatchObject([
      { id: flag.id, state: 'dismissed', reason: 'false-alarm', target: [0, 1] },
    ]);
    const open_ = await bitext.do({ kind: 'reopen', flag: flag.id });
    expect(open_.beads[0]?.flags).toMatchObject([{ state: 'open', reason: null }]);
  });

  it("keeps an editor's flag at its words through an edit, a merge and a split", async () => {
    const bitext = await open();
    const bead = await bitext.bead(1);
    const words = 'treaty';
    const flagged = await bitext.do({
      kind: 'addFlag',
      bead: bead.id,
      source: [0, 7],
      target: [4, 10],
      category: 'terminology/wrong-term',
      severity: 'critical',
      note: 'say which',
    });
    const at = (view: BeadView | undefined) => {
      const span = view?.flags.find((flag) => flag.origin === 'manual')?.target;
      return (
        span &&
        view?.target
          .map((segment) => segment.text)
          .filter((text) => text !== '')
          .join(' ')
          .slice(...span)
      );
    };
    expect(at(flagged.beads[0])).toBe(words);
    expect(flagged.counts.open.critical).toBe(1);
    expect(
      at(
        (await bitext.do({ kind: 'edit', bead: bead.id, side: 'target', text: 'Now, the new treaty is signed.' }))
          .beads[0],
      ),
    ).toBe(words);
    const first = await bitext.bead(0);
    const merged = await bitext.do({ kind: 'merge', beads: [first.id, bead.id] });
    expect(merged.removedBeads).toEqual([bead.id]);
    expect(at(merged.beads[0])).toBe(words);
    const split = await bitext.do({ kind: 'split', bead: first.id, source: 1, target: 1 });
    expect(split.beads).toHaveLength(2);
    expect(at(split.beads[1])).toBe(words);
    expect(split.beads[0]?.flags.filter((flag) => flag.origin === 'manual')).toEqual([]);
    const flag = split.beads[1]?.flags.find((each) => each.origin === 'manual');
    expect((await bitext.do({ kind: 'removeFlag', flag: flag!.id })).beads[0]?.flags).toEqual([]);
  });

  it('splits inside a sentence on one side and between sentences on the other', async () => {
    const bitext = await open();
    const bead = await bitext.bead(2);
    const outcome = await bitext.do({
      kind: 'split',
      bead: bead.id,
      source: { segment: bead.source[0]!.id, offset: 10 },
    });
    expect(outcome.beads.map((view) => [side(view, 'source'), side(view, 'target')])).toEqual([
      [['Это важно.'], ['It matters.']],
      [['Очень.'], ['Very much.']],
    ]);
    expect(outcome.beads.map((view) => view.edited)).toEqual([false, false]);
    const after = await bitext.all();
    expect(after.map((view) => view.id)).toEqual(expect.arrayContaining(outcome.beads.map((view) => view.id)));
    expect(side(after[3], 'source')).toEqual(['Очень.']);
  });

  it('moves a sentence to a neighbour, and a bead that is left with nothing goes', async () => {
    const bitext = await open();
    const [third, gap] = [await bitext.bead(3), await bitext.bead(4)];
    const outcome = await bitext.do({ kind: 'moveSegment', side: 'source', segment: gap.source[0]!.id, to: third.id });
    expect(outcome.removedBeads).toEqual([gap.id]);
    expect(side(outcome.beads[0], 'source')).toEqual(['Остаток 7 дней.', 'Лишнее.']);
    const second = await bitext.bead(2);
    const up = await bitext.do({ kind: 'moveSegment', side: 'target', segment: second.target[1]!.id, to: third.id });
    expect(up.beads.map((view) => side(view, 'target'))).toEqual([['It matters.'], ['Very much.', '9 days remain.']]);
    expect(up.beads[1]?.flags).toMatchObject([{ target: [11, 12] }]);
  });

  it.each<[string, (all: BeadView[]) => Request, string]>([
    [
      'merging beads that are not neighbours',
      (all) => ({ kind: 'merge', beads: [all[0]!.id, all[2]!.id] }),
      'not-neighbours',
    ],
    ['merging a bead with itself', (all) => ({ kind: 'merge', beads: [all[0]!.id, all[0]!.id] }), 'merge-one'],
    [
      'a split that leaves a half empty',
      (all) => ({ kind: 'split', bead: all[0]!.id, source: 0, target: 0 }),
      'empty-half',
    ],
    ['a cut beyond the end', (all) => ({ kind: 'split', bead: all[0]!.id, source: 9 }), 'cut-outside'],
    [
      'a cut in a sentence of another bead',
      (all) => ({ kind: 'split', bead: all[0]!.id, source: { segment: all[1]!.source[0]!.id, offset: 1 } }),
      'segment-elsewhere',
    ],
    [
      'moving a sentence over a bead that has one',
      (all) => ({ kind: 'moveSegment', side: 'target', segment: all[0]!.target[0]!.id, to: all[2]!.id }),
      'not-neighbours',
    ],
    [
      'moving a sentence out of the middle',
      (all) => ({ kind: 'moveSegment', side: 'target', segment: all[2]!.target[0]!.id, to: all[3]!.id }),
      'segment-not-at-edge',
    ],
    [
      'a flag beyond the end of the text',
      (all) => ({
        kind: 'addFlag',
        bead: all[0]!.id,
        source: null,
        target: [0, 999],
        category: 'accuracy/omission',
        severity: 'minor',
        note: '',
      }),
      'span-outside',
    ],
    [
      'removing a flag of the program',
      (all) => ({ kind: 'removeFlag', flag: all[0]!.flags[0]!.id }),
      'flag-not-manual',
    ],
    ['reopening an open flag', (all) => ({ kind: 'reopen', flag: all[0]!.flags[0]!.id }), 'flag-is-open'],
  ])('refuses %s, and changes nothing', async (_what, request, key) => {
    const bitext = await open();
    const before = await bitext.all();
    const error = await bitext.do(request(before)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ImpossibleChange);
    expect((error as ImpossibleChange).key).toBe(key);
    expect(await bitext.all()).toEqual(before);
  });

  it('accepts a stale version where nothing it touches has changed, and refuses it with the present state where something has', async () => {
    const bitext = await open();
    const [a, b] = [await bitext.bead(0), await bitext.bead(1)];
    await change(db, bitext.id, 1, { kind: 'edit', bead: a.id, side: 'target', text: 'Twelve.' }, recheck);
    const other = await change(
      db,
      bitext.id,
      1,
      { kind: 'edit', bead: b.id, side: 'target', text: 'Signed.' },
      recheck,
    );
    expect(other.version).toBe(3);
    const error = await change(
      db,
      bitext.id,
      1,
      { kind: 'edit', bead: a.id, side: 'target', text: 'Lost?' },
      recheck,
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConflictError);
    expect((error as ConflictError).version).toBe(3);
    expect(
      side(
        (error as ConflictError).beads.find((view) => view.id === a.id),
        'target',
      ),
    ).toEqual(['Twelve.']);
    expect(side(await bitext.bead(0), 'target')).toEqual(['Twelve.']);
    await expect(change(db, bitext.id, 1, { kind: 'undo' }, recheck)).rejects.toBeInstanceOf(ConflictError);
  });

  it('tells of a bead that was merged away as a conflict, and of one that never was as missing', async () => {
    const bitext = await open();
    const [a, b] = [await bitext.bead(0), await bitext.bead(1)];
    await change(db, bitext.id, 1, { kind: 'merge', beads: [a.id, b.id] }, recheck);
    const error = await change(db, bitext.id, 1, { kind: 'bookmark', bead: b.id, on: true }, recheck).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ version: 2, removedBeads: [b.id] });
    await expect(change(db, bitext.id, 2, { kind: 'bookmark', bead: 9999, on: true }, recheck)).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  it('lets exactly one of many simultaneous edits of a bead through, and all edits of different beads', async () => {
    for (let round = 0; round < 8; round++) {
      const bitext = await open();
      const all = await bitext.all();
      const edit = (bead: number, which: 'source' | 'target', text: string) =>
        change(db, bitext.id, 1, { kind: 'edit', bead, side: which, text }, recheck);
      const same = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((text) => edit(all[0]!.id, 'target', text)));
      expect(same.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of same) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
      const different = await Promise.all(all.slice(1).map((view) => edit(view.id, 'source', 'Иное.')));
      expect(different.map((outcome) => outcome.version).sort()).toEqual([3, 4, 5, 6, 7]);
    }
  });

  it('drops what was undone when something else is done, and keeps it in the history', async () => {
    const bitext = await open();
    const bead = await bitext.bead(1);
    await bitext.do({ kind: 'confirm', beads: [bead.id], state: 'confirmed' });
    expect(await bitext.do({ kind: 'undo' })).toMatchObject({
      version: 3,
      canUndo: false,
      canRedo: true,
      done: { kind: 'confirm' },
    });
    await bitext.do({ kind: 'bookmark', bead: bead.id, on: true });
    await expect(bitext.do({ kind: 'redo' })).rejects.toBeInstanceOf(StateError);
    const revisions = await readRevisions(db, bitext.id, { before: null, limit: 10, bead: null });
    expect(revisions.map((revision) => [revision.kind, revision.state])).toEqual([
      ['bookmark', 'done'],
      ['undo', 'done'],
      ['confirm', 'dropped'],
      ['import', 'done'],
    ]);
    expect(revisions[1]?.undoes).toBe(2);
    expect(await readRevisions(db, bitext.id, { before: 4, limit: 1, bead: bead.id })).toHaveLength(1);
  });

  it('undoes any sequence of changes back to the import, and redoes it to where it was', async () => {
    const runs = kind === 'PGlite' ? 12 : 6;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(12), fc.nat(), fc.nat(), fc.string({ maxLength: 12 })), {
          minLength: 1,
          maxLength: 14,
        }),
        async (steps) => {
          const bitext = await open();
          const initial = seen(await bitext.all());
          let version = 1;
          for (const numbers of steps) {
            const request = pick(await bitext.all(), numbers);
            if (!request) continue;
            try {
              version = (await change(db, bitext.id, version, request, recheck)).version;
            } catch (error) {
              if (!(error instanceof ImpossibleChange || error instanceof StateError)) throw error;
            }
          }
          const final = seen(await bitext.all());
          let undone = 0;
          for (let more = true; more; ) {
            try {
              const outcome = await change(db, bitext.id, version, { kind: 'undo' }, recheck);
              [version, more] = [outcome.version, outcome.canUndo];
              undone++;
            } catch (error) {
              if (!(error instanceof StateError)) throw error;
              more = false;
            }
          }
          expect(seen(await bitext.all())).toEqual(initial);
          for (let i = 0; i < undone; i++)
            version = (await change(db, bitext.id, version, { kind: 'redo' }, recheck)).version;
          expect(seen(await bitext.all())).toEqual(final);
          await everySegmentOnce(bitext.id);
        },
      ),
      { numRuns: runs },
    );
  }, 60_000);

  async function everySegmentOnce(id: string) {
    const segments = await db.selectFrom('segment').select('id').where('bitext', '=', id).execute();
    const used = (await viewBeads(db, id, { kind: 'all' })).flatMap((view) =>
      [...view.source, ...view.target].map((segment) => segment.id),
    );
    expect(used.sort((a, b) => a - b)).toEqual(segments.map((row) => row.id).sort((a, b) => a - b));
  }
});

/** Some change to what there is, out of four numbers. */
function pick(all: readonly BeadView[], [what, a, b, text]: [number, number, number, string]): Request | null {
  const bead = all[a % all.length];
  const next = all[(a % all.length) + 1];
  const flags = all.flatMap((view) => view.flags);
  const flag = flags[b % (flags.length || 1)];
  if (!bead) return null;
  const which = b % 2 === 0 ? 'source' : 'target';
  const segment = bead[which][b % (bead[which].length || 1)];
  switch (what) {
    case 0:
      return { kind: 'edit', bead: bead.id, side: which, text: `${text} 21 ${b % 30}` };
    case 1:
      return {
        kind: 'edit',
        bead: bead.id,
        side: which,
        text: bead[which]
          .map((each) => each.text)
          .join(' ')
          .replaceAll(/[aо ]/g, text),
      };
    case 2:
      return next ? { kind: 'merge', beads: [bead.id, next.id] } : null;
    case 3:
      return { kind: 'split', bead: bead.id, source: b % 3, target: (b >> 2) % 3 };
    case 4:
      return segment
        ? { kind: 'split', bead: bead.id, [which]: { segment: segment.id, offset: b % (segment.text.length + 1) } }
        : null;
    case 5:
      return next?.[which][0] ? { kind: 'moveSegment', side: which, segment: next[which][0].id, to: bead.id } : null;
    case 6: {
      const last = bead[which].at(-1);
      return next && last ? { kind: 'moveSegment', side: which, segment: last.id, to: next.id } : null;
    }
    case 7:
      return flag ? { kind: 'accept', flag: flag.id } : null;
    case 8:
      return flag ? { kind: 'dismiss', flag: flag.id, reason: 'other' } : null;
    case 9:
      return {
        kind: 'confirm',
        beads: all.slice(0, (b % all.length) + 1).map((view) => view.id),
        state: b % 3 === 0 ? 'new' : 'confirmed',
      };
    case 10:
      return b % 3 === 0 ? { kind: 'redo' } : { kind: 'undo' };
    case 11: {
      const length = bead[which]
        .map((each) => each.text)
        .filter((each) => each !== '')
        .join(' ').length;
      if (length === 0) return null;
      const span = [b % length, (b % length) + 1] as const;
      return {
        kind: 'addFlag',
        bead: bead.id,
        source: null,
        target: null,
        [which]: span,
        category: 'style/awkward',
        severity: 'minor',
        note: text,
      };
    }
    default:
      return { kind: 'bookmark', bead: bead.id, on: b % 2 === 0 };
  }
}
