/**
 * What a language says about the ends of its sentences. Three kinds of rules give the same kind of answer:
 * word lists that a linguist reads and extends (a language's `sentences.tsv`), a cascade of patterns (SRX 2.0 files),
 * and Unicode's own (UAX 29), which every language has.
 */

import { readTable } from '../languages/vocabulary.ts';

/** How an abbreviation stands to what follows its stop. */
export type AbbreviationUse =
  /** Belongs to what follows, and so never ends a sentence: Mr., т.е., им. */
  | 'before'
  /** The same where a number follows; otherwise its stop is an ordinary one: No. 5, рис. 3, p. 12. */
  | 'number'
  /** Belongs to what precedes, but names may follow it within a sentence: it ends one only before a word that usually begins one: U.S., Inc., 1999 г. */
  | 'within'
  /** The same near a sentence's beginning, where it closes an opening phrase («В 1999 г. Иванов…»); further on it ends one before any capital. */
  | 'opening'
  /** Ends a sentence whenever a capital follows: etc., и т.д., руб. */
  | 'end';

export interface Abbreviation {
  readonly use: AbbreviationUse;
  /** Its use after a number, where it differs: «г. Москва» but «1999 г.» */
  readonly afterNumber: AbbreviationUse;
}

export interface ListRules {
  readonly kind: 'lists';
  /** By spelling without the last stop. One in lower case stands for the capitalised one as well. */
  readonly abbreviations: ReadonlyMap<string, Abbreviation>;
  /** Words that begin a sentence when they are capitalised, in lower case: never a name, mostly of closed classes. */
  readonly starters: ReadonlySet<string>;
  /** Words that begin a phrase which opens a sentence («В 1999 г.», «Летом 1941 г.»), in lower case. */
  readonly openers: ReadonlySet<string>;
  /** Verbs of saying, in lower case, that join a quotation to its speaker's name: "Why?" Smith asked. */
  readonly attributions: ReadonlySet<string>;
}

/** One pattern of a cascade: at a place where `before` ends and `after` begins, there is a break or there is none. */
export interface CascadeRule {
  readonly breaks: boolean;
  readonly before: string;
  readonly after: string;
}

export type SentenceRules =
  | ListRules
  /** The first rule that matches at a place decides (SRX 2.0, 5.1.4); where none does there is no break. */
  | { readonly kind: 'cascade'; readonly rules: readonly CascadeRule[] }
  | { readonly kind: 'unicode'; readonly segmenter: Intl.Segmenter };

const uses: ReadonlySet<string> = new Set<AbbreviationUse>(['before', 'number', 'within', 'opening', 'end']);

/**
 * Reads a language's `sentences.tsv`. A line has a class, the words of it separated by spaces, and for abbreviations
 * a third column with their class after a number. A space inside an abbreviation is left out (т.д stands for «т. д.», too).
 * @throws Error naming the line's class if it is none of `before number within opening end starter opener attribution`.
 */
export function readSentenceLists(file: URL): ListRules {
  const abbreviations = new Map<string, Abbreviation>();
  const starters = new Set<string>();
  const openers = new Set<string>();
  const attributions = new Set<string>();
  for (const [kind = '', words = '', afterNumber = kind] of readTable(file)) {
    for (const word of words.split(' ').filter(Boolean)) {
      if (kind === 'starter') starters.add(word);
      else if (kind === 'opener') openers.add(word);
      else if (kind === 'attribution') attributions.add(word);
      else if (isUse(kind) && isUse(afterNumber)) abbreviations.set(word, { use: kind, afterNumber });
      else throw new Error(`${file.pathname}: unknown class "${kind}" of "${word}"`);
    }
  }
  return { kind: 'lists', abbreviations, starters, openers, attributions };
}

function isUse(text: string): text is AbbreviationUse {
  return uses.has(text);
}

/** Unicode's rules for a language (UAX 29, as ICU tailors them). */
export function unicodeRules(code: string): SentenceRules {
  return { kind: 'unicode', segmenter: new Intl.Segmenter(code, { granularity: 'sentence' }) };
}
