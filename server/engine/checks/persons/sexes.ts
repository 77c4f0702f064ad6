/** Words of a translation that say somebody's sex, each with what in the original speaks for it and against it. */

import type { LanguagePair } from '../../languages/pair.ts';
import type { PairReading, SideReading } from '../check.ts';
import type { Features } from '../judgement.ts';
import { expectedAt } from '../opposites/slots.ts';
import { type Cue, type PersonWord, personWords, readCues, type Sex } from './persons.ts';

export interface SexCandidate {
  /** Index of the translation's word. */
  readonly at: number;
  readonly said: PersonWord;
  readonly sex: Sex;
  /** A pronoun, or a noun or title. */
  readonly judge: 'pronoun' | 'noun';
  readonly features: Features;
  /** Index of the original's word that says another sex; -1 where none stands out. */
  readonly source: number;
}

/** All words of a translation that say a sex. Time: the words of the original when there is one, and of both when not none. */
export function findSexes(reading: PairReading, pair: LanguagePair): SexCandidate[] {
  const { source, target } = reading;
  const places: { at: number; said: PersonWord; sex: Sex }[] = [];
  for (const [at, word] of target.words.entries()) {
    const said = personWords(word, target.language).find(({ sex }) => sex !== null);
    if (said?.sex && !(isNamePart(target, at) && said.role !== 'mark')) places.push({ at, said, sex: said.sex });
  }
  if (places.length === 0) return [];
  // «Видел», "I saw her": an ending without a subject may be the speaker's or the listener's.
  const spoken = target.words.some((word) =>
    personWords(word, target.language).some(
      ({ role, person }) => role === 'subject' && (person === '1s' || person === '2'),
    ),
  );
  const cues = readCues(source, pair).filter(({ kind }) => !(spoken && kind === 'endingAlone'));
  const counts = { pronoun: { m: 0, f: 0 }, noun: { m: 0, f: 0 } };
  for (const { said, sex } of places) counts[isPronoun(said) ? 'pronoun' : 'noun'][sex]++;
  return places.map(({ at, said, sex }) => {
    const judge = isPronoun(said) ? 'pronoun' : 'noun';
    const features: Record<string, number> = { [said.role]: 1 };
    const weigh = judge === 'pronoun' ? weighPronoun : weighNoun;
    return { at, said, sex, judge, source: weigh({ at, said, sex, features, reading, cues, counts, pair }), features };
  });
}

interface Weighed {
  readonly at: number;
  readonly said: PersonWord;
  readonly sex: Sex;
  readonly features: Record<string, number>;
  readonly reading: PairReading;
  readonly cues: readonly Cue[];
  /** How many words of each kind the translation has. */
  readonly counts: Readonly<Record<'pronoun' | 'noun', Readonly<Record<Sex, number>>>>;
  readonly pair: LanguagePair;
}

function isPronoun({ role }: PersonWord): boolean {
  return role === 'subject' || role === 'object' || role === 'possessive' || role === 'reflexive';
}

/** A capital inside the sentence: King as a surname, Her Majesty. */
function isNamePart({ words }: SideReading, at: number): boolean {
  const word = words[at];
  return word?.capital === true && !word.first;
}

