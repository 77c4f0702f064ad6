import { t } from '../i18n.ts';
import { overlay } from '../store/overlay.ts';

/** The foot of a form in a window: what it does, and the way out. */
export function FormActions({ label, ready }: { label: string; ready: boolean }) {
  return (
    <div class="form-actions">
      <button type="submit" class="button primary" disabled={!ready}>
        {label}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          overlay.value = null;
        }}
      >
        {t('cancel')}
      </button>
    </div>
  );
}
