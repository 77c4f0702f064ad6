/**
 * Learns the judges of the checks `polarity` and `quantity` from good pairs in which words were put in place of their
 * opposites; writes server/engine/checks/weights/{polarity,quantity}-ru-en.json and -rates-ru-en.tsv.
 */

import { writeFileSync } from 'node:fs';
import type { PairReading } from '../../server/engine/checks/check.ts';
import { type Judge, pairCode } from '../../server/engine/checks/judgement.ts';
import { relationOf } from '../../server/engine/checks/opposites/antonyms.ts';
import {
  type ExplainedRates,
  findOpposites,
  groupKey,
  type Opposite,
} from '../../server/engine/checks/opposites/opposites.ts';
import { findThesaurusOpposites } from '../../server/engine/checks/opposites/thesaurus-opposites.ts';
import { inflectLike } from '../../server/engine/languages/en/inflection.ts';
import type { LanguagePair } from '../../server/engine/languages/pair.ts';
import type { PolarBook } from '../../server/engine/languages/polar.ts';
import type { Word } from '../../server/engine/text/words.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { calibrateAlone, type Material, weightsFile } from './material.ts';
import { seededRandom } from './planting.ts';

/** At most so many errors are planted for each word. */
const most = { groups: 60, thesaurus: 12 };
/** Shares of clean pairs that may be flagged wrongly. */
const alarms = {
  polarity: { major: 0.003, minor: 0.0095 },
  quantity: { major: 0.0015, minor: 0.004 },
  thesaurus: { major: 0.001, minor: 0.002 },
};

export function calibrateOpposites(material: Material): void {
  const { pair } = material;
  const readings = material.rows.map(({ src, good }) => material.read(src, good));
  learn('polarity', pair.polar, readings, material);
  learn('quantity', pair.quantities, readings, material);
}

function learn(check: 'polarity' | 'quantity', book: PolarBook, readings: PairReading[], material: Material): void {
  const { pair } = material;
  const rates = countRates(readings, book, pair);
  const judges: Record<string, Judge> = {
    word: learnJudge(check, groupSamples(book, readings, rates, material), readings.length, alarms[check], 10),
  };
  if (check === 'polarity')
    judges.thesaurus = learnJudge(
      'polarity by thesaurus',
      thesaurusSamples(readings, material),
      readings.length,
      alarms.thesaurus,
      10,
    );
  writeFileSync(weightsFile(`${check}-${pairCode(pair)}.json`), `${JSON.stringify(judges, null, 1)}\n`);
  const lines = Object.entries(rates)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, counts]) => [word, ...counts].join('\t'));
  writeFileSync(
    weightsFile(`${check}-rates-${pairCode(pair)}.tsv`),
    `# Group and word; how often it stood in clean texts; how often nothing of the original explained it there.\n# Group and *: how often its words stood there; how often, without an explanation, with a word of another side in the original.\n${lines.join('\n')}\n`,
  );
}

type Rates = Record<string, [count: number, some: number]>;

function add(rates: Rates, { word, group, features }: Opposite, by: 1 | -1): void {
  for (const [key, some] of [
    [word, features !== null],
    [groupKey(group), features?.orphan === 1],
  ] as const) {
    const counts = rates[key] ?? [0, 0];
    counts[0] += by;
    if (some) counts[1] += by;
    rates[key] = counts;
  }
}

function countRates(readings: readonly PairReading[], book: PolarBook, pair: LanguagePair): Rates {
  const rates: Rates = {};
  for (const [index, reading] of readings.entries())
    if (index % 2 === 0) for (const found of findOpposites(reading, book, pair, {})) add(rates, found, 1);
  return rates;
}

/** The rates as a pair that is not among those learnt from sees them. */
function ratesWithout(rates: Rates, own: readonly Opposite[]): ExplainedRates {
  const keys = new Set(own.flatMap(({ word, group }) => [word, groupKey(group)]));
  const left: Rates = { ...rates };
  for (const key of keys) left[key] = [...(rates[key] ?? [0, 0])] as [number, number];
  for (const found of own) add(left, found, -1);
  return left;
}

