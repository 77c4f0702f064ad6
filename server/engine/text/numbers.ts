/**
 * Numbers of a text, written in digits, in words or in both, with what kind of number each is.
 */

import type { Span } from '../bitext.ts';
import type { Language } from '../languages/language.ts';
import type { NumberWord } from '../languages/vocabulary.ts';
import { beginsClock, readClock } from './clock.ts';
import { readDigits, readFractionSign, readRoman } from './digits.ts';
import { type Draft, divide, hasRole, modifier, type NumberKind, type Part, type Read } from './number-parts.ts';
import { readWords } from './number-words.ts';

export interface NumberReading {
  readonly span: Span;
  /** Of a percentage 15 for 15 %; of a decade its first year (1990, or 90 where the century is not said); of a clock time minutes from midnight. */
  readonly value: number;
  readonly kind: NumberKind;
  /** About, over, nearly; hundreds of. */
  readonly approximate: boolean;
  /** Words only: "one" and «один» are often pronouns, and digits never are. */
  readonly spelled: boolean;
}

/** Numbers of a text, in order, disjoint. Linear in its length. */
export function readNumbers(text: string, language: Language): NumberReading[] {
  const parts = divide(text, language);
  const drafts: Draft[] = [];
  for (let i = 0; i < parts.length; ) {
    const read = mayBegin(parts[i]!, language) ? readOne(parts, i, text, language) : null;
    if (read) {
      drafts.push(read.draft);
      i = read.next;
    } else {
      i++;
    }
  }
  return shareScales(mergeScales(drafts, text), text, language).map(
    ({ start, end, value, kind, approximate, spelled }) => ({
      span: [start, end],
      value,
      kind,
      approximate,
      spelled,
    }),
  );
}

const beginnings = new WeakMap<Language, Map<string, boolean>>();

/** Whether a number may begin with a part, for all that its form says: few words of a text do. Cached by form. */
function mayBegin(part: Part, language: Language): boolean {
  let known = beginnings.get(language);
  if (!known) {
    known = new Map();
    beginnings.set(language, known);
  }
  let may = known.get(part.text);
  if (may === undefined) {
    may =
      part.word !== undefined ||
      // Digits, Roman ones, signs of fractions.
      /^\p{N}/u.test(part.text) ||
      part.text !== part.folded ||
      readWords([part], 0, language) !== null ||
      beginsClock(part, language);
    if (known.size >= mostForms) known.clear();
    known.set(part.text, may);
  }
  return may;
}

/** So many forms are remembered before it begins afresh. */
const mostForms = 200_000;

