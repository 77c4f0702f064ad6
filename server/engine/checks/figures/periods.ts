/** Seasons, parts of the day, and stretches of time that are placed by a word before them: next winter, in the evening, на прошлой неделе. */

import type { Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import type { CalendarWord, TimeUnit } from '../../languages/vocabulary.ts';
import type { Word } from '../../text/words.ts';
import type { SideReading } from '../check.ts';

export interface PeriodMention {
  readonly span: Span;
  readonly part: 'season' | 'part' | 'period';
  /** Mentions of one key can contradict each other: a week's is "week". */
  readonly key: string;
  /** What it may mean, as a range; of what has one meaning only, both ends are that. */
  readonly from: number;
  readonly to: number;
}

interface PeriodWords {
  readonly named: ReadonlyMap<string, CalendarWord & { readonly role: 'season' | 'part' }>;
  readonly placed: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, TimeUnit>;
}

const known = new WeakMap<Language, PeriodWords>();

function periodWordsOf(language: Language): PeriodWords {
  let words = known.get(language);
  if (!words) {
    const named = new Map<string, CalendarWord & { role: 'season' | 'part' }>();
    const placed = new Map<string, number>();
    const units = new Map<string, TimeUnit>();
    for (const [key, word] of language.calendarWords) {
      if (!key.includes(':')) continue;
      const form = key.slice(0, key.lastIndexOf(':'));
      if (word.role === 'season' || word.role === 'part') named.set(form, word);
      else if (word.role === 'period') placed.set(form, word.value);
      else if (word.role === 'unit' && placeable.has(word.unit) && form.length > 2) units.set(form, word.unit);
    }
    words = { named, placed, units };
    known.set(language, words);
  }
  return words;
}

/** Of a day one says yesterday and tomorrow; decades and centuries are too long to be taken for each other. */
const placeable: ReadonlySet<TimeUnit> = new Set(['week', 'month', 'year']);

const hoursOfDay = 24;

/** In order. Two lookups a word. */
export function periodsOf({ words, language }: SideReading): PeriodMention[] {
  const { named, placed, units } = periodWordsOf(language);
  if (named.size === 0) return [];
  const found: PeriodMention[] = [];
  for (const [k, word] of words.entries()) {
    const meaning = named.get(word.folded);
    if (meaning) {
      // With a capital inside a sentence it is a name: Winter Palace, Spring Hill.
      if (word.capital && !word.first) continue;
      if (meaning.ambiguous && !isPlaced(words[k - 1], language)) continue;
      const span = [word.start, word.end] as const;
      if (meaning.role === 'season')
        found.push({ span, part: 'season', key: '', from: meaning.value, to: meaning.value });
      else found.push({ span, part: 'part', key: '', from: meaning.from, to: meaning.to });
      continue;
    }
    const value = placed.get(word.folded);
    const next = words[k + 1];
    const unit = value === undefined || !next ? undefined : units.get(next.folded);
    if (value === undefined || unit === undefined || !next || next.start - word.end > 1) continue;
    found.push({ span: [word.start, next.end], part: 'period', key: unit, from: value, to: value });
  }
  return found;
}

/** After a preposition or a day an ambiguous word is of time: in the spring, в субботу днём. */
function isPlaced(before: Word | undefined, { calendarWords }: Language): boolean {
  if (!before) return false;
  const role = calendarWords.get(before.folded)?.role;
  return role === 'weekday' || role === 'relative' || calendarWords.has(`${before.folded}:preposition`);
}

/** Whether two mentions may mean the same time; hours go round. */
export function maySame(a: PeriodMention, b: PeriodMention): boolean {
  if (a.part !== 'part') return a.from <= b.to && b.from <= a.to;
  return [0, hoursOfDay, -hoursOfDay].some((shift) => a.from + shift < b.to && b.from < a.to + shift);
}
