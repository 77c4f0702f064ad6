import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align as realAlign } from '../../../server/engine/align/align.ts';
import { type Side, sides } from '../../../server/engine/bitext.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import {
  type BeadRow,
  createDraft,
  type Draft,
  type FlagRow,
  type SegmentRow,
} from '../../../server/engine/review/draft.ts';
import { findingRow } from '../../../server/engine/review/findings.ts';
import { initialKeys } from '../../../server/engine/review/order.ts';
import { type Aligner, rebead } from '../../../server/engine/review/rebead.ts';
import { type NewSegment, reimport } from '../../../server/engine/review/reimport.ts';

const pair = await loadPair('ru', 'en');
const align: Aligner = (source, target, fixed) =>
  realAlign(source, target, { from: 'ru', to: 'en', pair, fixed }).beads;

const russian = [
  'Министр приехал в Женеву вчера вечером.',
  'Переговоры начнутся в девять часов утра.',
  'Журналистов в зал не пустят.',
  'Договор подписали сорок семь стран.',
  'Остальные государства пока думают.',
  'Следующая встреча пройдёт осенью в Вене.',
];
const english = [
  'The minister arrived in Geneva last night.',
  'The talks will begin at nine in the morning.',
  'Journalists will not be let into the hall.',
  'Forty-seven countries have signed the treaty.',
  'The other states are still thinking.',
  'The next meeting will be held in Vienna in autumn.',
];

/** A bitext of one sentence to one, or of the beads that are given by the sentences' numbers. */
function bitext(beads: readonly (readonly [source: number[], target: number[]])[] = russian.map((_, k) => [[k], [k]])) {
  const texts = { source: russian, target: english };
  const segment = sides.flatMap((side) => {
    const keys = initialKeys(texts[side].length);
    return texts[side].map(
      (text, k): SegmentRow => ({
        id: (side === 'source' ? 1 : 101) + k,
        side,
        position: keys[k]!,
        text,
        original: text,
        paragraph: k,
        kind: 'text',
        speaker: null,
      }),
    );
  });
  const keys = initialKeys(beads.length);
  const bead = beads.map(
    ([source, target], k): BeadRow => ({
      id: 201 + k,
      position: keys[k]!,
      source: source.map((n) => 1 + n),
      target: target.map((n) => 101 + n),
      confidence: 0.5,
      state: 'new',
      bookmarked: false,
      moved: false,
      furniture: false,
    }),
  );
  return { segment, bead, flag: [] as FlagRow[] };
}

const draftOf = (rows: ReturnType<typeof bitext>) => createDraft(rows, 1000);
const lines = (texts: readonly string[]): NewSegment[] =>
  texts.map((text, paragraph) => ({ text, paragraph, kind: 'text', speaker: null }));

/** The beads in order, as their texts. */
function shown(draft: Draft): [string, string][] {
  const text = (bead: BeadRow, side: Side) => bead[side].map((id) => draft.rows.segment.get(id)?.text).join(' ');
  return inOrder(draft).map((bead) => [text(bead, 'source'), text(bead, 'target')]);
}

function inOrder(draft: Draft): BeadRow[] {
  return [...draft.rows.bead.values()].sort((a, b) => (a.position < b.position ? -1 : 1));
}

/** Every segment is in exactly one bead, places differ, and flags belong to beads and lie inside their texts. */
function expectWhole(draft: Draft): void {
  const beads = inOrder(draft);
  for (const side of sides) {
    const held = beads.flatMap((bead) => bead[side]).sort((a, b) => a - b);
    const there = [...draft.rows.segment.values()].filter((row) => row.side === side).map((row) => row.id);
    expect(held).toEqual(there.sort((a, b) => a - b));
  }
  expect(new Set(beads.map((bead) => bead.position)).size).toBe(beads.length);
  expect(new Set([...draft.rows.segment.values()].map((row) => `${row.side} ${row.position}`)).size).toBe(
    draft.rows.segment.size,
  );
  for (const flag of draft.rows.flag.values()) {
    const bead = draft.rows.bead.get(flag.bead);
    expect(bead).toBeDefined();
  }
}

const ids = (rows: ReturnType<typeof bitext>) => new Set(rows.bead.map((bead) => bead.id));

