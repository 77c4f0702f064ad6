import iconv from 'iconv-lite';
import { FormatError } from './error.ts';

/**
 * Which encoding a file is in. A byte order mark decides; then UTF-16 by where its high bytes stand; then UTF-8, which
 * other text hardly ever happens to be valid in; then an encoding that the file itself declares (XML, HTML); then the
 * one-byte encodings that Russian has been written in, by which of them makes the likeliest letters.
 */

/** One-byte encodings that are tried, as iconv-lite calls them, and as people do. */
const oneByte: readonly { id: string; name: string }[] = [
  { id: 'windows-1251', name: 'Windows-1251' },
  { id: 'koi8-r', name: 'KOI8-R' },
  { id: 'cp866', name: 'CP866' },
  { id: 'maccyrillic', name: 'Mac Cyrillic' },
  { id: 'windows-1252', name: 'Windows-1252' },
];

/** Letters of Russian running text in a thousand, rounded; then the further ones of Ukrainian, Belarusian and Serbian. */
const letterShares: Readonly<Record<string, number>> = {
  ...{ о: 109, е: 85, а: 80, и: 74, н: 67, т: 63, с: 55, р: 47, в: 45, л: 44, к: 35, м: 32, д: 30, п: 28, у: 26 },
  ...{ я: 20, ы: 19, ь: 17, г: 17, з: 17, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5, щ: 4, э: 3, ф: 3 },
  ...{ ъ: 0.4, ё: 0.4, і: 3, ї: 1, є: 1, ґ: 0.1, ў: 0.5, ј: 0.5, њ: 0.2, љ: 0.2, ћ: 0.2, ђ: 0.1, џ: 0.1 },
};

/** Signs beyond ASCII that running text has: quotes and dashes often, №, §, °, © and the like now and then. */
const frequentSigns = /[«»–—\u00a0]/;
const commonSigns = /[„“”‘’…№§°®©•]/;

/** Log-likelihood of what one-byte encodings put where another one has its letters: lines of tables, mathematics. */
const improbable = -9;

/**
 * Mean log-likelihood of the characters beyond ASCII: by letter, by case (a wrong encoding puts capitals inside words) and
 * by company (nor does a Cyrillic letter stand beside a Latin one, or a dash at the beginning of a word).
 */
function likelihood(text: string): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character <= '\x7f') continue;
    count++;
    sum += letterLikelihood(character, text.charAt(i - 1), text.charAt(i + 1));
  }
  return count === 0 ? 0 : sum / count;
}

function letterLikelihood(character: string, before: string, after: string): number {
  const lower = character.toLowerCase();
  const misplaced =
    character === lower ? 0 : /\p{Ll}/u.test(before) ? improbable : /\p{Lu}/u.test(before) ? -0.4 : -0.7;
  const besideLatin = /[a-z]/i.test(before) || /[a-z]/i.test(after);
  const share = letterShares[lower];
  if (share !== undefined) return Math.log(share / 1000) + misplaced + (besideLatin ? improbable : 0);
  // A letter with an accent stands among plain ones: "café", not a whole word of them.
  if (/\p{Script=Latin}/u.test(character)) return (besideLatin ? -2.5 : improbable) + misplaced;
  const inWord = /[—–…’]/.test(character) && /\p{Script=Cyrillic}/u.test(after) ? -3 : 0;
  return (frequentSigns.test(character) ? -4.6 : commonSigns.test(character) ? -5.5 : improbable) + inWord;
}

/** Below this mean the best encoding is still no text. */
const leastLikelihood = -6;

/** Bytes looked at to choose a one-byte encoding. */
const sampleSize = 1 << 14;

/**
 * Offset of the first byte that is not UTF-8 (Unicode 17, table 3-7), or -1; `good` counts the well-formed sequences of
 * several bytes and `bad` the bytes that are in none.
 */
