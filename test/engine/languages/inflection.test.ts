import { expect, test } from 'vitest';
import { formsOf, inflect, inflectLike } from '../../../server/engine/languages/en/inflection.ts';

test.each([
  ['won', 'win', 'lose', 'lost'],
  ['risen', 'rise', 'fall', 'fallen'],
  ['Rising', 'rise', 'fall', 'Falling'],
  ['supports', 'support', 'oppose', 'opposes'],
  ['highest', 'high', 'low', 'lowest'],
  ['better', 'good', 'bad', 'worse'],
  ['allowed', 'allow', 'ban', 'banned'],
  ['Victories', 'victory', 'defeat', 'Defeats'],
  ['MORE', 'more', 'less', 'LESS'],
])('%s of %s is for %s: %s', (written, lemma, other, expected) => {
  expect(inflectLike(written, lemma, other)).toBe(expected);
});

test('a form that is not of the word has no counterpart', () => {
  expect(inflectLike('went', 'win', 'lose')).toBeNull();
  expect(formsOf('cut', 'cut')).toEqual(['base', 'past', 'participle']);
});

test.each([
  ['try', 'past', 'tried'],
  ['stop', 'ing', 'stopping'],
  ['die', 'ing', 'dying'],
  ['agree', 'ing', 'agreeing'],
  ['go', 's', 'goes'],
  ['expensive', 'comparative', 'more expensive'],
  ['happy', 'superlative', 'happiest'],
] as const)('%s, %s: %s', (word, form, expected) => {
  expect(inflect(word, form)).toBe(expected);
});
