import { command, keysOf } from '../commands.ts';
import { language, languageName, languages, setLanguage, t } from '../i18n.ts';
import { theme } from '../preferences.ts';
import { Icon } from './Icon.tsx';
import { type MenuItem, openMenu } from './Menu.tsx';

/** How the page looks and speaks, and where its keys are told. */
export function SettingsMenu() {
  return (
    <button
      type="button"
      class="quiet"
      aria-haspopup="menu"
      aria-label={t('settings.label')}
      title={t('settings.label')}
      onClick={({ currentTarget }) => openMenu(currentTarget, items(), t('settings.label'))}
    >
      <Icon name="menu" />
    </button>
  );
}

/** A language's own name for itself, so that its readers find it in any interface. */
function ownName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? languageName(code);
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

function items(): MenuItem[] {
  return [
    ...languages.map(
      (each): MenuItem => ({
        label: ownName(each),
        checked: language.value === each,
        run: () => void setLanguage(each),
      }),
    ),
    'line',
    ...(['system', 'light', 'dark'] as const).map(
      (each): MenuItem => ({
        label: t(`theme.${each}`),
        checked: theme.value === each,
        run: () => {
          theme.value = each;
        },
      }),
    ),
    'line',
    ...(['project', 'recheck', 'palette', 'keys'] as const)
      .filter((id) => command(id).when())
      .map(
        (id): MenuItem => ({
          label: t(`command.${id}`),
          stroke: keysOf(command(id))[0],
          // The menu gives the focus back first.
          run: () => setTimeout(command(id).run),
        }),
      ),
  ];
}
