/**
 * Words of the translation that nothing in the original explains, while a word of the original that nothing explains either
 * stands where its counterpart is expected and means the opposite by lexicon and thesaurus: legal for незаконный. Together the
 * two are strong evidence, whatever the words are.
 */

import type { LanguagePair } from '../../languages/pair.ts';
import type { PairReading } from '../check.ts';
import { hasOpposites, relationOf } from './antonyms.ts';
import { deniedNear, expectedAt, lengthOfContent, linkedShare, slotOf } from './slots.ts';

export interface ThesaurusOpposite {
  /** Index of the translation's word. */
  readonly at: number;
  /** Index of the original's word. */
  readonly source: number;
  /** The rendering of the original's word that is the opposite. */
  readonly instead: string;
  readonly features: Readonly<Record<string, number>>;
}

/** The original's word may stand so many words from where it is expected. */
const reach = 6;
/** A link less sure than this may be wrong. */
const sure = 0.75;

/** Time: words without a link on one side x those within reach on the other. */
export function findThesaurusOpposites(reading: PairReading, pair: LanguagePair): ThesaurusOpposite[] {
  const { source, target } = reading;
  if (!pair.to.opposites) return [];
  const scores = new Float64Array(source.words.length);
  for (const link of reading.links) scores[link.source] = link.score;
  const found: ThesaurusOpposite[] = [];
  for (const [at, word] of target.words.entries()) {
    if (word.isNumber || word.folded.length < 3 || pair.to.numberWords.has(word.folded)) continue;
    const link = target.linked[at] ?? -1;
    if (link >= 0 && (scores[link] ?? 0) >= sure) continue;
    if (word.lemmas.some((lemma) => pair.to.grammarWords.has(lemma)) || pair.quantities.saysTarget(word)) continue;
    // A name is not what its word means.
    if ((word.capital && !word.first) || !hasOpposites(word, pair)) continue;
    const expected = expectedAt(target, at, at + 1 < target.words.length ? at + 1 : -1, source.words.length);
    let best: { index: number; instead: string; away: number; free: boolean } | null = null;
    let says = false;
    for (let k = Math.max(0, expected - reach); k <= Math.min(source.words.length - 1, expected + reach); k++) {
      const other = source.words[k];
      if (!other || other.isNumber || other.folded.length < 3) continue;
      const otherLink = source.linked[k] ?? -1;
      const free = otherLink < 0 || otherLink === at;
      if (!free && (scores[k] ?? 0) >= sure) continue;
      const relation = relationOf(other, word, pair);
      if (relation.says) says = true;
      const away = Math.abs(k - expected) + (free ? 0 : 3);
      if (relation.opposite !== null && (!best || away < best.away))
        best = { index: k, instead: relation.opposite, away, free };
    }
    if (!best || says) continue;
    const f: Record<string, number> = { linkedShare: linkedShare(target, at, 4) };
    f[best.away <= 1 ? 'here' : best.away <= 3 ? 'near' : 'far'] = 1;
    if (!best.free) f.linkedElsewhere = 1;
    if (link >= 0) f[link === best.index ? 'linkedTogether' : 'linkedWeakly'] = 1;
    const fit = slotOf(reading, at, at + 1, { from: best.index, to: best.index + 1 });
    if (fit > 0) f[fit === 2 ? 'slotExact' : 'slot'] = 1;
    if (deniedNear(source, best.index) !== deniedNear(target, at)) f.denial = 1;
    if (!lengthOfContent(word)) f.short = 1;
    found.push({ at, source: best.index, instead: best.instead, features: f });
  }
  return found;
}
