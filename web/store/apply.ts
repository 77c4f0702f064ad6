import type { Bead, Change, Flag, Segment, Side, Span } from './model.ts';
import { joined, openFlags, originalOf, textOf } from './model.ts';

/**
 * What a change will make of the beads it touches, as far as that can be known before the server answers. What the
 * server says afterwards replaces it; this only has to be right enough for the eye.
 */

export interface Guess {
  /** Changed beads in full. */
  readonly beads: readonly Bead[];
  readonly removed: readonly number[];
}

const nothing: Guess = { beads: [], removed: [] };

/** The ids of the beads that a change touches. */
export function touched(beads: ReadonlyMap<number, Bead>, change: Change): number[] {
  switch (change.kind) {
    case 'edit':
    case 'addFlag':
    case 'split':
    case 'bookmark':
      return [change.bead];
    case 'dismissAlike':
      return [...new Set(alikeIn(beads, change.flag).map(({ bead }) => bead))];
    case 'recheck':
      return [...beads.keys()];
    case 'accept':
    case 'dismiss':
    case 'reopen':
    case 'removeFlag':
      return ownerOf(beads, change.flag)?.map(({ id }) => id) ?? [];
    case 'merge':
    case 'confirm':
      return change.beads;
    case 'moveSegment': {
      const from = holderOf(beads, change.side, change.segment);
      return from === undefined ? [change.to] : [from.id, change.to];
    }
    case 'undo':
    case 'redo':
      return [];
  }
}

/** What the checks will find is for the server to work out; an undo and a redo are what steps.ts remembers. */
export function guess(beads: ReadonlyMap<number, Bead>, change: Change, temporaryId: number): Guess {
  switch (change.kind) {
    case 'edit': {
      const bead = beads.get(change.bead);
      return bead === undefined ? nothing : one(withText(bead, change.side, change.text, temporaryId));
    }
    case 'accept': {
      const bead = ownerOf(beads, change.flag)?.[0];
      const flag = bead?.flags.find(({ id }) => id === change.flag);
      if (!bead || !flag?.target || flag.suggestion === null) return nothing;
      const text = textOf(bead, 'target');
      const corrected = text.slice(0, flag.target[0]) + flag.suggestion + text.slice(flag.target[1]);
      // Accepted first: the change of text drops only flags that are still open.
      const accepted = withFlag(bead, change.flag, (old) => ({ ...old, state: 'accepted' }));
      return one(withText(accepted, 'target', corrected, temporaryId));
    }
    case 'dismiss':
      return onFlag(beads, change.flag, (flag) => ({
        ...flag,
        state: 'dismissed',
        reason: change.reason,
        note: change.note ?? flag.note,
      }));
    case 'dismissAlike': {
      const ids = new Set(alikeIn(beads, change.flag).map(({ id }) => id));
      const { reason, note } = change;
      const changed = [...beads.values()].filter(({ flags }) => flags.some(({ id }) => ids.has(id)));
      return {
        beads: changed.map((bead) => ({
          ...bead,
          flags: bead.flags.map((flag) =>
            ids.has(flag.id) ? { ...flag, state: 'dismissed' as const, reason, note: note ?? flag.note } : flag,
          ),
        })),
        removed: [],
      };
    }
    case 'reopen':
      return onFlag(beads, change.flag, (flag) => ({ ...flag, state: 'open', reason: null }));
    case 'removeFlag': {
      const bead = ownerOf(beads, change.flag)?.[0];
      return bead ? one({ ...bead, flags: bead.flags.filter(({ id }) => id !== change.flag) }) : nothing;
    }
    case 'addFlag': {
      const bead = beads.get(change.bead);
      if (!bead) return nothing;
      const flag: Flag = {
        id: temporaryId,
        bead: bead.id,
        check: 'manual',
        category: change.category,
        severity: change.severity,
        confidence: 1,
        source: change.source,
        target: change.target,
        message: { key: 'manual', params: { note: change.note } },
        suggestion: change.suggestion ?? null,
        state: 'open',
        reason: null,
        note: change.note,
        origin: 'manual',
        dismissal: null,
      };
      return one({ ...bead, flags: [...bead.flags, flag] });
    }
    case 'merge':
      return merged(change.beads.flatMap((id) => beads.get(id) ?? []));
    case 'moveSegment': {
      const from = holderOf(beads, change.side, change.segment);
      const to = beads.get(change.to);
      return from && to ? moved(from, to, change.side, change.segment) : nothing;
    }
    case 'confirm':
      return {
        beads: change.beads.flatMap((id) => beads.get(id) ?? []).map((bead) => ({ ...bead, state: change.state })),
        removed: [],
      };
    case 'bookmark': {
      const bead = beads.get(change.bead);
      return bead ? one({ ...bead, bookmarked: change.on }) : nothing;
    }
    case 'split': {
      const bead = beads.get(change.bead);
      return bead ? divided(bead, change, temporaryId) : nothing;
    }
    case 'recheck':
    case 'undo':
    case 'redo':
      return nothing;
  }
}

