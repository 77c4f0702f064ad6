import { openDictd } from './dictd.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import { openStarDict } from './stardict.ts';
import { type Row, readTable, writeRow } from './table.ts';
import { readTbx } from './tbx.ts';
import {
  type GivenFile,
  gather,
  mostEntries,
  namesIn,
  type TermbaseEntry,
  type TermbaseFile,
  type TermbaseProblem,
} from './terms.ts';
import { readZip } from './zip.ts';

/**
 * Reads a user's termbase or dictionary, of one file or of the several that belong together, also inside a zip archive:
 * - CSV or TSV, `source,target[,forbidden,note]` in this order, or in any under a header that names them (or the languages' codes
 *   for the first two), several names in a cell parted by `|` or `;`;
 * - TBX of 2008 (martif, ISO 30042:2008) and of 2019 (tbx, version 3);
 * - dictd: `.index` and `.dict` or `.dict.dz`;
 * - StarDict: `.ifo`, `.idx` or `.idx.gz`, `.dict` or `.dict.dz`, and `.syn` if there is one.
 *
 * Entries that are of no use are problems, not errors. Linear in the size of the files, unpacked.
 * @throws FormatError where a file as a whole cannot be read, or one that belongs to it is missing
 */
export function readTermbase(given: readonly GivenFile[], from: string, to: string): TermbaseFile {
  const files = given.flatMap(unpacked);
  const [first] = files;
  if (!first) throw new FormatError('empty', { file: given[0]?.name ?? '?' });
  const ifo = files.find(({ name }) => /\.ifo$/i.test(name));
  const read = ifo
    ? openStarDict(ifo, files, from, to)
    : files.some(({ name }) => /\.(index|dict|dict\.dz|idx|idx\.gz|syn)$/i.test(name))
      ? openDictd(files, from, to)
      : readText(first, from, to);
  if (read.entries.length > mostEntries) {
    throw new FormatError('termbaseSize', { file: first.name, count: read.entries.length, limit: mostEntries });
  }
  return read;
}

/** What a zip archive holds of the files that are understood; any other file as it is. */
function unpacked(file: GivenFile): GivenFile[] {
  if (file.bytes.length === 0) throw new FormatError('empty', { file: file.name });
  if (file.bytes[0] !== 0x50 || file.bytes[1] !== 0x4b) return [file];
  const known = /\.(csv|tsv|txt|tbx|xml|ifo|idx|idx\.gz|syn|index|dict|dict\.dz)$/i;
  const inside = [...readZip(file.bytes, file.name, (name) => known.test(name) && !name.startsWith('__MACOSX/'))];
  if (inside.length === 0) throw new FormatError('zipNoTermbase', { file: file.name });
  return inside.map(([name, bytes]) => ({ name: name.replace(/^.*\//, ''), bytes }));
}

function readText(file: GivenFile, from: string, to: string): TermbaseFile {
  const { text } = decode(file.bytes, file.name);
  if (text.trim() === '') throw new FormatError('noText', { file: file.name });
  const isXml = /\.(tbx|xml)$/i.test(file.name) || /^\s*<(\?xml|martif|tbx|!DOCTYPE)/.test(text);
  return isXml ? readTbx(text, file.name, from, to) : readTermTable(text, file.name, from, to);
}

function readTermTable(text: string, file: string, from: string, to: string): TermbaseFile {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const separator = ['\t', ',', ';'].reduce((best, candidate) =>
    firstLine.split(candidate).length > firstLine.split(best).length ? candidate : best,
  );
  let columns: Columns | null = null;
  const read = { entries: [] as TermbaseEntry[], problems: [] as TermbaseProblem[] };
  for (const row of readTable(text, separator)) {
    if (!columns) {
      const named = readTermHeader(row, file, from, to);
      columns = named ?? inOrder;
      if (named) continue;
    }
    const entry = {
      source: namesIn(row.cells[columns.source]),
      target: namesIn(row.cells[columns.target]),
      forbidden: namesIn(row.cells[columns.forbidden]),
      note: (row.cells[columns.note] ?? '').trim(),
    };
    gather(read, entry, { unit: 'line', number: row.line });
  }
  return { format: 'table', kind: 'terms', title: null, reversed: false, ...read };
}

interface Columns {
  readonly source: number;
  readonly target: number;
  readonly forbidden: number;
  readonly note: number;
}

/** What the columns are where no line names them. */
const inOrder: Columns = { source: 0, target: 1, forbidden: 2, note: 3 };

/** The columns by their names; null where the first line names none and may be an entry itself. */
function readTermHeader(row: Row, file: string, from: string, to: string): Columns | null {
  const cells = row.cells.map((cell) => cell.trim().toLowerCase());
  const [sources, targets] = [
    ['source', ...languageNames(from)],
    ['target', ...languageNames(to)],
  ];
  const names = [...sources, ...targets, 'forbidden', 'note'];
  if (cells.length >= 2 && cells.length <= 4 && !cells.some((cell) => names.includes(cell))) return null;
  const column = (...wanted: string[]): number => cells.findIndex((cell) => wanted.includes(cell));
  const source = column(...sources);
  const target = column(...targets);
  if (source < 0 || target < 0) throw new FormatError('termbaseHeader', { file, line: row.line, from, to });
  return { source, target, forbidden: column('forbidden'), note: column('note') };
}

/** What a column of a language may be called: its code, and its name in English and in Russian. */
function languageNames(code: string): string[] {
  const names = ['en', 'ru'].map((reader) => new Intl.DisplayNames(reader, { type: 'language' }).of(code) ?? code);
  return [code, ...names].map((name) => name.toLowerCase());
}

/** The entries as CSV that `readTermbase` reads; a name's own `|` and `;` become commas, since they part names. */
export function writeTermTable(entries: readonly TermbaseEntry[]): string {
  const cell = (names: readonly string[]) => names.map((name) => name.replaceAll(/[|;]/g, ',')).join('|');
  const rows = entries.map(({ source, target, forbidden, note }) =>
    writeRow([cell(source), cell(target), cell(forbidden), note], ','),
  );
  return `source,target,forbidden,note\n${rows.join('')}`;
}
