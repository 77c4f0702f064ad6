import type { Flag } from '../bitext.ts';
import { beads } from './beads.ts';
import { docx } from './docx.ts';
import { decode } from './encoding.ts';
import { FormatError } from './error.ts';
import { html } from './html.ts';
import { jsonl } from './jsonl.ts';
import { ladder } from './ladder.ts';
import { text } from './text.ts';
import { tmx } from './tmx.ts';
import { tsv } from './tsv.ts';
import { xliff } from './xliff.ts';

/** What a file turned out to hold: one text, or a text and its translation already side by side. */
export type Document =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | {
      readonly kind: 'bitext';
      /** BCP 47 codes as the file states them, null where it does not. */
      readonly from: string | null;
      readonly to: string | null;
      /** In the file's order. An empty side is a gap: the other side has no counterpart. */
      readonly pairs: readonly DocumentPair[];
      readonly encoding: string;
    };

export interface DocumentPair {
  readonly source: string;
  readonly target: string;
  /** The pair's own id where the format has one. */
  readonly id?: string | number;
}

/** Where the review of a bead stands; XLIFF's `translated`, `reviewed` and `final` come from it. */
export type BeadState = 'new' | 'confirmed' | 'approved';

type FlagState = 'open' | 'accepted' | 'dismissed';

/** A flag as it leaves the program: with its sentence already in the reader's language, and what people decided about it. */
export interface ExportFlag extends Flag {
  readonly text: string;
  readonly state: FlagState;
  /** Why it was dismissed. */
  readonly reason: string | null;
  /** What an editor wrote beside it. */
  readonly note: string | null;
}

export interface ExportBead {
  readonly sourceIndexes: readonly number[];
  readonly targetIndexes: readonly number[];
  /** The paragraph of each of `sourceIndexes`, and of each of `targetIndexes`. */
  readonly sourceParagraphs: readonly number[];
  readonly targetParagraphs: readonly number[];
  /** Texts of the segments. */
  readonly source: readonly string[];
  /** As corrected; a bead edited as a whole may have one text for several indexes. Flags' target spans are offsets into these, joined by one space. */
  readonly target: readonly string[];
  /** As imported; the same as `target` where nothing was corrected. */
  readonly originalTarget: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly state: BeadState;
  readonly moved?: boolean;
  readonly flags: readonly ExportFlag[];
}

/** Everything that a format may want to write. */
export interface ExportBitext {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** The language that the flags' sentences are in. */
  readonly language: string;
  /** In the source's order. */
  readonly beads: readonly ExportBead[];
}

/** The bytes of a file, decoded where the format is text. */
export interface Input {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Decoded on first use; throws FormatError where the bytes are no text. */
  decoded(): { text: string; encoding: string };
}

/** A file format. A new one is a file beside this one and a line in `formats`. */
export interface Format {
  /** As `--format` and the address of an export call it. */
  readonly id: string;
  /** Proper name, the same in every language. */
  readonly label: string;
  /** Lower case, with the dot; the first is the one that is written. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** Whether a file without a telling name is of this format, by how it begins; `head` is its first kilobytes, decoded. */
  readonly looksLike?: (head: string, bytes: Uint8Array) => boolean;
  /** Throws FormatError. */
  readonly read?: (input: Input) => Document;
  /** Never throws: whatever text a bitext holds can be written; characters that the format cannot carry are left out. */
  readonly write?: (bitext: ExportBitext) => string | Uint8Array;
}

/** In the order in which content is tried; plain text takes what is left. */
export const formats: readonly Format[] = [docx, tmx, xliff, html, jsonl, tsv, beads, ladder, text];

/** The format with this id, or null. */
export function formatById(id: string): Format | null {
  return formats.find((format) => format.id === id) ?? null;
}

/** The format that the file's name tells, or null. */
export function formatByName(fileName: string): Format | null {
  const name = fileName.toLowerCase();
  return formats.find((format) => format.extensions.some((extension) => name.endsWith(extension))) ?? null;
}

/** Formats that nobody can read here, by how they begin, and what to save them as instead. */
const foreign: readonly { name: string; begin: readonly number[] }[] = [
  { name: 'PDF', begin: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'Word 97–2003 (.doc)', begin: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'RTF', begin: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { name: 'PNG', begin: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'JPEG', begin: [0xff, 0xd8, 0xff] },
  { name: 'gzip', begin: [0x1f, 0x8b] },
];

/**
 * Reads a file of any readable format: content that cannot be mistaken decides first (a zip, an XML root), then the name,
 * then what the text looks like. Linear in the file's size.
 * @throws FormatError
 */
export function readDocument(bytes: Uint8Array, fileName: string): Document {
  const file = fileName;
  if (bytes.length === 0) throw new FormatError('empty', { file });
  for (const { name, begin } of foreign) {
    if (begin.every((byte, i) => bytes[i] === byte)) throw new FormatError('known', { file, name });
  }
  let decoded: { text: string; encoding: string } | null = null;
  const input: Input = {
    fileName,
    bytes,
    decoded() {
      decoded ??= decode(bytes, fileName);
      return decoded;
    },
  };
  const named = formatByName(fileName);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const head = isZip ? '' : input.decoded().text.slice(0, 4096);
  const format =
    isZip || !named?.read || named === text
      ? formats.find((candidate) => candidate.read && candidate.looksLike?.(head, bytes))
      : named;
  const document = (format?.read ?? text.read)(input);
  if (document.kind === 'text' && document.text.trim() === '') throw new FormatError('noText', { file });
  if (document.kind === 'bitext' && document.pairs.length === 0) throw new FormatError('noPairs', { file });
  return document;
}

export { FormatError };
