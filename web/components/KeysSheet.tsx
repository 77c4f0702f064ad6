import { useState } from 'preact/hooks';
import { type Command, commands, keysOf } from '../commands.ts';
import { t } from '../i18n.ts';
import { showStroke, strokeOf } from '../keys.ts';
import { keyChoices } from '../preferences.ts';
import { overlay } from '../store/overlay.ts';
import { Floating } from './Floating.tsx';
import { Icon } from './Icon.tsx';

const groups = ['go', 'review', 'align', 'view', 'all'] as const;

/** Every key on one sheet; a click on a command's keys, or Enter, lets the reader press another. */
export function KeysSheet() {
  const [changing, setChanging] = useState<string | null>(null);
  const [taken, setTaken] = useState<Command | null>(null);

  const press = (wanted: Command, event: KeyboardEvent) => {
    if (changing !== wanted.id) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (stroke !== 'Escape') {
      const other = commands.find((each) => each !== wanted && keysOf(each).includes(stroke));
      setTaken(other ?? null);
      if (other) return;
      keyChoices.value = { ...keyChoices.value, [wanted.id]: [stroke] };
    }
    setChanging(null);
  };

  return (
    <Floating label={t('command.keys')} wide>
      <header class="dialog-head">
        <h2>{t('command.keys')}</h2>
        {Object.keys(keyChoices.value).length > 0 && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              keyChoices.value = {};
            }}
          >
            {t('keys.reset')}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          aria-label={t('close')}
          onClick={() => {
            overlay.value = null;
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <p class="muted small dialog-note" role="status">
        {taken === null ? t('keys.how') : t('keys.taken', { name: t(`command.${taken.id}`) })}
      </p>
      <div class="keys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`keys.${group}`)}</h3>
            <ul>
              {commands
                .filter((each) => each.group === group)
                .map((each) => (
                  <li key={each.id}>
                    <span>{t(`command.${each.id}`)}</span>
                    <button
                      type="button"
                      class="keys-of"
                      onClick={() => {
                        setTaken(null);
                        setChanging(each.id);
                      }}
                      onKeyDown={(event) => press(each, event)}
                      onBlur={() => setChanging(null)}
                    >
                      <span class="visually-hidden">{t('keys.change', { name: t(`command.${each.id}`) })} </span>
                      {changing === each.id ? (
                        <em>{t('keys.press')}</em>
                      ) : keysOf(each).length === 0 ? (
                        <span class="muted">{t('keys.none')}</span>
                      ) : (
                        keysOf(each).map((stroke) => <kbd key={stroke}>{showStroke(stroke)}</kbd>)
                      )}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Floating>
  );
}
