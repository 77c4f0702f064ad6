/**
 * Learns what the checks `omission` and `addition` know, from good pairs: how often each word is linked, how long
 * translations are, and the weights of the model that judges a stretch, with errors planted on either side. Writes
 * server/engine/checks/weights/{links-ru-en-*.tsv,coverage-ru-en.json} and prints recall against alarms.
 */

import { existsSync, writeFileSync } from 'node:fs';
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
  type LogisticModel,
  logOddsOf,
  type Stretch,
} from '../../server/engine/checks/coverage/coverage.ts';
import {
  type LinkRates,
  lemmaKey,
  readSides,
  type SideWords,
  type StateCounts,
} from '../../server/engine/checks/coverage/coverage-words.ts';
import { findOmittedNames, nameFeatures } from '../../server/engine/checks/names/omitted-names.ts';
import { indexTerms, readConcepts } from '../../server/engine/checks/terms/term-index.ts';
import { fitLinear, fitLogistic, type Sample } from './logistic.ts';
import { type Material, weightsFile } from './material.ts';
import { type CutKind, cut, paste, seededRandom } from './planting.ts';

const folds = 5;
const noRates: LinkRates = { lemmas: new Map(), clean: new Map(), lost: new Map() };
const opposite = { source: 'target', target: 'source' } as const;
const cutsPerPair: readonly CutKind[] = ['clause', 'clause', 'middle', 'item', 'phrase', 'sentence', 'name', 'name'];

/** Shares of good pairs that may be flagged, by what is judged. */
const shares = {
  source: { major: 0.004, minor: 0.01 },
  target: { major: 0.006, minor: 0.012 },
  name: { major: 0.0025, minor: 0.008 },
};
const pairsWithErrors = 0.05;
/** What is learnt for first are clauses. */
const kindWeights: Readonly<Record<string, number>> = { clause: 1.5 };

type Sides = ReturnType<typeof readSides>;
type Rates = { readonly source: LinkRates; readonly target: LinkRates };
/** What is judged: a stretch of a side, or a name of the source. */
type Judged = Side | 'name';

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

interface Scored {
  readonly stretch: Stretch;
  /** Index of the good pair or of the planted error. */
  readonly index: number;
  readonly fold: number;
  readonly weight: number;
}

/** Learns from the pairs with even indexes, writes what was learnt, and prints what it finds in the others. */
export function calibrateCoverage(material: Material): void {
  new Calibration(material).run();
}

class Calibration {
  private readonly material: Material;
  private readonly context: CheckContext;

  constructor(material: Material) {
    const { from, to } = material.pair;
    const terms = new URL(`../../server/engine/languages/${from.code}-${to.code}/terms.tsv`, import.meta.url);
    this.material = material;
    this.context = { pair: material.pair, terms: indexTerms(existsSync(terms) ? readConcepts(terms) : [], from, to) };
  }

  run(): void {
    const pairs = this.material.rows.map(({ src, good }): Pair => ({ source: src, target: good }));
    const tuning = pairs.filter((_, i) => i % 2 === 0).map((pair) => this.read(pair));
    const heldOut = pairs.filter((_, i) => i % 2 === 1).map((pair) => this.read(pair));
    const planted = this.plantIn(tuning, 7);
    const lengths = { source: this.fitLengths(tuning, 'source'), target: this.fitLengths(tuning, 'target') };
    console.log(
      `${tuning.length} pairs to learn from, ${planted.length} planted; deviations ${lengths.source.deviation}, ${lengths.target.deviation}`,
    );
    const { clean, wrong } = this.collect(tuning, planted, lengths);
    const learn = (side: Judged): Judge => {
      const here = planted.filter((error) =>
        side === 'name'
          ? error.kind === 'name' && error.side === 'source'
          : error.side === side && error.kind !== 'name',
      );
      return learnJudge(side, clean[side], wrong[side], here.length, tuning.length);
    };
    const rates = this.countRates(tuning, planted, -1);
    const model: CoverageModel = {
      lengths,
      judges: { source: learn('source'), target: learn('target'), name: learn('name') },
    };
    writeFileSync(weightsFile('coverage-ru-en.json'), `${JSON.stringify(model, null, 1)}\n`);
    for (const side of ['source', 'target'] as const) writeRates(side, rates[side]);
    this.report(heldOut, (reading) => judgeStretches(reading, this.context, { rates, model }));
  }

  private read(pair: Pair): PairReading {
    return readPair(pair, this.material.pair.from, this.material.pair.to, this.context);
  }

  private plain(reading: PairReading): Sides {
    return readSides(reading, this.material.pair, { source: noRates, target: noRates });
  }