/** Sets the features of a pronoun; returns the place of what contradicts it, or -1. */
function weighPronoun({ at, said, sex, features: f, reading, cues: all, counts }: Weighed): number {
  const { source, target } = reading;
  const owned = said.role === 'possessive' || said.role === 'object' ? ownedNoun(target, at) : -1;
  // Her brother left: the brother, and the ending of his verb, say nothing of her.
  const cues =
    owned < 0 ? all : all.filter((cue) => (cue.at !== owned && cue.with !== owned) || cue.kind === 'pronoun');
  const own = cues.filter((cue) => cue.sex === sex);
  const other = cues.filter((cue) => cue.sex !== sex);
  const cueAt = new Map(cues.map((cue) => [cue.at, cue]));
  let against = -1;
  const note = (name: string, cue: Cue): void => {
    f[`${name}${cue.sex === sex ? 'Own' : 'Other'}`] = 1;
    if (cue.sex !== sex && against < 0) against = cue.at;
  };
  const linked = cueAt.get(target.linked[at] ?? -1);
  if (linked) note('linked', linked);
  const ending = said.role === 'subject' ? endingAfter(reading, at, cueAt) : null;
  if (ending) note(ending.kind, ending);
  const owner = owned < 0 ? null : ownerOf(source, owned, cues);
  if (owner) note(owner.by, owner.cue);
  const expected = expectedAt(target, at, at + 1 < target.words.length ? at + 1 : -1, source.words.length);
  const alike = ({ kind, subject }: Cue): boolean => kind === 'pronoun' && subject === (said.role === 'subject');
  // A pronoun that stands for another one of the translation says nothing here.
  const free = ({ kind, at: cue }: Cue): boolean =>
    kind === 'pronoun' && (source.linked[cue] === -1 || source.linked[cue] === at);
  // Передала его своим юристам: свой says whose they are, and его is something else.
  const near = owned >= 0 && isReflexive(source, owned - 1) ? null : nearest(cues.filter(free), expected, 4);
  if (near) note(alike(near) ? 'near' : 'nearUnlike', near);
  if (cues.some((cue) => cue.sex === sex && alike(cue))) f.alikeOwn = 1;
  else if (cues.some(alike)) f.alikeOther = 1;
  const nearEnding = nearest(
    cues.filter(({ kind }) => kind.startsWith('ending')),
    expected,
    3,
  );
  if (nearEnding) note('nearEnding', nearEnding);
  for (const { kind } of own) f[`own ${kind}`] = 1;
  for (const { kind } of other) f[`other ${kind}`] = 1;
  const pronouns = (some: readonly Cue[]): number => some.filter(({ kind }) => kind === 'pronoun').length;
  const opposite = sex === 'm' ? 'f' : 'm';
  if (pronouns(other) > counts.pronoun[opposite]) f.orphan = 1;
  if (f.orphan && pronouns(own) === 0) f.orphanAlone = 1;
  if (pronouns(own) >= counts.pronoun[sex]) f.enough = 1;
  if (counts.pronoun[opposite] > 0) f.bothSaid = 1;
  if (counts.noun[sex] > 0) f.nounSaid = 1;
  if (counts.noun[opposite] > 0) f.otherNounSaid = 1;
  const telling = (some: readonly Cue[]): boolean => some.some(({ kind }) => kind !== 'role');
  if (!telling(own)) f[own.length > 0 ? 'ownRoleOnly' : 'ownNothing'] = 1;
  if (!telling(own) && telling(other)) f.onlyOther = 1;
  if (!telling(own) && f.orphan) f.onlyOtherPronoun = 1;
  if (own.length === 0 && other.some(({ kind }) => kind === 'noun' || kind === 'name')) f.onlyOtherNoun = 1;
  if (cues.length === 0) f.nothing = 1;
  if ((f.nearOther || f.nearUnlikeOther) && pronouns(own) === 0) f.nearOtherAlone = 1;
  if (f.nearEndingOther && !f.nearOwn && !f.nearUnlikeOwn && !f.nearEndingOwn) f.nearEndingAlone = 1;
  if (said.role === 'subject' && ending && ending.sex !== sex && pronouns(own) === 0) f.verbOtherAlone = 1;
  return against >= 0 ? against : (other.find(({ kind }) => kind !== 'role')?.at ?? -1);
}

