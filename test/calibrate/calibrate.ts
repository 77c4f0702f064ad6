/**
 * Learns all that the checks know from good pairs, and writes it to server/engine/checks/weights: weights, rates, the thresholds
 * of severities and the curves of confidence. Pairs with even indexes are learnt from, with errors planted in them; the others
 * judge what was learnt, and test/calibrate/curves.tsv says what was found in them.
 *
 *     npm run calibrate -- PAIRS... [--only=negation,opposites]
 *
 * PAIRS are files of confirmed translations, from Russian to English: a JSON array or JSON lines of objects with `source` (or `src`)
 * and `target` (or `good`), or tab-separated lines of original and translation. What is written holds counts and words alone.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calibrateCoverage } from './coverage.ts';
import { calibrateGender } from './gender.ts';
import { alarmShares, type Curve, curves } from './judges.ts';
import { type Material, openMaterial, readRows } from './material.ts';
import { calibrateNames } from './names.ts';
import { calibrateNegation } from './negation.ts';
import { calibrateOpposites } from './opposites.ts';
import { calibratePronouns } from './pronoun.ts';
import { calibrateSenses } from './senses.ts';
import { calibrateTerms } from './terms.ts';

interface Calibrator {
  readonly kind: string;
  /** Learns from the rows with even indexes, writes what was learnt, and judges it by the others. */
  calibrate(material: Material): void | Promise<void>;
}

const calibrators: readonly Calibrator[] = [
  { kind: 'coverage', calibrate: calibrateCoverage },
  { kind: 'negation', calibrate: calibrateNegation },
  { kind: 'opposites', calibrate: calibrateOpposites },
  { kind: 'names', calibrate: calibrateNames },
  { kind: 'terms', calibrate: ({ rows }) => calibrateTerms(rows) },
  { kind: 'senses', calibrate: calibrateSenses },
  { kind: 'gender', calibrate: calibrateGender },
  { kind: 'pronoun', calibrate: calibratePronouns },
];

/** Weights learnt from fewer pairs are worse than those that come with the program. */
const fewest = 400;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? calibrators.map(({ kind }) => kind);
const unknown = wanted.filter((kind) => !calibrators.some((calibrator) => calibrator.kind === kind));
if (positionals.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is nothing to calibrate by the name of ${unknown.join(', ')}.`);
  console.error(
    `usage: npm run calibrate -- PAIRS... [--only=KIND,...]   kinds: ${calibrators.map(({ kind }) => kind).join(', ')}`,
  );
  process.exit(2);
}
const rows = positionals.flatMap(readRows);
if (rows.length < fewest) {
  console.error(
    `There are ${rows.length} pairs. At least ${fewest} are needed: add more confirmed translations, or those that the weights were learnt from before.`,
  );
  process.exit(2);
}
const material = await openMaterial(rows);
for (const { kind, calibrate } of calibrators) {
  if (!wanted.includes(kind)) continue;
  console.log(`\n== ${kind}`);
  await calibrate(material);
}
const table = tableOf(curves);
console.log(`\n${table}`);
// Of some checks alone the table would be no whole one.
if (values.only === undefined) writeFileSync(new URL('./curves.tsv', import.meta.url), table);

function tableOf(all: readonly Curve[]): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  const lines = all.map(({ judge, planted, recall, minor, major }) =>
    [judge, planted, ...recall.map(percent), ...[...minor, ...major].map(percent)].join('\t'),
  );
  return [
    '# What is found of errors planted in pairs that were not learnt from, in percent, at shares of good pairs flagged wrongly (columns 3 to 7),',
    '# and at the thresholds in use: good pairs flagged and errors found at all, good pairs flagged and errors found as major.',
    `# judge\tplanted\t${alarmShares.map((share) => `at ${percent(share)} %`).join('\t')}\tminor: flagged\tfound\tmajor: flagged\tfound`,
    ...lines,
    '',
  ].join('\n');
}
