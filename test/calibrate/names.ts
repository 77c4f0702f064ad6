/**
 * Learns the judges of the check `name` from good pairs with names exchanged for others and misspelt in the English, writes
 * server/engine/checks/weights/names-ru-en.json.
 *
 * The clean pairs of test/eval are learnt from, too, since news from English has hardly any Russian names. The committed weights
 * were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { writeFileSync } from 'node:fs';
import { pairCode } from '../../server/engine/checks/judgement.ts';
import { findMisspellings } from '../../server/engine/checks/names/name-misspellings.ts';
import { readNames, type TargetName } from '../../server/engine/checks/names/name-reading.ts';
import { findSwaps } from '../../server/engine/checks/names/name-swaps.ts';
import { readNameTable } from '../../server/engine/languages/names.ts';
import type { Slip } from '../../server/engine/text/spelling.ts';
import { cleanPairs } from '../eval/material.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { seededRandom } from './planting.ts';
import { exchange, misspell, type NamePlant, poolsOf, slipKinds, swap } from './planting-names.ts';

/** Shares of clean pairs that may be flagged wrongly. */
const alarms = {
  swap: { major: 0.0005, minor: 0.0025 },
  transposed: { major: 0.001, minor: 0.002 },
  misspelling: { major: 0.0005, minor: 0.002 },
};
type Model = keyof typeof alarms;

export function calibrateNames(material: Material): void {
  const { pair, context } = material;
  const rows = [...material.rows, ...cleanPairs().map(([src, good]) => ({ src, good }))];
  const read = (source: string, target: string) => {
    const reading = material.read(source, target);
    return { reading, names: readNames(reading, context) };
  };
  const random = seededRandom(11);
  const modelOf = (slip: Slip): Model => (slip === 'exchanged' ? 'transposed' : 'misspelling');
  const samples: Record<Model, Labelled[]> = { swap: [], transposed: [], misspelling: [] };

  const clean = rows.map(({ src, good }) => read(src, good));
  /** Strange names of the pairs of one half only, so that the other half's judge has not seen them. */
  const strange = [0, 1].map((half) => [
    ...new Set(
      clean
        .filter((_, index) => index % 2 === half)

        .flatMap(
          ({ names, reading }) =>
            names?.targets
              .filter(({ familiar, index: t }) => familiar === 'unknown' && !reading.target.words[t]!.first)
              .map(({ text }) => text) ?? [],
        ),
    ),
  ]);
  const table = readNameTable(new URL('../../server/engine/languages/ru-en/names.tsv', import.meta.url));
  const pools = strange.map((some) => poolsOf(table, some));

  for (const [index, { src }] of rows.entries()) {
    const { names, reading } = clean[index]!;
    if (!names) continue;
    for (const { features } of findSwaps(names, reading))
      samples.swap.push({ features, positive: false, pair: index, kind: 'clean' });
    for (const { features, slip } of findMisspellings(names, reading))
      samples[modelOf(slip)].push({ features, positive: false, pair: index, kind: 'clean' });
    const plants = [
      ...[0, 1, 2].map(() => swap(names, reading, pools[index % 2]!, random)),
      exchange(names, reading, random),
    ];
    for (const plant of plants) learnFrom('swap', src, plant, index);
    for (const kind of slipKinds) learnFrom('misspelling', src, misspell(names, reading, kind, random), index);
  }

  function learnFrom(kind: 'swap' | 'misspelling', source: string, plant: NamePlant | null, index: number): void {
    if (!plant) return;
    const { reading, names } = read(source, plant.text);
    const isThere = ({ target }: { readonly target: TargetName }): boolean => {
      const word = reading.target.words[target.index]!;
      return word.start < plant.span[1] && plant.span[0] < word.end;
    };
    const label = { positive: true, pair: index, kind: plant.kind };
    if (kind === 'swap') {
      // Of a name of several words the one that is judged hardest.
      const found = (names ? findSwaps(names, reading) : []).filter(isThere);
      const best = found.find(({ features }) => features.common === 0) ?? found[0];
      samples.swap.push({ ...label, features: best?.features ?? null });
      return;
    }
    const found = (names ? findMisspellings(names, reading) : []).find(isThere);
    const model = found ? modelOf(found.slip) : plant.kind === 'transposed' ? 'transposed' : 'misspelling';
    samples[model].push({ ...label, features: found?.features ?? null });
  }

  const judges = {
    swap: learnJudge('swap', samples.swap, rows.length, alarms.swap),
    transposed: learnJudge('transposed', samples.transposed, rows.length, alarms.transposed),
    misspelling: learnJudge('misspelling', samples.misspelling, rows.length, alarms.misspelling),
  };
  writeFileSync(weightsFile(`names-${pairCode(pair)}.json`), `${JSON.stringify(judges, null, 1)}\n`);
}

if (import.meta.main) await calibrateAlone(calibrateNames);
