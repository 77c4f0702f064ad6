import { articleReader, isReversed, reversed, scriptOf } from './articles.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import type { GivenFile, TermbaseEntry, TermbaseFile, TermbaseProblem } from './terms.ts';
import { gunzip } from './zip.ts';

/** Dictionaries of StarDict, versions 2.4.2 and 3.0.0, as its doc/StarDictFileFormat says. */

interface Facts {
  readonly title: string | null;
  /** Kinds of data of every article, where all have the same; else each says its own. */
  readonly types: string | null;
  /** Bytes of an offset in the index. */
  readonly offset: 4 | 8;
}

/** Kinds of data that hold words: plain, in the locale's encoding, Pango's, XDXF's, KingSoft's, wiki's and HTML's markup. */
const written = new Set([...'mlgxkwh']);
const utf8 = new TextDecoder();

/**
 * Reads a dictionary of three or four files. Linear in their size.
 * @throws FormatError where one of them is missing or damaged
 */
export function openStarDict(ifo: GivenFile, files: readonly GivenFile[], from: string, to: string): TermbaseFile {
  const part = (pattern: RegExp, missing: string): GivenFile => {
    const found = files.find(({ name }) => pattern.test(name));
    if (!found) throw new FormatError('termbasePart', { file: ifo.name, missing });
    return { name: found.name, bytes: gunzip(found.bytes, found.name) };
  };
  const facts = readFacts(ifo);
  const index = part(/\.idx(\.gz)?$/i, '.idx, .idx.gz');
  const dict = part(/\.dict(\.dz)?$/i, '.dict, .dict.dz');
  const rows = readIndex(index, facts, dict);
  const synonyms = readSynonyms(
    files.find(({ name }) => /\.syn$/i.test(name)),
    rows.length,
  );
  const turned = isReversed(
    rows.map((row) => row.headword),
    from,
    to,
  );
  const read = articleReader(scriptOf(turned ? from : to));
  const entries: TermbaseEntry[] = [];
  const problems: TermbaseProblem[] = [];
  for (const [number, { headword, start, end }] of rows.entries()) {
    const target = read(headword, textIn(dict.bytes.subarray(start, end), facts.types));
    const source = [...new Set([headword, ...(synonyms.get(number) ?? [])])];
    if (target.length > 0) entries.push({ source, target, forbidden: [], note: '' });
    else {
      problems.push({
        at: { unit: 'entry', number: number + 1 },
        text: headword.slice(0, 80),
        reason: { key: 'formats.termNoWords', params: {} },
      });
    }
  }
  return {
    format: 'stardict',
    kind: 'dictionary',
    title: facts.title,
    reversed: turned,
    entries: turned ? reversed(entries) : entries,
    problems,
  };
}

function readFacts(ifo: GivenFile): Facts {
  const { text } = decode(ifo.bytes, ifo.name);
  if (!/^\s*StarDict's dict ifo file/.test(text)) throw new FormatError('stardictInfo', { file: ifo.name, line: 1 });
  const values = new Map(
    text
      .split(/\r?\n/)
      .map((line) => line.split('='))
      .map(([name = '', ...value]) => [name.trim().toLowerCase(), value.join('=').trim()]),
  );
  return {
    title: values.get('bookname') || null,
    types: values.get('sametypesequence') || null,
    offset: values.get('idxoffsetbits') === '64' ? 8 : 4,
  };
}

interface IndexRow {
  readonly headword: string;
  readonly start: number;
  readonly end: number;
}

/** Headword, NUL, offset and size, the highest byte first; and so on to the end. */
function readIndex(index: GivenFile, facts: Facts, dict: GivenFile): IndexRow[] {
  const { bytes } = index;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: IndexRow[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const next = end + 1 + facts.offset + 4;
    const entry = rows.length + 1;
    if (end < 0 || next > bytes.length) throw new FormatError('stardictIndex', { file: index.name, entry });
    const headword = utf8.decode(bytes.subarray(at, end));
    const start = facts.offset === 8 ? Number(view.getBigUint64(end + 1)) : view.getUint32(end + 1);
    const size = view.getUint32(end + 1 + facts.offset);
    if (start + size > dict.bytes.length) {
      throw new FormatError('articleOutside', {
        file: index.name,
        line: entry,
        other: dict.name,
        word: headword.slice(0, 80),
      });
    }
    rows.push({ headword: headword.trim().replace(/\s+/g, ' '), start, end: start + size });
    at = next;
  }
  return rows;
}

/** Other headwords by the number of the entry that they lead to. */
function readSynonyms(file: GivenFile | undefined, entries: number): Map<number, string[]> {
  const synonyms = new Map<number, string[]>();
  if (!file) return synonyms;
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    if (end < 0 || end + 5 > bytes.length) throw new FormatError('stardictIndex', { file: file.name, entry: 1 });
    const number = view.getUint32(end + 1);
    const word = utf8.decode(bytes.subarray(at, end)).trim();
    if (number < entries && word !== '') {
      const known = synonyms.get(number);
      if (known) known.push(word);
      else synonyms.set(number, [word]);
    }
    at = end + 5;
  }
  return synonyms;
}

/**
 * The words in an article's data. A small letter's data end with a NUL, a capital's begin with their size; where the types
 * are the same for all, they are not written, and the last one's end is the article's.
 */
function textIn(data: Uint8Array, types: string | null): string {
  const texts: string[] = [];
  let at = 0;
  for (let k = 0; at < data.length && (types === null || k < types.length); k++) {
    const type = types === null ? String.fromCharCode(data[at++] ?? 0) : types.charAt(k);
    const last = types !== null && k === types.length - 1;
    let end: number;
    if (type >= 'A' && type <= 'Z') {
      const size = data.length - at >= 4 ? new DataView(data.buffer, data.byteOffset + at).getUint32(0) : 0;
      if (!last) at += 4;
      end = last ? data.length : Math.min(data.length, at + size);
    } else {
      const nul = data.indexOf(0, at);
      end = last || nul < 0 ? data.length : nul;
    }
    if (written.has(type)) texts.push(utf8.decode(data.subarray(at, end)));
    at = type >= 'a' && type <= 'z' ? end + 1 : end;
  }
  return texts.join('\n');
}
