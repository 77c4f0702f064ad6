/**
 * Learns what the checks `omission` and `addition` know, from good pairs: how often each word is linked, how long
 * translations are, and the weights of the model that judges a stretch, with errors planted on either side. Writes
 * server/engine/checks/weights/{links-ru-en-*.tsv,coverage-ru-en.json} and prints recall against alarms.
 *
 *     node test/calibrate/coverage.ts PAIRS.json     [{"src": …, "good": …}, …]; pairs with even indexes are learnt from
 *
 * The committed files were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import type { Pair, Side } from '../../server/engine/bitext.ts';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { readPair } from '../../server/engine/checks/checks.ts';
import {
  actualLetters,
  type CoverageModel,
  expectedLetters,
  featureNames,
  findStretches,
  type Judge,
  type JudgedStretch,
  judgeStretches,
  type LengthModel,
  logOddsOf,
  type Stretch,
} from '../../server/engine/checks/coverage.ts';
import {
  type LinkRates,
  lemmaKey,
  readSides,
  type SideWords,
  type StateCounts,
} from '../../server/engine/checks/coverage-words.ts';
import { findOmittedNames, nameFeatures } from '../../server/engine/checks/omitted-names.ts';
import { indexTerms } from '../../server/engine/checks/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import { fitLinear, fitLogistic, type Sample } from './logistic.ts';
import { type CutKind, cut, paste, seededRandom } from './planting.ts';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/calibrate/coverage.ts PAIRS.json');
  process.exit(2);
}

const [from, to, languages] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
const context: CheckContext = { pair: languages, terms: indexTerms([], from, to) };
const pairs: Pair[] = (JSON.parse(readFileSync(file, 'utf8')) as { src: string; good: string }[]).map(
  ({ src, good }) => ({ source: src, target: good }),
);
const tuning = pairs.filter((_, i) => i % 2 === 0);
const heldOut = pairs.filter((_, i) => i % 2 === 1);
const folds = 5;
const noRates: LinkRates = { lemmas: new Map(), clean: new Map(), lost: new Map() };
const read = (pair: Pair): PairReading => readPair(pair, from, to, context);
type Sides = ReturnType<typeof readSides>;
const plain = (reading: PairReading): Sides => readSides(reading, languages, { source: noRates, target: noRates });

/** A planted error: which side has the words without a counterpart, and which these are. */
interface Planted {
  readonly reading: PairReading;
  readonly side: Side;
  readonly lost: ReadonlySet<number>;
  /** Words of the side that are known to have a counterpart. */
  readonly kept: ReadonlySet<number>;
  readonly kind: string;
  readonly fold: number;
}

const opposite = { source: 'target', target: 'source' } as const;
const cutsPerPair: readonly CutKind[] = ['clause', 'clause', 'middle', 'item', 'phrase', 'sentence', 'name', 'name'];

function plantIn(texts: readonly Pair[], seed: number): Planted[] {
  const random = seededRandom(seed);
  const readings = texts.map((pair) => plain(read(pair)));
  const planted: Planted[] = [];
  for (const [i, good] of readings.entries()) {
    const fold = i % folds;
    for (const side of ['source', 'target'] as const) {
      // Words of `side` lose their counterpart when it is cut on the other one.
      const gone = opposite[side];
      for (const kind of cutsPerPair) {
        const made = cut(good[gone], kind, random);
        if (!made) continue;
        const lost = new Set<number>();
        const kept = new Set<number>();
        for (const [word, link] of good[side].reading.linked.entries()) {
          if (link >= 0) (link >= made.from && link < made.to ? lost : kept).add(word);
        }
        if (lost.size === 0) continue;
        const text = { source: good.source.reading.text, target: good.target.reading.text, [gone]: made.text };
        planted.push({ reading: read(text), side, lost, kept, kind, fold });
      }
      for (let k = 0; k < 2; k++) {
        const other = readings[Math.floor(random() * readings.length)]!;
        const made = other === good ? null : paste(good[side], other[side], random);
        if (!made) continue;
        const text = { source: good.source.reading.text, target: good.target.reading.text, [side]: made.text };
        const reading = read(text);
        const lost = new Set<number>();
        const kept = new Set<number>();
        for (const [word, { start, end }] of reading[side].words.entries())
          (start >= made.span[0] && end <= made.span[1] ? lost : kept).add(word);
        if (lost.size > 0) planted.push({ reading, side, lost, kept, kind: 'paste', fold });
      }
    }
  }
  return planted;
}

