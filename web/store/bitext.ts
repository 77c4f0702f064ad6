import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { t } from '../i18n.ts';
import { alreadyDone, guess, touched } from './apply.ts';
import { openEvents } from './events.ts';
import type { Bead, Bitext, Change, ChangeResult, Conflict } from './model.ts';
import { keptQueue, type Pending, temporaryId } from './queue.ts';
import { did, noSteps, type Steps, undo as stepBack, stepOf, redo as stepOn } from './steps.ts';

/** What the store tells whoever shows it: not errors of the program, but things a person should know. */
type Notice =
  | { readonly kind: 'conflict'; readonly change: Change }
  | { readonly kind: 'refused'; readonly change: Change; readonly why: string }
  | { readonly kind: 'done'; readonly result: ChangeResult; readonly asked: Change };

export interface BitextStore {
  readonly id: string;
  readonly bitext: ReadonlySignal<Bitext | null>;
  /** The beads by id, with what is still on its way to the server already done. */
  readonly beads: ReadonlySignal<ReadonlyMap<number, Bead>>;
  /** The same in the order of the text. */
  readonly order: ReadonlySignal<readonly Bead[]>;
  readonly loaded: ReadonlySignal<boolean>;
  /** Why the bitext cannot be shown; null while it can. */
  readonly failure: ReadonlySignal<string | null>;
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** The server answers; false from the first request that nobody answered until one that somebody does. */
  readonly online: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Does a change: on the screen at once, then kept, sent, and acknowledged. */
  change(change: Change): void;
  onNotice(listener: (notice: Notice) => void): void;
  close(): void;
}

const byPosition = (a: Bead, b: Bead) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id - b.id);

