import { expect, test } from 'vitest';
import { readBags } from '../../../server/engine/align/tokens.ts';

const tokensOf = (text: string): string[] => {
  const bags = readBags([text]);
  return [...bags.tokens].map((type) => bags.types[type] ?? '');
};

test('words are lower-cased and cut to five letters, digits whole', () => {
  expect(tokensOf('Вооружения 2019 года?')).toEqual(['воору', '2019', 'года', '?']);
});

test('Han is read character by character and pair by pair', () => {
  expect(tokensOf('条约，A')).toEqual(['条', '约', '条约', 'a']);
});

test('Kana and Thai are cut into words', () => {
  expect(tokensOf('ディスクを持つ')).toEqual(['ディスク', 'を', '持', 'つ']);
  expect(tokensOf('ประเทศไทยเป็นประเทศ').length).toBeGreaterThan(2);
});
