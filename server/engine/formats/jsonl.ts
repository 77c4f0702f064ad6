import { type Flag, joinSegments } from '../bitext.ts';
import { scanUtf8 } from './encoding.ts';
import { FormatError } from './error.ts';
import type { DocumentPair, ExportBead, ExportBitext, Format } from './format.ts';
import { longestLine } from './text.ts';

/** JSON Lines: what programs exchange with `sverka align` and `sverka check`. */

/** A flag as a record holds it: its spans as arrays, its message in words. */
export function flagRecord(flag: Flag, message: string): Record<string, unknown> {
  const { check, category, severity, confidence, source, target, suggestion } = flag;
  return { check, category, severity, confidence, source, target, message, suggestion };
}

function beadRecord(bead: ExportBead): Record<string, unknown> {
  return {
    source: bead.sourceIndexes,
    target: bead.targetIndexes,
    sourceText: joinSegments(bead.source),
    targetText: joinSegments(bead.target),
    confidence: bead.confidence,
    flags: bead.flags.map((flag) => flagRecord(flag, flag.text)),
    ...(bead.moved && { moved: true }),
  };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * One line of pairs: `{"id":…,"source":"…","target":"…"}`, or a record of `sverka align`, whose texts are `sourceText`
 * and `targetText`. A blank line is null; a pair without an id gets its line number.
 * @param line number from 1
 * @throws FormatError that names the line
 */
function parsePair(text: string, line: number, file: string): DocumentPair | null {
  if (text.trim() === '') return null;
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    if (text.includes('\0')) throw new FormatError('nul', { file, line });
    throw new FormatError('notJson', { file, line, reason: reasonOf(error) });
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    throw new FormatError('jsonShape', { file, line });
  const fields = record as Readonly<Record<string, unknown>>;
  const source = asText(fields.sourceText) ?? asText(fields.source);
  const target = asText(fields.targetText) ?? asText(fields.target);
  if (source === null || target === null) throw new FormatError('jsonShape', { file, line });
  const length = Math.max(source.length, target.length);
  if (length > longestLine) throw new FormatError('longText', { file, line, length, limit: longestLine });
  const { id } = fields;
  return { id: typeof id === 'string' || typeof id === 'number' ? id : line, source, target };
}

/** The parser's reason without the piece of the text that some engines append. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?(\.\.\.)?"[\s\S]*$/, '').replace(/ in JSON at position/, ' at character');
}

/** Bytes of one line; two sides of the longest kind, every character escaped, stay below it. */
const longestRecord = 16 * 1024 * 1024;

/**
 * Pairs of a stream of JSON Lines, one after another; memory is that of the longest line.
 * @throws FormatError that names the line, when the stream gets there
 */
export async function* streamPairs(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<DocumentPair> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  let offset = 0;
  let pieces: Uint8Array[] = [];
  let length = 0;
  const take = (): DocumentPair | null => {
    line++;
    const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : joinBytes(pieces, length);
    pieces = [];
    offset += length + 1;
    length = 0;
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      throw new FormatError('jsonUtf8', { file, line, byte: offset - bytes.length - 1 + scanUtf8(bytes).first });
    }
    return parsePair(text, line, file);
  };
  const add = (bytes: Uint8Array): void => {
    pieces.push(bytes);
    length += bytes.length;
    if (length > longestRecord) {
      throw new FormatError('longLine', { file, line: line + 1, length, limit: longestRecord });
    }
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      const pair = take();
      if (pair) yield pair;
    }
    add(chunk.subarray(start));
  }
  const last = take();
  if (last) yield last;
}

function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export const jsonl = {
  id: 'jsonl',
  label: 'JSON Lines',
  extensions: ['.jsonl', '.ndjson'],
  mediaType: 'application/jsonl; charset=utf-8',
  looksLike: (head) => /^\s*\{\s*"/.test(head),
  read: ({ fileName, decoded }) => {
    const { text, encoding } = decoded();
    const pairs: DocumentPair[] = [];
    let line = 0;
    for (const record of text.split('\n')) {
      const pair = parsePair(record, ++line, fileName);
      if (pair) pairs.push(pair);
    }
    return { kind: 'bitext', from: null, to: null, pairs, encoding };
  },
  write: ({ beads }: ExportBitext) => beads.map((bead) => `${JSON.stringify(beadRecord(bead))}\n`).join(''),
} satisfies Format;
