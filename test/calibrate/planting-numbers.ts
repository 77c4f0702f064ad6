/** Plants wrong numbers in words, times, spans and units in good translations, to measure what the checks of figures find. */

import type { Span } from '../../server/engine/bitext.ts';
import type { Figure, SideFigures } from '../../server/engine/checks/figures/figures.ts';
import type { Language } from '../../server/engine/languages/language.ts';
import { spellOut } from '../../server/engine/languages/spellout.ts';

type Random = () => number;
const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];

export interface NumberPlant {
  readonly kind: string;
  readonly text: string;
  readonly span: Span;
}

type Planter = (side: SideFigures, language: Language, random: Random) => NumberPlant | null;

const isCount = ({ kind, calendar, weak }: Figure): boolean =>
  (kind === 'cardinal' || kind === 'ordinal') && calendar === null && !weak;

/** A number in words for another in words. */
const words: Planter = (side, language, random) => {
  const figure = pick(
    side.figures.filter((each) => isCount(each) && each.spelled && each.value >= 2 && Number.isInteger(each.value)),
    random,
  );
  if (!figure) return null;
  const value = otherThan(figure.value, random);
  return put(side, figure, spellOut(language.code, value, figure.kind === 'ordinal' ? 'ordinal' : 'cardinal'), 'words');
};

/** Digits for digits, where the other side's number may be in words. */
const digits: Planter = (side, _, random) => {
  const figure = pick(
    side.figures.filter((each) => isCount(each) && /^\d+$/.test(each.text) && each.value >= 3),
    random,
  );
  return figure ? put(side, figure, String(otherThan(figure.value, random)), 'digits') : null;
};

/** A number in words for the same in digits turned into another: thirteen for 30. */
const crossed: Planter = (side, language, random) => {
  const figure = pick(
    side.figures.filter((each) => isCount(each) && /^\d{1,2}$/.test(each.text) && each.value >= 3),
    random,
  );
  return figure
    ? put(side, figure, spellOut(language.code, otherThan(figure.value, random), 'cardinal'), 'crossed')
    : null;
};

/** Words that are listed in groups of which any may stand for any other. */
function among(kind: string, groups: readonly (readonly string[])[]): Planter {
  return (side, _, random) => {
    const found = groups.flatMap((group) =>
      group.flatMap((word) => {
        const at = side.text.search(new RegExp(`(?<![\\w.])${word.replaceAll('.', '\\.')}(?!\\w)`));
        return at < 0 ? [] : [{ at, word, group }];
      }),
    );
    const chosen = pick(found, random);
    if (!chosen) return null;
    const { at, word, group } = chosen;
    const other = pick(
      group.filter((each) => each !== word),
      random,
    )!;
    const text = side.text.slice(0, at) + other + side.text.slice(at + word.length);
    return { kind, text, span: [at, at + other.length] };
  };
}

export const numberPlanters: readonly Planter[] = [
  words,
  digits,
  crossed,
  among('time unit', [
    ['minutes', 'hours', 'days', 'weeks', 'months', 'years'],
    ['minute', 'hour', 'day', 'week', 'month', 'year'],
  ]),
  among('magnitude', [
    ['hundreds', 'thousands', 'millions'],
    ['thousand', 'million', 'billion'],
  ]),
  among('relative', [
    ['yesterday', 'today', 'tomorrow'],
    ['last week', 'this week', 'next week'],
    ['last year', 'this year', 'next year'],
    ['last month', 'this month', 'next month'],
  ]),
  among('season', [['winter', 'summer', 'autumn']]),
  among('part of day', [
    ['morning', 'afternoon'],
    ['morning', 'evening'],
    ['noon', 'midnight'],
    ['a.m.', 'p.m.'],
  ]),
  among('fraction', [['half', 'a third', 'a quarter']]),
  among('factor', [
    ['doubled', 'tripled'],
    ['double', 'triple'],
    ['twice', 'three times'],
  ]),
];

/** Near enough to be mistaken: other digits of the same number, a digit exchanged, a ten for a teen. */
function otherThan(value: number, random: Random): number {
  if (value < 10)
    return pick(
      [2, 3, 4, 5, 6, 7, 8, 9].filter((each) => each !== value),
      random,
    )!;
  const reversed = Number([...String(value)].reverse().join(''));
  const other = pick([reversed, value + 10, value * 10, value > 20 ? value - 10 : value + 3], random)!;
  return other === value || other === 0 ? value + 10 : other;
}

function put(
  { text }: SideFigures,
  { span, text: written }: Figure,
  other: string | null,
  kind: string,
): NumberPlant | null {
  if (other === null || other === written) return null;
  const cased = /^\p{Lu}/u.test(written) ? other.slice(0, 1).toUpperCase() + other.slice(1) : other;
  return { kind, text: text.slice(0, span[0]) + cased + text.slice(span[1]), span: [span[0], span[0] + cased.length] };
}