type Table = Map<string, [number, number, number]>;

function count(table: Table, key: string, state: 0 | 1 | 2): void {
  const counts = table.get(key) ?? [0, 0, 0];
  counts[state]++;
  table.set(key, counts);
}

/** Counts of the states of words, of the good pairs and the planted ones that a fold does not hold. */
function countRates(
  good: readonly PairReading[],
  planted: readonly Planted[],
  without: number,
): { source: LinkRates; target: LinkRates } {
  const rates = (side: Side): LinkRates => {
    const tables = { lemmas: new Map() as Table, clean: new Map() as Table, lost: new Map() as Table };
    for (const [i, reading] of good.entries()) {
      if (i % folds === without) continue;
      eachWord(plain(reading)[side], (key, wordClass, state) => {
        count(tables.lemmas, key, state);
        count(tables.clean, wordClass, state);
      });
    }
    for (const { reading, side: planted_, lost, fold } of planted) {
      if (planted_ !== side || fold === without) continue;
      eachWord(plain(reading)[side], (_, wordClass, state, i) => {
        if (lost.has(i)) count(tables.lost, wordClass, state);
      });
    }
    return tables;
  };
  return { source: rates('source'), target: rates('target') };
}

function eachWord(side: SideWords, use: (key: string, wordClass: string, state: 0 | 1 | 2, at: number) => void): void {
  for (const [i, word] of side.reading.words.entries())
    use(lemmaKey(word, side.classes[i]!), side.classes[i]!, side.states[i]!, i);
}

function fitLengths(good: readonly PairReading[], side: Side): LengthModel {
  const sides = good.map(plain);
  const classes = [...new Set(sides.flatMap((pair) => pair[side].classes))].sort();
  const rows = sides.map((pair) => {
    const row = new Array<number>(classes.length * 2 + 1).fill(0);
    for (const [i, word] of pair[side].reading.words.entries()) {
      const k = classes.indexOf(pair[side].classes[i]!);
      row[k]! += 1;
      row[classes.length + k]! += word.text.length + 1;
    }
    row[classes.length * 2] = 1;
    return row;
  });
  const actual = sides.map((pair) => actualLetters(pair[opposite[side]]).at(-1)!);
  // Ridge towards a letter for a letter: the length itself is taken off, and put on again.
  const letters = sides.map((pair) => actualLetters(pair[side]).at(-1)!);
  const weights = actual.map((length) => 1 / Math.max(20, length));
  const found = fitLinear(
    rows,
    actual.map((length, i) => length - letters[i]!),
    weights,
    2,
  );
  const model: LengthModel = {
    perWord: Object.fromEntries(classes.map((name, k) => [name, round(found[k]!)])),
    perLetter: Object.fromEntries(classes.map((name, k) => [name, round(1 + found[classes.length + k]!)])),
    base: round(found[classes.length * 2]!),
    deviation: 1,
  };
  const squares = sides.map((pair, i) => {
    const expected = expectedLetters(pair[side], model).at(-1)! + model.base;
    return (actual[i]! - expected) ** 2 / Math.max(20, expected);
  });
  return { ...model, deviation: round(Math.sqrt(squares.sort((a, b) => a - b)[Math.floor(squares.length * 0.68)]!)) };
}

const round = (value: number): number => Number(value.toPrecision(4));

function isFound(stretch: Stretch, { side, lost, kept }: Planted): boolean {
  if (stretch.side !== side) return false;
  let right = 0;
  let wrong = 0;
  for (let i = stretch.from; i < stretch.to; i++) {
    if (lost.has(i)) right++;
    else if (kept.has(i)) wrong++;
  }
  return right > 0 && right >= wrong;
}

// --- learning