/** Opens a bitext: loads it, follows what happens to it on the server, and sends the changes made here. */
export function openBitext(id: string): BitextStore {
  const bitext = signal<Bitext | null>(null);
  const confirmed = signal<ReadonlyMap<number, Bead>>(new Map());
  const pending = signal<readonly Pending[]>([]);
  const acknowledged = signal<Steps>(noSteps);
  const loaded = signal(false);
  const failure = signal<string | null>(null);
  const online = signal(true);
  const undo = signal({ can: false, redo: false });
  const kept = keptQueue(id);
  const listeners = new Set<(notice: Notice) => void>();
  const param = { id };
  let version = 0;
  /** The project's settings under which the beads were loaded. */
  let settings = '';
  let sending = false;
  let closed = false;
  let loading: Promise<void> | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = 500;

  const beads = computed(() => {
    if (pending.value.length === 0) return confirmed.value;
    const shown = new Map(confirmed.value);
    let steps = acknowledged.value;
    for (const { change, id: temporary } of pending.value) {
      if (change.kind === 'undo' || change.kind === 'redo') {
        const known = change.kind === 'undo' ? stepBack(steps) : stepOn(steps);
        steps = known?.steps ?? noSteps;
        for (const [id, bead] of known?.beads ?? []) {
          if (bead === null) shown.delete(id);
          else shown.set(id, bead);
        }
        continue;
      }
      const made = guess(shown, change, temporary);
      // What is not guessed is not known as a step either.
      steps = made.beads.length > 0 ? did(steps, stepOf(shown, made)) : noSteps;
      put(shown, made);
    }
    return shown;
  });
  const order = computed(() => [...beads.value.values()].sort(byPosition));

  function setPending(next: readonly Pending[]) {
    pending.value = next;
    kept.write(next);
  }

  function tell(notice: Notice) {
    for (const listener of listeners) listener(notice);
  }

  /** Loads everything anew; the changes on their way stay on their way. Calls while it works join it. */
  function load(): Promise<void> {
    loading ??= (async () => {
      try {
        let facts = await answer(api.bitexts[':id'].$get({ param }));
        // An event may have said meanwhile that it is ready: then this answer is the older of the two.
        if (bitext.peek()?.status === 'ready' && facts.status !== 'ready') {
          facts = await answer(api.bitexts[':id'].$get({ param }));
        }
        const rows =
          facts.status === 'ready'
            ? await answer(api.bitexts[':id'].beads.$get({ param, query: {}, header: {} }))
            : null;
        batch(() => {
          online.value = true;
          bitext.value = facts;
          undo.value = { can: facts.canUndo, redo: facts.canRedo };
          if (isBeads(rows)) {
            version = rows.version;
            settings = `${facts.project} ${facts.settings}`;
            acknowledged.value = noSteps;
            confirmed.value = new Map(rows.beads.map((bead) => [bead.id, bead]));
            loaded.value = true;
            const newer = ({ change, base }: Pending) =>
              waitsForAll(change)
                ? version > base
                : touched(confirmed.value, change).some((bead) => (confirmed.value.get(bead)?.version ?? 0) > base);
            setPending(pending.peek().map((each) => ({ ...each, stale: each.stale || newer(each) })));
          }
        });
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) failure.value = error.message;
        else if (error instanceof Refusal || error instanceof Unreachable) lost();
        else throw error;
      } finally {
        loading = null;
      }
    })();
    return loading;
  }

  function take(result: Pick<ChangeResult, 'version' | 'beads' | 'removedBeads'>) {
    const next = new Map(confirmed.peek());
    put(next, { beads: result.beads, removed: result.removedBeads });
    confirmed.value = next;
    version = Math.max(version, result.version);
  }

  /** Somebody else's change, or one's own in another tab. */
  function follow(result: ChangeResult) {
    if (!loaded.peek() || result.version <= version) return;
    // The answer to what is being sent is on its way and says the same; a gap means that some event was missed.
    if (sending) return;
    if (result.version > version + 1) {
      void load();
      return;
    }
    const changed = new Set([...result.beads.map((bead) => bead.id), ...result.removedBeads]);
    batch(() => {
      setPending(
        pending
          .peek()
          .map((each) =>
            waitsForAll(each.change) || touched(beads.peek(), each.change).some((bead) => changed.has(bead))
              ? { ...each, stale: true }
              : each,
          ),
      );
      acknowledged.value = noSteps;
      take(result);
      undo.value = { can: result.canUndo, redo: result.canRedo };
    });
  }

  async function send() {
    if (sending || closed || !loaded.peek()) return;
    sending = true;
    try {
      for (let next = pending.peek()[0]; next !== undefined && !closed; next = pending.peek()[0]) await sendOne(next);
    } catch (error) {
      if (error instanceof Unreachable) lost();
      else throw error;
    } finally {
      sending = false;
    }
  }

  async function sendOne({ id: temporary, change, base }: Pending) {
    const without = () => pending.peek().filter((each) => each.id !== temporary);
    try {
      const json = { version: base, change };
      const result = await answer(api.bitexts[':id'].changes.$post({ param, json }));
      // Somebody else was faster with another bead, and his event may have been missed: fetch what he did.
      const gap = result.version > version + 1;
      batch(() => {
        online.value = true;
        wait = 500;
        acknowledged.value = stepped(acknowledged.peek(), change, confirmed.peek(), result);
        const split = change.kind === 'split' ? result.beads.find(({ id: each }) => !confirmed.peek().has(each)) : null;
        take(result);
        undo.value = { can: result.canUndo, redo: result.canRedo };
        // What waits behind was made on top of this change. Where others' changes came between, only its own beads are
        // known to be as this page saw them.
        const mine = new Set(result.beads.map((bead) => bead.id));
        const follows = (each: Pending) => !gap || touched(beads.peek(), each.change).some((bead) => mine.has(bead));
        setPending(
          without()
            .map((each) => (split ? { ...each, change: renumbered(each.change, temporary, split.id) } : each))
            .map((each) => (!each.stale && follows(each) ? { ...each, base: result.version } : each)),
        );
      });
      tell({ kind: 'done', result, asked: change });
      if (gap) await load();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status >= 500) throw new Unreachable();
      batch(() => {
        setPending(without());
        if (isConflict(error.body)) take(error.body);
      });
      if (error.status === 409) {
        if (!alreadyDone(confirmed.peek(), change)) tell({ kind: 'conflict', change });
        // Its answer was lost, but it was done: what waits behind it was made on top of it.
        else setPending(pending.peek().map((each) => ({ ...each, base: version, stale: false })));
        await load();
      } else tell({ kind: 'refused', change, why: error.message });
    }
  }

  function lost() {
    online.value = false;
    clearTimeout(retry);
    if (closed) return;
    retry = setTimeout(async () => {
      await load();
      await send();
    }, wait);
    wait = Math.min(wait * 2, 10_000);
  }

  const events = openEvents(id, {
    change: follow,
    bitext: (facts) => {
      if (facts === null) {
        failure.value = t('review.removed');
        return;
      }
      const before = bitext.peek()?.status;
      bitext.value = facts;
      // Ready at last, or changed between this page's loading and its listening.
      const missed = facts.version > version && !sending;
      const set = `${facts.project} ${facts.settings}`;
      if (facts.status === 'ready' && (before !== 'ready' || missed || set !== settings)) void load().then(send);
    },
    progress: (job) => {
      if (bitext.peek() !== null) bitext.value = { ...(bitext.peek() as Bitext), job };
    },
    // After a silence anything may have been missed.
    resumed: () => void load().then(send),
  });

  void (async () => {
    const left = await kept.read();
    pending.value = left;
    await load();
    await send();
  })();

  return {
    id,
    bitext,
    beads,
    order,
    loaded,
    failure,
    pending,
    online,
    canUndo: computed(() => undo.value.can || pending.value.length > 0),
    canRedo: computed(() => undo.value.redo && pending.value.length === 0),
    change(change) {
      setPending([...pending.peek(), { id: temporaryId(), change, base: version, stale: false }]);
      void send();
    },
    onNotice(listener) {
      listeners.add(listener);
    },
    close() {
      closed = true;
      clearTimeout(retry);
      events.close();
    },
  };
}

