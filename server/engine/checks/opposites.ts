/**
 * Words of the translation that belong to one side of a group (increase, decrease; all, some, none), each with what speaks for
 * and against its standing in place of another side. What counts is the place: the original's word that no other word of the
 * translation explains, near to where the counterpart is expected.
 */

import type { LanguagePair } from '../languages/pair.ts';
import type { PolarBook, PolarFinds, PolarGroup, PolarMatch } from '../languages/polar.ts';
import type { Word } from '../text/words.ts';
import type { PairReading, SideReading } from './check.ts';
import { expectedAt, lengthOfContent } from './slots.ts';

export interface Opposite {
  readonly group: PolarGroup;
  /** The sides of the group that the translation may say. */
  readonly sides: readonly number[];
  /** Indexes of the first of its words and after the last one. */
  readonly from: number;
  readonly to: number;
  /** What it is called where rates are learnt: the group and the pattern. */
  readonly word: string;
  /** Null where something in the original explains it, so that it is no candidate. */
  readonly features: Readonly<Record<string, number>> | null;
  /** The original's words for another side, as indexes; null where none were found. */
  readonly source: readonly [from: number, to: number] | null;
  /** The side that the original says there. */
  readonly otherSide: number | null;
}

/** Of a word by `Opposite.word`: how often it stood in clean texts, and how often nothing explained it there. */
export type ExplainedRates = Readonly<Record<string, readonly [count: number, unexplained: number]>>;

/** The original's word of the same side may stand so many words from where it is expected. */
const reach = 8;
/** A link this sure explains a word. */
const sure = 0.85;

/** All words of the groups in a translation. Time: that of finding the words, and the matches of each group in pairs. */
export function findOpposites(reading: PairReading, book: PolarBook, pair: LanguagePair, rates: ExplainedRates): Opposite[] {
  const target = book.findTarget(reading.target.words);
  if (target.matches.length === 0) return [];
  const source = book.findSource(reading.source.words);
  const explained = explainedMatches(reading, source, target);
  const scores = new Map(reading.links.map((link) => [link.source, link.score]));
  const isExplained = target.matches.map((match) => explained.has(match) || linkScore(reading.target, match, scores) >= sure);
  return target.matches.map((match, k) => {
    const { group, sides, from, to } = match;
    const word = `${group.id} ${match.pattern.text}`;
    // Another group may explain a word of several senses: right is not left, and not wrong.
    const elsewhere = target.matches.some((other, j) => isExplained[j] && other.from < to && from < other.to);
    const idiom = target.idioms.some((i) => i.from <= from && i.to >= to);
    if (isExplained[k] || elsewhere || idiom) {
      return { group, sides, from, to, word, features: null, source: null, otherSide: null };
    }
    return { group, sides, from, to, word, ...judge(match, reading, source, explained, pair, rates[word] ?? [0, 0]) };
  });
}

/** Pairs the matches of each side one to one: linked ones first, then the nearest within reach. */
function explainedMatches(reading: PairReading, source: PolarFinds, target: PolarFinds): Map<PolarMatch, PolarMatch> {
  const candidates: { s: PolarMatch; t: PolarMatch; cost: number }[] = [];
  for (const t of target.matches) {
    for (const s of source.matches) {
      if (s.group !== t.group || !s.sides.some((side) => t.sides.includes(side)) || idiomCovers(source, s)) continue;
      const cost = linksMeet(reading.target, t, s) ? -1 : distanceOf(reading, t, s);
      if (cost <= reach) candidates.push({ s, t, cost });
    }
  }
  candidates.sort((a, b) => a.cost - b.cost || a.t.from - b.t.from);
  const explained = new Map<PolarMatch, PolarMatch>();
  const taken = new Set<PolarMatch>();
  for (const { s, t } of candidates) {
    if (explained.has(t) || taken.has(s)) continue;
    explained.set(t, s);
    taken.add(s);
  }
  return explained;
}

function linksMeet(side: SideReading, match: PolarMatch, other: { from: number; to: number }): boolean {
  for (let k = match.from; k < match.to; k++) {
    const link = side.linked[k] ?? -1;
    if (link >= other.from && link < other.to) return true;
  }
  return false;
}

/** The score of the best link of a match's words; 0 without one. */
function linkScore({ linked }: SideReading, match: PolarMatch, scores: ReadonlyMap<number, number>): number {
  let best = 0;
  for (let k = match.from; k < match.to; k++) best = Math.max(best, scores.get(linked[k] ?? -1) ?? 0);
  return best;
}

/** Words between a match's expected place in the original and a place there. */
function distanceOf(reading: PairReading, match: PolarMatch, place: { from: number; to: number }): number {
  const expected = expectedOf(reading, match);
  return expected < place.from ? place.from - expected : Math.max(0, expected - place.to + 1);
}

function expectedOf({ source, target }: PairReading, match: PolarMatch): number {
  return expectedAt(target, match.from, match.to < target.words.length ? match.to : -1, source.words.length);
}

