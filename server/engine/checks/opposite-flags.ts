/** Flags for words of the wrong side of a group, by weights and rates that were learnt for each check. */

import type { Flag, Span } from '../bitext.ts';
import { inflectLike } from '../languages/en/inflection.ts';
import type { LanguagePair } from '../languages/pair.ts';
import type { PolarBook } from '../languages/polar.ts';
import type { PairReading } from './check.ts';
import { ratesOf } from './explained-rates.ts';
import { judgesOf, logOddsOf, verdictAt } from './judgement.ts';
import { findOpposites, type Opposite } from './opposites.ts';

export function oppositeFlags(
  check: 'polarity' | 'quantity',
  reading: PairReading,
  pair: LanguagePair | null,
  book: PolarBook | undefined,
): Flag[] {
  const judge = judgesOf(check, 'ru-en')?.word;
  if (!pair || !book || !judge) return [];
  const { source, target } = reading;
  // A word of several groups is flagged once, by the group that speaks most for an error.
  const best = new Map<number, { flag: Flag; logOdds: number }>();
  for (const found of findOpposites(reading, book, pair, ratesOf(check, 'ru-en'))) {
    const logOdds = found.features ? logOddsOf(found.features, judge) : Number.NEGATIVE_INFINITY;
    const verdict = verdictAt(logOdds, judge);
    if (!verdict || (best.get(found.from)?.logOdds ?? Number.NEGATIVE_INFINITY) >= logOdds) continue;
    const span: Span = [target.words[found.from]?.start ?? 0, target.words[found.to - 1]?.end ?? 0];
    const said: Span | null = found.source && [
      source.words[found.source[0]]?.start ?? 0,
      source.words[found.source[1] - 1]?.end ?? 0,
    ];
    const flag: Flag = {
      check,
      category: 'accuracy/mistranslation',
      ...verdict,
      source: said,
      target: span,
      message: {
        key: `${check}.${said ? 'opposite' : 'unsaid'}`,
        params: { source: said ? source.text.slice(...said) : '', target: target.text.slice(...span) },
      },
      suggestion: suggestionFor(found, reading, pair),
    };
    best.set(found.from, { flag, logOdds });
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
