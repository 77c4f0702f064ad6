import { describe, expect, test } from 'vitest';
import { splitParagraphs } from '../../../server/engine/text/paragraphs.ts';

const texts = (text: string): string[] => splitParagraphs(text).map((paragraph) => paragraph.text);
const kinds = (text: string): string[] => splitParagraphs(text).map(({ kind }) => kind);

describe('line breaks', () => {
  test('blank lines part paragraphs, whatever ends the lines', () => {
    expect(texts('Раз.\n\nДва.\r\n\r\nТри.\n \t\nЧетыре.')).toEqual(['Раз.', 'Два.', 'Три.', 'Четыре.']);
  });

  test('a text with a paragraph a line keeps its lines', () => {
    expect(texts('Первый абзац кончился здесь.\nВторой начался и кончился.\nТретий.')).toHaveLength(3);
  });

  test('lines that a program wrapped to a width are one paragraph', () => {
    const wrapped = [
      'It was a bright cold day in early spring, and the wind was',
      'blowing hard enough to rattle every window in the old house',
      'at the corner. Nobody had lived there for years, or so the',
      'neighbours said when anyone asked them about it.',
      '',
      'The postman knew better, but he kept his knowledge to',
      'himself, as postmen do, and went on with his round.',
    ].join('\n');
    expect(texts(wrapped)).toHaveLength(2);
    expect(texts(wrapped)[0]).toContain('wind was\nblowing');
  });

  test('verses keep their lines', () => {
    expect(texts('Снег идёт, снег идёт,\nК белым звёздочкам в буране\nТянутся цветы\nЗа раму')).toHaveLength(4);
  });

  test('list items and turns begin paragraphs in wrapped text, too', () => {
    const wrapped = [
      'Before you start on this long job you will need several',
      'things that are not easy to find in a small town shop and',
      'that you had better order a good while in advance:',
      '- a hammer that is heavy enough to drive the longest nails',
      '  into oak, and a second one for your friend;',
      '- a saw.',
    ].join('\n');
    expect(kinds(wrapped)).toEqual(['text', 'list-item', 'list-item']);
  });
});

describe('kinds', () => {
  test.each([
    ['Итоги года\n\nГод был трудным. Но он прошёл.', ['heading', 'text']],
    ['Текст.\n\n* * *\n\nЕщё текст.', ['text', 'separator', 'text']],
    ['Текст.\n\n---\n\nЕщё текст.', ['text', 'separator', 'text']],
    ['1. Первое\n2. Второе', ['list-item', 'list-item']],
    ['• Первое\n• Второе', ['list-item', 'list-item']],
    ['– Как дела?\n– Хорошо.', ['turn', 'turn']],
    ['— Как дела?\n\n— Хорошо.', ['turn', 'turn']],
    ['# Title\n\nText.', ['heading', 'text']],
    ['Question: Why?\nAnswer: Because.', ['turn', 'turn']],
  ])('%j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });
});

describe('speakers', () => {
  test.each([
    ['Вопрос: Как вы это оцениваете?\n\nОтвет: Положительно.', ['Вопрос', 'Ответ']],
    ['Q: Why?\n\nA: Because.', ['Q', 'A']],
    ['В.: Когда?\n\nО.: Завтра.', ['В.', 'О.']],
    ['С.В.Лавров: Начнём.\n\nВопрос: Да.\n\nС.В.Лавров: Продолжим.', ['С.В.Лавров', 'Вопрос', 'С.В.Лавров']],
    ['Anna Reed: Hello.\n\nHost: Hello.\n\nAnna Reed: Thanks.', ['Anna Reed', 'Host', 'Anna Reed']],
  ])('%j', (text, expected) => {
    expect(splitParagraphs(text).map(({ speaker }) => speaker)).toEqual(expected);
  });

  test('a word before a colon that stands once is no speaker', () => {
    expect(splitParagraphs('Примечание: цены без налога.')[0]?.speaker).toBeNull();
  });
});
