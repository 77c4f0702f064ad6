import { useState } from 'preact/hooks';
import { number, t } from '../i18n.ts';
import { overlay } from '../store/overlay.ts';
import type { Review } from '../store/review.ts';
import { realign } from '../store/rewriting.ts';
import { Floating } from './Floating.tsx';
import { FormActions } from './FormActions.tsx';

/** Which rows to align anew: at first those between the confirmed ones around the row one is on. */
export function Realign({ review }: { review: Review }) {
  const order = review.store.order.value;
  const active = order.findIndex(({ id }) => id === review.activeId.value);
  const isFixed = (k: number) => (order[k]?.state ?? 'confirmed') !== 'new';
  let [start, end] = [Math.max(0, active), Math.max(0, active)];
  while (!isFixed(start - 1)) start--;
  while (!isFixed(end + 1)) end++;
  const [from, setFrom] = useState(String(start + 1));
  const [to, setTo] = useState(String(end + 1));
  const [first, last] = [order[Number(from) - 1], order[Number(to) - 1]];
  const ready = first !== undefined && last !== undefined && Number(from) <= Number(to);
  const rows = ready ? order.slice(Number(from) - 1, Number(to)) : [];
  const fixed = rows.filter((bead) => bead.state !== 'new').length;
  return (
    <Floating label={t('command.realign')}>
      <form
        class="rewriting"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          overlay.value = null;
          void realign(review, first, last);
        }}
      >
        <h2>{t('command.realign')}</h2>
        <p class="muted">{t('rewriting.realign.how')}</p>
        <div class="rewriting-range">
          {(
            [
              ['from', from, setFrom],
              ['to', to, setTo],
            ] as const
          ).map(([name, value, set]) => (
            <label key={name} class="labelled">
              <span>{t(`rewriting.realign.${name}`, { last: number(order.length) })}</span>
              <input
                class="field"
                inputMode="numeric"
                value={value}
                aria-invalid={!ready}
                onInput={({ currentTarget }) => set(currentTarget.value.replace(/\D/g, ''))}
              />
            </label>
          ))}
        </div>
        <p class="muted small" role="status">
          {ready
            ? [
                t('rewriting.realign.rows', { count: rows.length, shown: number(rows.length) }),
                t('rewriting.realign.fixed', { count: fixed, shown: number(fixed) }),
              ].join(' ')
            : t('rewriting.realign.none', { last: number(order.length) })}
        </p>
        <FormActions label={t('rewriting.realign.go')} ready={ready} />
      </form>
    </Floating>
  );
}
