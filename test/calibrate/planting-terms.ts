/**
 * Plants wrong terms and acronyms. Real texts have few terms each, so most are put in first: a noun that is linked gives its
 * place to a concept's name, on both sides. Then the translation's name gives way to another concept's, or to an acronym as
 * machines make them: copied letter for letter, invented, or left in Cyrillic.
 */

import type { Pair, Span } from '../../server/engine/bitext.ts';
import type { PairReading } from '../../server/engine/checks/check.ts';
import type { Concept } from '../../server/engine/checks/terms/term-index.ts';
import { romanise } from '../../server/engine/text/names.ts';

export const termKinds = ['acronym', 'unfolded', 'name', 'partial', 'common', 'word', 'mixed'] as const;
export const acronymKinds = ['transliterated', 'invented', 'left'] as const;
export type PlantedKind = (typeof termKinds)[number] | (typeof acronymKinds)[number];

export interface PlantedTerm {
  readonly good: Pair;
  readonly bad: Pair;
  /** The term in the original alone: what a translation that paraphrases it is like. */
  readonly unnamed: Pair;
  /** Of the wrong name in the bad translation. */
  readonly span: Span;
}

type Random = () => number;
const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];

const isProper = (name: string): boolean => /\s/.test(name) && /\p{Lu}/u.test(name);
const isWord = (name: string): boolean => /^\p{Ll}{4,}$/u.test(name);
const isPhrase = (name: string): boolean => /\s/.test(name) && !/\p{Lu}/u.test(name);

/** What may be put in for each kind: names of the concept on both sides, and those of another that may stand for them. */
function namesFor(kind: PlantedKind, concept: Concept): { source: readonly string[]; target: readonly string[] } {
  const { source, sourceAcronyms, target, targetAcronyms } = concept;
  const capitals = sourceAcronyms.filter((name) => /^\p{Lu}{3,}$/u.test(name));
  switch (kind) {
    case 'acronym':
      return { source: capitals, target: targetAcronyms };
    case 'unfolded':
      return { source: capitals, target: [...target.filter((name) => /\s/.test(name)), ...targetAcronyms] };
    case 'mixed':
      return { source: [...capitals, ...source.filter(isProper)], target: target.filter(isProper) };
    case 'name':
      return { source: source.filter(isProper), target: target.filter(isProper) };
    case 'partial':
      return { source: source.filter((name) => /\s/.test(name)), target: target.filter((name) => /\s/.test(name)) };
    case 'common':
      return { source: source.filter(isPhrase), target: target.filter((name) => isPhrase(name) || isWord(name)) };
    case 'word':
      return { source: source.filter(isWord), target: target.filter(isWord) };
    default:
      return { source: capitals, target: targetAcronyms };
  }
}

/** By the kind and, within it, the domain. */
export class TermPlanter {
  private readonly concepts: readonly Concept[];
  private readonly random: Random;

  constructor(concepts: readonly Concept[], random: Random) {
    this.concepts = concepts;
    this.random = random;
  }

  /** Null where the pair has no place for a term, or chance found no concepts. */
  plant({ source, target, links }: PairReading, kind: PlantedKind): PlantedTerm | null {
    const { random } = this;
    const places = links.filter(({ source: s, target: t, score }) => {
      const [word, other] = [source.words[s], target.words[t]];
      const isNoun = source.language.morphology?.analyses(word?.text ?? '')[0]?.partOfSpeech === 'noun';
      return score > 0.8 && isNoun && word && other && !word.first && !other.first && !word.isNumber;
    });
    const place = pick(places, random);
    const wanted = this.choose(kind, () => true);
    const s = source.words[place?.source ?? -1];
    const t = target.words[place?.target ?? -1];
    if (!s || !t || !wanted) return null;
    const bad = this.wrongName(kind, wanted.concept, wanted.source);
    if (bad === null) return null;
    const put = (text: string, { start, end }: { start: number; end: number }, name: string): string =>
      text.slice(0, start) + name + text.slice(end);
    const russian = put(source.text, s, wanted.source);
    return {
      good: { source: russian, target: put(target.text, t, wanted.target) },
      bad: { source: russian, target: put(target.text, t, bad) },
      unnamed: { source: russian, target: target.text },
      span: [t.start, t.start + bad.length],
    };
  }

  private choose(
    kind: PlantedKind,
    fits: (concept: Concept) => boolean,
  ): { concept: Concept; source: string; target: string } | null {
    for (let attempt = 0; attempt < 60; attempt++) {
      const concept = pick(this.concepts, this.random);
      if (!concept || !fits(concept)) continue;
      const names = namesFor(kind, concept);
      const [source, target] = [pick(names.source, this.random), pick(names.target, this.random)];
      if (source !== undefined && target !== undefined) return { concept, source, target };
    }
    return null;
  }

  private wrongName(kind: PlantedKind, wanted: Concept, russian: string): string | null {
    const { random } = this;
    switch (kind) {
      case 'left':
        return russian;
      case 'transliterated': {
        const copied = romanise(russian).toUpperCase();
        return wanted.targetAcronyms.includes(copied) ? null : copied;
      }
      case 'invented': {
        const right = wanted.targetAcronyms[0] ?? '';
        const at = Math.floor(random() * right.length);
        const letter = pick([...'ABCDEFGHILMNOPRSTV'], random) ?? 'X';
        const invented = right.slice(0, at) + letter + right.slice(at + 1);
        const known = this.concepts.some(({ targetAcronyms }) => targetAcronyms.includes(invented));
        return known || !/^[A-Z]{3,}$/.test(invented) ? null : invented;
      }
      case 'mixed': {
        // Half of one name and half of another: what nobody is called.
        const halves = [0, 1].map(() => this.choose('name', (concept) => concept !== wanted)?.target.split(' ') ?? []);
        const [first = [], second = []] = halves;
        const mixed = [
          ...first.slice(0, Math.ceil(first.length / 2)),
          ...second.slice(Math.floor(second.length / 2)),
        ].join(' ');
        return isProper(mixed) && mixed.length < 60 ? mixed : null;
      }
      default: {
        const words = new Set(wanted.target.flatMap((name) => name.toLowerCase().split(' ')));
        const alike = ({ target }: Concept): boolean =>
          target.some((name) => name.split(' ').some((word) => word.length > 3 && words.has(word.toLowerCase())));
        const anywhere = (kind === 'acronym' || kind === 'unfolded' || kind === 'name') && random() < 0.3;
        const other = this.choose(
          kind,
          (concept) =>
            concept !== wanted &&
            (anywhere || concept.domain === wanted.domain) &&
            (kind !== 'partial' || alike(concept)) &&
            !concept.target.some((name) => wanted.target.includes(name)) &&
            !concept.targetAcronyms.some((name) => wanted.targetAcronyms.includes(name)),
        );
        return other?.target ?? null;
      }
    }
  }
}
