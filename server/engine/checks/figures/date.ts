import type { Flag, Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { capitalised } from '../../text/case.ts';
import type { DateReading } from '../../text/dates.ts';
import type { Check, CheckContext, PairReading, SideReading } from '../check.ts';
import { matchFigures } from './figure-matching.ts';
import { rewrite } from './figure-writing.ts';
import { type Figure, figuresOf } from './figures.ts';
import { maySame, type PeriodMention, periodsOf } from './periods.ts';

/**
 * Finds another month, weekday, year, decade, century, time of day, season or part of the day, and another relative day,
 * week, month or year (tomorrow for today, last week for next week).
 *
 * Leaves alone: what is said on one side only (a weekday added by the translator, a month left to the reader), since
 * dates are often said again or left out; words of another meaning (Theresa May, to march, среда обитания) that no number
 * or preposition makes a date; the same time on a clock of twelve and of twenty-four hours.
 */
export const date: Check = {
  id: 'date',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.date.why',
  pairs: null,
  examples: [
    {
      source: 'Выборы пройдут в ноябре.',
      target: 'The election will be held in October.',
      flagged: 'October',
      suggestion: 'November',
      severity: 'critical',
    },
    {
      source: 'Он приехал в середине мая.',
      target: 'He arrived in mid-June.',
      flagged: 'mid-June',
      suggestion: 'mid-May',
      severity: 'critical',
    },
    {
      source: 'Ноябрьская победа запомнилась.',
      target: "October's win was memorable.",
      flagged: "October's",
      suggestion: "November's",
      severity: 'critical',
    },
    {
      source: 'Встреча назначена на среду.',
      target: 'The meeting is set for Thursday.',
      flagged: 'Thursday',
      suggestion: 'Wednesday',
      severity: 'critical',
    },
    {
      source: 'В прошлую среду шёл снег.',
      target: 'Last Tuesday it snowed.',
      flagged: 'Tuesday',
      suggestion: 'Wednesday',
      severity: 'critical',
    },
    {
      source: 'Война началась в 1941 году.',
      target: 'The war began in 1914.',
      flagged: '1914',
      suggestion: '1941',
      severity: 'critical',
    },
    {
      source: 'Мода 1970-х годов вернулась.',
      target: 'The fashions of the 1960s are back.',
      flagged: '1960s',
      suggestion: '1970s',
      severity: 'critical',
    },
    {
      source: 'В XVIII веке город сгорел.',
      target: 'The city burned down in the 17th century.',
      flagged: '17th century',
      suggestion: '18th century',
      severity: 'critical',
    },
    {
      source: 'Поезд отходит в 15:30.',
      target: 'The train leaves at 5:30 p.m.',
      flagged: '5:30',
      suggestion: '3:30',
      severity: 'critical',
    },
    {
      source: 'Они уезжают завтра.',
      target: 'They are leaving today.',
      flagged: 'today',
      suggestion: 'tomorrow',
      severity: 'major',
    },
    {
      source: 'Поезд отходит в 15:30.',
      target: 'The train leaves at 3:30 p.m.',
      flagged: null,
    },
    {
      source: 'Заседание начнётся в семь часов вечера.',
      target: 'The session starts at 19:00.',
      flagged: null,
    },
    {
      source: 'В 30-е годы прошлого века прихожане ушли.',
      target: 'The congregation left in the 1930s.',
      flagged: null,
    },
    {
      source: 'Премьер-министр Тереза Мэй приехала в сентябре.',
      target: 'Prime Minister Theresa May arrived in September.',
      flagged: null,
    },
    {
      source: 'Воздействие на окружающую среду изучат в июле.',
      target: 'The effect on the environment will be studied in July.',
      flagged: null,
    },
    {
      source: 'Договор подписан 24.02.2022.',
      target: 'The treaty was signed on February 24, 2022.',
      flagged: null,
    },
    {
      source: 'Договор подписан 24.02.2022.',
      target: 'The treaty was signed on March 24, 2022.',
      flagged: 'March',
      suggestion: 'February',
      severity: 'critical',
    },
    {
      source: 'Он вернулся в полдень.',
      target: 'He returned on Monday.',
      flagged: null,
    },
    {
      source: 'Обстрел начался в половине пятого утра.',
      target: 'The shelling began at half past five in the morning.',
      flagged: 'half past five',
      severity: 'critical',
    },
    {
      source: 'Обстрел начался в половине пятого утра.',
      target: 'The shelling began at half past four in the morning.',
      flagged: null,
    },
    {
      source: 'Поезд приходит без десяти семь.',
      target: 'The train gets in at ten to seven.',
      flagged: null,
    },
    {
      source: 'Магазин открывается в восемь утра.',
      target: 'The shop opens at eight in the evening.',
      flagged: 'eight in the evening',
      severity: 'critical',
    },
    {
      source: 'На прошлой неделе биржа не работала.',
      target: 'The exchange will be closed next week.',
      flagged: 'next week',
      severity: 'major',
    },
    {
      source: 'Зимой дорога становится непроходимой.',
      target: 'In spring the road becomes impassable.',
      flagged: 'spring',
      severity: 'major',
    },
    {
      source: 'Он вернулся в два часа ночи.',
      target: 'He came back at two in the morning.',
      flagged: null,
    },
    {
      source: 'Позавчера звонил следователь.',
      target: 'The investigator called the day before yesterday.',
      flagged: null,
    },
    {
      source: 'Хулиганы напали на них в субботу вечером.',
      target: 'Hooligans attacked them on Saturday night.',
      flagged: null,
    },
  ],
  run(reading, context) {
    return [
      ...namedFlags(reading, context),
      ...figureFlags(reading, context),
      ...halflessFlags(reading, context),
      ...periodFlags(reading),
    ];
  },
};

/** Whether a figure is a year, a time, a decade or a century, which this check judges and not that of numbers. */
export function isCalendar(source: Figure, target: Figure): boolean {
  return [source, target].some(({ calendar }) => calendar !== null && calendar !== 'day');
}

function figureFlags(reading: PairReading, context: CheckContext): Flag[] {
  return matchFigures(figuresOf(reading, context), reading)
    .mismatches.filter(({ source, target }) => isCalendar(source, target))
    .map(({ source, target, span, confidence }) => {
      const part = target.calendar && target.calendar !== 'day' ? target.calendar : source.calendar;
      const halves = part === 'time' && ofOtherHalf(source, target);
      return flag(
        `date.${part ?? 'year'}`,
        halves ? source.whole : source.span,
        halves ? target.whole : span,
        confidence,
        reading,
        halves ? null : rewrite(source, target, reading.target.language),
      );
    });
}

/** Seven in the morning and seven in the evening. */
function ofOtherHalf(source: Figure, target: Figure): boolean {
  return source.time !== null && target.time !== null && source.time.minutes % 720 === target.time.minutes % 720;
}

/** 23:45 given as 11:45, where nothing says that it is late: read by a clock of 24 hours, it is the morning. */
function halflessFlags(reading: PairReading, context: CheckContext): Flag[] {
  const figures = figuresOf(reading, context);
  const { source, target } = figures;
  if (!source.figures.some(({ time }) => time?.sure)) return [];
  return matchFigures(figures, reading).matches.flatMap(({ source: s, target: t }) => {
    const [a, b] = [source.figures[s], target.figures[t]];
    if (!a?.time?.sure || !b?.time || b.time.sure || !a.text.includes(':') || !/[:.]/.test(b.text)) return [];
    if (a.time.minutes < 780 || b.time.minutes >= 720 || periodsOf(reading.target).some(({ part }) => part === 'part'))
      return [];
    return [flag('date.time', a.span, b.span, halflessConfidence, reading, a.text)];
  });
}

/** English writers often leave it to the reader. */
const halflessConfidence = 0.55;

/** A season, a part of the day, a placed week, month or year of each side that nothing on the other side can mean. */
function periodFlags(reading: PairReading): Flag[] {
  const said = periodsOf(reading.source);
  const found = said.length === 0 ? [] : periodsOf(reading.target);
  if (found.length === 0) return [];
  const comparable = (a: PeriodMention, b: PeriodMention): boolean => a.part === b.part && a.key === b.key;
  const lone = (some: readonly PeriodMention[], others: readonly PeriodMention[]): PeriodMention[] =>
    some.filter((a) => !others.some((b) => comparable(a, b) && maySame(a, b)));
  const orphans = lone(said, found);
  const strangers = lone(found, said);
  // Last month for last year; of one unit, this year for next year.
  const rivals = (a: PeriodMention, b: PeriodMention): boolean =>
    comparable(a, b) || (a.part === 'period' && b.part === 'period' && a.from === b.from);
  return orphans.flatMap((a) => {
    const [b, ...more] = strangers.filter((each) => rivals(a, each));
    if (!b || more.length > 0 || orphans.some((other) => other !== a && rivals(other, a))) return [];
    return [flag(`date.${a.part}`, a.span, b.span, periodConfidence, reading, null)];
  });
}

const periodConfidence = 0.78;

type Part = 'month' | 'weekday' | 'relative';
const namedParts = ['month', 'weekday', 'relative'] as const;

/** A word of a text that says a month, a weekday or a relative day. */
interface Mention {
  readonly span: Span;
  readonly value: number;
  readonly word: boolean;
}

function namedFlags(reading: PairReading, context: CheckContext): Flag[] {
  const { source, target } = figuresOf(reading, context);
  if (source.dates.length === 0) return [];
  return namedParts.flatMap((part) => {
    const said = mentions(source.dates, part, reading.source);
    const found = mentions(target.dates, part, reading.target);
    if (part === 'month') found.push(...likelyMonths(reading.target, found));
    return said.length === 0 || found.length === 0 ? [] : differences(part, said, found, reading);
  });
}

function mentions(dates: readonly DateReading[], part: Part, side: SideReading): Mention[] {
  const found: Mention[] = [];
  for (const reading of dates) {
    const value =
      part === 'relative'
        ? reading.kind === 'relative'
          ? reading.value
          : null
        : reading.kind === 'date'
          ? reading[part]
          : null;
    if (value === null) continue;
    const word = side.words.find(
      (each) =>
        each.start < reading.span[1] && each.end > reading.span[0] && names(each.folded, part, value, side.language),
    );
    if (word?.capital && !word.first && !writesCapitals(side.language)) continue;
    found.push({ span: word ? [word.start, word.end] : reading.span, value, word: word !== undefined });
  }
  return found;
}

/**
 * Ambiguous months with a capital that nothing but the capital makes one: "touch March elections". Beside a word with a capital
 * it is a name (Theresa May).
 */
function likelyMonths({ words, language }: SideReading, found: readonly Mention[]): Mention[] {
  if (!writesCapitals(language)) return [];
  const likely: Mention[] = [];
  for (const [k, { folded, capital, first, start, end }] of words.entries()) {
    const word = capital && !first ? language.calendarWords.get(folded) : undefined;
    if (word?.role !== 'month' || !word.ambiguous || found.some(({ span }) => span[0] === start)) continue;
    const beside = [words[k - 1], words[k + 1]];
    if (beside.some((other) => other?.capital === true && !other.first)) continue;
    likely.push({ span: [start, end], value: word.value, word: true });
  }
  return likely;
}

function names(folded: string, part: Part, value: number, { calendarWords }: Language): boolean {
  return [folded, ...folded.split(/['’-]/)].some((form) => {
    const word = calendarWords.get(`${form}:${part}`);
    return word !== undefined && 'value' in word && word.value === value;
  });
}

const capitals = new Map<string, boolean>();

/** Whether a language writes its months with capitals; where it does not, one with a capital (Марта) is a name. */
function writesCapitals({ code }: Language): boolean {
  let known = capitals.get(code);
  if (known === undefined) {
    known = /^\p{Lu}/u.test(monthName(1, code));
    capitals.set(code, known);
  }
  return known;
}

function monthName(month: number, code: string, style: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(code, { month: style, timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 15));
}

/** The weekday's name, of which 1 January 2024 was the first. */
function weekdayName(weekday: number, code: string, style: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(code, { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
}

/** Set difference both ways: what only one side says, paired by place; where one side lacks a value, what the other says too often. */
function differences(part: Part, said: readonly Mention[], found: readonly Mention[], reading: PairReading): Flag[] {
  const orphans = without(said, found);
  const strangers = without(found, said);
  const flags: Flag[] = [];
  const surplusFound = orphans.length > strangers.length ? surplus(found, said) : [];
  const surplusSaid = strangers.length > orphans.length ? surplus(said, found) : [];
  const pairs = pairByPlace([...orphans, ...surplusSaid], [...strangers, ...surplusFound], reading);
  for (const [a, b] of pairs) {
    if (!b.word || a.value === b.value) continue;
    const sure = orphans.includes(a) && strangers.includes(b);
    const confidence = part === 'relative' ? 0.75 : sure ? 0.96 : 0.8;
    flags.push(flag(`date.${part}`, a.span, b.span, confidence, reading, wordFor(part, a.value, b, reading.target)));
  }
  return flags;
}

function without(some: readonly Mention[], others: readonly Mention[]): Mention[] {
  return some.filter(({ value }) => !others.some((other) => other.value === value));
}

/** Mentions of a value beyond the times that the other side says it. */
function surplus(some: readonly Mention[], others: readonly Mention[]): Mention[] {
  return some.filter(({ value }) => {
    const times = others.filter((other) => other.value === value).length;
    return times > 0 && some.filter((other) => other.value === value).length > times;
  });
}

function pairByPlace(
  said: readonly Mention[],
  found: readonly Mention[],
  { source, target }: PairReading,
): [Mention, Mention][] {
  const candidates = said.flatMap((a) =>
    found.map((b) => ({ a, b, distance: Math.abs(a.span[0] / source.text.length - b.span[0] / target.text.length) })),
  );
  candidates.sort((x, y) => x.distance - y.distance);
  const used = new Set<Mention>();
  const pairs: [Mention, Mention][] = [];
  for (const { a, b } of candidates) {
    if (used.has(a) || used.has(b)) continue;
    used.add(a).add(b);
    pairs.push([a, b]);
  }
  return pairs;
}

/** The right name in the length, with the ending and the prefix that the wrong one has: Sept, October's, mid-May. */
function wordFor(part: Part, value: number, found: Mention, { text, language }: SideReading): string | null {
  const written = text.slice(...found.span);
  if (part === 'relative') return relativeWord(value, written, language);
  const name = part === 'month' ? monthName : weekdayName;
  const wrong = [name(found.value, language.code), name(found.value, language.code, 'short')];
  for (const [k, each] of wrong.entries()) {
    const at = written.toLowerCase().indexOf(each.toLowerCase());
    if (at < 0) continue;
    const right = name(value, language.code, k === 0 ? 'long' : 'short');
    return written.slice(0, at) + right + written.slice(at + each.length);
  }
  return null;
}

function relativeWord(value: number, written: string, language: Language): string | null {
  const ending = /['’]s$/.exec(written)?.[0] ?? '';
  for (const [form, word] of language.calendarWords) {
    if (word.role === 'relative' && word.value === value && !form.includes(':')) {
      return /^\p{Lu}/u.test(written) ? capitalised(form) + ending : form + ending;
    }
  }
  return null;
}

function flag(
  key: string,
  source: Span,
  target: Span,
  confidence: number,
  reading: PairReading,
  suggestion: string | null,
): Flag {
  return {
    check: 'date',
    category: 'accuracy/mistranslation',
    severity: confidence >= 0.8 ? 'critical' : confidence >= 0.6 ? 'major' : 'minor',
    confidence,
    source,
    target,
    message: {
      key,
      params: { source: reading.source.text.slice(...source), target: reading.target.text.slice(...target) },
    },
    suggestion,
  };
}
