import { signal } from '@preact/signals';
import { keyChoices, showDiff, showLinks } from './preferences.ts';
import { go } from './routes/address.ts';
import {
  accept,
  confirm,
  confirmBefore,
  finishCut,
  merge,
  moveSentence,
  neighbour,
  redo,
  startCut,
  startEdit,
  startFlag,
  startTerm,
  stepWord,
  undo,
} from './store/actions.ts';
import { everything, type Group } from './store/filter.ts';
import type { Bead, Flag } from './store/model.ts';
import type { Order } from './store/order.ts';
import { overlay } from './store/overlay.ts';
import { type Review, reading } from './store/review.ts';

/**
 * Everything that can be done by a key. The keyboard, the palette, the menus, the tooltips and the sheet of keys all
 * read this one table; a command's name is `command.<id>` in page.json.
 */
export interface Command {
  readonly id: string;
  readonly group: 'go' | 'review' | 'align' | 'view' | 'all';
  /** Strokes as keys.ts names them; the first is the one that is shown. */
  readonly keys: readonly string[];
  readonly when: () => boolean;
  readonly run: () => void;
}

/** The review on the screen, if there is one: what most commands work on. */
export const review = signal<Review | null>(null);

/** Set by the search field and the list while they are on the screen. */
export const focusSearch = signal<(() => void) | null>(null);
export const openExport = signal<(() => void) | null>(null);

function withReview(run: (review: Review) => void): Pick<Command, 'when' | 'run'> {
  return {
    when: () => review.value?.store.loaded.value ?? false,
    run: () => {
      if (review.value) run(review.value);
    },
  };
}

function withBead(
  run: (review: Review, bead: Bead) => void,
  fits: (review: Review, bead: Bead) => boolean = () => true,
) {
  return {
    when: () => {
      const bead = review.value?.active.value;
      return review.value !== null && bead !== null && bead !== undefined && fits(review.value, bead);
    },
    run: () => {
      const bead = review.value?.active.peek();
      if (review.value && bead) run(review.value, bead);
    },
  };
}

function withFlag(run: (review: Review, flag: Flag) => void, fits: (flag: Flag) => boolean) {
  return {
    when: () => {
      const flag = review.value?.flag.value;
      return flag !== null && flag !== undefined && flag.state === 'open' && fits(flag);
    },
    run: () => {
      const flag = review.value?.flag.peek();
      if (review.value && flag) run(review.value, flag);
    },
  };
}

/** The command that brings each order. */
export const orderCommands: Readonly<Record<Order, string>> = {
  text: 'orderText',
  severity: 'orderSeverity',
  likely: 'orderLikely',
};

const arrange = (order: Order) =>
  withReview((r) => {
    r.order.value = order;
  });

const show = (group: Group) =>
  withReview(({ filter }) => {
    filter.value = { ...everything, group };
  });

