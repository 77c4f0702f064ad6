import { describe, expect, test } from 'vitest';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { openStyle } from '../../../server/engine/languages/styles.ts';
import { readWords } from '../../../server/engine/text/words.ts';

const pair = await loadPair('ru', 'en');
if (!pair) throw new Error('There is no data for ru-en.');
const { from, to } = pair;

describe('words of several senses', () => {
  const sensesBeside = (text: string, lemma: string) => {
    const words = readWords(text, from);
    const word = pair.senses.of(lemma);
    const at = words.findIndex(({ lemmas }) => lemmas.includes(lemma));
    const company = word?.company(words, at) ?? [];
    return word?.glosses[company.findIndex(({ weight }) => weight === Math.max(...company.map((own) => own.weight)))];
  };

  test.each([
    ['Охотник взял лук и стрелы.', 'лук', 'weapon'],
    ['Пожарь лук с морковью.', 'лук', 'vegetable'],
    ['В замке застрял ключ.', 'замок', 'lock'],
    ['Средневековый замок построил король.', 'замок', 'castle'],
  ])('%s', (text, lemma, gloss) => {
    expect(sensesBeside(text, lemma)).toBe(gloss);
  });

  test('a rendering inside a longer one is not one by itself', () => {
    const ranges = pair.senses.of('автомат')?.renderings(readWords('He put a coin into the slot machine.', to)) ?? [];
    expect(ranges.map(({ range }) => range)).toContainEqual([6, 8]);
    expect(ranges.some(({ range: [start, end] }) => start === 7 && end === 8)).toBe(false);
  });

  test('an unknown word has none', () => expect(pair.senses.of('абракадабра')).toBeUndefined());
});

describe('false friends', () => {
  test.each([
    ['В магазине винтовки пять патронов.', 'магазин', true],
    ['В магазине продают хлеб.', 'магазин', false],
  ])('%s', (text, lemma, isRight) => {
    const words = readWords(text, from);
    const at = words.findIndex(({ lemmas }) => lemmas.includes(lemma));
    expect(pair.falseFriends.of(lemma)?.isRightBeside(words, at)).toBe(isRight);
  });

  test('a word that is right as often as wrong is marked', () => {
    expect(pair.falseFriends.of('факультет')?.tempting.every(({ isDoubtful }) => isDoubtful)).toBe(true);
    expect(pair.falseFriends.of('магазин')?.tempting.some(({ isDoubtful }) => isDoubtful)).toBe(false);
  });
});

describe('calques', () => {
  test.each([
    ['Суд вчера принял важное решение.', 'принимать решение'],
    ['Решение было принято вчера.', 'принимать решение'],
    ['Высшего образования у него нет.', 'высшее образование'],
    ['С этой точки зрения он прав.', 'точка зрения'],
  ])('%s', (text, phrase) => {
    expect(pair.calques.find(readWords(text, from)).map(({ calque }) => calque.phrase)).toContain(phrase);
  });
});

test('a house style has what it writes and what it avoids, inflected', () => {
  const book = openStyle('en', 'uk-press', to);
  expect(book.get('organizing')?.map(({ used }) => used)).toContain('organising');
  expect(openStyle('en', 'no-such-style', to).size).toBe(0);
});
