import { parameters } from './parameters.ts';
import { soundOf } from './sounds.ts';
import type { Bags } from './tokens.ts';

/** What is known of word pairs before the text is read: pairs of types with a count, kept in every round. */
export interface Priors {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly counts: Float32Array;
  /** Indexes into `grounds`: the strongest reason for each pair. */
  readonly grounds: Uint8Array;
}

/** Why a pair of words is believed to belong together before a text is read: `memory` is what was learnt from other texts. */
export const grounds = ['number', 'mark', 'equal', 'sound', 'lexicon', 'memory'] as const;
export type Ground = (typeof grounds)[number];

/** The priors of one direction, by the type that explains. */
export interface PriorRows {
  readonly starts: Int32Array;
  readonly types: Int32Array;
  readonly counts: Float32Array;
  readonly grounds: Uint8Array;
}

/** What a lexicon is to the aligner. */
export interface Dictionary {
  /** Folded target words, in their dictionary forms, that may translate a lower-case source word in any form. */
  translate(word: string): readonly string[];
  /** Target language: the dictionary forms of a word. */
  readonly to: { lemmas(word: string): readonly string[] };
}

/** Words, folded, that translated each other in texts that people have confirmed, and how often. */
export interface LearntPair {
  readonly source: string;
  readonly target: string;
  readonly count: number;
}

const number = /^\p{Nd}+$/u;
const letters = /^\p{L}/u;

/**
 * Pairs of types that look, sound or are known to be alike: equal strings, equal sounds, equal first sounds and, where
 * there is one, the lexicon's entries, and what was learnt from other texts. Linear in the types, but for sound classes, whose size is bounded.
 */
export function findPriors(
  source: Bags,
  target: Bags,
  dictionary: Dictionary | null,
  learnt: readonly LearntPair[] = [],
): Priors {
  const weights = parameters.prior;
  const counts = new Map<number, number>();
  const reasons = new Map<number, number>();
  const width = target.types.length;
  const raise = (s: number, t: number, count: number, ground: Ground) => {
    const key = s * width + t;
    const before = counts.get(key) ?? 0;
    if (before < count) counts.set(key, count);
    // At equal weight what is known comes before what merely looks or sounds alike.
    if (before <= count) reasons.set(key, grounds.indexOf(ground));
  };

  const targetIds = new Map(target.types.map((type, id) => [type, id]));
  for (const [s, type] of source.types.entries()) {
    const t = targetIds.get(type);
    if (t === undefined) continue;
    if (number.test(type)) raise(s, t, weights.number, 'number');
    else if (!letters.test(type)) raise(s, t, weights.number, 'mark');
    else if (type.length >= 3) raise(s, t, weights.equal, 'equal');
  }

  for (const [size, weight, limit] of [
    [parameters.stemLetters, weights.sound, Number.POSITIVE_INFINITY],
    [4, weights.soundStart, parameters.soundStartTypes],
  ] as const) {
    const classes = soundClasses(source, size);
    for (const [sound, t] of soundClasses(target, size)) {
      const s = classes.get(sound);
      if (!s || s.length > limit || t.length > limit) continue;
      for (const a of s) for (const b of t) raise(a, b, weight, 'sound');
    }
  }

  if (dictionary) {
    // Both sides meet in the dictionary form of a target word, so that "went" is found under "go".
    const byLemma = new Map<string, number[]>();
    for (const [t, words] of target.forms.entries()) {
      for (const lemma of new Set(words.flatMap((word) => [word, ...dictionary.to.lemmas(word)]))) {
        const types = byLemma.get(lemma);
        if (types) types.push(t);
        else byLemma.set(lemma, [t]);
      }
    }
    for (const [s, words] of source.forms.entries()) {
      for (const word of words) {
        for (const translation of dictionary.translate(word)) {
          for (const t of byLemma.get(translation) ?? []) raise(s, t, weights.lexicon, 'lexicon');
        }
      }
    }
  }

  if (learnt.length > 0) {
    // Texts have forms and lessons have dictionary forms: they meet in their first letters, as tokens do.
    const bySource = byBeginning(source);
    const byTarget = byBeginning(target);
    for (const { source: s, target: t, count } of learnt) {
      const weight = Math.min(count, weights.learntMost) * weights.learnt;
      for (const a of bySource.get(beginningOf(s)) ?? [])
        for (const b of byTarget.get(beginningOf(t)) ?? []) raise(a, b, weight, 'memory');
    }
  }

  const size = counts.size;
  const priors: Priors = {
    source: new Int32Array(size),
    target: new Int32Array(size),
    counts: new Float32Array(size),
    grounds: new Uint8Array(size),
  };
  let k = 0;
  for (const [key, count] of counts) {
    priors.source[k] = Math.floor(key / width);
    priors.target[k] = key % width;
    priors.counts[k] = count;
    priors.grounds[k] = reasons.get(key) ?? 0;
    k++;
  }
  return priors;
}

function beginningOf(word: string): string {
  return word.slice(0, parameters.stemLetters);
}

/** Types by the first letters of the words behind them. */
function byBeginning(bags: Bags): Map<string, number[]> {
  const types = new Map<string, number[]>();
  for (const [id, forms] of bags.forms.entries()) {
    for (const beginning of new Set(forms.map(beginningOf))) {
      const known = types.get(beginning);
      if (known) known.push(id);
      else types.set(beginning, [id]);
    }
  }
  return types;
}

/** Types by the first `size` letters of their sound, those with fewer left out. */
function soundClasses(bags: Bags, size: number): Map<string, number[]> {
  const classes = new Map<string, Set<number>>();
  for (const [id, forms] of bags.forms.entries()) {
    if (!letters.test(bags.types[id]!)) continue;
    for (const form of forms) {
      const sound = soundOf(form).slice(0, size);
      if (sound.length < size) continue;
      const found = classes.get(sound);
      if (found) found.add(id);
      else classes.set(sound, new Set([id]));
    }
  }
  return new Map([...classes].map(([sound, set]) => [sound, [...set]]));
}
