/**
 * Sentences for people, in their language: `server/locales/<language>/<namespace>.json`, i18next's JSON with its plurals.
 *
 *     translate('ru', 'errors:empty-file', { file: 'a.txt' })
 *
 * A language is a folder: one that is added is offered without any code.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';

export type Params = Readonly<Record<string, string | number>>;
type Bundle = Record<string, unknown>;

const folder = new URL('locales/', import.meta.url);
const fallback = 'en';

/** The languages of the interface, English first. */
export const languages: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort((a, b) => Number(b === fallback) - Number(a === fallback) || a.localeCompare(b));

let loaded: { instance: i18n; bundles: Map<string, Record<string, Bundle>> } | null = null;

function load() {
  if (loaded) return loaded;
  const bundles = new Map<string, Record<string, Bundle>>();
  for (const language of languages) {
    const namespaces: Record<string, Bundle> = {};
    for (const file of readdirSync(new URL(`${language}/`, folder)).sort()) {
      if (!file.endsWith('.json')) continue;
      namespaces[file.slice(0, -'.json'.length)] = JSON.parse(
        readFileSync(new URL(`${language}/${file}`, folder), 'utf8'),
      ) as Bundle;
    }
    bundles.set(language, namespaces);
  }
  const instance = createInstance();
  instance.init({
    fallbackLng: fallback,
    resources: Object.fromEntries(bundles) as Record<string, Record<string, Record<string, string>>>,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  loaded = { instance, bundles };
  return loaded;
}

/**
 * The sentence of a key, `namespace:key`, in a language; in English where that language lacks it.
 * A key that nobody wrote gives the key itself, so that the reader at least has something to report.
 */
export function translate(language: string, key: string, params: Params = {}): string {
  return load().instance.t(key, { ...params, lng: language });
}

/** Everything that is written in a language, by namespace; null for a language without a folder. */
export function bundle(language: string): Readonly<Record<string, Bundle>> | null {
  return load().bundles.get(language) ?? null;
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); English where none fits. */
export function pickLanguage(header: string | undefined): string {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return {
        language: range.trim().toLowerCase().split('-')[0] ?? '',
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.find((range) => languages.includes(range.language))?.language ?? fallback;
}
