/** Candidates for a name that stands in place of another: a stranger in the translation, a name of the original left alone. */

import type { KnownName, NameKind } from '../../languages/names.ts';
import type { PairReading, SideReading } from '../check.ts';
import {
  type BrokenName,
  type NameReading,
  type SourceName,
  sortOf,
  strangerCost,
  type TargetName,
} from './name-reading.ts';

export interface Swap {
  readonly target: TargetName;
  readonly source: SourceName;
  /** The word that it stands in place of, folded, where the rest of a name shows it. */
  readonly word: string | null;
  readonly features: Readonly<Record<string, number>>;
}

/** One candidate for each stranger, with the most fitting name that it may stand in place of. Time: strangers times names alone. */
export function findSwaps(names: NameReading, reading: PairReading): Swap[] {
  const { source, target } = reading;
  const strangers = names.targets.filter(
    (name) =>
      !name.exact &&
      name.cost > strangerCost &&
      name.text.length > 2 &&
      // The first word has its capital from the sentence.
      (!target.words[name.index]!.first || name.familiar !== 'word' || name.names.length > 0) &&
      // In a headline every word has a capital: only what is known to be a name is one.
      (!names.title || (name.names.length > 0 && name.familiar !== 'word')),
  );
  if (strangers.length === 0) return [];
  const alone = names.sources.filter(
    ({ state, role, index }) => state !== 'met' && (role !== 'word' || isNominal(reading.source, index)),
  );
  const fullyAlone = alone.filter(({ state, role }) => state === 'alone' && role !== 'word').length;
  const unlinked = target.linked.reduce((sum, s) => sum + (s < 0 ? 1 : 0), 0) / target.words.length;
  const swaps: Swap[] = [];
  const partners = target.linked.slice();
  for (const { index, cost, nearest } of names.targets)
    if (partners[index]! < 0 && cost <= strangerCost) partners[index] = nearest;
  for (const stranger of strangers) {
    let best: Swap | null = null;
    let bestFit = Number.NEGATIVE_INFINITY;
    const broken = names.broken.find(({ target: t }) => t === stranger.index);
    const candidates = broken ? [named(broken, names), ...alone] : alone;
    for (const name of candidates) {
      const isBroken = broken !== undefined && name.index === broken.source;
      if (isPrefix(stranger, name)) continue;
      const agree = agreement(stranger.index, name.index, partners, 3);
      const tight = agreement(stranger.index, name.index, partners, 1);
      const distance = Math.abs(
        (stranger.index + 0.5) / target.words.length - (name.index + 0.5) / source.words.length,
      );
      const sort = sortOf(stranger.names);
      const same = sort !== null && sort === sortOf(name.names);
      const fit =
        (isBroken ? 5 : 0) +
        agree +
        tight +
        (same ? 1.5 : 0) +
        (isCountry(stranger.names) && isCountry(name.names) ? 1 : 0) +
        (name.state === 'alone' ? 1 : 0) +
        (name.role === 'word' ? -1.5 : name.role === 'name' ? 0.5 : 0) -
        2 * distance;
      if (fit <= bestFit) continue;
      bestFit = fit;
      const word = target.words[stranger.index]!;
      best = {
        target: stranger,
        source: name,
        word: isBroken ? broken.word : null,
        features: {
          broken: Number(isBroken),
          unknown: Number(stranger.familiar === 'unknown'),
          common: Number(stranger.familiar === 'word' && sort === null),
          place: Number(sort === 'place' || sort === 'country'),
          country: Number(sort === 'country'),
          person: Number(sort === 'person'),
          firstKnown: Number(word.first && stranger.familiar === 'word' && sort !== null),
          knownBoth: Number(sort !== null && name.names.length > 0 && stranger.familiar !== 'word'),
          sameKind: Number(stranger.names.some(({ kind }) => name.names.some((other) => other.kind === kind))),
          // Ibrox for «шотландского»: an adjective gives way to a name of something else.
          adjectiveForName: Number(isAdjective(name.names) && !isCountry(stranger.names)),
          only: Number(strangers.length === 1 && fullyAlone === 1 && name.state === 'alone' && name.role !== 'word'),
          alone: Number(name.state === 'alone' && name.role !== 'word'),
          taken: Number(name.state === 'taken'),
          inside: Number(name.role === 'name'),
          known: Number(name.names.length > 0),
          ordinary: Number(name.role === 'word'),
          same: Number(same),
          agree,
          tight,
          tightInside: tight * Number(name.role === 'name'),
          tightUnknown: tight * Number(stranger.familiar === 'unknown'),
          tightOrdinary: tight * Number(name.role === 'word'),
          agreeUnknown: agree * Number(stranger.familiar === 'unknown'),
          certain: Number(stranger.familiar !== 'word' && name.state === 'alone' && name.role === 'name' && tight > 0),
          nameForName: Number(stranger.familiar !== 'word' && name.state === 'alone' && name.role === 'name'),
          // Grande beside Ariana, where the original has the given name alone.
          extension: Number(tight === 0 && isBesideName(stranger.index, names, partners)),
          small: Number(name.role === 'known' && !source.words[name.index]!.capital && !isCountry(stranger.names)),
          countries: Number(isCountry(stranger.names) && isCountry(name.names)),
          towns: Number(isTown(stranger.names) && isTown(name.names)),
          title: Number(names.title),
          surplus: Math.min(3, Math.max(0, strangers.length - fullyAlone)),
          bothPlaces: Number(isSomewhere(sort) && isSomewhere(sortOf(name.names))),
          distance,
          strangers: Math.min(3, strangers.length - 1),
          others: Math.min(3, Math.max(0, fullyAlone - 1)),
          near: Math.max(0, 0.45 - stranger.cost) / 0.45,
          unlinked,
          beside: Number(besideStranger(stranger, strangers)),
        },
      };
    }
    if (best) swaps.push(best);
  }
  return swaps;
}

