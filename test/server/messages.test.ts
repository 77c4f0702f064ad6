import { expect, it } from 'vitest';
import { languages, pickLanguage, translate } from '../../server/messages.ts';

it('has English first and Russian', () => {
  expect(languages[0]).toBe('en');
  expect(languages).toContain('ru');
});

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ru-RU,ru;q=0.9,en-US;q=0.8', 'ru'],
  ['en;q=0.1, ru;q=0.2', 'ru'],
  ['ru;q=0, de', 'en'],
  ['fr, de', 'en'],
  ['*;q=0.5, RU', 'ru'],
  [';;;,,q=', 'en'],
])('of %j picks %s', (header, language) => {
  expect(pickLanguage(header)).toBe(language);
});

it('puts values in as they are, and falls back to the key that nobody wrote', () => {
  expect(translate('en', 'errors:uploads.lopsided', { long: '<a>', short: 'b', count: 3 })).toBe(
    '<a> is 3 times as long as b. Is a part of the text missing?',
  );
  expect(translate('de', 'errors:jobs.cancelled')).toBe('Cancelled.');
  expect(translate('ru', 'errors:jobs.cancelled')).toBe('Отменено.');
  expect(translate('en', 'errors:nothing.here')).toBe('nothing.here');
});
