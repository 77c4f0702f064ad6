/** Two persons in each other's places: the one who acts in the original is acted on in the translation. */

import type { PairReading, SideReading } from '../check.ts';
import { type NameReading, strangerCost, type TargetName } from './name-reading.ts';

export interface Exchange {
  readonly first: TargetName;
  readonly second: TargetName;
  /** Their words in the original. */
  readonly sources: readonly [first: number, second: number];
}

/** What stands before the one who acts in a passive: "was replaced by". */
const agentive = 'by';

/**
 * Two names around a verb that is linked, of which the first, the subject of the English, is in an oblique case without a preposition in
 * the original, while the second is in the nominative there. One lookup a word; at most one in a pair.
 */
export function findExchange({ targets, title }: NameReading, { source, target }: PairReading): Exchange | null {
  const { morphology } = source.language;
  if (morphology === null || title || target.language.morphology !== null) return null;
  const sourceOf = ({ index, cost, nearest }: TargetName): number => {
    const linked = target.linked[index]!;
    return linked >= 0 ? linked : cost <= strangerCost ? nearest : -1;
  };
  const persons = targets.filter(
    (name) =>
      name.familiar !== 'word' &&
      sourceOf(name) >= 0 &&
      source.words[sourceOf(name)]!.capital &&
      !target.words[name.index + 1]?.capital,
  );
  const [first, second, ...more] = persons;
  if (!first || !second || more.length > 0) return null;
  const [a, b] = [sourceOf(first), sourceOf(second)];
  const [x, y] = [source.words[a]!, source.words[b]!];
  if (caseOf(x.folded, first.text) !== 'oblique' || caseOf(y.folded, second.text) !== 'nominative') return null;
  const part = (s: number) => morphology.analyses(source.words[s]?.folded ?? '')[0]?.partOfSpeech;
  if (a > 0 && part(a - 1) === 'preposition') return null;
  // One clause, and the first name its subject.
  if (first.index > farthestSubject || second.index - first.index > longestClause || Math.abs(a - b) > longestClause)
    return null;
  const isOneClause = ({ text, words }: SideReading, from: number, to: number): boolean =>
    !/[,;:—–]/.test(text.slice(words[Math.min(from, to)]!.end, words[Math.max(from, to)]!.start));
  if (!isOneClause(source, a, b) || !isOneClause(target, first.index, second.index)) return null;
  const between = target.words.slice(first.index + 1, second.index);
  if (between.some(({ folded }) => folded === agentive)) return null;
  const verb = between.some((_, k) => {
    const s = target.linked[first.index + 1 + k]!;
    return s >= 0 && part(s) === 'verb';
  });
  return verb ? { first, second, sources: [a, b] } : null;
}

/** Words before a subject: "Former Chancellor". */
const farthestSubject = 4;

/** Words from one name to the other. */
const longestClause = 8;

const vowels = /[аеёиоуыэюяaeiouy]$/;

/** The case of a name, told by the end of its English form, which has none. */
function caseOf(russian: string, english: string): 'nominative' | 'oblique' | null {
  const written = english.toLowerCase();
  if (vowels.test(written)) {
    if (!/[aа]$/.test(written)) return null;
    return /[ая]$/.test(russian) ? 'nominative' : /(?:[уюые]|ой|ою)$/.test(russian) ? 'oblique' : null;
  }
  if (/(?:[ауюяе]|ым|ом|ем)$/.test(russian) && !written.endsWith('m')) return 'oblique';
  return vowels.test(russian) ? null : 'nominative';
}
