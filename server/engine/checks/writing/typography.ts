import { existsSync } from 'node:fs';
import type { Category, Flag, Span } from '../../bitext.ts';
import type { Language } from '../../languages/language.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { Check } from '../check.ts';

/**
 * Finds what was left in the typography of the original's language: «…» and „…“ in English, a decimal comma, thousands parted by
 * spaces, №.
 *
 * Leaves alone: figures that the original does not have in the same form, since 1,5 may be two of a list; a comma before three
 * digits, which is English; quotation marks of the language's own, straight or curly.
 */
export const typography: Check = {
  id: 'typography',
  category: 'linguistic/punctuation',
  describe: 'flags:checks.typography.why',
  pairs: null,
  examples: [
    {
      source: 'Газета «Труд» закрылась.',
      target: 'The newspaper «Trud» has closed.',
      flagged: '«',
      suggestion: '“',
      severity: 'minor',
    },
    { source: 'Газета «Труд» закрылась.', target: 'The newspaper „Trud” has closed.', flagged: '„', suggestion: '“' },
    { source: 'Рост составил 3,4 процента.', target: 'Growth was 3,4 per cent.', flagged: '3,4', suggestion: '3.4' },
    { source: 'Доза — 0,125 мг.', target: 'The dose is 0,125 mg.', flagged: '0,125', suggestion: '0.125' },
    {
      source: 'Получено 58 000 рублей.',
      target: 'We received 58 000 roubles.',
      flagged: '58 000',
      suggestion: '58,000',
    },
    {
      source: 'Там живёт 1 250 000 человек.',
      target: '1 250 000 people live there.',
      flagged: '1 250 000',
      suggestion: '1,250,000',
    },
    { source: 'Школа № 5', target: 'School № 5', flagged: '№ ', suggestion: 'No. ' },
    { source: 'Рост составил 3,4 процента.', target: 'Growth was 3.4 per cent.', flagged: null },
    { source: 'Получено 58 000 рублей.', target: 'We received 58,000 roubles.', flagged: null },
    { source: 'Статьи 3 и 4.', target: 'Articles 3,4.', flagged: null },
    { source: 'Газета «Труд» закрылась.', target: 'The newspaper “Trud” has closed.', flagged: null },
    { source: 'Газета «Труд» закрылась.', target: 'The newspaper "Trud" has closed.', flagged: null },
    { source: 'В 2018 году 500 человек уехали.', target: 'In 2018 500 people left.', flagged: null },
    { source: 'Счёт 3:4.', target: 'The score was 3–4.', flagged: null },
  ],
  run({ source, target }): Flag[] {
    const patterns = patternsOf(target.language);
    const flags: Flag[] = [];
    for (const { kind, pattern, instead } of patterns) {
      if (source.language.code === target.language.code) continue;
      for (const match of target.text.matchAll(pattern)) {
        const isFigure = kind === 'decimal' || kind === 'thousands';
        if (isFigure && !spaced(source.text).includes(spaced(match[0]))) continue;
        const span: Span = [match.index, match.index + match[0].length];
        const suggestion = instead.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
        flags.push({
          check: 'typography',
          category: categoryOf[kind],
          severity: 'minor',
          confidence: 0.9,
          source: null,
          target: span,
          message: { key: `typography.${kind}`, params: { target: match[0].trim(), suggestion: suggestion.trim() } },
          suggestion,
        });
      }
    }
    return flags;
  },
};

type Kind = 'quotes' | 'decimal' | 'thousands' | 'sign';

const categoryOf: Readonly<Record<Kind, Category>> = {
  quotes: 'linguistic/punctuation',
  decimal: 'locale/number-format',
  thousands: 'locale/number-format',
  sign: 'linguistic/punctuation',
};

const spaced = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

interface Habit {
  readonly kind: Kind;
  readonly pattern: RegExp;
  readonly instead: string;
}

const habits = new Map<string, readonly Habit[]>();

function patternsOf({ code }: Language): readonly Habit[] {
  let known = habits.get(code);
  if (!known) {
    const file = new URL(`../../languages/${code}/typography.tsv`, import.meta.url);
    known = (existsSync(file) ? readTable(file) : []).map(([kind, pattern = '', instead = '']) => ({
      kind: kind as Kind,
      pattern: new RegExp(pattern, 'gu'),
      instead,
    }));
    habits.set(code, known);
  }
  return known;
}
