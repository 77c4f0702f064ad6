import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../server/engine/formats/error.ts';
import { readTermbase } from '../../../server/engine/formats/termbase.ts';

const read = (text: string, name: string) => readTermbase(new TextEncoder().encode(text), name, 'ru', 'en');

describe('tables', () => {
  it.each([
    ['a.csv', 'source,target,forbidden,note\nДРСМД|РСМД,INF Treaty; INF,"TFEU|Treaty, EU","see ""1987"""\n'],
    ['a.tsv', 'source\ttarget\tforbidden\tnote\nДРСМД|РСМД\tINF Treaty; INF\tTFEU|Treaty, EU\tsee "1987"\n'],
    ['a.csv', 'note,EN,ru,forbidden\n"see ""1987""",INF Treaty|INF,ДРСМД;РСМД,"TFEU|Treaty, EU"\n'],
  ])('%s %j', (name, text) => {
    expect(read(text, name)).toEqual({
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
    expect(problems.map(({ line, reason }) => [line, reason.key])).toEqual([
      [3, 'formats.termNoSource'],
      [4, 'formats.termNoTarget'],
    ]);
  });
  it('refuses a table that does not say which column is which', () => {
    expect(() => read('ДРСМД,INF Treaty\n', 'a.csv')).toThrow(FormatError);
  });
});

describe('TBX', () => {
  const expected = {
    entries: [
      { source: ['ДРСМД', 'Договор о РСМД'], target: ['INF Treaty'], forbidden: ['IRNF Treaty'], note: 'of 1987' },
    ],
    problems: [{ line: 2, reason: { key: 'formats.termNoTarget', params: {} } }],
  };
  it('of 2008', () => {
    const tbx = `<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry id="c1"><note>of 1987</note>
<langSet xml:lang="ru"><tig><term>ДРСМД</term></tig><ntig><termGrp><term>Договор о РСМД</term></termGrp></ntig></langSet><langSet xml:lang="en-US"><tig><term>INF Treaty</term></tig>
<tig><term>IRNF Treaty</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="ru"><tig><term>ДНЯО</term></tig></langSet></termEntry></body></text></martif>`;
    expect(read(tbx, 'a.tbx')).toEqual({ ...expected, problems: [{ ...expected.problems[0], line: 4 }] });
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
