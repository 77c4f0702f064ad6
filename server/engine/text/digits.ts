/**
 * Numbers written in digits, Arabic and Roman, with their marks and the letters after them.
 */

import type { Language } from '../languages/language.ts';
import { cardinal, type Draft, hasRole, isCentury, type Part, type Read } from './number-parts.ts';

const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** Cyrillic letters that are typed for Roman digits. */
const romanLookalikes: Readonly<Record<string, string>> = { Х: 'X', І: 'I', С: 'C', М: 'M', У: 'V' };

const wellFormedRoman = /^(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** A number that begins with a digit. */
export function readDigits(parts: readonly Part[], at: number, text: string, language: Language): Read | null {
  const part = parts[at]!;
  const { digits, letters } = /^(?<digits>[\p{Nd}.,:\s]*\p{Nd})[-‑]?(?<letters>.*)$/u.exec(part.text)?.groups ?? {};
  if (digits === undefined || letters === undefined) return null;
  const value = parseDigits(digits.normalize('NFKC'), language.decimalMark);
  if (value === null) return null;
  const draft = cardinal(part, part, value, false);
  const time = /^(\d{1,2}):(\d{2})$/.exec(digits);
  if (time && Number(time[1]) < 25 && Number(time[2]) < 60) {
    return { draft: { ...draft, kind: 'time', value: Number(time[1]) * 60 + Number(time[2]) }, next: at + 1 };
  }
  if (
    part.joined &&
    /\p{L}[-‑]$/u.test(text.slice(0, part.start)) &&
    !parts[at - 1]?.word &&
    /\p{Lu}/u.test(parts[at - 1]?.text ?? '')
  ) {
    return { draft: { ...draft, kind: 'code' }, next: at + 1 };
  }
  if (letters !== '') return readSuffix(draft, letters, at, parts, language);
  const fraction = readSlashed(parts, at, draft, language);
  return fraction ?? { draft, next: at + 1 };
}

/** 1/3, 2/3: neighbours of a slash without spaces. */
function readSlashed(parts: readonly Part[], at: number, draft: Draft, { decimalMark }: Language): Read | null {
  const [slash, below] = [parts[at + 1], parts[at + 2]];
  if (slash?.text !== '/' || slash.start !== draft.end || !below || below.start !== slash.end) return null;
  const divisor = /^\d{1,2}$/.test(below.text) ? parseDigits(below.text, decimalMark) : null;
  if (divisor === null || divisor < 2 || draft.value >= divisor || parts[at + 3]?.text === '/') return null;
  return { draft: { ...draft, end: below.end, value: draft.value / divisor, kind: 'fraction' }, next: at + 3 };
}

/** 5-й, 20th, 1990-е, 90s, 2-х, 10k. */
function readSuffix(
  draft: Draft,
  letters: string,
  at: number,
  parts: readonly Part[],
  language: Language,
): Read | null {
  const folded = language.fold(letters);
  const next = at + 1;
  if (draft.value % 10 === 0 && draft.value >= 20 && hasRole(`-${folded}`, 'decade-suffix', language))
    return { draft: { ...draft, kind: 'decade' }, next };
  if (isCentury(parts[next], language)) {
    return { draft: { ...draft, kind: 'century', end: parts[next]!.end }, next: next + 1 };
  }
  if (hasRole(`-${folded}`, 'ordinal-suffix', language)) return { draft: { ...draft, kind: 'ordinal' }, next };
  if (hasRole(`-${folded}`, 'cardinal-suffix', language)) return { draft, next };
  const word = language.numberWords.get(folded);
  if (word?.role === 'scale') {
    return { draft: { ...draft, value: draft.value * word.value, scale: word.value }, next };
  }
  const daytime = language.calendarWords.get(folded);
  if (daytime?.role === 'daytime') {
    const minutes = clockMinutes(parts[at]!.text);
    if (minutes !== null) return { draft: { ...draft, kind: 'time', value: atDaytime(minutes, daytime.value) }, next };
  }
  if (word?.role === 'percent') return { draft: { ...draft, kind: 'percent' }, next };
  return {
    draft: { ...draft, kind: /^\p{Lu}/u.test(letters) ? 'code' : 'cardinal' },
    next,
  };
}

/** Minutes from midnight of a clock's writing: 5, 5.30, 5:30pm; null for what is none. */
export function clockMinutes(written: string): number | null {
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:[.:](\d{2}))?(?!\d)/.exec(written) ?? [];
  return hours === '' || Number(hours) > 24 || Number(minutes) > 59 ? null : Number(hours) * 60 + Number(minutes);
}

