import { expect, test } from 'vitest';
import { slipBetween, spellingWords } from '../../../server/engine/text/spelling.ts';

test.each([
  ['jhonson', 'johnson', 'exchanged'],
  ['burnabic', 'brnabic', 'added'],
  ['brnabc', 'brnabic', 'left-out'],
  ['larrov', 'lavrov', 'replaced'],
  ['johnsonn', 'johnson', 'added'],
  ['lavrov', 'lavrov', null],
  ['petrov', 'lavrov', null],
  ['abcd', 'badc', null],
  ['', 'a', 'left-out'],
])('%s for %s is a letter %s', (written, meant, slip) => {
  expect(slipBetween(written, meant)).toBe(slip);
});

test('the words of a language are those of its dictionary, names with their capitals', () => {
  const words = spellingWords('en');
  expect(words?.has('parliament')).toBe(true);
  expect(words?.has('Johnson')).toBe(true);
  expect(words?.has('parliaemnt')).toBe(false);
});

test('a language without a dictionary has none', () => {
  expect(spellingWords('xx')).toBeNull();
});
