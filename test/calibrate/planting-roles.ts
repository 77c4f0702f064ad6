/** Plants the other sex, another person, another tense and exchanged roles in English texts. */

import type { Span } from '../../server/engine/bitext.ts';
import type { PairReading } from '../../server/engine/checks/check.ts';
import { inOtherSex, personWords } from '../../server/engine/checks/persons/persons.ts';
import { formsOf, inflect } from '../../server/engine/languages/en/inflection.ts';

export interface RolePlant {
  readonly text: string;
  /** Where the changed words stand in `text`. */
  readonly span: Span;
  /** Index of the (first) changed word. */
  readonly word: number;
  readonly kind: string;
}

/** All ways to give one word of a text the other sex, and to give it to all pronouns of one sex at once. */
export function otherSexes({ target }: PairReading): RolePlant[] {
  const plants: RolePlant[] = [];
  const all: Record<'m' | 'f', { start: number; end: number; instead: string; word: number }[]> = { m: [], f: [] };
  for (const [at, word] of target.words.entries()) {
    const said = personWords(word, target.language).find(({ sex }) => sex !== null);
    const instead = said ? inOtherSex(target, at) : null;
    if (!said?.sex || instead === null || (word.capital && !word.first)) continue;
    const pronoun = said.person !== null;
    plants.push({
      text: target.text.slice(0, word.start) + instead + target.text.slice(word.end),
      span: [word.start, word.start + instead.length],
      word: at,
      kind: pronoun ? 'pronoun' : 'noun',
    });
    if (pronoun) all[said.sex].push({ start: word.start, end: word.end, instead, word: at });
  }
  for (const changes of Object.values(all)) {
    if (changes.length < 2) continue;
    let text = target.text;
    for (const { start, end, instead } of [...changes].reverse())
      text = text.slice(0, start) + instead + text.slice(end);
    const first = changes[0];
    if (first)
      plants.push({ text, span: [first.start, first.start + first.instead.length], word: first.word, kind: 'all' });
  }
  return plants;
}

/** What each pronoun is exchanged for: others of the same kind and another person. */
const otherPersons: Readonly<Record<string, readonly string[]>> = {
  i: ['we', 'you', 'he'],
  we: ['they', 'you', 'I'],
  you: ['they', 'we', 'I'],
  they: ['we', 'you'],
  he: ['I', 'they'],
  she: ['I', 'they'],
  me: ['him', 'us'],
  us: ['them', 'you'],
  them: ['us', 'him'],
  him: ['me', 'them'],
  my: ['his', 'our', 'your'],
  our: ['their', 'my'],
  your: ['their', 'my'],
  their: ['our', 'his'],
  his: ['my', 'their'],
};

/** All ways to give one pronoun of a text another person. */
export function exchangedPersons({ target }: PairReading): RolePlant[] {
  return target.words.flatMap((word, at) =>
    (otherPersons[word.folded] ?? []).flatMap((other) => {
      if (word.capital && !word.first && word.folded !== 'i') return [];
      const instead = word.first && word.capital ? other.slice(0, 1).toUpperCase() + other.slice(1) : other;
      const text = target.text.slice(0, word.start) + instead + target.text.slice(word.end);
      return {
        text,
        span: [word.start, word.start + instead.length] as const,
        word: at,
        kind: `${word.folded} ${other}`,
      };
    }),
  );
}

/** All ways to turn a future of a text into a past, and a past into a future. */
export function otherTenses({ target: { text, words, language } }: PairReading): RolePlant[] {
  return words.flatMap((word, at) => {
    const [before, helper] = [words[at - 2]?.folded, words[at - 1]];
    const lemma = language.lemmas(word.text)[0] ?? word.folded;
    const forms = formsOf(word.folded, lemma);
    const put = (from: number, instead: string, kind: string): RolePlant[] => {
      const start = words[from]?.start ?? 0;
      return [
        {
          text: text.slice(0, start) + instead + text.slice(word.end),
          span: [start, start + instead.length],
          word: from,
          kind,
        },
      ];
    };
    if (helper?.folded === 'will' && forms.includes('base') && lemma !== 'be' && lemma !== 'have')
      return put(at - 1, inflect(lemma, 'past'), 'future to past');
    if (before === 'will' && helper?.folded === 'be' && forms.includes('participle'))
      return put(at - 2, `was ${word.text}`, 'future to past, passive');
    if (/^(?:was|were)$/.test(helper?.folded ?? '') && forms.includes('participle'))
      return put(at - 1, `will be ${word.text}`, 'past to future, passive');
    const alone = !/^(?:be|been|is|are|was|were|has|have|had|will|would|not|did|the|a|an)$/.test(
      helper?.folded ?? 'the',
    );
    if (alone && !word.capital && forms.includes('past') && lemma !== word.folded)
      return put(at, `will ${lemma}`, 'past to future');
    return [];
  });
}

/** All ways to exchange the nouns of "a of b", and those right before and after a verb. */
export function exchangedRoles({ source, target: { text, words, linked } }: PairReading): RolePlant[] {
  const isPart = (at: number, part: string): boolean => {
    const original = source.words[linked[at] ?? -1];
    return original !== undefined && source.language.morphology?.analyses(original.text)[0]?.partOfSpeech === part;
  };
  const plants: RolePlant[] = [];
  const exchange = (a: number, b: number, kind: string): void => {
    const [first, second] = [words[a], words[b]];
    if (!first || !second || first.folded === second.folded) return;
    const changed =
      text.slice(0, first.start) +
      second.text +
      text.slice(first.end, second.start) +
      first.text +
      text.slice(second.end);
    plants.push({ text: changed, span: [first.start, second.end], word: a, kind });
  };
  for (const [at, word] of words.entries()) {
    if (word.folded === 'of' && isPart(at - 1, 'noun')) {
      for (const k of [at + 1, at + 2]) {
        if (!isPart(k, 'noun')) continue;
        exchange(at - 1, k, 'owner');
        break;
      }
    }
    if (!isPart(at, 'verb')) continue;
    const before = [at - 1, at - 2].find((k) => isPart(k, 'noun'));
    const after = [at + 1, at + 2, at + 3].find((k) => isPart(k, 'noun'));
    if (before !== undefined && after !== undefined) exchange(before, after, 'agent');
  }
  return plants;
}