describe('aligning beads anew', () => {
  const shifted: [number[], number[]][] = [
    [[0], [0]],
    [[1], []],
    [[2], [1]],
    [[3], [2, 3]],
    [[4], [4]],
    [[5], [5]],
  ];
  it('mends what was wrong, and leaves what came out the same its row', () => {
    const rows = bitext(shifted);
    const draft = draftOf(rows);
    const { changed, made, gone } = rebead(draft, ids(rows), align, { before: null, after: null });
    expect(shown(draft)).toEqual(russian.map((text, k) => [text, english[k]]));
    expect(inOrder(draft).map((bead) => bead.id)).toEqual([201, 202, 203, 204, 205, 206]);
    expect([[...changed].sort(), made, gone]).toEqual([[202, 203, 204], [], []]);
    expectWhole(draft);
  });
  it('never moves a bead that stays, even a wrong one', () => {
    const rows = bitext(shifted);
    const draft = draftOf(rows);
    const free = ids(rows);
    free.delete(203);
    const before = draft.rows.bead.get(203);
    rebead(draft, free, align, { before: null, after: null });
    expect(draft.rows.bead.get(203)).toEqual(before);
    expectWhole(draft);
  });
  it('keeps the places of what is outside', () => {
    const rows = bitext(shifted);
    const part = rows.bead.slice(1, 4);
    const segments = new Set(part.flatMap((bead) => [...bead.source, ...bead.target]));
    const draft = createDraft(
      { ...rows, bead: part, segment: rows.segment.filter(({ id }) => segments.has(id)) },
      1000,
    );
    const bounds = { before: rows.bead[0]!.position, after: rows.bead[4]!.position };
    rebead(draft, new Set(part.map(({ id }) => id)), align, bounds);
    expect(shown(draft)).toEqual([1, 2, 3].map((k) => [russian[k], english[k]]));
    for (const { position } of inOrder(draft)) {
      expect(bounds.before < position && position < bounds.after).toBe(true);
    }
  });
  it('takes flags and bookmarks along with their words', () => {
    const rows = bitext(shifted);
    const texts = { source: russian[3]!, target: `${english[2]} ${english[3]}` };
    const at = texts.target.indexOf('Forty-seven');
    const flag = {
      ...findingRow(900, 204, finding([28, 40], [at, at + 11]), texts),
      origin: 'manual' as const,
      note: 'sure?',
    };
    const draft = draftOf({
      ...rows,
      flag: [flag],
      bead: rows.bead.map((bead) => (bead.id === 204 ? { ...bead, bookmarked: true } : bead)),
    });
    rebead(draft, ids(rows), align, { before: null, after: null });
    const moved = draft.rows.flag.get(900)!;
    const home = draft.rows.bead.get(moved.bead)!;
    expect(home.target.map((id) => draft.rows.segment.get(id)?.text)).toEqual([english[3]]);
    expect(moved).toMatchObject({ target: [0, 11], note: 'sure?' });
    expect(home.bookmarked).toBe(true);
    expectWhole(draft);
  });
  it('whatever the beads are and whichever stay: no sentence is lost or twice, and those that stay are untouched', () => {
    const cuts = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 4, maxLength: 14 });
    fc.assert(
      fc.property(
        cuts,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        (sizes, stays, crossed) => {
          const shapes: [number[], number[]][] = [];
          let [s, t] = [0, 0];
          for (const [a, b] of [...sizes, [9, 9] as const]) {
            const source = range(s, Math.min(6, s + a));
            const target = range(t, Math.min(6, t + b));
            if (source.length + target.length > 0) shapes.push([source, target]);
            s += source.length;
            t += target.length;
          }
          const [first, last] = [shapes[0]!, shapes.at(-1)!];
          if (crossed && first[0].length > 0 && last[0].length > 0) [first[1], last[1]] = [last[1], first[1]];
          const rows = bitext(shapes);
          const free = new Set(rows.bead.map(({ id }) => id).filter((_, k) => !stays[k]));
          const draft = draftOf(rows);
          rebead(draft, free, align, { before: null, after: null });
          expectWhole(draft);
          for (const bead of rows.bead) {
            if (free.has(bead.id)) continue;
            const { position: _, ...rest } = bead;
            expect(draft.rows.bead.get(bead.id)).toMatchObject(rest);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

function finding(source: readonly [number, number], target: readonly [number, number]) {
  return {
    check: 'manual',
    category: 'accuracy/mistranslation' as const,
    severity: 'major' as const,
    confidence: 1,
    source,
    target,
    message: { key: 'manual', params: { note: 'sure?' } },
    suggestion: null,
  };
}

describe('a new version of a side', () => {
  const confirmed = () => {
    const rows = bitext();
    return { ...rows, bead: rows.bead.map((bead) => ({ ...bead, state: 'confirmed' as const })) };
  };
  it('that is the same changes nothing', () => {
    for (const side of sides) {
      const draft = draftOf(confirmed());
      const { changed, summary } = reimport(draft, side, lines(side === 'source' ? russian : english), align);
      expect([changed, summary]).toEqual([[], { kept: 6, changed: 0, made: 0, gone: 0 }]);
      expect([...draft.rows.bead.values()]).toEqual([...draft.initial.bead.values()]);
      expect([...draft.rows.segment.values()]).toEqual([...draft.initial.segment.values()]);
    }
  });
  it('with one sentence reworded puts that bead alone up for review again', () => {
    const draft = draftOf(confirmed());
    const now = english.map((text) => text.replace('Forty-seven', 'Forty-eight'));
    const { changed, summary } = reimport(draft, 'target', lines(now), align);
    expect([changed, summary]).toEqual([[204], { kept: 5, changed: 1, made: 0, gone: 0 }]);
    expect(shown(draft)).toEqual(russian.map((text, k) => [text, now[k]]));
    expect(inOrder(draft).map((bead) => bead.state)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'new',
      'confirmed',
      'confirmed',
    ]);
    expectWhole(draft);
  });
  it('keeps corrections where the file has the old words, and takes them for done where it has the new ones', () => {
    const rows = confirmed();
    const correct = (id: number, text: string) => {
      rows.segment = rows.segment.map((row) => (row.id === id ? { ...row, text } : row));
    };
    correct(101, 'The minister came to Geneva last night.');
    correct(104, 'The treaty was signed by forty-seven countries.');
    const draft = draftOf(rows);
    const now = english.with(3, 'The treaty was signed by forty-seven countries.');
    const { summary } = reimport(draft, 'target', lines(now), align);
    expect(summary).toEqual({ kept: 6, changed: 0, made: 0, gone: 0 });
    expect(draft.rows.segment.get(101)).toMatchObject({
      text: 'The minister came to Geneva last night.',
      original: english[0],
    });
    expect(draft.rows.segment.get(104)).toMatchObject({ text: now[3], original: now[3] });
  });
  it('puts new sentences beside their counterparts, which were gaps before', () => {
    const rows = bitext();
    rows.bead = rows.bead.map((bead) => (bead.id === 203 ? { ...bead, target: [] } : bead));
    rows.segment = rows.segment.filter(({ id }) => id !== 103);
    const draft = draftOf(rows);
    const { summary } = reimport(draft, 'target', lines(english), align);
    expect(shown(draft)).toEqual(russian.map((text, k) => [text, english[k]]));
    expect(summary).toMatchObject({ kept: 5, gone: 0 });
    expectWhole(draft);
  });
  it('says what is gone', () => {
    const draft = draftOf(confirmed());
    const { summary } = reimport(draft, 'target', lines(english.toSpliced(2, 1)), align);
    expect(summary).toEqual({ kept: 5, changed: 1, made: 0, gone: 0 });
    expect(shown(draft)[2]).toEqual([russian[2], '']);
    expectWhole(draft);
  });
  it('keeps a division of sentences that a person made', () => {
    const rows = confirmed();
    const whole = `${english[3]} ${english[4]}`;
    const draft = draftOf(rows);
    const { summary } = reimport(draft, 'target', lines([...english.slice(0, 3), whole, english[5]!]), align);
    expect(summary).toEqual({ kept: 6, changed: 0, made: 0, gone: 0 });
    expect([...draft.rows.bead.values()]).toEqual([...draft.initial.bead.values()]);
  });
  it('whatever is dropped, added, swapped or repeated: nothing is lost, and what stayed is kept', () => {
    const edits = fc.array(fc.tuple(fc.constantFrom('drop', 'add', 'swap', 'twice', 'change'), fc.nat(5)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(edits, fc.constantFrom(...sides), (given, side) => {
        const now = [...(side === 'source' ? russian : english)];
        for (const [what, at] of given) {
          const k = Math.min(at, now.length - 1);
          if (what === 'drop') now.splice(k, 1);
          if (what === 'add') now.splice(k, 0, `Xyzzy ${at}.`);
          if (what === 'swap') now.push(...now.splice(k, 1));
          if (what === 'twice' && now[k] !== undefined) now.splice(k, 0, now[k]);
          if (what === 'change' && now[k] !== undefined) now[k] = `${now[k]} Indeed.`;
        }
        const draft = draftOf(confirmed());
        const { summary } = reimport(draft, side, lines(now), align);
        expectWhole(draft);
        const texts = [...draft.rows.segment.values()]
          .filter((row) => row.side === side)
          .sort((a, b) => (a.position < b.position ? -1 : 1))
          .map((row) => row.text);
        expect(texts).toEqual(now);
        expect(summary.kept + summary.changed + summary.made).toBe(draft.rows.bead.size);
        for (const bead of draft.rows.bead.values()) {
          const before = draft.initial.bead.get(bead.id);
          if (bead.state === 'confirmed') expect([bead.source, bead.target]).toEqual([before?.source, before?.target]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
