/**
 * The denials of both sides of a pair, paired one to one, each with what speaks for and against its being an error. A denial is
 * one event, however many words it takes: «никто никогда не» is one, "neither … nor" is one.
 */

import { type Denial, isHard, negationWords } from '../../languages/negation.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import type { PhraseMatch, WordRange } from '../../languages/phrases.ts';
import type { PolarMatch } from '../../languages/polar.ts';
import type { PairReading, SideReading } from '../check.ts';
import { relationOf } from './antonyms.ts';
import { expectedAt, lengthOfContent, linkedNeighbours, linkedShare } from './slots.ts';

export interface Negative {
  /** Index of the word that denies: the particle, where there is one. */
  readonly at: number;
  /** Index of the word that is denied; -1 at the end of the text. */
  readonly governed: number;
  readonly denial: Denial;
  /** Indexes of all words of the event. */
  readonly words: readonly number[];
}

interface SideNegatives {
  readonly hard: readonly Negative[];
  /** Words that deny softly, and how. */
  readonly soft: readonly { readonly at: number; readonly denial: Denial }[];
}

export interface JudgedNegative extends Negative {
  readonly side: 'source' | 'target';
  readonly match: Negative | null;
  readonly features: Readonly<Record<string, number>>;
  /** Where on the other side its counterpart is expected: the index of a word. */
  readonly expected: number;
}

/** A word that joins stands at most so many words from its particle. */
const joinReach = 7;
/** A link this sure says that the denied word itself is rendered. */
const sureLink = 0.9;
/** A conjunction that denies (unless) has its particle within so many words. */
const conjunctionReach = 9;
const clauseMark = /[.;:!?…()]|,|\s[—–-]\s/;

function readNegatives({ text, words, language }: SideReading): SideNegatives {
  const list = negationWords(language);
  const hard: { at: number; governed: number; denial: Denial; words: number[] }[] = [];
  const soft: { at: number; denial: Denial }[] = [];
  if (!list) return { hard, soft };
  const between = (a: number, b: number) => text.slice(words[a]?.end ?? 0, words[b]?.start ?? text.length);
  for (const [at, word] of words.entries()) {
    const denial = list.denialOf(word);
    if (denial === null) continue;
    // No. 5
    if (word.capital && words[at + 1]?.isNumber && /^\.?\s*$/.test(between(at, at + 1))) continue;
    if (!isHard(denial)) {
      soft.push({ at, denial });
      continue;
    }
    const last = hard.at(-1);
    if (last && at - last.at <= joinReach) {
      const gap = between(last.words.at(-1) ?? last.at, at);
      const oneClause = !clauseMark.test(gap);
      const joinsLast =
        (denial === 'particle' && last.denial === 'joins' && oneClause) ||
        (denial === 'joins' && last.denial === 'particle' && oneClause) ||
        (denial === 'joins' && last.denial === 'joins' && (oneClause || words[last.at]?.folded === word.folded)) ||
        // Нет никаких, никого нет, нельзя никогда.
        (denial === 'joins' && last.denial === 'word' && oneClause) ||
        (denial === 'word' && last.denial === 'joins' && oneClause) ||
        (denial === 'pair' && last.denial === 'pair') ||
        // Nobody, nobody knows.
        (denial === last.denial && at - last.at === 1 && words[last.at]?.folded === word.folded);
      if (joinsLast) {
        last.words.push(at);
        if (denial === 'particle' || denial === 'word') {
          last.at = at;
          last.denial = denial;
          last.governed = -1;
        }
        continue;
      }
    }
    hard.push({ at, governed: -1, denial, words: [at] });
  }
  const tells = (k: number): boolean =>
    lengthOfContent(words[k]) && !words[k]?.lemmas.some((lemma) => language.grammarWords.has(lemma));
  for (const event of hard) event.governed = governedBy(event.at, words.length, tells);
  return { hard, soft };
}

