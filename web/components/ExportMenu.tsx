import { useEffect, useRef } from 'preact/hooks';
import { answer, api, Refusal } from '../api.ts';
import { command, openExport } from '../commands.ts';
import { hasMessage, language, t } from '../i18n.ts';
import type { Review } from '../store/review.ts';
import { say } from '../store/toasts.ts';
import { Icon } from './Icon.tsx';
import { type MenuItem, openMenu } from './Menu.tsx';

/** The ways to take the result home. */
export function ExportMenu({ review }: { review: Review }) {
  const button = useRef<HTMLButtonElement>(null);

  const open = async () => {
    const anchor = button.current;
    if (anchor === null) return;
    // What is still on its way to the server would be missing from the file.
    if (review.store.pending.peek().length > 0) {
      say(t('export.wait', { count: review.store.pending.peek().length }));
      return;
    }
    try {
      const { formats } = await answer(api.formats.$get());
      const items = formats.map(
        (format): MenuItem => ({
          label: hasMessage(`format.${format.id}`) ? t(`format.${format.id}`) : format.label,
          detail: `.${format.extension.replace(/^\./, '')}`,
          href: `/api/v1/bitexts/${encodeURIComponent(review.store.id)}/export/${encodeURIComponent(format.id)}`,
        }),
      );
      const version: MenuItem = { label: t('command.version'), run: () => setTimeout(command('version').run) };
      // A link asks in the browser's language, which may be another than the page's.
      const report: MenuItem = {
        label: t('export.report'),
        detail: '.html',
        href: `/api/v1/bitexts/${encodeURIComponent(review.store.id)}/report?language=${language.peek()}`,
      };
      openMenu(anchor, [...items, 'line', report, version], t('export.label'));
    } catch (error) {
      say(error instanceof Refusal ? error.message : t('offline.none'), { tone: 'bad' });
    }
  };

  useEffect(() => {
    openExport.value = () => void open();
    return () => {
      openExport.value = null;
    };
  });

  return (
    <button
      type="button"
      class="quiet"
      ref={button}
      aria-haspopup="menu"
      title={t('command.export')}
      onClick={() => void open()}
    >
      {t('export.label')} <Icon name="down" />
    </button>
  );
}
