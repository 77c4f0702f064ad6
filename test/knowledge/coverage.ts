/** What the knowledge of a pair makes of texts and of translations: the loop in which it is written. */

import { linkWords } from '../../server/engine/align/links.ts';
import type { Pair } from '../../server/engine/bitext.ts';
import { indexTerms, readConcepts, type TermIndex } from '../../server/engine/checks/terms/term-index.ts';
import type { LanguagePair } from '../../server/engine/languages/pair.ts';
import { readWords, type Word } from '../../server/engine/text/words.ts';

export interface Coverage {
  /** Words that count: of four letters or more, the first a small one. */
  readonly words: number;
  /** Of them, those that have an entry of their own in the lexicon or among the names. */
  readonly known: number;
  /** Those that only a phrase or a term that they are part of explains. */
  readonly inPhrases: number;
  /** Dictionary forms of the others, the commonest first. */
  readonly unknown: readonly { readonly lemma: string; readonly count: number; readonly example: string }[];
}

const counts = (word: Word): boolean => /^\p{Ll}\P{N}{3,}$/u.test(word.text) && !word.isNumber;

/** Opens the terms of a pair beside what `loadPair` gives; none where it has no file of them. */
export function openTerms(folder: URL, pair: LanguagePair, exists: (file: URL) => boolean): TermIndex {
  const file = new URL('terms.tsv', folder);
  return indexTerms(exists(file) ? readConcepts(file) : [], pair.from, pair.to);
}

/** Linear in the text, sentence by sentence. */
export function measureCoverage(sentences: Iterable<string>, pair: LanguagePair, terms: TermIndex): Coverage {
  let [words, known, inPhrases] = [0, 0, 0];
  const unknown = new Map<string, { count: number; example: string }>();
  for (const sentence of sentences) {
    const all = readWords(sentence, pair.from);
    const covered = new Set<number>();
    for (const { from, to } of pair.phrases.find(all)) for (let i = from; i < to; i++) covered.add(i);
    for (const { words: range } of terms.findSource(all)) for (let i = range[0]; i < range[1]; i++) covered.add(i);
    for (const [i, word] of all.entries()) {
      if (!counts(word)) continue;
      words++;
      if (pair.renderings(word.folded, word.lemmas, word.capital).length > 0 || pair.from.numberWords.has(word.folded))
        known++;
      else if (covered.has(i)) inPhrases++;
      else {
        const lemma = word.lemmas[0] ?? word.folded;
        const entry = unknown.get(lemma) ?? { count: 0, example: word.text };
        entry.count++;
        unknown.set(lemma, entry);
      }
    }
  }
  const list = [...unknown].map(([lemma, entry]) => ({ lemma, ...entry })).sort((a, b) => b.count - a.count);
  return { words, known, inPhrases, unknown: list };
}

export interface Explained {
  /** Source words that count. */
  readonly words: number;
  /** Of them, those linked to a word of the translation. */
  readonly linked: number;
  /** The same when each source stands beside the translation of a pair half the file away: links that chance makes. */
  readonly byChance: number;
  /** Source words that often have no counterpart, with the target words left over beside them, the likeliest first. */
  readonly missing: readonly MissingWord[];
  /** The pairs of which least is explained, by index. */
  readonly worst: readonly { readonly index: number; readonly linked: number; readonly words: number }[];
}

export interface MissingWord {
  readonly lemma: string;
  /** How often it stood without a counterpart, and how often in all. */
  readonly without: number;
  readonly seen: number;
  readonly hasEntry: boolean;
  readonly candidates: readonly string[];
}

/** Candidates that are shown for a word. */
const shown = 4;

/** Links every pair by knowledge alone and says what is left. Time: the words left over of each pair, one side times the other. */
export function explainPairs(pairs: readonly Pair[], pair: LanguagePair): Explained {
  let [words, linked, byChance] = [0, 0, 0];
  const seen = new Map<string, number>();
  const without = new Map<string, { count: number; hasEntry: boolean; beside: Map<string, number> }>();
  const leftOver = new Map<string, number>();
  const each: { index: number; linked: number; words: number }[] = [];
  const targets = pairs.map(({ target }) => readWords(target, pair.to));
  for (const [index, { source }] of pairs.entries()) {
    const left = readWords(source, pair.from);
    const right = targets[index] ?? [];
    const links = linkWords(left, right, pair);
    const [from, to] = [new Set(links.map((link) => link.source)), new Set(links.map((link) => link.target))];
    const others = right.flatMap((word, i) => (to.has(i) || !counts(word) ? [] : [word.lemmas[0] ?? word.folded]));
    const rest = new Set(others);
    for (const word of rest) leftOver.set(word, (leftOver.get(word) ?? 0) + 1);
    let own = { linked: 0, words: 0 };
    for (const [i, word] of left.entries()) {
      if (!counts(word)) continue;
      const lemma = word.lemmas[0] ?? word.folded;
      own = { linked: own.linked + (from.has(i) ? 1 : 0), words: own.words + 1 };
      seen.set(lemma, (seen.get(lemma) ?? 0) + 1);
      if (from.has(i)) continue;
      const hasEntry = pair.renderings(word.folded, word.lemmas, word.capital).length > 0;
      const entry = without.get(lemma) ?? { count: 0, hasEntry, beside: new Map<string, number>() };
      entry.count++;
      for (const other of rest) entry.beside.set(other, (entry.beside.get(other) ?? 0) + 1);
      without.set(lemma, entry);
    }
    each.push({ index, ...own });
    words += own.words;
    linked += own.linked;
    const stranger = targets[(index + Math.ceil(pairs.length / 2)) % pairs.length] ?? [];
    const chance = pairs.length > 1 ? linkWords(left, stranger, pair) : [];
    byChance += chance.filter((link) => left[link.source] && counts(left[link.source]!)).length;
  }
  const missing = [...without].map(([lemma, { count, hasEntry, beside }]): MissingWord => {
    // How much oftener than chance has it, with one taken off for words that met once: those prove nothing.
    const worth = ([word, together]: readonly [string, number]): number =>
      ((together - 0.5) * pairs.length) / (count * (leftOver.get(word) ?? 1) + pairs.length * 0.1);
    const candidates = [...beside].sort((a, b) => worth(b) - worth(a)).slice(0, shown);
    return {
      lemma,
      without: count,
      seen: seen.get(lemma) ?? count,
      hasEntry,
      candidates: candidates.map(([word]) => word),
    };
  });
  return {
    words,
    linked,
    byChance,
    missing: missing.sort((a, b) => Number(a.hasEntry) - Number(b.hasEntry) || b.without - a.without),
    worst: each
      .filter(({ words }) => words >= 5)
      .sort((a, b) => a.linked / a.words - b.linked / b.words)
      .slice(0, 20),
  };
}