export const commands: readonly Command[] = [
  { id: 'next', group: 'go', keys: ['ArrowDown', 'j'], ...withReview((r) => r.step(1)) },
  { id: 'previous', group: 'go', keys: ['ArrowUp', 'k'], ...withReview((r) => r.step(-1)) },
  { id: 'pageDown', group: 'go', keys: ['PageDown'], ...withReview((r) => r.step(8)) },
  { id: 'pageUp', group: 'go', keys: ['PageUp'], ...withReview((r) => r.step(-8)) },
  { id: 'first', group: 'go', keys: ['Home'], ...withReview((r) => r.step(Number.NEGATIVE_INFINITY)) },
  { id: 'last', group: 'go', keys: ['End'], ...withReview((r) => r.step(Number.POSITIVE_INFINITY)) },
  { id: 'nextFlag', group: 'go', keys: ['F8', 'n'], ...withReview((r) => void r.stepFlag(1)) },
  { id: 'previousFlag', group: 'go', keys: ['Shift+F8', 'p'], ...withReview((r) => void r.stepFlag(-1)) },
  {
    id: 'goTo',
    group: 'go',
    keys: ['g', 'Ctrl+g'],
    ...withReview(() => {
      overlay.value = 'goto';
    }),
  },
  { id: 'search', group: 'go', keys: ['/', 'Ctrl+f'], ...withReview(() => focusSearch.value?.()) },
  {
    id: 'takeSource',
    group: 'go',
    keys: ['ArrowLeft'],
    ...withReview((r) => {
      r.side.value = 'source';
    }),
  },
  {
    id: 'takeTarget',
    group: 'go',
    keys: ['ArrowRight'],
    ...withReview((r) => {
      r.side.value = 'target';
    }),
  },

  {
    id: 'edit',
    group: 'review',
    keys: ['Enter', 'F2'],
    ...withBead((r, bead) => startEdit(r, bead.id, r.side.peek())),
  },
  {
    id: 'accept',
    group: 'review',
    keys: ['.'],
    ...withFlag(accept, ({ suggestion, target }) => suggestion !== null && target !== null),
  },
  {
    id: 'dismiss',
    group: 'review',
    keys: ['x'],
    ...withFlag(
      (r, flag) => {
        r.sheetOpen.value = true;
        r.doing.value = { kind: 'dismissing', flag: flag.id, scope: 'one' };
      },
      () => true,
    ),
  },
  {
    id: 'dismissAlike',
    group: 'review',
    keys: ['X'],
    ...withFlag(
      (r, flag) => {
        r.sheetOpen.value = true;
        r.doing.value = { kind: 'dismissing', flag: flag.id, scope: 'bitext' };
      },
      () => true,
    ),
  },
  {
    id: 'confirm',
    group: 'review',
    keys: ['c'],
    ...withBead((r, bead) => {
      if (bead.state === 'new') confirm(r, bead, 'confirmed');
      r.step(1);
    }),
  },
  { id: 'confirmBefore', group: 'review', keys: ['C'], ...withBead(confirmBefore) },
  {
    id: 'approve',
    group: 'review',
    keys: ['a'],
    ...withBead((r, bead) => confirm(r, bead, bead.state === 'approved' ? 'confirmed' : 'approved')),
  },
  {
    id: 'unconfirm',
    group: 'review',
    keys: ['Backspace'],
    ...withBead(
      (r, bead) => confirm(r, bead, 'new'),
      (_, bead) => bead.state !== 'new',
    ),
  },
  {
    id: 'bookmark',
    group: 'review',
    keys: ['b'],
    ...withBead((r, bead) => r.store.change({ kind: 'bookmark', bead: bead.id, on: !bead.bookmarked })),
  },
  { id: 'flag', group: 'review', keys: ['f'], ...withBead(startFlag) },
  { id: 'term', group: 'review', keys: ['t'], ...withBead(startTerm) },
  {
    id: 'undo',
    group: 'review',
    keys: ['u', 'Ctrl+z'],
    when: () => review.value?.store.canUndo.value ?? false,
    run: () => review.value && undo(review.value),
  },
  {
    id: 'redo',
    group: 'review',
    keys: ['U', 'Ctrl+Shift+z', 'Ctrl+y'],
    when: () => review.value?.store.canRedo.value ?? false,
    run: () => review.value && redo(review.value),
  },
  {
    id: 'history',
    group: 'review',
    keys: ['h'],
    ...withReview((r) => {
      r.historyOpen.value = !r.historyOpen.peek();
      r.sheetOpen.value = r.historyOpen.peek();
    }),
  },

  {
    id: 'merge',
    group: 'align',
    keys: ['m'],
    ...withBead(
      (r, bead) => merge(r, bead, 1),
      (r, bead) => neighbour(r, bead, 1) !== null,
    ),
  },
  {
    id: 'mergeBack',
    group: 'align',
    keys: ['M'],
    ...withBead(
      (r, bead) => merge(r, bead, -1),
      (r, bead) => neighbour(r, bead, -1) !== null,
    ),
  },
  {
    id: 'split',
    group: 'align',
    keys: ['s'],
    ...withBead((r, bead) => (r.doing.peek().kind === 'cutting' ? finishCut(r) : startCut(r, bead))),
  },
  {
    id: 'moveUp',
    group: 'align',
    keys: ['['],
    ...withBead(
      (r, bead) => moveSentence(r, bead, r.side.peek(), -1),
      (r, bead) => bead[r.side.value].length > 0 && neighbour(r, bead, -1) !== null,
    ),
  },
  {
    id: 'moveDown',
    group: 'align',
    keys: [']'],
    ...withBead(
      (r, bead) => moveSentence(r, bead, r.side.peek(), 1),
      (r, bead) => bead[r.side.value].length > 0 && neighbour(r, bead, 1) !== null,
    ),
  },

  {
    id: 'realign',
    group: 'align',
    keys: ['r'],
    ...withBead(() => {
      overlay.value = 'realign';
    }),
  },
  {
    id: 'version',
    group: 'align',
    keys: [],
    ...withReview(() => {
      overlay.value = 'version';
    }),
  },

  { id: 'showAll', group: 'view', keys: ['1'], ...show('all') },
  { id: 'showTodo', group: 'view', keys: ['2'], ...show('todo') },
  { id: 'showFlagged', group: 'view', keys: ['3'], ...show('flagged') },
  { id: 'showDoubtful', group: 'view', keys: ['4'], ...show('doubtful') },
  { id: 'showEdited', group: 'view', keys: ['5'], ...show('edited') },
  { id: orderCommands.text, group: 'view', keys: ['6'], ...arrange('text') },
  { id: orderCommands.severity, group: 'view', keys: ['7'], ...arrange('severity') },
  { id: orderCommands.likely, group: 'view', keys: ['8'], ...arrange('likely') },
  { id: 'nextWord', group: 'view', keys: ['Shift+ArrowRight'], ...withBead((r, bead) => stepWord(r, bead, 1)) },
  { id: 'previousWord', group: 'view', keys: ['Shift+ArrowLeft'], ...withBead((r, bead) => stepWord(r, bead, -1)) },
  {
    id: 'links',
    group: 'view',
    keys: ['l'],
    ...withReview(() => {
      showLinks.value = !showLinks.peek();
    }),
  },
  {
    id: 'diff',
    group: 'view',
    keys: ['d'],
    ...withReview(() => {
      showDiff.value = !showDiff.peek();
    }),
  },
  { id: 'export', group: 'all', keys: ['e'], ...withReview(() => openExport.value?.()) },
  {
    id: 'recheck',
    group: 'review',
    keys: [],
    ...withReview((r) => {
      r.store.change({ kind: 'recheck' });
    }),
  },
  {
    id: 'project',
    group: 'all',
    keys: [','],
    ...withReview((r) => {
      const bitext = r.store.bitext.peek();
      if (bitext !== null) go(`/projects/${bitext.project}?bitext=${bitext.id}`);
    }),
  },
  {
    id: 'palette',
    group: 'all',
    keys: ['Ctrl+k'],
    when: () => true,
    run: () => {
      overlay.value = overlay.peek() === 'palette' ? null : 'palette';
    },
  },
  {
    id: 'keys',
    group: 'all',
    keys: ['?', 'F1'],
    when: () => true,
    run: () => {
      overlay.value = 'keys';
    },
  },
  { id: 'list', group: 'all', keys: [], when: () => true, run: () => go('/') },
  { id: 'new', group: 'all', keys: [], when: () => true, run: () => go('/new') },
];

const byId = new Map(commands.map((command) => [command.id, command]));

export function command(id: string): Command {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
}

/** A command's strokes: the reader's own, or else those of the table. */
export function keysOf({ id, keys }: Command): readonly string[] {
  return keyChoices.value[id] ?? keys;
}

/** Ends the innermost thing that the person is in the midst of; false if he was only reading. */
export function goOut(): boolean {
  if (overlay.peek() !== null) {
    overlay.value = null;
    return true;
  }
  const current = review.peek();
  if (current === null) return false;
  if (current.doing.peek().kind !== 'reading') {
    current.doing.value = reading;
    return true;
  }
  if (current.historyOpen.peek()) {
    current.historyOpen.value = false;
    return true;
  }
  if (current.sheetOpen.peek()) {
    current.sheetOpen.value = false;
    return true;
  }
  const filter = current.filter.peek();
  if (
    filter.only ||
    filter.search !== '' ||
    filter.severity !== null ||
    filter.category !== null ||
    filter.group !== 'all'
  ) {
    current.filter.value = filter.search === '' ? everything : { ...filter, search: '' };
    return true;
  }
  return false;
}
