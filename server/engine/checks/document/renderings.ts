/** What one pair renders that another pair of its text may render, too. */

import type { Span } from '../../bitext.ts';
import { nameCost, sameNameCost } from '../../text/names.ts';
import type { NumberReading } from '../../text/numbers.ts';
import type { Word } from '../../text/words.ts';
import type { PairReading, SideReading } from '../check.ts';

/**
 * `acronym`: how an acronym of the original is written; `stands`: which acronym of the original one of the translation stands for;
 * `explained`: what the translation says that its acronym stands for; `figure`: a figure with what it counts; `merged`: which known
 * concept a rendering stands for that is none of its names.
 */
export type RenderingKind =
  | 'sentence'
  | 'quotation'
  | 'name'
  | 'term'
  | 'acronym'
  | 'stands'
  | 'explained'
  | 'figure'
  | 'merged';

/** One thing that a pair renders: what it is in the original, and how the translation has it. */
export interface Rendering {
  readonly kind: RenderingKind;
  /** The original in dictionary forms: renderings with the same key ought to be alike. */
  readonly key: string;
  /** The rendering without endings and capitals, as it is compared. */
  readonly said: string;
  /** As it is written, for the one who corrects another place. */
  readonly text: string;
  /** What should stand there, where it does not follow from other places. */
  readonly instead?: string;
  /** As the original writes it, where the message says so. */
  readonly original?: string;
  readonly source: Span;
  readonly target: Span;
}

/** All that one pair renders and another pair may render, too. Linear in its words. */
export function readRenderings(reading: PairReading): Rendering[] {
  return [
    ...sentence(reading),
    ...quotations(reading),
    ...names(reading),
    ...terms(reading),
    ...acronyms(reading),
    ...explanations(reading),
    ...figures(reading),
    ...concepts(reading),
  ];
}

const keyOf = (words: readonly Word[]): string => words.map(({ folded }) => folded).join(' ');

function sentence({ source, target }: PairReading): Rendering[] {
  if (source.words.length < 4 || target.words.length === 0) return [];
  return [
    {
      kind: 'sentence',
      key: keyOf(source.words),
      said: keyOf(target.words),
      text: target.text,
      source: [0, source.text.length],
      target: [0, target.text.length],
    },
  ];
}

/** The one quotation of each side, inside a sentence that says more. */
function quotations({ source, target }: PairReading): Rendering[] {
  const [quoted, quotes] = [onlyQuotation(source), onlyQuotation(target)];
  if (!quoted || !quotes) return [];
  const inside = ({ words }: SideReading, [from, to]: Span) =>
    words.filter(({ start, end }) => start >= from && end <= to);
  const original = inside(source, quoted);
  if (original.length < 3 || original.length === source.words.length) return [];
  return [
    {
      kind: 'quotation',
      key: keyOf(original),
      said: keyOf(inside(target, quotes)),
      text: target.text.slice(...quotes),
      source: quoted,
      target: quotes,
    },
  ];
}

