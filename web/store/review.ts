import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type BitextStore, openBitext } from './bitext.ts';
import { type Drafts, keptDrafts } from './drafts.ts';
import { everything, type Filter, matches, type Tally, tally } from './filter.ts';
import type { Bead, Flag, Side, Span } from './model.ts';
import { openFlags } from './model.ts';
import { severityOrder } from './severity.ts';

/** A place between two characters, or a stretch, of one side of a bead. */
export interface Selection {
  readonly bead: number;
  readonly side: Side;
  readonly span: Span;
}

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
  | { readonly kind: 'flagging'; readonly bead: number; readonly source: Span | null; readonly target: Span | null }
  | { readonly kind: 'dismissing'; readonly flag: number; readonly alike: boolean };

/** One person's way through a bitext: where he is, what he sees of it, what he is doing. */
export interface Review {
  readonly store: BitextStore;
  readonly filter: Signal<Filter>;
  readonly tally: ReadonlySignal<Tally>;
  /** The beads shown, in the order of the text. */
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
  /** Makes a bead the active one; `flag` is the one to look at, by default its worst. */
  goTo(bead: number, flag?: number | null): void;
  /** Goes some rows on or back, and stops at the ends. */
  step(by: number): void;
  /** Goes to the next bead with an open flag, round the end of the text; false if there is none. */
  stepFlag(by: 1 | -1): boolean;
  close(): void;
}

export const reading: Doing = { kind: 'reading' };

/** Flags with the most serious first, then by their place in the text. */
export function ranked(flags: readonly Flag[]): Flag[] {
  const place = ({ target, source }: Flag) => target?.[0] ?? source?.[0] ?? 0;
  return [...flags].sort(
    (a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || place(a) - place(b),
  );
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
  let shown: ReadonlySet<number> = new Set();
  let shownFor: Filter | null = null;
  const rows = computed(() => {
    const asked = filter.value;
    const held = asked === shownFor ? shown : null;
    const list = store.order.value.filter((bead) => held?.has(bead.id) || matches(bead, asked));
    shownFor = asked;
    shown = new Set(list.map((bead) => bead.id));
    return list;
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
      stopDrafts();
      store.close();
    },
  };
}
