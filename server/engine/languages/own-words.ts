import type { TermbaseEntry } from '../formats/terms.ts';
import { emptyPair, type LanguagePair, type LexiconEntry, loadPair, type Rendering, renderingsOf } from './pair.ts';

/** What a dictionary puts before a word that is not part of it: to go, a house. */
const leading = /^(?:to|an?|the)\s+(?=\S)/i;

/**
 * A pair's knowledge with a user's own words before it: those of his entries that are one word of the source language
 * (phrases and names of several words are the term index's affair). Nothing is copied of what the pair knows.
 * Time to make: linear in the entries; a word costs its own entries more.
 */
export async function pairWithWords(
  from: string,
  to: string,
  words: readonly TermbaseEntry[],
): Promise<LanguagePair | null> {
  const known = await loadPair(from, to);
  if (words.length === 0) return known;
  const pair = known ?? (await emptyPair(from, to));
  const own = new Map<string, LexiconEntry[]>();
  for (const { source, target } of words) {
    const lemmas = source.filter((name) => !/\s/.test(name));
    const translations = target.map((name) => name.replace(leading, ''));
    if (lemmas.length === 0 || translations.length === 0) continue;
    const entry: LexiconEntry = { lemmas, partOfSpeech: '', translations };
    for (const lemma of lemmas) {
      const key = pair.from.fold(lemma);
      const entries = own.get(key);
      if (entries) entries.push(entry);
      else own.set(key, [entry]);
    }
  }
  const renderings = new Map<string, readonly Rendering[]>();
  const extended: LanguagePair = Object.create(pair, {
    entries: { value: (lemma: string) => [...(own.get(lemma) ?? []), ...pair.entries(lemma)] },
    translate: {
      value: (word: string) =>
        extended.renderings(pair.from.fold(word), pair.from.lemmas(word), true).map(({ form }) => form),
    },
    renderings: {
      value(folded: string, lemmas: readonly string[], capital = true) {
        const all = new Set([folded, ...lemmas]);
        if (![...all].some((lemma) => own.has(lemma))) return pair.renderings(folded, lemmas, capital);
        const key = capital ? `^${folded}` : folded;
        let found = renderings.get(key);
        if (!found) {
          found = renderingsOf(extended, folded, all, capital);
          renderings.set(key, found);
        }
        return found;
      },
    },
  });
  return extended;
}
