/**
 * Learns the judge of the check `term` from good pairs in which terms were put in place of one another; writes
 * server/engine/checks/weights/term-ru-en.json and prints recall against alarms for both halves.
 *
 *     node test/calibrate/terms.ts PAIRS.json     [{"src": …, "good": …}, …]; pairs with even indexes are learnt from
 *
 * The committed weights were learnt from the news test set NTREX-128 (Federmann et al. 2022); they hold counts alone.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { readPair } from '../../server/engine/checks/checks.ts';
import type { Judge } from '../../server/engine/checks/judgement.ts';
import { findAcronymFaults } from '../../server/engine/checks/terms/acronym-reading.ts';
import { findTermSwaps } from '../../server/engine/checks/terms/term-evidence.ts';
import { indexTerms, readConcepts } from '../../server/engine/checks/terms/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { loadPair } from '../../server/engine/languages/pair.ts';
import { type Labelled, learnJudge } from './judges.ts';
import { seededRandom } from './planting.ts';
import { acronymKinds, TermPlanter, termKinds } from './planting-terms.ts';

/**
 * Shares of pairs that may be flagged wrongly, among those in which a term of the original is paraphrased. In news that is one
 * pair in twenty, so that of all pairs so many times fewer are flagged.
 */
const alarms = { name: { major: 0.03, minor: 0.05 }, word: { major: 0.003, minor: 0.008 } };
/**
 * Where a term of several words is nowhere named, one in three is taken to be wrong and two to be paraphrased; of common words
 * fewer than one pair in a hundred has a wrong one. The curves of confidence are learnt for one in twenty.
 */
const prevalence = { name: 0.33, word: 0.01 };
const terms = new URL('../../server/engine/languages/ru-en/terms.tsv', import.meta.url);
const weights = new URL('../../server/engine/checks/weights/term-ru-en.json', import.meta.url);

/** @param rows good pairs, of which those with even indexes are learnt from. */
export async function calibrateTerms(rows: readonly { readonly src: string; readonly good: string }[]): Promise<void> {
  const [from, to, pair] = await Promise.all([loadLanguage('ru'), loadLanguage('en'), loadPair('ru', 'en')]);
  const concepts = readConcepts(terms);
  const context: CheckContext = { pair, terms: indexTerms(concepts, from, to) };
  const read = (source: string, target: string): PairReading => readPair({ source, target }, from, to, context);
  const planter = new TermPlanter(concepts, seededRandom(23));
  const samples: Record<'name' | 'word', Labelled[]> = { name: [], word: [] };
  for (const [index, { src, good }] of rows.entries()) {
    const reading = read(src, good);
    const natural = new Set<string>();
    const clean = (of: PairReading, kind: string, place = index): void => {
      for (const { orphan, stranger, judge, features } of findTermSwaps(of, pair)) {
        const key = `${of.source.text.slice(orphan.start, orphan.end)} ${of.target.text.slice(stranger.start, stranger.end)}`;
        if (!natural.has(key)) samples[judge].push({ features, positive: false, pair: place, kind });
        natural.add(key);
      }
    };
    clean(reading, 'as it is');
    for (const kind of termKinds) {
      const planted = planter.plant(reading, kind);
      if (!planted) continue;
      // Every third right term as well, so that the ways of naming one are not taken for errors.
      if ((index + termKinds.indexOf(kind)) % 3 === 0) clean(read(planted.good.source, planted.good.target), kind);
      // Numbered after all real pairs, even after even ones and odd after odd.
      const place = index + (termKinds.indexOf(kind) + 1) * (rows.length + (rows.length % 2));
      clean(read(planted.unnamed.source, planted.unnamed.target), kind, place);
      const [start, end] = planted.span;
      const [found] = findTermSwaps(read(planted.bad.source, planted.bad.target), pair).filter(
        ({ stranger }) => stranger.start < end && start < stranger.end,
      );
      const judge = found?.judge ?? (kind === 'word' ? 'word' : 'name');
      samples[judge].push({ features: found?.features ?? null, positive: true, pair: index, kind });
    }
  }
  readOffAcronyms(rows, read, context, new TermPlanter(concepts, seededRandom(29)));
  const all = rows.length * (termKinds.length + 1);
  const name = withPrevalence(learnJudge('term, names', samples.name, all, alarms.name), prevalence.name);
  // Single words are put in but once a pair.
  const word = withPrevalence(learnJudge('term, words', samples.word, rows.length * 2, alarms.word), prevalence.word);
  writeFileSync(weights, `${JSON.stringify({ name, word }, null, 1)}\n`);
}

/** A judge whose confidences are for another share of errors than one in twenty. */
function withPrevalence(judge: Judge, share: number): Judge {
  const ratio = share / (1 - share) / (0.05 / 0.95);
  const confidences = judge.confidences.map(([odds, p]): [number, number] => {
    const changed = (p / (1 - p)) * ratio;
    return [odds, Number((changed / (1 + changed)).toFixed(3))];
  });
  // What is right less than once in three times is not worth a reader's look, and what is oftener wrong is no major error.
  const from = (least: number): number => confidences.find(([, p]) => p >= least)?.[0] ?? Number.NEGATIVE_INFINITY;
  return {
    ...judge,
    minor: Math.max(judge.minor, from(0.33)),
    major: Math.max(judge.major, from(0.55)),
    confidences,
  };
}

/** Prints what the check `acronym`, which learns nothing, finds and flags wrongly by kind of fault: its confidences are from this. */
function readOffAcronyms(
  rows: readonly { readonly src: string; readonly good: string }[],
  read: (source: string, target: string) => PairReading,
  context: CheckContext,
  planter: TermPlanter,
): void {
  const found = new Map<string, [found: number, planted: number]>();
  const wrong = new Map<string, number>();
  let right = 0;
  const alarm = (reading: PairReading, where: string): void => {
    for (const { kind } of findAcronymFaults(reading, context))
      wrong.set(`${kind}, ${where}`, (wrong.get(`${kind}, ${where}`) ?? 0) + 1);
  };
  for (const { src, good } of rows) {
    const reading = read(src, good);
    alarm(reading, 'as it is');
    for (const kind of acronymKinds) {
      const planted = planter.plant(reading, kind);
      if (!planted) continue;
      right++;
      alarm(read(planted.good.source, planted.good.target), 'put in');
      const bad = read(planted.bad.source, planted.bad.target);
      const tally = found.get(kind) ?? [0, 0];
      tally[1]++;
      if (findAcronymFaults(bad, context).some(({ target: t }) => bad.target.words[t]?.start === planted.span[0]))
        tally[0]++;
      found.set(kind, tally);
    }
  }
  console.log(`\nacronym: ${[...found].map(([kind, [n, of]]) => `${kind} ${n} of ${of}`).join('; ')}`);
  console.log(
    `  wrongly in ${rows.length} pairs as they are and ${right} with a right one put in: ${[...wrong].map(([kind, n]) => `${kind} ${n}`).join('; ')}`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error('usage: node test/calibrate/terms.ts PAIRS.json');
    process.exit(2);
  }
  await calibrateTerms(JSON.parse(readFileSync(file, 'utf8')));
}
