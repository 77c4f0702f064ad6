import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { draftKey, dropDraft, keepDraft, saveEdit } from '../store/actions.ts';
import { type Bead, type Side, textOf } from '../store/model.ts';
import type { Review } from '../store/review.ts';

/** The text of a side while it is being changed: in place, in the same type. Leaving it keeps what was typed. */
export function Editor({ review, bead, side, lang }: { review: Review; bead: Bead; side: Side; lang: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const begun = review.drafts.peek().get(draftKey(bead.id, side)) ?? textOf(bead, side);

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    const cursor = review.selection.peek();
    if (cursor?.bead === bead.id && cursor.side === side) element.setSelectionRange(cursor.span[0], cursor.span[1]);
    else element.setSelectionRange(element.value.length, element.value.length);
    grow(element);
  }, []);

  const save = () => {
    if (field.current) saveEdit(review, bead.id, side, field.current.value);
  };

  return (
    <>
      <textarea
        class="editor"
        ref={field}
        lang={lang}
        rows={1}
        spellcheck
        aria-label={t(`editor.${side}`)}
        defaultValue={begun}
        onInput={(event) => {
          keepDraft(review, bead.id, side, event.currentTarget.value);
          grow(event.currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          save();
        }}
      />
      <span class="editor-actions">
        <button type="button" class="button primary small" onClick={save}>
          {t('editor.save')} <kbd>↵</kbd>
        </button>
        <button type="button" class="button small" onClick={() => dropDraft(review, bead.id, side)}>
          {t('editor.discard')}
        </button>
        <span class="muted small">{t('editor.leave')}</span>
      </span>
    </>
  );
}

/** For browsers that do not size a field by its content themselves. */
function grow(element: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
}
