/** Pronouns of a translation, I, you, we, they, each with what in the original speaks for its person and against it. */

import type { PairReading, SideReading } from '../check.ts';
import type { Features } from '../judgement.ts';
import { expectedAt } from '../opposites/slots.ts';
import { type Person, type PersonWord, personWords } from './persons.ts';

export interface PersonCandidate {
  /** Index of the translation's word. */
  readonly at: number;
  readonly said: PersonWord;
  readonly features: Features;
  /** Index of the original's word that says another person, and which; null where none stands out. */
  readonly against: { readonly at: number; readonly person: Person } | null;
}

interface Cue {
  readonly at: number;
  readonly person: Person;
  readonly kind: 'pronoun' | 'possessive' | 'verb';
}

/** All pronouns of a translation. Time: the words of both, when there is one. */
export function findPersons({ source, target }: PairReading): PersonCandidate[] {
  const places: { at: number; said: PersonWord; person: Person }[] = [];
  const counts = new Map<Person, number>();
  for (const [at, word] of target.words.entries()) {
    const said = personWords(word, target.language).find(({ person }) => person !== null);
    // A capital inside the sentence: United States is US, It as a title; I is always one.
    if (!said?.person || (word.capital && !word.first && said.person !== '1s')) continue;
    places.push({ at, said, person: said.person });
    counts.set(said.person, (counts.get(said.person) ?? 0) + 1);
  }
  if (places.length === 0) return [];
  const cues = readPersons(source);
  const said = (person: Person): number => counts.get(person) ?? 0;
  const pronouns = (person: Person): number =>
    cues.filter((cue) => cue.person === person && cue.kind !== 'verb').length;
  const reflexive = source.words.some((word) =>
    personWords(word, source.language).some(({ role }) => role === 'reflexive'),
  );
  return places.map(({ at, said: word, person }) => {
    const f: Record<string, number> = { [word.role]: 1, [`is ${person}`]: 1 };
    let against: PersonCandidate['against'] = null;
    const own = cues.filter((cue) => cue.person === person);
    for (const { kind } of own) f[`own ${kind}`] = 1;
    if (own.length === 0) {
      f.ownNothing = 1;
      f[`ownNothing ${person}`] = 1;
      if (reflexive) f.reflexive = 1;
    }
    if (pronouns(person) >= said(person)) f.enough = 1;
    const expected = expectedAt(target, at, at + 1 < target.words.length ? at + 1 : -1, source.words.length);
    const free = cues.filter(({ at: cue }) => source.linked[cue] === -1 || source.linked[cue] === at);
    let nearest: Cue | null = null;
    for (const cue of free) {
      const distance = Math.abs(cue.at - expected) + (cue.kind === 'verb' ? 1 : 0);
      if (distance <= 4 && (!nearest || distance < Math.abs(nearest.at - expected))) nearest = cue;
      if (distance <= 4 && cue.person === person) f.nearOwn = 1;
    }
    if (nearest && nearest.person !== person) {
      f[`near ${nearest.kind}`] = 1;
      if (said(nearest.person) === 0) f[`nearUnsaid ${nearest.kind}`] = 1;
      if (own.length === 0) f[`nearAlone ${nearest.kind}`] = 1;
      f[`${person} for ${nearest.person}`] = 1;
      against = { at: nearest.at, person: nearest.person };
    } else if (nearest) f.nearestOwn = 1;
    const linked = source.words[target.linked[at] ?? -1];
    const linkedPerson = linked && personWords(linked, source.language).find((w) => w.person !== null)?.person;
    if (linkedPerson) f[linkedPerson === person ? 'linkedOwn' : 'linkedOther'] = 1;
    for (const other of persons) {
      if (other === person || pronouns(other) === 0 || pronouns(other) <= said(other)) continue;
      f.orphan = 1;
      if (said(other) === 0) f.orphanUnsaid = 1;
      if (own.length === 0) f.orphanAlone = 1;
      against ??= { at: cues.find((cue) => cue.person === other)?.at ?? 0, person: other };
    }
    return { at, said: word, features: f, against };
  });
}

const persons: readonly Person[] = ['1s', '1p', '2', '3s', '3p'];

/** Pronouns and the endings of present and future tenses, in order. */
function readPersons({ words, language }: SideReading): Cue[] {
  const cues: Cue[] = [];
  for (const [at, word] of words.entries()) {
    const pronoun = personWords(word, language).find(({ person }) => person !== null);
    if (pronoun?.person) {
      cues.push({ at, person: pronoun.person, kind: pronoun.role === 'possessive' ? 'possessive' : 'pronoun' });
      continue;
    }
    if (word.isNumber) continue;
    const verb = language.morphology?.analyses(word.text)[0];
    if (verb?.partOfSpeech !== 'verb' || verb.probability < 0.6) continue;
    if (verb.mood === 'imperative') cues.push({ at, person: '2', kind: 'verb' });
    else if (verb.person === 1) cues.push({ at, person: verb.number === 'plural' ? '1p' : '1s', kind: 'verb' });
    else if (verb.person === 2) cues.push({ at, person: '2', kind: 'verb' });
  }
  return cues;
}
