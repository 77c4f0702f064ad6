import { t } from '../i18n.ts';
import type { Style, TermbaseStore } from '../store/termbases.ts';

const offered = ['un', 'eu', 'uk-press', 'us-press'] as const satisfies readonly Style[];

/** The house styles that the translations of a project are held to, each with a sentence that says what it asks for. */
export function ProjectStyles({ store }: { store: TermbaseStore }) {
  const chosen = store.styles.value;
  if (chosen === null) {
    return (
      <p class="muted" role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <>
      <p class="muted part-about">{t('styles.about')}</p>
      <ul class="settings">
        {offered.map((style) => (
          <li key={style}>
            <label class="style-choice">
              <input
                type="checkbox"
                checked={chosen.includes(style)}
                onChange={({ currentTarget }) =>
                  void store.chooseStyles(
                    offered.filter((each) => (each === style ? currentTarget.checked : chosen.includes(each))),
                  )
                }
              />
              <span>
                <strong>{t(`styles.${style}.name`)}</strong>
                <span class="muted">{t(`styles.${style}.about`)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
