import { useLayoutEffect, useState } from 'preact/hooks';
import { command, keysOf } from '../commands.ts';
import { t } from '../i18n.ts';
import { showStroke } from '../keys.ts';
import type { Review } from '../store/review.ts';

/** What can be done with the words just selected, beside them. */
export function SelectionBar({ review }: { review: Review }) {
  const selection = review.selection.value;
  const reading = review.doing.value.kind === 'reading';
  const shown = reading && selection !== null && selection.span[0] < selection.span[1];
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const range = window.getSelection();
    if (!shown || range === null || range.rangeCount === 0) {
      setPlace(null);
      return;
    }
    const box = range.getRangeAt(0).getBoundingClientRect();
    setPlace({ left: box.left, top: box.bottom + 4 });
    const hide = () => setPlace(null);
    window.addEventListener('scroll', hide, { capture: true, once: true });
    return () => window.removeEventListener('scroll', hide, { capture: true });
  }, [shown, selection]);

  if (place === null || selection === null) return null;
  return (
    <div class="selection-bar floating" style={{ left: `${place.left}px`, top: `${place.top}px` }}>
      {['flag', 'term'].map((id) => {
        const wanted = command(id);
        const stroke = keysOf(wanted)[0];
        return (
          <button
            key={id}
            type="button"
            class="quiet"
            // A press on the button would take the selection away before the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              review.goTo(selection.bead);
              wanted.run();
            }}
          >
            {t(`command.${id}`)} {stroke !== undefined && <kbd>{showStroke(stroke)}</kbd>}
          </button>
        );
      })}
    </div>
  );
}
