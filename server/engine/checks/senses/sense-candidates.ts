/** English words that may stand for a word of several senses in another sense than its company decides for. */

import type { LanguagePair } from '../../languages/pair.ts';
import type { AmbiguousWord, Company, SenseRange, SenseSet } from '../../languages/senses.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';
import type { Features } from '../judgement.ts';
import type { ExplainedRates } from '../opposites/opposites.ts';
import { expectedAt, lengthOfContent } from '../opposites/slots.ts';

export interface SenseCandidate {
  /** Index of the original's word. */
  readonly source: number;
  /** Indexes of the first word of the translation and after the last. */
  readonly from: number;
  readonly to: number;
  readonly word: AmbiguousWord;
  /** The sense that the company is for. */
  readonly meant: number;
  /** `n` or `v`, as the original's word is; `adj` for anything else. */
  readonly renderedPart: 'n' | 'v' | 'adj';
  readonly features: Features;
}

/** Under what it is counted how often a word was rendered so in good translations. */
function meetingKey(lemma: string, english: Word): string {
  return `${lemma} ${english.lemmas[0] ?? english.folded}`;
}

/** The renderings of words of several senses that a good translation has, each under its key. */
export function meetings({ source, target, links }: PairReading, pair: LanguagePair): string[] {
  return links.flatMap(({ source: s, target: t }) => {
    const lemma = source.words[s]?.lemmas.find((form) => pair.senses.of(form));
    const english = target.words[t];
    return lemma === undefined || !english ? [] : [meetingKey(lemma, english)];
  });
}

/** So far from where it is expected a word may stand. */
const farthest = 6;

/**
 * Candidates of a pair. Words of which a rendering of the likeliest sense is there are none.
 * Time: for each word of several senses, the words around it and those of the translation.
 */
export function findSenseCandidates(reading: PairReading, pair: LanguagePair, met: ExplainedRates): SenseCandidate[] {
  const candidates: SenseCandidate[] = [];
  for (const [s, word] of reading.source.words.entries()) {
    if (word.isNumber || word.folded.length < 2 || (word.capital && !word.first)) continue;
    for (const [rank, lemma] of word.lemmas.slice(0, 2).entries()) {
      const ambiguous = pair.senses.of(lemma);
      if (!ambiguous) continue;
      const candidate = candidateOf(reading, s, ambiguous, lemma, rank, pair, met);
      if (candidate) candidates.push(candidate);
      break;
    }
  }
  return candidates;
}

interface Place extends SenseRange {
  readonly isLinked: boolean;
  readonly isSynonym: boolean;
  readonly away: number;
}

function candidateOf(
  reading: PairReading,
  s: number,
  ambiguous: AmbiguousWord,
  lemma: string,
  rank: number,
  pair: LanguagePair,
  met: ExplainedRates,
): SenseCandidate | null {
  const { source, target } = reading;
  const places = placesOf(reading, s, ambiguous);
  const [best] = places.sort((a, b) => rankOf(a) - rankOf(b));
  if (!best) return null;
  const company = ambiguous.company(source.words, s);
  // What is rendered anywhere near is said, whatever else stands there.
  let rendered = 0;
  for (const { senses } of places) rendered |= senses;
  const inside = strongest(company, (sense) => (rendered & (1 << sense)) !== 0);
  const outside = strongest(company, (sense) => (rendered & (1 << sense)) === 0);
  if (!outside) return null;
  const [from, to] = best.range;
  const english = target.words[from];
  const word = source.words[s];
  if (isOfTerm(reading, s)) return null;
  if (!english || !word || isOfOtherLemma(english, word, lemma, pair)) return null;
  const [general, rankInLexicon] = [generalityOf(english, pair), lexiconRank(english, word, pair)];
  const against = inside?.company ?? nothing;
  const forIt = outside.company;
  const part = partOf(word, lemma, pair);
  const kinship = Math.max(-0.1, Math.min(0.1, forIt.kindred - against.kindred));
  const features: Record<string, number> = {
    company: Math.min(1, Math.sqrt(forIt.weight)),
    near: forIt.nearest <= 1 ? 1 : forIt.nearest <= 3 ? 0.5 : 0,
    contested: Math.min(1, Math.sqrt(against.weight)),
    contestedNearer: against.count > 0 && against.nearest <= forIt.nearest ? 1 : 0,
    kindred: forIt.count === 0 ? kinship : 0,
    usual: outside.sense === 0 ? 1 : 0,
    unusual: (rendered & 1) === 0 ? 1 : 0,
    linked: best.isLinked ? 1 : 0,
    synonym: best.isSynonym ? 1 : 0,
    general: Math.log1p(general),
    generalLoose: best.isLinked ? 0 : Math.log1p(general),
    grammar: english.lemmas.some((form) => pair.to.grammarWords.has(form)) ? 1 : 0,
    commonest: rankInLexicon === 0 ? 1 : 0,
    inLexicon: rankInLexicon >= 0 ? 1 : 0,
    met: Math.log1p(met[meetingKey(lemma, english)]?.[0] ?? 0),
    verb: part === 'v' ? 1 : 0,
    verbCompany: part === 'v' ? Math.min(1, Math.sqrt(forIt.weight)) : 0,
    otherwise: (source.linked[s] ?? -1) >= 0 && !best.isLinked ? 1 : 0,
    lateLemma: rank > 0 ? 1 : 0,
    share: bitsOf(rendered) / company.length,
  };
  if (forIt.count > 1 && against.count === 0) features.several = forIt.nearest <= 3 ? 2 : 1;
  if (forIt.count === 0 && rankInLexicon < 0 && best.isLinked) features.silentUnknown = 1;
  if (isInPhrase(reading, s, pair)) features.idiom = 1;
  return {
    source: s,
    from,
    to,
    word: ambiguous,
    meant: outside.sense,
    renderedPart: partOf(word, lemma, pair),
    features,
  };
}

