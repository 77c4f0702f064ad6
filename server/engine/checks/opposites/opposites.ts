/**
 * Words of the translation that belong to one side of a group (increase, decrease; all, some, none), each with what speaks for
 * and against its standing in place of another side. What counts is the place: the original's word that no other word of the
 * translation explains, near to where the counterpart is expected.
 */

import type { LanguagePair } from '../../languages/pair.ts';
import type { PolarBook, PolarFinds, PolarGroup, PolarMatch } from '../../languages/polar.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';
import { relationOf } from './antonyms.ts';
import { deniedNear, expectedAt, lengthOfContent, linkedShare, slotOf } from './slots.ts';

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
export function findOpposites(
  reading: PairReading,
  book: PolarBook,
  pair: LanguagePair,
  rates: ExplainedRates,
): Opposite[] {
  const target = book.findTarget(reading.target.words);
  if (target.matches.length === 0) return [];
  const source = book.findSource(reading.source.words);
  const bySourceGroup = Map.groupBy(source.matches, ({ group }) => group);
  const explained = explainedMatches(reading, source, bySourceGroup, target);
  const scores = new Map(reading.links.map((link) => [link.source, link.score]));
  const isExplained = target.matches.map((match) => explained.has(match) || linkScore(reading, match, scores) >= sure);
  return target.matches.map((match, k) => {
    const { group, sides, from, to } = match;
    const word = `${group.id} ${match.pattern.text}`;
    // Another group may explain a word of several senses: right is not left, and not wrong.
    const elsewhere = target.matches.some((other, j) => isExplained[j] && other.from < to && from < other.to);
    const idiom = target.idioms.some((i) => i.group === group && i.from <= from && i.to >= to);
    const none = { group, sides, from, to, word, features: null, source: null, otherSide: null };
    if (explained.has(match) || idiom || match.weak) return none;
    // A link to another word explains it, unless a word of the other side stands right there and nothing says it.
    const linkedAway = isExplained[k] || elsewhere;
    const rivals = bySourceGroup.get(group) ?? [];
    if (linkedAway && rivals.length === 0) return none;
    const judged = judge(match, reading, rivals, source, explained, pair, rates);
    if (linkedAway && !judged.features.orphanHere) return none;
    return {
      group,
      sides,
      from,
      to,
      word,
      ...judged,
      features: { ...judged.features, ...(linkedAway ? { linkedAway: 1 } : {}) },
    };
  });
}

