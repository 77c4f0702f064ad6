import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Alignment, type AlignOptions, align } from '../../../server/engine/align/align.ts';
import type { Bead, Segment } from '../../../server/engine/bitext.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { type LanguagePair, loadPair } from '../../../server/engine/languages/pair.ts';
import { segmentText } from '../../../server/engine/text/sentences.ts';

const options: AlignOptions = { from: 'ru', to: 'en' };
const segments = (texts: readonly string[]): Segment[] => texts.map((text) => ({ text, paragraph: 0 }));
const alignTexts = (
  source: readonly string[],
  target: readonly string[],
  more: Partial<AlignOptions> = {},
): Alignment => align(segments(source), segments(target), { ...options, ...more });
const short = (beads: readonly Bead[]): string[] =>
  beads.map(({ source, target }) => `${source.join(',')}:${target.join(',')}`);

/** The interview that comes with the program, as sentences. */
let source: string[];
let target: string[];
let pair: LanguagePair | null;
beforeAll(async () => {
  const read = async (language: string) =>
    segmentText(
      readFileSync(new URL(`../../../server/sample/interview.${language}.txt`, import.meta.url), 'utf8'),
      await loadLanguage(language),
    ).map((segment) => segment.text);
  [source, target, pair] = await Promise.all([read('ru'), read('en'), loadPair('ru', 'en')]);
});

function expectEverySegmentOnce(beads: readonly Bead[], sources: number, targets: number): void {
  const all = (pick: (bead: Bead) => readonly number[]) => beads.flatMap(pick).sort((a, b) => a - b);
  expect(all((bead) => bead.source)).toEqual(Array.from({ length: sources }, (_, i) => i));
  expect(all((bead) => bead.target)).toEqual(Array.from({ length: targets }, (_, i) => i));
}

const words = [
  'мир',
  'война',
  'peace',
  'war',
  '1998',
  '25',
  'Лавров',
  'Lavrov',
  'Washington',
  'нет',
  '…',
  '!',
  '—',
  'and',
  'и',
];
const sentence = fc.array(fc.constantFrom(...words), { minLength: 0, maxLength: 8 }).map((parts) => parts.join(' '));
const side = fc.array(sentence, { maxLength: 40 });

describe('whatever the texts', () => {
  test('every segment is in exactly one bead, and order is kept but for beads marked as moved', () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const { beads } = alignTexts(a, b);
        expectEverySegmentOnce(beads, a.length, b.length);
        let s = -1;
        let t = -1;
        for (const bead of beads) {
          for (const i of bead.source) expect(i).toBe(++s);
          if (bead.moved) continue;
          for (const j of bead.target) {
            expect(j).toBeGreaterThan(t);
            t = j;
          }
        }
        for (const { confidence } of beads) expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('confirmed beads stay as they are', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2), fc.nat(2)), { maxLength: 5 }),
        (a, b, steps) => {
          const fixed: Bead[] = [];
          let s = 0;
          let t = 0;
          for (const [skipS, skipT, ns, nt] of steps) {
            s += skipS;
            t += skipT;
            if (ns === 0 && nt === 0) continue;
            if (s + ns > a.length || t + nt > b.length) break;
            const range = (from: number, size: number) => Array.from({ length: size }, (_, k) => from + k);
            // A confirmed gap says where it stands by its neighbours only, so those here have both sides.
            if (ns > 0 && nt > 0) fixed.push({ source: range(s, ns), target: range(t, nt), confidence: 0.3 });
            s += ns;
            t += nt;
          }
          const { beads } = alignTexts(a, b, { fixed });
          expectEverySegmentOnce(beads, a.length, b.length);
          for (const bead of fixed) expect(beads).toContainEqual({ ...bead, confidence: 1 });
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['nothing at all', [], []],
    ['one empty side', ['Раз.', 'Два.'], []],
    ['one sentence each', ['Мир.'], ['Peace.']],
    ['only numbers', ['1', '2', '3'], ['1', '2', '3', '4']],
    ['only white space', [' ', ''], ['']],
  ])('%s', (_, a, b) => {
    expectEverySegmentOnce(alignTexts(a, b).beads, a.length, b.length);
  });

  test('a hundred thousand identical sentences a side', () => {
    const same = Array.from({ length: 100_000 }, () => 'Да.');
    const { beads } = alignTexts(
      same,
      Array.from({ length: 100_000 }, () => 'Yes.'),
    );
    expectEverySegmentOnce(beads, same.length, same.length);
  }, 60_000);
});

