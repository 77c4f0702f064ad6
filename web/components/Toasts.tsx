import { t } from '../i18n.ts';
import { hide, toasts } from '../store/toasts.ts';
import { Icon } from './Icon.tsx';

/** Short words at the edge of the page; read out, and out of the way. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.tone}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                toast.action?.run();
                hide(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button type="button" class="quiet" aria-label={t('close')} onClick={() => hide(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