function readOne(parts: readonly Part[], at: number, text: string, language: Language): Read | null {
  const number = readPlain(parts, at, text, language);
  const clock = readClock(parts, at, language, number);
  if (clock) return clock;
  if (!number) return null;
  const { draft } = number;
  let { next } = number;
  const power = draft.spelled || draft.kind !== 'cardinal' ? null : ordinalPower(parts, next, draft.end);
  if (power !== null) {
    draft.value *= power;
    draft.scale *= power;
    next += 2;
    draft.end = parts[next - 1]!.end;
  }
  for (let found = modifier(parts, next, language); found; found = modifier(parts, next, language)) {
    if (!apply(draft, found.word, parts[next]!, language)) break;
    next += found.length;
    draft.end = parts[next - 1]!.end;
  }
  const before = parts[at - 1];
  if (before?.word?.role === 'approximator' || (before && phraseBefore(parts, at, language))) draft.approximate = true;
  if (
    before?.word?.role === 'minus' ||
    /(?:^|[\s(])[−-]$/.test(text.slice(Math.max(0, draft.start - 2), draft.start))
  ) {
    draft.value = -draft.value;
    draft.start = before?.word?.role === 'minus' ? before.start : draft.start - 1;
  }
  return { draft, next };
}

/** A number without what changes it. */
function readPlain(parts: readonly Part[], at: number, text: string, language: Language): Read | null {
  const first = parts[at]!;
  const code = first.text.charCodeAt(0);
  if ((code >= 48 && code <= 57) || (code > 127 && /^\p{Nd}/u.test(first.text)))
    return readDigits(parts, at, text, language);
  return readRoman(parts, at, language) ?? readFractionSign(first, at) ?? readWords(parts, at, language);
}

/** The power of 25-тысячный, 1.5-миллионный, which is of 25,000; null where no such word is tied to the digits. */
function ordinalPower(parts: readonly Part[], at: number, end: number): number | null {
  const [hyphen, power] = [parts[at], parts[at + 1]];
  if (!hyphen || !power || !/^[-‑]$/.test(hyphen.text) || hyphen.start !== end || power.start !== hyphen.end)
    return null;
  return power.word?.role === 'scale' && power.word.ordinal ? power.word.value : null;
}

/** "up to 5", "at least 5": an approximator of two words. */
function phraseBefore(parts: readonly Part[], at: number, { numberWords }: Language): boolean {
  const phrase = `${parts[at - 2]?.folded}_${parts[at - 1]?.folded}`;
  return numberWords.get(phrase)?.role === 'approximator';
}

/** Changes the number by a word after it; false where the word belongs to something else. */
function apply(draft: Draft, word: NumberWord, part: Part, language: Language): boolean {
  if (draft.kind !== 'cardinal' && draft.kind !== 'fraction') return false;
  switch (word.role) {
    case 'scale':
      // The letters k, m, bn count only where they touch the digits, and those were read with them.
      if (word.ordinal || part.folded.length < 2 || draft.spelled) return false;
      draft.value *= word.value;
      draft.scale *= word.value;
      draft.kind = 'cardinal';
      return true;
    case 'quantity':
      if (word.value <= 2) return false;
      draft.value *= word.value;
      return true;
    case 'plus':
      draft.value += word.value * draft.scale;
      return true;
    case 'percent':
      draft.kind = 'percent';
      return true;
    case 'fraction':
      if (draft.spelled && draft.value > 9) return false;
      if (
        draft.value >= 1 &&
        Number.isInteger(draft.value) &&
        language.numberWords.get(part.folded)?.role === 'fraction'
      ) {
        draft.value *= word.value;
        draft.kind = 'fraction';
        return true;
      }
      return false;
    default:
      return false;
  }
}

/** "5 million 200 thousand" is one number, and so are "tens of thousands", «сотни миллионов». */
function mergeScales(drafts: readonly Draft[], text: string): Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    const between = last ? text.slice(last.end, draft.start) : '';
    if (last && draft.scale > 1 && /^ (?:\p{Ll}{2} )?$/u.test(between)) {
      const adds = last.kind === 'cardinal' && last.scale > draft.scale && draft.kind === 'cardinal' && between === ' ';
      const multiplies = last.kind === 'quantity' && last.scale === 1 && draft.kind === 'quantity' && last.value >= 10;
      if (adds) {
        merged[merged.length - 1] = { ...last, end: draft.end, value: last.value + draft.value, scale: draft.scale };
        continue;
      }
      if (multiplies) {
        merged[merged.length - 1] = { ...last, end: draft.end, value: last.value * draft.value, approximate: true };
        continue;
      }
    }
    merged.push(draft);
  }
  return merged;
}

/** In "5–7 million", "from 5 to 7 million", "5–7 %" the first number has the scale and the sign of the second. */
function shareScales(drafts: Draft[], text: string, language: Language): Draft[] {
  for (let i = 1; i < drafts.length; i++) {
    const [first, second] = [drafts[i - 1]!, drafts[i]!];
    const between = text.slice(first.end, second.start).trim();
    const ranged = /^[–—−-]$/.test(between) || hasRole(language.fold(between), 'range', language);
    if (!ranged || first.kind !== 'cardinal' || first.scale !== 1) continue;
    if (second.scale > 1 && first.value < 1000 && second.kind === 'cardinal') {
      first.value *= second.scale;
      first.scale = second.scale;
    }
    if (second.kind === 'percent' && Math.abs(first.value) <= 100) first.kind = 'percent';
  }
  return drafts;
}
