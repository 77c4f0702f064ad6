/**
 * Tables as text: rows of cells parted by tabs, commas or semicolons, quoted as RFC 4180 says, and read as people write
 * them: a cell may well begin with a quotation mark that quotes nothing but speech.
 */

export interface Row {
  /** Number, from 1, of the line that the row begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a table; blank lines are left out. Linear: the search for a closing mark stops at the next mark that is not
 * doubled, so that no stretch between two of those is searched twice.
 */
export function* readTable(text: string, separator: string): Generator<Row> {
  let line = 1;
  let at = 0;
  const isEnd = (i: number): boolean => {
    const next = text[i];
    return next === undefined || next === separator || next === '\n' || next === '\r';
  };
  while (at < text.length) {
    const cells: string[] = [];
    const first = line;
    for (let more = true; more; ) {
      let cell: string | null = null;
      if (text[at] === '"') {
        const end = closingQuote(text, at + 1, isEnd);
        if (end >= 0) {
          cell = text.slice(at + 1, end).replaceAll('""', '"');
          at = end + 1;
        }
      }
      if (cell === null) {
        const start = at;
        while (!isEnd(at)) at++;
        cell = text.slice(start, at);
      } else {
        line += newlines(cell);
      }
      cells.push(cell);
      more = text[at] === separator;
      if (more) at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (cells.length > 1 || cells[0] !== '') yield { line: first, cells };
  }
}

/** Where the mark is that closes a quoted cell: not doubled, and a separator or the line's end follows. -1: nowhere. */
function closingQuote(text: string, from: number, isEnd: (i: number) => boolean): number {
  for (let i = text.indexOf('"', from); i >= 0; i = text.indexOf('"', i + 1)) {
    if (text[i + 1] === '"') i++;
    else if (isEnd(i + 1)) return i;
    else return -1;
  }
  return -1;
}

function newlines(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++;
  return count;
}

/** A line of the table, with its line end. */
export function writeRow(cells: readonly string[], separator: string): string {
  const quoted = cells.map((cell) =>
    cell.startsWith('"') || cell.includes(separator) || /[\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  const row = quoted.join(separator);
  // A row of one empty cell would read as a blank line.
  return `${row === '' ? '""' : row}\n`;
}
