import { joinSegments } from '../bitext.ts';
import { FormatError } from './error.ts';
import type { DocumentPair, ExportBitext, ExportFlag, Format, Input } from './format.ts';
import { type Row, readTable, writeRow } from './table.ts';
import { longestLine } from './text.ts';

/**
 * Pairs as a table, for spreadsheets: the header names the columns, `source` and `target` or the languages' codes, and
 * without one the first two columns are the sides. Sverka writes confidence, state and flags beside them.
 */

const languageCode = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** Where the sides stand, if this row is a header: `source` and `target`, or two language codes. */
function readHeader({ cells }: Row): { source: number; target: number; from: string | null; to: string | null } | null {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const source = names.indexOf('source');
  const target = names.indexOf('target');
  if (source >= 0 && target >= 0) return { source, target, from: null, to: null };
  const [from = '', to = ''] = names;
  if (languageCode.test(from) && languageCode.test(to) && from !== to && isLanguage(from) && isLanguage(to)) {
    return { source: 0, target: 1, from, to };
  }
  return null;
}

/** Whether the code means a language, so that a row "no", "nothing" is not taken for a header. */
function isLanguage(code: string): boolean {
  const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code);
  return name !== undefined;
}

function readTsv({ fileName, decoded }: Input): {
  kind: 'bitext';
  from: string | null;
  to: string | null;
  pairs: DocumentPair[];
  encoding: string;
} {
  const { text, encoding } = decoded();
  const pairs: DocumentPair[] = [];
  let columns = { source: 0, target: 1, from: null as string | null, to: null as string | null };
  let first = true;
  for (const row of readTable(text, '\t')) {
    const header = first ? readHeader(row) : null;
    first = false;
    if (header) {
      columns = header;
      continue;
    }
    const source = row.cells[columns.source];
    const target = row.cells[columns.target];
    if (source === undefined || target === undefined) {
      throw new FormatError('columns', { file: fileName, line: row.line, count: row.cells.length });
    }
    const length = Math.max(source.length, target.length);
    if (length > longestLine)
      throw new FormatError('longText', { file: fileName, line: row.line, length, limit: longestLine });
    pairs.push({ source, target });
  }
  return { kind: 'bitext', from: columns.from, to: columns.to, pairs, encoding };
}

/** A flag in a cell: `critical terminology/wrong-term: why (→ suggestion) [dismissed: reason]`. */
export function describeFlag(flag: ExportFlag): string {
  const decided = flag.state === 'open' ? '' : ` [${flag.state}${flag.reason ? `: ${flag.reason}` : ''}]`;
  const suggestion = flag.suggestion === null ? '' : ` (→ ${flag.suggestion})`;
  const note = flag.note ? ` — ${flag.note}` : '';
  return `${flag.severity} ${flag.category}: ${flag.text}${suggestion}${decided}${note}`;
}

function writeTsv({ beads }: ExportBitext): string {
  const rows = beads.map((bead) => [
    joinSegments(bead.source),
    joinSegments(bead.target),
    bead.confidence.toFixed(2),
    bead.state,
    bead.flags.map(describeFlag).join('\n'),
  ]);
  return [['source', 'target', 'confidence', 'state', 'flags'], ...rows].map((row) => writeRow(row, '\t')).join('');
}

export const tsv = {
  id: 'tsv',
  label: 'TSV',
  extensions: ['.tsv', '.tab'],
  mediaType: 'text/tab-separated-values; charset=utf-8',
  read: readTsv,
  write: writeTsv,
} satisfies Format;