/** A clock time in a half of the day: twelve o'clock is its beginning, and what is past noon stays; at night (24) six begins the evening. */
export function atDaytime(minutes: number, hours: number): number {
  const morning = minutes >= 720 && minutes < 780 ? minutes - 720 : minutes;
  if (hours === 24) return morning < 360 || minutes >= 780 ? morning : morning + 720;
  return morning < 720 ? morning + hours * 60 : minutes;
}

/** A number's digits with the language's marks: 1 234,5 and 1,234.5. Null for what is no single number (dates, versions). */
function parseDigits(digits: string, decimalMark: '.' | ','): number | null {
  const plain = digits.replace(/\s/g, '');
  const marks = plain.match(/[.,]/g) ?? [];
  if (plain.includes(':')) return 0;
  if (marks.length === 0) return Number(plain);
  const grouping = decimalMark === ',' ? '.' : ',';
  const [whole = '', ...rest] = plain.split(/[.,]/);
  const last = rest.at(-1) ?? '';
  const grouped = whole.length <= 3 && whole !== '0';
  // Several marks: groups of three, with perhaps another mark before the decimals.
  if (marks.length > 1) {
    const groups = marks.at(-1) === marks[0] ? rest : rest.slice(0, -1);
    if (!grouped || groups.some((group) => group.length !== 3)) return null;
    return Number(whole + groups.join('') + (groups === rest ? '' : `.${last}`));
  }
  // One: the language's own is the decimal mark; the other one groups if just three digits follow it, which in Russian only the comma's English use does.
  if (marks[0] === grouping && grouping === ',' && grouped && last.length === 3) return Number(whole + last);
  return Number(`${whole}.${last}`);
}

/** ½, ¾: one sign. */
export function readFractionSign(part: Part, at: number): Read | null {
  if (part.text.length !== 1 || part.text.charCodeAt(0) < 0xbc) return null;
  const match = /^(\d+)⁄(\d+)$/.exec(part.text.normalize('NFKD'));
  if (!match) return null;
  const draft = cardinal(part, part, Number(match[1]) / Number(match[2]), false);
  return { draft: { ...draft, kind: 'fraction' }, next: at + 1 };
}

/** XX век, Louis XIV, II. One digit is believed only before a century. */
export function readRoman(parts: readonly Part[], at: number, language: Language): Read | null {
  const part = parts[at]!;
  // Most parts are words in small letters.
  if (part.text === part.folded || !/^[IVXLCDMХІСМУ]+$/.test(part.text)) return null;
  const latin = part.text.replace(/[^IVXLCDM]/g, (letter) => romanLookalikes[letter] ?? letter);
  if (!wellFormedRoman.test(latin)) return null;
  let next = at + 1;
  while (/^[–—-]$/.test(parts[next]?.text ?? '') && wellFormedRoman.test(parts[next + 1]?.text ?? '')) next += 2;
  const century = isCentury(parts[next], language);
  // DC, MM, CD are rather something else, and so are single letters and Cyrillic ones.
  if (!century && (latin !== part.text || latin.length < 2 || !/^[IVX]+$/.test(latin))) return null;
  const own = century && next === at + 1;
  const draft = cardinal(part, own ? parts[next]! : part, romanValue(latin), false);
  return { draft: { ...draft, kind: century ? 'century' : 'roman' }, next: own ? next + 1 : at + 1 };
}

function romanValue(digits: string): number {
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = romanDigits[digits[i]!] ?? 0;
    const following = romanDigits[digits[i + 1] ?? ''] ?? 0;
    value += digit < following ? -digit : digit;
  }
  return value;
}
