/** Learns the judge of a kind of candidates: weights, thresholds for shares of alarms, a curve of confidence. */

import { type Features, type Judge, logOddsOf } from '../../server/engine/checks/judgement.ts';
import { fitLogistic } from './logistic.ts';

export interface Labelled {
  /** Null for a planted error that is no candidate at all, so that no weights can find it. */
  readonly features: Features | null;
  readonly positive: boolean;
  /** The pair that it is of. */
  readonly pair: number;
  readonly kind: string;
}

/** What speaks against an error cannot speak for one: where few samples say otherwise, they are not believed. */
const excuses =
  /^(?:said|renders|soft|coordinated|deniesSoft|notOnly|idiom|explained|question|opens|linkedAway|linkedWeakly|denial|saidNear)/;

/** Excuses too common to be believed unseen. */
const faint = /^(?:soft vague|soft only|softSomewhere|question|governedSoft|deniesSoft|linkedWeakly|denial)/;

/** Excuses that the knowledge of the pair names as such. */
const firm = /^said(?:Cancels|Softly|ByLink)$/;

/** So many samples the belief in an excuse is worth. */
const believed = 4;

/** Weights by name; features that occur fewer than `least` times are left out. */
export function learnWeights(all: readonly Labelled[], ridge = 3, least = 3): Pick<Judge, 'bias' | 'weights'> {
  const samples = all.flatMap(({ features, positive }) => (features ? [{ features, positive }] : []));
  const learnt = learnFreely(samples, ridge, least, new Set());
  const wrong = Object.keys(learnt.weights).filter((name) => excuses.test(name) && (learnt.weights[name] ?? 0) > 0);
  return wrong.length > 0 ? learnFreely(samples, ridge, least, new Set(wrong)) : learnt;
}

function learnFreely(
  samples: readonly { readonly features: Features; readonly positive: boolean }[],
  ridge: number,
  least: number,
  without: ReadonlySet<string>,
): Pick<Judge, 'bias' | 'weights'> {
  const counts = new Map<string, number>();
  for (const { features } of samples)
    for (const name in features) if (features[name] !== 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts]
    .filter(([name, count]) => count >= least && !without.has(name))
    .map(([name]) => name)
    .sort();
  const positives = samples.filter((s) => s.positive).length;
  const negatives = samples.length - positives;
  const rows = samples.map((s) => ({
    features: names.map((name) => s.features[name] ?? 0),
    positive: s.positive,
    weight: s.positive ? Math.min(1, negatives / positives) : 1,
  }));
  // What excuses is believed to excuse before any sample has shown it: as if the mean error had been clean with it a few times.
  const mean = names.map(
    (name) => samples.reduce((sum, s) => sum + (s.positive ? (s.features[name] ?? 0) : 0), 0) / positives,
  );
  for (const [k, name] of names.entries())
    if (excuses.test(name) && !faint.test(name))
      rows.push({
        features: mean.map((value, j) => (j === k ? 1 : value)),
        positive: false,
        weight: firm.test(name) ? 5 * believed : believed,
      });
  const model = fitLogistic(rows, ridge);
  const weights: Record<string, number> = {};
  let bias = model.bias;
  for (const [k, name] of names.entries()) {
    const weight = (model.weights[k] ?? 0) / (model.scales[k] ?? 1);
    weights[name] = Number(weight.toPrecision(4));
    bias -= weight * (model.means[k] ?? 0);
  }
  return { bias: Number(bias.toPrecision(4)), weights };
}

export interface Scored {
  readonly sample: Labelled;
  readonly score: number;
}

function scoreOf({ features }: Labelled, weights: Pick<Judge, 'bias' | 'weights'>): number {
  return features ? logOddsOf(features, weights) : -20;
}

/** Scores by weights that were learnt without the sample's own fifth of the pairs: what texts not learnt from would get. */
export function crossScores(samples: readonly Labelled[], ridge?: number, least?: number): Scored[] {
  const folds = 5;
  const foldOf = ({ pair }: Labelled): number => Math.floor(pair / 2) % folds;
  return Array.from({ length: folds }).flatMap((_, fold) => {
    const weights = learnWeights(
      samples.filter((s) => foldOf(s) !== fold),
      ridge,
      least,
    );
    return samples.filter((s) => foldOf(s) === fold).map((sample) => ({ sample, score: scoreOf(sample, weights) }));
  });
}

/** The highest score of each pair. */
export function worstOf(scored: readonly Scored[]): number[] {
  const worst = new Map<number, number>();
  for (const { sample, score } of scored)
    worst.set(sample.pair, Math.max(worst.get(sample.pair) ?? Number.NEGATIVE_INFINITY, score));
  return [...worst.values()];
}

/** What one judge finds of the errors planted in pairs that it did not learn from. */
export interface Curve {
  readonly judge: string;
  readonly planted: number;
  /** Recall, 0 to 1, where these shares of good pairs are flagged wrongly, as in `alarmShares`. */
  readonly recall: readonly number[];
  /** Where its thresholds are: the shares of good pairs flagged and of errors found. */
  readonly minor: readonly [alarms: number, recall: number];
  readonly major: readonly [alarms: number, recall: number];
}

