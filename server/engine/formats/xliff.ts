import { type Flag, joinSegments, penalties, type Span } from '../bitext.ts';
import { FormatError } from './error.ts';
import type { BeadState, DocumentPair, ExportBead, ExportBitext, ExportFlag, Format, Input } from './format.ts';
import { describeFlag } from './tsv.ts';
import { escapeAttribute, escapeText, readXml, rootName, unwritable } from './xml.ts';

/**
 * XLIFF: reads 1.2 (OASIS 2008) and 2.x (OASIS 2014, ISO 21720), writes 2.1. Flags are written twice, for people as
 * notes and for programs as localization quality issues of ITS 2.0 at their spans (XLIFF 2.1, section 5.9).
 */

/** Inline elements of 1.2 whose content is codes, not words. */
const codes12 = new Set(['bpt', 'ept', 'it', 'ph', 'sub']);

function readXliff({ fileName, decoded }: Input): {
  kind: 'bitext';
  from: string | null;
  to: string | null;
  pairs: DocumentPair[];
  encoding: string;
} {
  const { text, encoding } = decoded();
  const pairs: DocumentPair[] = [];
  let from: string | null = null;
  let to: string | null = null;
  let root = '';
  let version2 = false;
  let inCode = 0;
  /** Inside alternatives, glossaries and the like, whose sources and targets are not the document's. */
  let aside = 0;
  const asides = new Set(['alt-trans', 'matches', 'glossary', 'ignorable', 'reference']);
  let source: string | null = null;
  let target: string | null = null;
  let into: 'source' | 'target' | null = null;
  const preserved: boolean[] = [];
  const add = (piece: string): void => {
    if (into === 'source') source += piece;
    else if (into === 'target') target += piece;
  };
  readXml(text, fileName, {
    open({ name, attributes }, line) {
      const space = attributes['xml:space'];
      preserved.push(space === undefined ? (preserved.at(-1) ?? false) : space === 'preserve');
      if (root === '') {
        root = name;
        if (name !== 'xliff')
          throw new FormatError('xmlRoot', { file: fileName, line, expected: 'xliff', found: name });
        version2 = (attributes.version ?? '').startsWith('2');
        from = attributes.srcLang ?? null;
        to = attributes.trgLang ?? null;
      } else if (name === 'file') {
        from ??= attributes['source-language'] ?? null;
        to ??= attributes['target-language'] ?? null;
      }
      if (asides.has(name)) aside++;
      if (aside > 0) return;
      if (name === (version2 ? 'segment' : 'trans-unit')) {
        source = '';
        target = '';
      } else if (name === 'source' || name === 'target') into = source === null ? null : name;
      else if (into && !version2 && codes12.has(name)) inCode++;
      else if (into && version2 && name === 'cp')
        add(String.fromCharCode(Number.parseInt(attributes.hex ?? '', 16) || 0xfffd));
    },
    text(piece) {
      if (aside === 0 && inCode === 0) add(piece);
    },
    close(name) {
      const keep = preserved.pop() ?? false;
      if (asides.has(name)) aside--;
      else if (aside > 0) return;
      else if (into && !version2 && codes12.has(name)) inCode--;
      else if (name === 'source' || name === 'target') {
        if (into === 'source' && source !== null) source = keep ? source : collapse(source);
        if (into === 'target' && target !== null) target = keep ? target : collapse(target);
        into = null;
      } else if (name === (version2 ? 'segment' : 'trans-unit') && source !== null && target !== null) {
        if (source !== '' || target !== '') pairs.push({ source, target });
        source = null;
        target = null;
      }
    },
  });
  return { kind: 'bitext', from, to, pairs, encoding };
}

/** White space that was only layout; a no-break space is text. */
function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

/** Characters that XML cannot write, XLIFF 2 can: as `<cp hex="0001"/>`. */
function content(text: string): string {
  let out = '';
  let at = 0;
  for (const { 0: character, index } of text.matchAll(unwritable)) {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    out += `${escapeText(text.slice(at, index))}<cp hex="${code}"/>`;
    at = index + character.length;
  }
  return out + escapeText(text.slice(at));
}

interface Marked {
  readonly id: string;
  readonly span: Span;
  readonly issues: string;
}

/** Text with the flagged spans between `<sm/>` and `<em/>`, which, unlike elements, may overlap. */
function markedContent(text: string, marks: readonly Marked[]): string {
  const points = marks.flatMap(({ id, span, issues }) => {
    const end = Math.min(span[1], text.length);
    const start = Math.min(span[0], end);
    return [
      { at: start, xml: `<sm id="${id}" type="its:generic" its:locQualityIssuesRef="#its=${issues}"/>`, order: 1 },
      { at: end, xml: `<em startRef="${id}"/>`, order: start === end ? 2 : 0 },
    ];
  });
  points.sort((a, b) => a.at - b.at || a.order - b.order);
  let out = '';
  let at = 0;
  for (const point of points) {
    out += content(text.slice(at, point.at)) + point.xml;
    at = point.at;
  }
  return out + content(text.slice(at));
}

