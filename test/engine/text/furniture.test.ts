import { expect, test } from 'vitest';
import { looksLikeFurniture } from '../../../server/engine/text/furniture.ts';

test.each([
  '* * *',
  '— 17 —',
  '42',
  'Read also: Ceasefire talks resume in Geneva',
  'Читайте также: Переговоры возобновились',
  'Читайте ещё',
  'Editors’ picks',
  'Photo: the harbour at dawn',
  'Реклама',
])('%s is furniture', (text) => {
  expect(looksLikeFurniture(text)).toBe(true);
});

test.each([
  'Он сказал: «Да».',
  'The ministers met in Geneva.',
  'Глава первая',
  'Share prices fell after the bank said that it would not pay a dividend to anybody this year.',
])('%s is text', (text) => {
  expect(looksLikeFurniture(text)).toBe(false);
});
