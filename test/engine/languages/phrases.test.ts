import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { PatternIndex, patternsOf } from '../../../server/engine/languages/phrases.ts';
import { readWords } from '../../../server/engine/text/words.ts';

const [ru, en, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
const languages = { ru, en };

describe('patterns', () => {
  test.each([
    ['ru', 'принимать/принять участие (=в)', 'приняли участие в', 3],
    ['ru', 'принимать/принять участие (=в)', 'принимает участие', 2],
    ['ru', '=ни =один', 'ни одного', -1],
    ['ru', 'не столько … сколько', 'не столько умный и добрый, сколько', 6],
    ['ru', 'не столько … сколько', 'не столько раз два три четыре сколько', -1],
    ['en', 'take … for granted', 'took it for granted', 4],
    ['en', 'at least', 'at the least', 3],
  ] as const)('%s: %s in "%s" ends at %i', (code, pattern, text, end) => {
    const language = languages[code];
    const index = new PatternIndex<string>();
    for (const parsed of patternsOf(pattern, language)) index.add(parsed, pattern);
    expect(index.find(readWords(text, language)).find(({ from }) => from === 0)?.to ?? -1).toBe(end);
  });

  test('an index finds every match by its first words, optional ones included', () => {
    const index = new PatternIndex<string>();
    for (const text of ['at least', '(very) least', 'at … cost', 'least'])
      for (const parsed of patternsOf(text, en)) index.add(parsed, text);
    const found = index.find(readWords('at the very least, at any cost', en));
    expect(found.map(({ value, from, to }) => [value, from, to])).toEqual([
      ['(very) least', 2, 4],
      ['(very) least', 3, 4],
      ['least', 3, 4],
      ['at … cost', 4, 7],
    ]);
  });

  test('a pattern in which nothing has to be there is an error', () => {
    expect(() => patternsOf('(the) …', en)).toThrow(RangeError);
  });
});

test('phrases of the pair are found with their renderings', () => {
  if (!pair) throw new Error('There is no data for ru-en.');
  const source = readWords('Тем не менее они не раз побеждали бездомных.', ru);
  const target = readWords('However, they won more than once.', en);
  const places = (text: string): unknown => {
    const match = pair.phrases.find(source).find(({ phrase }) => phrase.pattern.text === text);
    return match && [match.from, match.to, ...pair.phrases.renderings(match.phrase, target)];
  };
  expect(places('=тем не менее')).toEqual([0, 3, [0, 1]]);
  expect(places('не раз')).toEqual([4, 6, [3, 6]]);
});