/** MQM-Core categories as ITS 2.0 names its types of quality issues (ITS 2.0, section 8.17, table 11). */
const issueTypes: Readonly<Partial<Record<Flag['category'], string>>> = {
  'terminology/wrong-term': 'terminology',
  'terminology/inconsistent': 'inconsistency',
  'accuracy/mistranslation': 'mistranslation',
  'accuracy/omission': 'omission',
  'accuracy/addition': 'addition',
  'accuracy/untranslated': 'untranslated',
  'linguistic/grammar': 'grammar',
  'linguistic/punctuation': 'typographical',
  'linguistic/spelling': 'misspelling',
  'linguistic/unintelligible': 'style',
  'linguistic/encoding': 'characters',
  'style/register': 'register',
  'style/inconsistent': 'inconsistency',
  'design/markup': 'markup',
};

function issueType(category: Flag['category']): string {
  return (
    issueTypes[category] ??
    (category.startsWith('style/') ? 'style' : category.startsWith('locale/') ? 'locale-violation' : 'other')
  );
}

function issue(flag: ExportFlag, id: string): string {
  // ITS wants a severity of 0 to 100; MQM's penalties end at 25.
  const severity = penalties[flag.severity] * 4;
  const comment = escapeAttribute(flag.text);
  const enabled = flag.state === 'dismissed' ? ' locQualityIssueEnabled="no"' : '';
  return (
    `      <its:locQualityIssues xml:id="${id}"><its:locQualityIssue locQualityIssueType="${issueType(flag.category)}"` +
    ` locQualityIssueSeverity="${severity}" locQualityIssueComment="${comment}"${enabled}/></its:locQualityIssues>\n`
  );
}

const states: Readonly<Record<BeadState, string>> = {
  new: 'translated',
  confirmed: 'reviewed',
  approved: 'final',
};

/** A number for XLIFF's `priority`-like order: 1 the most serious. */
const priority = { critical: 1, major: 2, minor: 5, neutral: 8 } as const;

function writeUnit(bead: ExportBead, number: number): string {
  const source = joinSegments(bead.source);
  const target = joinSegments(bead.target);
  const original = joinSegments(bead.originalTarget);
  const issues = bead.flags.map((flag, i) => ({ flag, id: `u${number}q${i + 1}` }));
  const marks = (side: 'source' | 'target'): Marked[] =>
    issues.flatMap(({ flag, id }, i) =>
      flag[side] ? [{ id: `${side[0]}${i + 1}`, span: flag[side], issues: id }] : [],
    );
  const metadata = [
    ['confidence', bead.confidence.toFixed(4)],
    ['state', bead.state],
    ...(bead.moved ? [['moved', 'yes']] : []),
    ...(original === target ? [] : [['original-target', original]]),
  ];
  const notes = bead.flags.map((flag) => {
    const side = flag.target ? ' appliesTo="target"' : flag.source ? ' appliesTo="source"' : '';
    return `        <note category="${flag.category}" priority="${priority[flag.severity]}"${side}>${escapeText(describeFlag(flag))}</note>\n`;
  });
  const state = target === '' ? 'initial' : states[bead.state];
  return [
    `    <unit id="u${number}">\n      <mda:metadata><mda:metaGroup category="sverka">`,
    ...metadata.map(([type = '', value = '']) => `<mda:meta type="${type}">${escapeText(value)}</mda:meta>`),
    '</mda:metaGroup></mda:metadata>\n',
    ...issues.map(({ flag, id }) => issue(flag, id)),
    ...(notes.length > 0 ? ['      <notes>\n', ...notes, '      </notes>\n'] : []),
    `      <segment state="${state}"><source>${markedContent(source, marks('source'))}</source>`,
    `<target>${markedContent(target, marks('target'))}</target></segment>\n    </unit>\n`,
  ].join('');
}

function writeXliff({ title, from, to, beads }: ExportBitext): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"',
    ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"',
    ` srcLang="${escapeAttribute(from)}" trgLang="${escapeAttribute(to)}">\n`,
    `  <file id="f1" original="${escapeAttribute(title)}" xml:space="preserve">\n`,
    ...beads.map((bead, i) => writeUnit(bead, i + 1)),
    '  </file>\n</xliff>\n',
  ].join('');
}

export const xliff = {
  id: 'xliff',
  label: 'XLIFF 2.1',
  extensions: ['.xlf', '.xliff'],
  mediaType: 'application/xliff+xml',
  looksLike: (head) => rootName(head) === 'xliff',
  read: readXliff,
  write: writeXliff,
} satisfies Format;
