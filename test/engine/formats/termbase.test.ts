import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../server/engine/formats/error.ts';
import { writeTbx } from '../../../server/engine/formats/tbx.ts';
import { readTermbase, writeTermTable } from '../../../server/engine/formats/termbase.ts';
import type { GivenFile } from '../../../server/engine/formats/terms.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const table = { format: 'table', kind: 'terms', title: null, reversed: false };
const read = (text: string, name: string) => readTermbase([{ name, bytes: encode(text) }], 'ru', 'en');

describe('tables', () => {
  it.each([
    ['a.csv', 'source,target,forbidden,note\nДРСМД|РСМД,INF Treaty; INF,"TFEU|Treaty, EU","see ""1987"""\n'],
    ['a.tsv', 'source\ttarget\tforbidden\tnote\nДРСМД|РСМД\tINF Treaty; INF\tTFEU|Treaty, EU\tsee "1987"\n'],
    ['a.csv', 'note,EN,ru,forbidden\n"see ""1987""",INF Treaty|INF,ДРСМД;РСМД,"TFEU|Treaty, EU"\n'],
  ])('%s %j', (name, text) => {
    expect(read(text, name)).toEqual({
      ...table,
      entries: [
        {
          source: ['ДРСМД', 'РСМД'],
          target: ['INF Treaty', 'INF'],
          forbidden: ['TFEU', 'Treaty, EU'],
          note: 'see "1987"',
        },
      ],
      problems: [],
    });
  });
  it('reports entries that lack a side, with their lines', () => {
    const { entries, problems } = read('source,target\nДРСМД,INF Treaty\n,NPT\nДНЯО,\n', 'a.csv');
    expect(entries).toHaveLength(1);
    expect(problems.map(({ at, text, reason }) => [at.number, text, reason.key])).toEqual([
      [3, 'NPT', 'formats.termNoSource'],
      [4, 'ДНЯО', 'formats.termNoTarget'],
    ]);
  });
  it('takes columns in their order where no line names them', () => {
    const { entries } = read('ДРСМД\tINF Treaty\nДНЯО\tNPT\tTNP\n', 'a.tsv');
    expect(entries.map(({ source, target, forbidden }) => [source, target, forbidden])).toEqual([
      [['ДРСМД'], ['INF Treaty'], []],
      [['ДНЯО'], ['NPT'], ['TNP']],
    ]);
  });
  it('knows a column by the name of its language', () => {
    expect(read('English,Russian\nINF Treaty,ДРСМД\n', 'a.csv').entries).toMatchObject([{ source: ['ДРСМД'] }]);
  });
  it('refuses a table that names one of the columns alone', () => {
    expect(() => read('source,comment\nДРСМД,INF Treaty\n', 'a.csv')).toThrow(FormatError);
  });
});

describe('TBX', () => {
  const expected = {
    ...table,
    format: 'tbx',
    entries: [
      { source: ['ДРСМД', 'Договор о РСМД'], target: ['INF Treaty'], forbidden: ['IRNF Treaty'], note: 'of 1987' },
    ],
    problems: [{ at: { unit: 'line', number: 2 }, text: 'ДНЯО', reason: { key: 'formats.termNoTarget', params: {} } }],
  };
  it('of 2008', () => {
    const tbx = `<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry id="c1"><note>of 1987</note>
<langSet xml:lang="ru"><tig><term>ДРСМД</term></tig><ntig><termGrp><term>Договор о РСМД</term></termGrp></ntig></langSet><langSet xml:lang="en-US"><tig><term>INF Treaty</term></tig>
<tig><term>IRNF Treaty</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="ru"><tig><term>ДНЯО</term></tig></langSet></termEntry></body></text></martif>`;
    expect(read(tbx, 'a.tbx')).toEqual({
      ...expected,
      problems: [{ ...expected.problems[0], at: { unit: 'line', number: 4 } }],
    });
  });
  it('of 2019, statuses as elements', () => {
    const tbx = `<tbx type="TBX-Min" style="dct" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="c1"><note>of 1987</note><langSec xml:lang="ru"><termSec><term>ДРСМД</term></termSec><termSec><term>Договор о РСМД</term></termSec></langSec><langSec xml:lang="en"><termSec><term>INF Treaty</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec><termSec><term>IRNF Treaty</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="ru"><termSec><term>ДНЯО</term></termSec></langSec></conceptEntry></body></text></tbx>`;
    expect(read(tbx, 'a.tbx')).toEqual(expected);
  });
  it('in other languages is refused, and they are named', () => {
    const tbx =
      '<tbx><text><body><conceptEntry><langSec xml:lang="fr"><termSec><term>traité</term></termSec></langSec></conceptEntry></body></text></tbx>';
    expect(() => read(tbx, 'a.tbx')).toThrow(
      expect.objectContaining({ key: 'formats.termbaseLanguages', params: expect.objectContaining({ found: 'fr' }) }),
    );
  });
});