const goodTuning = tuning.map(read);
const planted = plantIn(tuning, 7);
const lengths = { source: fitLengths(goodTuning, 'source'), target: fitLengths(goodTuning, 'target') };
console.log(
  `${tuning.length} pairs to learn from, ${planted.length} planted; deviations ${lengths.source.deviation}, ${lengths.target.deviation}`,
);

interface Scored {
  readonly stretch: Stretch;
  readonly pair: number;
}
type Judged = Side | 'name';
const clean: Record<Judged, Scored[]> = { source: [], target: [], name: [] };
const wrong: Record<Judged, Scored[]> = { source: [], target: [], name: [] };
for (let fold = 0; fold < folds; fold++) {
  const rates = countRates(goodTuning, planted, fold);
  const stretches = (reading: PairReading): Stretch[] => findStretches(readSides(reading, languages, rates), lengths);
  const names = (reading: PairReading): Stretch[] =>
    findOmittedNames(readSides(reading, languages, rates), lengths, reading, context);
  for (const [i, reading] of goodTuning.entries()) {
    if (i % folds !== fold) continue;
    for (const stretch of stretches(reading)) clean[stretch.side].push({ stretch, pair: i });
    for (const stretch of names(reading)) clean.name.push({ stretch, pair: i });
  }
  for (const [i, error] of planted.entries()) {
    if (error.fold !== fold) continue;
    if (error.kind === 'name') {
      if (error.side !== 'source') continue;
      for (const stretch of names(error.reading)) if (isFound(stretch, error)) wrong.name.push({ stretch, pair: i });
      continue;
    }
    for (const stretch of stretches(error.reading))
      if (isFound(stretch, error)) wrong[error.side].push({ stretch, pair: i });
  }
}

/** Shares of good pairs that may be flagged, by what is judged. */
const shares = {
  source: { major: 0.0035, minor: 0.009 },
  target: { major: 0.003, minor: 0.008 },
  name: { major: 0.0005, minor: 0.004 },
};
const pairsWithErrors = 0.05;
/** What is learnt for first are clauses; short cuts are too much like free renderings to weigh as much. */
const kindWeights: Readonly<Record<string, number>> = { clause: 2, middle: 0.7, item: 0.3, phrase: 0.3 };

function learn(side: Judged): Judge {
  const negatives = clean[side];
  const positives = wrong[side];
  const weightOf = ({ pair }: Scored): number => kindWeights[planted[pair]?.kind ?? ''] ?? 1;
  const scale = negatives.length / positives.reduce((sum, positive) => sum + weightOf(positive), 0);
  const samples: Sample[] = [
    ...negatives.map(({ stretch }) => ({ features: stretch.features, positive: false, weight: 1 })),
    ...positives.map((positive) => ({
      features: positive.stretch.features,
      positive: true,
      weight: scale * weightOf(positive),
    })),
  ];
  const model = fitLogistic(samples, 8);
  const scores = best(negatives, (s) => logOddsOf(s.features, model));
  const total = goodTuning.length;
  const at = (share: number): number =>
    (scores[Math.round(share * total)]! + scores[Math.max(0, Math.round(share * total) - 1)]!) / 2;
  const found = best(positives, (s) => logOddsOf(s.features, model));
  const plantedHere = planted.filter((error) =>
    side === 'name' ? error.kind === 'name' && error.side === 'source' : error.side === side && error.kind !== 'name',
  ).length;
  console.log(side, `positives ${positives.length} of ${plantedHere}`);
  for (const share of [0.0025, 0.005, 0.01, 0.02, 0.03, 0.06])
    console.log(
      `  ${(share * 100).toFixed(2)} % alarms: ${((100 * found.filter((x) => x >= at(share)).length) / plantedHere).toFixed(1)} % found`,
    );
  for (const [k, name] of [...featureNames, ...(side === 'name' ? nameFeatures : [])].entries())
    console.log(`  ${name.padEnd(16)} ${model.weights[k]!.toFixed(3)}`);
  return {
    bias: round(model.bias),
    weights: model.weights.map(round),
    means: model.means.map(round),
    scales: model.scales.map(round),
    major: round(at(shares[side].major)),
    minor: round(at(shares[side].minor)),
    confidences: calibrate(found, scores, plantedHere, total),
  };
}

