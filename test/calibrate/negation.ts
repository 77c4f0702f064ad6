/**
 * Learns the judges of the check `negation` from good pairs with denials dropped and added in the English, writes
 * server/engine/checks/weights/negation-ru-en.json and prints recall against alarms for both halves.
 *
 *     node test/calibrate/negation.ts PAIRS.json     [{"src": …, "good": …}, …]; pairs with even indexes are learnt from
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { readPair } from '../../server/engine/checks/checks.ts';
import type { Judge } from '../../server/engine/checks/judgement.ts';
import { judgeNegatives } from '../../server/engine/checks/negatives.ts';
import { indexTerms } from '../../server/engine/checks/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { seededRandom } from './planting.ts';
import { additions, drops, type Plant } from './planting-negation.ts';

/** Shares of clean pairs that may be flagged wrongly, for each side. */
const alarms = { source: { major: 0.004, minor: 0.006 }, target: { major: 0.002, minor: 0.004 } };

const [file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/calibrate/negation.ts PAIRS.json');
  process.exit(2);
}
const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
if (!pair) throw new Error('There is no data for ru-en.');
const knowledge = pair;
const context: CheckContext = { pair, terms: indexTerms([], from, to) };
const rows: { src: string; good: string }[] = JSON.parse(readFileSync(file, 'utf8'));
const read = (source: string, target: string): PairReading => readPair({ source, target }, from, to, context);

const samples: Record<'source' | 'target', Labelled[]> = { source: [], target: [] };
const random = seededRandom(7);
const few = (plants: Plant[], most: number): Plant[] =>
  plants
    .map((plant) => [random(), plant] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, most)
    .map(([, plant]) => plant);

for (const [index, { src, good }] of rows.entries()) {
  const clean = read(src, good);
  const events = judgeNegatives(clean, knowledge);
  for (const { side, features } of events)
    samples[side].push({ features, positive: false, pair: index, kind: 'clean' });
  for (const plant of drops(clean.target)) {
    const dropped = events.find((e) => e.side === 'target' && e.words.includes(plant.word));
    const victim = events.find((e) => e.side === 'source' && e.match !== null && e.match.at === dropped?.at);
    if (!victim) continue;
    const found = judgeNegatives(read(src, plant.text), knowledge).find(
      (e) => e.side === 'source' && e.at === victim.at,
    );
    if (found) samples.source.push({ features: found.features, positive: true, pair: index, kind: plant.kind });
  }
  const isVerb = (t: number): boolean => {
    const s = clean.target.linked[t] ?? -1;
    const word = clean.source.words[s];
    const part = word && from.morphology?.analyses(word.text)[0]?.partOfSpeech;
    return part === 'verb';
  };
  for (const plant of few(additions(clean.target, isVerb, to), 4)) {
    const found = judgeNegatives(read(src, plant.text), knowledge).find(
      (e) => e.side === 'target' && e.words.includes(plant.word),
    );
    if (found) samples.target.push({ features: found.features, positive: true, pair: index, kind: plant.kind });
  }
}

const judges: Record<string, Judge> = {};
for (const side of ['source', 'target'] as const)
  judges[side] = learnJudge(side, samples[side], rows.length, alarms[side], 10);
writeFileSync(
  new URL('../../server/engine/checks/weights/negation-ru-en.json', import.meta.url),
  `${JSON.stringify(judges, null, 1)}\n`,
);