/** Whether the beads already are what the change would make of them: it was done before, and only its answer was lost. */
export function alreadyDone(beads: ReadonlyMap<number, Bead>, change: Change): boolean {
  switch (change.kind) {
    case 'edit': {
      const bead = beads.get(change.bead);
      return bead !== undefined && textOf(bead, change.side) === change.text;
    }
    case 'accept':
    case 'dismiss':
    case 'reopen': {
      const wanted = { accept: 'accepted', dismiss: 'dismissed', reopen: 'open' }[change.kind];
      const bead = ownerOf(beads, change.flag)?.[0];
      return bead?.flags.some(({ id, state }) => id === change.flag && state === wanted) ?? false;
    }
    case 'dismissAlike':
      return (
        ownerOf(beads, change.flag)?.[0].flags.some(({ id, state }) => id === change.flag && state === 'dismissed') ??
        false
      );
    case 'addFlag':
      return (
        beads
          .get(change.bead)
          ?.flags.some(
            (flag) => flag.origin === 'manual' && flag.note === change.note && flag.category === change.category,
          ) ?? false
      );
    case 'confirm':
      return change.beads.every((id) => beads.get(id)?.state === change.state);
    case 'bookmark':
      return beads.get(change.bead)?.bookmarked === change.on;
    default:
      return false;
  }
}

/** The open flags that a person would dismiss together with one, itself among them: the server's `likenessOf`, for the eye. */
export function alikeIn(beads: ReadonlyMap<number, Bead>, id: number): Flag[] {
  const [owner] = ownerOf(beads, id) ?? [];
  const flag = owner?.flags.find((each) => each.id === id);
  if (!owner || !flag) return [];
  const wanted = likeness(owner, flag);
  return [...beads.values()].flatMap((bead) =>
    openFlags(bead).filter((each) => each.origin === 'program' && likeness(bead, each) === wanted),
  );
}

function likeness(bead: Bead, { check, source, target, message }: Flag): string {
  const words = (side: Side, span: Span | null) =>
    span === null
      ? ''
      : textOf(bead, side)
          .slice(...span)
          .replace(/\s+/g, ' ')
          .trim()
          .toLowerCase();
  const said = source === null && target === null ? JSON.stringify(message.params) : '';
  return JSON.stringify([check, words('source', source), words('target', target), said]);
}

function one(bead: Bead): Guess {
  return { beads: [bead], removed: [] };
}

function ownerOf(beads: ReadonlyMap<number, Bead>, flag: number): [Bead] | undefined {
  for (const bead of beads.values()) if (bead.flags.some(({ id }) => id === flag)) return [bead];
  return undefined;
}

