/**
 * Dates and times of a text: what is said of year, month, day, weekday, hour, in one language's words.
 */

import type { Span } from '../bitext.ts';
import type { Language } from '../languages/language.ts';
import type { CalendarWord, TimeUnit } from '../languages/vocabulary.ts';
import { atDaytime, clockMinutes } from './digits.ts';
import { type NumberReading, readNumbers } from './numbers.ts';
import { type Token as PlainToken, tokenize } from './tokens.ts';
import { foldedForm } from './words.ts';

export type DateReading = { readonly span: Span } & (
  | {
      readonly kind: 'date';
      /** What is not said is null; months and weekdays count from 1, Monday being 1. */
      readonly year: number | null;
      readonly month: number | null;
      readonly day: number | null;
      readonly weekday: number | null;
    }
  /** First year of a decade: 1990, or 90 where the century is not said. */
  | { readonly kind: 'decade'; readonly value: number }
  | { readonly kind: 'century'; readonly value: number }
  /** Minutes from midnight. An hour without its half of the day («at 5») is none. */
  | { readonly kind: 'time'; readonly value: number }
  /** Days from today. */
  | { readonly kind: 'relative'; readonly value: number }
  /** A stretch of time: 25 years, пять дней. */
  | { readonly kind: 'duration'; readonly value: number; readonly unit: TimeUnit }
);

/** Folded once: most steps look a token up. */
interface Token extends PlainToken {
  readonly folded: string;
}

const firstYear = 1000;
const lastYear = 2199;
const numeric =
  /^(?:(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>\d{4}|\d{2})|(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2}))$/;

/**
 * Dates of a text, in order, disjoint. Linear in its length.
 * @param read the numbers of the text, where they have been read already.
 */
export function readDates(
  text: string,
  language: Language,
  read: readonly NumberReading[] = readNumbers(text, language),
): DateReading[] {
  const tokens: Token[] = tokenize(text).map(({ text: written, start, end, kind }) => ({
    text: written,
    start,
    end,
    kind,
    folded: kind === 'punctuation' ? written : foldedForm(written, language),
  }));
  const numbers = new Map(read.map((number) => [number.span[0], number]));
  const found: DateReading[] = [];
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]!;
    if (!numbers.has(token.start) && !mayBegin(token, language)) {
      i++;
      continue;
    }
    const reading = readNumeric(text, token) ?? readAt(tokens, i, numbers, language);
    if (reading) found.push(reading);
    const end = reading?.span[1] ?? tokens[i]!.end;
    while (i < tokens.length && tokens[i]!.start < end) i++;
  }
  return found;
}

const beginnings = new WeakMap<Language, Map<string, boolean>>();

/** Whether a date may begin with a token that is no number, for all that its form says: few words do. Cached by form. */
function mayBegin(token: Token, language: Language): boolean {
  let known = beginnings.get(language);
  if (!known) {
    known = new Map();
    beginnings.set(language, known);
  }
  let may = known.get(token.text);
  if (may === undefined) {
    may = /^\d/.test(token.text) || wordOf(token, language) !== undefined || phrasesOf(language).has(token.folded);
    if (known.size >= mostForms) known.clear();
    known.set(token.text, may);
  }
  return may;
}

/** So many forms are remembered before it begins afresh. */
const mostForms = 200_000;

/** 24.02.2022, 24/02/2022, 2022-02-24. */
function readNumeric(text: string, token: Token): DateReading | null {
  const code = token.text.charCodeAt(0);
  if (code < 48 || code > 57) return null;
  const written = /^[\d./-]+\d/.exec(text.slice(token.start, token.start + 11))?.[0] ?? '';
  const groups = numeric.exec(written)?.groups;
  if (!groups || /[\d./-]/.test(text[token.start - 1] ?? '')) return null;
  const year = Number(groups.isoYear ?? groups.year);
  let month = Number(groups.isoMonth ?? groups.month);
  let day = Number(groups.isoDay ?? groups.day);
  // American order, where no other makes sense.
  if (month > 12 && day <= 12) [month, day] = [day, month];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const full = year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
  return { span: [token.start, token.start + written.length], kind: 'date', year: full, month, day, weekday: null };
}

function readAt(
  tokens: readonly Token[],
  at: number,
  numbers: ReadonlyMap<number, NumberReading>,
  language: Language,
): DateReading | null {
  const token = tokens[at]!;
  const word = wordOf(token, language);
  if (word?.role === 'relative') return { span: [token.start, token.end], kind: 'relative', value: word.value };
  const phrase = phraseAt(tokens, at, language);
  if (phrase?.word.role === 'relative')
    return { span: [token.start, tokens[phrase.end - 1]!.end], kind: 'relative', value: phrase.word.value };
  if (word?.role === 'month' || word?.role === 'weekday') return readNamed(tokens, at, word, numbers, language);
  const number = numbers.get(token.start);
  return number ? readNumbered(tokens, at, number, numbers, language) : null;
}

