/** Saving what an import made: segments, beads, flags and the first revision, in one transaction with the end of its job. */

import { type Bead, type Flag, joinSegments, type Side } from '../server/engine/bitext.ts';
import type { BeadRow, FlagRow, SegmentKind, SegmentRow } from '../server/engine/review/draft.ts';
import { findingRow } from '../server/engine/review/findings.ts';
import { initialKeys } from '../server/engine/review/order.ts';
import type { Db } from './connection.ts';
import { writeRows } from './rows.ts';

/** A sentence with what is known of the paragraph it stands in. */
export interface ImportedSegment {
  readonly text: string;
  readonly paragraph: number;
  readonly kind: SegmentKind;
  readonly speaker: string | null;
}

/** A bitext as the engine made it; a bead's numbers are indexes into its sides' segments, flags are listed bead by bead. */
export interface ImportResult {
  readonly source: readonly ImportedSegment[];
  readonly target: readonly ImportedSegment[];
  readonly beads: readonly Bead[];
  readonly flags: readonly (readonly Flag[])[];
  readonly evidence: number | null;
  readonly related: boolean;
}

/** @returns false, with nothing saved, where the job was cancelled meanwhile. Linear in the size of the bitext. */
export async function saveImport(db: Db, job: string, bitext: string, result: ImportResult): Promise<boolean> {
  const sourceIds = 1;
  const targetIds = sourceIds + result.source.length;
  const beadIds = targetIds + result.target.length;
  const flagIds = beadIds + result.beads.length;
  const segments = [
    ...segmentRows('source', result.source, sourceIds),
    ...segmentRows('target', result.target, targetIds),
  ];
  const positions = initialKeys(result.beads.length);
  const beads: BeadRow[] = [];
  const flags: FlagRow[] = [];
  for (const [index, bead] of result.beads.entries()) {
    const id = beadIds + index;
    beads.push({
      id,
      position: positions[index] ?? '',
      source: bead.source.map((i) => sourceIds + i),
      target: bead.target.map((i) => targetIds + i),
      confidence: bead.confidence,
      state: 'new',
      bookmarked: false,
      moved: bead.moved ?? false,
      furniture: bead.furniture ?? false,
    });
    const texts = {
      source: joinSegments(bead.source.map((i) => result.source[i]?.text ?? '')),
      target: joinSegments(bead.target.map((i) => result.target[i]?.text ?? '')),
    };
    for (const finding of result.flags[index] ?? []) flags.push(findingRow(flagIds + flags.length, id, finding, texts));
  }
  return db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('job')
      .set({ state: 'done', phase: 'save', share: 1, ended: new Date() })
      .where('id', '=', job)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst();
    if (!ended) return false;
    await writeRows(tx, bitext, 'segment', segments, 1);
    await writeRows(tx, bitext, 'bead', beads, 1);
    await writeRows(tx, bitext, 'flag', flags, 1);
    await tx
      .updateTable('bitext')
      .set({
        status: 'ready',
        version: 1,
        next_id: flagIds + flags.length,
        related: result.related,
        evidence: result.evidence,
        changed: new Date(),
      })
      .where('id', '=', bitext)
      .execute();
    await tx
      .insertInto('revision')
      .values({
        bitext,
        version: 1,
        kind: 'import',
        author: null,
        change: JSON.stringify({ kind: 'import' }),
        images: '[]',
        beads: [],
        undoes: null,
        redoes: null,
      })
      .execute();
    return true;
  });
}

function segmentRows(side: Side, segments: readonly ImportedSegment[], firstId: number): SegmentRow[] {
  const positions = initialKeys(segments.length);
  return segments.map((segment, index) => ({
    id: firstId + index,
    side,
    position: positions[index] ?? '',
    text: segment.text,
    original: segment.text,
    paragraph: segment.paragraph,
    kind: segment.kind,
    speaker: segment.speaker,
  }));
}
