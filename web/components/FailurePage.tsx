import { t } from '../i18n.ts';
import { follow } from '../routes/address.ts';
import { Masthead } from './Masthead.tsx';

/** In place of a page that cannot be shown: what could not be, why, and the way back. */
export function FailurePage({ title, reason }: { title: string; reason: string }) {
  return (
    <>
      <Masthead />
      <main class="page empty">
        <h1>{title}</h1>
        <p>{reason}</p>
        <a class="button" href="/" onClick={follow}>
          {t('command.list')}
        </a>
      </main>
    </>
  );
}
