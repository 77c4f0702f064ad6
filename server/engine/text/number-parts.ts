/**
 * What numbers are put together from: the parts of a text, and a number in the making.
 */

import type { Language } from '../languages/language.ts';
import type { NumberWord } from '../languages/vocabulary.ts';
import { tokenize } from './tokens.ts';
import { foldedForm } from './words.ts';

/** See `NumberReading`. */
export type NumberKind =
  | 'cardinal'
  | 'ordinal'
  | 'percent'
  | 'fraction'
  /** A noun that counts: a pair, a dozen, both; hundreds, тысячи. */
  | 'quantity'
  | 'decade'
  | 'century'
  /** A Roman numeral that counts no century: Louis XIV, глава III. */
  | 'roman'
  | 'time'
  /** Part of a name: F-16, COVID-19, Су-57. */
  | 'code';

/** A token, or a part of one between hyphens, with its meaning. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly word: NumberWord | undefined;
  /** Another part of the same token stands before it. */
  readonly joined: boolean;
}

/** A number being put together from parts. */
export interface Draft {
  start: number;
  end: number;
  value: number;
  kind: NumberKind;
  approximate: boolean;
  spelled: boolean;
  /** What its last scale multiplied, to be shared with the first number of a range; 1 without a scale. */
  scale: number;
}

/** A number that was read, and the index of the part after it. */
export interface Read {
  readonly draft: Draft;
  readonly next: number;
}

const divided = /[-‑:]/;

/** The parts of a text: its tokens, divided at hyphens; a suffix stays with its digits (5-й). */
export function divide(text: string, language: Language): Part[] {
  const parts: Part[] = [];
  for (const { text: token, start } of tokenize(text)) {
    // Most tokens have no hyphen.
    if (!divided.test(token)) {
      const folded = foldedForm(token, language);
      const word = language.numberWords.get(folded);
      parts.push({ text: token, start, end: start + token.length, folded, word, joined: false });
      continue;
    }
    if (isScore(token)) {
      for (const match of token.matchAll(/\p{Nd}+|:/gu)) {
        const at = start + match.index;
        parts.push({
          text: match[0],
          start: at,
          end: at + match[0].length,
          folded: match[0],
          word: undefined,
          joined: false,
        });
      }
      continue;
    }
    for (const match of token.matchAll(/(?<=^|[-‑])[^-‑]+|^[-‑]+$/g)) {
      const folded = language.fold(match[0]);
      // 5-й, 1990-е: the suffix is read with its digits.
      const suffix = match.index > 0 && /^\d/.test(token) && language.numberWords.has(`-${folded}`);
      const last = parts.at(-1);
      if (suffix && last) {
        parts[parts.length - 1] = {
          ...last,
          text: `${last.text}-${match[0]}`,
          end: start + match.index + match[0].length,
        };
        continue;
      }
      parts.push({
        text: match[0],
        start: start + match.index,
        end: start + match.index + match[0].length,
        folded,
        word: language.numberWords.get(folded),
        joined: match.index > 0,
      });
    }
  }
  return parts;
}

/** 4:1, 11:9, 90:60: a colon between what is no clock time stands between two numbers. */
function isScore(token: string): boolean {
  const sides = /^(\d+):(\d+)$/.exec(token);
  return sides !== null && !(sides[2]?.length === 2 && Number(sides[1]) < 25 && Number(sides[2]) < 60);
}

/** A word or a phrase of up to three that changes the number before it. */
export function modifier(
  parts: readonly Part[],
  at: number,
  { numberWords }: Language,
): { word: NumberWord; length: number } | null {
  const part = parts[at];
  if (!part) return null;
  for (let length = 3; length > 1; length--) {
    const phrase = parts.slice(at, at + length);
    const word = phrase.length === length && numberWords.get(phrase.map(({ folded }) => folded).join('_'));
    if (word) return { word, length };
  }
  if (part.text === '%' || part.text === '٪') return { word: { role: 'percent' }, length: 1 };
  return part.word ? { word: part.word, length: 1 } : null;
}

/** A plain number from one part to another, to be made more of. */
export function cardinal(first: Part, last: Part, value: number, spelled: boolean): Draft {
  return { start: first.start, end: last.end, value, kind: 'cardinal', approximate: false, spelled, scale: 1 };
}

/** A word may have several roles (-е is of 5-е and of 1990-е); each is kept under its own key. */
export function hasRole(folded: string, role: NumberWord['role'], { numberWords }: Language): boolean {
  return numberWords.has(`${folded}:${role}`);
}

/** The part is a word for a century. */
export function isCentury(part: Part | undefined, { calendarWords }: Language): boolean {
  const word = part && calendarWords.get(part.folded);
  return word?.role === 'unit' && word.unit === 'century';
}