/** The steps after the server has done what was asked. */
function stepped(steps: Steps, asked: Change, before: ReadonlyMap<number, Bead>, result: ChangeResult): Steps {
  if (asked.kind === 'undo') return stepBack(steps)?.steps ?? noSteps;
  if (asked.kind === 'redo') return stepOn(steps)?.steps ?? noSteps;
  // A setting of the project leaves the beads as they are stored.
  if (asked.kind === 'dismissAlike' && asked.scope === 'project') return noSteps;
  if (result.beads.length + result.removedBeads.length === 0) return steps;
  return did(steps, stepOf(before, { beads: result.beads, removed: result.removedBeads }));
}

/** A change that was made on a bead under its temporary id, under the id that it got. */
function renumbered(change: Change, temporary: number, id: number): Change {
  const as = (bead: number) => (bead === temporary ? id : bead);
  switch (change.kind) {
    case 'edit':
    case 'addFlag':
    case 'split':
    case 'bookmark':
      return { ...change, bead: as(change.bead) };
    case 'merge':
    case 'confirm':
      return { ...change, beads: change.beads.map(as) };
    case 'moveSegment':
      return { ...change, to: as(change.to) };
    default:
      return change;
  }
}

function put(map: Map<number, Bead>, change: { beads: readonly Bead[]; removed: readonly number[] }) {
  for (const bead of change.beads) map.set(bead.id, bead);
  for (const id of change.removed) map.delete(id);
}

/** An undo or a redo is about the newest change of all, whichever bead that touched. */
function waitsForAll(change: Change): boolean {
  return change.kind === 'undo' || change.kind === 'redo';
}

/** Not the empty answer "nothing has changed". */
function isBeads(body: unknown): body is { version: number; beads: Bead[] } {
  return typeof body === 'object' && body !== null && 'beads' in body;
}

function isConflict(body: unknown): body is Conflict {
  return typeof body === 'object' && body !== null && 'removedBeads' in body && 'beads' in body;
}
