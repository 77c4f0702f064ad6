import { articleReader, isReversed, reversed, scriptOf } from './articles.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import type { GivenFile, TermbaseEntry, TermbaseFile, TermbaseProblem } from './terms.ts';
import { gunzip } from './zip.ts';

/** Dictionaries of dictd (RFC 2229's server): an index of headwords and one file of articles, often packed by dictzip. */

const digits = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit, value]),
);

/** A number of the index: base 64, the highest digit first (dictfmt(1)); null where it is none. */
function numberIn(text: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = digits.get(character);
    if (digit === undefined) return null;
    value = value * 64 + digit;
  }
  return text === '' || value > Number.MAX_SAFE_INTEGER ? null : value;
}

/**
 * Reads a dictionary of two files. Linear in their size.
 * @throws FormatError where one of them is missing or damaged
 */
export function openDictd(files: readonly GivenFile[], from: string, to: string): TermbaseFile {
  const index = files.find(({ name }) => /\.index$/i.test(name));
  const dict = files.find(({ name }) => /\.dict(\.dz)?$/i.test(name));
  const other = files[0]?.name ?? '?';
  if (files.some(({ name }) => /\.(idx|idx\.gz|syn)$/i.test(name)) && !index) {
    throw new FormatError('termbasePart', { file: other, missing: '.ifo' });
  }
  if (!index) throw new FormatError('termbasePart', { file: dict?.name ?? other, missing: '.index' });
  if (!dict) throw new FormatError('termbasePart', { file: index.name, missing: '.dict, .dict.dz' });
  const articles = gunzip(dict.bytes, dict.name);
  const rows = readIndex(index, articles, dict.name);
  const turned = isReversed(
    rows.map((row) => row.headword),
    from,
    to,
  );
  const read = articleReader(scriptOf(turned ? from : to));
  const entries: TermbaseEntry[] = [];
  const problems: TermbaseProblem[] = [];
  let title: string | null = null;
  for (const { headword, line, start, end } of rows) {
    const article = decodeArticle(articles.subarray(start, end));
    if (/^00-?database/i.test(headword)) {
      if (/short$/i.test(headword)) title = article.replace(/^\s*00-?database-?short\s*/i, '').trim() || null;
      continue;
    }
    const target = read(headword, article);
    if (target.length > 0) entries.push({ source: [headword], target, forbidden: [], note: '' });
    else {
      problems.push({
        at: { unit: 'line', number: line },
        text: headword.slice(0, 80),
        reason: { key: 'formats.termNoWords', params: {} },
      });
    }
  }
  const merged = turned ? reversed(entries) : entries;
  return { format: 'dictd', kind: 'dictionary', title, reversed: turned, entries: merged, problems };
}

interface IndexRow {
  readonly headword: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

function readIndex(index: GivenFile, articles: Uint8Array, file: string): IndexRow[] {
  const rows: IndexRow[] = [];
  for (const [number, text] of decode(index.bytes, index.name).text.split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = number + 1;
    const [headword = '', offset = '', length = ''] = text.replace(/\r$/, '').split('\t');
    const [start, size] = [numberIn(offset), numberIn(length)];
    if (start === null || size === null) throw new FormatError('dictdIndex', { file: index.name, line });
    if (start + size > articles.length) {
      throw new FormatError('articleOutside', { file: index.name, line, other: file, word: headword.slice(0, 80) });
    }
    rows.push({ headword: headword.trim().replace(/\s+/g, ' '), line, start, end: start + size });
  }
  return rows;
}

const utf8 = new TextDecoder();

/** Old dictionaries are in other encodings; one damaged article is no reason to refuse the rest. */
function decodeArticle(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}
