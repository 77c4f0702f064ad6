import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { formatById } from '../../../server/engine/formats/format.ts';
import { bitextOf, sampleBitext } from './sample.ts';

const written = (id: string, bitext = sampleBitext()): string => {
  const out = formatById(id)?.write?.(bitext);
  if (typeof out !== 'string') throw new Error(`${id} wrote no text`);
  return out;
};

/** Throws where a namespace-aware parser finds the document not well-formed. */
const parse = (xml: string): void => {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
};

it('beads: indexes on either side', () => {
  expect(written('beads')).toBe('[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[]:[2]\n[4]:[3]\n');
});

describe('ladder', () => {
  it('has a rung at the beginning of every bead and at the end of the texts', () => {
    expect(written('ladder')).toBe(
      '0\t0\t0.9000\n1\t1\t0.9000\n3\t2\t0.0000\n4\t2\t0.0000\n4\t3\t0.9000\n5\t4\t0.0000\n',
    );
  });
  it('makes gaps of what stands out of order, and still never goes back', () => {
    const bitext = bitextOf([1, 2, 3, 4].map((n) => ({ source: [`а${n}`], target: [`a${n}`] })));
    const [a, b, c, d] = bitext.beads;
    const moved = {
      ...bitext,
      beads: [
        a!,
        { ...b!, targetIndexes: [3], moved: true },
        { ...c!, targetIndexes: [1] },
        { ...d!, targetIndexes: [2] },
      ],
    };
    const rungs = written('ladder', moved)
      .trim()
      .split('\n')
      .map((line) => line.split('\t').map(Number));
    for (let i = 1; i < rungs.length; i++) {
      expect(rungs[i]![0]).toBeGreaterThanOrEqual(rungs[i - 1]![0]!);
      expect(rungs[i]![1]).toBeGreaterThanOrEqual(rungs[i - 1]![1]!);
    }
    expect(rungs.at(-1)!.slice(0, 2)).toEqual([4, 4]);
    expect(rungs.map(([s, t]) => `${s} ${t}`)).toContain('2 1');
  });
});

describe('text', () => {
  it('is the corrected translation, its paragraphs kept', () => {
    const bitext = sampleBitext();
    const beads = bitext.beads.map((bead, i) => ({
      ...bead,
      targetParagraphs: bead.targetParagraphs.map(() => (i < 4 ? 0 : 1)),
    }));
    expect(written('text', { ...bitext, beads })).toBe(
      'The treaty — TFEU — is no more. That was in 2019, and we remember. Translated by the desk.\n\nGood-bye!\n',
    );
  });
  it('follows the order of the translation, not of the original', () => {
    const bitext = bitextOf([
      { source: ['а'], target: ['A.'] },
      { source: ['б'], target: ['B.'] },
    ]);
    const [a, b] = bitext.beads;
    const beads = [
      { ...a!, targetIndexes: [1], moved: true, targetParagraphs: [0] },
      { ...b!, targetIndexes: [0], targetParagraphs: [0] },
    ];
    expect(written('text', { ...bitext, beads })).toBe('B. A.\n');
  });
  it('puts what filled a gap after what precedes it', () => {
    const bitext = bitextOf([
      { source: ['а'], target: ['A.'] },
      { source: ['б'], target: [] },
      { source: ['в'], target: ['C.'] },
    ]);
    const [a, b, c] = bitext.beads;
    const beads = [
      { ...a!, targetParagraphs: [0] },
      { ...b!, target: ['B.'] },
      { ...c!, targetParagraphs: [0] },
    ];
    expect(written('text', { ...bitext, beads })).toBe('A. B. C.\n');
  });
});

describe('flags go where the format can carry them', () => {
  it('TMX: notes, confidence, state and the text before correction', () => {
    const xml = written('tmx');
    parse(xml);
    expect(xml).toContain(
      '<note>critical terminology/wrong-term: ДРСМД is the INF Treaty; "TFEU" is another &lt;treaty&gt;. (→ INF Treaty)</note>',
    );
    expect(xml).toContain('[dismissed: style]');
    expect(xml).toContain('<prop type="x-sverka-state">confirmed</prop>');
    expect(xml).toContain('<prop type="x-sverka-original-target">That was 2019, and we remember.</prop>');
  });
  it('XLIFF: notes, and quality issues at spans that overlap', () => {
    const xml = written('xliff');
    parse(xml);
    expect(xml).toContain('<note category="terminology/wrong-term" priority="1" appliesTo="target">');
    expect(xml).toContain('locQualityIssueType="terminology" locQualityIssueSeverity="100"');
    expect(xml).toContain('locQualityIssueSeverity="4"');
    expect(xml).toContain('locQualityIssueEnabled="no"');
    expect(xml).toMatch(
      /<target>The treaty <sm id="t2"[^>]*\/>— <sm id="t1"[^>]*\/>TFEU<em startRef="t1"\/> —<em startRef="t2"\/> is/,
    );
    expect(xml).toContain('<segment state="reviewed">');
    expect(xml).toContain('<segment state="initial"><source>Спасибо.</source>');
  });
  it('TSV: a column', () => {
    const [header, first] = written('tsv').split('\n');
    expect(header).toBe('source\ttarget\tconfidence\tstate\tflags');
    expect(first).toMatch(
      /^Договор — ДРСМД — расторгнут\.\tThe treaty — TFEU — is no more\.\t0\.90\tnew\t"critical terminology/,
    );
  });
  it('JSON Lines: the contract’s record', () => {
    const [first] = written('jsonl')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      source: [0],
      target: [0],
      sourceText: 'Договор — ДРСМД — расторгнут.',
      targetText: 'The treaty — TFEU — is no more.',
      confidence: 0.9,
    });
    expect(first.flags[0]).toEqual({
      check: 'term',
      category: 'terminology/wrong-term',
      severity: 'critical',
      confidence: 0.97,
      source: [10, 15],
      target: [13, 17],
      message: 'ДРСМД is the INF Treaty; "TFEU" is another <treaty>.',
      suggestion: 'INF Treaty',
    });
  });
  it('HTML: marks and a list, nothing of the texts taken for markup', () => {
    const page = written('html', { ...sampleBitext(), title: '<script>alert(1)</script>' });
    expect(page).not.toContain('<script>');
    expect(page).toMatch(/<mark class="critical" title="[^"]*&lt;treaty&gt;[^"]*">TFEU<\/mark>/);
    expect(page).toContain('<span class="to">→ INF Treaty</span>');
  });
  it('Word: comments at their spans; the same bytes every time', () => {
    const bytes = formatById('docx')!.write!(sampleBitext()) as Uint8Array;
    expect(formatById('docx')!.write!(sampleBitext())).toEqual(bytes);
    const parts = unzipSync(bytes);
    const document = strFromU8(parts['word/document.xml']!);
    for (const part of Object.values(parts)) parse(strFromU8(part));
    expect(document).toMatch(
      /<w:commentRangeStart w:id="0"\/><w:r><w:t xml:space="preserve">TFEU<\/w:t><\/w:r><w:commentRangeEnd w:id="0"\/>/,
    );
    expect(strFromU8(parts['word/comments.xml']!)).toContain('(→ INF Treaty)');
  });
});
