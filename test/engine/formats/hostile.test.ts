import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FormatError, formats, readDocument } from '../../../server/engine/formats/format.ts';
import { readTermbase } from '../../../server/engine/formats/termbase.ts';
import { sampleBitext } from './sample.ts';

/** Whatever the bytes are, a reader either reads them or says what is wrong with them, and soon. */

const extensions = ['.txt', '.tsv', '.tmx', '.xlf', '.jsonl', '.html', '.docx', '.csv', ''];

const reads = (bytes: Uint8Array): void => {
  for (const extension of extensions) {
    try {
      readDocument(bytes, `file${extension}`);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  }
  for (const extension of ['.csv', '.tbx', '.zip']) {
    try {
      readTermbase([{ name: `terms${extension}`, bytes }], 'ru', 'en');
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  }
};

it('any bytes as the parts of a dictionary', () => {
  const info = new TextEncoder().encode("StarDict's dict ifo file\nversion=2.4.2\n");
  const part = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(part, part, part, (index, dict, syn) => {
      const names = [
        ['a.index', 'a.dict'],
        ['a.idx', 'a.dict.dz'],
      ] as const;
      for (const [first, second] of names) {
        const files = [
          { name: first, bytes: index },
          { name: second, bytes: dict },
          ...(first === 'a.idx'
            ? [
                { name: 'a.ifo', bytes: info },
                { name: 'a.syn', bytes: syn },
              ]
            : []),
        ];
        try {
          readTermbase(files, 'ru', 'en');
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it('any bytes at all', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), reads), { numRuns: 100 });
});

it('files of every format, damaged', () => {
  const files = formats.flatMap((format) => {
    const written = format.write?.(sampleBitext());
    return written === undefined ? [] : [typeof written === 'string' ? new TextEncoder().encode(written) : written];
  });
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...files), damage, fc.nat(), fc.boolean(), (file, changes, cut, shorten) => {
      const bytes = file.slice(0, shorten ? cut % file.length : file.length);
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      reads(bytes);
    }),
    { numRuns: 150 },
  );
});

it.each([
  ['quotation marks that never close', (n: number) => '"a\t'.repeat(n), '.tsv'],
  ['tags that never close', (n: number) => '<'.repeat(n), '.html'],
  ['attributes that never close', (n: number) => '<p a="'.repeat(n), '.html'],
  ['comments that never close', (n: number) => '<!--'.repeat(n), '.html'],
  ['scripts that never close', (n: number) => '<script>'.repeat(n), '.html'],
  ['spaces', (n: number) => `<pre>a${' '.repeat(n)}b</pre>`, '.html'],
  ['comments before the root', (n: number) => `${'<!---->'.repeat(n)}`, ''],
  ['ampersands', (n: number) => '&a'.repeat(n), '.html'],
  ['elements', (n: number) => `<tmx>${'<a/>'.repeat(n)}</tmx>`, '.tmx'],
] as const)('%s cost time in proportion to their number', (_, make, extension) => {
  const time = (n: number): number => {
    const bytes = new TextEncoder().encode(make(n));
    const started = performance.now();
    try {
      readDocument(bytes, `file${extension}`);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
    return performance.now() - started;
  };
  time(1000);
  // Quadratic time would be 100 times as much: seconds.
  expect(time(100_000)).toBeLessThan(1000);
});
