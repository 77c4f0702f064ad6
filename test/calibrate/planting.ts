/**
 * Plants omissions and additions in good pairs: cuts and pastes of sentences, clauses between marks, phrases, list items,
 * stretches from the middle of nowhere, and names, on either side.
 */

import type { Span } from '../../server/engine/bitext.ts';
import type { SideWords } from '../../server/engine/checks/coverage/coverage-words.ts';

/** A source of random numbers in [0, 1) that a seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const cutKinds = ['sentence', 'clause', 'middle', 'item', 'phrase', 'name'] as const;
export type CutKind = (typeof cutKinds)[number];

export interface Cut {
  readonly kind: CutKind;
  /** Indexes of the words that are gone. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Random = () => number;
const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];

/** A text without some of its words; null where the text has no place for a cut of the kind. */
export function cut(side: SideWords, kind: CutKind, random: Random): Cut | null {
  const n = side.reading.words.length;
  const range = pick(places(side, kind), random);
  if (!range || range[1] - range[0] > n * 0.7) return null;
  return { kind, from: range[0], to: range[1], text: without(side, range, kind) };
}

function places(side: SideWords, kind: CutKind): Span[] {
  const { words } = side.reading;
  const n = words.length;
  const found: Span[] = [];
  for (let from = 0; from < n; from++) {
    const edge = side.edges[from]!;
    if (kind === 'name') {
      if (!isName(side, from) || (from > 0 && isName(side, from - 1))) continue;
      let to = from + 1;
      while (to < n && isName(side, to)) to++;
      found.push([from, to]);
      continue;
    }
    const limit = { sentence: 60, clause: 30, middle: 10, item: 4, phrase: 7 }[kind];
    if (edge === 0 && kind !== 'middle') continue;
    if (edge < 1 && (kind === 'clause' || kind === 'sentence')) continue;
    if (kind === 'sentence' && from > 0 && !/[.!?…]/.test(between(side, from))) continue;
    for (let to = from + 1; to <= Math.min(n, from + limit); to++) {
      const length = to - from;
      const end = side.edges[to]!;
      if (kind === 'sentence' && to < n && !/[.!?…]/.test(between(side, to))) continue;
      if (kind === 'clause' && (end < 1 || length < 3)) continue;
      if (kind === 'middle' && (length < 3 || from === 0)) continue;
      if (kind === 'item' && (end < 0.7 || length > 4 || from === 0 || !/,/.test(between(side, from)))) continue;
      if (kind === 'phrase' && (end === 0 || length < 2 || from === 0)) continue;
      found.push([from, to]);
      if (kind === 'phrase' && length > 3) break;
    }
  }
  return found;
}

function isName(side: SideWords, at: number): boolean {
  const { words, language } = side.reading;
  return (
    side.classes[at] === 'name' &&
    words[at]!.text !== 'I' &&
    words[at]!.text.length > 2 &&
    !language.calendarWords.has(words[at]!.folded)
  );
}

/** What stands between a word and the one before it. */
function between({ reading: { text, words } }: SideWords, at: number): string {
  return text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? text.length);
}

function without({ reading: { text, words } }: SideWords, [from, to]: Span, kind: CutKind): string {
  const first = words[from]!.start;
  const last = words[to - 1]!.end;
  if (from === 0) {
    const rest = text.slice(words[to]?.start ?? last);
    return text.slice(0, first) + rest.slice(0, 1).toUpperCase() + rest.slice(1);
  }
  // With a clause goes the mark before it; with anything else what stands before it stays.
  if (kind === 'clause' || kind === 'item' || kind === 'sentence' || to === words.length)
    return text.slice(0, words[from - 1]!.end) + text.slice(last);
  return text.slice(0, first) + text.slice(words[to]!.start);
}

export interface Paste {
  readonly text: string;
  /** Where the pasted text stands. */
  readonly span: Span;
}

/** A text with a sentence, clause or phrase of another text of its language. */
export function paste(side: SideWords, other: SideWords, random: Random): Paste | null {
  const kind = pick(['sentence', 'clause', 'clause', 'phrase', 'item'] as const, random)!;
  const range = pick(places(other, kind === 'item' ? 'phrase' : kind), random);
  if (!range) return null;
  const { text: foreign, words: foreignWords } = other.reading;
  let piece = foreign.slice(foreignWords[range[0]]!.start, foreignWords[range[1] - 1]!.end);
  const { text, words } = side.reading;
  const last = words[words.length - 1];
  if (!last) return null;
  if (kind === 'sentence' || random() < 0.15) {
    piece = `${piece.slice(0, 1).toUpperCase()}${piece.slice(1)}.`;
    return random() < 0.8
      ? { text: `${text} ${piece}`, span: [text.length + 1, text.length + 1 + piece.length] }
      : { text: `${piece} ${text}`, span: [0, piece.length] };
  }
  const boundaries = [...side.edges.keys()].filter((i) => i > 0 && side.edges[i]! >= (kind === 'clause' ? 1 : 0.4));
  const at = random() < 0.2 ? 1 + Math.floor(random() * (words.length - 1)) : pick(boundaries, random);
  if (at === undefined || at > words.length || at < 1) return null;
  const place = words[at - 1]!.end;
  const separator = kind === 'phrase' ? ' ' : ', ';
  const start = place + separator.length;
  const after = kind === 'clause' && at < words.length && !/^\s*\p{P}/u.test(text.slice(place)) ? ',' : '';
  return {
    text: text.slice(0, place) + separator + piece + after + text.slice(place),
    span: [start, start + piece.length],
  };
}