/** Pairs the matches of each side one to one: linked ones first, then the nearest within reach. */
function explainedMatches(
  reading: PairReading,
  source: PolarFinds,
  bySourceGroup: ReadonlyMap<PolarGroup, readonly PolarMatch[]>,
  target: PolarFinds,
): Map<PolarMatch, PolarMatch> {
  const candidates: { s: PolarMatch; t: PolarMatch; cost: number }[] = [];
  for (const t of target.matches) {
    for (const s of bySourceGroup.get(t.group) ?? []) {
      if (!s.sides.some((side) => t.sides.includes(side)) || idiomCovers(source, s)) continue;
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

/** Whether a match is of the first part of a compound (low-level), whose link is that of its last part. */
function isFirstPart({ words }: SideReading, { from, pattern }: PolarMatch): boolean {
  return !pattern.text.includes('-') && (words[from]?.folded.includes('-') ?? false);
}

/** The score of the link of a match of one word; 0 without one, and for phrases, whose words say little alone. */
function linkScore({ target }: PairReading, match: PolarMatch, scores: ReadonlyMap<number, number>): number {
  if (isFirstPart(target, match)) return 0;
  return match.to - match.from === 1 ? (scores.get(target.linked[match.from] ?? -1) ?? 0) : 0;
}

/**
 * Words between a place in the original and where a match's counterpart is expected, by the neighbour whose link comes nearest:
 * a neighbour may be linked to a namesake elsewhere.
 */
function distanceOf(reading: PairReading, match: PolarMatch, place: { from: number; to: number }): number {
  let best = 2 + away(expectedOf(reading, match), place);
  const { linked, words } = reading.target;
  for (let step = 1; step <= 4; step++) {
    for (const k of [match.from - step, match.to - 1 + step]) {
      const link = linked[k] ?? -1;
      if (link < 0 || !words[k]) continue;
      best = Math.min(best, Math.max(0, away(link, place) - 1) + 0.7 * (step - 1));
    }
  }
  return best;
}

function away(at: number, { from, to }: { from: number; to: number }): number {
  return at < from ? from - at : Math.max(0, at - to + 1);
}

function expectedOf({ source, target }: PairReading, match: PolarMatch): number {
  return expectedAt(target, match.from, match.to < target.words.length ? match.to : -1, source.words.length);
}

/** Rates of a group as a whole are kept under this. */
export function groupKey(group: PolarGroup): string {
  return `${group.id} *`;
}

function judge(
  match: PolarMatch,
  reading: PairReading,
  rivals: readonly PolarMatch[],
  source: PolarFinds,
  explained: ReadonlyMap<PolarMatch, PolarMatch>,
  pair: LanguagePair,
  rates: ExplainedRates,
): { features: Record<string, number>; source: Opposite['source']; otherSide: number | null } {
  const { group, sides } = match;
  const [count, alone] = rates[`${group.id} ${match.pattern.text}`] ?? [0, 0];
  const f: Record<string, number> = { rate: Math.log((alone + 0.5) / (count + 2)) };
  if (source.idioms.some((idiom) => idiom.group === group)) f.idiomThere = 1;
  if (linkOf(reading.target, match) >= 0 && !isFirstPart(reading.target, match)) f.linkedWeakly = 1;
  const said = new Set([...explained].filter(([t]) => t.group === group).map(([, s]) => s));
  // The nearest word of another side that nothing in the translation says, a free one before one that is linked.
  let orphan: { from: number; to: number; side: number } | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  let isFree = false;
  for (const s of rivals) {
    if (idiomCovers(source, s)) continue;
    if (s.weak && !s.sides.some((side) => sides.includes(side))) continue;
    if (s.sides.some((side) => sides.includes(side))) {
      f.explainedFar = 1;
      continue;
    }
    if (said.has(s)) continue;
    const free = !linkedElsewhere(reading, match, s);
    const distance = distanceOf(reading, match, s);
    if (!free && distance > 3) continue;
    if (distance + (free ? 0 : 5) >= nearest + (isFree ? 0 : 5)) continue;
    nearest = distance;
    isFree = free;
    orphan = { from: s.from, to: s.to, side: s.sides[0] ?? 0 };
  }
  if (orphan) {
    const bucket = nearest <= 1 ? 'Here' : nearest <= 3 ? 'Near' : nearest <= 7 ? 'Far' : 'Anywhere';
    f[`${isFree ? 'orphan' : 'orphanLinked'}${bucket}`] = 1;
  }
  const isSaid = (k: number): boolean => [...explained.values()].some((m) => m.from <= k && k < m.to);
  // Words of quantity are words of grammar, of which the lexicon knows too much.
  const byLexicon =
    group.kind !== 'quantity' && (!orphan || nearest >= 4) ? lexiconOrphan(match, reading, pair, isSaid) : null;
  if (byLexicon) {
    orphan = { from: byLexicon.at, to: byLexicon.at + 1, side: byLexicon.side };
    f[byLexicon.away <= 1 ? 'lexiconHere' : byLexicon.away <= 3 ? 'lexiconNear' : 'lexiconFar'] = 1;
  }
  const expected = expectedOf(reading, match);
  f.denial = deniedNear(reading.source, orphan?.from ?? expected) !== deniedNear(reading.target, match.from) ? 1 : 0;
  f.linkedShare = linkedShare(reading.target, match.from, 4);
  if (orphan) {
    const [matches, withOrphan] = rates[groupKey(group)] ?? [0, 0];
    f.orphan = 1;
    f.orphanRate = Math.log((withOrphan + 0.3) / (matches + 30));
    const fit = slotOf(reading, match.from, match.to, orphan);
    if (fit > 0) f[fit === 2 ? 'slotExact' : 'slot'] = 1;
    if (fit === 2 && isFree) f.slotFree = 1;
    const own = match.to - match.from === 1 ? reading.target.words[match.from] : undefined;
    const other = orphan.to - orphan.from === 1 ? reading.source.words[orphan.from] : undefined;
    const relation = own && other ? relationOf(other, own, pair) : null;
    if (relation?.says) f.rendersIt = 1;
    else if (relation?.opposite) f.antonym = 1;
    if (match.pattern === group.sides[sides[0] ?? 0]?.target[0]) f.core = 1;
    if (own && saidNear(own, reading, expected, orphan, pair)) f.saidNear = 1;
  } else if (orphansNear(reading.source, expected) === 0) f.nothingThere = 1;
  return { features: f, source: orphan ? [orphan.from, orphan.to] : null, otherSide: orphan?.side ?? null };
}

/** Whether a match of the original has a link to another content word than those of a match. */
function linkedElsewhere({ source, target }: PairReading, match: PolarMatch, own: PolarMatch): boolean {
  const link = linkOf(source, own);
  if (link < 0 || (link >= match.from && link < match.to)) return false;
  // A word of the grammar beside it (more than) is its own phrase.
  return Math.abs(link - match.from) > 2 || (target.words[link]?.folded.length ?? 0) > 4;
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
  isSaid: (index: number) => boolean,
): { at: number; side: number; away: number } | null {
  const expected = expectedAt(target, match.from, match.to < target.words.length ? match.to : -1, source.words.length);
  let best: { at: number; side: number; away: number } | null = null;
  for (let k = Math.max(0, expected - 6); k <= Math.min(source.words.length - 1, expected + 6); k++) {
    const word = source.words[k];
    if (!word || (source.linked[k] ?? -1) >= 0 || word.folded.length < 3 || isSaid(k)) continue;
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
        match.group.sides[own]?.target.some(({ elements: [only] }) =>
          renderings.some(({ form }) => only?.lemmas.includes(form)),
        ),
      );
      if (says && !own) best = { at: k, side, away };
    }
  }
  return best;
}

/** Whether a word of the original that nothing explains, near to where it is expected, may say a word of the translation. */
function saidNear(
  word: Word,
  { source }: PairReading,
  expected: number,
  but: { readonly from: number; readonly to: number },
  pair: LanguagePair,
): boolean {
  for (let k = Math.max(0, expected - 5); k <= Math.min(source.words.length - 1, expected + 5); k++) {
    const other = source.words[k];
    if (!other || (k >= but.from && k < but.to) || (source.linked[k] ?? -1) >= 0 || !lengthOfContent(other)) continue;
    if (relationOf(other, word, pair).says) return true;
  }
  return false;
}

function orphansNear({ words, linked }: SideReading, at: number): number {
  let found = 0;
  for (let k = Math.max(0, at - 2); k <= Math.min(words.length - 1, at + 2); k++)
    if (lengthOfContent(words[k]) && (linked[k] ?? -1) < 0) found++;
  return found;
}
