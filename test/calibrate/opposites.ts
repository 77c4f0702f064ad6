/**
 * Learns the judges of the checks `polarity` and `quantity` from good pairs in which words of one side of a group were put in
 * place of another's; writes server/engine/checks/weights/{polarity,quantity}-ru-en.json and -rates-ru-en.tsv, and prints
 * recall against alarms for both halves.
 *
 *     node test/calibrate/opposites.ts PAIRS.json     [{"src": …, "good": …}, …]; pairs with even indexes are learnt from
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { readPair } from '../../server/engine/checks/checks.ts';
import { type ExplainedRates, findOpposites, groupKey } from '../../server/engine/checks/opposites.ts';
import { indexTerms } from '../../server/engine/checks/term-index.ts';
import { inflectLike } from '../../server/engine/languages/en/inflection.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import type { PolarBook } from '../../server/engine/languages/polar.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { seededRandom } from './planting.ts';

/** At most so many errors are planted for each word. */
const most = 30;
/** Shares of clean pairs that may be flagged wrongly. */
const alarms = { polarity: { major: 0.006, minor: 0.008 }, quantity: { major: 0.003, minor: 0.006 } };

const [file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/calibrate/opposites.ts PAIRS.json');
  process.exit(2);
}
const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
if (!pair) throw new Error('There is no data for ru-en.');
const knowledge = pair;
const context: CheckContext = { pair, terms: indexTerms([], from, to) };
const rows: { src: string; good: string }[] = JSON.parse(readFileSync(file, 'utf8'));
const read = (source: string, target: string): PairReading => readPair({ source, target }, from, to, context);
const readings = rows.map(({ src, good }) => read(src, good));
const weights = (name: string): URL => new URL(`../../server/engine/checks/weights/${name}`, import.meta.url);

for (const [check, book] of [
  ['polarity', knowledge.polar],
  ['quantity', knowledge.quantities],
] as const) {
  learn(check, book);
}

function add(rates: Record<string, [number, number]>, key: string, some: boolean, by: 1 | -1): void {
  const counts = rates[key] ?? [0, 0];
  counts[0] += by;
  if (some) counts[1] += by;
  rates[key] = counts;
}

function learn(check: 'polarity' | 'quantity', book: PolarBook): void {
  const random = seededRandom(11);
  const rates: Record<string, [number, number]> = {};
  for (const [index, reading] of readings.entries()) {
    if (index % 2 === 1) continue;
    for (const { word, group, features } of findOpposites(reading, book, knowledge, {})) {
      add(rates, word, features !== null, 1);
      add(rates, groupKey(group), features?.orphan === 1, 1);
    }
  }
  /** The rates as a pair that is not among those learnt from sees them. */
  const ratesWithout = (index: number): ExplainedRates => {
    if (index % 2 === 1) return rates;
    const own = readings[index] ? findOpposites(readings[index], book, knowledge, {}) : [];
    const left = Object.fromEntries(
      Object.entries(rates).map(([key, [count, some]]) => [key, [count, some] as [number, number]]),
    );
    for (const { word, group, features } of own) {
      add(left, word, features !== null, -1);
      add(left, groupKey(group), features?.orphan === 1, -1);
    }
    return left;
  };
  const samples: Labelled[] = [];
  const planted = new Map<string, number>();
  for (const [index, reading] of readings.entries()) {
    const own = ratesWithout(index);
    const candidates = findOpposites(reading, book, knowledge, own);
    for (const { features, group } of candidates)
      if (features) samples.push({ features, positive: false, pair: index, kind: group.id });
    const { text, words } = reading.target;
    for (const { group, sides, from: first, to: last, word: name } of candidates) {
      const word = words[first];
      // Of common words only some, so that rare ones count as well.
      const times = planted.get(name) ?? 0;
      if (last - first !== 1 || !word || times >= most) continue;
      const others = group.sides.flatMap((s, k) =>
        sides.includes(k) ? [] : s.target.map(({ text: other }) => ({ other, k })),
      );
      const fit = others.flatMap(({ other, k }) => {
        if (!/^[a-z ]+$/.test(other)) return [];
        const lemma = [word.folded, ...word.lemmas].find((l) =>
          sides.some((side) => group.sides[side]?.target.some((p) => p.text === l)),
        );
        const form = lemma === undefined ? null : inflectLike(word.text, lemma, other);
        return form === null ? [] : [{ form, k }];
      });
      // The first words of a side are its commonest.
      const chosen = fit[Math.floor(random() ** 2 * fit.length)];
      if (!chosen) continue;
      planted.set(name, times + 1);
      const bad = read(reading.source.text, text.slice(0, word.start) + chosen.form + text.slice(word.end));
      const found = findOpposites(bad, book, knowledge, own).find(
        (c) => c.group === group && c.sides.includes(chosen.k) && bad.target.words[c.from]?.start === word.start,
      );
      // What something explains by chance is not found, whatever the weights.
      if (found) samples.push({ features: found.features, positive: true, pair: index, kind: group.id });
    }
  }
  const judge = learnJudge(check, samples, rows.length, alarms[check], 10);
  writeFileSync(weights(`${check}-ru-en.json`), `${JSON.stringify({ word: judge }, null, 1)}\n`);
  const lines = Object.entries(rates)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, counts]) => [word, ...counts].join('\t'));
  writeFileSync(
    weights(`${check}-rates-ru-en.tsv`),
    `# Group and word; how often it stood in clean texts; how often nothing of the original explained it there.\n# Group and *: how often its words stood there; how often, without an explanation, with a word of another side in the original.\n${lines.join('\n')}\n`,
  );
}
