/**
 * The figures of a pair: every number of both sides with all that it may mean, so that they can be matched one to one.
 */

import type { Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { type DateReading, readDates } from '../../text/dates.ts';
import type { NumberKind } from '../../text/number-parts.ts';
import type { NumberReading } from '../../text/numbers.ts';
import type { CheckContext, PairReading, SideReading } from '../check.ts';
import { type UnitReader, type UnitReading, unitsOf } from './units.ts';

export interface Figure {
  readonly span: Span;
  readonly text: string;
  readonly value: number;
  readonly kind: NumberKind;
  readonly approximate: boolean;
  readonly spelled: boolean;
  /** Minutes from midnight that it may mean; `sure` where the half of the day is known. */
  readonly time: { readonly minutes: number; readonly sure: boolean } | null;
  /** Of a time, with the words that say its half of the day: seven in the evening. */
  readonly whole: Span;
  /** What it is in a date. */
  readonly calendar: 'year' | 'day' | 'time' | 'decade' | 'century' | null;
  readonly unit: UnitReading | null;
  /** Often said on one side only: one, first, both, a pair, half. */
  readonly weak: boolean;
  /** A word for times stands after it: в семь раз, five times. */
  readonly times: boolean;
  /** A second value that the same writing may have: 5m is five million, or five metres. */
  readonly otherwise: number | null;
}

/** A word that says a number without being one: twice, втрое, a decade. It excuses a figure of that value on the other side. */
export interface Implied {
  readonly span: Span;
  readonly values: readonly number[];
  /** How many times over it says, where it does: втрое, tripled. */
  readonly factor: number | null;
}

export interface SideFigures {
  readonly text: string;
  readonly figures: readonly Figure[];
  readonly implied: readonly Implied[];
  readonly dates: readonly DateReading[];
}

export interface PairFigures {
  readonly source: SideFigures;
  readonly target: SideFigures;
}

const read = new WeakMap<PairReading, PairFigures>();

/** Reads the figures of both sides; once for each pair. Linear in the texts. */
export function figuresOf(pair: PairReading, context: CheckContext): PairFigures {
  let figures = read.get(pair);
  if (!figures) {
    const units = unitsOf(context.pair);
    figures = { source: readSide(pair.source, units.source), target: readSide(pair.target, units.target) };
    read.set(pair, figures);
  }
  return figures;
}

function readSide(side: SideReading, units: UnitReader): SideFigures {
  const { text, language, words, numbers } = side;
  const dates = readDates(text, language, numbers);
  const figures: Figure[] = [];
  let d = 0;
  for (const number of numbers) {
    while (d < dates.length && (dates[d]?.span[1] ?? 0) <= number.span[0]) d++;
    const date = dates[d];
    const inDate = date && date.span[0] <= number.span[0] && date.span[1] >= number.span[1] ? date : null;
    const written = text.slice(...number.span);
    const calendar = calendarPart(number.value, number.kind, inDate);
    const unit =
      calendar === 'year' ? null : (unitOf(text, number.span, written, units) ?? unitInside(text, number, units));
    const kind = kindOf(number, text, unit);
    figures.push({
      span: number.span,
      text: written,
      value: number.value,
      kind,
      approximate: number.approximate,
      spelled: number.spelled,
      time: timeOf(number, kind, written, inDate, unit),
      whole: calendar === 'time' && inDate ? inDate.span : number.span,
      calendar,
      unit,
      weak:
        isWeak(number.value, kind, number.spelled) ||
        (kind === 'cardinal' && isOtherWord(written, number.spelled, language)),
      times: isTimes(text, number.span[1], language),
      otherwise: otherwise(written),
    });
  }
  addNumericDates(figures, dates, text);
  shareUnits(figures, text, side);
  const implied: Implied[] = [];
  const implying = impliedValues(language);
  for (const word of words) {
    const values = implying.get(word.folded);
    if (!values) continue;
    const factor = language.numberWords.get(`${word.folded}:factor`);
    implied.push({ span: [word.start, word.end], values, factor: factor?.role === 'factor' ? factor.value : null });
  }
  return { text, figures, implied, dates };
}

const impliedWords = new WeakMap<Language, Map<string, readonly number[]>>();

/** The numbers that words imply, by folded form; gathered once for a language. */
function impliedValues(language: Language): ReadonlyMap<string, readonly number[]> {
  let values = impliedWords.get(language);
  if (!values) {
    values = new Map();
    for (const [key, word] of language.numberWords) {
      if (word.role === 'implied') values.set(key.slice(0, key.lastIndexOf(':')), word.values);
    }
    impliedWords.set(language, values);
  }
  return values;
}

function calendarPart(value: number, kind: NumberKind, date: DateReading | null): Figure['calendar'] {
  if (kind === 'time') return 'time';
  if (kind === 'decade' || kind === 'century') return kind;
  if (date?.kind === 'time') return 'time';
  if (date?.kind === 'date') return date.year === value && date.day !== value ? 'year' : 'day';
  return null;
}

/** The unit after a number, or written together with it: 5 km, a 20-foot wall, 26C. */
function unitOf(text: string, span: Span, written: string, units: UnitReader): UnitReading | null {
  const letters = /\d[-‑]?(?=\p{L}+$)/u.exec(written);
  if (letters) return units.readAt(text, span[0] + letters.index + 1);
  const sign = /(?<=\d)\s?[%‰]$|(?<=\d)\s\p{L}+$/u.exec(written);
  if (sign) {
    const found = units.readAt(text, span[0] + sign.index);
    if (found) return found;
  }
  const after = units.readAt(text, span[1]) ?? afterArticle(text, span[1], units);
  if (after) return after;
  // The unit is part of what was read: 15 percent, три процентных пункта.
  for (let at = written.indexOf(' '); at >= 0; at = written.indexOf(' ', at + 1)) {
    const inside = units.readAt(text, span[0] + at);
    if (inside && inside.end === span[1]) return inside;
  }
  return /[\p{L}%]$/u.test(written) && !written.includes(' ') ? units.readAt(text, span[0]) : null;
}

/** Half a litre, half an hour. */
function afterArticle(text: string, end: number, units: UnitReader): UnitReading | null {
  const article = /^ an? (?=\p{L})/u.exec(text.slice(end, end + 5))?.[0];
  return article === undefined ? null : units.readAt(text, end + article.length - 1);
}

/** The unit in a word that is number and unit at once: двухметровый. */
function unitInside(text: string, { span, spelled }: NumberReading, units: UnitReader): UnitReading | null {
  const [start, end] = span;
  if (!spelled || end - start < 8 || /[\s-]/.test(text.slice(start, end))) return null;
  for (let at = end - 4; at >= start + 3; at--) {
    const unit = units.readAt(text, at);
    if (unit?.end === end) return unit;
  }
  return null;
}

/** Minutes that a figure may mean: 17:30, 5.30pm, 5 p.m.; an hour alone only before the word for it. */
function timeOf(
  { value, span: [, end], spelled }: NumberReading,
  kind: NumberKind,
  written: string,
  date: DateReading | null,
  unit: UnitReading | null,
): Figure['time'] {
  if (date?.kind === 'time') {
    const halfSaid = date.span[1] > end || (!spelled && /\p{L}/u.test(written));
    return { minutes: date.value, sure: halfSaid || date.value >= 780 || written.startsWith('0') };
  }
  if (kind === 'time') return { minutes: value, sure: value >= 780 || /^0/.test(written) };
  const dotted = /^(\d\d?)\.(\d\d)$/.exec(written);
  if (dotted && Number(dotted[1]) < 25 && Number(dotted[2]) < 60) {
    return { minutes: Number(dotted[1]) * 60 + Number(dotted[2]), sure: false };
  }
  if (kind === 'cardinal' && unit?.unit.id === 'hour' && Number.isInteger(value) && value >= 0 && value <= 24) {
    return { minutes: value * 60, sure: false };
  }
  return null;
}

function isWeak(value: number, kind: NumberKind, spelled: boolean): boolean {
  if (!spelled) return false;
  if (kind === 'quantity' || kind === 'fraction') return true;
  return value <= 1 || (kind === 'ordinal' && value <= 2);
}

/** Digits that run into a word (247sports) are a name; with a unit (26C) they are none. */
function kindOf({ kind, span, spelled }: NumberReading, text: string, unit: UnitReading | null): NumberKind {
  if (kind === 'code') return unit !== null && /\d/.test(text[span[0]] ?? '') ? 'cardinal' : kind;
  return !spelled && unit === null && kind === 'cardinal' && /^\p{L}/u.test(text.slice(span[1], span[1] + 1))
    ? 'code'
    : kind;
}

/** A form that is rather another word: семью of a family, сорока a magpie. */
function isOtherWord(written: string, spelled: boolean, { morphology, fold, numberWords }: Language): boolean {
  if (!spelled || morphology === null || !numberWords.has(fold(written))) return false;
  const likeliest = morphology.analyses(fold(written))[0];
  return likeliest?.known === true && likeliest.partOfSpeech === 'noun';
}

function isTimes(text: string, end: number, { numberWords, fold }: Language): boolean {
  const word = /^[ \u00a0-](\p{L}{3,5})(?!\p{L})/u.exec(text.slice(end, end + 8))?.[1];
  return word !== undefined && numberWords.has(`${fold(word)}:times`);
}

function otherwise(written: string): number | null {
  const metres = /^([\d.,]+)\s?m$/.exec(written)?.[1];
  return metres === undefined ? null : Number(metres.replace(/,/g, ''));
}

/** 24.02.2022 is a day and a year, which the other side says as numbers. */
function addNumericDates(figures: Figure[], dates: readonly DateReading[], text: string): void {
  for (const date of dates) {
    if (date.kind !== 'date' || date.day === null || date.year === null) continue;
    const written = text.slice(...date.span);
    if (!/^\d+[./-]\d+[./-]\d+$/.test(written)) continue;
    const clash = figures.findIndex(({ span }) => span[0] < date.span[1] && date.span[0] < span[1]);
    if (clash >= 0)
      figures.splice(clash, figures.filter(({ span }) => span[0] < date.span[1] && date.span[0] < span[1]).length);
    const at = figures.findIndex(({ span }) => span[0] >= date.span[1]);
    const plain = {
      span: date.span,
      whole: date.span,
      text: written,
      kind: 'cardinal',
      approximate: false,
      spelled: false,
    } as const;
    const rest = { time: null, unit: null, weak: false, times: false, otherwise: null };
    figures.splice(
      at < 0 ? figures.length : at,
      0,
      { ...plain, ...rest, value: date.day, calendar: 'day' },
      { ...plain, ...rest, value: date.year, calendar: 'year' },
    );
  }
}

/** In "2.5 to 10 cm" the first figure has the unit of the second. */
function shareUnits(figures: Figure[], text: string, { language }: SideReading): void {
  for (let i = figures.length - 2; i >= 0; i--) {
    const first = figures[i];
    const second = figures[i + 1];
    if (!first || !second || first.unit || !second.unit || first.calendar) continue;
    const between = text.slice(first.span[1], second.span[0]).trim();
    const ranged = /^[–—−×x-]$/.test(between) || language.numberWords.has(`${language.fold(between)}:range`);
    if (ranged) figures[i] = { ...first, unit: second.unit };
  }
}