describe('written', () => {
  // Names as people write them: what would be white space at an edge, or twice, is not kept.
  const word = fc.stringMatching(/^[\p{L}\p{N}"'<>&,.()–-]{1,12}$/u);
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const names = (minLength: number) => fc.uniqueArray(name, { minLength, maxLength: 3 });
  const note = fc.oneof(fc.constant(''), name);
  const entry = fc
    .record({ source: names(1), target: names(1), forbidden: names(0), note })
    .map((each) => ({ ...each, forbidden: each.forbidden.filter((bad) => !each.target.includes(bad)) }));
  it.each([
    ['CSV', 'a.csv', writeTermTable],
    ['TBX', 'a.tbx', (entries: Parameters<typeof writeTermTable>[0]) => writeTbx(entries, 'Наши & <их>', 'ru', 'en')],
  ])('as %s and read again is the same', (_, file, write) => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
        expect(read(write(entries), file)).toMatchObject({ entries, problems: [] });
      }),
    );
  });
});

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const number = (value: number): string => (value < 64 ? '' : number(Math.floor(value / 64))) + digits[value % 64];

/** A dictd dictionary as its two files. */
function dictd(articles: readonly (readonly [word: string, text: string])[], name = 'sea'): GivenFile[] {
  const index: string[] = [];
  let at = 0;
  for (const [word, text] of articles) {
    const size = Buffer.byteLength(text);
    index.push(`${word}\t${number(at)}\t${number(size)}\n`);
    at += size;
  }
  return [
    { name: `${name}.index`, bytes: encode(index.join('')) },
    { name: `${name}.dict.dz`, bytes: gzipSync(encode(articles.map(([, text]) => text).join(''))) },
  ];
}

/** A StarDict dictionary as its three files; `types` null: each article says what it is. */
function starDict(
  articles: readonly (readonly [word: string, text: string])[],
  types: string | null = 'm',
): GivenFile[] {
  const index: number[] = [];
  const dict: number[] = [];
  for (const [word, text] of articles) {
    const data = types === null ? [...encode(`m${text}\0`)] : [...encode(text)];
    index.push(...encode(word), 0, ...uint32(dict.length), ...uint32(data.length));
    dict.push(...data);
  }
  const sequence = types === null ? '' : `sametypesequence=${types}\n`;
  const info = `StarDict's dict ifo file\nversion=2.4.2\nbookname=Sea words\nwordcount=${articles.length}\n${sequence}`;
  return [
    { name: 'sea.ifo', bytes: encode(info) },
    { name: 'sea.idx', bytes: Uint8Array.from(index) },
    { name: 'sea.dict', bytes: Uint8Array.from(dict) },
  ];
}

const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

const articles = [
  [
    'флибустьер',
    'флибустьер [flʲɪbʊˈstʲer] <м>\n1. freebooter, sea rover (17th century); 2) (разг.) buccaneer\n~ы Карибского моря – pirates of the Caribbean\n',
  ],
  ['якорь', 'якорь\n  anchor; n. kedge'],
  ['ну', 'ну\n   (междометие) см. также «вот»'],
] as const;
const translations = [
  { source: ['флибустьер'], target: ['freebooter', 'sea rover', 'buccaneer'], forbidden: [], note: '' },
  { source: ['якорь'], target: ['anchor', 'kedge'], forbidden: [], note: '' },
];

