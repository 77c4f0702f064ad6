import { useEffect } from 'preact/hooks';
import { percent, t } from '../i18n.ts';
import type { Review } from '../store/review.ts';
import { finishWork, stopWork } from '../store/rewriting.ts';

/** How far the work on the text is, while one goes on reading; it can be stopped, and then nothing of it is kept. */
export function WorkNotice({ review }: { review: Review }) {
  const job = review.store.bitext.value?.job ?? null;
  useEffect(() => {
    if (job !== null) finishWork(review, job);
  }, [job]);
  if (job === null || job.kind === 'import' || (job.state !== 'queued' && job.state !== 'running')) return null;
  return (
    <div class="notice working-notice">
      <span>{t(`rewriting.${job.kind}.now`)}</span>
      <span
        class="meter"
        role="progressbar"
        aria-label={t('job.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(job.share * 100)}
      >
        <i style={{ width: `${job.share * 100}%` }} />
      </span>
      <span class="muted small">
        {t(`job.phase.${job.phase}`)} {percent(job.share)}
      </span>
      <button type="button" class="button small" onClick={() => void stopWork(job.id)}>
        {t('job.cancel')}
      </button>
    </div>
  );
}
