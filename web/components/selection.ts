import type { Side } from '../store/model.ts';
import type { Selection } from '../store/review.ts';

/**
 * Where in a bead's text the browser's selection is. A piece of text carries `data-at`, the offset of its first character;
 * its side carries `data-bead` and `data-side`. Null when the selection is elsewhere or reaches over two sides.
 */
export function selectionInText(): Selection | null {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || start.side !== end.side || start.bead !== end.bead) return null;
  return { bead: start.bead, side: start.side, span: [Math.min(start.at, end.at), Math.max(start.at, end.at)] };
}

function placeOf(node: Node, offset: number): { bead: number; side: Side; at: number } | null {
  const element = node instanceof Element ? node : node.parentElement;
  const holder = element?.closest<HTMLElement>('[data-side]');
  if (!element || !holder) return null;
  const side = holder.dataset.side === 'source' ? 'source' : 'target';
  const bead = Number(holder.dataset.bead);
  const piece = element.closest<HTMLElement>('[data-at]');
  if (piece !== null && !(node instanceof Element)) {
    const at = Number(piece.dataset.at);
    return { bead, side, at: piece.tagName === 'DEL' ? at : at + offset };
  }
  // Between pieces: the offset counts children.
  const next = node.childNodes[offset];
  const following =
    next instanceof Element ? (next.matches('[data-at]') ? next : next.querySelector('[data-at]')) : null;
  if (following instanceof HTMLElement) return { bead, side, at: Number(following.dataset.at) };
  if (piece !== null)
    return { bead, side, at: Number(piece.dataset.at) + (offset > 0 ? (piece.textContent?.length ?? 0) : 0) };
  return { bead, side, at: Number(holder.dataset.length) };
}