describe('dictd', () => {
  it('takes the translations out of the articles, and says which articles had none', () => {
    const files = dictd([['00-database-short', '00-database-short\n   Sea words\n'], ...articles]);
    expect(readTermbase(files, 'ru', 'en')).toEqual({
      format: 'dictd',
      kind: 'dictionary',
      title: 'Sea words',
      reversed: false,
      entries: translations,
      problems: [{ at: { unit: 'line', number: 4 }, text: 'ну', reason: { key: 'formats.termNoWords', params: {} } }],
    });
  });
  it('turns a dictionary round that goes the other way', () => {
    const { entries, reversed } = readTermbase(
      dictd([
        ['anchor', 'anchor /ˈæŋkə/\nякорь, опора\n'],
        ['kedge', 'kedge\nякорь'],
      ]),
      'ru',
      'en',
    );
    expect(reversed).toBe(true);
    expect(entries).toEqual([
      { source: ['якорь'], target: ['anchor', 'kedge'], forbidden: [], note: '' },
      { source: ['опора'], target: ['anchor'], forbidden: [], note: '' },
    ]);
  });
  const refused = (files: readonly GivenFile[]) => {
    try {
      readTermbase(files, 'ru', 'en');
    } catch (error) {
      if (error instanceof FormatError) return [error.key, error.params];
      throw error;
    }
    return null;
  };
  it('names the file that is missing, the line that is wrong, and the article that is not there', () => {
    const [index, dict] = dictd(articles) as [GivenFile, GivenFile];
    expect(refused([index])).toEqual(['formats.termbasePart', { file: 'sea.index', missing: '.dict, .dict.dz' }]);
    expect(refused([dict])).toEqual(['formats.termbasePart', { file: 'sea.dict.dz', missing: '.index' }]);
    const broken = { name: index.name, bytes: encode('якорь\tA\tB\nякорь A B\n') };
    expect(refused([broken, dict])).toEqual(['formats.dictdIndex', { file: 'sea.index', line: 2 }]);
    const long = { name: index.name, bytes: encode('якорь\tA\t//\n') };
    expect(refused([long, dict])).toEqual([
      'formats.articleOutside',
      { file: 'sea.index', line: 1, other: 'sea.dict.dz', word: 'якорь' },
    ]);
    const torn = { name: dict.name, bytes: dict.bytes.slice(0, 40) };
    expect(refused([index, torn])?.[0]).toBe('formats.zip');
  });
  it('does not unpack a bomb', () => {
    const [index] = dictd(articles) as [GivenFile];
    const bomb = { name: 'sea.dict.dz', bytes: gzipSync(new Uint8Array(20_000_000)) };
    expect(refused([index, bomb])?.[0]).toBe('formats.zipBomb');
  });
  it('reads fifty thousand entries within three seconds', () => {
    const many = Array.from({ length: 50_000 }, (_, n): [string, string] => {
      const word = `слово${n}`;
      return [word, `${word}\n1. word${n}, term${n} (archaic)\n`];
    });
    const files = dictd(many);
    const before = performance.now();
    expect(readTermbase(files, 'ru', 'en').entries).toHaveLength(50_000);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('StarDict', () => {
  const expected = { format: 'stardict', title: 'Sea words', entries: translations };
  it.each([
    ['with one type for all articles', starDict(articles)],
    ['with types of their own', starDict(articles, null)],
    [
      'packed',
      starDict(articles).map(({ name, bytes }) =>
        name.endsWith('.ifo')
          ? { name, bytes }
          : { name: `${name}${name.endsWith('idx') ? '.gz' : '.dz'}`, bytes: gzipSync(bytes) },
      ),
    ],
    [
      'in a zip archive',
      [
        {
          name: 'sea.zip',
          bytes: zipSync(Object.fromEntries(starDict(articles).map(({ name, bytes }) => [`sea/${name}`, bytes]))),
        },
      ],
    ],
  ])('%s', (_, files) => {
    const read = readTermbase(files, 'ru', 'en');
    expect(read).toMatchObject(expected);
    expect(read.problems.map(({ at, text }) => [at, text])).toEqual([[{ unit: 'entry', number: 3 }, 'ну']]);
  });
  it('with HTML articles and other headwords', () => {
    const html =
      '<k>якорь</k><div><i>м</i> <b>1</b></div><ol><li>anchor</li><li>mainstay &amp; hope</li></ol><ex>бросить якорь to drop anchor</ex>';
    const syn = { name: 'sea.syn', bytes: Uint8Array.from([...encode('якорёк'), 0, ...uint32(0)]) };
    expect(readTermbase([...starDict([['якорь', html]], 'h'), syn], 'ru', 'en').entries).toEqual([
      { source: ['якорь', 'якорёк'], target: ['anchor', 'mainstay & hope'], forbidden: [], note: '' },
    ]);
  });
  it('says which of its files is missing, and which is no StarDict', () => {
    const [ifo, idx, dict] = starDict(articles) as [GivenFile, GivenFile, GivenFile];
    const refused =
      (...files: GivenFile[]) =>
      (what: unknown) =>
        expect(() => readTermbase(files, 'ru', 'en')).toThrow(what as Error);
    refused(ifo, idx)(expect.objectContaining({ params: { file: 'sea.ifo', missing: '.dict, .dict.dz' } }));
    refused(idx, dict)(expect.objectContaining({ params: expect.objectContaining({ missing: '.ifo' }) }));
    refused(
      { name: 'sea.ifo', bytes: encode('bookname=x') },
      idx,
      dict,
    )(expect.objectContaining({ key: 'formats.stardictInfo' }));
    refused(
      ifo,
      { name: 'sea.idx', bytes: idx.bytes.slice(0, -3) },
      dict,
    )(expect.objectContaining({ key: 'formats.stardictIndex', params: { file: 'sea.idx', entry: 3 } }));
  });
});
