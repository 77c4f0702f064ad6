/**
 * Learns the judges of the check `pronoun` from good pairs in whose English I, you, we and they were exchanged, writes
 * server/engine/checks/weights/pronoun-ru-en.json.
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { writeFileSync } from 'node:fs';
import { type Judge, pairCode } from '../../server/engine/checks/judgement.ts';
import { findPersons } from '../../server/engine/checks/persons/speaking.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { exchangedPersons } from './planting-roles.ts';

/** Shares of clean pairs that may be flagged wrongly. */
const alarms = { major: 0.0015, minor: 0.005 };

export function calibratePronouns({ rows, read, pair }: Material): void {
  const samples: Labelled[] = [];
  for (const [index, { src, good }] of rows.entries()) {
    const clean = read(src, good);
    for (const { features } of findPersons(clean))
      samples.push({ features, positive: false, pair: index, kind: 'clean' });
    for (const plant of exchangedPersons(clean)) {
      const found = findPersons(read(src, plant.text)).find(({ at }) => at === plant.word);
      if (found) samples.push({ features: found.features, positive: true, pair: index, kind: plant.kind });
    }
  }

  const judges: Record<string, Judge> = { pronoun: learnJudge('pronoun', samples, rows.length, alarms, 10) };
  writeFileSync(weightsFile(`pronoun-${pairCode(pair)}.json`), `${JSON.stringify(judges, null, 1)}\n`);
}

if (import.meta.main) await calibrateAlone(calibratePronouns);