/** The word that is denied: of the next four the first that tells something, else the next word. */
function governedBy(at: number, count: number, tells: (index: number) => boolean): number {
  for (let k = at + 1; k <= at + 4 && k < count; k++) if (tells(k)) return k;
  return at + 1 < count ? at + 1 : -1;
}

/** Both sides' denials with their features; the time is that of a few passes over the words. */
export function judgeNegatives(reading: PairReading, pair: LanguagePair): JudgedNegative[] {
  const source = readNegatives(reading.source);
  const target = withoutCopies(readNegatives(reading.target), reading);
  if (source.hard.length === 0 && target.hard.length === 0) return [];
  const matches = pairUp(source.hard, target.hard, reading);
  const phrases = readPhrases(reading, pair);
  const opposites = {
    source: pair.polar.findSource(reading.source.words).matches,
    target: pair.polar.findTarget(reading.target.words).matches,
  };
  const judged: JudgedNegative[] = [];
  for (const [i, event] of source.hard.entries()) {
    const match = matches.find(([s]) => s === i);
    judged.push(judge('source', event, match, source, target, reading, phrases, opposites, pair));
  }
  for (const [i, event] of target.hard.entries()) {
    const match = matches.find(([, t]) => t === i);
    judged.push(judge('target', event, match, target, source, reading, phrases, opposites, pair));
  }
  return judged;
}

/** Without words that the original has as they are: a "no" that a program answers. */
function withoutCopies({ hard, soft }: SideNegatives, { source, target }: PairReading): SideNegatives {
  const isCopy = (at: number) => source.words[target.linked[at] ?? -1]?.folded === target.words[at]?.folded;
  return { hard: hard.filter(({ at }) => !isCopy(at)), soft };
}

type Match = readonly [source: number, target: number, cost: number];

/** The cheapest pairs first, one to one. */
function pairUp(source: readonly Negative[], target: readonly Negative[], reading: PairReading): Match[] {
  const candidates: Match[] = [];
  for (const [s, a] of source.entries())
    for (const [t, b] of target.entries()) candidates.push([s, t, distance(a, b, reading)]);
  candidates.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1]);
  const matches: Match[] = [];
  for (const candidate of candidates)
    if (!matches.some(([s, t]) => s === candidate[0] || t === candidate[1])) matches.push(candidate);
  return matches;
}

/** How far two denials stand from each other, in words, by the links of their neighbours; by their relative places without any. */
function distance(a: Negative, b: Negative, { source, target }: PairReading): number {
  if (a.words.some((w) => b.words.includes(source.linked[w] ?? -1))) return 0;
  // What they deny is the same.
  if (b.governed >= 0 && a.governed >= 0 && source.linked[a.governed] === b.governed) return -1;
  let best =
    4 +
    Math.abs(a.at / Math.max(1, source.words.length) - b.at / Math.max(1, target.words.length)) * target.words.length;
  const via = (from: Negative, to: Negative, side: SideReading) => {
    for (const { at, link } of linkedNeighbours(side, from.at, 5)) {
      if (from.words.includes(at)) continue;
      const own = Math.max(0, Math.abs(at - (at > from.at ? from.governed : from.at)));
      const other = Math.abs(link - (link > to.at ? to.governed : to.at));
      best = Math.min(best, 0.6 * own + other);
    }
  };
  via(a, b, source);
  via(b, a, target);
  return best;
}

interface FoundPhrase {
  readonly match: PhraseMatch;
  readonly ranges: readonly WordRange[];
}

/** Phrases of the original with the places of their renderings, and English phrases that hide a denial with those of theirs. */
interface FoundPhrases {
  readonly source: readonly FoundPhrase[];
  readonly target: readonly FoundPhrase[];
}

function readPhrases({ source, target }: PairReading, pair: LanguagePair): FoundPhrases {
  const find = (book: LanguagePair['phrases'], own: SideReading, other: SideReading): FoundPhrase[] =>
    book.find(own.words).map((match) => ({ match, ranges: book.renderings(match.phrase, other.words) }));
  return {
    source: find(pair.phrases, source, target),
    target: find(pair.targetNegation, target, source),
  };
}

