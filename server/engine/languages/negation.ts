/** The words with which a language denies; each language lists its own in `negation.tsv`, which says at its top how. */

import { existsSync } from 'node:fs';
import type { Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { readTable } from './vocabulary.ts';

/**
 * How a word denies. The hard kinds do it by themselves: a `particle` the next word; one that `joins` makes a single denial
 * with a particle of its clause (никто не пришёл), a `pair` with its like (neither … nor). The soft kinds do it by their
 * sense (`clear`: refuse), by a part of the word (`affix`: unknown), now and then (`vague`: yet), or by limiting (`only`).
 */
export type Denial = 'particle' | 'joins' | 'pair' | 'word' | 'without' | 'clear' | 'affix' | 'vague' | 'only';

const denials: readonly string[] = ['particle', 'joins', 'pair', 'word', 'without', 'clear', 'affix', 'vague', 'only'];

export interface NegationWords {
  /** How a word denies, null where it does not. */
  denialOf(word: Word): Denial | null;
}

const loaded = new WeakMap<Language, NegationWords | null>();

/** Reads a language's list, once for the process; null where it has none. */
export function negationWords(language: Language): NegationWords | null {
  let words = loaded.get(language);
  if (words === undefined) {
    const file = new URL(`./${language.code}/negation.tsv`, import.meta.url);
    words = existsSync(file) ? openWords(file, language) : null;
    loaded.set(language, words);
  }
  return words;
}

export function isHard(denial: Denial): boolean {
  return denial !== 'clear' && denial !== 'affix' && denial !== 'vague' && denial !== 'only';
}

function openWords(file: URL, language: Language): NegationWords {
  const lemmas = new Map<string, Denial | null>();
  const forms = new Map<string, Denial | null>();
  const endings: [string, Denial][] = [];
  const beginnings: [string, Denial | null][] = [];
  for (const [pattern = '', kind = ''] of readTable(file)) {
    const denial = denials.includes(kind) ? (kind as Denial) : null;
    const bare = language.fold(pattern.replace(/^[!=]/, ''));
    if (bare.endsWith('-')) beginnings.push([bare.slice(0, -1), denial]);
    else if (bare.startsWith('-') || bare === "n't") endings.push([bare.replace(/^-/, ''), denial ?? 'affix']);
    else (pattern.startsWith('=') ? forms : lemmas).set(bare, denial);
  }
  // What does not deny although it looks like it comes first, then the longest beginning.
  beginnings.sort((a, b) => (a[1] === null ? 0 : 1) - (b[1] === null ? 0 : 1) || b[0].length - a[0].length);
  const cache = new Map<string, Denial | null>();

  function find({ folded, lemmas: dictionaryForms }: Word): Denial | null {
    const listed = forms.get(folded) ?? lemmas.get(folded);
    if (listed !== undefined) return listed;
    const ending = endings.find(
      ([text]) => folded.endsWith(text) && (text === "n't" || folded.length > text.length + 2),
    );
    if (ending) return ending[1];
    for (const lemma of dictionaryForms) {
      const known = lemmas.get(lemma);
      if (known !== undefined) return known;
    }
    const lemma = dictionaryForms[0] ?? folded;
    const beginning = beginnings.find(([text]) => lemma.startsWith(text) && lemma.length > text.length + 2);
    return beginning?.[1] ?? null;
  }

  return {
    denialOf(word) {
      let denial = cache.get(word.folded);
      if (denial === undefined) {
        denial = find(word);
        if (cache.size >= 200_000) cache.clear();
        cache.set(word.folded, denial);
      }
      return denial;
    },
  };
}
