/** What turns named features of a candidate into a confidence and a severity, by weights that `test/calibrate` learns. */

import { existsSync, readFileSync } from 'node:fs';
import type { Severity } from '../bitext.ts';
import type { LanguagePair } from '../languages/pair.ts';

/** Values by name; what is not named is 0. */
export type Features = Readonly<Record<string, number>>;

export interface Judge {
  readonly bias: number;
  readonly weights: Features;
  /** Log odds from which a candidate is flagged at all, and as major. */
  readonly minor: number;
  readonly major: number;
  /** Points of a curve, ascending: the share of right flags at some log odds, where one pair in twenty has such an error. */
  readonly confidences: readonly (readonly [logOdds: number, confidence: number])[];
}

/** A major error this sure is a critical one. */
const critical = 0.9;

/** What the files of weights of a pair of languages are named by: `ru-en`. */
export function pairCode({ from, to }: Pick<LanguagePair, 'from' | 'to'>): string {
  return `${from.code}-${to.code}`;
}

const loaded = new Map<string, Readonly<Record<string, Judge>> | null>();

/** The judges of a check for a pair of languages, `weights/<check>-<pair>.json`, read once for the process; null where none were learnt. */
export function judgesOf(check: string, pair: string): Readonly<Record<string, Judge>> | null {
  const name = `${check}-${pair}`;
  let judges = loaded.get(name);
  if (judges === undefined) {
    const file = new URL(`./weights/${name}.json`, import.meta.url);
    judges = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Judge>) : null;
    loaded.set(name, judges);
  }
  return judges;
}

export function logOddsOf(features: Features, { bias, weights }: Pick<Judge, 'bias' | 'weights'>): number {
  let sum = bias;
  for (const name in features) sum += (features[name] ?? 0) * (weights[name] ?? 0);
  return sum;
}

export interface Verdict {
  readonly severity: Severity;
  readonly confidence: number;
}

/** Null where the candidate is not to be flagged. */
export function verdictAt(logOdds: number, judge: Judge): Verdict | null {
  if (logOdds < judge.minor) return null;
  const confidence = confidenceAt(logOdds, judge.confidences);
  if (logOdds < judge.major) return { severity: 'minor', confidence };
  return { severity: confidence >= critical ? 'critical' : 'major', confidence };
}

function confidenceAt(logOdds: number, points: Judge['confidences']): number {
  let before: readonly [number, number] | undefined;
  for (const point of points) {
    if (logOdds < point[0]) {
      if (!before) return point[1];
      return before[1] + ((logOdds - before[0]) / (point[0] - before[0])) * (point[1] - before[1]);
    }
    before = point;
  }
  return before?.[1] ?? 0.5;
}
