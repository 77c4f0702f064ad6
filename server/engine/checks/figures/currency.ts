import type { Flag } from '../../bitext.ts';
import type { Check, SideReading } from '../check.ts';
import { type Currency, type CurrencyMention, currenciesOf, sameCurrency } from './currencies.ts';
import { matchFigures } from './figure-matching.ts';
import { type Figure, figuresOf } from './figures.ts';

/**
 * Finds a sum whose currency is another one in the translation, and a currency that is named for another without a sum.
 *
 * Leaves alone: a currency that is said on one side only; words that have other meanings (a pound, марка) away from a
 * number; a dollar for a dollar of some country; sums that were converted, since their numbers differ, too.
 */
export const currency: Check = {
  id: 'currency',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.currency.why',
  pairs: null,
  examples: [
    {
      source: 'Залог составил 350 тыс. долларов.',
      target: 'Bail was set at €350,000.',
      flagged: '€',
      suggestion: '$',
      severity: 'critical',
    },
    {
      source: 'Рынок оценивается в 2,8 млрд фунтов стерлингов.',
      target: 'The market is worth $2.8bn.',
      flagged: '$',
      suggestion: '£',
      severity: 'critical',
    },
    {
      source: 'Она собрала 2 миллиона евро.',
      target: 'She raised two million dollars.',
      flagged: 'dollars',
      suggestion: 'euros',
      severity: 'critical',
    },
    {
      source: 'Штраф — 5000 рублей.',
      target: 'The fine is 5,000 hryvnias.',
      flagged: 'hryvnias',
      suggestion: 'roubles',
      severity: 'critical',
    },
    {
      source: 'Сделка на 100 млн юаней.',
      target: 'A deal worth 100 million yen.',
      flagged: 'yen',
      suggestion: 'yuan',
      severity: 'critical',
    },
    {
      source: 'Курс доллара вырос.',
      target: 'The euro rate rose.',
      flagged: 'euro',
      suggestion: 'dollar',
      severity: 'critical',
    },
    {
      source: 'Рубль подешевел к доллару.',
      target: 'The dollar strengthened against the rouble.',
      flagged: null,
    },
    {
      source: 'Рубль вновь подешевел.',
      target: 'The hryvnia has lost value again.',
      flagged: 'hryvnia',
      suggestion: 'rouble',
      severity: 'critical',
    },
    {
      source: 'Он заплатил 500 долларов США.',
      target: 'He paid US$500.',
      flagged: null,
    },
    {
      source: 'Билет стоит 20 австралийских долларов.',
      target: 'A ticket costs $20.',
      flagged: null,
    },
    {
      source: 'Он весит 200 фунтов.',
      target: 'He weighs 200 pounds.',
      flagged: null,
    },
    {
      source: 'Контракт на 1,5 млн обсуждается.',
      target: 'A contract worth $1.5 million is being discussed.',
      flagged: null,
    },
    {
      source: 'Тариф — 5 USD.',
      target: 'The rate is 5 EUR.',
      flagged: 'EUR',
      suggestion: 'USD',
      severity: 'critical',
    },
    {
      source: 'Она поставила двадцать крон.',
      target: 'She bet twenty euros.',
      flagged: 'euros',
      suggestion: 'crowns',
      severity: 'critical',
    },
  ],
  run(reading, context) {
    const finders = currenciesOf(context.pair);
    const source = finders.source(reading.source);
    const target = source.length === 0 ? [] : finders.target(reading.target);
    if (target.length === 0) return [];
    const flags: Flag[] = [];
    const judged = new Set<CurrencyMention>();
    const figures = figuresOf(reading, context);
    for (const match of matchFigures(figures, reading).matches) {
      const [a, b] = [figures.source.figures[match.source], figures.target.figures[match.target]];
      if (!match.equal || !a || !b) continue;
      const [said, found] = [ofFigure(a, source, reading.source), ofFigure(b, target, reading.target)];
      if (!said || !found || judged.has(said) || judged.has(found)) continue;
      judged.add(said).add(found);
      if (!sameCurrency(said.currency, found.currency))
        flags.push(flag(said, found, reading.source, reading.target, 0.97));
    }
    const lacks = (mention: CurrencyMention, others: readonly CurrencyMention[]): boolean =>
      !judged.has(mention) && !others.some((other) => sameCurrency(other.currency, mention.currency));
    const orphan = source.find((mention) => lacks(mention, target));
    const stranger = target.find((mention) => lacks(mention, source));
    if (orphan && stranger) flags.push(flag(orphan, stranger, reading.source, reading.target, 0.9));
    return flags;
  },
};

/** The currency of a sum: a sign or a code right before it, or a word, a code or a sign right after. */
function ofFigure(
  { span }: Figure,
  mentions: readonly CurrencyMention[],
  { text }: SideReading,
): CurrencyMention | null {
  const before = mentions.find(
    ({ end, form }) => end <= span[0] && form !== 'word' && text.slice(end, span[0]).trim() === '',
  );
  if (before) return before;
  const after = mentions.find(
    ({ start }) => start >= span[1] && /^[\s\u00a0.-]{0,2}$/.test(text.slice(span[1], start)),
  );
  return after ?? null;
}

function flag(
  said: CurrencyMention,
  found: CurrencyMention,
  source: SideReading,
  target: SideReading,
  confidence: number,
): Flag {
  return {
    check: 'currency',
    category: 'accuracy/mistranslation',
    severity: 'critical',
    confidence,
    source: [said.start, said.end],
    target: [found.start, found.end],
    message: {
      key: 'currency.other',
      params: { source: source.text.slice(said.start, said.end), target: target.text.slice(found.start, found.end) },
    },
    suggestion: inFormOf(said.currency, found, target.text),
  };
}

/** A sign for a sign where the currency has one, a code for a code, a word in the same number for a word. */
function inFormOf({ signs, code, names }: Currency, found: CurrencyMention, text: string): string | null {
  if (found.form === 'sign') return signs.find((sign) => sign.length === 1) ?? signs[0] ?? null;
  if (found.form === 'code') return code === code.toUpperCase() ? code : null;
  const written = text.slice(found.start, found.end).toLowerCase();
  return written.endsWith(found.currency.names[1].toLowerCase()) ? names[1] : names[0];
}