describe('the interview', () => {
  test('is aligned one to one, with and without the lexicon', () => {
    for (const knowledge of [pair, null]) {
      const { beads, related } = alignTexts(source, target, { pair: knowledge });
      expect(related).toBe(true);
      expect(beads.filter((bead) => bead.source.length === 1 && bead.target.length === 1).length).toBeGreaterThan(
        0.85 * Math.min(source.length, target.length),
      );
    }
  });

  test('swapping the sides gives the mirrored beads', () => {
    const there = alignTexts(source, target).beads;
    const back = alignTexts(target, source, { from: 'en', to: 'ru' }).beads;
    expect(short(back.map((bead) => ({ ...bead, source: bead.target, target: bead.source }))).sort()).toEqual(
      short(there).sort(),
    );
  });

  test('a sentence added to both sides at the end does not change the rest', () => {
    const before = short(alignTexts(source, target, { pair }).beads);
    const after = short(
      alignTexts([...source, 'Погода в тот день была тёплой.'], [...target, 'The weather that day was warm.'], { pair })
        .beads,
    );
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toEqual([`${source.length}:${target.length}`]);
  });

  test('a paragraph that stands elsewhere is found there, and said to be', () => {
    const from = 10;
    const size = 5;
    const rest = [...target.slice(0, from), ...target.slice(from + size)];
    const moved = [...rest.slice(0, 30), ...target.slice(from, from + size), ...rest.slice(30)];
    const straight = alignTexts(source, target, { pair }).beads;
    const { beads } = alignTexts(source, moved, { pair });
    expectEverySegmentOnce(beads, source.length, moved.length);
    expect(straight.filter((bead) => bead.moved)).toEqual([]);
    const found = beads.filter((bead) => bead.moved);
    expect(found.length).toBeGreaterThanOrEqual(size - 2);
    for (const bead of found) for (const j of bead.target) expect(j >= 30 && j < 30 + size).toBe(true);
  });

  test('a text that has nothing to do with it is said to have nothing to do with it, and nothing is claimed', () => {
    const other = [
      'Put the flour and the butter into a bowl and rub them together.',
      'Add a pinch of salt.',
      'Beat the eggs until they are pale.',
      'Fold in the grated cheese with a wooden spoon.',
      'Roll the dough out on a floured board.',
      'Cut it into rounds with a glass.',
      'Brush the tops with milk.',
      'Bake until golden, which takes about a quarter of an hour.',
      'Serve warm with a green salad.',
      'They keep for three days in a tin.',
    ];
    const { related, beads } = alignTexts(source, other, { pair });
    expect(related).toBe(false);
    expect(beads.filter((bead) => bead.confidence >= 0.9)).toEqual([]);
  });

  test('what each kind of evidence brought is said when asked for', () => {
    const { brought } = alignTexts(source, target, { pair, explain: true });
    expect(brought?.lexicon).toBeGreaterThan(brought?.text ?? 0);
    expect(alignTexts(source, target, { explain: true }).brought?.lexicon).toBe(0);
    expect(alignTexts(source, target).brought).toBeUndefined();
  });

  test('a menu beside one text alone is said to be furniture, a sentence left out is not', () => {
    const menu = [...source.slice(0, 10), 'Читайте также: другие интервью', '* * *', ...source.slice(10)];
    const { beads } = alignTexts(menu, target.toSpliced(20, 1), { pair });
    const alone = beads.filter((bead) => bead.target.length === 0);
    expect(alone.filter((bead) => bead.furniture).map((bead) => bead.source)).toEqual([[10], [11]]);
    expect(alone.some((bead) => !bead.furniture)).toBe(true);
  });

  test('progress rises from nothing to all', () => {
    const seen: number[] = [];
    alignTexts(source, target, { onProgress: (share) => seen.push(share) });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

test('Chinese and Japanese are aligned by their characters', () => {
  const { beads } = alignTexts(
    ['北京是中国的首都。', '他在1998年出生于上海。', '今天天气很好。'],
    ['北京は中国の首都です。', '彼は1998年に上海で生まれた。', '今日は天気がいいです。'],
    { from: 'zh', to: 'ja' },
  );
  expect(short(beads)).toEqual(['0:0', '1:1', '2:2']);
});
