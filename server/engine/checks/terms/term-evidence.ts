/**
 * Terms of the original that the translation does not name, terms of the translation that the original does not, and what
 * speaks for and against one of these standing in place of one of those.
 */

import type { LanguagePair } from '../../languages/pair.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';
import type { Features } from '../judgement.ts';
import { expectedAt } from '../opposites/slots.ts';
import { domainsOf, likeliestOf } from './domains.ts';
import { initialsOf } from './term-forms.ts';
import type { Concept, TermMatch } from './term-index.ts';

/** Another concept's name, or another meaning's, where one is not named. */
export interface TermSwap {
  readonly orphan: TermMatch;
  readonly stranger: TermMatch;
}

interface JudgedSwap extends TermSwap {
  /** A single common word is the wanted term: such are paraphrased oftener than names, so another judge weighs them. */
  readonly judge: 'name' | 'word';
  readonly features: Features;
}

/** Links this sure translate a word; weaker ones are of sounds, roots and synonyms, as wrong terms have them, too. */
const sure = 0.9;

/** Matches that no longer match covers: in "the European Union treaty" the Union alone is not named; a user's own name hides ours of the same words. */
export function outermost(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(
    (match) =>
      !matches.some(
        (other) =>
          other !== match &&
          (covers(other, match) ||
            (sameWords(other)(match) &&
              ((isOwn(other) && !isOwn(match)) || (other.forbidden !== match.forbidden && match.forbidden)))),
      ),
  );
}

function covers(a: TermMatch, b: TermMatch): boolean {
  return a.start <= b.start && a.end >= b.end && a.end - a.start > b.end - b.start;
}

export function isOwn({ concepts }: TermMatch): boolean {
  return concepts.some((concept) => concept.own);
}

const orphansByReading = new WeakMap<PairReading, readonly TermMatch[]>();

/** Terms of the original of which no name is in the translation. */
export function orphansOf(reading: PairReading): readonly TermMatch[] {
  let orphans = orphansByReading.get(reading);
  if (!orphans) {
    orphans = findOrphans(reading);
    orphansByReading.set(reading, orphans);
  }
  return orphans;
}

function findOrphans({ source, target }: PairReading): TermMatch[] {
  const outer = outermost(source.terms);
  // An acronym inside a longer name (Совет Безопасности ООН) is a name of its own that can go wrong.
  const wanted = source.terms.filter(
    (match) => outer.includes(match) || (match.acronym && !outer.some(sameWords(match))),
  );
  if (wanted.length === 0) return [];
  const initials = new Set(
    target.words.flatMap(({ text }) => (/^\p{Lu}[\p{Lu}.]+$/u.test(text) ? [text.replaceAll('.', '')] : [])),
  );
  return wanted.filter((match) => {
    const matches = target.terms.filter((found) => !found.forbidden && sameThing(found, match));
    // Named as a part of another concept's name alone: the European Union is not its Court.
    const isPhrase = match.words[1] - match.words[0] > 1;
    if (isPhrase && matches.length > 0 && matches.every((found) => isInsideStranger(found, source, target)))
      return true;
    const named = matches.length;
    if (named === 0)
      return !match.concepts.some(
        (concept) => !concept.own && concept.target.some((name) => initials.has(initialsOf(name))),
      );
    // Named once and said twice: the second may be another's name.
    return named < placesOf(wanted.filter((other) => sameThing(other, match))) && match.acronym;
  });
}

function isInsideStranger(match: TermMatch, source: SideReading, target: SideReading): boolean {
  return target.terms.some(
    (other) =>
      covers(other, match) &&
      !other.forbidden &&
      match.concepts.some(({ domain }) => other.concepts.some((concept) => concept.domain === domain)) &&
      !source.terms.some((known) => sameThing(known, other)),
  );
}

function sameWords(match: TermMatch): (other: TermMatch) => boolean {
  return (other) => other.start === match.start && other.end === match.end;
}

/** Whether two matches share a concept, or the preferred name of one is a name of the other, too: the same thing under two ids. */
export function sameThing(a: TermMatch, b: TermMatch): boolean {
  return a.concepts.some((concept) => b.concepts.some((other) => concept === other || isCalled(concept, other)));
}

function isCalled(a: Concept, b: Concept): boolean {
  return b.target.includes(a.target[0] ?? '-') || a.target.includes(b.target[0] ?? '-');
}