/** The best score of each pair, highest first. */
function best(scored: readonly Scored[], score: (stretch: Stretch) => number): number[] {
  const byPair = new Map<number, number>();
  for (const { stretch, pair } of scored)
    byPair.set(pair, Math.max(byPair.get(pair) ?? Number.NEGATIVE_INFINITY, score(stretch)));
  return [...byPair.values()].sort((a, b) => b - a);
}

/** Share of right ones among flags near a score, by the densities of right and false ones over ten neighbours; made to rise. */
function calibrate(
  found: readonly number[],
  alarms: readonly number[],
  plantedHere: number,
  total: number,
): [number, number][] {
  const points: [number, number][] = [];
  let last = 0;
  for (let score = alarms[Math.floor(total * 0.06)]!; score <= (alarms[0] ?? 0) + 1; score += 0.5) {
    const right = (found.filter((x) => Math.abs(x - score) < 0.75).length / plantedHere) * pairsWithErrors;
    const false_ = ((alarms.filter((x) => Math.abs(x - score) < 0.75).length + 0.25) / total) * (1 - pairsWithErrors);
    last = Math.min(0.97, Math.max(last, right / (right + false_)));
    points.push([round(score), round(last)]);
  }
  return points;
}

const rates = countRates(goodTuning, planted, -1);
const model: CoverageModel = {
  lengths,
  judges: { source: learn('source'), target: learn('target'), name: learn('name') },
};
const weights = new URL('../../server/engine/checks/weights/', import.meta.url);
writeFileSync(new URL('coverage-ru-en.json', weights), `${JSON.stringify(model, null, 1)}\n`);
for (const side of ['source', 'target'] as const) writeRates(side, rates[side]);

function writeRates(side: Side, { lemmas, clean: byClass, lost }: LinkRates): void {
  const sum = ([a, b, c]: StateCounts): number => a + b + c;
  const lines = (table: string, counts: ReadonlyMap<string, StateCounts>, least: number): string[] =>
    [...counts]
      .filter(([, states]) => sum(states) >= least)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, states]) => [table, key, ...states].join('\t'));
  const head = [
    '# How often words were linked: surely, weakly, not at all. Columns: table, lemma (^ marks a name) or class, the three counts.',
    '# "clean" and "lemma" are of good pairs, "lost" of stretches without a counterpart. Written by test/calibrate/coverage.ts.',
  ];
  const text = [...head, ...lines('clean', byClass, 1), ...lines('lost', lost, 1), ...lines('lemma', lemmas, 3)];
  writeFileSync(new URL(`links-ru-en-${side}.tsv`, weights), `${text.join('\n')}\n`);
}

// --- read off on pairs that nothing was learnt from

const goodHeldOut = heldOut.map(read);
const plantedHeldOut = plantIn(heldOut, 11);
const judge = (reading: PairReading): JudgedStretch[] => judgeStretches(reading, context, { rates, model });
for (const level of ['major', 'minor'] as const) {
  const isFlag = (s: JudgedStretch): boolean => s.logOdds >= s.judge[level];
  const flagged = (is: (s: JudgedStretch) => boolean): number =>
    goodHeldOut.filter((reading) => judge(reading).some((s) => isFlag(s) && is(s))).length;
  const omissions = flagged(({ side, kind }) => side === 'source' && kind === 'stretch');
  const additions = flagged(({ side }) => side === 'target');
  const names = flagged(({ kind }) => kind === 'name');
  console.log(
    `held out, ${level}: alarms ${omissions} omissions, ${additions} additions, ${names} names of ${goodHeldOut.length}`,
  );
  for (const side of ['source', 'target'] as const) {
    for (const kind of ['sentence', 'clause', 'middle', 'item', 'phrase', 'paste', 'name']) {
      const those = plantedHeldOut.filter((error) => error.side === side && error.kind === kind);
      const hits = those.filter((error) => judge(error.reading).some((s) => isFlag(s) && isFound(s, error))).length;
      console.log(`  ${side} ${kind.padEnd(9)} ${((100 * hits) / those.length).toFixed(1)} % of ${those.length}`);
    }
  }
}