/** Words of the calendar of several parts, by the first of them. */
const phrases = new WeakMap<
  Language,
  Map<string, { readonly words: readonly string[]; readonly word: CalendarWord }[]>
>();

function phrasesOf(
  language: Language,
): ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly word: CalendarWord }[]> {
  let known = phrases.get(language);
  if (!known) {
    known = new Map();
    for (const [key, word] of language.calendarWords) {
      const words = key.split('_');
      if (words.length < 2 || key.includes(':')) continue;
      const first = words[0] ?? '';
      known.set(first, [...(known.get(first) ?? []), { words, word }]);
    }
    phrases.set(language, known);
  }
  return known;
}

/** The phrase of the calendar that begins at a token, and the index after it: in the morning, day after tomorrow. */
function phraseAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
): { word: CalendarWord; end: number } | null {
  const known = phrasesOf(language);
  const token = tokens[at];
  if (!token || known.size === 0) return null;
  for (const { words, word } of known.get(token.folded) ?? []) {
    const fits = words.every((each, k) => k === 0 || tokens[at + k]?.folded === each);
    if (fits) return { word, end: at + words.length };
  }
  return null;
}

/** The half of the day that is said at a token, and the index after it. */
function daytimeAt(tokens: readonly Token[], at: number, language: Language): { value: number; end: number } | null {
  const word = wordOf(tokens[at], language);
  if (word?.role === 'daytime') return { value: word.value, end: at + 1 };
  const phrase = phraseAt(tokens, at, language);
  return phrase?.word.role === 'daytime' ? { value: phrase.word.value, end: phrase.end } : null;
}