/** Terms of the translation that no concept of the original licenses. */
function strangersOf({ source, target }: PairReading): TermMatch[] {
  return outermost(target.terms).filter((match) => {
    if (match.forbidden || isGrammar(match, target)) return false;
    const said = source.terms.filter((known) => sameThing(known, match));
    if (said.length === 0) return true;
    // Named oftener than said: one of them may stand for something else.
    const named = target.terms.filter((other) => other.acronym === match.acronym && sameThing(other, match));
    return placesOf(named) > placesOf(said) && contentOf(match, target).every((t) => (target.linked[t] ?? -1) < 0);
  });
}

/** Names of two capitals and more that nobody has listed, as machines make them up. */
function unknownNames({ target }: PairReading): TermMatch[] {
  const { words, text, language } = target;
  const isCapital = (at: number): boolean => {
    const word = words[at];
    return word?.capital === true && word.text.length > 3 && !word.isNumber && !language.calendarWords.has(word.folded);
  };
  const found: TermMatch[] = [];
  for (let from = 0; from < words.length; from++) {
    if (!isCapital(from)) continue;
    let to = from + 1;
    let capitals = 1;
    for (let next = to; next < words.length && next - to < 3; next++) {
      if (!/^\s+$/.test(text.slice(words[next - 1]?.end ?? 0, words[next]?.start ?? 0))) break;
      if (isCapital(next)) {
        to = next + 1;
        capitals++;
      } else if (
        words[next]?.folded === 'and' ||
        !words[next]?.lemmas.some((lemma) => language.grammarWords.has(lemma))
      )
        break;
    }
    const [first, last] = [words[from], words[to - 1]];
    const known = target.terms.some(
      (match) => match.words[0] < to && from < match.words[1] && match.words[1] - match.words[0] > 1,
    );
    if (capitals > 1 && !known && first && last)
      found.push({
        concepts: [],
        start: first.start,
        end: last.end,
        words: [from, to],
        acronym: false,
        forbidden: false,
      });
    from = to - 1;
  }
  return found;
}

/** Whether a third of an unknown name's words are words of the concept's accepted names: another way of saying it. */
function isParaphrase(orphan: TermMatch, stranger: TermMatch, side: SideReading): boolean {
  const accepted = new Set(
    orphan.concepts.flatMap(({ target }) => target.flatMap((name) => name.toLowerCase().split(/[\s-]+/))),
  );
  const words = contentOf(stranger, side).map((t) => side.words[t]);
  const same = words.filter(
    (word) => word && (accepted.has(word.folded) || word.lemmas.some((lemma) => accepted.has(lemma))),
  );
  return same.length * 3 > words.length;
}

/** How many places matches have, of which several may begin at one. */
function placesOf(matches: readonly TermMatch[]): number {
  return new Set(matches.map(({ start }) => start)).size;
}

/** Words of grammar, as a will and a may are mostly, and forms of verbs (accusing) that share their lemma with a name (accused). */
function isGrammar({ words: [from, to], acronym, concepts }: TermMatch, { words, language }: SideReading): boolean {
  const word = words[from];
  if (acronym || to - from > 1 || !word) return false;
  const isVerb = /(?:ing|ed)$/.test(word.folded) && !concepts.some(({ target }) => target.includes(word.folded));
  return isVerb || word.lemmas.some((lemma) => language.grammarWords.has(lemma));
}

/** How a name is written: nobody writes an acronym or a name in capitals by chance, but common words turn up. */
type Kind = 'acronym' | 'proper' | 'common' | 'word';

function kindOf(match: TermMatch, { words, language }: SideReading): Kind {
  if (match.acronym) return 'acronym';
  const own = words.slice(match.words[0], match.words[1]);
  // Where a sentence begins, and of single words always, those are names that are listed with a capital: an Officer is none.
  const listed =
    (own[0]?.capital ?? false) && match.concepts.some((concept) => isNamedInCapitals(concept, own.length > 1));
  if (own.length === 1) return listed ? 'proper' : 'word';
  const inside = own.some((word) => word.capital && !word.first) || own.filter((word) => word.capital).length > 1;
  return inside || (listed && language.code !== 'en') ? 'proper' : 'common';
}

function isNamedInCapitals({ source, target }: Concept, several: boolean): boolean {
  return [...source, ...target].some((name) => (several ? /^\p{Lu}\S* /u : /^\p{Lu}\S*$/u).test(name));
}

