/**
 * Finds what one text renders in two ways: a sentence, a quotation or a term that comes back in other words, a name that is written
 * in two ways. The rarer way is flagged, with the commoner one as suggestion.
 *
 * Leaves alone: sentences of less than four words; renderings that are as common as each other, but for whole sentences, of which the
 * first counts; words that only differ in their endings or capitals; terms that a text uses fewer than four times.
 */

import type { Flag, Pair, Span } from '../bitext.ts';
import { nameCost, sameNameCost } from '../text/names.ts';
import type { Word } from '../text/words.ts';
import type { PairReading, SideReading } from './check.ts';

type Kind = 'sentence' | 'quotation' | 'name' | 'term';

/** One thing that a pair renders: what it is in the original, and how the translation has it. */
export interface Rendering {
  readonly kind: Kind;
  /** The original in dictionary forms: renderings with the same key ought to be alike. */
  readonly key: string;
  /** The rendering without endings and capitals, as it is compared. */
  readonly said: string;
  /** As it is written, for the one who corrects another place. */
  readonly text: string;
  readonly source: Span;
  readonly target: Span;
}

/** All that one pair renders and another pair may render, too. Linear in its words. */
export function readRenderings(reading: PairReading): Rendering[] {
  return [...sentence(reading), ...quotations(reading), ...names(reading), ...terms(reading)];
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

/** How many renderings a thing must have, and the share that a rendering may have at most to be flagged. */
const rules: Readonly<Record<Kind, { readonly least: number; readonly share: number; readonly confidence: number }>> = {
  sentence: { least: 2, share: 0.5, confidence: 0.6 },
  quotation: { least: 2, share: 0.5, confidence: 0.6 },
  name: { least: 3, share: 0.34, confidence: 0.8 },
  term: { least: 4, share: 0.34, confidence: 0.5 },
};

/** Flags of each pair, in the order of the pairs. Linear in all renderings. */
export function flagInconsistencies(pairs: readonly Pair[], renderings: readonly (readonly Rendering[])[]): Flag[][] {
  const groups = new Map<string, { pair: number; rendering: Rendering }[]>();
  for (const [pair, some] of renderings.entries()) {
    for (const rendering of some) {
      const key = `${rendering.kind} ${rendering.key}`;
      const known = groups.get(key);
      if (known) known.push({ pair, rendering });
      else groups.set(key, [{ pair, rendering }]);
    }
  }
  const flags: Flag[][] = pairs.map(() => []);
  for (const group of groups.values()) {
    const kind = group[0]?.rendering.kind;
    if (!kind || group.length < rules[kind].least) continue;
    const ways = Map.groupBy(group, ({ rendering }) => rendering.said);
    if (ways.size < 2) continue;
    // The commonest way, the first of equals.
    const usual = [...ways.values()].reduce((best, way) => (way.length > best.length ? way : best));
    const right = usual[0]?.rendering;
    if (!right) continue;
    for (const way of ways.values()) {
      if (way === usual || way.length / group.length > rules[kind].share) continue;
      for (const { pair, rendering } of way) {
        if (kind === 'name' && !isOtherSpelling(rendering.said, right.said)) continue;
        flags[pair]?.push(flagOf(rendering, right, usual.length));
      }
    }
  }
  return flags.map(widest);
}

/** One cause, one flag: what stands inside a sentence that is flagged as a whole has the same cause. */
function widest(flags: readonly Flag[]): Flag[] {
  const covers = ([a, b]: Span, [c, d]: Span): boolean => a <= c && d <= b;
  return flags.filter(
    ({ target }, i) => !flags.some((other, k) => k < i && other.target && target && covers(other.target, target)),
  );
}

/** Whether two spellings may be slips of one name, and neither the other's adjective or plural: Petrov and Petroff, not Wales and Welsh, Russia and Russian. */
function isOtherSpelling(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  let start = 0;
  while (start < length && a[start] === b[start]) start++;
  let end = 0;
  while (end < length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return !a.startsWith(b) && !b.startsWith(a) && length - start - end <= 2;
}

function flagOf({ kind, text, source, target }: Rendering, right: Rendering, times: number): Flag {
  return {
    check: 'consistency',
    category: 'terminology/inconsistent',
    severity: 'minor',
    confidence: rules[kind].confidence,
    source,
    target,
    message: { key: `consistency.${kind}`, params: { target: text, suggestion: right.text, count: times } },
    suggestion: right.text,
  };
}
