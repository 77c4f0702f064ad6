import type { Flag, Span } from '../../bitext.ts';
import type { TimeUnit } from '../../languages/vocabulary.ts';
import type { Check, PairReading, SideReading } from '../check.ts';
import { matchFigures } from './figure-matching.ts';
import { type Figure, figuresOf, type PairFigures, type SideFigures } from './figures.ts';
import type { Unit } from './units.ts';

/**
 * Finds a number that is right but counts another unit: kilometres for miles, minutes for hours, grams for millilitres,
 * per cent for percentage points or for what is no percentage.
 *
 * Leaves alone: a unit that is said on one side only; measures that were converted, whose numbers differ, too; words that
 * name several units (a pound, a ton, a degree).
 */
export const unit: Check = {
  id: 'unit',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.unit.why',
  pairs: null,
  examples: [
    {
      source: 'Судно в 20 километрах от берега.',
      target: 'The ship is 20 miles offshore.',
      flagged: 'miles',
      suggestion: 'kilometres',
      severity: 'critical',
    },
    {
      source: 'Осталось 15 минут.',
      target: 'There are 15 hours left.',
      flagged: 'hours',
      suggestion: 'minutes',
      severity: 'critical',
    },
    {
      source: 'Он весит 80 кг.',
      target: 'He weighs 80 lb.',
      flagged: 'lb',
      suggestion: 'kg',
      severity: 'critical',
    },
    {
      source: 'Ставка выросла на 2 процентных пункта.',
      target: 'The rate rose by 2 percent.',
      flagged: 'percent',
      suggestion: 'percentage points',
      severity: 'major',
    },
    {
      source: 'Через несколько часов его отпустили.',
      target: 'A few days later he was released.',
      flagged: 'days',
      suggestion: 'hours',
      severity: 'major',
    },
    {
      source: 'Скорость ветра — 90 км/ч.',
      target: 'Wind speeds are 90 mph.',
      flagged: 'mph',
      suggestion: 'km/h',
      severity: 'critical',
    },
    {
      source: 'Ребёнку три месяца.',
      target: 'The child is three weeks old.',
      flagged: 'weeks',
      suggestion: 'months',
      severity: 'critical',
    },
    {
      source: 'Высота — 10 метров.',
      target: 'It is 10 feet high.',
      flagged: 'feet',
      suggestion: 'metres',
      severity: 'critical',
    },
    {
      source: 'Судно в 20 километрах от берега.',
      target: 'The ship is 12 miles offshore.',
      flagged: null,
    },
    {
      source: 'Десять лет он молчал.',
      target: 'He was silent for a decade.',
      flagged: null,
    },
    {
      source: 'Он весит 80 кг.',
      target: 'He weighs 80 kilos.',
      flagged: null,
    },
    {
      source: 'Было 30 градусов.',
      target: 'It was 30 degrees.',
      flagged: null,
    },
    {
      source: 'В субботу днём прошло две недели.',
      target: 'On Saturday afternoon two weeks had passed.',
      flagged: null,
    },
    {
      source: 'Пайщикам принадлежит 51 % акций.',
      target: 'Members hold 51 of the shares.',
      flagged: '51 of',
      severity: 'major',
    },
    {
      source: 'Китай сообщает о 14-процентном росте.',
      target: 'China reports a 14% surge.',
      flagged: null,
    },
    {
      source: 'Добавьте 200 граммов томатной пасты.',
      target: 'Add 200 millilitres of tomato paste.',
      flagged: 'millilitres',
      severity: 'critical',
    },
    {
      source: 'Груз весит 3 тонны.',
      target: 'The load weighs 3 tons.',
      flagged: null,
    },
    {
      source: 'Прошло три дня.',
      target: 'Three days passed.',
      flagged: null,
    },
  ],
  run(reading, context) {
    const figures = figuresOf(reading, context);
    const flags = stretches(reading, figures);
    for (const match of matchFigures(figures, reading).matches) {
      const [a, b] = [figures.source.figures[match.source], figures.target.figures[match.target]];
      if (!match.equal || !a || !b) continue;
      if (differ(a, b)) flags.push(flag(a, b, reading.source, reading.target));
      else flags.push(...percentFlags(a, b, figures, reading));
    }
    return flags;
  },
};

/** Per cent on one side only: 12 times, 40 cases, 51 of for 12, 40, 51 %. */
function percentFlags(
  a: Figure,
  b: Figure,
  { source, target }: PairFigures,
  { target: { text } }: PairReading,
): Flag[] {
  const isPercent = ({ kind, unit }: Figure): boolean => kind === 'percent' || unit?.unit.kind === 'share';
  if (isPercent(a) === isPercent(b)) return [];
  const [percent, plain, side] = isPercent(a) ? [a, b, target] : [b, a, source];
  if (plain.kind !== 'cardinal' || plain.calendar || plain.weak || percent.value <= 1) return [];
  // In "10, 15 and 20 per cent" the sign is said once, and where the other side has as many it is another's.
  const count = (figures: SideFigures): number => figures.figures.filter(isPercent).length;
  if (isPercent(a) ? count(target) >= count(source) : count(source) >= count(target)) return [];
  const at = side.figures.indexOf(plain);
  if (side.figures.slice(at + 1, at + 3).some(isPercent)) return [];
  const after = /^[ -]\p{L}+/u.exec(text.slice(b.span[1]))?.[0] ?? '';
  const own = isPercent(a) ? after.length : 0;
  return [
    {
      check: 'unit',
      category: 'accuracy/mistranslation',
      severity: 'major',
      confidence: 0.8,
      source: a.span,
      target: [b.span[0], b.span[1] + own],
      message: { key: isPercent(a) ? 'unit.percent' : 'unit.noPercent', params: { number: b.text } },
      suggestion: null,
    },
  ];
}

