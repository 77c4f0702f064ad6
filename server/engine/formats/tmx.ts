import { joinSegments } from '../bitext.ts';
import { FormatError } from './error.ts';
import type { DocumentPair, ExportBead, ExportBitext, Format, Input } from './format.ts';
import { describeFlag } from './tsv.ts';
import { escapeAttribute, escapeText, readXml, rootName } from './xml.ts';

/** Translation Memory eXchange 1.4b (LISA OSCAR, 2005), and the older 1.x that differ in nothing that is read here. */

/** Inline elements whose content is codes of another format, not words. */
const codes = new Set(['bpt', 'ept', 'it', 'ph', 'ut']);

/** The translation unit's texts by language, as written; the languages in the order of first appearance. */
function readTmx({ fileName, decoded }: Input): {
  kind: 'bitext';
  from: string | null;
  to: string | null;
  pairs: DocumentPair[];
  encoding: string;
} {
  const { text, encoding } = decoded();
  const units: Map<string, string>[] = [];
  const counts = new Map<string, { code: string; count: number }>();
  let sourceLanguage = '';
  let root = '';
  let unit: Map<string, string> | null = null;
  let language = '';
  let segment: string | null = null;
  let inCode = 0;
  readXml(text, fileName, {
    open({ name, attributes }, line) {
      if (root === '') {
        root = name;
        if (name !== 'tmx') throw new FormatError('xmlRoot', { file: fileName, line, expected: 'tmx', found: name });
      }
      if (name === 'header') sourceLanguage = attributes.srclang ?? '';
      else if (name === 'tu') unit = new Map();
      else if (name === 'tuv') language = attributes['xml:lang'] ?? attributes.lang ?? '';
      else if (name === 'seg') segment = '';
      else if (codes.has(name)) inCode++;
    },
    text(piece) {
      if (segment !== null && inCode === 0) segment += piece;
    },
    close(name) {
      if (codes.has(name)) inCode--;
      else if (name === 'seg' && unit && segment !== null) {
        const key = language.toLowerCase();
        const known = counts.get(key) ?? { code: language, count: 0 };
        known.count++;
        counts.set(key, known);
        if (!unit.has(key)) unit.set(key, segment);
        segment = null;
      } else if (name === 'tu' && unit) {
        units.push(unit);
        unit = null;
      }
    },
  });
  const source = sourceOf(sourceLanguage.toLowerCase(), [...counts.keys()]);
  const others = [...counts].filter(([key]) => key !== source).sort(([, a], [, b]) => b.count - a.count);
  const target = others[0]?.[0] ?? '';
  const pairs = units
    .map((texts) => ({ source: texts.get(source) ?? '', target: texts.get(target) ?? '' }))
    .filter((pair) => pair.source !== '' || pair.target !== '');
  return {
    kind: 'bitext',
    from: counts.get(source)?.code || sourceLanguage.replace('*all*', '') || null,
    to: counts.get(target)?.code || null,
    pairs,
    encoding,
  };
}

/**
 * Which of the file's languages is the original's: the header's, or the one that differs from it in its region alone; the
 * first where the header names none of them, unless all units are translations without an original.
 */
function sourceOf(stated: string, languages: readonly string[]): string {
  const primary = (code: string): string => code.split(/[-_]/)[0] ?? code;
  const found =
    languages.find((code) => code === stated) ?? languages.find((code) => primary(code) === primary(stated));
  return found ?? (languages.length === 1 && stated !== '' && stated !== '*all*' ? stated : (languages[0] ?? ''));
}

function variant(language: string, text: string): string {
  return `      <tuv xml:lang="${escapeAttribute(language)}"><seg>${escapeText(text)}</seg></tuv>\n`;
}

function property(type: string, value: string): string {
  return `      <prop type="x-sverka-${type}">${escapeText(value)}</prop>\n`;
}

/** A gap has one variant alone. A bead with nothing on either side has nothing to carry. */
function writeUnit(bead: ExportBead, from: string, to: string): string {
  const source = joinSegments(bead.source);
  const target = joinSegments(bead.target);
  const original = joinSegments(bead.originalTarget);
  if (source === '' && target === '') return '';
  return [
    '    <tu>\n',
    ...bead.flags.map((flag) => `      <note>${escapeText(describeFlag(flag))}</note>\n`),
    property('confidence', bead.confidence.toFixed(4)),
    property('state', bead.state),
    bead.moved ? property('moved', 'yes') : '',
    original === target ? '' : property('original-target', original),
    source === '' ? '' : variant(from, source),
    target === '' ? '' : variant(to, target),
    '    </tu>\n',
  ].join('');
}

function writeTmx({ from, to, beads }: ExportBitext): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n',
    '  <header creationtool="Sverka" creationtoolversion="1" segtype="sentence" o-tmf="Sverka" adminlang="en"',
    ` srclang="${escapeAttribute(from)}" datatype="plaintext"/>\n  <body>\n`,
    ...beads.map((bead) => writeUnit(bead, from, to)),
    '  </body>\n</tmx>\n',
  ].join('');
}

export const tmx = {
  id: 'tmx',
  label: 'TMX 1.4b',
  extensions: ['.tmx'],
  mediaType: 'application/x-tmx+xml',
  looksLike: (head) => rootName(head) === 'tmx',
  read: readTmx,
  write: writeTmx,
} satisfies Format;
