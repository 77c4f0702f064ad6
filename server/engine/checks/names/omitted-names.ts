/** Names of the original that the translation leaves out: candidates for the model of coverage.ts, with features of their own. */

import type { Word } from '../../text/words.ts';
import type { CheckContext, PairReading } from '../check.ts';
import { type CoverageModel, measureSource, type Stretch } from '../coverage/coverage.ts';
import type { SideWords } from '../coverage/coverage-words.ts';
import { readNames, strangerCost } from './name-reading.ts';

/** Besides the features of any stretch. */
export const nameFeatures = [
  'known',
  'said twice',
  'strangers',
  'pronouns',
  'unlinked beside',
  'adjective',
  'others',
  'acronym',
  'first',
  'pronoun near',
] as const;

/** Runs of names without a counterpart; none where a first quick look sees no unlinked name. */
export function findOmittedNames(
  sides: { readonly source: SideWords; readonly target: SideWords },
  lengths: CoverageModel['lengths'],
  reading: PairReading,
  context: CheckContext,
): Stretch[] {
  const { source, target } = sides;
  const { words } = reading.source;
  if (!words.some((word, i) => word.capital && source.states[i] === 2 && word.text.length > 2)) return [];
  const names = readNames(reading, context);
  if (!names) return [];
  const alone = new Map(
    names.sources
      .filter(({ index, state }) => state === 'alone' && words[index]!.capital)
      .map((name) => [name.index, name]),
  );
  // English does without patronymics.
  const isPatronymic = (i: number): boolean =>
    words[i - 1]?.capital === true &&
    reading.source.language.morphology?.analyses(words[i]!.text)[0]?.name === 'patronymic';
  const isAlone = (i: number): boolean =>
    source.states[i] === 2 && !isPatronymic(i) && (source.values[i] ?? 0) > 0 && (alone.has(i) || isAcronym(words[i]!));
  const strangers = names.targets.filter(
    ({ exact, cost, familiar }) => !exact && cost > strangerCost && familiar !== 'word',
  ).length;
  const pronouns = target.classes.filter((wordClass, i) => wordClass === 'pronoun' && target.states[i] === 2).length;
  const found: Stretch[] = [];
  for (let from = 0; from < words.length; from++) {
    if (!isAlone(from)) continue;
    let to = from + 1;
    while (to < words.length && isAlone(to)) to++;
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
      target.classes.some((wordClass, i) => wordClass === 'name' && target.states[i] === 2) ? 1 : 0,
      range.some(isAcronym) ? 1 : 0,
      range[0]!.first ? 1 : 0,
      hasPronounNear(sides, from, to) ? 1 : 0,
    ];
    found.push({ side: 'source', from, to, features });
    from = to;
  }
  return found;
}

/** Whether a pronoun that no other word accounts for stands where the name should. */
function hasPronounNear(
  { source, target }: { readonly source: SideWords; readonly target: SideWords },
  from: number,
  to: number,
): boolean {
  const { linked } = source.reading;
  const near = (step: 1 | -1, start: number): number => {
    for (let i = start; i >= 0 && i < linked.length && Math.abs(i - start) < 4; i += step)
      if (source.states[i] === 0) return linked[i]!;
    return -1;
  };
  return [near(-1, from - 1), near(1, to)].some(
    (link) =>
      link >= 0 &&
      [-3, -2, -1, 1, 2, 3].some((step) => {
        const at = link + step;
        return (
          target.classes[at] === 'pronoun' &&
          (target.states[at] === 2 || source.classes[target.reading.linked[at]!] !== 'pronoun')
        );
      }),
  );
}

function isAcronym({ text }: Word): boolean {
  return /^\p{Lu}{2,8}$/u.test(text);
}
