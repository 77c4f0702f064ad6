import { expect, test } from 'vitest';
import { edgeScore, edgesOf } from '../../../server/engine/align/structure.ts';
import type { Segment } from '../../../server/engine/bitext.ts';

const segments = (texts: readonly string[]): Segment[] => texts.map((text) => ({ text, paragraph: 0 }));
const edges = (...texts: string[]) => edgesOf(segments(texts));
/** Evidence of the form of a bead of the one segment on either side. */
const formOf = (source: string, target: string): number => edgeScore(edges(source), edges(target), 1, 1, 1, 1);

test.each([
  ['II.', '2. The boy at the party'],
  ['IV', 'IV'],
  ['3) Порядок уплаты', '3. Payment'],
])('%s and %s carry the same number', (source, target) => {
  expect(formOf(source, target)).toBeGreaterThan(formOf('Глава', 'Chapter'));
});

test('other numbers speak against a bead more than none do', () => {
  expect(formOf('II.', 'I.')).toBeLessThan(formOf('II.', 'The second part'));
});

test('a turn of speech goes with a turn, whatever marks it', () => {
  expect(formOf('— Куда вы?', '“Where are you going?”')).toBeGreaterThan(formOf('— Куда вы?', 'He left.'));
  expect(edges('Он ушёл.', '«Да».', '— Нет.').opening).toEqual(Int32Array.of(0, 1, 1));
});

test('numbers and names that begin a sentence are no numbers of a list', () => {
  expect(edges('1998 год был трудным.', 'I went home.', 'С. Петров вошёл.').opening).toEqual(Int32Array.of(0, 0, 0));
});
