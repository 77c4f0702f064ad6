import type { Message } from '../bitext.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import { type Row, readTable } from './table.ts';
import { readXml } from './xml.ts';

/** A concept and its names in the two languages. */
export interface TermbaseEntry {
  readonly source: readonly string[];
  /** Accepted in the target, the preferred one first. */
  readonly target: readonly string[];
  /** Not to be used in the target. */
  readonly forbidden: readonly string[];
  readonly note: string;
}

export interface TermbaseFile {
  readonly entries: readonly TermbaseEntry[];
  /** What was left out, and why; `reason` is a sentence of errors.json. */
  readonly problems: readonly { readonly line: number; readonly reason: Message }[];
}

/**
 * Reads a user's termbase: CSV or TSV with a header, `source,target[,forbidden,note]` or the languages' codes for the first
 * two, several names in a cell parted by `|` or `;`; or TBX, of 2008 (martif, ISO 30042:2008) and of 2019 (tbx, version 3).
 * Entries that lack a side are problems, not errors. Linear.
 * @throws FormatError where the file as a whole cannot be read
 */
export function readTermbase(bytes: Uint8Array, fileName: string, from: string, to: string): TermbaseFile {
  if (bytes.length === 0) throw new FormatError('empty', { file: fileName });
  const { text } = decode(bytes, fileName);
  if (text.trim() === '') throw new FormatError('noText', { file: fileName });
  const isXml = /\.(tbx|xml)$/i.test(fileName) || /^\s*<(\?xml|martif|tbx|!DOCTYPE)/.test(text);
  return isXml ? readTbx(text, fileName, from, to) : readTermTable(text, fileName, from, to);
}

function problem(line: number, key: string): { line: number; reason: Message } {
  return { line, reason: { key: `formats.${key}`, params: {} } };
}

function names(cell: string | undefined): string[] {
  const parts = (cell ?? '').split(/[|;]/).map((part) => part.trim().replace(/\s+/g, ' '));
  return [...new Set(parts.filter((part) => part !== ''))];
}

function readTermTable(text: string, file: string, from: string, to: string): TermbaseFile {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const separator = ['\t', ',', ';'].reduce((best, candidate) =>
    firstLine.split(candidate).length > firstLine.split(best).length ? candidate : best,
  );
  let columns: { source: number; target: number; forbidden: number; note: number } | null = null;
  const entries: TermbaseEntry[] = [];
  const problems: { line: number; reason: Message }[] = [];
  for (const row of readTable(text, separator)) {
    if (!columns) {
      columns = readTermHeader(row, file, from, to);
      continue;
    }
    const entry = {
      source: names(row.cells[columns.source]),
      target: names(row.cells[columns.target]),
      forbidden: names(row.cells[columns.forbidden]),
      note: (row.cells[columns.note] ?? '').trim(),
    };
    if (entry.source.length === 0) problems.push(problem(row.line, 'termNoSource'));
    else if (entry.target.length + entry.forbidden.length === 0) problems.push(problem(row.line, 'termNoTarget'));
    else entries.push(entry);
  }
  return { entries, problems };
}

function readTermHeader(
  row: Row,
  file: string,
  from: string,
  to: string,
): { source: number; target: number; forbidden: number; note: number } {
  const cells = row.cells.map((cell) => cell.trim().toLowerCase());
  const column = (...wanted: string[]): number => cells.findIndex((cell) => wanted.includes(cell));
  const source = column('source', from.toLowerCase());
  const target = column('target', to.toLowerCase());
  if (source < 0 || target < 0) throw new FormatError('termbaseHeader', { file, line: row.line, from, to });
  return { source, target, forbidden: column('forbidden'), note: column('note') };
}

/** Statuses of TBX's administrativeStatus and normativeAuthorization that forbid a term. */
const forbidding = /^(deprecated|superseded|obsolete|rejected|forbidden)/i;

interface OpenTerm {
  text: string;
  forbidden: boolean;
}