function judge(
  side: 'source' | 'target',
  event: Negative,
  match: Match | undefined,
  own: SideNegatives,
  other: SideNegatives,
  reading: PairReading,
  phrases: FoundPhrases,
  opposites: { readonly source: readonly PolarMatch[]; readonly target: readonly PolarMatch[] },
  pair: LanguagePair,
): JudgedNegative {
  const here = reading[side];
  const there = reading[side === 'source' ? 'target' : 'source'];
  const expected = expectedAt(here, event.at, event.governed, there.words.length);
  const f: Record<string, number> = {};
  const partner = match ? (other.hard[side === 'source' ? match[1] : match[0]] ?? null) : null;
  if (!match) {
    f.unmatched = 1;
    f.surplus = Math.min(2, own.hard.length - other.hard.length - 1);
  } else {
    const far = Math.max(0, match[2] - 2);
    f.far = Math.log1p(far);
    f.farther = far > 5 ? 1 : 0;
  }
  // What kind of denial a match is of matters little, so the kinds tell unmatched ones apart.
  f[`${match ? 'matched' : 'alone'} ${event.denial}`] = 1;
  const denied = here.words[event.at];
  if (own.soft.some((s) => s.denial === 'only' && s.at > event.at && s.at - event.at <= 2)) f.notOnly = 1;
  if (denied && (event.at === 0 || (/n['’]t$/.test(denied.text) && opensClause(here, event.at)))) f.opens = 1;
  const before = own.hard[own.hard.indexOf(event) - 1];
  // One denial may be said for all members of a row: not A or B.
  if (!match && before && event.at - before.at <= 9 && joinsRow(here, event.at)) f.coordinated = 1;
  if (here.text.trimEnd().endsWith('?')) f.question = 1;
  let near = 0;
  for (const { at, denial } of other.soft) {
    const away = Math.abs(at - expected);
    const back = there.linked[at] ?? -1;
    // What is linked to a word that does not deny is explained by it.
    const explained = back >= 0 && (here.words[back]?.folded.length ?? 0) > 4 && Math.abs(back - event.at) > 2;
    if (explained && !own.soft.some((s) => s.at === back)) continue;
    // Unless stands for «если … не», until for «пока … не», with a clause between.
    const conjunction = back >= 0 && !explained && back < event.at && event.at - back <= conjunctionReach;
    if (conjunction && (isClear(denial) || isConjunction(here, back))) f.softConjunction = 1;
    if (away > 6) {
      if (isClear(denial)) f.softSomewhere = 1;
      continue;
    }
    const value = away <= 3 ? 1 : 0.5;
    f[`soft ${denial}`] = Math.max(f[`soft ${denial}`] ?? 0, value);
    near = Math.max(near, value);
  }
  if (!match && near === 0) f.noneNear = 1;
  // A denial nearby on the own side, hard or soft, may be the other half of a double one (не мог не, not uncommon).
  if (own.hard.some((e) => e !== event && Math.abs(e.at - event.at) <= 3)) f.doubled = 1;
  if (own.soft.some((s) => isClear(s.denial) && s.at > event.at && s.at - event.at <= 2)) f.deniesSoft = 1;
  const governed = event.governed;
  const link = governed >= 0 ? (here.linked[governed] ?? -1) : -1;
  // Two denials of which the other side has none are none: not unusual, not fail.
  if (!match && f.deniesSoft && !f['soft clear'] && !f['soft affix']) f.softDoubled = 1;
  if (link >= 0 && lengthOfContent(here.words[governed])) f.governedLinked = match ? 0 : 1;
  else f.governedUnlinked = match ? 0 : 1;
  // No surprise for неудивительно; but not unclear for неясно turns it.
  if (other.soft.some((s) => isClear(s.denial) && (s.at === link || (side === 'source' && s.at === expected))))
    f[f.deniesSoft ? 'governedSoft' : 'saidSoftly'] = 1;
  // A phrase of which the denial is a part is rendered as a whole.
  const whole = here.linked[event.at] ?? -1;
  if (side === 'source' && whole >= 0 && !other.hard.some(({ words }) => words.includes(whole))) f.saidByLink = 1;
  if (!match) {
    if (
      saidByOpposite(event, expected, opposites[side], opposites[side === 'source' ? 'target' : 'source'], there.linked)
    )
      f.saidOpposite = 1;
    if (saidByAntonym(side, event, expected, reading, pair)) f.saidAntonym = 1;
    f.linkedShare = linkedShare(here, event.at, 5);
    // A word without a link where the counterpart is expected may be a paraphrase of what is denied.
    f.orphansThere = Math.min(3, orphans(there, expected, 3));
    f.linkedThere = linkedShare(there, expected, 5);
    // Nothing is left there that could say it in another way.
    if (!f['soft clear'] && !f['soft affix'] && f.orphansThere === 0)
      f.nothingLeft = orphans(there, expected, 6) === 0 ? 1 : 0.5;
    const score = reading.links.find((l) => (side === 'source' ? l.source : l.target) === governed)?.score ?? 0;
    if (score >= sureLink && lengthOfContent(here.words[governed])) f.governedSure = 1;
    f.linkedAll = linkedShare(there, expected, there.words.length);
    Object.assign(f, gapFeatures(here, there, event));
  }
  phraseFeatures(f, side, event, expected, phrases, own, other);
  return { ...event, side, match: partner, features: f, expected };
}

/** Whether the other side says the opposite of what is denied: not common for редкий. */
function saidByOpposite(
  event: Negative,
  expected: number,
  own: readonly PolarMatch[],
  other: readonly PolarMatch[],
  linked: Int32Array,
): boolean {
  return own.some(
    (a) =>
      a.to > event.at &&
      a.from <= event.at + 2 &&
      other.some(
        (b) =>
          b.group === a.group &&
          !b.sides.some((side) => a.sides.includes(side)) &&
          ((linked[b.from] ?? -1) < 0 || ((linked[b.from] ?? -1) >= a.from && (linked[b.from] ?? -1) < a.to)) &&
          b.from <= expected + 6 &&
          b.to > expected - 6,
      ),
  );
}

/** Whether near the expected place stands an antonym of the word that is denied: not suitable for неподходящий, «не спать» for stay awake. */
function saidByAntonym(
  side: 'source' | 'target',
  event: Negative,
  expected: number,
  { source, target }: PairReading,
  pair: LanguagePair,
): boolean {
  const own = side === 'source' ? source : target;
  const other = side === 'source' ? target : source;
  const denied = own.words[event.governed];
  if (!denied || !lengthOfContent(denied)) return false;
  for (let k = Math.max(0, expected - 5); k <= Math.min(other.words.length - 1, expected + 5); k++) {
    const word = other.words[k];
    const link = other.linked[k] ?? -1;
    if (!word || (link >= 0 && link !== event.governed) || !lengthOfContent(word)) continue;
    const relation = side === 'source' ? relationOf(denied, word, pair) : relationOf(word, denied, pair);
    if (relation.opposite !== null) return true;
  }
  return false;
}

/** How many content words within a reach have no link. */
function orphans({ words, linked }: SideReading, at: number, reach: number): number {
  let found = 0;
  for (let k = Math.max(0, at - reach); k <= Math.min(words.length - 1, at + reach); k++)
    if (lengthOfContent(words[k]) && (linked[k] ?? -1) < 0) found++;
  return found;
}

/** What stands between the counterparts of the words around a denial: nothing at all leaves no room for one. */
function gapFeatures(here: SideReading, there: SideReading, event: Negative): Record<string, number> {
  const neighbour = (step: 1 | -1): number => {
    for (let k = event.at + step, tries = 0; tries < 4 && k >= 0 && k < here.words.length; k += step, tries++) {
      const link = here.linked[k] ?? -1;
      if (link >= 0 && !event.words.includes(k)) return link;
    }
    return -1;
  };
  const before = neighbour(-1);
  const after = neighbour(1);
  if (before < 0 || after < 0) return { gapUnknown: 1 };
  const gap = Math.abs(after - before) - 1;
  let unlinked = 0;
  for (let k = Math.min(before, after) + 1; k < Math.max(before, after); k++)
    if ((there.linked[k] ?? -1) < 0 && lengthOfContent(there.words[k])) unlinked++;
  return {
    gapNone: gap <= 0 ? 1 : 0,
    gapOne: gap === 1 ? 1 : 0,
    gapWide: gap > 5 ? 1 : 0,
    gapBackwards: after < before ? 1 : 0,
    gapUnlinked: Math.min(3, unlinked),
  };
}

function phraseFeatures(
  f: Record<string, number>,
  side: 'source' | 'target',
  event: Negative,
  expected: number,
  phrases: FoundPhrases,
  own: SideNegatives,
  other: SideNegatives,
): void {
  const hardIn = (denials: readonly Negative[], [from, to]: WordRange): number =>
    denials.filter(({ words }) => words.some((w) => w >= from && w < to)).length;
  const holdsHard = (range: WordRange): boolean => hardIn(other.hard, range) > 0;
  const covering = phrases[side].filter(({ match }) => match.from <= event.at && event.at < match.to);
  // Of phrases that cover it the longest says what it means.
  covering.sort((a, b) => b.match.to - b.match.from - (a.match.to - a.match.from));
  for (const { match, ranges } of covering) {
    // A long phrase is often an adverb of the whole sentence, which stands anywhere.
    const reach = match.to - match.from > 2 ? 15 : 7;
    const close = ranges.filter(([from, to]) => expected >= from - reach && expected < to + reach);
    // Of two denials in it one may be left: не мог не, could not help.
    const denials = hardIn(own.hard, [match.from, match.to]);
    if (close.some((range) => hardIn(other.hard, range) < denials)) {
      f[match.phrase.marks.includes('cancels-negation') ? 'saidCancels' : 'said'] = 1;
      break;
    }
    // The original's denial is one in form alone, and some rendering that is not listed will be there.
    const isWhole = !match.phrase.pattern.elements.includes(null);
    if (isWhole && match.phrase.marks.includes('cancels-negation')) f.saidOtherwise = 1;
  }
  if (f.said || f.saidCancels) {
    // Both halves of «нельзя не» are said by one rendering.
    f.surplus = 0;
    f.doubled = 0;
  }
  // The words of a rendering are explained by the phrase they render, unless that denies, too.
  for (const { match, ranges } of phrases[side === 'source' ? 'target' : 'source']) {
    const within = ranges.some(([from, to]) => from <= event.at && event.at < to);
    if (!within) continue;
    f[holdsHard([match.from, match.to]) ? 'rendersDenial' : 'rendersPhrase'] = 1;
  }
}

const isClear = (denial: Denial): boolean => denial === 'clear' || denial === 'affix';

function isConjunction({ words, language }: SideReading, at: number): boolean {
  return language.morphology?.analyses(words[at]?.text ?? '')[0]?.partOfSpeech === 'conjunction';
}

/** Whether a conjunction or a comma stands right before a word. */
function joinsRow({ words, text, language }: SideReading, at: number): boolean {
  const before = words[at - 1];
  if (!before) return false;
  if (/,/.test(text.slice(before.end, words[at]?.start))) return true;
  return before.folded.length <= 3 && language.morphology?.analyses(before.text)[0]?.partOfSpeech === 'conjunction';
}

/** Whether nothing or a mark stands before a word: a question, or the tag of one. */
function opensClause({ words, text }: SideReading, at: number): boolean {
  const before = words[at - 1];
  return !before || /\p{P}/u.test(text.slice(before.end, words[at]?.start));
}
