import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { type BitextStore, openBitext } from './bitext.ts';
import { type Drafts, keptDrafts } from './drafts.ts';
import { everything, type Filter, matches, type Tally, tally } from './filter.ts';
import type { Bead, Flag, Side, Span } from './model.ts';
import { openFlags } from './model.ts';
import { type Order, rankBeads, rankFlags, type Trust } from './order.ts';

/** A place between two characters, or a stretch, of one side of a bead. */
export interface Selection {
  readonly bead: number;
  readonly side: Side;
  readonly span: Span;
}

/** How far a dismissal goes: one flag, all like it in the bitext, or in the project and in what comes to it later. */
export type Scope = 'one' | 'bitext' | 'project';

/** What the person is in the midst of; one thing at a time, and Esc ends it. */
export type Doing =
  | { readonly kind: 'reading' }
  | { readonly kind: 'editing'; readonly bead: number; readonly side: Side }
  /** Choosing where to split: an offset into each side. */
  | {
      readonly kind: 'cutting';
      readonly bead: number;
      readonly source: number;
      readonly target: number;
      readonly side: Side;
    }
  /** Choosing the words of a term on both sides. */
  | { readonly kind: 'naming'; readonly bead: number; readonly source: Span | null; readonly target: Span | null }
  | { readonly kind: 'flagging'; readonly bead: number; readonly source: Span | null; readonly target: Span | null }
  | { readonly kind: 'dismissing'; readonly flag: number; readonly scope: Scope };

/** One person's way through a bitext: where he is, what he sees of it, what he is doing. */
export interface Review {
  readonly store: BitextStore;
  readonly filter: Signal<Filter>;
  readonly order: Signal<Order>;
  readonly tally: ReadonlySignal<Tally>;
  /** The beads shown, in the order that was asked for. */
  readonly rows: ReadonlySignal<readonly Bead[]>;
  readonly activeId: Signal<number | null>;
  readonly active: ReadonlySignal<Bead | null>;
  /** Number of each bead in the text, from 1. */
  readonly numbers: ReadonlySignal<ReadonlyMap<number, number>>;
  /** The flag that is being looked at; its spans are tinted. */
  readonly flagId: Signal<number | null>;
  readonly flag: ReadonlySignal<Flag | null>;
  readonly doing: Signal<Doing>;
  readonly selection: Signal<Selection | null>;
  /** The side that keys work on: editing, splitting, moving a sentence. */
  readonly side: Signal<Side>;
  readonly drafts: Signal<Drafts>;
  /** Flags accepted or dismissed since the page was opened: their lines stay where they were, so that rows do not jump. */
  readonly handled: Signal<ReadonlySet<number>>;
  readonly historyOpen: Signal<boolean>;
  /** On a narrow screen, whether the sheet with the inspector is up. */
  readonly sheetOpen: Signal<boolean>;
  /** A bead's flags, or some of them, in the order that was asked for. */
  ranked(flags: readonly Flag[]): Flag[];
  /** Makes a bead the active one; `flag` is the one to look at, by default its worst. */
  goTo(bead: number, flag?: number | null): void;
  /** Goes some rows on or back, and stops at the ends. */
  step(by: number): void;
  /** Goes to the next bead with an open flag, round the end of the text; false if there is none. */
  stepFlag(by: 1 | -1): boolean;
  close(): void;
}

export const reading: Doing = { kind: 'reading' };

const untold: Trust = () => 1;

/** @returns how the project's reader has come to trust each kind of flag; null where the server does not say */
async function readTrust(project: string): Promise<Trust | null> {
  try {
    const { usual, kinds } = await answer(api.projects[':id'].trust.$get({ param: { id: project } }));
    const shares = new Map(kinds.map(({ check, key, trust }) => [`${check} ${key}`, trust]));
    return ({ check, message, origin }) => (origin === 'manual' ? 1 : (shares.get(`${check} ${message.key}`) ?? usual));
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unreachable) return null;
    throw error;
  }
}

