/**
 * Links by what words say together: a set phrase of the lexicon («в настоящее время» and "currently"), whose words stand for
 * the rendering's words as a whole; and a unit of time that only the original names beside its number («2018 года», "2018").
 */

import type { LanguagePair } from '../languages/pair.ts';
import type { PhraseMatch, WordRange } from '../languages/phrases.ts';
import type { Word } from '../text/words.ts';

/** What `linkGroups` proposes: a link that may share its target word with others of the group. */
export interface GroupLink {
  readonly source: number;
  readonly target: number;
  /** The rendering has a word that is more than grammar. */
  readonly telling: boolean;
}

/** A rendering may stand so many words from where the neighbours' links expect it; one of grammar words alone much nearer. */
const reach = { telling: 10, grammar: 3 } as const;

/**
 * Links of source words that have none yet. A target word that is linked to a word outside the group is never taken.
 * Time: the words, and for each phrase found its renderings.
 * @param ofSource for each source word its target word, or -1; likewise `ofTarget`
 */
export function linkGroups(
  source: readonly Word[],
  target: readonly Word[],
  pair: LanguagePair,
  ofSource: Int32Array,
  ofTarget: Int32Array,
): GroupLink[] {
  const links: GroupLink[] = [];
  const taken = new Set<number>();
  const isFree = (s: number): boolean => ofSource[s]! < 0 && !taken.has(s);
  const matches = pair.phrases
    .find(source)
    .filter(({ from, to }) => to - from > 1)
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  for (const match of matches) {
    const members = membersOf(match, source);
    if (!members.some(isFree)) continue;
    const expected = expectedPlace(match, ofSource, source.length, target.length);
    const range = nearest(match, members, target, pair, expected, ofSource, ofTarget);
    if (!range) continue;
    const own = new Set(members);
    const places = placesIn(range, (t) => ofTarget[t]! < 0 || own.has(ofTarget[t]!));
    if (places.length === 0) continue;
    const isGrammar = (t: number): boolean => isGrammarWord(target[t], pair);
    const telling = places.some((t) => !isGrammar(t));
    const open = places.filter(
      (t) => ofTarget[t]! < 0 && (!telling || !isGrammar(t)) && !links.some((link) => link.target === t),
    );
    const fallback = places.find((t) => !isGrammar(t)) ?? places[0]!;
    for (const s of members) {
      if (!isFree(s)) continue;
      links.push({ source: s, target: open.shift() ?? fallback, telling });
      taken.add(s);
    }
  }
  for (const [s, word] of source.entries()) {
    const number = ofSource[s - 1] ?? -1;
    if (number < 0 || !isFree(s) || !source[s - 1]!.isNumber) continue;
    if (pair.from.calendarWords.get(word.folded)?.role === 'unit')
      links.push({ source: s, target: number, telling: true });
  }
  return links;
}

/** The words of a match that its pattern names, without those in its gaps. */
function membersOf({ phrase, from, to }: PhraseMatch, words: readonly Word[]): number[] {
  const members: number[] = [];
  for (let i = from; i < to; i++) {
    const word = words[i]!;
    const isNamed = phrase.pattern.elements.some(
      (element) =>
        element !== null &&
        (element.forms.includes(word.folded) || [word.folded, ...word.lemmas].some((l) => element.lemmas.includes(l))),
    );
    if (isNamed) members.push(i);
  }
  return members;
}

/** Where the nearest linked words around a phrase put it. */
function expectedPlace({ from, to }: PhraseMatch, ofSource: Int32Array, sources: number, targets: number): number {
  let [sum, count] = [0, 0];
  for (const step of [-1, 1]) {
    const start = step < 0 ? from - 1 : to;
    for (let i = start; i >= 0 && i < sources && Math.abs(i - start) < 8; i += step) {
      if (ofSource[i]! < 0) continue;
      sum += ofSource[i]! - step * (Math.abs(i - start) + 1);
      count++;
      break;
    }
  }
  return count > 0 ? sum / count : ((from + to) / 2 / sources) * targets;
}

/** The range of a rendering that is nearest to where it is expected; one that a word of the phrase is linked into is there. */
function nearest(
  { phrase }: PhraseMatch,
  members: readonly number[],
  target: readonly Word[],
  pair: LanguagePair,
  expected: number,
  ofSource: Int32Array,
  ofTarget: Int32Array,
): WordRange | null {
  let best: WordRange | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const range of pair.phrases.renderings(phrase, target)) {
    const [from, to] = range;
    const anchored = members.some((s) => ofSource[s]! >= from && ofSource[s]! < to);
    let telling = false;
    let open = anchored;
    for (let t = from; t < to; t++) {
      telling ||= !isGrammarWord(target[t], pair);
      open ||= ofTarget[t]! < 0;
    }
    const away = Math.abs((from + to - 1) / 2 - expected);
    const distance = (anchored ? 0 : away) - (to - from) / 4;
    if (!open || (!anchored && away > (telling ? reach.telling : reach.grammar)) || distance >= least) continue;
    [best, least] = [range, distance];
  }
  return best;
}

function placesIn([from, to]: WordRange, isOpen: (t: number) => boolean): number[] {
  const places: number[] = [];
  for (let t = from; t < to; t++) if (isOpen(t)) places.push(t);
  return places;
}

function isGrammarWord(word: Word | undefined, pair: LanguagePair): boolean {
  return word?.lemmas.some((lemma) => pair.to.grammarWords.has(lemma)) ?? true;
}