function holderOf(beads: ReadonlyMap<number, Bead>, side: Side, segment: number): Bead | undefined {
  for (const bead of beads.values()) if (bead[side].some(({ id }) => id === segment)) return bead;
  return undefined;
}

function withFlag(bead: Bead, id: number, change: (flag: Flag) => Flag): Bead {
  return { ...bead, flags: bead.flags.map((flag) => (flag.id === id ? change(flag) : flag)) };
}

function onFlag(beads: ReadonlyMap<number, Bead>, id: number, change: (flag: Flag) => Flag): Guess {
  const bead = ownerOf(beads, id)?.[0];
  return bead ? one(withFlag(bead, id, change)) : nothing;
}

/** A bead with another text on one side; flags after the changed stretch move along, those inside it go. */
function withText(bead: Bead, side: Side, text: string, temporaryId: number): Bead {
  const before = textOf(bead, side);
  let head = 0;
  while (head < before.length && head < text.length && before[head] === text[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, text.length) - head &&
    before[before.length - 1 - tail] === text[text.length - 1 - tail]
  )
    tail++;
  const changedEnd = before.length - tail;
  const flags = bead.flags.flatMap((flag): Flag[] => {
    const span = flag[side];
    if (span === null || span[1] <= head) return [flag];
    if (span[0] >= changedEnd) return [{ ...flag, [side]: shifted(span, text.length - before.length) }];
    return flag.state === 'open' && flag.origin === 'program' ? [] : [{ ...flag, [side]: null }];
  });
  const segments = distribute(bead[side], text, temporaryId);
  const changed: Bead = { ...bead, [side]: segments, flags };
  const edited = (['source', 'target'] as const).some((each) => textOf(changed, each) !== originalOf(changed, each));
  return { ...changed, edited };
}

/** Gives a new text to the sentences that made up the old: those that still open or close it stay as they are. */
function distribute(segments: readonly Segment[], text: string, temporaryId: number): Segment[] {
  const first = segments[0];
  if (first === undefined) {
    return [{ id: temporaryId, text, original: '', paragraph: 0, kind: 'text', speaker: null }];
  }
  let rest = text;
  let head = 0;
  while (head < segments.length - 1 && rest.startsWith(`${segments[head]?.text} `)) {
    rest = rest.slice((segments[head]?.text.length ?? 0) + 1);
    head++;
  }
  let tail = segments.length - 1;
  while (tail > head && rest.endsWith(` ${segments[tail]?.text}`)) {
    rest = rest.slice(0, rest.length - (segments[tail]?.text.length ?? 0) - 1);
    tail--;
  }
  return segments.map((segment, index) =>
    index < head || index > tail ? segment : { ...segment, text: index === head ? rest : '' },
  );
}

function merged(beads: readonly Bead[]): Guess {
  const [first, ...others] = beads;
  if (first === undefined || others.length === 0) return nothing;
  const flags: Flag[] = [];
  const lengths = { source: 0, target: 0 };
  for (const bead of beads) {
    for (const flag of bead.flags) {
      flags.push({
        ...flag,
        bead: first.id,
        source: shifted(flag.source, lengths.source),
        target: shifted(flag.target, lengths.target),
      });
    }
    for (const side of ['source', 'target'] as const) {
      const { length } = textOf(bead, side);
      lengths[side] += length === 0 ? 0 : length + 1;
    }
  }
  const bead: Bead = {
    ...first,
    source: beads.flatMap(({ source }) => source),
    target: beads.flatMap(({ target }) => target),
    edited: beads.some(({ edited }) => edited),
    bookmarked: beads.some(({ bookmarked }) => bookmarked),
    flags,
  };
  return { beads: [bead], removed: others.map(({ id }) => id) };
}

