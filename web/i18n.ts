import { signal } from '@preact/signals';
import i18next from 'i18next';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const kept = 'sverka.language';
const instance = i18next.createInstance();

/** The interface's language; every component that calls `t` is drawn again when it changes. */
export const language = signal<Language>(initialLanguage());

function initialLanguage(): Language {
  const wanted = [localStorage.getItem(kept) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wanted.map((tag) => languages.find((known) => known === tag)).find((known) => known !== undefined) ?? 'en';
}

async function load(lng: Language): Promise<void> {
  if (instance.hasResourceBundle(lng, 'page')) return;
  const response = await fetch(`/api/v1/locales/${lng}`);
  if (!response.ok) throw new Error(`/api/v1/locales/${lng}: ${response.status}`);
  const namespaces: Record<string, object> = await response.json();
  for (const [namespace, messages] of Object.entries(namespaces)) {
    instance.addResourceBundle(lng, namespace, messages, true, true);
  }
}

/** Fetches the words of the interface; nothing can be shown before it has ended. */
export async function startMessages(): Promise<void> {
  await instance.init({
    lng: language.value,
    fallbackLng: 'en',
    defaultNS: 'page',
    ns: ['page', 'flags', 'errors'],
    interpolation: { escapeValue: false },
    resources: {},
  });
  await Promise.all([load('en'), load(language.value)]);
  await instance.changeLanguage(language.value);
  document.documentElement.lang = language.value;
}

/** Changes the interface's language, now and for the next visit. */
export async function setLanguage(lng: Language): Promise<void> {
  await load(lng);
  await instance.changeLanguage(lng);
  localStorage.setItem(kept, lng);
  document.documentElement.lang = lng;
  language.value = lng;
}

/** The words for a key of page.json, or of another namespace as `flags:key`, with its values filled in. */
export function t(key: string | string[], params: Readonly<Record<string, unknown>> = {}): string {
  // Read for the subscription: whoever calls `t` while drawing is drawn again in the new language.
  void language.value;
  return instance.t(key, { ...params });
}

/** Whether there are words for a key. */
export function hasMessage(key: string): boolean {
  return instance.exists(key);
}

export function number(value: number): string {
  return new Intl.NumberFormat(language.value).format(value);
}

/** A share in whole percent, rounded down: what is nearly certain is not called certain. */
export function percent(share: number): string {
  const whole = Math.floor(share * 100 + 1e-9) / 100;
  return new Intl.NumberFormat(language.value, { style: 'percent' }).format(whole);
}

export function dateTime(iso: string | number): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** A language's name in the interface's language: "Russian", «русский». */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