export function openReview(id: string): Review {
  const store = openBitext(id);
  const { drafts, stop: stopDrafts } = keptDrafts(id);
  const filter = signal(everything);
  const activeId = signal<number | null>(null);
  const flagId = signal<number | null>(null);
  const doing = signal<Doing>(reading);

  // A bead that no longer meets the filter because of what was just done to it stays until the filter is set anew:
  // the rows under the reader's eyes do not jump.
  // Where they are not in the order of the text, they keep their places likewise.
  const order = signal<Order>('text');
  const trust = signal<Trust | null>(null);
  const ranked = (flags: readonly Flag[]) => rankFlags(flags, order.value, trust.value ?? untold);
  let shown: ReadonlySet<number> = new Set();
  let shownFor: Filter | null = null;
  const places = new Map<number, number>();
  let placedFor: unknown = null;
  const rows = computed(() => {
    const asked = filter.value;
    const held = asked === shownFor ? shown : null;
    const list = store.order.value.filter((bead) => held?.has(bead.id) || matches(bead, asked));
    shownFor = asked;
    shown = new Set(list.map((bead) => bead.id));
    if (order.value === 'text') {
      placedFor = null;
      return list;
    }
    const placing = JSON.stringify([asked, order.value, trust.value !== null, store.loaded.value]);
    if (placing !== placedFor) {
      placedFor = placing;
      places.clear();
      for (const [index, bead] of rankBeads(list, order.value, trust.value ?? untold).entries()) {
        places.set(bead.id, index);
      }
    }
    // What came since (the second half of a split) stands behind the one before it in the text.
    let last = -1;
    const at = new Map<number, number>();
    for (const bead of list) {
      last = places.get(bead.id) ?? last + 0.5;
      at.set(bead.id, last);
    }
    return list.sort((a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0));
  });

  // What the project has taught is asked for when it is first needed.
  const stopTrust = effect(() => {
    const project = store.bitext.value?.project;
    if (order.value !== 'likely' || project === undefined || trust.peek() !== null) return;
    void readTrust(project).then((learnt) => {
      trust.value = learnt;
    });
  });

  const numbers = computed(() => new Map(store.order.value.map((bead, index) => [bead.id, index + 1])));
  const active = computed(() => {
    const wanted = activeId.value;
    return wanted === null ? null : (store.beads.value.get(wanted) ?? null);
  });
  const flag = computed(() => {
    const bead = active.value;
    if (bead === null) return null;
    return bead.flags.find(({ id: each }) => each === flagId.value) ?? ranked(openFlags(bead))[0] ?? null;
  });

  const indexOf = (bead: number | null) => rows.value.findIndex((row) => row.id === bead);

  function goTo(bead: number, wanted: number | null = null) {
    batch(() => {
      if (bead !== activeId.peek()) doing.value = reading;
      activeId.value = bead;
      flagId.value = wanted;
    });
  }

  // The active bead may be merged into another or filtered away: the row at its place takes over.
  let lastIndex = 0;
  const stopActive = effect(() => {
    const list = rows.value;
    if (!store.loaded.value || list.length === 0) return;
    const index = indexOf(activeId.value);
    if (index >= 0) lastIndex = index;
    else {
      const bead = list[Math.min(lastIndex, list.length - 1)];
      if (bead) activeId.value = bead.id;
    }
  });

  return {
    store,
    filter,
    order,
    ranked,
    tally: computed(() => tally(store.order.value)),
    rows,
    activeId,
    active,
    numbers,
    flagId,
    flag,
    doing,
    selection: signal(null),
    side: signal('target'),
    drafts,
    handled: signal(new Set()),
    historyOpen: signal(false),
    sheetOpen: signal(false),
    goTo,
    step(by) {
      const list = rows.peek();
      const bead = list[Math.max(0, Math.min(list.length - 1, indexOf(activeId.peek()) + by))];
      if (bead) goTo(bead.id);
    },
    stepFlag(by) {
      const list = rows.peek();
      const here = indexOf(activeId.peek());
      const bead = list[here];
      const flags = bead ? ranked(openFlags(bead)) : [];
      const at = flags.findIndex((each) => each.id === flag.peek()?.id);
      const sibling = at < 0 ? undefined : flags[at + by];
      if (bead && sibling) {
        goTo(bead.id, sibling.id);
        return true;
      }
      for (let step = 1; step <= list.length; step++) {
        const other = list[(((here + by * step) % list.length) + list.length) % list.length];
        const open = other ? ranked(openFlags(other)) : [];
        const next = by > 0 ? open[0] : open.at(-1);
        if (other && next) {
          goTo(other.id, next.id);
          return true;
        }
      }
      return false;
    },
    close() {
      stopActive();
      stopTrust();
      stopDrafts();
      store.close();
    },
  };
}