function readTbx(text: string, file: string, from: string, to: string): TermbaseFile {
  const entries: TermbaseEntry[] = [];
  const problems: { line: number; reason: Message }[] = [];
  const languages = new Set<string>();
  let root = '';
  let line = 0;
  let entry: { line: number; source: OpenTerm[]; target: OpenTerm[]; note: string } | null = null;
  let side: 'source' | 'target' | null = null;
  let term: OpenTerm | null = null;
  /** What the text that follows is: a term, a status, a note. */
  let into: 'term' | 'status' | 'note' | null = null;
  let status = '';
  const sideOf = (code: string): 'source' | 'target' | null =>
    sameLanguage(code, from) ? 'source' : sameLanguage(code, to) ? 'target' : null;
  readXml(text, file, {
    open({ name, attributes }, at) {
      line = at;
      if (root === '') {
        root = name;
        if (name !== 'martif' && name !== 'tbx')
          throw new FormatError('xmlRoot', { file, line: at, expected: 'tbx', found: name });
      }
      if (name === 'termEntry' || name === 'conceptEntry') entry = { line: at, source: [], target: [], note: '' };
      else if (name === 'langSet' || name === 'langSec') {
        const code = attributes['xml:lang'] ?? attributes.lang ?? '';
        languages.add(code);
        side = sideOf(code);
      } else if (name === 'tig' || name === 'ntig' || name === 'termSec') term = { text: '', forbidden: false };
      else if (name === 'term') {
        term ??= { text: '', forbidden: false };
        into = 'term';
      } else if (
        name === 'administrativeStatus' ||
        name === 'normativeAuthorization' ||
        isStatus(name, attributes.type)
      ) {
        into = 'status';
        status = '';
      } else if (name === 'note' && entry) into = 'note';
    },
    text(piece) {
      if (into === 'term' && term) term.text += piece;
      else if (into === 'status') status += piece;
      else if (into === 'note' && entry) entry.note += piece;
    },
    close(name) {
      if (
        into === 'status' &&
        (name === 'termNote' || name === 'administrativeStatus' || name === 'normativeAuthorization')
      ) {
        if (term && forbidding.test(status.trim())) term.forbidden = true;
        into = null;
      } else if (name === 'term' || name === 'note') into = null;
      else if (name === 'tig' || name === 'ntig' || name === 'termSec') {
        if (entry && side && term && term.text.trim() !== '') entry[side].push(term);
        term = null;
      } else if (name === 'langSet' || name === 'langSec') side = null;
      else if ((name === 'termEntry' || name === 'conceptEntry') && entry) {
        const { source, target, note } = entry;
        const texts = (terms: OpenTerm[], forbidden: boolean): string[] => [
          ...new Set(
            terms.filter((one) => one.forbidden === forbidden).map((one) => one.text.trim().replace(/\s+/g, ' ')),
          ),
        ];
        const read = {
          source: [...texts(source, false), ...texts(source, true)],
          target: texts(target, false),
          forbidden: texts(target, true),
          note: note.trim().replace(/\s+/g, ' '),
        };
        if (read.source.length === 0) problems.push(problem(entry.line, 'termNoSource'));
        else if (target.length === 0) problems.push(problem(entry.line, 'termNoTarget'));
        else entries.push(read);
        entry = null;
      }
    },
  });
  if (entries.length === 0 && languages.size > 0 && ![...languages].some((code) => sideOf(code) === 'source')) {
    throw new FormatError('termbaseLanguages', { file, line, from, to, found: [...languages].join(', ') });
  }
  return { entries, problems };
}

function isStatus(name: string, type: string | undefined): boolean {
  return name === 'termNote' && (type === 'administrativeStatus' || type === 'normativeAuthorization');
}

/** "en-GB" serves where "en" is wanted, and the other way about. */
function sameLanguage(a: string, b: string): boolean {
  return a.toLowerCase().split(/[-_]/)[0] === b.toLowerCase().split(/[-_]/)[0];
}