const quotation = /[«“„"]([^«»“”„"]{8,})[»”“"]/gu;

function onlyQuotation({ text }: SideReading): Span | null {
  const [first, second] = [...text.matchAll(quotation)];
  if (!first || second) return null;
  const start = first.index + 1;
  return [start, start + (first[1]?.length ?? 0)];
}

const bare = (word: Word): string => word.folded.replace(/'s?$/, '');

/** Names that are linked to words that spell them. */
function names({ source, target, links }: PairReading): Rendering[] {
  return links.flatMap(({ source: s, target: t }) => {
    const [original, word] = [source.words[s], target.words[t]];
    if (!original?.capital || !word?.capital || original.first || original.text.length < 4) return [];
    const key = original.lemmas[0] ?? original.folded;
    const text = word.text.replace(/['’]s?$/, '');
    if (nameCost(original.text, text, original.lemmas) > sameNameCost) return [];
    return {
      kind: 'name',
      key,
      said: bare(word),
      text,
      source: [original.start, original.end],
      target: [word.start, word.start + text.length],
    } satisfies Rendering;
  });
}

/** An adjective and its noun, side by side on both sides. */
function terms({ source, target }: PairReading): Rendering[] {
  const found: Rendering[] = [];
  for (let s = 0; s + 1 < source.words.length; s++) {
    const [first, second] = [source.words[s], source.words[s + 1]];
    const [a, b] = [source.linked[s] ?? -1, source.linked[s + 1] ?? -1];
    if (!first || !second || a < 0 || b !== a + 1 || first.capital || second.capital) continue;
    if (partOf(source, first) !== 'adjective' || partOf(source, second) !== 'noun') continue;
    // Last week, the past week: times are told in many ways.
    if (source.language.calendarWords.has(second.folded)) continue;
    const [one, two] = [target.words[a], target.words[b]];
    if (!one || !two) continue;
    found.push({
      kind: 'term',
      key: `${first.lemmas[0]} ${second.lemmas[0]}`,
      said: `${one.lemmas[0]} ${two.lemmas[0]}`,
      text: target.text.slice(one.start, two.end),
      source: [first.start, second.end],
      target: [one.start, two.end],
    });
  }
  return found;
}

function partOf({ language }: SideReading, { text }: Word): string | null {
  return language.morphology?.analyses(text)[0]?.partOfSpeech ?? null;
}

const isAcronym = ({ text }: Word): boolean => /^\p{Lu}{2,6}$/u.test(text);

/** Acronyms that are linked, or the only ones of their sides, seen from both. A line in capitals is none. */
function acronyms({ source, target }: PairReading): Rendering[] {
  if (isShouted(source.text) || isShouted(target.text)) return [];
  const [originals, words] = [source.words.filter(isAcronym), target.words.filter(isAcronym)];
  const alone = originals.length === 1 && words.length === 1;
  return originals.flatMap((original): Rendering[] => {
    const linked = target.words[source.linked[source.words.indexOf(original)] ?? -1];
    const word = linked ?? (alone ? words[0] : undefined);
    if (!word || !isAcronym(word) || original.text === word.text) return [];
    const texts = { text: word.text, original: original.text };
    const place: { source: Span; target: Span } = {
      source: [original.start, original.end],
      target: [word.start, word.end],
    };
    return [
      { kind: 'acronym', key: original.text, said: word.text, ...texts, ...place },
      { kind: 'stands', key: word.text, said: original.text, ...texts, ...place },
    ];
  });
}

const isShouted = (text: string): boolean => !/\p{Ll}{3}/u.test(text);

const explanation = /\((\p{Lu}{3,6})\)/gu;

/** "World Food Programme (WFP)": the words before an acronym in brackets whose initials are its letters. */
function explanations({ source, target }: PairReading): Rendering[] {
  return [...target.text.matchAll(explanation)].flatMap((match): Rendering[] => {
    const acronym = match[1] ?? '';
    const last = target.words.findLastIndex(({ end }) => end <= match.index);
    const first = spelled(target.words, last, acronym);
    const [from, to] = [target.words[first], target.words[last]];
    if (!from || !to) return [];
    const text = target.text.slice(from.start, to.end);
    return [
      {
        kind: 'explained',
        key: acronym,
        said: keyOf(target.words.slice(first, last + 1)),
        text,
        original: acronym,
        source: [0, source.text.length],
        target: [from.start, to.end],
      },
    ];
  });
}

/** Index of the first of the words up to `last` whose initials an acronym is, small words of grammar left out; -1 where they are not. */
function spelled(words: readonly Word[], last: number, acronym: string): number {
  let letter = acronym.length - 1;
  for (let k = last; k >= 0 && last - k < acronym.length * 2; k--) {
    const word = words[k];
    if (!word) return -1;
    if (word.text[0]?.toUpperCase() === acronym[letter]) {
      if (letter === 0) return k;
      letter--;
    } else if (word.capital) return -1;
  }
  return -1;
}

/** A figure with the two words after it, against the figure of the translation that its words are linked to. */
function figures({ source, target }: PairReading): Rendering[] {
  const within = ({ words }: SideReading, [from, to]: Span): number[] =>
    words.flatMap(({ start, end }, k) => (start >= from && end <= to ? [k] : []));
  return source.numbers.flatMap((number): Rendering[] => {
    if (number.spelled || number.approximate) return [];
    const own = within(source, number.span);
    const after = source.words.slice((own.at(-1) ?? source.words.length) + 1).slice(0, 2);
    if (after.length < 2 || after.some((word) => word.isNumber)) return [];
    const partners = target.numbers.filter((other) => !other.spelled && isPartner(other));
    const [partner] = partners;
    if (!partner || partners.length > 1) return [];
    return [
      {
        kind: 'figure',
        key: `${number.value} ${after.map(({ lemmas, folded }) => lemmas[0] ?? folded).join(' ')}`,
        said: String(partner.value),
        text: target.text.slice(...partner.span),
        source: number.span,
        target: partner.span,
      },
    ];

    function isPartner(other: NumberReading): boolean {
      if (other.kind !== number.kind) return false;
      // The figure itself may be linked to nothing where it is wrong: what it counts says which it is.
      const counted = source.words.indexOf(after[0]!);
      const next = within(target, other.span).at(-1);
      return next !== undefined && target.linked[next + 1] === counted;
    }
  });
}

/** Known concepts whose words are linked to words side by side that are no name of any concept. */
function concepts({ source, target }: PairReading): Rendering[] {
  return source.terms.flatMap(
    ({ concepts: [concept, ...more], words: [from, to], acronym, start, end }): Rendering[] => {
      const head = source.words[to - 1];
      if (!concept || more.length > 0 || acronym || !head || partOf(source, head) !== 'noun') return [];
      const linked: number[] = [];
      for (let s = from; s < to; s++) if ((source.linked[s] ?? -1) >= 0) linked.push(source.linked[s] ?? -1);
      const [first, last] = [Math.min(...linked), Math.max(...linked)];
      const [one, two] = [target.words[first], target.words[last]];
      if (linked.length < to - from || last - first + 1 !== linked.length || !one || !two || one.capital) return [];
      if (target.terms.some((match) => match.words[0] <= last && first < match.words[1])) return [];
      const [instead] = concept.target;
      return [
        {
          kind: 'merged',
          key: target.words
            .slice(first, last + 1)
            .map(({ lemmas, folded }) => lemmas[0] ?? folded)
            .join(' '),
          said: concept.id,
          text: target.text.slice(one.start, two.end),
          original: source.text.slice(start, end),
          source: [start, end],
          target: [one.start, two.end],
          ...(instead && { instead }),
        },
      ];
    },
  );
}
