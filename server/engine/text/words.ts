import type { Language } from '../languages/language.ts';
import { tokenize } from './tokens.ts';

/** A word or number of a text, as links and checks see it; punctuation is not a word. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As the language folds it: lower case, ё as е. */
  readonly folded: string;
  readonly lemmas: readonly string[];
  /** What the word may be looked up under: its folded form and its lemmas, each once. */
  readonly keys: readonly string[];
  readonly isNumber: boolean;
  /** The first letter is a capital. */
  readonly capital: boolean;
  /** Stands first in its sentence or after an opening quotation mark: a capital there says nothing. */
  readonly first: boolean;
  /** What was found out about its form, by `perForm`; all words of one form share it. */
  readonly known: unknown[];
}

let places = 0;

/**
 * A function that finds out once for each form what depends on nothing but a word's text, folded form and lemmas; never
 * undefined. Made once for the process or for something that lives as long: each takes a place in all forms, once it is used.
 * Forgotten with the forms.
 */
export function perForm<T extends NonNullable<unknown> | null>(find: (word: Word) => T): (word: Word) => T {
  let place = -1;
  return (word) => {
    if (place < 0) place = places++;
    const { known } = word;
    let found = known[place] as T | undefined;
    if (found === undefined) {
      found = find(word);
      // Without holes, so that reading stays quick.
      while (known.length < place) known.push(undefined);
      known[place] = found;
    }
    return found;
  };
}

const afterThese = /[.!?…:;"«“„(—–-]$/;

/** What a form is, wherever it stands. */
type Form = Pick<Word, 'folded' | 'lemmas' | 'keys' | 'capital' | 'known'>;

const caches = new WeakMap<Language, Map<string, Form>>();

function formsOf(language: Language): Map<string, Form> {
  let forms = caches.get(language);
  if (!forms) {
    forms = new Map();
    caches.set(language, forms);
  }
  return forms;
}

function readForm(text: string, language: Language): Form {
  const folded = language.fold(text);
  const lemmas = language.lemmas(text);
  const initial = text[0]!;
  const keys = lemmas.includes(folded) ? lemmas : [folded, ...lemmas];
  return { folded, lemmas, keys, capital: initial !== initial.toLowerCase(), known: [] };
}

/** What `language.fold` makes of a word; remembered where the word was read in a text. */
export function foldedForm(text: string, language: Language): string {
  return formsOf(language).get(text)?.folded ?? language.fold(text);
}

/** The words of a text in order. Linear in its length. */
export function readWords(text: string, language: Language): Word[] {
  const words: Word[] = [];
  const forms = formsOf(language);
  let first = true;
  for (const token of tokenize(text)) {
    if (token.kind === 'punctuation') {
      first ||= afterThese.test(token.text);
      continue;
    }
    let form = forms.get(token.text);
    if (!form) {
      form = readForm(token.text, language);
      if (forms.size >= 500_000) forms.clear();
      forms.set(token.text, form);
    }
    const { folded, lemmas, keys, capital, known } = form;
    const isNumber = token.kind === 'number';
    words.push({
      text: token.text,
      start: token.start,
      end: token.end,
      folded,
      lemmas,
      keys,
      isNumber,
      capital,
      first,
      known,
    });
    first = false;
  }
  return words;
}
