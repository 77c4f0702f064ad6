import { batch } from '@preact/signals';
import type { InferResponseType } from 'hono/client';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import { t } from '../i18n.ts';
import { alikeIn } from './apply.ts';
import { counterpartOf, linksOf, looked } from './links.ts';
import type { Bead, Change, DismissReason, Flag, Side, Span } from './model.ts';
import { isTodo, placesOf, textOf } from './model.ts';
import { type Review, reading, type Scope } from './review.ts';
import { say } from './toasts.ts';

/** What a person does to a bitext, in terms of what he has before him; each ends in changes for the store. */

export const draftKey = (bead: number, side: Side) => `${bead}/${side}`;

export function startEdit(review: Review, bead: number, side: Side): void {
  batch(() => {
    review.goTo(bead, review.flagId.peek());
    review.side.value = side;
    review.doing.value = { kind: 'editing', bead, side };
  });
}

/** Keeps what is being typed, so that leaving the editor loses nothing. */
export function keepDraft(review: Review, bead: number, side: Side, text: string): void {
  const drafts = new Map(review.drafts.peek());
  const current = review.store.beads.peek().get(bead);
  if (current && textOf(current, side) === text) drafts.delete(draftKey(bead, side));
  else drafts.set(draftKey(bead, side), text);
  review.drafts.value = drafts;
}

export function dropDraft(review: Review, bead: number, side: Side): void {
  const drafts = new Map(review.drafts.peek());
  drafts.delete(draftKey(bead, side));
  batch(() => {
    review.drafts.value = drafts;
    if (review.doing.peek().kind === 'editing') review.doing.value = reading;
  });
}

/**
 * Words that a person typed for a change that was not made: an edit's become a draft at its place; where that is gone, and for
 * a flag's note, they can be copied.
 */
export function rescue(review: Review, change: Change): { kept: boolean; words: string | null } {
  if (change.kind === 'edit') {
    const kept = review.store.beads.peek().has(change.bead);
    if (kept) keepDraft(review, change.bead, change.side, change.text);
    return { kept, words: kept ? null : change.text };
  }
  const note = change.kind === 'addFlag' || change.kind === 'dismiss' ? change.note : undefined;
  return { kept: false, words: note || null };
}

export function saveEdit(review: Review, bead: number, side: Side, text: string): void {
  const current = review.store.beads.peek().get(bead);
  const cleaned = text.replace(/\s+/g, ' ').trim();
  dropDraft(review, bead, side);
  if (current && textOf(current, side) !== cleaned) review.store.change({ kind: 'edit', bead, side, text: cleaned });
}

export function accept(review: Review, flag: Flag): void {
  if (flag.suggestion === null || flag.target === null || flag.state !== 'open') return;
  batch(() => {
    hold(review, [flag]);
    review.store.change({ kind: 'accept', flag: flag.id });
  });
}

function hold(review: Review, flags: readonly Flag[]): void {
  review.handled.value = new Set([...review.handled.peek(), ...flags.map(({ id }) => id)]);
}

export type Alike = InferResponseType<(typeof api.bitexts)[':id']['flags'][':flag']['alike']['$get'], 200>;

/** How many flags a dismissal would touch; what this page knows by itself where the server does not answer. */
export async function countAlike(review: Review, flag: Flag): Promise<Alike> {
  const here = alikeIn(review.store.beads.peek(), flag.id).length;
  try {
    const param = { id: review.store.id, flag: String(flag.id) };
    return await answer(api.bitexts[':id'].flags[':flag'].alike.$get({ param }));
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unreachable) return { bitext: here, project: here, bitexts: 1 };
    throw error;
  }
}

export function dismiss(review: Review, flag: Flag, reason: DismissReason, scope: Scope): void {
  const flags = scope === 'one' ? [flag] : alikeIn(review.store.beads.peek(), flag.id);
  batch(() => {
    review.doing.value = reading;
    hold(review, flags);
    // One that was set by hand has no others like it.
    const change =
      scope === 'one' || flag.origin === 'manual'
        ? { kind: 'dismiss' as const }
        : { kind: 'dismissAlike' as const, scope };
    review.store.change({ ...change, flag: flag.id, reason });
  });
  if (scope === 'project') say(t('said.dismissedInProject'), { action: undoAction(review) });
  else if (flags.length > 1) say(t('said.dismissed', { count: flags.length }), { action: undoAction(review) });
}

/** Opens a flag again that was dismissed or accepted; one that the project dismisses, along with all like it there. */
export async function reopen(review: Review, flag: Flag): Promise<void> {
  const project = review.store.bitext.peek()?.project;
  if (flag.dismissal === null || project === undefined) {
    review.store.change({ kind: 'reopen', flag: flag.id });
    return;
  }
  try {
    const param = { id: project, dismissal: flag.dismissal };
    await answer(api.projects[':id'].dismissals[':dismissal'].$patch({ param, json: { active: false } }));
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
  }
}

export function confirm(review: Review, bead: Bead, state: Bead['state']): void {
  if (bead.state !== state) review.store.change({ kind: 'confirm', beads: [bead.id], state });
}

export function confirmBefore(review: Review, bead: Bead): void {
  const order = review.store.order.peek();
  const before = order.slice(0, order.indexOf(bead)).filter(isTodo);
  if (before.length === 0) return;
  review.store.change({ kind: 'confirm', beads: before.map(({ id }) => id), state: 'confirmed' });
  say(t('said.confirmed', { count: before.length }), { action: undoAction(review) });
}