function groupSamples(book: PolarBook, readings: readonly PairReading[], rates: Rates, material: Material): Labelled[] {
  const { pair } = material;
  const random = seededRandom(11);
  const samples: Labelled[] = [];
  const planted = new Map<string, number>();
  for (const [index, reading] of readings.entries()) {
    const own = index % 2 === 1 ? rates : ratesWithout(rates, findOpposites(reading, book, pair, {}));
    const candidates = findOpposites(reading, book, pair, own);
    for (const { features, group } of candidates)
      if (features) samples.push({ features, positive: false, pair: index, kind: group.id });
    const { text, words } = reading.target;
    for (const candidate of candidates) {
      const { group, from, to, word: name } = candidate;
      const word = words[from];
      // Of common words only some, so that rare ones count as well.
      const times = planted.get(name) ?? 0;
      if (to - from !== 1 || !word || times >= most.groups) continue;
      const fit = exchangesOf(candidate, word, pair);
      // The first words of a side are its commonest.
      const chosen = fit[Math.floor(random() ** 2 * fit.length)];
      if (!chosen) continue;
      planted.set(name, times + 1);
      const bad = material.read(reading.source.text, text.slice(0, word.start) + chosen.form + text.slice(word.end));
      const found = findOpposites(bad, book, pair, own).find(
        (c) => c.group === group && c.sides.includes(chosen.side) && bad.target.words[c.from]?.start === word.start,
      );
      // What something explains by chance is not found, whatever the weights.
      if (found) samples.push({ features: found.features, positive: true, pair: index, kind: group.id });
    }
  }
  return samples;
}

/** The words of other sides in the form of a word, antonyms before what is more loosely opposite. */
function exchangesOf({ group, sides }: Opposite, word: Word, pair: LanguagePair): { form: string; side: number }[] {
  const lemma = [word.folded, ...word.lemmas].find((l) =>
    sides.some((side) => group.sides[side]?.target.some((p) => p.text === l && !group.sides[side]?.weak.has(p))),
  );
  if (lemma === undefined) return [];
  const against = new Set(pair.to.opposites?.(lemma));
  const fit = group.sides.flatMap((listed, side) =>
    sides.includes(side)
      ? []
      : listed.target.flatMap((pattern) => {
          const { text } = pattern;
          const form = /^[a-z ]+$/.test(text) && !listed.weak.has(pattern) ? inflectLike(word.text, lemma, text) : null;
          return form === null ? [] : [{ form, side, direct: pair.to.senses?.(text).some((s) => against.has(s)) }];
        }),
  );
  const direct = fit.filter((exchange) => exchange.direct);
  return direct.length > 0 ? direct : fit;
}

/** Words in place of which an antonym by the thesaurus was put that these texts have as well. */
function thesaurusSamples(readings: readonly PairReading[], material: Material): Labelled[] {
  const { pair } = material;
  const { senses, opposites } = pair.to;
  if (!senses || !opposites) return [];
  const random = seededRandom(13);
  const counts = new Map<string, number>();
  for (const { target } of readings)
    for (const word of target.words) {
      const lemma = word.lemmas[0] ?? word.folded;
      if (!word.isNumber && !word.capital) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
    }
  const bySense = new Map<number, string[]>();
  for (const lemma of counts.keys())
    for (const sense of senses(lemma)) bySense.set(sense, [...(bySense.get(sense) ?? []), lemma]);
  const antonymsOf = (lemma: string): string[] =>
    [...new Set(opposites(lemma).flatMap((sense) => bySense.get(sense) ?? []))].sort(
      (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0),
    );
  const samples: Labelled[] = [];
  const planted = new Map<string, number>();
  for (const [index, reading] of readings.entries()) {
    for (const { features } of findThesaurusOpposites(reading, pair))
      samples.push({ features, positive: false, pair: index, kind: 'clean' });
    const { text, words, linked } = reading.target;
    for (const [at, word] of words.entries()) {
      const lemma = word.lemmas[0] ?? word.folded;
      const times = planted.get(lemma) ?? 0;
      if (word.isNumber || word.capital || times >= most.thesaurus || pair.to.grammarWords.has(lemma)) continue;
      const antonyms = antonymsOf(lemma);
      const chosen = antonyms[Math.floor(random() ** 2 * antonyms.length)];
      const form = chosen === undefined ? null : inflectLike(word.text, lemma, chosen);
      const original = reading.source.words[linked[at] ?? -1];
      if (form === null || form === word.text || (original && relationOf(original, word, pair).opposite)) continue;
      planted.set(lemma, times + 1);
      const bad = material.read(reading.source.text, text.slice(0, word.start) + form + text.slice(word.end));
      const found = findThesaurusOpposites(bad, pair).find((c) => bad.target.words[c.at]?.start === word.start);
      samples.push({
        features: found?.features ?? null,
        positive: true,
        pair: index,
        kind: original ? 'linked' : 'free',
      });
    }
  }
  return samples;
}

if (import.meta.main) await calibrateAlone(calibrateOpposites);
