/**
 * Learns the judges of the check `gender` from good pairs in whose English he and she, waiter and waitress were exchanged, writes
 * server/engine/checks/weights/gender-ru-en.json.
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { writeFileSync } from 'node:fs';
import { type Judge, pairCode } from '../../server/engine/checks/judgement.ts';
import { findSexes } from '../../server/engine/checks/persons/sexes.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { otherSexes } from './planting-roles.ts';

/** Shares of clean pairs that may be flagged wrongly. */
const alarms = { pronoun: { major: 0.001, minor: 0.005 }, noun: { major: 0.001, minor: 0.003 } };

export function calibrateGender({ rows, pair, read }: Material): void {
  const samples: Record<'pronoun' | 'noun', Labelled[]> = { pronoun: [], noun: [] };
  for (const [index, { src, good }] of rows.entries()) {
    const clean = read(src, good);
    for (const { judge, features } of findSexes(clean, pair))
      samples[judge].push({ features, positive: false, pair: index, kind: 'clean' });
    for (const plant of otherSexes(clean)) {
      const found = findSexes(read(src, plant.text), pair).find(({ at }) => at === plant.word);
      if (found) samples[found.judge].push({ features: found.features, positive: true, pair: index, kind: plant.kind });
    }
  }

  const judges: Record<string, Judge> = {};
  for (const name of ['pronoun', 'noun'] as const)
    judges[name] = learnJudge(`gender, ${name}`, samples[name], rows.length, alarms[name], 10);
  writeFileSync(weightsFile(`gender-${pairCode(pair)}.json`), `${JSON.stringify(judges, null, 1)}\n`);
}

if (import.meta.main) await calibrateAlone(calibrateGender);
