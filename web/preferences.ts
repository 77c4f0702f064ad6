import { effect, type Signal, signal } from '@preact/signals';

/** What a reader sets once and finds again: kept in this browser. */

function kept<T>(name: string, initial: T, valid: (value: unknown) => value is T): Signal<T> {
  const key = `sverka.${name}`;
  let value = initial;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (valid(stored)) value = stored;
  } catch {
    // A damaged value is as good as none.
  }
  const preference = signal(value);
  effect(() => {
    localStorage.setItem(key, JSON.stringify(preference.value));
  });
  return preference;
}

const oneOf =
  <T extends string>(...values: T[]) =>
  (value: unknown): value is T =>
    values.some((known) => known === value);

export type Theme = 'system' | 'light' | 'dark';
export const theme = kept<Theme>('theme', 'system', oneOf('system', 'light', 'dark'));

export type Density = 'airy' | 'dense';
export const density = kept<Density>('density', 'airy', oneOf('airy', 'dense'));

/** Whether corrections are shown against the original wording, struck and underlined. */
export const showDiff = kept<boolean>('diff', true, (value) => typeof value === 'boolean');

/** Warnings that the reader has read and closed: the bitext's id and the words. */
export const closedNotices = kept<readonly string[]>(
  'closed',
  [],
  (value): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string'),
);

/** Whether a word that is pointed at shows its counterpart. */
export const showLinks = kept<boolean>('links', true, (value) => typeof value === 'boolean');

/** Keys the reader has chosen instead of a command's own, by command id. */
export type KeyChoices = Readonly<Record<string, readonly string[]>>;
export const keyChoices = kept<KeyChoices>(
  'keys',
  {},
  (value): value is KeyChoices =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string')),
);

const darkWanted = window.matchMedia('(prefers-color-scheme: dark)');
const systemDark = signal(darkWanted.matches);
darkWanted.addEventListener('change', (event) => {
  systemDark.value = event.matches;
});

/** The set of colours in use: the reader's choice, or else the system's. */
export const colours = signal<'light' | 'dark'>('light');
effect(() => {
  colours.value = theme.value === 'system' ? (systemDark.value ? 'dark' : 'light') : theme.value;
  document.documentElement.dataset.theme = colours.value;
});
