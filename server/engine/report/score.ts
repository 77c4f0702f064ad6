/**
 * The MQM score of a translation by the raw (uncalibrated) linear model that the MQM Council publishes (themqm.org, "The MQM
 * scoring models"; severities as in ISO 5060): each error costs the penalty points of its severity, and
 *
 *     absolute penalty total    APT  = sum of the points
 *     per-word penalty total    PWPT = APT / evaluation word count
 *     normed penalty total      NPT  = PWPT * 1000, the points in 1,000 reference words
 *     overall quality score     OQS  = 1 - PWPT
 *
 * The words are those of the original, so that a wordy translation does not score better than a terse one.
 */

import { type Category, type Flag, penalties, type Severity, severities } from '../bitext.ts';
import { tokenize } from '../text/tokens.ts';

export const referenceWords = 1000;

export interface Score {
  readonly words: number;
  readonly errors: number;
  readonly points: number;
  /** Points in 1,000 words; null where there are no words. */
  readonly normed: number | null;
  /** 1 is a translation without errors; below 0 where each word costs more than a point. null where there are no words. */
  readonly quality: number | null;
}

export interface Tally {
  readonly category: Category;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly score: Score;
}

/** Words and numbers of a text. */
export function countWords(text: string): number {
  return tokenize(text).filter(({ kind }) => kind !== 'punctuation').length;
}

export function scoreOf(flags: readonly Pick<Flag, 'severity'>[], words: number): Score {
  const points = flags.reduce((sum, { severity }) => sum + penalties[severity], 0);
  const perWord = words === 0 ? null : points / words;
  return {
    words,
    errors: flags.length,
    points,
    normed: perWord === null ? null : perWord * referenceWords,
    quality: perWord === null ? null : 1 - perWord,
  };
}

export function countSeverities(flags: readonly Pick<Flag, 'severity'>[]): Record<Severity, number> {
  const counts = { neutral: 0, minor: 0, major: 0, critical: 0 };
  for (const { severity } of flags) counts[severity]++;
  return counts;
}

/** Each category that has errors, the one that costs most first; among equals the one with more errors. */
export function tallyCategories(flags: readonly Pick<Flag, 'severity' | 'category'>[], words: number): Tally[] {
  return [...Map.groupBy(flags, ({ category }) => category)]
    .map(([category, some]) => ({ category, counts: countSeverities(some), score: scoreOf(some, words) }))
    .sort(
      (a, b) =>
        b.score.points - a.score.points || b.score.errors - a.score.errors || (a.category < b.category ? -1 : 1),
    );
}

/** From the most serious down, as reports list them. */
export const gravestFirst: readonly Severity[] = [...severities].reverse();
