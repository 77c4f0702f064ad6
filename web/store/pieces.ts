import { diffWordsWithSpace } from 'diff';
import type { Severity, Span } from '../../server/engine/bitext.ts';
import { worst } from './severity.ts';

/** A stretch of text that looks the same from end to end. */
export interface Piece {
  readonly text: string;
  /** Offset of its first character in the present text; null for struck words, which are no longer in it. */
  readonly at: number | null;
  readonly change: 'same' | 'inserted' | 'deleted';
  /** The most serious of the flags that cover it, and their ids. */
  readonly severity: Severity | null;
  readonly flags: readonly number[];
  readonly hit: boolean;
}

export interface Mark {
  readonly span: Span;
  readonly flag?: { readonly id: number; readonly severity: Severity };
  readonly hit?: true;
}

type Change = { readonly text: string; readonly change: Piece['change'] };

/** The words of a text against what they were: struck, inserted, or the same. */
export function changes(original: string, text: string): Change[] {
  if (original === text) return text === '' ? [] : [{ text, change: 'same' }];
  return gathered(
    diffWordsWithSpace(original, text).map((part) => ({
      text: part.value,
      change: part.added ? 'inserted' : part.removed ? 'deleted' : 'same',
    })),
  );
}

/**
 * Puts changes that only a space parts into one: all that was struck, then all that was inserted. "~~Treaty~~ INF ~~on
 * the Functioning~~ Treaty" would be exact, but nobody reads it.
 */
function gathered(parts: readonly Change[]): Change[] {
  const result: Change[] = [];
  let deleted = '';
  let inserted = '';
  const close = () => {
    if (deleted !== '') result.push({ text: deleted, change: 'deleted' });
    if (inserted !== '') result.push({ text: inserted, change: 'inserted' });
    deleted = '';
    inserted = '';
  };
  parts.forEach((part, index) => {
    const changedNext = parts[index + 1] !== undefined && parts[index + 1]?.change !== 'same';
    if (part.change === 'deleted') deleted += part.text;
    else if (part.change === 'inserted') inserted += part.text;
    else if (/^\s+$/.test(part.text) && changedNext && (deleted !== '' || inserted !== '')) {
      deleted += part.text;
      inserted += part.text;
    } else {
      close();
      result.push(part);
    }
  });
  close();
  return result;
}

/**
 * Cuts a text at every edge of a mark and of a change. `original` is given where the difference is to be shown.
 * Joined again, the pieces that have an offset are the text. O(pieces x marks).
 */
export function cut(text: string, marks: readonly Mark[], original: string | null): Piece[] {
  const edges = new Set<number>([0, text.length]);
  for (const { span } of marks) for (const edge of span) if (edge > 0 && edge < text.length) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let at = 0;
  for (const part of original === null ? changes(text, text) : changes(original, text)) {
    if (part.change === 'deleted') {
      const plain = { at: null, severity: null, flags: [], hit: false } as const;
      pieces.push({ text: part.text, change: 'deleted', ...plain });
      continue;
    }
    const end = at + part.text.length;
    const inner = cuts.filter((edge) => edge > at && edge < end);
    for (const [from, to] of pairs([at, ...inner, end])) {
      const over = marks.filter(({ span }) => span[0] < to && span[1] > from);
      const flags = over.flatMap(({ flag }) => (flag === undefined ? [] : [flag]));
      pieces.push({
        text: text.slice(from, to),
        at: from,
        change: part.change,
        severity: worst(flags),
        flags: flags.map(({ id }) => id),
        hit: over.some(({ hit }) => hit === true),
      });
    }
    at = end;
  }
  return pieces;
}

/** Where a phrase occurs in a text, whatever its case; overlapping occurrences count once. */
export function occurrences(text: string, phrase: string): Span[] {
  const spans: Span[] = [];
  const needle = phrase.toLowerCase();
  if (needle === '') return spans;
  const hay = text.toLowerCase();
  // Lower-casing changes the length of a few texts (İ): their offsets would lie, so only the exact case is looked for.
  const [where, what] = hay.length === text.length ? [hay, needle] : [text, phrase];
  for (let from = where.indexOf(what); from >= 0; from = where.indexOf(what, from + what.length)) {
    spans.push([from, from + what.length]);
  }
  return spans;
}

function pairs(edges: readonly number[]): [number, number][] {
  return edges.slice(1).map((end, index) => [edges[index] ?? 0, end]);
}