function generalityOf(english: Word, pair: LanguagePair): number {
  return Math.max(...[english.folded, ...english.lemmas].map((form) => pair.senses.generality(form)));
}

/** The place of a word among the renderings that the lexicon gives, the commonest of which come first; -1 where it is none. */
function lexiconRank(english: Word, { folded, lemmas, capital }: Word, pair: LanguagePair): number {
  return pair
    .renderings(folded, lemmas, capital)
    .findIndex(({ form, whole }) => whole && (form === english.folded || english.lemmas.includes(form)));
}

function partOf(word: Word, lemma: string, { from }: LanguagePair): 'n' | 'v' | 'adj' {
  const part = from.morphology?.analyses(word.text).find((analysis) => analysis.lemma === lemma)?.partOfSpeech;
  if (part === 'noun') return 'n';
  return part === 'adjective' || part === 'comparative' ? 'adj' : 'v';
}

const nothing: Company = { weight: 0, count: 0, nearest: Number.POSITIVE_INFINITY, kindred: 0 };

const rankOf = (place: Place): number => place.away + (place.isLinked ? 0 : 20) + (place.isSynonym ? 10 : 0);

/** Where renderings of the word, or synonyms of them, stand in the translation without another word that explains them. */
function placesOf({ source, target }: PairReading, s: number, ambiguous: AmbiguousWord): Place[] {
  const expected = expectedAt(source, s, -1, target.words.length);
  const places: Place[] = [];
  const taken = new Set<number>();
  for (const { range, senses } of ambiguous.renderings(target.words)) {
    for (let t = range[0]; t < range[1]; t++) taken.add(t);
    const isLinked = linksTo(target, range, s);
    const away = Math.abs(range[0] - expected);
    if (!isLinked && (away > farthest || isTaken(target, range))) continue;
    places.push({ range, senses, isLinked, isSynonym: false, away });
  }
  for (let t = Math.max(0, expected - farthest); t <= Math.min(target.words.length - 1, expected + farthest); t++) {
    const word = target.words[t];
    const link = target.linked[t] ?? -1;
    if (!word || taken.has(t) || (link >= 0 && link !== s) || !lengthOfContent(word) || word.isNumber) continue;
    let senses = 0;
    for (const lemma of word.lemmas) senses |= ambiguous.synonymous(lemma);
    if (senses === 0) continue;
    places.push({ range: [t, t + 1], senses, isLinked: link === s, isSynonym: true, away: Math.abs(t - expected) });
  }
  return places;
}

function linksTo({ linked }: SideReading, [from, to]: Place['range'], s: number): boolean {
  for (let t = from; t < to; t++) if (linked[t] === s) return true;
  return false;
}

/** Whether other words of the original stand for all of them. */
function isTaken({ linked }: SideReading, [from, to]: Place['range']): boolean {
  for (let t = from; t < to; t++) if ((linked[t] ?? -1) < 0) return false;
  return true;
}

function strongest(
  company: readonly Company[],
  accepts: (sense: number) => boolean,
): { sense: number; company: Company } | null {
  let best: { sense: number; company: Company } | null = null;
  for (const [sense, own] of company.entries())
    if (accepts(sense) && (!best || strengthOf(own) > strengthOf(best.company))) best = { sense, company: own };
  return best;
}

/** What is listed decides; kinship only where nothing is. */
const strengthOf = ({ weight, kindred }: Company): number => weight + Math.min(0.1, kindred);

/** Whether the company of a word is surely for a sense of which an English word is no rendering. */
export function companyAgainst(
  { source }: PairReading,
  s: number,
  lemma: string,
  english: string,
  pair: LanguagePair,
): boolean {
  const ambiguous = pair.senses.of(lemma);
  if (!ambiguous) return false;
  const renders = ambiguous.glosses.map((_, sense) => ambiguous.renderingsOf(sense).includes(english));
  const company = ambiguous.company(source.words, s);
  const inside = strongest(company, (sense) => renders[sense] === true);
  const outside = strongest(company, (sense) => renders[sense] === false);
  return outside !== null && outside.company.weight >= sure && (inside?.company.count ?? 0) === 0;
}

/** The weight of company that decides alone: about one telling word near by. */
const sure = 0.4;

/** Whether the English translates another word that the form may be of: карьеры is of карьера, too. */
export function isOfOtherLemma(english: Word, { lemmas }: Word, own: string, pair: LanguagePair): boolean {
  for (const lemma of lemmas) {
    if (lemma === own) continue;
    for (const { form, whole } of pair.renderings(lemma, [lemma], false))
      if (whole && (form === english.folded || english.lemmas.includes(form))) return true;
  }
  return false;
}

/** Whether a known concept has the word in its name, and is named in the translation, too. */
function isOfTerm({ source, target }: PairReading, s: number): boolean {
  return source.terms.some(
    (term) =>
      term.words[0] <= s &&
      s < term.words[1] &&
      term.words[1] - term.words[0] > 1 &&
      target.terms.some(
        (other) => !other.forbidden && other.concepts.some((concept) => term.concepts.includes(concept)),
      ),
  );
}

/** Whether a set phrase holds the word, and its rendering is there. */
function isInPhrase({ source, target }: PairReading, s: number, pair: LanguagePair): boolean {
  return pair.phrases
    .find(source.words)
    .some(
      ({ phrase, from, to }) =>
        from <= s && s < to && to - from > 1 && pair.phrases.renderings(phrase, target.words).length > 0,
    );
}

function bitsOf(set: SenseSet): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
