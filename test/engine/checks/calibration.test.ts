import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { readWords } from '../../../server/engine/text/words.ts';
import { alarmShares, curves, type Labelled, learnJudge } from '../../calibrate/judges.ts';
import { readRows } from '../../calibrate/material.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const rows = [
  { src: 'Да.', good: 'Yes.' },
  { src: 'Нет.', good: 'No.' },
];

test.each([
  ['an array', '[{"src": "Да.", "good": "Yes."}, {"source": "Нет.", "target": "No."}, {"source": "Пусто."}]'],
  ['lines of JSON', '{"source": "Да.", "target": "Yes."}\n{"src": "Нет.", "good": "No."}\n'],
  ['a table', '# Russian\tEnglish\nДа.\tYes.\r\nНет.\tNo.\nОдин столбец\n'],
])('confirmed pairs are read from %s', (name, text) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  expect(readRows(file)).toEqual(rows);
});

test('a file without pairs is refused', () => {
  const file = join(folder, 'empty');
  writeFileSync(file, '{"text": "Да."}\n');
  expect(() => readRows(file)).toThrow(/has no pairs/);
});

test('a judge learns what tells errors from good pairs, and its curve is read off on the other half', () => {
  const samples: Labelled[] = Array.from({ length: 400 }, (_, k) => ({
    features: { telling: k % 8 < 4 ? 1 : 0, idle: k % 3 },
    positive: k % 8 < 4,
    pair: k,
    kind: 'any',
  }));
  const before = curves.length;
  const judge = learnJudge('made up', samples, 400, { major: 0.01, minor: 0.02 });
  expect(judge.weights.telling).toBeGreaterThan(1);
  expect(judge.major).toBeGreaterThanOrEqual(judge.minor);
  const curve = curves[before]!;
  expect(curve).toMatchObject({ judge: 'made up', planted: 100, minor: [0, 1], major: [0, 1] });
  expect(curve.recall).toEqual(alarmShares.map(() => 1));
});

test('a weak word of a class explains and does not stand for it', async () => {
  const pair = (await loadPair('ru', 'en'))!;
  const matchOf = (text: string) => pair.quantities.findTarget(readWords(text, pair.to)).matches;
  expect(matchOf('every').some(({ weak }) => !weak)).toBe(true);
  const across = matchOf('across');
  expect(across.length).toBeGreaterThan(0);
  expect(across.every(({ weak }) => weak)).toBe(true);
});

test('the first part of a compound belongs to its group', async () => {
  const pair = (await loadPair('ru', 'en'))!;
  const ids = pair.polar.findTarget(readWords('low-level', pair.to)).matches.map(({ group }) => group.id);
  expect(ids).toContain('high-low');
});
