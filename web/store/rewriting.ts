import { signal } from '@preact/signals';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { language, t } from '../i18n.ts';
import { undo } from './actions.ts';
import { everything } from './filter.ts';
import { type Bead, type Job, type Side, textOf } from './model.ts';
import type { Review } from './review.ts';
import { say } from './toasts.ts';

/** Aligning a stretch anew, and taking a new version of a side: jobs of the server, followed until they end. */

interface Work {
  readonly job: string;
  readonly kind: 'realign' | 'reimport';
  /** The beads' texts before, by which it is seen which have changed. */
  readonly before: ReadonlyMap<number, string>;
}

/** What this page has asked for and not yet seen the end of. */
const work = signal<Work | null>(null);

const keyOf = (bead: Bead) => JSON.stringify([textOf(bead, 'source'), textOf(bead, 'target')]);

async function begin(review: Review, kind: Work['kind'], start: () => Promise<Job>): Promise<boolean> {
  if (review.store.pending.peek().length > 0) {
    say(t('rewriting.wait', { count: review.store.pending.peek().length }));
    return false;
  }
  const before = new Map(review.store.order.peek().map((bead) => [bead.id, keyOf(bead)]));
  try {
    work.value = { job: (await start()).id, kind, before };
    return true;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
    return false;
  }
}

/** Aligns anew from one bead to another, both included. */
export function realign(review: Review, first: Bead, last: Bead): Promise<boolean> {
  return begin(review, 'realign', () =>
    answer(
      api.bitexts[':id'].realign.$post({
        param: { id: review.store.id },
        json: { first: first.id, last: last.id },
      }),
    ),
  );
}

/** Takes a new version of one side. */
export function takeVersion(review: Review, side: Side, given: File | string): Promise<boolean> {
  const body = new FormData();
  body.set('side', side);
  if (typeof given === 'string') body.set('text', given);
  else body.set('file', given);
  return begin(review, 'reimport', () =>
    answer<Job>(
      fetch(`/api/v1/bitexts/${encodeURIComponent(review.store.id)}/versions`, {
        method: 'POST',
        headers: { 'Accept-Language': language.peek() },
        body,
      }),
    ),
  );
}

export async function stopWork(job: string): Promise<void> {
  try {
    await answer(api.jobs[':id'].cancel.$post({ param: { id: job } }));
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
  }
}

/** Says what came of the work that this page asked for, when it has ended and its changes are here. */
export function finishWork(review: Review, job: Job): void {
  const asked = work.peek();
  if (asked === null || asked.job !== job.id || job.state === 'queued' || job.state === 'running') return;
  work.value = null;
  if (job.state === 'cancelled') say(t('rewriting.stopped'));
  if (job.state === 'failed') say(job.problem ?? t('job.failed'), { tone: 'bad' });
  if (job.state !== 'done' || job.result === null) return;
  const { kept, changed, made, gone } = job.result;
  if (changed + made + gone === 0) {
    say(t(`rewriting.${asked.kind}.same`));
    return;
  }
  const counts = [
    t('rewriting.kept', { count: kept }),
    ...(changed > 0 ? [t('rewriting.changed', { count: changed })] : []),
    ...(made > 0 ? [t('rewriting.made', { count: made })] : []),
    ...(gone > 0 ? [t('rewriting.gone', { count: gone })] : []),
  ];
  const touched = review.store.order.peek().filter((bead) => asked.before.get(bead.id) !== keyOf(bead));
  const first = touched[0];
  if (first) review.goTo(first.id);
  if (asked.kind === 'reimport' && touched.length > 0) {
    review.filter.value = {
      ...everything,
      only: { beads: new Set(touched.map(({ id }) => id)), label: t('rewriting.only') },
    };
  }
  say(`${t(`rewriting.${asked.kind}.done`)} ${counts.join(', ')}.`, {
    action: { label: t('command.undo'), run: () => undo(review) },
  });
}