export function neighbour(review: Review, bead: Bead, by: 1 | -1): Bead | null {
  const order = review.store.order.peek();
  return order[order.findIndex(({ id }) => id === bead.id) + by] ?? null;
}

export function merge(review: Review, bead: Bead, by: 1 | -1): void {
  const other = neighbour(review, bead, by);
  if (other === null) return;
  review.store.change({ kind: 'merge', beads: by > 0 ? [bead.id, other.id] : [other.id, bead.id] });
  if (by < 0) review.goTo(other.id);
}

/** Begins to split a bead: the marks stand between its sentences, or at the cursor if that is in it. */
export function startCut(review: Review, bead: Bead): void {
  const cursor = review.selection.peek();
  const middle = (side: Side) => {
    if (cursor?.bead === bead.id && cursor.side === side && cursor.span[0] > 0) return cursor.span[0];
    const places = placesOf(bead[side]);
    const second = places[Math.ceil(places.length / 2)];
    if (second) return second.span[0];
    return nearestWord(textOf(bead, side), Math.round(textOf(bead, side).length / 2));
  };
  const side =
    textOf(bead, review.side.peek()) === ''
      ? review.side.peek() === 'source'
        ? 'target'
        : 'source'
      : review.side.peek();
  review.goTo(bead.id);
  review.doing.value = { kind: 'cutting', bead: bead.id, source: middle('source'), target: middle('target'), side };
}

/** Where words begin in a text, and its two ends. */
export function wordStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\s+(?=\S)/g)) starts.push(match.index + match[0].length);
  if (text.length > 0) starts.push(text.length);
  return starts;
}

function nearestWord(text: string, at: number): number {
  return wordStarts(text).reduce((best, start) => (Math.abs(start - at) < Math.abs(best - at) ? start : best), 0);
}

export function finishCut(review: Review): void {
  const doing = review.doing.peek();
  if (doing.kind !== 'cutting') return;
  const bead = review.store.beads.peek().get(doing.bead);
  review.doing.value = reading;
  if (!bead) return;
  const cut = (side: Side) => {
    const at = doing[side];
    const places = placesOf(bead[side]);
    const inside = places.find(({ span }) => at > span[0] && at < span[1]);
    if (inside) return { segment: inside.segment.id, offset: at - inside.span[0] };
    // At an edge: so many of the side's sentences stay, those that became empty included.
    const next = places.find(({ span }) => at <= span[0]);
    return next ? bead[side].indexOf(next.segment) : bead[side].length;
  };
  review.store.change({ kind: 'split', bead: bead.id, source: cut('source'), target: cut('target') });
}

/** Sends the outermost sentence of the side in hand to the bead before or after. */
export function moveSentence(review: Review, bead: Bead, side: Side, by: 1 | -1): void {
  const other = neighbour(review, bead, by);
  const segment = by > 0 ? bead[side].at(-1) : bead[side][0];
  if (other === null || segment === undefined) return;
  review.store.change({ kind: 'moveSegment', side, segment: segment.id, to: other.id });
}

export function startFlag(review: Review, bead: Bead): void {
  const selected = review.selection.peek();
  const here = selected !== null && selected.bead === bead.id && selected.span[0] < selected.span[1] ? selected : null;
  const side = here?.side ?? review.side.peek();
  const whole: [number, number] = [0, textOf(bead, side).length];
  const span = here?.span ?? whole;
  if (span[1] === 0) return;
  batch(() => {
    review.sheetOpen.value = true;
    review.doing.value = {
      kind: 'flagging',
      bead: bead.id,
      source: side === 'source' ? span : null,
      target: side === 'target' ? span : null,
    };
  });
}

/** Begins to name a term: what is selected, and on the other side the words that stand for it, as far as they are known. */
export function startTerm(review: Review, bead: Bead): void {
  const selected = review.selection.peek();
  const here = selected !== null && selected.bead === bead.id && selected.span[0] < selected.span[1] ? selected : null;
  const other = here?.side === 'source' ? 'target' : 'source';
  const { id, bitext } = review.store;
  const links = linksOf(id, bitext.peek()?.settings ?? 0, bead) ?? [];
  const counterpart = here === null ? null : counterpartOf(links, here.side, here.span);
  const spans = { source: null, target: null, ...(here && { [here.side]: here.span, [other]: counterpart }) };
  batch(() => {
    review.sheetOpen.value = true;
    review.doing.value = { kind: 'naming', bead: bead.id, ...spans };
  });
}

/** Looks at the next word of the side in hand, or the one before; at the end it stays. */
export function stepWord(review: Review, bead: Bead, by: 1 | -1): void {
  const side = review.side.peek();
  const text = textOf(bead, side);
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*/gu)].map(
    (match): Span => [match.index, match.index + match[0].length],
  );
  const now = looked.peek();
  const at = now?.bead === bead.id && now.side === side ? words.findIndex(([start]) => start === now.span[0]) : -1;
  const next = words[at < 0 ? (by > 0 ? 0 : words.length - 1) : Math.max(0, Math.min(words.length - 1, at + by))];
  if (next) looked.value = { bead: bead.id, side, span: next };
}

export function undo(review: Review): void {
  if (review.store.canUndo.peek()) review.store.change({ kind: 'undo' });
}

export function redo(review: Review): void {
  if (review.store.canRedo.peek()) review.store.change({ kind: 'redo' });
}

function undoAction(review: Review): { label: string; run: () => void } {
  return { label: t('command.undo'), run: () => undo(review) };
}

/** A change's name for people, as in "Undone: a merge". */
export function changeName(kind: Change['kind'] | string): string {
  return t(`change.${kind}`);
}