/** The ending of the verb whose subject a pronoun is. */
function endingAfter({ target }: PairReading, at: number, cues: ReadonlyMap<number, Cue>): Cue | null {
  for (let k = at + 1; k <= at + 4 && k < target.words.length; k++) {
    const word = target.words[k];
    if (!word || personWords(word, target.language).some(({ role }) => role === 'subject')) return null;
    if (/[,;:.!?—–"“”]/.test(target.text.slice(target.words[k - 1]?.end ?? 0, word.start))) return null;
    const cue = cues.get(target.linked[k] ?? -1);
    if (cue?.kind.startsWith('ending')) return cue;
  }
  return null;
}

function isReflexive({ words, language }: SideReading, at: number): boolean {
  const word = words[at];
  return word !== undefined && personWords(word, language).some(({ role }) => role === 'reflexive');
}

function isTitle({ words, language }: SideReading, at: number): boolean {
  const word = words[at];
  return word !== undefined && personWords(word, language).some(({ role }) => role === 'mark');
}

/** The original's word for the noun after a possessive, adjectives apart; -1 where there is none. */
function ownedNoun({ words, linked, text }: SideReading, at: number): number {
  for (let k = at + 1; k <= at + 3 && k < words.length; k++) {
    if (!/^\s+$/.test(text.slice(words[k - 1]?.end ?? 0, words[k]?.start))) return -1;
    const link = linked[k] ?? -1;
    if (link >= 0) return link;
  }
  return -1;
}

/**
 * Who owns a noun of the original: the pronoun его or её right before it; for свой, and where nothing is said of it, whoever acts
 * before it.
 */
function ownerOf(
  { words, language }: SideReading,
  at: number,
  cues: readonly Cue[],
): { by: 'possessive' | 'reflexive' | 'implied'; cue: Cue } | null {
  let by: 'reflexive' | 'implied' = 'implied';
  let before = at;
  for (let k = at - 1; k >= Math.max(0, at - 3); k--) {
    const word = words[k];
    const known = word ? personWords(word, language) : [];
    if (known.some(({ role }) => role === 'possessive')) {
      const cue = cues.find((cue) => cue.at === k);
      return cue ? { by: 'possessive', cue } : null;
    }
    if (known.some(({ role }) => role === 'reflexive')) {
      by = 'reflexive';
      before = k;
      break;
    }
  }
  const cue =
    cues.findLast(({ at, kind, subject }) => at < before && (kind.startsWith('ending') || subject)) ??
    cues.find(({ at, kind }) => at < before && kind !== 'pronoun');
  return cue ? { by, cue } : null;
}

function nearest(cues: readonly Cue[], place: number, reach: number): Cue | null {
  let best: Cue | null = null;
  for (const cue of cues) if (Math.abs(cue.at - place) <= (best ? Math.abs(best.at - place) - 1 : reach)) best = cue;
  return best;
}

/** The same for nouns, titles and what says the sex of the noun after it. */
function weighNoun({ at, said, sex, features: f, reading, cues: all, counts, pair }: Weighed): number {
  const { source, target } = reading;
  const word = target.words[at];
  if (!word) return -1;
  const cueAt = new Map(all.map((cue) => [cue.at, cue]));
  // A title is of the one who is named: other titles may be meant, the rest of the sentence speaks of others.
  const cues = said.role === 'mark' ? all.filter((cue) => isTitle(reading.source, cue.at)) : all;
  const own = cues.filter((cue) => cue.sex === sex);
  const other = cues.filter((cue) => cue.sex !== sex);
  let against = -1;
  const named = said.role === 'mark' ? [at + 1, at + 2] : [at];
  for (const k of named) {
    const cue = cueAt.get(target.linked[k] ?? -1);
    if (!cue) continue;
    const ownSide = cue.sex === sex ? 'Own' : 'Other';
    f[`${k === at ? 'linked' : 'named'}${ownSide} ${cue.kind}`] = 1;
    if (cue.sex !== sex) against = cue.at;
    break;
  }
  if (target.linked[at] !== -1) f.linked = 1;
  const forms = new Set([word.folded, ...word.lemmas]);
  const others = new Set(said.other === null ? [] : [said.other, ...pair.to.lemmas(said.other)]);
  const saysOther = target.words.some(({ folded }) => folded === said.other);
  let ownRendering = false;
  let otherRendering = -1;
  for (const [s, original] of source.words.entries()) {
    if (original.isNumber || original.folded.length < 3) continue;
    const renderings = pair.renderings(original.folded, original.lemmas, original.capital);
    if (renderings.some(({ form }) => forms.has(form))) ownRendering = true;
    else if (renderings.some(({ form, whole }) => whole && others.has(form))) otherRendering = s;
  }
  if (ownRendering) f.ownRendering = 1;
  if (otherRendering >= 0) {
    f[saysOther ? 'otherRenderingSaid' : 'otherRendering'] = 1;
    if (!ownRendering) f.onlyOtherRendering = 1;
    if (cueAt.get(otherRendering)?.kind === 'noun') f.otherRenderingSure = 1;
    if (!saysOther) against = otherRendering;
  }
  for (const { kind } of own) f[`own ${kind}`] = 1;
  for (const { kind } of other) f[`other ${kind}`] = 1;
  const telling = (some: readonly Cue[]): boolean => some.some(({ kind }) => kind !== 'role');
  if (!telling(own)) f.ownNothing = 1;
  if (!telling(own) && telling(other)) f.onlyOther = 1;
  if (counts.pronoun[sex] > 0) f.pronounSaid = 1;
  if (counts.pronoun[sex === 'm' ? 'f' : 'm'] > 0) f.otherPronounSaid = 1;
  return against;
}
