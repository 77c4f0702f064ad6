import { useEffect } from 'preact/hooks';
import { t } from '../i18n.ts';
import { showLinks } from '../preferences.ts';
import { arrived, linkedAt, linksOf, looked } from '../store/links.ts';
import { type Side, type Span, textOf } from '../store/model.ts';
import type { Review } from '../store/review.ts';

/** The name under which the stylesheet knows linked words. */
const highlight = 'linked-words';

/**
 * Tints the word that is pointed at, or that the keyboard is on, and its counterparts. The tint is laid over the text as it
 * is (CSS Custom Highlights): nothing of a row is drawn anew. A browser without them shows none; the words are read out
 * in any case.
 */
export function WordLinks({ review }: { review: Review }) {
  const on = showLinks.value;
  const look = looked.value;
  const bead = look === null ? undefined : review.store.beads.value.get(look.bead);
  const settings = review.store.bitext.value?.settings ?? 0;
  void arrived.value;
  const links = on && bead ? linksOf(review.store.id, settings, bead) : null;
  const linked = links && look ? linkedAt(links, look.side, look.span[0]) : null;

  useEffect(() => {
    if (!on) return undefined;
    const onMove = (event: PointerEvent) => {
      // A finger has nothing to point with.
      if (event.pointerType !== 'mouse') return;
      const next = wordUnder(event);
      const now = looked.peek();
      if (next === null && now === null) return;
      if (next?.bead === now?.bead && next?.side === now?.side && next?.span[0] === now?.span[0]) return;
      looked.value = next;
    };
    const rows = document.querySelector('.rows');
    const onLeave = () => {
      looked.value = null;
    };
    window.addEventListener('pointermove', onMove);
    rows?.addEventListener('pointerleave', onLeave);
    return () => {
      window.removeEventListener('pointermove', onMove);
      rows?.removeEventListener('pointerleave', onLeave);
      looked.value = null;
    };
  }, [on]);

  // A word of another bead is not looked at any more once the reader has gone on.
  const active = review.activeId.value;
  useEffect(() => {
    looked.value = null;
  }, [active]);

  useEffect(() => {
    if (!('highlights' in CSS)) return undefined;
    const ranges =
      look === null
        ? []
        : [
            ...(linked === null ? rangesOf(look.bead, look.side, [look.span]) : []),
            ...(linked === null ? [] : rangesOf(look.bead, 'source', linked.source)),
            ...(linked === null ? [] : rangesOf(look.bead, 'target', linked.target)),
          ];
    if (!on || ranges.length === 0) CSS.highlights.delete(highlight);
    else CSS.highlights.set(highlight, new Highlight(...ranges));
    return () => {
      CSS.highlights.delete(highlight);
    };
  });

  return (
    <p class="visually-hidden" role="status" data-linked>
      {look !== null && bead && linked !== null
        ? t('links.said', {
            source: linked.source.map((span) => textOf(bead, 'source').slice(...span)).join(' '),
            target: linked.target.map((span) => textOf(bead, 'target').slice(...span)).join(' '),
          })
        : ''}
    </p>
  );
}

/** The word under the pointer, where it is over a side's text. */
function wordUnder(event: PointerEvent): { bead: number; side: Side; span: Span } | null {
  const holder = event.target instanceof Element ? event.target.closest<HTMLElement>('.side-text[data-side]') : null;
  if (!holder) return null;
  const caret = caretAt(event.clientX, event.clientY);
  const piece = caret?.node.parentElement?.closest<HTMLElement>('[data-at]');
  if (!caret || !piece || !holder.contains(piece) || piece.tagName === 'DEL') return null;
  const offset = Number(piece.dataset.at) + caret.offset;
  const text = [...holder.querySelectorAll<HTMLElement>('[data-at]')]
    .filter((each) => each.tagName !== 'DEL')
    .map((each) => each.textContent ?? '')
    .join('');
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-’'][\p{L}\p{M}\p{N}]+)*/gu)) {
    const end = match.index + match[0].length;
    if (match.index <= offset && offset < end) {
      const side = holder.dataset.side === 'source' ? 'source' : 'target';
      return { bead: Number(holder.dataset.bead), side, span: [match.index, end] };
    }
  }
  return null;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  // Safari has the older name alone.
  const range = (document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }).caretRangeFromPoint?.(
    x,
    y,
  );
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** Ranges of the page over stretches of a side's text; none where its row is not on the screen. */
function rangesOf(bead: number, side: Side, spans: readonly Span[]): Range[] {
  const holder = document.querySelector<HTMLElement>(`.side-text[data-bead="${bead}"][data-side="${side}"]`);
  if (!holder) return [];
  const ranges: Range[] = [];
  for (const piece of holder.querySelectorAll<HTMLElement>('[data-at]')) {
    const node = piece.firstChild;
    if (piece.tagName === 'DEL' || !(node instanceof Text)) continue;
    const at = Number(piece.dataset.at);
    for (const [start, end] of spans) {
      const [from, to] = [Math.max(0, start - at), Math.min(node.length, end - at)];
      if (from >= to) continue;
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}
