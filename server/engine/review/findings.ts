/** Flags through changes: how they keep their place, and how new findings meet the old ones. */

import type { Flag, Side, Span } from '../bitext.ts';
import { documentChecks } from '../checks/document/consistency.ts';
import { type Draft, type FlagRow, flagsOf, joinTexts, takeId, textOf } from './draft.ts';
import { type Hunk, moveSpan } from './wording.ts';

/** A finding of a check as a new row. */
export function findingRow(id: number, bead: number, finding: Flag, texts: Readonly<Record<Side, string>>): FlagRow {
  const words = wordsOf(finding, texts);
  return {
    id,
    bead,
    check: finding.check,
    category: finding.category,
    severity: finding.severity,
    confidence: finding.confidence,
    source: finding.source,
    target: finding.target,
    message: finding.message,
    suggestion: finding.suggestion,
    state: 'open',
    reason: null,
    note: null,
    origin: 'program',
    words,
    absent: false,
    likeness: likenessOf(finding, words),
  };
}

/**
 * What flags share that a person would dismiss together, and by which a finding is known again: the check and the flagged
 * words of both sides, whatever their case and spacing; without any words, what the message says. Not the place, and not the
 * category or severity, which a newer version of the check may see otherwise.
 */
export function likenessOf(
  { check, message }: Pick<Flag, 'check' | 'message'>,
  words: readonly [source: string | null, target: string | null],
): string {
  const [source, target] = words.map((each) => (each ?? '').replaceAll(/\s+/g, ' ').trim().toLowerCase());
  const said = words[0] === null && words[1] === null ? JSON.stringify(message.params) : '';
  return [check, source, target, said].join('\u001f');
}

export function wordsOf(
  spans: { readonly source: Span | null; readonly target: Span | null },
  texts: Readonly<Record<Side, string>>,
): [string | null, string | null] {
  return [spans.source && texts.source.slice(...spans.source), spans.target && texts.target.slice(...spans.target)];
}

/** Moves the spans of a bead's flags along with an edit of one side. */
export function moveFlags(draft: Draft, bead: number, side: Side, hunks: readonly Hunk[]): void {
  for (const flag of flagsOf(draft, bead)) {
    const span = flag[side];
    if (span) draft.rows.flag.set(flag.id, { ...flag, [side]: moveSpan(hunks, span) });
  }
}

/**
 * Replaces what the program had found in a bead by what it finds now. A finding that is like an earlier one keeps that flag's
 * row and state, so that what was dismissed stays dismissed; of several that are alike the words around tell which is which. An open flag that is found no more goes; accepted and manual flags
 * stay as they are.
 * @param flags the bead's flags
 */
export function meetFindings(
  draft: Draft,
  bead: number,
  findings: readonly Flag[],
  flags: readonly FlagRow[] = flagsOf(draft, bead),
): void {
  const texts = { source: textOf(draft, bead, 'source'), target: textOf(draft, bead, 'target') };
  const fresh = findings.map((finding) => findingRow(0, bead, finding, texts));
  const earlier = flags.filter((flag) => flag.origin === 'program' && flag.state !== 'accepted');
  const known = pairUp(draft, earlier, fresh);
  for (const row of fresh) {
    const old = known.get(row);
    const id = old?.id ?? takeId(draft);
    const kept = old && { state: old.state, reason: old.reason, note: old.note };
    draft.rows.flag.set(id, { ...row, id, ...kept });
  }
  const met = new Set(known.values());
  for (const flag of earlier) {
    if (met.has(flag)) continue;
    if (flag.state === 'dismissed') draft.rows.flag.set(flag.id, { ...flag, absent: true });
    else draft.rows.flag.delete(flag.id);
  }
}

/** The flags of a draft that were found in pairs, which a check of pairs may replace; those of a whole text are not among them. */
export function pairFlags(draft: Draft): FlagRow[] {
  return [...draft.rows.flag.values()].filter((flag) => !documentChecks.has(flag.check));
}

/** For each new row the earlier one that it is, if any. Of those alike the pairs whose surroundings agree best come first, then the nearest. */
function pairUp(draft: Draft, earlier: readonly FlagRow[], fresh: readonly FlagRow[]): Map<FlagRow, FlagRow> {
  const known = new Map<FlagRow, FlagRow>();
  const taken = new Set<FlagRow>();
  const alike = Map.groupBy(earlier, (flag) => flag.likeness);
  const pairs = fresh.flatMap((row) =>
    (alike.get(row.likeness) ?? []).map((old, _, { length }) => ({
      row,
      old,
      // With one candidate there is nothing to choose.
      agree: length === 1 ? 0 : agreement(surroundings(draft.rows, row), surroundings(draft.initial, old)),
      far: distance(row, old),
    })),
  );
  pairs.sort((a, b) => b.agree - a.agree || a.far - b.far || a.old.id - b.old.id);
  for (const { row, old } of pairs) {
    if (known.has(row) || taken.has(old)) continue;
    known.set(row, old);
    taken.add(old);
  }
  return known;
}

/** The words before a flagged stretch, the nearest first, and those after it: in the rows as they were, or as they are. */
function surroundings(rows: Draft['rows'] | Draft['initial'], { id, ...flag }: FlagRow): [string[], string[]] {
  const { bead, source, target } = rows.flag.get(id) ?? flag;
  const side = target ? 'target' : 'source';
  const span = target ?? source;
  const segments = rows.bead.get(bead)?.[side] ?? [];
  if (!span) return [[], []];
  const text = joinTexts(segments.map((segment) => rows.segment.get(segment)?.text ?? ''));
  const words = (stretch: string) => stretch.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [
    words(text.slice(Math.max(0, span[0] - 60), span[0]))
      .reverse()
      .slice(0, 2),
    words(text.slice(span[1], span[1] + 60)).slice(0, 2),
  ];
}

/** How many words around agree, from the flag outwards: 0 to 4. */
function agreement(a: readonly [string[], string[]], b: readonly [string[], string[]]): number {
  let agree = 0;
  for (const way of [0, 1] as const) {
    for (const [index, word] of a[way].entries()) {
      if (word !== b[way][index]) break;
      agree++;
    }
  }
  return agree;
}

/** In characters; a place that is lost is farther than any that is known. */
function distance(a: FlagRow, b: FlagRow): number {
  const between = (x: Span | null, y: Span | null) => {
    if (x === null && y === null) return 0;
    return x === null || y === null ? 1e6 : Math.abs(x[0] - y[0]);
  };
  return between(a.target, b.target) + between(a.source, b.source);
}