export function scanUtf8(bytes: Uint8Array): { first: number; good: number; bad: number } {
  let first = -1;
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    const second = bytes[i + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    let whole = length > 0 && second >= low && second <= high;
    for (let k = 2; whole && k < length; k++) whole = ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (whole) {
      good++;
      i += length;
    } else {
      if (first < 0) first = i;
      bad++;
      i++;
    }
  }
  return { first, good, bad };
}

/** Line, from 1, of a byte offset. */
function lineOfByte(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  return line;
}

/** UTF-16 without a mark: in text, the high bytes are nearly all 0 (Latin) or 4 (Cyrillic), and the low ones are not. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const size = Math.min(bytes.length & ~1, 4096);
  if (size < 4 || bytes.length % 2 !== 0) return null;
  const high = [0, 0];
  let nul = 0;
  for (let i = 0; i < size; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0 || byte === 4) high[i & 1] = (high[i & 1] ?? 0) + 1;
    if (byte === 0) nul++;
  }
  if (nul === 0) return null;
  const [even = 0, odd = 0] = high;
  const half = size / 2;
  if (odd > half * 0.8 && even < half * 0.2) return 'utf-16le';
  if (even > half * 0.8 && odd < half * 0.2) return 'utf-16be';
  return null;
}

/** The encoding that an XML declaration or an HTML meta element names. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = iconv.decode(bytes.subarray(0, 1024), 'latin1');
  const found =
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head) ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head);
  return found?.[1]?.toLowerCase() ?? null;
}

function check(text: string, encoding: string, file: string): { text: string; encoding: string } {
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new FormatError('nul', { file, line: text.slice(0, nul).split('\n').length });
  return { text, encoding };
}

/**
 * Decodes a text file, without its byte order mark. Linear.
 * @returns the text, and the name of its encoding for people
 * @throws FormatError for damaged UTF-8 (with line and byte), NUL characters, and what is no text at all
 */
export function decode(bytes: Uint8Array, file: string): { text: string; encoding: string } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes, file);
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : unmarkedUtf16(bytes);
  if (utf16) return check(new TextDecoder(utf16).decode(bytes), utf16.toUpperCase(), file);
  return decodeUtf8(bytes, file);
}

function decodeUtf8(bytes: Uint8Array, file: string): { text: string; encoding: string } {
  try {
    return check(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'UTF-8', file);
  } catch (error) {
    if (error instanceof FormatError) throw error;
  }
  const { first, good, bad } = scanUtf8(bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    // A zero byte and no UTF-8: a program, a picture; in text with a stray one the line is worth knowing.
    throw bad > bytes.length / 20
      ? new FormatError('binary', { file })
      : new FormatError('nul', { file, line: lineOfByte(bytes, nul) });
  }
  // Cyrillic in one-byte encodings forms UTF-8 sequences only by chance, a few in a hundred.
  if (good > bad) throw new FormatError('invalidUtf8', { file, line: lineOfByte(bytes, first), byte: first });
  const declared = declaredEncoding(bytes);
  if (declared && !/^utf-?8$/.test(declared) && iconv.encodingExists(declared)) {
    const known = oneByte.find(({ id }) => id === declared);
    return check(iconv.decode(bytes, declared), known?.name ?? declared, file);
  }
  const sample = sampleBeyondAscii(bytes);
  let best = { name: '', id: '', score: Number.NEGATIVE_INFINITY };
  for (const { id, name } of oneByte) {
    const score = likelihood(iconv.decode(sample, id));
    if (score > best.score) best = { name, id, score };
  }
  if (best.score < leastLikelihood) {
    throw new FormatError('unknownEncoding', { file, line: lineOfByte(bytes, first), byte: first });
  }
  return check(iconv.decode(bytes, best.id), best.name, file);
}

/** A stretch of bytes, of `sampleSize` at most, around the first that is beyond ASCII. */
function sampleBeyondAscii(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, first - 64);
  return bytes.subarray(start, start + sampleSize);
}