function moved(from: Bead, to: Bead, side: Side, id: number): Guess {
  const segment = from[side].find((each) => each.id === id);
  if (segment === undefined) return nothing;
  const down = from.position < to.position;
  const left: Bead = { ...from, [side]: from[side].filter((each) => each !== segment) };
  const right: Bead = { ...to, [side]: down ? [segment, ...to[side]] : [...to[side], segment] };
  const added = joined([segment.text]).length + 1;
  const shift = down ? added : 0;
  return {
    beads: [
      { ...left, flags: left.flags.map((flag) => fitted(flag, side, textOf(left, side).length, down ? 0 : -added)) },
      { ...right, flags: right.flags.map((flag) => fitted(flag, side, textOf(right, side).length, shift)) },
    ],
    removed: [],
  };
}

/** The two halves of a bead; the second has the temporary id. A side that no cut is given for is shared out by length. */
function divided(bead: Bead, change: Extract<Change, { kind: 'split' }>, temporaryId: number): Guess {
  const source = cutSegments(bead.source, change.source ?? Math.ceil(bead.source.length / 2), temporaryId);
  const target = cutSegments(bead.target, change.target ?? Math.ceil(bead.target.length / 2), temporaryId - 1);
  const [first, second] = [
    { ...bead, source: source[0], target: target[0], confidence: 1 },
    // No position has such a character, and it comes before all that have: right behind the bead, before any other.
    { ...bead, id: temporaryId, position: `${bead.position}!`, source: source[1], target: target[1], confidence: 1 },
  ];
  if (first.source.length + first.target.length === 0 || second.source.length + second.target.length === 0) {
    return nothing;
  }
  const starts = {
    source: textOf(bead, 'source').length - textOf(second, 'source').length,
    target: textOf(bead, 'target').length - textOf(second, 'target').length,
  };
  const isLater = (flag: Flag) => {
    const side = flag.target === null ? 'source' : 'target';
    return (flag[side]?.[0] ?? 0) >= starts[side];
  };
  const placed = (half: Bead, flag: Flag, by: Readonly<Record<Side, number>>): Flag =>
    (['source', 'target'] as const).reduce((each, side) => fitted(each, side, textOf(half, side).length, by[side]), {
      ...flag,
      bead: half.id,
    });
  const none = { source: 0, target: 0 };
  const back = { source: -starts.source, target: -starts.target };
  return {
    beads: [
      { ...first, flags: bead.flags.filter((flag) => !isLater(flag)).map((flag) => placed(first, flag, none)) },
      {
        ...second,
        bookmarked: false,
        flags: bead.flags.filter(isLater).map((flag) => placed(second, flag, back)),
      },
    ],
    removed: [],
  };
}

type Cut = NonNullable<Extract<Change, { kind: 'split' }>['source']>;

function cutSegments(segments: readonly Segment[], cut: Cut, temporaryId: number): [Segment[], Segment[]] {
  if (typeof cut === 'number') return [segments.slice(0, cut), segments.slice(cut)];
  const index = segments.findIndex(({ id }) => id === cut.segment);
  const segment = segments[index];
  if (segment === undefined) return [[...segments], []];
  const [head, tail] = [segment.text.slice(0, cut.offset).trim(), segment.text.slice(cut.offset).trim()];
  if (head === '') return [segments.slice(0, index), segments.slice(index)];
  if (tail === '') return [segments.slice(0, index + 1), segments.slice(index + 1)];
  // An edited sentence's original is divided by the server; until then each half counts as its own.
  const edited = segment.text !== segment.original;
  const half = (id: number, text: string): Segment => ({ ...segment, id, text, original: edited ? '' : text });
  return [
    [...segments.slice(0, index), half(segment.id, head)],
    [half(temporaryId, tail), ...segments.slice(index + 1)],
  ];
}

function shifted(span: Span | null, by: number): [number, number] | null {
  return span === null ? null : [span[0] + by, span[1] + by];
}

function fitted(flag: Flag, side: Side, length: number, by: number): Flag {
  const span = shifted(flag[side], by);
  return { ...flag, [side]: span !== null && span[0] >= 0 && span[1] <= length ? span : null };
}