function judge(
  match: PolarMatch,
  reading: PairReading,
  source: PolarFinds,
  explained: ReadonlyMap<PolarMatch, PolarMatch>,
  pair: LanguagePair,
  [count, alone]: readonly [number, number],
): Pick<Opposite, 'features' | 'source' | 'otherSide'> {
  const { group, sides } = match;
  const f: Record<string, number> = { rate: Math.log((alone + 0.5) / (count + 2)) };
  if (count === 0) f.unseen = 1;
  if (source.idioms.some((idiom) => idiom.group === group)) f.idiomThere = 1;
  if (linkOf(reading.target, match) >= 0) f.linkedWeakly = 1;
  if (match.to - match.from > 1) f.phrase = 1;
  const said = new Set([...explained].filter(([t]) => t.group === group).map(([, s]) => s));
  // The nearest word of another side that nothing in the translation says, a free one before one that is linked.
  let orphan: { from: number; to: number; side: number } | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  let sameSide = false;
  for (const s of source.matches) {
    if (s.group !== group || idiomCovers(source, s)) continue;
    if (s.sides.some((side) => sides.includes(side))) {
      sameSide = true;
      continue;
    }
    if (said.has(s)) continue;
    const own = linkOf(reading.source, s);
    const free = own < 0 || (own >= match.from && own < match.to);
    const away = distanceOf(reading, match, s);
    if (away + (free ? 0 : 6) >= nearest) continue;
    nearest = away + (free ? 0 : 6);
    orphan = { from: s.from, to: s.to, side: s.sides[0] ?? 0 };
  }
  if (sameSide) f.explainedFar = 1;
  const expected = expectedOf(reading, match);
  if (orphan) {
    if (nearest < 6) {
      f.orphanFree = 1;
      f.orphanNear = 1 / (1 + nearest / 2);
    } else f.orphanLinked = 1 / (1 + (nearest - 6) / 2);
  }
  const byLexicon = !orphan || nearest >= 4 ? lexiconOrphan(match, reading, pair) : null;
  if (byLexicon) {
    orphan = { from: byLexicon.at, to: byLexicon.at + 1, side: byLexicon.side };
    f.lexicon = 1;
    f.lexiconNear = 1 / (1 + byLexicon.away / 2);
  }
  f.denial = deniedNear(reading.source, orphan?.from ?? expected) !== deniedNear(reading.target, match.from) ? 1 : 0;
  f.linkedShare = linkedShare(reading.target, match.from);
  const free = orphansNear(reading.source, expected);
  if (!orphan) f.nothingThere = free === 0 ? 1 : 0;
  return {
    features: f,
    source: orphan ? [orphan.from, orphan.to] : null,
    otherSide: orphan?.side ?? null,
  };
}

function idiomCovers({ idioms }: PolarFinds, match: PolarMatch): boolean {
  return idioms.some((idiom) => idiom.group === match.group && idiom.from <= match.from && idiom.to >= match.to);
}

function linkOf({ linked }: SideReading, match: PolarMatch): number {
  for (let k = match.from; k < match.to; k++) if ((linked[k] ?? -1) >= 0) return linked[k] ?? -1;
  return -1;
}

/** A free word of the original, near the expected place, of which the lexicon knows a rendering of another side. */
function lexiconOrphan(
  match: PolarMatch,
  { source, target }: PairReading,
  pair: LanguagePair,
): { at: number; side: number; away: number } | null {
  const expected = expectedAt(target, match.from, match.to < target.words.length ? match.to : -1, source.words.length);
  let best: { at: number; side: number; away: number } | null = null;
  for (let k = Math.max(0, expected - 6); k <= Math.min(source.words.length - 1, expected + 6); k++) {
    const word = source.words[k];
    if (!word || (source.linked[k] ?? -1) >= 0 || word.folded.length < 3) continue;
    const away = Math.abs(k - expected);
    if (best && best.away <= away) continue;
    const renderings = pair.renderings(word.folded, word.lemmas, word.capital);
    if (renderings.length === 0) continue;
    for (const [side, { target: patterns }] of match.group.sides.entries()) {
      if (match.sides.includes(side)) continue;
      const says = patterns.some(({ elements }) => {
        const [only] = elements;
        return (
          elements.length === 1 &&
          only &&
          renderings.some(({ form, whole }) => whole && (only.lemmas.includes(form) || only.forms.includes(form)))
        );
      });
      const own = match.sides.some((own) =>
        match.group.sides[own]?.target.some(({ elements: [only] }) => renderings.some(({ form }) => only?.lemmas.includes(form))),
      );
      if (says && !own) best = { at: k, side, away };
    }
  }
  return best;
}

const denying = /^(?:не|ни|нет|без|not|no|never|without|cannot|less|least|меньше|менее)$|n't$/;

/** Whether one of the two words before a place denies or turns it. */
function deniedNear({ words }: SideReading, at: number): boolean {
  const denies = (word: Word | undefined) => word !== undefined && denying.test(word.folded);
  return denies(words[at - 1]) || denies(words[at - 2]);
}

function linkedShare({ words, linked }: SideReading, at: number): number {
  let content = 0;
  let found = 0;
  for (let k = Math.max(0, at - 4); k <= Math.min(words.length - 1, at + 4); k++) {
    if (k === at || !lengthOfContent(words[k])) continue;
    content++;
    if ((linked[k] ?? -1) >= 0) found++;
  }
  return content === 0 ? 0.5 : found / content;
}

function orphansNear({ words, linked }: SideReading, at: number): number {
  let found = 0;
  for (let k = Math.max(0, at - 2); k <= Math.min(words.length - 1, at + 2); k++)
    if (lengthOfContent(words[k]) && (linked[k] ?? -1) < 0) found++;
  return found;
}