/** Shares of good pairs at which curves are read off. */
export const alarmShares = [0.005, 0.01, 0.02, 0.03, 0.06] as const;

/** Curves of all judges learnt in this process, in their order. */
export const curves: Curve[] = [];

/**
 * Adds a judge's curve.
 * @param clean the highest score of each good pair not learnt from that has a candidate
 * @param pairs how many good pairs there were
 * @param planted the score of each error planted in them
 */
export function recordCurve(
  judge: string,
  clean: readonly number[],
  pairs: number,
  planted: readonly number[],
  { minor, major }: { readonly minor: number; readonly major: number },
): void {
  const share = (scores: readonly number[], of: number, at: number): number =>
    of === 0 ? 0 : scores.filter((score) => score >= at).length / of;
  const read = (at: number): [number, number] => [share(clean, pairs, at), share(planted, planted.length, at)];
  curves.push({
    judge,
    planted: planted.length,
    recall: alarmShares.map((alarms) => share(planted, planted.length, thresholdFor(clean, alarms, pairs))),
    minor: read(minor),
    major: read(major),
  });
}

/** Learns a judge from one half of the samples, prints recall against alarms on both halves, and returns it. */
export function learnJudge(
  name: string,
  samples: readonly Labelled[],
  pairs: number,
  alarms: { readonly major: number; readonly minor: number },
  ridge?: number,
): Judge {
  const tuning = samples.filter((s) => s.pair % 2 === 0);
  const heldOut = samples.filter((s) => s.pair % 2 === 1);
  const weights = learnWeights(tuning, ridge);
  const score = (some: readonly Labelled[]): Scored[] =>
    some.map((sample) => ({ sample, score: scoreOf(sample, weights) }));
  const clean = (some: readonly Scored[]) => some.filter((s) => !s.sample.positive);
  const planted = (some: readonly Scored[]) => some.filter((s) => s.sample.positive);
  const half = Math.ceil(pairs / 2);
  const own = crossScores(tuning, ridge);
  const other = score(heldOut);
  const ownClean = worstOf(clean(own));
  const otherClean = worstOf(clean(other));
  const scores = (some: readonly Scored[]) => some.map((s) => s.score);
  const judge: Judge = {
    ...weights,
    major: thresholdFor(ownClean, alarms.major, half),
    minor: thresholdFor(ownClean, alarms.minor, half),
    confidences: confidenceCurve(ownClean, half, scores(planted(own))),
  };
  recordCurve(name, otherClean, pairs - half, scores(planted(other)), judge);
  const share = (values: readonly number[], of: number, at: number) =>
    `${((100 * values.filter((x) => x >= at).length) / of).toFixed(1)} %`;
  console.log(`\n${name}: ${tuning.length} candidates, ${planted(own).length} planted; held out ${heldOut.length}`);
  for (const alarm of [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02]) {
    const at = thresholdFor(ownClean, alarm, half);
    console.log(
      `  alarms ${(100 * alarm).toFixed(2)} % (held out ${share(otherClean, pairs - half, at)}): found ${share(scores(planted(own)), planted(own).length, at)}, held out ${share(scores(planted(other)), planted(other).length, at)}`,
    );
  }
  const kinds = [...new Set(planted(other).map((s) => s.sample.kind))].sort();
  const byKind = kinds.map((kind) => {
    const of = planted(other).filter((s) => s.sample.kind === kind);
    return `${kind} ${share(scores(of), of.length, judge.minor)} of ${of.length}`;
  });
  console.log(`  by kind at the lower threshold, held out: ${byKind.join('; ')}`);
  return judge;
}

/** The score that so many of all clean pairs reach. */
export function thresholdFor(worst: readonly number[], share: number, pairs: number): number {
  const sorted = [...worst].sort((a, b) => b - a);
  return Number(((sorted[Math.floor(share * pairs)] ?? -20) + 1e-3).toFixed(3));
}

/** Share of right flags by score, made monotone, where one pair in twenty has such an error. */
export function confidenceCurve(
  clean: readonly number[],
  pairs: number,
  planted: readonly number[],
): [number, number][] {
  const prevalence = 0.05;
  const edges = [...new Set([...clean, ...planted].filter((x) => x > -6).map((x) => Math.round(x)))].sort(
    (a, b) => a - b,
  );
  const points: [number, number][] = [];
  let highest = 0;
  for (const edge of edges) {
    const inside = (values: readonly number[]) => values.filter((x) => x >= edge - 1 && x < edge + 1).length;
    const right = (prevalence * (inside(planted) + 0.5)) / (planted.length + 1);
    const wrong = ((1 - prevalence) * (inside(clean) + 0.5)) / (pairs + 1);
    highest = Math.max(highest, right / (right + wrong));
    points.push([edge, Number(Math.min(0.98, highest).toFixed(3))]);
  }
  return points;
}