/** The word of the original that a broken name is of, which may have its counterpart in what is left of it. */
function named({ source: index }: BrokenName, { sources }: NameReading): SourceName {
  return sources.find((name) => name.index === index) ?? { index, names: [], state: 'taken', role: 'known' };
}

/** A noun or an adjective: no name stands in place of other words. */
function isNominal({ words, language }: SideReading, index: number): boolean {
  if (language.morphology === null) return true;
  const part = language.morphology.analyses(words[index]!.text)[0]?.partOfSpeech;
  return part === 'noun' || part === 'adjective';
}

/** On how many sides (0 to 2) the nearest linked word is linked to a neighbour, at most `reach` words off, of the source word. */
function agreement(t: number, s: number, partners: Int32Array, reach: number): number {
  let agree = 0;
  for (const step of [-1, 1]) {
    for (let k = t + step, left = reach; k >= 0 && k < partners.length && left > 0; k += step, left--) {
      const linked = partners[k]!;
      if (linked < 0) continue;
      if (Math.abs(linked - s) <= reach) agree++;
      break;
    }
  }
  return agree;
}

const countryKinds: ReadonlySet<NameKind> = new Set(['country', 'adjective', 'demonym']);
const isCountry = (names: readonly KnownName[]): boolean => names.some(({ kind }) => countryKinds.has(kind));
const isAdjective = (names: readonly KnownName[]): boolean =>
  names.length > 0 && names.every(({ kind }) => kind === 'adjective' || kind === 'demonym');
const isSomewhere = (sort: ReturnType<typeof sortOf>): boolean => sort === 'place' || sort === 'country';
const isTown = (names: readonly KnownName[]): boolean => names.some(({ kind }) => kind === 'place');

/** Ant for Anthony, Joel for Joe: one begins with the other. */
function isPrefix(stranger: TargetName, name: SourceName): boolean {
  const written = stranger.text.toLowerCase();
  return name.names.some(({ target }) =>
    target.some(
      (form) => form.toLowerCase().startsWith(written) || (form.length > 2 && written.startsWith(form.toLowerCase())),
    ),
  );
}

function isBesideName(t: number, names: NameReading, partners: Int32Array): boolean {
  return names.targets.some(({ index }) => Math.abs(index - t) === 1 && partners[index]! >= 0);
}

function besideStranger(stranger: TargetName, strangers: readonly TargetName[]): boolean {
  return strangers.some((other) => Math.abs(other.index - stranger.index) === 1);
}
