import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linkWords } from '../../../server/engine/align/links.ts';
import { nameKinds } from '../../../server/engine/languages/names.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { readWords } from '../../../server/engine/text/words.ts';

const pair = await loadPair('ru', 'en');
if (!pair) throw new Error('no knowledge of ru-en');
const file = new URL('../../../server/engine/languages/ru-en/names.tsv', import.meta.url);
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the table of names', () => {
  test('is sorted, without duplicates, each line with its three columns in their own alphabets', () => {
    const keys = lines.map((line) => line.split('\t').slice(0, 2).join('\t'));
    expect(keys.length - new Set(keys).size).toBe(0);
    const points = (text: string): string =>
      [...text].map((c) => c.codePointAt(0)?.toString(16).padStart(6, '0')).join('');
    expect(lines.filter((line, k) => k > 0 && points(line) < points(lines[k - 1]!))).toEqual([]);
    const kinds: readonly string[] = nameKinds;
    expect(
      lines.filter((line) => {
        const [source = '', kind = '', target = '', ...rest] = line.split('\t');
        return (
          rest.length > 0 || !kinds.includes(kind) || !/[а-яё]/i.test(source) || target === '' || /[а-яё]/i.test(target)
        );
      }),
    ).toEqual([]);
  });

  test('holds names enough', () => {
    expect(lines.length).toBeGreaterThan(4500);
  });
});

const first = (word: string): string[] => {
  const [read] = readWords(word, pair.from);
  return pair.names.lookup(read!.folded, read!.lemmas, read!.capital).flatMap((name) => name.target);
};

test.each([
  ['Хьюстоне', 'Houston'],
  ['Шольцем', 'Scholz'],
  ['белорусского', 'Belarusian'],
  ['парижане', 'Parisian'],
  ['Афинах', 'Athens'],
  ['Пекину', 'Beijing'],
  ['Намибии', 'Namibia'],
  ['Роснефти', 'Rosneft'],
])('%s is %s in any case', (form, name) => {
  expect(first(form)).toContain(name);
});

test('what is written with a capital is no name without one', () => {
  expect(first('ли')).toEqual([]);
  expect(first('Ли')).toContain('Lee');
});

test('names of several words are found in any case, and the longest on the other side', () => {
  const source = pair.names.findPhrases(readWords('Переговоры с Северной Кореей и Шарлиз Терон', pair.from));
  expect(source.map(({ words }) => words)).toEqual([
    [2, 4],
    [5, 7],
  ]);
  const target = pair.names.findTarget(readWords("North Korea's leader went to New York", pair.to));
  expect(target.map(({ words }) => words)).toEqual([
    [0, 2],
    [5, 7],
  ]);
});

test('a country, its adjective and its capital stand for one another', () => {
  expect(pair.names.relatives('Turkey')).toEqual(expect.arrayContaining(['turkish', 'ankara']));
  expect(pair.names.relatives('Schwarzenegger')).toEqual([]);
});

test('US is not us', () => {
  const source = readWords('США помогли', pair.from);
  expect(linkWords(source, readWords('they helped us', pair.to), pair).some(({ source: s }) => s === 0)).toBe(false);
  expect(linkWords(source, readWords('the US helped', pair.to), pair)).toContainEqual(
    expect.objectContaining({ source: 0, target: 1 }),
  );
});
