/** Names of the original that the translation leaves out: candidates for the model of coverage.ts, with features of their own. */

import type { CheckContext, PairReading } from './check.ts';
import { type CoverageModel, measureSource, type Stretch } from './coverage.ts';
import type { SideWords } from './coverage-words.ts';
import { readNames, strangerCost } from './name-reading.ts';

/** Besides the features of any stretch. */
export const nameFeatures = [
  'known',
  'said twice',
  'strangers',
  'pronouns',
  'unlinked beside',
  'adjective',
  'lower',
] as const;

/** Runs of names without a counterpart; none where a first quick look sees no unlinked name. */
export function findOmittedNames(
  sides: { readonly source: SideWords; readonly target: SideWords },
  lengths: CoverageModel['lengths'],
  reading: PairReading,
  context: CheckContext,
): Stretch[] {
  const { source, target } = sides;
  if (!source.classes.some((wordClass, i) => wordClass === 'name' && source.states[i] === 2)) return [];
  const names = readNames(reading, context);
  if (!names) return [];
  const alone = new Map(
    names.sources.filter(({ state, role }) => state === 'alone' && role === 'name').map((name) => [name.index, name]),
  );
  const strangers = names.targets.filter(
    ({ exact, cost, familiar }) => !exact && cost > strangerCost && familiar !== 'word',
  ).length;
  const pronouns = target.classes.filter((wordClass, i) => wordClass === 'pronoun' && target.states[i] === 2).length;
  const found: Stretch[] = [];
  const { words } = reading.source;
  for (let from = 0; from < words.length; from++) {
    if (!alone.has(from) || source.states[from] !== 2) continue;
    let to = from + 1;
    while (to < words.length && alone.has(to) && source.states[to] === 2) to++;
    const range = words.slice(from, to);
    const isSaidTwice = range.some((word) =>
      words.some(
        (other, i) =>
          (i < from || i >= to) && other.capital && other.lemmas.some((lemma) => word.lemmas.includes(lemma)),
      ),
    );
    const isBeside = [from - 1, to].some((i) => source.states[i] === 2 && (source.values[i] ?? 0) > 0.6);
    const isAdjective = range.some(
      (word) => reading.source.language.morphology?.analyses(word.text)[0]?.partOfSpeech === 'adjective',
    );
    const features = [
      ...measureSource(sides, lengths, from, to),
      range.some((_, k) => (alone.get(from + k)?.names.length ?? 0) > 0) ? 1 : 0,
      isSaidTwice ? 1 : 0,
      Math.min(2, strangers),
      Math.min(3, pronouns),
      isBeside ? 1 : 0,
      isAdjective ? 1 : 0,
      target.classes.filter((wordClass, i) => wordClass === 'name' && target.states[i] === 2).length > 0 ? 1 : 0,
    ];
    found.push({ side: 'source', from, to, features });
    from = to;
  }
  return found;
}
