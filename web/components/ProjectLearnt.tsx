import { useSignal } from '@preact/signals';
import { number, t } from '../i18n.ts';
import type { TermbaseStore } from '../store/termbases.ts';

/** What the program has learnt from the confirmed rows of a project, with the way to take it home and to forget it. */
export function ProjectLearnt({ store }: { store: TermbaseStore }) {
  const asking = useSignal(false);
  const learnt = store.learnt.value;
  if (learnt === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  const { beads, pairs, top } = learnt;
  if (beads === 0) {
    return (
      <>
        <p class="muted part-about">{t('learnt.about')}</p>
        <p class="part-none">{t('learnt.none')}</p>
      </>
    );
  }
  const counts = {
    beads: t('learnt.beads', { count: beads, shown: number(beads) }),
    pairs: t('learnt.pairs', { count: pairs, shown: number(pairs) }),
  };
  return (
    <>
      <p class="muted part-about">{t('learnt.about')}</p>
      <p>{t('learnt.sum', counts)}</p>
      <ul class="learnt-pairs">
        {top.map(({ source, target, count }) => (
          <li key={`${source} ${target}`}>
            <span>
              {source} <span aria-hidden="true">→</span> {target}
            </span>
            <span class="count">{number(Math.round(count * 10) / 10)}</span>
          </li>
        ))}
      </ul>
      <div class="form-actions new-rule">
        <a class="button" href={`/api/v1/projects/${store.project}/learnt/export`} download>
          {t('learnt.export')}
        </a>
        {!asking.value && (
          <button
            type="button"
            class="button"
            onClick={() => {
              asking.value = true;
            }}
          >
            {t('learnt.forget')}
          </button>
        )}
      </div>
      {asking.value && (
        <div class="forget" role="alert">
          <p>{t('learnt.what', counts)}</p>
          <div class="form-actions">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                asking.value = false;
                void store.forget();
              }}
            >
              {t('learnt.forgetNow')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                asking.value = false;
              }}
            >
              {t('cancel')}
            </button>
          </div>
        </div>
      )}
    </>
  );
}
