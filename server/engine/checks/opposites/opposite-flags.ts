/** Flags for words of the wrong side of a group, by weights and rates that were learnt for each check. */

import type { Flag, Span } from '../../bitext.ts';
import { inflectLike } from '../../languages/en/inflection.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import type { WordRange } from '../../languages/phrases.ts';
import type { PolarBook } from '../../languages/polar.ts';
import type { PairReading } from '../check.ts';
import { type Judge, judgesOf, logOddsOf, pairCode, verdictAt } from '../judgement.ts';
import { ratesOf } from './explained-rates.ts';
import { findOpposites, type Opposite } from './opposites.ts';
import { findThesaurusOpposites } from './thesaurus-opposites.ts';

export function oppositeFlags(
  check: 'polarity' | 'quantity',
  reading: PairReading,
  pair: LanguagePair | null,
  book: PolarBook | undefined,
): Flag[] {
  const judges = pair && judgesOf(check, pairCode(pair));
  if (!pair || !book || !judges?.word) return [];
  const { source, target } = reading;
  // A word of several groups is flagged once, by the group that speaks most for an error.
  const best = new Map<number, { flag: Flag; logOdds: number }>();
  const offer = (
    [from, to]: WordRange,
    said: WordRange | null,
    logOdds: number,
    judge: Judge,
    suggestion: () => string | null,
  ): void => {
    const verdict = verdictAt(logOdds, judge);
    if (!verdict || (best.get(from)?.logOdds ?? Number.NEGATIVE_INFINITY) >= logOdds) return;
    const span: Span = [target.words[from]?.start ?? 0, target.words[to - 1]?.end ?? 0];
    const saidSpan: Span | null = said && [source.words[said[0]]?.start ?? 0, source.words[said[1] - 1]?.end ?? 0];
    const flag: Flag = {
      check,
      category: 'accuracy/mistranslation',
      ...verdict,
      source: saidSpan,
      target: span,
      message: {
        key: `${check}.${saidSpan ? 'opposite' : 'unsaid'}`,
        params: { source: saidSpan ? source.text.slice(...saidSpan) : '', target: target.text.slice(...span) },
      },
      suggestion: suggestion(),
    };
    best.set(from, { flag, logOdds });
  };
  for (const found of findOpposites(reading, book, pair, ratesOf(check, pairCode(pair)))) {
    if (!found.features) continue;
    offer([found.from, found.to], found.source, logOddsOf(found.features, judges.word), judges.word, () =>
      suggestionFor(found, reading, pair),
    );
  }
  if (judges.thesaurus) {
    for (const { at, source: said, instead, features } of findThesaurusOpposites(reading, pair)) {
      const word = target.words[at];
      offer([at, at + 1], [said, said + 1], logOddsOf(features, judges.thesaurus), judges.thesaurus, () =>
        word ? inflectLike(word.text, word.lemmas[0] ?? word.folded, instead) : null,
      );
    }
  }
  return [...best.values()].map(({ flag }) => flag);
}

/** The other side's word in the same form: the one that the lexicon gives for the original's word, else the group's first that fits. */
function suggestionFor(found: Opposite, { source, target }: PairReading, pair: LanguagePair): string | null {
  if (found.to - found.from !== 1 || !found.source || found.otherSide === null) return null;
  const word = target.words[found.from];
  if (!word) return null;
  const original = source.words[found.source[0]];
  const renderings = original ? pair.renderings(original.folded, original.lemmas, original.capital) : [];
  const known = (text: string): boolean => renderings.some(({ form, whole }) => whole && form === text);
  const candidates = (found.group.sides[found.otherSide]?.target ?? [])
    .map(({ text }) => text.replace(/^=/, ''))
    .filter((text) => /^[a-z-]+$/.test(text) && !(text.endsWith('s') && word.folded.endsWith('s')))
    .map((text, k) => ({ text, rank: (known(text) ? 0 : 100) + (endsAlike(text, word.folded) ? 0 : 50) + k }))
    .sort((a, b) => a.rank - b.rank);
  for (const { text } of candidates) {
    // A plural is inflected from its singular although it may be listed itself; closed is a word beside close.
    const lemmas = word.folded.endsWith('s') ? [...word.lemmas, word.folded] : [word.folded, ...word.lemmas];
    for (const lemma of lemmas) {
      const sided = found.sides.some((side) => found.group.sides[side]?.target.some((p) => p.text === lemma));
      const form = sided ? inflectLike(word.text, lemma, text) : null;
      if (form !== null) return form;
    }
  }
  return null;
}

/** Two words of one kind often end alike: northern and southern, legal and illegal. */
function endsAlike(a: string, b: string): boolean {
  return a.length > 5 && b.length > 5 && a.slice(-3) === b.slice(-3);
}
