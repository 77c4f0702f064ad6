/**
 * What a check is. Each is a file beside this one that says what it finds and what it leaves alone; its examples are its
 * documentation and its tests.
 */

import type { Link } from '../align/links.ts';
import type { Category, Flag, Severity } from '../bitext.ts';
import type { Language } from '../languages/language.ts';
import type { LanguagePair } from '../languages/pair.ts';
import type { NumberReading } from '../text/numbers.ts';
import type { Word } from '../text/words.ts';
import type { TermIndex, TermMatch } from './terms/term-index.ts';

/** One side of a bead, read once for all checks; what costs time is read when first asked for. */
export interface SideReading {
  readonly text: string;
  readonly language: Language;
  readonly words: readonly Word[];
  readonly numbers: readonly NumberReading[];
  /** Known concepts named here, longest first where they overlap. */
  readonly terms: readonly TermMatch[];
  /** For each word, the index of the other side's word that it is linked to, or -1. */
  readonly linked: Int32Array;
}

export interface PairReading {
  readonly source: SideReading;
  readonly target: SideReading;
  /** Ordered by source word. */
  readonly links: readonly Link[];
}

/** What a check may know beyond the pair itself. */
export interface CheckContext {
  /** The knowledge of the language pair; null where nobody has written any. */
  readonly pair: LanguagePair | null;
  readonly terms: TermIndex;
  /** House styles of the translation's language that were chosen, as `styles.tsv` names them; none by default. */
  readonly styles?: readonly string[];
  /** What the document says that its acronyms are: those of the translation by one of the original, both without endings. */
  readonly acronyms?: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Example {
  readonly source: string;
  readonly target: string;
  /** What is found: the flagged words of the target (of the source where the target lacks something); null where nothing is. */
  readonly flagged: string | null;
  readonly suggestion?: string;
  readonly severity?: Severity;
}

export interface Check {
  readonly id: string;
  readonly category: Category;
  /** Key of the sentence that explains it, `flags:checks.<id>.why`; its name is beside it, at `.name`. */
  readonly describe: string;
  /** Languages (pairs as `ru-en`) that it is for; null for any. */
  readonly pairs: readonly string[] | null;
  readonly examples: readonly Example[];
  run(reading: PairReading, context: CheckContext): Flag[];
}
