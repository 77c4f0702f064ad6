/** Changes that a job works out: the draft is read, worked on outside of any transaction, and written with the end of the job. */

import { createDraft, type Draft } from '../server/engine/review/draft.ts';
import type { Bounds } from '../server/engine/review/rebead.ts';
import type { RewritingResult } from '../server/engine/review/rewriting.ts';
import { readBeads, readFlags, readSegments, withoutVersion } from './beads.ts';
import { commit, type Outcome, readHead } from './changes.ts';
import type { Db } from './connection.ts';
import { type CheckText, checkText, meetDocument } from './consistency.ts';
import { NotFoundError } from './errors.ts';
import type { RewritingTask, RewritingWork } from './jobs.ts';

/** What is worked on: beads that are neighbours, with all that belongs to them. */
export interface Passage {
  readonly draft: Draft;
  readonly bounds: Bounds;
}

export interface Rewritten {
  readonly draft: Draft;
  readonly result: RewritingResult;
}

/** The job was cancelled, or another process has ended it. */
class Withdrawn extends Error {}

/** How often it is worked out anew because people went on changing the bitext meanwhile. */
const mostAttempts = 8;

/**
 * Works a rewriting out and keeps it as one revision.
 * @param check the checks of a whole text
 * @returns what was done; null where the job was cancelled, 'busy' where the bitext never held still
 * @throws NotFoundError where a bead that it begins or ends with is gone
 */
export async function rewrite(
  db: Db,
  task: RewritingTask,
  work: (passage: Passage) => Promise<Rewritten>,
  check: CheckText,
): Promise<Outcome | null | 'busy'> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { head, passage } = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => ({
        head: await readHead(tx, task.bitext),
        passage: await readPassage(tx, task.bitext, task.work),
      }));
    const rewritten = await work(passage);
    const document = await checkText(db, task.bitext, head.version, rewritten.draft, check);
    if (!document) continue;
    meetDocument(document, rewritten.draft.rows.bead.keys());
    try {
      const outcome = await commit(db, task.bitext, head, document.draft, revisionOf(task.work), null, (tx) =>
        endRewriting(tx, task, rewritten.result),
      );
      if (outcome) return outcome;
    } catch (error) {
      if (error instanceof Withdrawn) return null;
      throw error;
    }
  }
  return 'busy';
}

function revisionOf(work: RewritingWork) {
  if (work.kind === 'realign') return work;
  const { kind, side, name } = work;
  return { kind, side, name };
}

async function readPassage(tx: Db, bitext: string, work: RewritingWork): Promise<Passage> {
  const { nextId } = await readHead(tx, bitext);
  if (work.kind === 'reimport') {
    const [segment, bead, flag] = [
      await readSegments(tx, bitext, null),
      await readBeads(tx, bitext, { kind: 'all' }),
      await readFlags(tx, bitext, null),
    ];
    const draft = createDraft({ segment, bead: bead.map(withoutVersion), flag }, nextId);
    return { draft, bounds: { before: null, after: null } };
  }
  const ends = await readBeads(tx, bitext, { kind: 'ids', ids: [work.first, work.last] });
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last || ends.length < new Set([work.first, work.last]).size) throw new NotFoundError('bead');
  const bead = await readBeads(tx, bitext, { kind: 'range', from: first.position, to: last.position });
  const segment = await readSegments(
    tx,
    bitext,
    bead.flatMap((each) => [...each.source, ...each.target]),
  );
  const flag = await readFlags(
    tx,
    bitext,
    bead.map(({ id }) => id),
  );
  const beside = async (operator: '<' | '>', position: string) => {
    const row = await tx
      .selectFrom('bead')
      .select('position')
      .where('bitext', '=', bitext)
      .where('position', operator, position)
      .orderBy('position', operator === '<' ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst();
    return row?.position ?? null;
  };
  return {
    draft: createDraft({ segment, bead: bead.map(withoutVersion), flag }, nextId),
    bounds: { before: await beside('<', first.position), after: await beside('>', last.position) },
  };
}

/** Ends the job in the transaction that keeps its work. */
async function endRewriting(tx: Db, task: RewritingTask, result: RewritingResult): Promise<void> {
  const ended = await tx
    .updateTable('job')
    .set({ state: 'done', phase: 'save', share: 1, ended: new Date(), result: JSON.stringify(result) })
    .where('id', '=', task.job)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw new Withdrawn();
  if (task.work.kind !== 'reimport') return;
  const { side, name, encoding, text } = task.work;
  const origin =
    side === 'source'
      ? { source_name: name, source_encoding: encoding }
      : { target_name: name, target_encoding: encoding };
  await tx.updateTable('bitext').set(origin).where('id', '=', task.bitext).execute();
  await tx
    .insertInto('document')
    .values({ bitext: task.bitext, side, content: JSON.stringify({ kind: 'text', text }) })
    .onConflict((conflict) =>
      conflict.columns(['bitext', 'side']).doUpdateSet({ content: JSON.stringify({ kind: 'text', text }) }),
    )
    .execute();
}
