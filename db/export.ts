/** A bitext as formats write it. */

import type { Flag, Side } from '../server/engine/bitext.ts';
import type { ExportBead } from '../server/engine/formats/format.ts';
import { viewBeads } from './beads.ts';
import type { Db } from './connection.ts';

/**
 * All beads, in order; what stands in a segment that was emptied is left out.
 * @param sentence the sentence of a flag in the reader's language
 */
export async function readExport(db: Db, bitext: string, sentence: (flag: Flag) => string): Promise<ExportBead[]> {
  const views = await viewBeads(db, bitext, { kind: 'all' });
  const order = { source: await sideOrder(db, bitext, 'source'), target: await sideOrder(db, bitext, 'target') };
  return views.map((bead) => {
    const filled = { source: bead.source.filter(hasText), target: bead.target.filter(hasText) };
    const indexes = (side: Side) => filled[side].map((segment) => order[side].get(segment.id) ?? 0);
    return {
      sourceIndexes: indexes('source'),
      targetIndexes: indexes('target'),
      sourceParagraphs: filled.source.map((segment) => segment.paragraph),
      targetParagraphs: filled.target.map((segment) => segment.paragraph),
      source: filled.source.map((segment) => segment.text),
      target: filled.target.map((segment) => segment.text),
      originalTarget: bead.target.map((segment) => segment.original).filter((text) => text !== ''),
      confidence: bead.confidence,
      state: bead.state,
      ...(bead.moved && { moved: true }),
      flags: bead.flags.map((flag) => ({ ...flag, text: sentence(flag) })),
    };
  });
}

function hasText(segment: { readonly text: string }): boolean {
  return segment.text !== '';
}

/** The number of each segment along its side. */
async function sideOrder(db: Db, bitext: string, side: Side): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('segment')
    .select('id')
    .where('bitext', '=', bitext)
    .where('side', '=', side)
    .where('text', '<>', '')
    .orderBy('position')
    .execute();
  return new Map(rows.map((row, index) => [row.id, index]));
}
