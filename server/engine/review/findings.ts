/** Flags through changes: how they keep their place, and how new findings meet the old ones. */

import type { Flag, Side, Span } from '../bitext.ts';
import { type Draft, type FlagRow, flagsOf, takeId, textOf } from './draft.ts';
import { type Hunk, moveSpan } from './wording.ts';

/** A finding of a check as a new row. */
export function findingRow(id: number, bead: number, finding: Flag, texts: Readonly<Record<Side, string>>): FlagRow {
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
    words: wordsOf(finding, texts),
    absent: false,
  };
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
 * Replaces what the program had found in a bead by what it finds now. A finding that equals an earlier one (same check,
 * category and flagged words) keeps that flag's row and state, so that what was dismissed stays dismissed; an open flag
 * that is found no more goes; accepted and manual flags stay as they are.
 */
export function meetFindings(draft: Draft, bead: number, findings: readonly Flag[]): void {
  const texts = { source: textOf(draft, bead, 'source'), target: textOf(draft, bead, 'target') };
  const earlier = flagsOf(draft, bead).filter((flag) => flag.origin === 'program' && flag.state !== 'accepted');
  for (const finding of findings) {
    const fresh = findingRow(0, bead, finding, texts);
    const index = earlier.findIndex((flag) => identity(flag) === identity(fresh));
    const [known] = index < 0 ? [] : earlier.splice(index, 1);
    if (known) {
      const { state, reason, note } = known;
      draft.rows.flag.set(known.id, { ...fresh, id: known.id, state, reason, note });
    } else {
      const id = takeId(draft);
      draft.rows.flag.set(id, { ...fresh, id });
    }
  }
  for (const flag of earlier) {
    if (flag.state === 'dismissed') draft.rows.flag.set(flag.id, { ...flag, absent: true });
    else draft.rows.flag.delete(flag.id);
  }
}

function identity(flag: FlagRow): string {
  return JSON.stringify([flag.check, flag.category, ...flag.words]);
}
