import type { Flag } from '../../bitext.ts';
import type { Check, CheckContext, PairReading } from '../check.ts';
import { isCalendar } from './date.ts';
import { matchFigures } from './figure-matching.ts';
import { rewrite } from './figure-writing.ts';
import { type Figure, figuresOf } from './figures.ts';

/**
 * Finds a number that is another one in the translation: digits or words, ordinals, fractions, percentages, ranges, scores,
 * millions for billions, a measure converted wrongly; and, less surely, digits that only one side has.
 *
 * Leaves alone: the same number written otherwise (a dozen, half, 50 %, 1.5 bn, двухметровый); the sum, product or ratio of
 * neighbours; measures converted within the rounding of their digits; one, first, both, a pair and the like, which come
 * and go, unless they count the same word; years, times, decades and centuries, which the check of dates judges.
 */
export const number: Check = {
  id: 'number',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.number.why',
  pairs: null,
  examples: [
    {
      source: 'Погибли 18 человек.',
      target: 'Thirteen people were killed.',
      flagged: 'Thirteen',
      suggestion: 'Eighteen',
      severity: 'critical',
    },
    {
      source: 'Бюджет составит 2,5 млрд рублей.',
      target: 'The budget will be 2.5 million roubles.',
      flagged: '2.5 million',
      suggestion: '2.5 billion',
      severity: 'critical',
    },
    {
      source: 'Выборку составили 12 500 респондентов.',
      target: 'The sample was 12,050 respondents.',
      flagged: '12,050',
      suggestion: '12,500',
      severity: 'critical',
    },
    {
      source: 'Полиция не подпустила к площади 25-тысячную толпу.',
      target: 'Police kept a crowd of 20,000 away from the square.',
      flagged: '20,000',
      suggestion: '25,000',
      severity: 'critical',
    },
    {
      source: 'Это случилось на двадцать первой неделе.',
      target: 'It happened in the twenty-second week.',
      flagged: 'twenty-second',
      suggestion: 'twenty-first',
      severity: 'critical',
    },
    {
      source: 'Цены выросли на 15 процентов.',
      target: 'Prices rose by 50 percent.',
      flagged: '50 percent',
      suggestion: '15 percent',
      severity: 'critical',
    },
    {
      source: 'Матч закончился со счётом 4:1.',
      target: 'The match ended 4-2.',
      flagged: '2',
      suggestion: '1',
      severity: 'critical',
    },
    {
      source: 'Дальность полёта ракеты — 300 км.',
      target: 'The missile has a range of 300 miles (480 km).',
      flagged: null,
    },
    {
      source: 'На складе осталось две дюжины ящиков.',
      target: 'Twenty-four boxes are left in the warehouse.',
      flagged: null,
    },
    {
      source: 'Треть жителей уехала.',
      target: 'A quarter of the residents left.',
      flagged: 'quarter',
      severity: 'major',
    },
    {
      source: 'Людовик XIV умер.',
      target: 'Louis XVI died.',
      flagged: 'XVI',
      suggestion: 'XIV',
      severity: 'critical',
    },
    {
      source: 'Пройдено 8 км.',
      target: 'They covered five miles.',
      flagged: null,
    },
    {
      source: 'Пройдено 80 км.',
      target: 'They covered five miles.',
      flagged: 'five',
      suggestion: 'fifty',
      severity: 'critical',
    },
    {
      source: 'Температура поднялась до 27 градусов.',
      target: 'The temperature climbed to 80 degrees.',
      flagged: null,
    },
    {
      source: 'Его рост — 1 м 98 см.',
      target: 'He is 6-foot-6.',
      flagged: null,
    },
    {
      source: 'За полгода объём вырос вдвое.',
      target: 'The volume doubled in six months.',
      flagged: null,
    },
    {
      source: 'Поддержали 50 % депутатов.',
      target: 'Half of the deputies were in favour.',
      flagged: null,
    },
    {
      source: 'Дело тянулось полтора года.',
      target: 'The case dragged on for 18 months.',
      flagged: null,
    },
    {
      source: 'Погибли десятки людей.',
      target: 'Dozens of people were killed.',
      flagged: null,
    },
    {
      source: 'Погибли тысячи людей.',
      target: 'Millions of people were killed.',
      flagged: 'Millions',
      suggestion: 'Thousands',
      severity: 'critical',
    },
    {
      source: 'Один из домов сгорел.',
      target: 'A house burned down.',
      flagged: null,
    },
    {
      source: 'В войне участвовали истребители Су-57.',
      target: 'Su-75 fighters took part in the war.',
      flagged: '75',
    },
    {
      source: 'Приехали 5–7 тысяч болельщиков.',
      target: 'From 5,000 to 7,000 fans came.',
      flagged: null,
    },
    {
      source: 'Он купил 3 книги и 5 тетрадей.',
      target: 'He bought three books and 5 notebooks.',
      flagged: null,
    },
    {
      source: 'Позвоните по номеру 101.',
      target: 'Call 201.',
      flagged: '201',
      suggestion: '101',
      severity: 'critical',
    },
  ],
  run: numberFlags,
};

function numberFlags(reading: PairReading, context: CheckContext): Flag[] {
  const { mismatches, sourceOrphans, targetOrphans } = matchFigures(figuresOf(reading, context), reading);
  const flags: Flag[] = mismatches
    .filter(({ source, target }) => !isCalendar(source, target))
    .map(({ source, target, span, confidence }) => ({
      check: 'number',
      category: 'accuracy/mistranslation',
      severity: confidence >= 0.8 ? 'critical' : confidence >= 0.6 ? 'major' : 'minor',
      confidence,
      source: source.span,
      target: span,
      message: {
        key: messageKey(source, target),
        params: { source: source.text, target: reading.target.text.slice(...span) },
      },
      suggestion:
        span === target.span || span[1] - span[0] === target.text.length
          ? rewrite(source, target, reading.target.language)
          : null,
    }));
  for (const figure of targetOrphans) if (stands(figure)) flags.push(lone('added', figure));
  for (const figure of sourceOrphans) if (stands(figure)) flags.push(lone('missing', figure));
  return flags;
}

/** A lone number is a sign of an error only in digits: words and single digits are paraphrased, and codes and years added by whoever explains. */
function stands({ spelled, weak, kind, calendar, value, unit }: Figure): boolean {
  if (spelled || weak || kind === 'code' || kind === 'roman' || calendar !== null) return false;
  return value >= 10 || !Number.isInteger(value) || unit !== null;
}

function lone(side: 'added' | 'missing', figure: Figure): Flag {
  return {
    check: 'number',
    category: side === 'added' ? 'accuracy/addition' : 'accuracy/omission',
    severity: 'minor',
    confidence: 0.5,
    source: side === 'missing' ? figure.span : null,
    target: side === 'added' ? figure.span : null,
    message: { key: `number.${side}`, params: { number: figure.text } },
    suggestion: null,
  };
}

/** Millions for billions deserve a sentence of their own, and so does a measure that was converted wrongly. */
function messageKey(source: Figure, target: Figure): string {
  if (
    source.unit &&
    target.unit &&
    source.unit.unit.id !== target.unit.unit.id &&
    source.unit.unit.kind === target.unit.unit.kind
  ) {
    return 'number.converted';
  }
  const power = Math.log10(source.value / target.value) / 3;
  return source.value > 0 && target.value > 0 && Math.abs(Math.abs(power) - 1) < 1e-9
    ? 'number.magnitude'
    : 'number.other';
}