/** All swaps that may be, the evidence of each. Time: orphans x strangers, of which there are few. */
export function findTermSwaps(reading: PairReading, pair: LanguagePair | null): JudgedSwap[] {
  const { source, target } = reading;
  if (source.terms.length === 0) return [];
  const orphans = orphansOf(reading);
  if (orphans.length === 0) return [];
  const strangers = [...strangersOf(reading), ...unknownNames(reading)];
  if (strangers.length === 0) return [];
  const scores = new Float64Array(source.words.length);
  for (const link of reading.links) scores[link.source] = link.score;
  const swaps: JudgedSwap[] = [];
  for (const orphan of orphans) {
    const isPart = source.terms.some((other) => covers(other, orphan));
    for (const stranger of strangers) {
      // Of an acronym inside a longer name only another acronym takes the place.
      if (isPart && !stranger.acronym) continue;
      const isInside = target.terms.some(
        (match) => !match.forbidden && covers(stranger, match) && sameThing(match, orphan),
      );
      if (
        !isInside &&
        target.terms.some((match) => sameThing(match, orphan) && isInsideStranger(match, source, target))
      )
        continue;
      const features = evidence(orphan, stranger, reading, scores, pair);
      if (!features) continue;
      const judge = kindOf(orphan, source) === 'word' ? 'word' : 'name';
      swaps.push({ orphan, stranger, judge, features });
    }
  }
  return swaps;
}

/** Null where the stranger is explained, or the two are too unlike to be taken for each other. */
function evidence(
  orphan: TermMatch,
  stranger: TermMatch,
  reading: PairReading,
  scores: Float64Array,
  pair: LanguagePair | null,
): Features | null {
  const { source, target } = reading;
  const wanted = kindOf(orphan, source);
  const found = kindOf(stranger, target);
  const sameDomain = orphan.concepts.some((a) => stranger.concepts.some((b) => a.domain === b.domain));
  const isName = found === 'acronym' || found === 'proper';
  // Common words of another field turn up by chance, but for a wrong reading of an acronym.
  const anyField = wanted === 'acronym' ? found !== 'word' : wanted === 'proper' && isName;
  if (!sameDomain && !anyField) return null;
  const isUnknown = stranger.concepts.length === 0;
  // A country alone is a name, which is judged elsewhere.
  const isSpecific = wanted === 'acronym' || (wanted === 'proper' && orphan.words[1] - orphan.words[0] > 1);
  if (isUnknown && (!isSpecific || isParaphrase(orphan, stranger, target))) return null;
  if (wanted === 'word' && !(isOwn(orphan) || found === 'word' || found === 'common')) return null;
  if (wanted === 'word' && !isAlike(orphan, stranger, source)) return null;
  // "Russia's watchdog" is a way of saying what a Russian office is, and gallstones are of the gallbladder.
  if (found === 'proper' && !sameDomain && stranger.concepts.length > 0 && stranger.words[1] - stranger.words[0] === 1)
    return null;
  if (wanted !== 'word' && found === 'word' && isOfSameStem(orphan, target.words[stranger.words[0]])) return null;
  const inside = (at: number, [from, to]: readonly [number, number]): boolean => at >= from && at < to;

  // What tells the stranger's name apart are the words that do not render the wanted concept's own.
  const surplus = source.terms.some((known) => sameThing(known, stranger));
  let [telling, explained, shared] = [0, 0, 0];
  for (const t of contentOf(stranger, target)) {
    const s = target.linked[t] ?? -1;
    const ofOrphan = s >= 0 && inside(s, orphan.words);
    if (ofOrphan && (scores[s] ?? 0) >= sure && !orphan.acronym) {
      shared++;
      continue;
    }
    telling++;
    if (s >= 0 && !ofOrphan && (scores[s] ?? 0) >= 0.6) explained++;
    else if (!surplus && isRendered(target.words[t], source, orphan, pair)) explained++;
  }
  if (telling === 0 || explained === telling || (isUnknown && explained + shared > 0)) return null;

  let [missing, said] = [0, 0];
  for (const s of contentOf(orphan, source)) {
    const t = source.linked[s] ?? -1;
    if (t < 0) missing++;
    else if (!inside(t, stranger.words)) said++;
    else if ((scores[s] ?? 0) < sure) missing++;
  }
  if (missing === 0 && said > 0 && !orphan.acronym) return null;
  if (orphan.acronym && said > 0 && missing === 0 && (scores[orphan.words[0]] ?? 0) >= sure) return null;

  const expected = expectedAt(source, orphan.words[0], -1, target.words.length);
  const [from, to] = stranger.words;
  const distance = expected < from ? from - expected : expected >= to ? expected - to + 1 : 0;
  const repeated = target.terms.some((match) => !match.forbidden && sameThing(match, orphan));
  return {
    [isUnknown ? `${wanted} unknown` : `${wanted} ${found}`]: 1,
    sameDomain: sameDomain ? 1 : 0,
    explainedPart: explained / telling,
    sharedPart: shared > 0 ? 1 : 0,
    saidPart: said / Math.max(1, said + missing),
    saidElsewhere: repeated ? 1 : 0,
    ambiguous: orphan.concepts.length > 1 ? 1 : 0,
    short: stranger.acronym && stranger.end - stranger.start < 3 ? 1 : 0,
    near: distance <= 1 ? 1 : 0,
    far: Math.min(distance, 12) / 12,
    surplus: surplus ? 1 : 0,
    inside: target.terms.some((match) => !match.forbidden && covers(stranger, match) && sameThing(match, orphan))
      ? 1
      : 0,
    linkedWeakly: contentOf(stranger, target).some((t) => inside(target.linked[t] ?? -1, orphan.words)) ? 1 : 0,
  };
}

