import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDocs, file, undocumented } from '../docs/checks.ts';

test('docs/checks.md says what the checks are; npm run docs writes it anew', () => {
  expect(readFileSync(file, 'utf8')).toBe(checkDocs());
});

test('every check says what it finds and leaves alone, with examples of both', () => {
  expect(undocumented()).toEqual([]);
});
