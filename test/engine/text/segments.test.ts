import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { splitParagraphs } from '../../../server/engine/text/paragraphs.ts';
import { segmentText, splitSentences } from '../../../server/engine/text/sentences.ts';

const languages = await Promise.all(['ru', 'en', 'de'].map(loadLanguage));
const squeeze = (text: string): string => text.replace(/\s/g, '');

/** Texts made of what sentences are made of, so that the rules have something to do. */
const texts = fc
  .array(
    fc.constantFrom(
      'Он',
      'пришёл',
      'г',
      'т.е',
      'С.В',
      'Mr',
      'U.S',
      'The',
      'end',
      '1999',
      '5',
      'I',
      '.',
      '!',
      '?',
      '…',
      '...',
      ',',
      ':',
      '«',
      '»',
      '"',
      '(',
      ')',
      '—',
      '- ',
      ' ',
      ' ',
      ' ',
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '😀',
      ':)',
      '[1]',
      '***',
      'https://a.example/b',
      '\u00a0',
      '。',
      '日本',
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe.each(languages.map((language) => [language.code, language] as const))('%s', (_, language) => {
  test('no character but white space is lost, in any text', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme' })), (text) => {
        const segments = segmentText(text, language);
        expect(squeeze(segments.map((segment) => segment.text).join(''))).toBe(squeeze(text));
        for (const segment of segments) expect(segment.text).toBe(segment.text.trim());
      }),
    );
  });

  test('spans are ordered, disjoint and trimmed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const [start, end] of splitSentences(text, language)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          last = end;
        }
      }),
    );
  });
});

test('paragraphs are pieces of the text in order', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const paragraphs = splitParagraphs(text);
      for (const { text: piece, start } of paragraphs) expect(text.slice(start, start + piece.length)).toBe(piece);
      expect(squeeze(paragraphs.map((paragraph) => paragraph.text).join(''))).toBe(squeeze(text));
    }),
  );
});

test('segmenting joined segments of prose again changes nothing', () => {
  const text = 'В 1999 г. Иванов ушёл. Он сказал: «Я вернусь». — «Когда?» — спросили его... Никто не ответил!';
  const once = splitSentences(text, languages[0]!).map(([start, end]) => text.slice(start, end));
  const joined = once.join(' ');
  expect(splitSentences(joined, languages[0]!).map(([start, end]) => joined.slice(start, end))).toEqual(once);
});

test('a language without a folder has the rules of Unicode', () => {
  const german = languages[2]!;
  expect(german.rules.kind).toBe('unicode');
  expect(segmentText('Er kam. Sie ging.', german).map(({ text }) => text)).toEqual(['Er kam.', 'Sie ging.']);
});

test('time grows with the length of a hostile text, not with its square', () => {
  for (const piece of ['.', 'a', '(abc) Abc ', '"', 'А. ', 'х) Х ', '[1]', 'a-.']) {
    const started = performance.now();
    for (const language of languages) segmentText(piece.repeat(100_000 / piece.length), language);
    expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(3000);
  }
});
