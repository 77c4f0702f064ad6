import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../server/engine/text/tokens.ts';

const cases: [text: string, tokens: string][] = [
  ['Премьер-министр Ана Брнабич.', 'Премьер-министр|Ана|Брнабич|.'],
  ['don’t, O’Neil, кое-кто', 'don’t|,|O’Neil|,|кое-кто'],
  ['1 234,5 руб. и 1,234.5', '1 234,5|руб|.|и|1,234.5'],
  ['в 2014 500 человек', 'в|2014|500|человек'],
  ['5-й, 1990-е, 20th, 12:30', '5-й|,|1990-е|,|20th|,|12:30'],
  ['F-16, COVID-19, Су-57', 'F-16|,|COVID-19|,|Су-57'],
  ['С.В. Лавров, т.е. U.S.', 'С.В.|Лавров|,|т.е.|U.S.'],
  ['«Да!» — 5%...', '«|Да|!|»|—|5|%|...'],
  ['https://a.example/b?c=1. me@b.example', 'https://a.example/b?c=1|.|me@b.example'],
  ['日本語です。', '日本語|です|。'],
  ['ประเทศไทย', 'ประเทศไทย'],
  ['🇷🇺 👨‍👩‍👧 ❤️', '🇷🇺|👨‍👩‍👧|❤️'],
  ['№5 $1.5bn', '№|5|$|1.5bn'],
];

test.each(cases)('%s', (text, tokens) => {
  expect(tokenize(text).map((token) => token.text)).toEqual(tokens.split('|'));
});

test('kinds', () => {
  const kinds = tokenize('Он купил 5 %').map(({ kind }) => kind);
  expect(kinds).toEqual(['word', 'word', 'number', 'punctuation']);
});

describe('any text', () => {
  test('tokens are in order, disjoint, exact, and lose nothing but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tokens = tokenize(text);
        let end = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(text.slice(end, token.start).trim()).toBe('');
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
