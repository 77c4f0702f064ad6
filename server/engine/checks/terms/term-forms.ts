/** Forms of names: the acronym that a phrase spells, and a name put into the form in which another one stands. */

import type { Span } from '../../bitext.ts';
import { inflect } from '../../languages/en/inflection.ts';
import { capitalised } from '../../text/case.ts';
import type { SideReading } from '../check.ts';
import type { Concept, TermMatch } from './term-index.ts';

/** Words that an acronym passes over, mostly. */
const passedOver = new Set([
  'of',
  'the',
  'and',
  'for',
  'in',
  'on',
  'to',
  'a',
  'an',
  'with',
  'by',
  'at',
  'from',
  'und',
  'de',
]);

/** The acronym that a name's words spell: "Cognitive behavioural therapy" gives CBT. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !passedOver.has(word.toLowerCase()))
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

/**
 * Whether words that stand one after the other spell an acronym: each gives its initial and may give letters from its
 * inside (electrocardiogram, ECG), small words may give none. Words and acronym are folded.
 * Time: words x letters of the acronym.
 */
export function spells(words: readonly string[], acronym: string): boolean {
  const letters = acronym.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return letters.length > 1 && words.some((_, from) => spellsFrom(words, from, letters, 0, 0));
}

function spellsFrom(words: readonly string[], from: number, letters: string, used: number, depth: number): boolean {
  if (used === letters.length) return true;
  const word = words[from];
  if (word === undefined || depth > letters.length + 3) return false;
  if (depth > 0 && passedOver.has(word) && spellsFrom(words, from + 1, letters, used, depth + 1)) return true;
  if (word[0] !== letters[used]) return false;
  if (spellsFrom(words, from + 1, letters, used + 1, depth + 1)) return true;
  // Letters from inside, in their order; a short word has none to give.
  let at = 0;
  for (let next = used + 1; next < letters.length && word.length > 2 * (next - used + 1); next++) {
    at = word.indexOf(letters[next] ?? '', at + 1);
    if (at < 0) return false;
    if (spellsFrom(words, from + 1, letters, next + 1, depth + 1)) return true;
  }
  return false;
}

export interface Replacement {
  /** The words to be replaced: the article before them belongs to them where it changes. */
  readonly span: Span;
  readonly text: string;
}

/**
 * The concept's name in the form of what stands in its place: an acronym for an acronym, plural for plural, possessive for
 * possessive, with a capital where one begins, and the article that suits it. Null where the concept has no name.
 */
export function replacementFor(
  concept: Concept,
  original: Pick<TermMatch, 'acronym'>,
  found: Pick<TermMatch, 'start' | 'end' | 'acronym' | 'concepts'>,
  { text, language }: SideReading,
): Replacement | null {
  const written = text.slice(found.start, found.end);
  const possessive = /['’]s?$/.exec(written)?.[0] ?? '';
  const bare = written.slice(0, written.length - possessive.length);
  const known = found.concepts.flatMap(({ target, targetAcronyms, forbidden }) => [
    ...target,
    ...targetAcronyms,
    ...forbidden,
  ]);
  const plural = isPluralOf(bare, known);
  const name = chooseName(concept, original.acronym, found.acronym || /\p{Lu}{2}/u.test(bare), plural);
  if (name === null) return null;
  if (language.code !== 'en') return { span: [found.start, found.end], text: name };
  const numbered = plural && !looksPlural(name) ? pluralOf(name) : name;
  return withArticle(withCase(numbered, bare) + possessiveOf(numbered, possessive), found, text);
}

function possessiveOf(name: string, possessive: string): string {
  if (possessive === '') return '';
  return /s$/.test(name) && /\p{Ll}s$/u.test(name) ? "'" : possessive.length > 1 ? possessive : `${possessive}s`;
}

/** An acronym for an acronym; for an acronym unfolded into a wrong name the short name that holds the acronym ("INF Treaty"); else the preferred one. */
function chooseName(concept: Concept, sourceAcronym: boolean, targetAcronym: boolean, plural: boolean): string | null {
  const short = concept.target.filter((name) => /\p{Lu}{2}/u.test(name)).sort((a, b) => a.length - b.length)[0];
  const number = (names: readonly string[]): string | undefined =>
    names.find((name) => looksPlural(name) === plural) ?? names[0];
  if (targetAcronym) return number(concept.targetAcronyms) ?? short ?? concept.target[0] ?? null;
  if (sourceAcronym) return short ?? number(concept.target) ?? concept.targetAcronyms[0] ?? null;
  return concept.target[0] ?? concept.targetAcronyms[0] ?? null;
}

function looksPlural(name: string): boolean {
  return /(?:\p{Lu}s|[^\Ws'’]s)$/u.test(name) && !/(?:ss|us|is|series|\p{Lu}S)$/u.test(name);
}

/** Whether it is written with the ending of the plural, and known only without. */
function isPluralOf(written: string, known: readonly string[]): boolean {
  if (/\p{Lu}s$/u.test(written)) return true;
  const folded = written.toLowerCase();
  if (known.some((name) => name.toLowerCase() === folded)) return looksPlural(written);
  return folded.endsWith('s') && known.some((name) => name.toLowerCase() === folded.slice(0, -1));
}

/** The plural of a name: of its head, which stands before "of", else last. */
function pluralOf(name: string): string {
  if (/\p{Lu}$/u.test(name)) return `${name}s`;
  const head = /^(.*?)(\p{L}+)(?= of |$)/u.exec(name);
  if (!head) return name;
  const [whole, before = '', noun = ''] = head;
  return before + inflect(noun, 's') + name.slice(whole.length);
}

/** A capital at the start stays one where the name is written small. */
function withCase(name: string, replaced: string): string {
  const initial = replaced[0] ?? '';
  const begins = initial !== initial.toLowerCase() && replaced.slice(1) === replaced.slice(1).toLowerCase();
  return begins && name === name.toLowerCase() ? initialUpper(name) : name;
}

function initialUpper(name: string): string {
  return capitalised(name);
}

/** Letters whose names begin with a vowel. */
const vowelLetters = /^[AEFHILMNORSX]/;

function withArticle(name: string, { start, end }: Pick<TermMatch, 'start' | 'end'>, text: string): Replacement {
  const article = /(?:^|\s)(an?)\s+$/i.exec(text.slice(0, start))?.[1];
  if (article === undefined) return { span: [start, end], text: name };
  const spelledOut = /^\p{Lu}{2}/u.test(name);
  // How u, h and pronounced acronyms (a NATO base) begin, spelling does not tell.
  const unsure = spelledOut ? /^[FHLMNRSX][AEIOUY]/.test(name) : /^(?:u|h|eu|one)/i.test(name);
  const wanted = (spelledOut ? vowelLetters : /^[aeio]/i).test(name) ? 'an' : 'a';
  if (unsure || wanted === article.toLowerCase()) return { span: [start, end], text: name };
  const from = text.slice(0, start).trimEnd().length - article.length;
  return { span: [from, end], text: `${article[0]}${wanted.slice(1)} ${name}` };
}
