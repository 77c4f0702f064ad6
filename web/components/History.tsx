import { useSignal, useSignalEffect } from '@preact/signals';
import { answer, api, Refusal } from '../api.ts';
import { dateTime, number, t } from '../i18n.ts';
import { changeName } from '../store/actions.ts';
import type { Revision } from '../store/model.ts';
import type { Review } from '../store/review.ts';

/** What was done, newest first: to the bead at hand, or to the whole text. */
export function History({ review }: { review: Review }) {
  const whole = useSignal(false);
  const revisions = useSignal<readonly Revision[] | null>(null);
  const problem = useSignal('');

  useSignalEffect(() => {
    const bead = review.activeId.value;
    const all = whole.value;
    // Read so that the list is fetched anew after each change.
    void review.store.beads.value;
    if (review.store.pending.value.length > 0) return;
    let current = true;
    const query = { limit: '100', ...(all || bead === null ? {} : { bead: String(bead) }) };
    answer(api.bitexts[':id'].revisions.$get({ param: { id: review.store.id }, query }))
      .then((result) => {
        if (current) revisions.value = result.revisions;
      })
      .catch((error) => {
        problem.value = error instanceof Refusal ? error.message : t('offline.none');
      });
    return () => {
      current = false;
    };
  });

  return (
    <section class="history" aria-label={t('history.title')}>
      <header>
        <h2>{t('history.title')}</h2>
        <label class="small">
          <input
            type="checkbox"
            checked={whole.value}
            onChange={({ currentTarget }) => {
              whole.value = currentTarget.checked;
            }}
          />{' '}
          {t('history.whole')}
        </label>
      </header>
      {problem.value !== '' && <p class="problem">{problem.value}</p>}
      {revisions.value?.length === 0 && <p class="muted">{t('history.none')}</p>}
      <ol>
        {revisions.value?.map((revision) => (
          <li key={revision.version} class={revision.state}>
            <span>
              {changeName(revision.kind)}
              {revision.state !== 'done' && <span class="muted"> · {t(`history.${revision.state}`)}</span>}
            </span>
            <span class="muted small">
              {whole.value && placeOf(review, revision)}
              {revision.author !== null && `${revision.author} · `}
              <time dateTime={revision.at}>{dateTime(revision.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function placeOf(review: Review, revision: Revision): string {
  const places = revision.beads.flatMap((id) => review.numbers.value.get(id) ?? []);
  const first = places[0];
  return first === undefined ? '' : `${t('history.at', { number: number(first) })} · `;
}
