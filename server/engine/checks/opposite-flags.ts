/** Flags for words of the wrong side of a group, by weights and rates that were learnt for each check. */

import type { Flag, Span } from '../bitext.ts';
import { inflectLike } from '../languages/en/inflection.ts';
import type { LanguagePair } from '../languages/pair.ts';
import type { PolarBook } from '../languages/polar.ts';
import type { PairReading } from './check.ts';
import { judgesOf, logOddsOf, verdictAt } from './judgement.ts';
import { findOpposites, type Opposite } from './opposites.ts';
import { ratesOf } from './explained-rates.ts';

export function oppositeFlags(
  check: 'polarity' | 'quantity',
  reading: PairReading,
  pair: LanguagePair | null,
  book: PolarBook | undefined,
): Flag[] {
  const judge = judgesOf(check, 'ru-en')?.word;
  if (!pair || !book || !judge) return [];
  const { source, target } = reading;
  const flags: Flag[] = [];
  for (const found of findOpposites(reading, book, pair, ratesOf(check, 'ru-en'))) {
    const verdict = found.features && verdictAt(logOddsOf(found.features, judge), judge);
    if (!verdict) continue;
    const span: Span = [target.words[found.from]?.start ?? 0, target.words[found.to - 1]?.end ?? 0];
    const said: Span | null = found.source && [
      source.words[found.source[0]]?.start ?? 0,
      source.words[found.source[1] - 1]?.end ?? 0,
    ];
    flags.push({
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
    });
  }
  return flags;
}

/** The other side's word in the same form: the one that the lexicon gives for the original's word, else the group's first that fits. */
function suggestionFor(found: Opposite, { source, target }: PairReading, pair: LanguagePair): string | null {
  if (found.to - found.from !== 1 || !found.source || found.otherSide === null) return null;
  const word = target.words[found.from];
  if (!word) return null;
  const original = source.words[found.source[0]];
  const renderings = original ? pair.renderings(original.folded, original.lemmas, original.capital) : [];
  const known = (text: string): number => {
    const at = renderings.findIndex(({ form, whole }) => whole && form === text);
    return at < 0 ? renderings.length : at;
  };
  const candidates = (found.group.sides[found.otherSide]?.target ?? [])
    .map(({ text }) => text.replace(/^=/, ''))
    .filter((text) => /^[a-z-]+$/.test(text))
    .map((text, k) => ({ text, rank: known(text) * 100 + k }))
    .sort((a, b) => a.rank - b.rank);
  for (const { text } of candidates) {
    for (const lemma of [word.folded, ...word.lemmas]) {
      const sided = found.sides.some((side) => found.group.sides[side]?.target.some((p) => p.text === lemma));
      const form = sided ? inflectLike(word.text, lemma, text) : null;
      if (form !== null) return form;
    }
  }
  return null;
}
