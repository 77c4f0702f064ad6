/** The fields that a text is of, by the company its words keep; they decide what an ambiguous acronym means. */

import { existsSync } from 'node:fs';
import { readTable } from '../../languages/vocabulary.ts';
import type { SideReading } from '../check.ts';
import type { Concept } from './term-index.ts';

const tables = new Map<string, ReadonlyMap<string, string>>();

/** Domains by dictionary form, from the language's `domain-words.tsv`; none where it has none. */
function domainWords(language: string): ReadonlyMap<string, string> {
  let words = tables.get(language);
  if (!words) {
    const file = new URL(`../../languages/${language}/domain-words.tsv`, import.meta.url);
    words = new Map(
      existsSync(file)
        ? readTable(file).flatMap(([domain = '', listed = '']) => listed.split(' ').map((word) => [word, domain]))
        : [],
    );
    tables.set(language, words);
  }
  return words;
}

/** Domains of which a word stands in the text. Linear. */
export function domainsOf({ words, language }: SideReading): Set<string> {
  const known = domainWords(language.code);
  const found = new Set<string>();
  for (const word of words) {
    for (const lemma of word.lemmas) {
      const domain = known.get(lemma);
      if (domain !== undefined) found.add(domain);
    }
  }
  return found;
}

/** The meaning to believe in: the user's own, else the first of a field that the text is of, else the first. */
export function likeliestOf(concepts: readonly Concept[], company: ReadonlySet<string>): Concept | undefined {
  return (
    concepts.find(({ own }) => own) ??
    (concepts.length > 1 ? concepts.find(({ domain }) => company.has(domain)) : undefined) ??
    concepts[0]
  );
}
