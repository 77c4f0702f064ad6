/**
 * Words, numbers and punctuation, with exact offsets.
 */

export interface Token {
  readonly text: string;
  /** Offset of its first UTF-16 code unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  readonly kind: 'word' | 'number' | 'punctuation';
}

/** Scripts written without spaces between words: Intl.Segmenter's dictionaries divide their runs. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー';
const letter = '\\p{L}\\p{M}';

/**
 * One pass of alternatives, the first that matches wins:
 * 1. addresses of the web and of e-mail, whole;
 * 2. runs of a script without spaces;
 * 3. numbers: 1,234.5  1 234,5 (any kind of space between groups of three)  12:30  5-й  20th  1990-е;
 * 4. dotted abbreviations of single letters: U.S.  С.В.  т.е.
 * 5. words with what may stand inside: медиа-группа, don't, F-16, COVID-19, О’Нил;
 * 6. the same mark repeated: ...  !!!  --
 * 7. pictures of several code points (flags, families), 8. anything else but white space, a code point at a time.
 */
const pattern = new RegExp(
  [
    '(?:https?://|www\\.)[^\\s<>«»"“”]*[^\\s<>«»"“”.,;:!?()\\[\\]]|[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+',
    `(?<unspaced>[${unspaced}]+)`,
    `(?<number>\\p{Nd}{1,3}(?:[ \\u00a0\\u2009\\u202f]\\p{Nd}{3})+(?!\\p{Nd})(?:[.,]\\p{Nd}+)?|\\p{Nd}+(?:[.,:]\\p{Nd}+)*(?:[-‑]?[${letter}]{1,3}(?![${letter}\\p{Nd}]))?)`,
    `(?<!\\p{L})(?:\\p{L}\\.){2,}`,
    `[${letter}\\p{Nd}_]+(?:(?:[-‑'’ʼ\\u00ad]|(?<=\\p{L}{2})\\.(?=\\p{Ll}{2,3}(?![${letter}])))[${letter}\\p{Nd}_]+)*`,
    '(?<mark>[^\\s\\p{L}\\p{N}])\\k<mark>+',
    '\\p{RI}\\p{RI}|\\p{Extended_Pictographic}(?:\\ufe0f|\\p{EMod})?(?:\\u200d\\p{Extended_Pictographic}(?:\\ufe0f|\\p{EMod})?)*',
    '\\S',
  ].join('|'),
  'gu',
);

const unspacedWords = new Intl.Segmenter('und', { granularity: 'word' });

/** Places of `unspaced`, `number` among the groups of a match. */
const [unspacedGroup, numberGroup] = [1, 2];

/** What a character may do in the short way through a text: 0 none of it, see below. */
const other = 0;
const blank = 1;
const plainLetter = 2;
/** Ends a plain word and is a token itself, unless it is repeated. */
const plainMark = 3;

const kinds = new Uint8Array(0x2100);
for (const code of [9, 10, 13, 32, 0xa0, 0x2009, 0x202f]) kinds[code] = blank;
for (let code = 0; code < 26; code++) {
  kinds[0x41 + code] = plainLetter;
  kinds[0x61 + code] = plainLetter;
}
for (let code = 0x410; code <= 0x44f; code++) kinds[code] = plainLetter;
for (const letter of 'Ёё') kinds[letter.charCodeAt(0)] = plainLetter;
for (const mark of ',;!?()«»“”"—–…') kinds[mark.charCodeAt(0)] = plainMark;

const stop = 0x2e;

/** The texts read last with their tokens: links, numbers, dates and names read the same two texts one after another. */
const recent = new Map<string, readonly Token[]>();
const mostRecent = 16;

/**
 * Tokens of a text in order; they never overlap, and every character but white space is in exactly one.
 * Linear in the length of the text; a text that was read just before costs nothing.
 */
export function tokenize(text: string): readonly Token[] {
  let tokens = recent.get(text);
  if (!tokens) {
    tokens = readTokens(text);
    if (recent.size >= mostRecent) for (const oldest of recent.keys().take(1)) recent.delete(oldest);
    recent.set(text, tokens);
  }
  return tokens;
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    if (kind === blank) {
      at++;
      continue;
    }
    const end = kind === other ? -1 : plainEnd(text, at, kind);
    if (end > at) {
      tokens.push({ text: text.slice(at, end), start: at, end, kind: kind === plainLetter ? 'word' : 'punctuation' });
      at = end;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    addMatch(match, tokens);
    at = pattern.lastIndex;
  }
  return tokens;
}

function kindAt(text: string, at: number): number {
  return kinds[text.charCodeAt(at)] ?? other;
}

/**
 * The end of a word of plain letters or of a single mark, where the pattern could find nothing else there: after a word stands
 * white space, a plain mark, or a stop that white space follows. -1 where the pattern has to look.
 */
function plainEnd(text: string, start: number, kind: number): number {
  if (kind === plainMark) return text.charCodeAt(start + 1) === text.charCodeAt(start) ? -1 : start + 1;
  let end = start + 1;
  while (kindAt(text, end) === plainLetter) end++;
  if (end === text.length || kindAt(text, end) !== other) return end;
  return text.charCodeAt(end) === stop && (end + 1 === text.length || kindAt(text, end + 1) === blank) ? end : -1;
}

function addMatch(match: RegExpExecArray, tokens: Token[]): void {
  const start = match.index;
  const found = match[0];
  if (match[unspacedGroup] !== undefined) {
    for (const part of unspacedWords.segment(found)) {
      tokens.push({
        text: part.segment,
        start: start + part.index,
        end: start + part.index + part.segment.length,
        kind: part.isWordLike ? 'word' : 'punctuation',
      });
    }
  } else {
    tokens.push({ text: found, start, end: start + found.length, kind: kindOf(found, match[numberGroup]) });
  }
}

function kindOf(text: string, number: string | undefined): Token['kind'] {
  if (number !== undefined) return 'number';
  return /[\p{L}\p{N}]/u.test(text) ? 'word' : 'punctuation';
}