function wordOf(token: Token | undefined, { calendarWords }: Language): CalendarWord | undefined {
  if (!token || token.kind === 'punctuation') return undefined;
  const { folded } = token;
  const word = calendarWords.get(folded);
  if (word || !/['’-]/.test(folded)) return word;
  // mid-October, Sunday's, пятница-воскресенье: a part that names a month or a weekday for sure.
  for (const part of folded.split(/['’-]/)) {
    const named = calendarWords.get(part);
    if ((named?.role === 'month' || named?.role === 'weekday') && !named.ambiguous && part.length > 3) return named;
  }
  return undefined;
}

/** The unit of time that a token names, whatever else it may be (дня is of a day and of an afternoon). */
function unitOf(token: Token | undefined, { calendarWords }: Language): TimeUnit | null {
  const word = token && calendarWords.get(`${token.folded}:unit`);
  return word?.role === 'unit' ? word.unit : null;
}

/** Index of the token after a span. */
function after(tokens: readonly Token[], at: number, end: number): number {
  while (at < tokens.length && tokens[at]!.start < end) at++;
  return at;
}

/** Skips a comma, an abbreviation's stop, "of" and "the" between the parts of a date. */
function skip(tokens: readonly Token[], at: number): number {
  while (at < tokens.length && /^(?:,|\.|of|the)$/.test(tokens[at]!.text)) at++;
  return at;
}

/** A month or a weekday at the head: March 5, 2014; May 2014; Friday, 5 March; пятница. */
function readNamed(
  tokens: readonly Token[],
  at: number,
  word: CalendarWord & { role: 'month' | 'weekday' },
  numbers: ReadonlyMap<number, NumberReading>,
  language: Language,
): DateReading | null {
  const token = tokens[at]!;
  const next = skip(tokens, at + 1);
  if (word.role === 'weekday') {
    const rest = tokens[next] && next <= at + 3 ? readAt(tokens, next, numbers, language) : null;
    if (rest?.kind === 'date' && rest.month !== null && rest.weekday === null) {
      return { ...rest, span: [token.start, rest.span[1]], weekday: word.value };
    }
    if (word.ambiguous && !isDated(tokens, at, language)) return null;
    return { span: [token.start, token.end], kind: 'date', year: null, month: null, day: null, weekday: word.value };
  }
  const number = tokens[next] && numbers.get(tokens[next].start);
  const day = number && number.span[1] <= tokens[next]!.end && isDay(number) ? number.value : null;
  const yearAt = day === null ? next : skip(tokens, after(tokens, next, number!.span[1]));
  const year = readYear(tokens, yearAt, numbers, language, true);
  if (day === null && !year && word.ambiguous && !isDated(tokens, at, language)) return null;
  const end = year?.end ?? (day === null ? token.end : number!.span[1]);
  return { span: [token.start, end], kind: 'date', year: year?.value ?? null, month: word.value, day, weekday: null };
}

/** «в среду», "in May", "last March": an ambiguous word is a date after a preposition, in the form or with the capital that a date has. */
function isDated(tokens: readonly Token[], at: number, language: Language): boolean {
  if (!isPreposition(tokens[at - 1], language)) return false;
  const { morphology } = language;
  if (morphology === null) return /^\p{Lu}/u.test(tokens[at]!.text);
  // A weekday stands in the accusative (в среду, на среду), its homonym mostly in other cases (в среде).
  const readings = morphology.analyses(tokens[at]!.folded);
  return readings.some((reading) => reading.case === 'accusative' && reading.number === 'singular');
}

function isPreposition(token: Token | undefined, { calendarWords }: Language): boolean {
  return token !== undefined && calendarWords.has(`${token.folded}:preposition`);
}

/** A number at the head: 5 марта 2014 года, 2014 год, 1990-е, XX век, 17:30, 5 p.m., 25 лет. */
function readNumbered(
  tokens: readonly Token[],
  at: number,
  number: NumberReading,
  numbers: ReadonlyMap<number, NumberReading>,
  language: Language,
): DateReading | null {
  const [start, end] = number.span;
  if (number.kind === 'decade') return { span: number.span, kind: 'decade', value: number.value };
  if (number.kind === 'century') return { span: number.span, kind: 'century', value: number.value };
  const next = skip(tokens, after(tokens, at, end));
  const word = wordOf(tokens[next], language);
  const daytime = daytimeAt(tokens, next, language);
  if (number.kind === 'time') return readTime(tokens, start, end, number.value, daytime);
  if (word?.role === 'month' && isDay(number)) {
    const year = readYear(tokens, skip(tokens, next + 1), numbers, language, true);
    const last = year?.end ?? tokens[next]!.end;
    return {
      span: [start, last],
      kind: 'date',
      year: year?.value ?? null,
      month: word.value,
      day: number.value,
      weekday: null,
    };
  }
  const year = readYear(tokens, at, numbers, language, false);
  if (year) return { span: [start, year.end], kind: 'date', year: year.value, month: null, day: null, weekday: null };
  if (number.kind !== 'cardinal') return null;
  const clock = daytime && !number.spelled ? clockMinutes(tokens[at]!.text) : null;
  // «Три дня» are three days; only «три часа дня» is a time.
  if (daytime && number.value <= 13 && unitOf(tokens[next], language) === null)
    return readTime(tokens, start, end, clock ?? number.value * 60, daytime);
  const unit = unitOf(tokens[next], language);
  if (unit !== null) {
    const following = unit === 'hour' && number.value <= 12 ? daytimeAt(tokens, next + 1, language) : null;
    if (following) return readTime(tokens, start, end, number.value * 60, following);
    return { span: [start, tokens[next]!.end], kind: 'duration', value: number.value, unit };
  }
  return null;
}

function readTime(
  tokens: readonly Token[],
  start: number,
  end: number,
  minutes: number,
  daytime: { readonly value: number; readonly end: number } | null,
): DateReading {
  if (!daytime) return { span: [start, end], kind: 'time', value: minutes };
  return { span: [start, tokens[daytime.end - 1]!.end], kind: 'time', value: atDaytime(minutes, daytime.value) };
}

function isDay(number: NumberReading): boolean {
  return (
    (number.kind === 'cardinal' || number.kind === 'ordinal') &&
    Number.isInteger(number.value) &&
    number.value >= 1 &&
    number.value <= 31
  );
}

/**
 * A year: a number before the word for it (в 2014 году, двухтысячный год), or four digits in a date or after a preposition
 * that count nothing.
 * @param dated a day or a month stands before it.
 */
function readYear(
  tokens: readonly Token[],
  at: number,
  numbers: ReadonlyMap<number, NumberReading>,
  language: Language,
  dated: boolean,
): { value: number; end: number } | null {
  const token = tokens[at];
  const number = token && numbers.get(token.start);
  if (!number || !Number.isInteger(number.value) || number.value < firstYear || number.value > lastYear) return null;
  if (number.kind !== 'cardinal' && number.kind !== 'ordinal') return null;
  const next = after(tokens, at, number.span[1]);
  const word = wordOf(tokens[next], language);
  if (word?.role === 'unit' && word.unit === 'year') {
    return namesYear(tokens[next]!.text, language) ? { value: number.value, end: tokens[next]!.end } : null;
  }
  if (!/^\d{4}(?:-\p{L}+)?$/u.test(token.text)) return null;
  const alone = number.kind === 'ordinal' || language.morphology === null || tokens[next]?.kind !== 'word';
  return dated || (alone && isPreposition(tokens[at - 1], language))
    ? { value: number.value, end: number.span[1] }
    : null;
}

/** «2014 год», «2010–2014 годы» are years, but «2000 лет» and "2000 years" a time of that length. */
function namesYear(text: string, { morphology, fold }: Language): boolean {
  return morphology !== null && fold(text) !== 'лет';
}
