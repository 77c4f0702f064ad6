import { beforeAll, describe, expect, test } from 'vitest';
import { relationOf } from '../../../server/engine/checks/opposites/antonyms.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { type LanguagePair, loadPair } from '../../../server/engine/languages/pair.ts';
import { readWords, type Word } from '../../../server/engine/text/words.ts';

let pair: LanguagePair;
beforeAll(async () => {
  pair = (await loadPair('ru', 'en'))!;
});

describe('antonyms of the thesaurus', () => {
  test.each([
    ['legal', 'illegal'],
    ['huge', 'tiny'],
    ['increase', 'decrease'],
    ['north', 'south'],
    ['buy', 'sell'],
  ])('%s and %s are opposite', async (a, b) => {
    const { senses, opposites } = await loadLanguage('en');
    const against = (x: string, y: string) => senses!(y).some((sense) => opposites!(x).includes(sense));
    expect(against(a, b)).toBe(true);
    expect(against(b, a)).toBe(true);
    expect(against(a, a)).toBe(false);
  });

  test('a word without antonyms has none', async () => {
    const { opposites } = await loadLanguage('en');
    expect(opposites!('kettle')).toEqual([]);
    expect(opposites!('xyzzy')).toEqual([]);
  });
});

describe('how a word of the original stands to one of the translation', () => {
  const word = (text: string, side: 'from' | 'to'): Word => readWords(text, pair[side])[0]!;
  const relate = (source: string, target: string) => relationOf(word(source, 'from'), word(target, 'to'), pair);

  test('it says it, in another form or by a synonym', () => {
    expect(relate('увеличил', 'increased')).toEqual({ says: true, opposite: null });
    expect(relate('огромный', 'huge').says).toBe(true);
  });

  test('it says the opposite', () => {
    expect(relate('незаконным', 'legal').opposite).toBe('illegal');
    expect(relate('северный', 'southern').opposite).toBe('northern');
  });

  test('it says something else', () => {
    expect(relate('стол', 'legal')).toEqual({ says: false, opposite: null });
    expect(relate('ъъъ', 'legal')).toEqual({ says: false, opposite: null });
  });
});
