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

/**
 * Tokens of a text in order; they never overlap, and every character but white space is in exactly one.
 * Linear in the length of the text.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const found = match[0];
    if (match.groups?.unspaced !== undefined) {
      for (const part of unspacedWords.segment(found)) {
        tokens.push({
          text: part.segment,
          start: start + part.index,
          end: start + part.index + part.segment.length,
          kind: part.isWordLike ? 'word' : 'punctuation',
        });
      }
    } else {
      tokens.push({ text: found, start, end: start + found.length, kind: kindOf(found, match.groups?.number) });
    }
  }
  return tokens;
}

function kindOf(text: string, number: string | undefined): Token['kind'] {
  if (number !== undefined) return 'number';
  return /[\p{L}\p{N}]/u.test(text) ? 'word' : 'punctuation';
}
