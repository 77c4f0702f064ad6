import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSegments } from '../../../server/engine/bitext.ts';
import { formats, readDocument } from '../../../server/engine/formats/format.ts';
import { unwritable } from '../../../server/engine/formats/xml.ts';
import { bitextOf, sampleBitext } from './sample.ts';

/** Pieces that break careless writers, between ordinary words and any characters at all. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '&',
        '<',
        '>',
        ']]>',
        '"',
        '""',
        "'",
        '\t',
        '\n',
        '\r',
        '\r\n',
        '&amp;',
        '&#0;',
        '<!--',
        '-->',
        '<seg>',
        '\u0001',
        '\u000b',
      ),
      fc.constantFrom(
        'слово',
        'word',
        ' ',
        '  ',
        '🙂',
        '👩‍👩‍👧',
        '\u00a0',
        '\u2028',
        '\ufeff',
        '\ufffe',
        'é',
        'e\u0301',
        '{"a":1}',
        '\\',
        '«»',
        '%',
        '=',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((pieces) => pieces.join('').replaceAll('\0', ''))
  .filter((text) => text !== '');

const pairs = fc.array(
  fc.record({ source: fc.array(hostile, { maxLength: 2 }), target: fc.array(hostile, { maxLength: 2 }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

const write = (id: string, bitext: ReturnType<typeof bitextOf>): Uint8Array => {
  const written = formats.find((format) => format.id === id)!.write!(bitext);
  return typeof written === 'string' ? new TextEncoder().encode(written) : written;
};

/** What XML 1.0 cannot carry is left out, except in XLIFF 2, which has a way to say it. */
const xmlText = (text: string): string => text.replace(unwritable, '');

describe('what was written is read again', () => {
  const cases: { id: string; carried: (text: string) => string; emptyPairs: boolean }[] = [
    { id: 'tmx', carried: xmlText, emptyPairs: false },
    { id: 'xliff', carried: (text) => text, emptyPairs: false },
    { id: 'tsv', carried: (text) => text, emptyPairs: true },
    { id: 'jsonl', carried: (text) => text, emptyPairs: true },
  ];
  for (const { id, carried, emptyPairs } of cases) {
    it(`${id}, whatever the texts hold`, () => {
      fc.assert(
        fc.property(pairs, (made) => {
          const expected = made
            .map(({ source, target }) => ({
              source: carried(joinSegments(source)),
              target: carried(joinSegments(target)),
            }))
            .filter(({ source, target }) => emptyPairs || source !== '' || target !== '');
          fc.pre(expected.length > 0);
          const document = readDocument(write(id, bitextOf(made)), `pairs.${id === 'xliff' ? 'xlf' : id}`);
          expect(document.kind).toBe('bitext');
          if (document.kind !== 'bitext') return;
          expect(document.pairs.map(({ source, target }) => ({ source, target }))).toEqual(expected);
        }),
        { numRuns: 300 },
      );
    });
  }

  for (const id of ['tmx', 'xliff']) {
    it(`${id} keeps the languages and the corrected text of a reviewed bitext`, () => {
      const document = readDocument(write(id, sampleBitext()), `interview.${id}`);
      expect(document).toMatchObject({ kind: 'bitext', from: 'ru', to: 'en' });
      if (document.kind !== 'bitext') return;
      expect(document.pairs).toEqual([
        { source: 'Договор — ДРСМД — расторгнут.', target: 'The treaty — TFEU — is no more.' },
        { source: 'Это было в 2019 году. Мы помним.', target: 'That was in 2019, and we remember.' },
        { source: 'Спасибо.', target: '' },
        { source: '', target: 'Translated by the desk.' },
        { source: 'До свидания!', target: 'Good-bye!' },
      ]);
    });
  }

  it('html and docx say every text, in paragraphs of their own', () => {
    const texts = sampleBitext().beads.flatMap(({ source, target }) => [joinSegments(source), joinSegments(target)]);
    for (const id of ['html', 'docx']) {
      const document = readDocument(write(id, sampleBitext()), `interview.${id}`);
      expect(document.kind).toBe('text');
      if (document.kind !== 'text') continue;
      const paragraphs = document.text.split('\n\n');
      for (const text of texts.filter((text) => text !== '')) {
        expect(
          paragraphs.some((paragraph) => paragraph.startsWith(text)),
          `${id}: ${text}`,
        ).toBe(true);
      }
    }
  });

  it('html and docx hold whatever XML can carry, and stay well-formed', () => {
    fc.assert(
      fc.property(pairs, (made) => {
        fc.pre(
          made.some(
            ({ source, target }) =>
              joinSegments([...source, ...target])
                .replace(unwritable, '')
                .trim() !== '',
          ),
        );
        for (const id of ['html', 'docx'])
          expect(readDocument(write(id, bitextOf(made)), `pairs.${id}`).kind).toBe('text');
      }),
      { numRuns: 60 },
    );
  });
});
