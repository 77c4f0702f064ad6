import { useState } from 'preact/hooks';
import { type Command, commands, keysOf, review } from '../commands.ts';
import { languageName, languages, setLanguage, t } from '../i18n.ts';
import { showStroke } from '../keys.ts';
import { theme } from '../preferences.ts';
import { textOf } from '../store/model.ts';
import { overlay } from '../store/overlay.ts';
import { Floating } from './Floating.tsx';

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly stroke?: string | undefined;
  readonly run: () => void;
}

/** All that can be done now, found by typing a part of its name; and the sentences that hold what is typed. */
export function Palette() {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (label: string) => words.every((word) => label.toLowerCase().includes(word));
  const choices = [...commandChoices(), ...viewChoices()].filter(({ label }) => fits(label)).concat(sentences(typed));
  const chosen = Math.min(at, choices.length - 1);

  const run = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    overlay.value = null;
    // What the choice does to the focus comes after the dialog has given it back.
    setTimeout(choice.run);
  };

  return (
    <Floating label={t('command.palette')}>
      <input
        class="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen >= 0 ? `palette-${chosen}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, choices.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
          else if (event.key === 'Enter') run(choices[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div class="palette-list" id="palette-list" role="listbox" aria-label={t('palette.label')}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above has the keys, as a combobox does
          <div
            key={choice.id}
            id={`palette-${index}`}
            class="palette-item"
            role="option"
            aria-selected={index === chosen}
            ref={(element) => {
              if (index === chosen) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => run(choice)}
          >
            <span>{choice.label}</span>
            {choice.stroke !== undefined && <kbd>{showStroke(choice.stroke)}</kbd>}
          </div>
        ))}
      </div>
      {choices.length === 0 && <p class="palette-none muted">{t('palette.none')}</p>}
    </Floating>
  );
}

function commandChoices(): Choice[] {
  const shown = (each: Command) => each.id !== 'palette' && each.when();
  return commands.filter(shown).map((each) => ({
    id: each.id,
    label: t(`command.${each.id}`),
    stroke: keysOf(each)[0],
    run: each.run,
  }));
}

function viewChoices(): Choice[] {
  return [
    ...(['light', 'dark', 'system'] as const).map((each) => ({
      id: `theme-${each}`,
      label: t(`theme.${each}`),
      run: () => {
        theme.value = each;
      },
    })),
    ...languages.map((each) => ({
      id: `language-${each}`,
      label: t('language.use', { name: languageName(each) }),
      run: () => void setLanguage(each),
    })),
  ];
}

function sentences(typed: string): Choice[] {
  const current = review.peek();
  const phrase = typed.trim().toLowerCase();
  if (current === null || phrase.length < 3) return [];
  const found: Choice[] = [];
  for (const bead of current.store.order.peek()) {
    const text = [textOf(bead, 'target'), textOf(bead, 'source')].find((each) => each.toLowerCase().includes(phrase));
    if (text === undefined) continue;
    const number = current.numbers.peek().get(bead.id) ?? 0;
    found.push({ id: `bead-${bead.id}`, label: `${number}. ${text.slice(0, 100)}`, run: () => current.goTo(bead.id) });
    if (found.length === 8) break;
  }
  return found;
}
