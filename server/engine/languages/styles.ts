/** House styles: which of several right forms a publisher writes. */

import { existsSync } from 'node:fs';
import { type EnglishForm, inflect } from './en/inflection.ts';
import type { Language } from './language.ts';
import { readTable } from './vocabulary.ts';

export interface StyleRule {
  /** `spelling`, `term`, `place`, `name`. */
  readonly kind: string;
  /** The words of a form as they are written: one that the style avoids or, where `isRight`, the one that it uses. */
  readonly avoided: readonly string[];
  readonly used: string;
  readonly isRight: boolean;
}

/** The styles that are written down, as the files name them. */
export const houseStyles = ['un', 'eu', 'uk-press', 'us-press'] as const;

/** Rules by the first word in small letters, the longest form first, what is right before what is not. */
export type StyleBook = ReadonlyMap<string, readonly StyleRule[]>;

/** Numbers, dates and marks are shown in the file by samples, which cannot be compared with a text. */
const kinds = ['spelling', 'term', 'place', 'name'];

const books = new Map<string, StyleBook>();

/** A style of a language, `styles.tsv` of its folder, read once for the process; empty for a style that the file has not. */
export function openStyle(code: string, style: string, language: Language): StyleBook {
  const key = `${code} ${style}`;
  let book = books.get(key);
  if (!book) {
    book = readStyle(new URL(`./${code}/styles.tsv`, import.meta.url), style, language);
    books.set(key, book);
  }
  return book;
}

function readStyle(file: URL, style: string, language: Language): StyleBook {
  const book = new Map<string, StyleRule[]>();
  const add = (kind: string, form: string, used: string): void => {
    const avoided = form.split(' ');
    const first = (avoided[0] ?? '').toLowerCase();
    const rules = book.get(first) ?? [];
    if (rules.some((rule) => rule.avoided.join(' ') === form)) return;
    rules.push({ kind, avoided, used, isRight: form === used });
    rules.sort((a, b) => b.avoided.length - a.avoided.length || Number(b.isRight) - Number(a.isRight));
    book.set(first, rules);
  };
  for (const [name, kind = '', used = '', avoided = ''] of existsSync(file) ? readTable(file) : []) {
    if (name !== style || !kinds.includes(kind)) continue;
    for (const form of avoided.split(' | ')) {
      add(kind, used, used);
      add(kind, form, used);
      if (kind !== 'spelling' && kind !== 'term') continue;
      for (const ending of formsOf(form, language)) {
        const wrong = inflectLast(form, ending);
        if (wrong !== form) add(kind, wrong, inflectLast(used, ending));
      }
    }
  }
  return book;
}

/** Forms that the dictionary knows of a word in small letters; a word that ends like a form already has none. */
function formsOf(form: string, language: Language): readonly EnglishForm[] {
  if (!/^[a-z -]+$/.test(form) || /(?:s|ed|ing|al)$/.test(form)) return [];
  const last = form.split(' ').at(-1) ?? '';
  const all: readonly EnglishForm[] = ['s', 'past', 'ing'];
  return all.filter((ending) => language.lemmas(inflect(last, ending)).includes(language.fold(last)));
}

function inflectLast(form: string, ending: EnglishForm): string {
  const words = form.split(' ');
  return [...words.slice(0, -1), inflect(words.at(-1) ?? '', ending)].join(' ');
}