  private plantIn(good: readonly PairReading[], seed: number): Planted[] {
    const random = seededRandom(seed);
    const readings = good.map((reading) => this.plain(reading));
    const planted: Planted[] = [];
    for (const [i, good] of readings.entries()) {
      const fold = i % folds;
      const texts = { source: good.source.reading.text, target: good.target.reading.text };
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
          planted.push({ reading: this.read({ ...texts, [gone]: made.text }), side, lost, kept, kind, fold });
        }
        for (let k = 0; k < 2; k++) {
          const other = readings[Math.floor(random() * readings.length)]!;
          const made = other === good ? null : paste(good[side], other[side], random);
          if (!made) continue;
          const reading = this.read({ ...texts, [side]: made.text });
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

  /** Counts of the states of words, of the good pairs and the planted ones that a fold does not hold. */
  private countRates(good: readonly PairReading[], planted: readonly Planted[], without: number): Rates {
    const rates = (side: Side): LinkRates => {
      const tables = { lemmas: new Map() as Table, clean: new Map() as Table, lost: new Map() as Table };
      for (const [i, reading] of good.entries()) {
        if (i % folds === without) continue;
        eachWord(this.plain(reading)[side], (key, classes, state) => {
          count(tables.lemmas, key, state);
          for (const name of classes) count(tables.clean, name, state);
        });
      }
      for (const { reading, side: planted_, lost, fold } of planted) {
        if (planted_ !== side || fold === without) continue;
        eachWord(this.plain(reading)[side], (_, classes, state, i) => {
          if (lost.has(i)) for (const name of classes) count(tables.lost, name, state);
        });
      }
      return tables;
    };
    return { source: rates('source'), target: rates('target') };
  }

  private fitLengths(good: readonly PairReading[], side: Side): LengthModel {
    const sides = good.map((reading) => this.plain(reading));
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

  /** The candidates of good and of planted pairs, each with rates that its own fold did not teach. */
  private collect(
    good: readonly PairReading[],
    planted: readonly Planted[],
    lengths: CoverageModel['lengths'],
  ): { clean: Record<Judged, Scored[]>; wrong: Record<Judged, Scored[]> } {
    const clean: Record<Judged, Scored[]> = { source: [], target: [], name: [] };
    const wrong: Record<Judged, Scored[]> = { source: [], target: [], name: [] };
    for (let fold = 0; fold < folds; fold++) {
      const rates = this.countRates(good, planted, fold);
      const sides = (reading: PairReading): Sides => readSides(reading, this.material.pair, rates);
      const stretches = (reading: PairReading): Stretch[] => findStretches(sides(reading), lengths);
      const names = (reading: PairReading): Stretch[] =>
        findOmittedNames(sides(reading), lengths, reading, this.context);
      for (const [index, reading] of good.entries()) {
        if (index % folds !== fold) continue;
        for (const stretch of stretches(reading)) clean[stretch.side].push({ stretch, index, fold, weight: 1 });
        for (const stretch of names(reading)) clean.name.push({ stretch, index, fold, weight: 1 });
      }
      for (const [index, error] of planted.entries()) {
        if (error.fold !== fold || (error.kind === 'name' && error.side !== 'source')) continue;
        const judged = error.kind === 'name' ? 'name' : error.side;
        const weight = kindWeights[error.kind] ?? 1;
        for (const stretch of error.kind === 'name' ? names(error.reading) : stretches(error.reading))
          if (isFound(stretch, error)) wrong[judged].push({ stretch, index, fold, weight });
      }
    }
    return { clean, wrong };
  }

  /** What is found in pairs that nothing was learnt from, and how well the words that were lost are marked. */
  private report(good: readonly PairReading[], judge: (reading: PairReading) => JudgedStretch[]): void {
    const planted = this.plantIn(good, 11);
    for (const level of ['major', 'minor'] as const) {
      const isFlag = (s: JudgedStretch): boolean => s.logOdds >= s.judge[level];
      const flagged = (is: (s: JudgedStretch) => boolean): number =>
        good.filter((reading) => judge(reading).some((s) => isFlag(s) && is(s))).length;
      const omissions = flagged(({ side, kind }) => side === 'source' && kind === 'stretch');
      const additions = flagged(({ side }) => side === 'target');
      const names = flagged(({ kind }) => kind === 'name');
      console.log(
        `held out, ${level}: alarms ${omissions} omissions, ${additions} additions, ${names} names of ${good.length}`,
      );
      for (const side of ['source', 'target'] as const) {
        for (const kind of ['sentence', 'clause', 'middle', 'item', 'phrase', 'paste', 'name']) {
          const those = planted.filter((error) => error.side === side && error.kind === kind);
          const hits = those.flatMap((error) => judge(error.reading).find((s) => isFlag(s) && isFound(s, error)) ?? []);
          const [right, marked, all] = those.reduce<[number, number, number]>(
            (sum, error) => {
              const hit = judge(error.reading).find((s) => isFlag(s) && isFound(s, error));
              const known = hit ? wordsOf(hit).filter((i) => error.lost.has(i) || error.kept.has(i)) : [];
              const own = known.filter((i) => error.lost.has(i)).length;
              return hit ? [sum[0] + own, sum[1] + known.length, sum[2] + error.lost.size] : sum;
            },
            [0, 0, 0],
          );
          console.log(
            `  ${side} ${kind.padEnd(9)} ${((100 * hits.length) / those.length).toFixed(1)} % of ${those.length}; words marked, F1 ${((200 * right) / Math.max(1, marked + all)).toFixed(1)}`,
          );
        }
      }
    }
  }
}

const wordsOf = ({ from, to }: Stretch): number[] => Array.from({ length: to - from }, (_, k) => from + k);

type Table = Map<string, [number, number, number]>;

function count(table: Table, key: string, state: 0 | 1 | 2): void {
  const counts = table.get(key) ?? [0, 0, 0];
  counts[state]++;
  table.set(key, counts);
}

function eachWord(
  side: SideWords,
  use: (key: string, classes: readonly string[], state: 0 | 1 | 2, at: number) => void,
): void {
  for (const [i, word] of side.reading.words.entries()) {
    const [wordClass, rateClass] = [side.classes[i]!, side.rateClasses[i]!];
    const classes = wordClass === rateClass ? [wordClass] : [wordClass, rateClass];
    use(lemmaKey(word, wordClass), classes, side.states[i]!, i);
  }
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

function learnModel(negatives: readonly Scored[], positives: readonly Scored[]): LogisticModel {
  const scale = negatives.length / positives.reduce((sum, { weight }) => sum + weight, 0);
  const samples: Sample[] = [
    ...negatives.map(({ stretch }) => ({ features: stretch.features, positive: false, weight: 1 })),
    ...positives.map(({ stretch, weight }) => ({ features: stretch.features, positive: true, weight: scale * weight })),
  ];
  return fitLogistic(samples, 8);
}

function learnJudge(
  side: Judged,
  negatives: readonly Scored[],
  positives: readonly Scored[],
  plantedHere: number,
  total: number,
): Judge {
  const model = learnModel(negatives, positives);
  // Thresholds and confidences are read off scores by models that the pair's own fold did not teach.
  const others = Array.from({ length: folds }, (_, fold) =>
    learnModel(
      negatives.filter((scored) => scored.fold !== fold),
      positives.filter((scored) => scored.fold !== fold),
    ),
  );
  const score = ({ stretch, fold }: Scored): number => logOddsOf(stretch.features, others[fold]!);
  const alarms = best(negatives, score);
  const found = best(positives, score);
  const at = (share: number): number => thresholdFor(alarms, share, total);
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
    confidences: calibrate(found, alarms, plantedHere, total),
  };
}

/** Shares of pairs between which the scores of false alarms are taken to fall off evenly. */
const tail = { from: 0.06, to: 0.01 } as const;

/**
 * The score that so many of all good pairs reach. Few good pairs score so high, and some of those are real slips of their
 * translators; so the line through the scores further down, which falls evenly with the logarithm of the share, is followed.
 */
function thresholdFor(alarms: readonly number[], share: number, total: number): number {
  const points: [x: number, y: number][] = [];
  for (let rank = Math.ceil(tail.to * total); rank < Math.min(alarms.length, tail.from * total); rank++)
    points.push([Math.log((rank + 0.5) / total), alarms[rank]!]);
  const mean = (of: (point: [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length);
  const [x, y] = [mean((p) => p[0]), mean((p) => p[1])];
  const slope =
    mean((p) => (p[0] - x) * (p[1] - y)) /
    Math.max(
      1e-9,
      mean((p) => (p[0] - x) ** 2),
    );
  return y + slope * (Math.log(share) - x);
}

/** The best score of each pair, highest first. */
function best(scored: readonly Scored[], score: (scored: Scored) => number): number[] {
  const byPair = new Map<number, number>();
  for (const one of scored)
    byPair.set(one.index, Math.max(byPair.get(one.index) ?? Number.NEGATIVE_INFINITY, score(one)));
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
    '# Learnt from the news test set NTREX-128 (Federmann et al. 2022): counts alone.',
  ];
  const text = [...head, ...lines('clean', byClass, 1), ...lines('lost', lost, 1), ...lines('lemma', lemmas, 3)];
  writeFileSync(weightsFile(`links-ru-en-${side}.tsv`), `${text.join('\n')}\n`);
}
