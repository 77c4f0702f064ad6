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
  readonly isNumber: boolean;
  /** The first letter is a capital. */
  readonly capital: boolean;
  /** Stands first in its sentence or after an opening quotation mark: a capital there says nothing. */
  readonly first: boolean;
}

const afterThese = /[.!?…:;"«“„(—–-]$/;

/** The words of a text in order. Linear in its length. */
export function readWords(text: string, language: Language): Word[] {
  const words: Word[] = [];
  let first = true;
  for (const token of tokenize(text)) {
    if (token.kind === 'punctuation') {
      first ||= afterThese.test(token.text);
      continue;
    }
    const folded = language.fold(token.text);
    const initial = token.text[0]!;
    words.push({
      text: token.text,
      start: token.start,
      end: token.end,
      folded,
      lemmas: language.lemmas(token.text),
      isNumber: token.kind === 'number',
      capital: initial !== initial.toLowerCase(),
      first,
    });
    first = false;
  }
  return words;
}
