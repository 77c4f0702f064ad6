/** What a suggestion puts in place of words of a translation: the form of what was there, and the article before it. */

import type { Span } from '../../bitext.ts';
import { formsOf, inflect } from '../../languages/en/inflection.ts';
import type { Language } from '../../languages/language.ts';
import { capitalised } from '../../text/case.ts';
import { readWords, type Word } from '../../text/words.ts';
import type { SideReading } from '../check.ts';
import { soundOf } from '../writing/article.ts';

export interface Replacement {
  /** What is replaced: the words, with an article before them where that changes. */
  readonly span: Span;
  readonly text: string;
}

/**
 * `other`, a word or phrase in dictionary form, as the words from `from` to before `to` are inflected; capitals are kept.
 * Null where the form cannot be known.
 * @param partOfSpeech `n` inflects the head of a noun phrase, `fixed` nothing, anything else the first word.
 */
export function replaceWords(
  { text, words, language }: SideReading,
  from: number,
  to: number,
  other: string,
  partOfSpeech: string,
): Replacement | null {
  const first = words[from];
  const last = words[to - 1];
  if (!first || !last) return null;
  const head = words[from + headOf(words.slice(from, to).map(({ folded }) => folded))] ?? last;
  const inflected =
    partOfSpeech === 'fixed' ? other : inflectPhrase(partOfSpeech === 'n' ? head : first, other, partOfSpeech);
  if (inflected === null) return null;
  const start = first.first && first.capital ? capitalised(inflected) : inflected;
  const span: Span = [first.start, last.end];
  const before = words[from - 1];
  if (!before || (before.folded !== 'a' && before.folded !== 'an')) return { span, text: start };
  const article = articleFor(start, language);
  if (article === null || article === before.folded) return { span, text: start };
  const written = before.capital ? capitalised(article) : article;
  return { span: [before.start, last.end], text: `${written}${text.slice(before.end, first.start)}${start}` };
}

function inflectPhrase(written: Word, other: string, partOfSpeech: string): string | null {
  const possessive = /['’]s?$/.exec(written.text)?.[0] ?? '';
  const folded = written.folded.replace(/['’]s?$/, '');
  const form = written.lemmas.flatMap((lemma) => formsOf(folded, lemma))[0];
  if (form === undefined) return null;
  const parts = other.split(' ');
  const at = partOfSpeech === 'n' ? headOf(parts) : 0;
  const head = parts[at] ?? '';
  // A noun has two forms; what is plural already stays so.
  const wanted = partOfSpeech === 'n' ? (form === 's' && !/[^s]s$/.test(head) ? 's' : 'base') : form;
  const isVerbForm = wanted !== 'base' && wanted !== 'comparative' && wanted !== 'superlative';
  if ((partOfSpeech === 'adj' || partOfSpeech === 'adv') && isVerbForm) return other + possessive;
  parts[at] = inflect(head, wanted);
  return parts.join(' ') + possessive;
}

const prepositions = /^(?:of|for|from|on|in|to|with|at|under|by)$/;

/** The word of a noun phrase that has the plural: that before the first preposition, else the last. */
function headOf(parts: readonly string[]): number {
  const at = parts.findIndex((part, k) => k > 0 && prepositions.test(part));
  return at > 0 ? at - 1 : parts.length - 1;
}

function articleFor(text: string, language: Language): 'a' | 'an' | null {
  const [word] = readWords(text, language);
  const sound = word && soundOf(word);
  return sound === 'vowel' ? 'an' : sound === 'consonant' ? 'a' : null;
}
