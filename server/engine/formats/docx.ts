import { strFromU8, strToU8, zipSync } from 'fflate';
import { joinSegments } from '../bitext.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import type { ExportBead, ExportBitext, Format, Input } from './format.ts';
import { readLines } from './text.ts';
import { describeFlag } from './tsv.ts';
import { escapeAttribute, escapeText, readXml } from './xml.ts';
import { readZip } from './zip.ts';

/** Word documents (ECMA-376): the paragraphs of the body are read; a two-column table with comments is written. */

const body = 'word/document.xml';

/** Paragraphs, each on a line of its own with a blank line after it; deleted and moved-away text is left out. */
function readDocx({ fileName, bytes }: Input): { kind: 'text'; text: string; encoding: string } {
  const part = readZip(bytes, fileName, (name) => name === body).get(body);
  if (!part) throw new FormatError('docx', { file: fileName });
  const { text, encoding } = decode(part, fileName);
  const paragraphs: string[] = [];
  /** Paragraphs being read: a text box inside a paragraph has paragraphs of its own. */
  const open: string[] = [];
  let inText = 0;
  /** Inside what Word shows nobody: text moved away, and the second copy of what old versions cannot draw. */
  let hidden = 0;
  const add = (piece: string): void => {
    if (hidden === 0 && open.length > 0) open[open.length - 1] += piece;
  };
  readXml(text, fileName, {
    open({ name }) {
      if (name === 'moveFrom' || name === 'Fallback') hidden++;
      else if (name === 'p') open.push('');
      else if (name === 't') inText++;
      else if (name === 'tab' || name === 'ptab') add(' ');
      else if (name === 'br' || name === 'cr') add('\n');
      else if (name === 'noBreakHyphen') add('\u2011');
    },
    text(piece) {
      if (inText > 0) add(piece);
    },
    close(name) {
      if (name === 'moveFrom' || name === 'Fallback') hidden--;
      else if (name === 't') inText--;
      else if (name === 'p') {
        const paragraph = open.pop()?.trim();
        if (paragraph && hidden === 0) paragraphs.push(paragraph);
      }
    },
  });
  return { kind: 'text', text: readLines(paragraphs.join('\n\n'), fileName), encoding };
}

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function run(text: string, properties = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeText(line)}</w:t>`);
  return text === '' ? '' : `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${lines.join('<w:br/>')}</w:r>`;
}

interface Comment {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A paragraph whose comments begin and end at their spans. */
function commented(text: string, comments: readonly Comment[]): string {
  const points = comments.flatMap(({ id, start, end }) => [
    { at: start, xml: `<w:commentRangeStart w:id="${id}"/>`, order: 1 },
    {
      at: end,
      xml: `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`,
      order: start === end ? 2 : 0,
    },
  ]);
  points.sort((a, b) => a.at - b.at || a.order - b.order);
  let out = '';
  let at = 0;
  for (const point of points) {
    out += run(text.slice(at, point.at)) + point.xml;
    at = point.at;
  }
  return `<w:p>${out}${run(text.slice(at))}</w:p>`;
}

function row(left: string, right: string): string {
  const cell = (content: string): string => `<w:tc><w:tcPr><w:tcW w:w="2500" w:type="pct"/></w:tcPr>${content}</w:tc>`;
  return `<w:tr>${cell(left)}${cell(right)}</w:tr>`;
}

function writeDocx(bitext: ExportBitext): Uint8Array {
  const comments: Comment[] = [];
  /** Flags as comments on the side where they have a span, the target first. */
  const side = (bead: ExportBead, which: 'source' | 'target'): string => {
    const text = joinSegments(bead[which]);
    const own = bead.flags
      .filter(
        (flag) =>
          flag.state === 'open' && (which === 'target' ? flag.target || !flag.source : !flag.target && flag.source),
      )
      .map((flag) => {
        const [start, end] = flag[which] ?? [0, text.length];
        const limit = Math.min(end, text.length);
        return { id: comments.length, start: Math.min(start, limit), end: limit, text: describeFlag(flag) };
      })
      .map((comment, i) => ({ ...comment, id: comment.id + i }));
    comments.push(...own);
    return commented(text, own);
  };
  const rows = bitext.beads.map((bead) => row(side(bead, 'source'), side(bead, 'target')));
  const bold = (text: string): string => `<w:p>${run(text, '<w:b/>')}</w:p>`;
  const border = (name: string): string => `<w:${name} w:val="single" w:sz="4" w:color="BFBFBF"/>`;
  const document = [
    `${declaration}<w:document ${namespace}><w:body>`,
    `<w:p>${run(bitext.title, '<w:b/><w:sz w:val="32"/>')}</w:p>`,
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>',
    ...['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border),
    '</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="4700"/><w:gridCol w:w="4700"/></w:tblGrid>',
    row(bold(bitext.from), bold(bitext.to)),
    ...rows,
    '</w:tbl><w:p/></w:body></w:document>',
  ].join('');
  const notes = comments.map(
    ({ id, text }) => `<w:comment w:id="${id}" w:author="Sverka" w:initials="S"><w:p>${run(text)}</w:p></w:comment>`,
  );
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationship = (kind: string, target: string): string =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    `<Relationship Id="rId1" Type="${relations}/${kind}" Target="${escapeAttribute(target)}"/></Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/>` +
      `<Override PartName="/word/comments.xml" ContentType="${type}.comments+xml"/></Types>`,
    '_rels/.rels': relationship('officeDocument', body),
    'word/_rels/document.xml.rels': relationship('comments', 'comments.xml'),
    [body]: document,
    'word/comments.xml': `${declaration}<w:comments ${namespace}>${notes.join('')}</w:comments>`,
  };
  // The same bitext makes the same bytes: the archive's clock stands still.
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    mtime: new Date(2000, 0, 1),
  });
}

export const docx = {
  id: 'docx',
  label: 'Word (.docx)',
  extensions: ['.docx', '.docm'],
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  looksLike: (_, bytes) => strFromU8(bytes.subarray(0, 2), true) === 'PK',
  read: readDocx,
  write: writeDocx,
} satisfies Format;