/** Whether two words may be taken for each other: a person for a person, and not a word for one that is made of it (hospital, hospitalisation). */
function isAlike(orphan: TermMatch, stranger: TermMatch, { words, language }: SideReading): boolean {
  const nameOf = (concepts: readonly Concept[], side: 'source' | 'target'): string[] =>
    concepts.flatMap((concept) => concept[side].filter((name) => !/\s/.test(name)));
  const begins = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
  const others = nameOf(stranger.concepts, 'target');
  if (nameOf(orphan.concepts, 'target').some((name) => others.some((other) => begins(name, other)))) return false;
  const animate = (word: string): boolean | null => {
    const analysis = language.morphology?.analyses(word)[0];
    return analysis?.known ? analysis.animate : null;
  };
  const own = animate(words[orphan.words[0]]?.lemmas[0] ?? '');
  const other = animate(nameOf(stranger.concepts, 'source')[0] ?? '');
  return own === null || other === null || own === other;
}

/** Whether a word begins as a word of the concept's names does. */
function isOfSameStem({ concepts }: TermMatch, word: Word | undefined): boolean {
  const stem = word?.folded.slice(0, 4) ?? '';
  return concepts.some(({ target }) => target.some((name) => ` ${name.toLowerCase()}`.includes(` ${stem}`)));
}

/** Indexes of a name's words that carry its sense. */
function contentOf({ words: [from, to], acronym }: TermMatch, { words, language }: SideReading): number[] {
  if (acronym || to - from === 1) return [from];
  const found: number[] = [];
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word && word.folded.length > 2 && !word.lemmas.some((lemma) => language.grammarWords.has(lemma))) found.push(i);
  }
  return found;
}

/** Whether a word of the original outside the orphan may be translated by this one, linked to it or not. */
function isRendered(
  word: Word | undefined,
  { words }: SideReading,
  orphan: TermMatch,
  pair: LanguagePair | null,
): boolean {
  if (!pair || !word) return false;
  return words.some(
    (other, s) =>
      (s < orphan.words[0] || s >= orphan.words[1]) &&
      pair
        .renderings(other.folded, other.lemmas, other.capital)
        .some(({ form, whole }) => whole && (form === word.folded || word.lemmas.includes(form))),
  );
}

/** Ambiguous acronyms that the translation gives a meaning of a field that the text is not of, while it is of another meaning's. */
export function otherMeanings({ source, target }: PairReading): TermSwap[] {
  const ambiguous = source.terms.filter(({ acronym, concepts }) => acronym && concepts.length > 1);
  if (ambiguous.length === 0) return [];
  const company = domainsOf(source);
  return ambiguous.flatMap((match) => {
    const meant = likeliestOf(match.concepts, company);
    if (!meant || !company.has(meant.domain) || meant.own) return [];
    const named = target.terms.filter((found) => !found.forbidden && sameThing(found, match));
    const [stranger] = named;
    const isWrong = named.every(({ concepts }) =>
      concepts.every((concept) => !company.has(concept.domain) && !isCalled(concept, meant)),
    );
    return stranger && isWrong ? [{ orphan: match, stranger }] : [];
  });
}
