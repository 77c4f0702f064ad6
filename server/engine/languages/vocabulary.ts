/**
 * Number and calendar words: their types, and the reader of the tab-separated files that languages keep them in.
 */

import { readFileSync } from 'node:fs';

/** What a word contributes to a number. */
export type NumberWord =
  /** Adds its value: пять, twenty; an ordinal ends the number: пятый, twentieth. */
  | { readonly role: 'cardinal' | 'ordinal'; readonly value: number }
  /** Multiplies what stands before it: hundred, тысяча, млн; an ordinal one ends the number: thousandth, тысячный. */
  | { readonly role: 'scale'; readonly value: number; readonly ordinal: boolean }
  /** A number that is a noun: дюжина, dozen, пара, оба; several of it multiply it, none make it approximate. */
  | { readonly role: 'quantity'; readonly value: number }
  /** A part of something, or of the scale that follows: треть, half, quarter. */
  | { readonly role: 'fraction'; readonly value: number }
  /** Ten years, by their first: девяностые, nineties. */
  | { readonly role: 'decade'; readonly value: number }
  /** Adds to the number before it; a phrase, with its spaces as `_`: с_половиной, and_a_half. */
  | { readonly role: 'plus'; readonly value: number }
  /** Makes the number before it a percentage; may be a phrase: процент, per_cent. */
  | { readonly role: 'percent' }
  /** Makes the number after it approximate: около, about. */
  | { readonly role: 'approximator' }
  /** Makes the number after it negative: минус, minus. */
  | { readonly role: 'minus' }
  /** Stands inside one number: `and` in "two hundred and five". */
  | { readonly role: 'joiner' }
  /** Stands between two numbers with one scale: "5 to 7 million", «от 5 до 7 млн». */
  | { readonly role: 'range' }
  /** Says a number, or one of several, without being one: twice, полгода (0.5 of a year, 6 months); kept only under `word:implied`. */
  | { readonly role: 'implied'; readonly values: readonly number[] }
  /** Says how many times over: вдвое, tripled; kept only under `word:factor`, and implies its value, too. */
  | { readonly role: 'factor'; readonly value: number }
  /** Counts multiples or occasions after a number: в семь раз, five times; kept only under `word:times`. */
  | { readonly role: 'times' }
  /** After an ordinal makes it a part of something: пятая часть, a fifth of; and the article that stands before such an ordinal. Kept only under `word:role`. */
  | { readonly role: 'share' | 'share-article' }
  /** The second part of compounds whose first is a number: двух-дневный. */
  | { readonly role: 'compound' }
  /** Letters after digits that say what they are: 5-й, 20th, 1990-е. Listed with a hyphen before them. */
  | { readonly role: 'ordinal-suffix' | 'decade-suffix' | 'cardinal-suffix' };

/** What a word says about time. Months and weekdays count from 1, Monday being 1. */
export type CalendarWord =
  /** `ambiguous`: the form is an ordinary word, too (среда, March, May), and needs a number or a preposition beside it. */
  | { readonly role: 'month' | 'weekday'; readonly value: number; readonly ambiguous: boolean }
  | { readonly role: 'unit'; readonly unit: TimeUnit }
  /** Days from today: вчера -1, tomorrow 1. */
  | { readonly role: 'relative'; readonly value: number }
  /** Half of the day that a clock time is in: hours to add to one before twelve (утра 0, p.m. 12), 24 at night; may be a phrase: in_the_morning. */
  | { readonly role: 'daytime'; readonly value: number }
  /** Of the next four, and of `clock`, each word is kept only under `word:role`. Winter 1, spring 2, summer 3, autumn 4; `ambiguous` (spring, fall) as of months. */
  | { readonly role: 'season'; readonly value: number; readonly ambiguous: boolean }
  /** A part of the day, by the hours that it may mean; past midnight they go on from 24: night 18-30. */
  | { readonly role: 'part'; readonly from: number; readonly to: number; readonly ambiguous: boolean }
  /** Before a word for a stretch of time, which one is meant: прошлый -1, this 0, next 1. */
  | { readonly role: 'period'; readonly value: number }
  /** Stands in a time of day: so many minutes of an hour (half 30), or what ties minutes to the hour (half past five, без четверти пять). */
  | { readonly role: 'clock'; readonly minutes: number }
  | { readonly role: 'clock-past' | 'clock-to' | 'clock-without' | 'clock-at' }
  /** Stands before a date: в, on, by; makes an ambiguous word a date. */
  | { readonly role: 'preposition' };
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'decade' | 'century' | 'era';

const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'decade', 'century', 'era'] as const;

/**
 * Rows of a tab-separated data file: blank lines and lines that start with `#` are left out.
 * @param file an address relative to the module that owns the data, as `new URL('./x.tsv', import.meta.url)`.
 */