/** A stretch of time without a number: «спустя несколько часов», "in recent weeks". */
interface Stretch {
  readonly unit: TimeUnit;
  readonly span: Span;
}

/** Units of time that only one side names, where each side has one such: hours for days. */
function stretches({ source, target }: PairReading, figures: PairFigures): Flag[] {
  const said = timeUnits(source);
  const found = said.length === 0 ? [] : timeUnits(target);
  if (found.length === 0) return [];
  const lone = (some: readonly Stretch[], others: readonly Stretch[]): Stretch[] =>
    some.filter(({ unit }) => !others.some((other) => other.unit === unit));
  const bare = ({ span }: Stretch, side: SideFigures): boolean =>
    !side.figures.some(({ unit }) => unit !== null && unit.start < span[1] && span[0] < unit.end);
  const [orphan, ...moreSaid] = lone(said, found).filter(
    (each) => bare(each, figures.source) && !isDaytime(source, each.span),
  );
  const [stranger, ...moreFound] = lone(found, said).filter((each) => bare(each, figures.target));
  if (!orphan || !stranger || moreSaid.length > 0 || moreFound.length > 0) return [];
  const [a, b] = [source.text.slice(...orphan.span), target.text.slice(...stranger.span)];
  return [
    {
      check: 'unit',
      category: 'accuracy/mistranslation',
      severity: 'major',
      confidence: 0.85,
      source: orphan.span,
      target: stranger.span,
      message: { key: 'unit.time', params: { source: a, target: b } },
      suggestion: wordOf(orphan.unit, b, target),
    },
  ];
}

/** A decade is ten years, and an era no stretch. */
const tooLong: readonly TimeUnit[] = ['decade', 'century', 'era'];

function timeUnits({ words, language }: SideReading): Stretch[] {
  const found: Stretch[] = [];
  for (const { folded, start, end } of words) {
    // A letter with a stop (г., в.) is said too often for other things.
    if (folded.length < 2 || !language.calendarWords.has(folded)) continue;
    const word = language.calendarWords.get(`${folded}:unit`);
    if (word?.role === 'unit' && !tooLong.includes(word.unit)) found.push({ unit: word.unit, span: [start, end] });
  }
  return found;
}

/** «Дня», «днём» are also the afternoon. */
function isDaytime({ text, language }: SideReading, span: Span): boolean {
  return language.calendarWords.has(`${language.fold(text.slice(...span))}:daytime`);
}

/** The word for a unit of time in the number and with the ending that another one has. */
function wordOf(unit: TimeUnit, like: string, { language }: SideReading): string | null {
  const ending = /['’]s$|(?<=s)['’]$/.exec(like)?.[0] ?? '';
  const several = like.slice(0, like.length - ending.length).endsWith('s');
  for (const [form, word] of language.calendarWords) {
    if (word.role === 'unit' && word.unit === unit && !form.includes(':') && /^\p{L}{3,}$/u.test(form)) {
      if (form.endsWith('s') === several) return form + ending;
    }
  }
  return null;
}

/** Kinds of units that are never said for one another. */
const measured: ReadonlySet<string> = new Set(['length', 'area', 'mass', 'volume', 'speed', 'power', 'information']);

function differ(a: Figure, b: Figure): boolean {
  if (!a.unit || !b.unit || a.unit.unsure || b.unit.unsure || a.weak || b.weak) return false;
  if (a.calendar || b.calendar) return false;
  if (a.unit.unit.kind === b.unit.unit.kind) return a.unit.unit.id !== b.unit.unit.id;
  // Grams for millilitres; but a letter may stand for several things.
  return [a, b].every(({ unit }) => unit !== null && measured.has(unit.unit.kind) && unit.end - unit.start > 1);
}

function flag(a: Figure, b: Figure, source: SideReading, target: SideReading): Flag {
  const said = source.text.slice(a.unit?.start, a.unit?.end);
  const found = target.text.slice(b.unit?.start, b.unit?.end);
  const points = a.unit?.unit.kind === 'share';
  return {
    check: 'unit',
    category: 'accuracy/mistranslation',
    severity: points ? 'major' : 'critical',
    confidence: points ? 0.85 : 0.93,
    source: [a.unit?.start ?? a.span[0], a.unit?.end ?? a.span[1]],
    target: [b.unit?.start ?? b.span[0], b.unit?.end ?? b.span[1]],
    message: { key: 'unit.other', params: { number: a.text, source: said, target: found } },
    suggestion: a.unit ? offer(a.unit.unit, found, b.value, target.text[(b.unit?.start ?? 0) - 1] === '-') : null,
  };
}

/**
 * The source's unit as the target writes the wrong one: short for short, in the number that the figure asks for; null for
 * a sign.
 * @param tied a hyphen ties it to the number, so that it has no plural: a 20-foot wall.
 */
function offer({ names }: Unit, found: string, value: number, tied: boolean): string | null {
  if (!/^\p{L}[\p{L} /]*$/u.test(found)) return null;
  if (found.length <= longestAbbreviation) return names.short;
  return value === 1 || tied ? names.one : names.several;
}

/** km, mph, min. */
const longestAbbreviation = 3;
