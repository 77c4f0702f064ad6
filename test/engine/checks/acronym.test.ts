import { describe, expect, test } from 'vitest';
import type { CheckContext } from '../../../server/engine/checks/check.ts';
import { readPair } from '../../../server/engine/checks/checks.ts';
import { acronym } from '../../../server/engine/checks/terms/acronym.ts';
import { bareLatin, isCopied, isLatinAcronym } from '../../../server/engine/checks/terms/acronym-reading.ts';
import { initialsOf, spells } from '../../../server/engine/checks/terms/term-forms.ts';
import { indexTerms, readConcepts } from '../../../server/engine/checks/terms/term-index.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';

test.each([
  ['ХОБЛ', 'HOBL', true],
  ['ХОБЛ', 'KHOBL', true],
  ['ХОБЛ', 'COPD', false],
  ['ЖКТ', 'ZHKT', true],
  ['ЦНС', 'TSNS', true],
  ['ИБС', 'IBS', true],
  ['МЧС', 'EMERCOM', false],
])('%s copied as %s: %s', (cyrillic, latin, copied) => {
  expect(isCopied(cyrillic, latin)).toBe(copied);
});

test.each([
  ['COPD', true],
  ['aPTT', true],
  ['NSAIDs', true],
  ["NATO's", true],
  ['U.S.', true],
  ['SanPiN', true],
  ['McDonald', false],
  ['XIV', false],
  ['I', false],
  ['Paris', false],
])('%s is an acronym: %s', (text, is) => {
  expect(isLatinAcronym(text)).toBe(is);
});

test.each([
  ["NATO's", 'NATO'],
  ['NSAIDs', 'NSAID'],
  ['U.S.', 'US'],
  ['ICD-10', 'ICD'],
])('%s is bare as %s', (text, bare) => {
  expect(bareLatin(text)).toBe(bare);
});

test.each([
  ['chronic obstructive pulmonary disease', 'COPD', true],
  ['an electrocardiogram was recorded', 'ECG', true],
  ['department of health', 'DOH', true],
  ['department of health', 'DH', true],
  ['low-intensity laser therapy', 'NILT', false],
  ['cat', 'CT', false],
])('“%s” spells %s: %s', (phrase, letters, is) => {
  expect(spells(phrase.split(' '), letters)).toBe(is);
});

test('initials pass over small words', () => {
  expect(initialsOf('Organization for Security and Co-operation in Europe')).toBe('OSCOE');
  expect(initialsOf('International Monetary Fund')).toBe('IMF');
});

describe('what the document explains', async () => {
  const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
  const terms = indexTerms(
    readConcepts(new URL('../../../server/engine/languages/ru-en/terms.tsv', import.meta.url)),
    from,
    to,
  );
  const flags = (context: CheckContext) =>
    acronym.run(
      readPair({ source: 'Показатели ХОБЛ снизились.', target: 'The HOBL indicators fell.' }, from, to, context),
      context,
    );

  test('holds for all of it', () => {
    expect(flags({ pair, terms })).toHaveLength(1);
    expect(flags({ pair, terms, acronyms: new Map([['ХОБЛ', new Set(['HOBL'])]]) })).toEqual([]);
  });
});
