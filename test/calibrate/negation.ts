/**
 * Learns the judges of the check `negation` from good pairs with denials dropped and added in the English; writes
 * server/engine/checks/weights/negation-ru-en.json.
 */

import { writeFileSync } from 'node:fs';
import { type Judge, pairCode } from '../../server/engine/checks/judgement.ts';
import { judgeNegatives } from '../../server/engine/checks/opposites/negatives.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { seededRandom } from './planting.ts';
import { additions, drops, type Plant } from './planting-negation.ts';

/** Shares of clean pairs that may be flagged wrongly, for each side. */
const alarms = { source: { major: 0.003, minor: 0.0055 }, target: { major: 0.002, minor: 0.003 } };

export function calibrateNegation({ rows, pair, read }: Material): void {
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
    const events = judgeNegatives(clean, pair);
    for (const { side, features } of events)
      samples[side].push({ features, positive: false, pair: index, kind: 'clean' });
    for (const plant of drops(clean.target)) {
      const dropped = events.find((e) => e.side === 'target' && e.words.includes(plant.word));
      const victim = events.find((e) => e.side === 'source' && e.match !== null && e.match.at === dropped?.at);
      if (!victim) continue;
      const found = judgeNegatives(read(src, plant.text), pair).find((e) => e.side === 'source' && e.at === victim.at);
      if (found) samples.source.push({ features: found.features, positive: true, pair: index, kind: plant.kind });
    }
    const isVerb = (t: number): boolean => {
      const s = clean.target.linked[t] ?? -1;
      const word = clean.source.words[s];
      const part = word && pair.from.morphology?.analyses(word.text)[0]?.partOfSpeech;
      return part === 'verb';
    };
    for (const plant of few(additions(clean.target, isVerb, pair.to), 4)) {
      const found = judgeNegatives(read(src, plant.text), pair).find(
        (e) => e.side === 'target' && e.words.includes(plant.word),
      );
      if (found) samples.target.push({ features: found.features, positive: true, pair: index, kind: plant.kind });
    }
  }

  const judges: Record<string, Judge> = {};
  for (const side of ['source', 'target'] as const)
    judges[side] = learnJudge(
      side === 'source' ? 'negation dropped' : 'negation added',
      samples[side],
      rows.length,
      alarms[side],
      10,
    );
  writeFileSync(weightsFile(`negation-${pairCode(pair)}.json`), `${JSON.stringify(judges, null, 1)}\n`);
}

if (import.meta.main) await calibrateAlone(calibrateNegation);
