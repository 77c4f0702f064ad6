import { useSignal } from '@preact/signals';
import { answer, api, Refusal } from '../api.ts';
import { percent, t } from '../i18n.ts';
import { follow } from '../routes/address.ts';
import type { Bitext } from '../store/model.ts';

/** How far the work on a new bitext is, in words and as a bar; it can be stopped, and begun anew. */
export function JobProgress({ bitext }: { bitext: Bitext }) {
  const problem = useSignal('');
  const { job } = bitext;
  const ask = async (what: 'cancel' | 'retry') => {
    if (job === null) return;
    try {
      await answer(api.jobs[':id'][what].$post({ param: { id: job.id } }));
      problem.value = '';
    } catch (error) {
      problem.value = error instanceof Refusal ? error.message : t('offline.none');
    }
  };
  const ended = bitext.status === 'failed' || job?.state === 'failed' || job?.state === 'cancelled';
  if (ended) {
    return (
      <section class="working" role="alert">
        <h1>{job?.state === 'cancelled' ? t('job.cancelled') : t('job.failed')}</h1>
        {job?.problem && <p>{job.problem}</p>}
        {problem.value !== '' && <p class="problem">{problem.value}</p>}
        <div class="form-actions">
          {job !== null && (
            <button type="button" class="button primary" onClick={() => void ask('retry')}>
              {t('job.retry')}
            </button>
          )}
          <a class="button" href="/new" onClick={follow}>
            {t('job.again')}
          </a>
          <a class="button" href="/" onClick={follow}>
            {t('command.list')}
          </a>
        </div>
      </section>
    );
  }
  const share = job?.share ?? 0;
  return (
    <section class="working">
      <h1>{bitext.title}</h1>
      <p role="status">{t(`job.phase.${job?.phase ?? 'waiting'}`)}</p>
      <span
        class="meter"
        role="progressbar"
        aria-label={t('job.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <p class="muted small">{percent(share)}</p>
      {problem.value !== '' && <p class="problem">{problem.value}</p>}
      {job !== null && (
        <button type="button" class="button" onClick={() => void ask('cancel')}>
          {t('job.cancel')}
        </button>
      )}
    </section>
  );
}
