/** What a bead that a person confirmed teaches about words: which of them stand for each other. */

import { linkWords } from '../align/links.ts';
import type { Pair } from '../bitext.ts';
import type { Language } from '../languages/language.ts';
import type { LanguagePair } from '../languages/pair.ts';
import { readWords, type Word } from '../text/words.ts';

/** Two dictionary forms, folded, and how often they were seen to translate each other. */
export interface WordCount {
  readonly source: string;
  readonly target: string;
  readonly count: number;
}

/** A word that nothing is known of may stand for so many of the other side's, those nearest to where it is expected. */
const nearest = 3;
/** Shorter words are of grammar in most languages. */
const shortest = 3;

/**
 * The word pairs of a bead: once for each two words that are linked; a word of sense that nothing is known of may stand for
 * each of some that are left on the other side, so that such a pair counts its share, and only what comes together again
 * and again will count much.
 * Words of grammar and numbers teach nothing. Time: that of linking.
 */
export function lessonOf(pair: Pair, from: Language, to: Language, knowledge: LanguagePair | null): WordCount[] {
  const source = readWords(pair.source, from);
  const target = readWords(pair.target, to);
  const links = linkWords(source, target, knowledge);
  const counts = new Map<string, number>();
  const add = (s: Word, t: Word, count: number) => {
    const key = `${s.lemmas[0]}\t${t.lemmas[0]}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  };
  const linkedSource = new Set(links.map((link) => link.source));
  const linkedTarget = new Set(links.map((link) => link.target));
  for (const link of links) {
    const [s, t] = [source[link.source]!, target[link.target]!];
    if (tells(s, from) && tells(t, to)) add(s, t, 1);
  }
  const left = source.filter((word, k) => !linkedSource.has(k) && tells(word, from));
  const right = target.filter((word, k) => !linkedTarget.has(k) && tells(word, to));
  for (const [k, word] of left.entries()) {
    // Most words keep their order; what is nearest by it comes first.
    const expected = left.length > 1 ? (k * (right.length - 1)) / (left.length - 1) : (right.length - 1) / 2;
    const first = Math.max(0, Math.min(right.length - nearest, Math.round(expected) - ((nearest - 1) >> 1)));
    const near = right.slice(first, first + nearest);
    for (const other of near) add(word, other, 1 / Math.max(near.length, 1));
  }
  return [...counts].map(([key, count]) => {
    const [s = '', t = ''] = key.split('\t');
    return { source: s, target: t, count: Math.round(count * 1000) / 1000 };
  });
}

function tells(word: Word, language: Language): boolean {
  return (
    !word.isNumber && word.folded.length >= shortest && !word.lemmas.some((lemma) => language.grammarWords.has(lemma))
  );
}

/** What a count must come to, and the share of all counts of each of its words that it must have, to be believed. */
const leastCount = 1;
const leastShare = 0.15;

/** The counts that are worth acting on: seen often enough, and of either word's counterparts not by far the rarer. Linear. */
export function believed(counts: readonly WordCount[]): WordCount[] {
  const ofSource = new Map<string, number>();
  const ofTarget = new Map<string, number>();
  for (const { source, target, count } of counts) {
    ofSource.set(source, (ofSource.get(source) ?? 0) + count);
    ofTarget.set(target, (ofTarget.get(target) ?? 0) + count);
  }
  return counts.filter(
    ({ source, target, count }) =>
      count >= leastCount &&
      count >= leastShare * (ofSource.get(source) ?? 0) &&
      count >= leastShare * (ofTarget.get(target) ?? 0),
  );
}
