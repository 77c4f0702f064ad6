import { parameters } from './parameters.ts';
import { soundOf } from './sounds.ts';
import type { Bags } from './tokens.ts';

/** What is known of word pairs before the text is read: pairs of types with a count, kept in every round. */
export interface Priors {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly counts: Float32Array;
}

/** What a lexicon is to the aligner. */
export interface Dictionary {
  /** Folded target words, in their dictionary forms, that may translate a lower-case source word in any form. */
  translate(word: string): readonly string[];
  /** Target language: the dictionary forms of a word. */
  readonly to: { lemmas(word: string): readonly string[] };
}

const number = /^\p{Nd}+$/u;
const letters = /^\p{L}/u;

/**
 * Pairs of types that look, sound or are known to be alike: equal strings, equal sounds, equal first sounds and, where
 * there is one, the lexicon's entries. Linear in the types, but for sound classes, whose size is bounded.
 */
export function findPriors(source: Bags, target: Bags, dictionary: Dictionary | null): Priors {
  const weights = parameters.prior;
  const counts = new Map<number, number>();
  const width = target.types.length;
  const raise = (s: number, t: number, count: number) => {
    const key = s * width + t;
    if ((counts.get(key) ?? 0) < count) counts.set(key, count);
  };

  const targetIds = new Map(target.types.map((type, id) => [type, id]));
  for (const [s, type] of source.types.entries()) {
    const t = targetIds.get(type);
    if (t === undefined) continue;
    if (number.test(type) || !letters.test(type)) raise(s, t, weights.number);
    else if (type.length >= 3) raise(s, t, weights.equal);
  }

  for (const [size, weight, limit] of [
    [parameters.stemLetters, weights.sound, Number.POSITIVE_INFINITY],
    [4, weights.soundStart, parameters.soundStartTypes],
  ] as const) {
    const classes = soundClasses(source, size);
    for (const [sound, t] of soundClasses(target, size)) {
      const s = classes.get(sound);
      if (!s || s.length > limit || t.length > limit) continue;
      for (const a of s) for (const b of t) raise(a, b, weight);
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
          for (const t of byLemma.get(translation) ?? []) raise(s, t, weights.lexicon);
        }
      }
    }
  }

  const size = counts.size;
  const priors: Priors = { source: new Int32Array(size), target: new Int32Array(size), counts: new Float32Array(size) };
  let k = 0;
  for (const [key, count] of counts) {
    priors.source[k] = Math.floor(key / width);
    priors.target[k] = key % width;
    priors.counts[k] = count;
    k++;
  }
  return priors;
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
