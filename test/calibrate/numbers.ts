/**
 * Measures what the checks of numbers, dates, units and currencies find of errors planted in good pairs, and how often they flag the
 * pairs as they are, for both halves. They have no learnt weights: this shows where to work on.
 *
 *     node test/calibrate/numbers.ts PAIRS.json [KIND]     [{"src": …, "good": …}, …]; with a kind, what was missed of it among even pairs
 */

import { readFileSync } from 'node:fs';
import type { CheckContext } from '../../server/engine/checks/check.ts';
import { checks, createChecker, readPair } from '../../server/engine/checks/checks.ts';
import { figuresOf } from '../../server/engine/checks/figures/figures.ts';
import { indexTerms } from '../../server/engine/checks/terms/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import { seededRandom } from './planting.ts';
import { numberPlanters } from './planting-numbers.ts';

const judged = new Set(['number', 'date', 'unit', 'currency']);

const [file, wanted] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/calibrate/numbers.ts PAIRS.json [KIND]');
  process.exit(2);
}
const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
const context: CheckContext = { pair, terms: indexTerms([], from, to) };
const disabled = checks.map(({ id }) => id).filter((id) => !judged.has(id));
const checker = await createChecker({ from: 'ru', to: 'en', disabled });
const rows: { src: string; good: string }[] = JSON.parse(readFileSync(file, 'utf8'));
const random = seededRandom(5);
const alarms = [0, 0];
const found = new Map<string, [found: number, planted: number][]>();

for (const [index, { src: source, good }] of rows.entries()) {
  const half = index % 2;
  const before = checker.check({ source, target: good });
  if (before.length > 0) alarms[half]!++;
  const { target } = figuresOf(readPair({ source, target: good }, from, to, context), context);
  for (const planter of numberPlanters) {
    const plant = planter(target, to, random);
    if (!plant) continue;
    const hit = checker
      .check({ source, target: plant.text })
      .some(({ target: span }) => span !== null && span[0] <= plant.span[1] && plant.span[0] <= span[1]);
    const counts = found.get(plant.kind) ?? [
      [0, 0],
      [0, 0],
    ];
    found.set(plant.kind, counts);
    counts[half]![0] += Number(hit);
    counts[half]![1]++;
    if (!hit && half === 0 && plant.kind === wanted)
      console.log(`${plant.text.slice(...plant.span)}\n  ${source}\n  ${plant.text}`);
  }
}

const share = (some: number, of: number): string => `${((100 * some) / Math.max(1, of)).toFixed(1)} %`;
for (const [half, name] of ['tuned on', 'held out'].entries()) {
  const pairs = rows.filter((_, index) => index % 2 === half).length;
  console.log(`${name}: flagged as they are ${share(alarms[half]!, pairs)} of ${pairs}`);
  for (const [kind, counts] of found) console.log(`  ${kind}: ${share(...counts[half]!)} of ${counts[half]![1]}`);
}
