import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const locales = resolve(import.meta.dirname, '../../server/locales');
const languages = readdirSync(locales);
const namespaces = readdirSync(join(locales, 'en')).map((file) => file.replace('.json', ''));

/** Leaves of a namespace by dotted path. */
function leaves(language: string, namespace: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(JSON.parse(readFileSync(join(locales, language, `${namespace}.json`), 'utf8')), '');
  return found;
}

/** A key without its plural ending; the endings that a language needs are its own. */
const base = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((m) => m[1] ?? ''))].sort();

for (const language of languages) {
  for (const namespace of namespaces) {
    const own = leaves(language, namespace);
    const english = leaves('en', namespace);

    test(`${language}/${namespace} has the keys that English has`, () => {
      expect([...new Set([...own.keys()].map(base))].sort()).toEqual(
        [...new Set([...english.keys()].map(base))].sort(),
      );
    });

    test(`${language}/${namespace} has every plural that the language has`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plural = [...own.keys()].filter((key) => base(key) !== key).map(base);
      const missing = [...new Set(plural)]
        .flatMap((key) => forms.map((form) => `${key}_${form}`))
        .filter((key) => !own.has(key));
      expect(missing).toEqual([]);
    });

    test(`${language}/${namespace} fills in what English fills in`, () => {
      const of = (texts: Map<string, string>) => {
        const byBase = new Map<string, Set<string>>();
        for (const [key, text] of texts) {
          const set = byBase.get(base(key)) ?? new Set();
          for (const name of placeholders(text)) set.add(name);
          byBase.set(base(key), set);
        }
        return Object.fromEntries([...byBase].map(([key, set]) => [key, [...set].sort()]).sort());
      };
      expect(of(own)).toEqual(of(english));
    });

    test(`${language}/${namespace} leaves nothing empty`, () => {
      expect([...own].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    });
  }
}
