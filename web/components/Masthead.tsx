import { t } from '../i18n.ts';
import { follow } from '../routes/address.ts';
import { SettingsMenu } from './SettingsMenu.tsx';

export function Masthead() {
  return (
    <header class="masthead">
      <a class="wordmark" href="/" onClick={follow}>
        {t('name')}
      </a>
      <span class="push" />
      <SettingsMenu />
    </header>
  );
}