export function readTable(file: URL): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/\r$/, '').split('\t'));
}

/**
 * Reads a language's `numbers.tsv`: role, value (or `-`), words separated by spaces.
 * A word of several roles has the last one, and each under `word:role`.
 * @param forms all forms of a dictionary word; a word that starts with `=` is taken as it stands.
 */
export function readNumberWords(
  file: URL,
  words: Map<string, NumberWord>,
  forms: (word: string) => readonly string[],
): Map<string, NumberWord> {
  for (const [role = '', value = '', listed = ''] of readTable(file)) {
    const meaning = numberWord(role, Number(value));
    if (!meaning) throw new Error(`${file.pathname}: unknown role "${role}"`);
    eachForm(listed, forms, (form) => {
      // A word may have several roles (5-е and 1990-е, "and"), so each has a key of its own, too.
      const known = words.get(`${form}:${role}`);
      if (!besides.has(meaning.role)) words.set(form, meaning);
      words.set(`${form}:${role}`, meaning.role === 'implied' ? implying(known, meaning.values) : meaning);
      if (meaning.role === 'factor')
        words.set(`${form}:implied`, implying(words.get(`${form}:implied`), [meaning.value]));
    });
  }
  return words;
}

/** Roles that a word has besides another, or besides being an ordinary word. */
const besides: ReadonlySet<string> = new Set([
  'implied',
  'factor',
  'times',
  'share',
  'share-article',
  'season',
  'part',
  'period',
  'clock',
  'clock-past',
  'clock-to',
  'clock-without',
  'clock-at',
]);

/** What a word implies already, and more. */
function implying(known: NumberWord | undefined, values: readonly number[]): NumberWord {
  return { role: 'implied', values: [...(known?.role === 'implied' ? known.values : []), ...values] };
}

function numberWord(role: string, value: number): NumberWord | null {
  switch (role) {
    case 'cardinal':
    case 'ordinal':
    case 'quantity':
    case 'fraction':
    case 'decade':
    case 'plus':
    case 'factor':
      return { role, value };
    case 'implied':
      return { role, values: [value] };
    case 'scale':
    case 'ordinal-scale':
      return { role: 'scale', value, ordinal: role === 'ordinal-scale' };
    case 'percent':
    case 'approximator':
    case 'minus':
    case 'joiner':
    case 'range':
    case 'times':
    case 'share':
    case 'share-article':
    case 'compound':
    case 'ordinal-suffix':
    case 'decade-suffix':
    case 'cardinal-suffix':
      return { role };
    default:
      return null;
  }
}

/**
 * Reads a language's `calendar.tsv`: role, value (a unit's name for `unit`, hours for `part`), words; `?` before a word marks an ambiguous one.
 * A word of several roles has the last one, and each under `word:role`.
 */
export function readCalendarWords(file: URL, forms: (word: string) => readonly string[]): Map<string, CalendarWord> {
  const words = new Map<string, CalendarWord>();
  for (const [role = '', value = '', listed = ''] of readTable(file)) {
    for (const word of listed.split(' ')) {
      const ambiguous = word.startsWith('?');
      const meaning = calendarWord(role, value, ambiguous);
      if (!meaning) throw new Error(`${file.pathname}: unknown role or unit "${role} ${value}"`);
      eachForm(ambiguous ? word.slice(1) : word, forms, (form) => {
        if (!besides.has(role)) words.set(form, meaning);
        words.set(`${form}:${role}`, meaning);
      });
    }
  }
  return words;
}

function calendarWord(role: string, value: string, ambiguous: boolean): CalendarWord | null {
  switch (role) {
    case 'month':
    case 'weekday':
    case 'season':
      return { role, value: Number(value), ambiguous };
    case 'relative':
    case 'daytime':
    case 'period':
      return { role, value: Number(value) };
    case 'part': {
      const [from = 0, to = 0] = value.split('-').map(Number);
      return from < to ? { role, from, to, ambiguous } : null;
    }
    case 'clock':
      return { role, minutes: Number(value) };
    case 'preposition':
    case 'clock-past':
    case 'clock-to':
    case 'clock-without':
    case 'clock-at':
      return { role };
    case 'unit': {
      const unit = timeUnits.find((name) => name === value);
      return unit ? { role, unit } : null;
    }
    default:
      return null;
  }
}

function eachForm(listed: string, forms: (word: string) => readonly string[], use: (form: string) => void): void {
  for (const word of listed.split(' ').filter(Boolean)) {
    if (word.startsWith('=')) use(word.slice(1));
    else for (const form of new Set([word, ...forms(word)])) use(form);
  }
}
