/** How a word of the original stands to one of the translation by the lexicon and the thesaurus of the target language. */

import type { LanguagePair } from '../../languages/pair.ts';
import type { Word } from '../../text/words.ts';

export interface Relation {
  /** Some rendering of the original's word is the word of the translation, or has a sense in common with it. */
  readonly says: boolean;
  /** The first rendering that is an antonym of it; null where none is. */
  readonly opposite: string | null;
}

const unrelated: Relation = { says: false, opposite: null };
const says: Relation = { says: true, opposite: null };

/** What the thesaurus knows of a word of the translation: its forms, their senses and those opposite to them. */
interface Meaning {
  readonly forms: readonly string[];
  readonly like: ReadonlySet<number>;
  readonly against: ReadonlySet<number>;
}

const meanings = new WeakMap<LanguagePair, Map<string, Meaning>>();

function meaningOf(word: Word, pair: LanguagePair): Meaning {
  let known = meanings.get(pair);
  if (!known) {
    known = new Map();
    meanings.set(pair, known);
  }
  let meaning = known.get(word.folded);
  if (!meaning) {
    const { senses, opposites } = pair.to;
    const forms = formsOf(word);
    meaning = {
      forms,
      like: new Set(forms.flatMap((form) => senses?.(form) ?? [])),
      against: new Set(forms.flatMap((form) => opposites?.(form) ?? [])),
    };
    if (known.size >= 100_000) known.clear();
    known.set(word.folded, meaning);
  }
  return meaning;
}

/** Time: the renderings of the original's word x its senses. */
export function relationOf(source: Word, target: Word, pair: LanguagePair): Relation {
  const { senses } = pair.to;
  if (!senses) return unrelated;
  const renderings = pair.renderings(source.folded, source.lemmas, source.capital);
  if (renderings.length === 0) return unrelated;
  const { forms, like, against } = meaningOf(target, pair);
  let opposite: string | null = null;
  for (const { form, whole } of renderings) {
    if (!whole) continue;
    if (forms.some((word) => isKin(word, form))) return says;
    for (const sense of senses(form)) {
      if (like.has(sense)) return says;
      if (opposite === null && against.has(sense)) opposite = form;
    }
  }
  return opposite === null ? unrelated : { says: false, opposite };
}

/** Whether the thesaurus knows antonyms of a word at all. */
export function hasOpposites(word: Word, pair: LanguagePair): boolean {
  return meaningOf(word, pair).against.size > 0;
}

/** The form itself, which may be a word of its own (closed), and its likeliest dictionary form. */
function formsOf({ folded, lemmas }: Word): string[] {
  const first = lemmas[0] ?? folded;
  return first === folded ? [folded] : [folded, first];
}

/** The same word, or two that begin alike and differ in their endings: warm and warming. */
function isKin(a: string, b: string): boolean {
  if (a === b) return true;
  const short = Math.min(a.length, b.length);
  if (short < 4 || Math.abs(a.length - b.length) > 4) return false;
  let common = 0;
  while (common < short && a[common] === b[common]) common++;
  return common >= 4 && common >= short - 1;
}
