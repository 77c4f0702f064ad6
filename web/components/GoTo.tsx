import { useState } from 'preact/hooks';
import { number, t } from '../i18n.ts';
import { everything } from '../store/filter.ts';
import { overlay } from '../store/overlay.ts';
import type { Review } from '../store/review.ts';
import { Floating } from './Floating.tsx';

/** Goes to a bead by its number in the text. */
export function GoTo({ review }: { review: Review }) {
  const [typed, setTyped] = useState('');
  const order = review.store.order.value;
  const bead = order[Number(typed) - 1];
  return (
    <Floating label={t('command.goTo')}>
      <form
        class="goto"
        onSubmit={(event) => {
          event.preventDefault();
          if (!bead) return;
          overlay.value = null;
          if (!review.rows.peek().includes(bead)) review.filter.value = { ...everything };
          review.goTo(bead.id);
        }}
      >
        <label class="labelled">
          <span>{t('goto.label', { last: number(order.length) })}</span>
          <input
            class="field"
            inputMode="numeric"
            value={typed}
            aria-invalid={typed !== '' && !bead}
            onInput={({ currentTarget }) => setTyped(currentTarget.value.replace(/\D/g, ''))}
          />
        </label>
        <button type="submit" class="button primary" disabled={!bead}>
          {t('goto.go')}
        </button>
      </form>
    </Floating>
  );
}
