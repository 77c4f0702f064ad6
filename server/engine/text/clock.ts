/**
 * Times of day in words: half past five, ten to seven, половина шестого, двадцать минут девятого, без четверти три.
 */

import type { Analysis, Language } from '../languages/language.ts';
import { cardinal, type Part, type Read } from './number-parts.ts';

interface ClockWords {
  /** Minutes of the words for parts of an hour. */
  readonly fractions: ReadonlyMap<string, number>;
  readonly past: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  readonly without: ReadonlySet<string>;
}

const known = new WeakMap<Language, ClockWords | null>();

/** Null for a language without such words. */
function clockWordsOf(language: Language): ClockWords | null {
  let words = known.get(language);
  if (words === undefined) {
    const fractions = new Map<string, number>();
    const sets = { 'clock-past': new Set<string>(), 'clock-to': new Set<string>(), 'clock-without': new Set<string>() };
    for (const [key, word] of language.calendarWords) {
      const form = key.slice(0, key.lastIndexOf(':'));
      if (word.role === 'clock') fractions.set(form, word.minutes);
      else if (word.role === 'clock-past' || word.role === 'clock-to' || word.role === 'clock-without')
        sets[word.role].add(form);
    }
    words =
      fractions.size === 0
        ? null
        : { fractions, past: sets['clock-past'], to: sets['clock-to'], without: sets['clock-without'] };
    known.set(language, words);
  }
  return words;
}

/**
 * A time that begins with its minutes.
 * @param number what else is read there: the minutes, where they are a number and no part of an hour.
 */
export function readClock(parts: readonly Part[], at: number, language: Language, number: Read | null): Read | null {
  const words = clockWordsOf(language);
  const first = parts[at];
  if (!words || !first) return null;
  if (words.without.has(first.folded)) return readWithout(parts, at, words, language);
  const fraction = words.fractions.get(first.folded);
  const minutes = fraction ?? minutesOf(number);
  if (minutes === null) return halfInOneWord(parts, at, words, language);
  let next = fraction === undefined ? (number?.next ?? at + 1) : at + 1;
  const named = isUnit(parts[next], 'minute', language);
  if (named) next++;
  const tie = parts[next];
  if (!tie) return null;
  const [past, to] = [words.past.has(tie.folded), words.to.has(tie.folded)];
  if (past || to) {
    const hour = hourAt(parts, next + 1, 'cardinal');
    if (
      hour === null ||
      (fraction === undefined && !named && (minutes % 5 > 0 || !standsAsTime(parts, at, next + 2, to, language)))
    )
      return null;
    return time(parts, at, next + 2, past ? hour * 60 + minutes : hour * 60 - minutes);
  }
  // The hour that is running: half of the sixth is half past five.
  if ((fraction === undefined && !named) || !isGenitive(tie, language)) return null;
  const hour = hourAt(parts, next, 'ordinal');
  if (hour === null || countsOther(parts[next + 1], language)) return null;
  return time(parts, at, next + 1, (hour - 1) * 60 + minutes);
}

/** Whether a time may begin with a word, but for one that is a number. */
export function beginsClock(part: Part, language: Language): boolean {
  const words = clockWordsOf(language);
  if (!words) return false;
  return (
    words.without.has(part.folded) ||
    words.fractions.has(part.folded) ||
    halfInOneWord([part], 0, words, language) !== null
  );
}

/** Без четверти три, без десяти минут семь. */
function readWithout(parts: readonly Part[], at: number, words: ClockWords, language: Language): Read | null {
  const fraction = words.fractions.get(parts[at + 1]?.folded ?? '');
  let minutes = fraction ?? 0;
  let next = at + 2;
  if (fraction === undefined) {
    for (next = at + 1; next < at + 3; next++) {
      const word = parts[next]?.word;
      if (word?.role !== 'cardinal' || (minutes > 0 && (minutes < 20 || word.value > 9))) break;
      minutes += word.value;
    }
  }
  if (isUnit(parts[next], 'minute', language)) next++;
  const hour = hourAt(parts, next, 'cardinal');
  if (hour === null || minutes < 1 || minutes > 30) return null;
  const end = isUnit(parts[next + 1], 'hour', language) ? next + 2 : next + 1;
  if (end === next + 1 && countsOther(parts[end], language)) return null;
  return time(parts, at, end, hour * 60 - minutes);
}

/** Полшестого: the half and its hour in one word. */
function halfInOneWord(parts: readonly Part[], at: number, words: ClockWords, language: Language): Read | null {
  const part = parts[at];
  if (!part || part.word || part.folded.length < 7) return null;
  const half = words.fractions.get(part.folded.slice(0, halfLength));
  const hour = half === undefined ? undefined : language.numberWords.get(part.folded.slice(halfLength));
  if (half === undefined || hour?.role !== 'ordinal' || hour.value > 12) return null;
  return time(parts, at, at + 1, (hour.value - 1) * 60 + half);
}

/** Of «пол». */
const halfLength = 3;

function time(parts: readonly Part[], from: number, to: number, minutes: number): Read | null {
  const [first, last] = [parts[from], parts[to - 1]];
  if (!first || !last) return null;
  return { draft: { ...cardinal(first, last, (minutes + 1440) % 1440, true), kind: 'time' }, next: to };
}

function minutesOf(number: Read | null): number | null {
  if (number?.draft.kind !== 'cardinal') return null;
  const { value } = number.draft;
  return Number.isInteger(value) && value >= 1 && value < 30 ? value : null;
}

function hourAt(parts: readonly Part[], at: number, role: 'cardinal' | 'ordinal'): number | null {
  const part = parts[at];
  if (!part) return null;
  if (role === 'cardinal' && /^\d\d?$/.test(part.text)) return Number(part.text) <= 12 ? Number(part.text) : null;
  const { word } = part;
  return word?.role === role && word.value >= 1 && word.value <= 12 && Number.isInteger(word.value) ? word.value : null;
}

function isUnit(part: Part | undefined, unit: 'minute' | 'hour', { calendarWords }: Language): boolean {
  const word = part && calendarWords.get(part.folded);
  return word?.role === 'unit' && word.unit === unit;
}

/** A word for something else that is counted: половина шестого года, половина второго тома. */
function countsOther(part: Part | undefined, { calendarWords, morphology }: Language): boolean {
  if (!part) return false;
  const word = calendarWords.get(part.folded);
  if (word) return word.role === 'unit' && word.unit !== 'hour';
  const isGenitiveNoun = (reading: Analysis): boolean =>
    reading.partOfSpeech === 'noun' && reading.case === 'genitive' && reading.number === 'singular';
  return morphology?.analyses(part.folded).some((reading) => reading.known && isGenitiveNoun(reading)) ?? false;
}

function isGenitive({ folded }: Part, { morphology }: Language): boolean {
  return (
    morphology?.analyses(folded).some((reading) => reading.case === 'genitive' && reading.gender !== 'feminine') ??
    false
  );
}

/** "At ten to seven", but not "five to ten people", «from ten to twelve»: after such a preposition, and with nothing counted after it. */
function standsAsTime(parts: readonly Part[], at: number, after: number, to: boolean, language: Language): boolean {
  const { calendarWords } = language;
  const before = parts[at - 1];
  if (to && !(before && calendarWords.has(`${before.folded}:clock-at`))) return false;
  const following = parts[after];
  if (following === undefined || !/^\p{L}/u.test(following.text) || calendarWords.has(following.folded)) return true;
  return !following.word && !following.folded.endsWith('s') && !calendarWords.has(`${following.folded}:unit`);
}
