/** Acronyms of both sides that nothing on the other side explains, and the kinds of faults that pairs of them are. */

import { readTable } from '../../languages/vocabulary.ts';
import { romanise } from '../../text/names.ts';
import type { CheckContext, PairReading, SideReading } from '../check.ts';
import { expectedAt } from '../opposites/slots.ts';
import { domainsOf } from './domains.ts';
import { orphansOf, sameThing } from './term-evidence.ts';
import { initialsOf, spells } from './term-forms.ts';
import type { TermMatch } from './term-index.ts';

export interface AcronymFault {
  readonly kind: 'left' | 'copied' | 'copiedUnknown' | 'invented' | 'unspelled';
  /** Index of the original's acronym. */
  readonly source: number;
  /** Index of the word of the translation. */
  readonly target: number;
  /** What the original's acronym is known to mean; null for an unknown one. */
  readonly known: TermMatch | null;
}

/** An acronym of the original with what is known of it. */
interface Original {
  readonly at: number;
  /** Without its case ending. */
  readonly letters: string;
  readonly known: TermMatch | null;
}

/** Faults by acronyms of the original, each with the acronym of the translation that stands in its place. Linear but for the few acronyms. */
export function findAcronymFaults(reading: PairReading, context: CheckContext): AcronymFault[] {
  const { source, target } = reading;
  const originals = readOriginals(source);
  if (originals.length === 0) return [];
  const faults: AcronymFault[] = [];
  const leftovers = target.words.flatMap(({ text }, t) => (isCyrillicAcronym(text) ? [t] : []));
  for (const original of originals) {
    const t = leftovers.find((at) => bareCyrillic(target.words[at]?.text ?? '') === original.letters);
    if (t !== undefined && !isGloss(target, t))
      faults.push({ kind: 'left', source: original.at, target: t, known: original.known });
  }
  if (isShouted(target)) return faults;
  const strangers = strangersOf(reading, context);
  if (strangers.length === 0) return faults;
  const unsaid = originals.filter((original) => isUnsaid(original, reading, strangers, context));
  const taken = new Set<number>();
  const pairs = unsaid
    .flatMap((original) =>
      strangers.map((t) => {
        const distance = Math.abs(expectedAt(source, original.at, -1, target.words.length) - t);
        const copied = isCopied(original.letters, bareLatin(target.words[t]?.text ?? ''));
        return { original, t, copied, rank: copied ? distance - 100 : distance };
      }),
    )
    .sort((a, b) => a.rank - b.rank);
  const settled = new Set<Original>();
  for (const { original, t, copied } of pairs) {
    if (taken.has(t) || settled.has(original)) continue;
    const kind = faultOf(original, t, copied, reading);
    if (kind === null) continue;
    taken.add(t);
    settled.add(original);
    faults.push({ kind, source: original.at, target: t, known: original.known });
  }
  return faults;
}

function faultOf(
  { at, letters, known }: Original,
  t: number,
  copied: boolean,
  { source, target }: PairReading,
): AcronymFault['kind'] | null {
  if (known) {
    // A known acronym of another concept is a term, which is judged elsewhere.
    if (target.terms.some((match) => match.acronym && match.words[0] === t && !match.forbidden)) return null;
    return copied ? 'copied' : 'invented';
  }
  // What both texts spell out has to be spelt by its words on both sides.
  if (isGloss(target, t) && isGloss(source, at) && isSpelled(source, at, letters)) return 'unspelled';
  return copied && letters.length > 2 && domainsOf(source).has('medicine') ? 'copiedUnknown' : null;
}

const cyrillicAcronym = /^\p{Ll}{0,2}\p{Lu}[\p{Ll}\p{Lu}\p{N}/-]*\p{Lu}[\p{Lu}\p{N}/-]*(?:['’-]?\p{Ll}{1,3})?$/u;

/** Two capitals and more, of which there are as many as small letters: СанПиН, иАПФ, МИДа, but no Т-34 and no Макдоналдс. */
function isCyrillicAcronym(text: string): boolean {
  if (text.length > 12 || !/^\p{Script=Cyrillic}/u.test(text) || !cyrillicAcronym.test(text)) return false;
  return capitalsOf(text) * 2 >= (text.match(/\p{L}/gu)?.length ?? 0);
}

function capitalsOf(text: string): number {
  return text.match(/\p{Lu}/gu)?.length ?? 0;
}

/** Without a case ending and what follows a hyphen in digits: МИДа, МКБ-10. */
function bareCyrillic(text: string): string {
  return (/^(.*\p{Lu})(?:['’-]?\p{Ll}{1,3}|-?\p{N}+)?$/u.exec(text)?.[1] ?? text).replaceAll('-', '');
}

/** Two capitals and more: COPD, aPTT, NSAIDs, U.S., SanPiN. */
export function isLatinAcronym(text: string): boolean {
  if (text.length > 12 || !/^[A-Za-z]{1,3}[A-Za-z0-9.&/-]*(?:['’]s?)?$/.test(text)) return false;
  const letters = bareLatin(text).replace(/[^A-Za-z]/g, '');
  const capitals = capitalsOf(letters);
  return capitals > 1 && capitals * 2 >= letters.length && !/^[IVX]+$/.test(letters);
}

/** Without possessive, plural, stops and a number: NATO's, NSAIDs, U.S., ICD-10. */
export function bareLatin(text: string): string {
  return text
    .replace(/['’]s?$/, '')
    .replace(/(\p{Lu})s$/u, '$1')
    .replace(/[-/]?\p{N}+$/u, '')
    .replaceAll('.', '');
}

/** A text in capitals, where they say nothing. */
function isShouted({ words }: SideReading): boolean {
  const longer = words.filter(({ text }) => text.length > 3);
  return (
    longer.filter(({ text }) => text === text.toUpperCase() && text !== text.toLowerCase()).length * 2 > longer.length
  );
}

/** Stands alone in brackets, as what explains the words before it. */
function isGloss({ text, words }: SideReading, at: number): boolean {
  const word = words[at];
  return word !== undefined && /\($/.test(text.slice(0, word.start)) && /^[)]/.test(text.slice(word.end));
}

/** Whether words before an acronym spell it. */
function isSpelled({ words }: SideReading, at: number, letters: string): boolean {
  const before = words.slice(Math.max(0, at - letters.length - 4), at).map(({ folded }) => folded);
  return spells(before, letters);
}

function readOriginals(source: SideReading): Original[] {
  const found = source.words.flatMap((word, at) => {
    if (word.text === word.folded || !isCyrillicAcronym(word.text)) return [];
    const known = source.terms.find(({ words, acronym }) => acronym && words[0] <= at && words[1] > at) ?? null;
    return [{ at, letters: bareCyrillic(word.text), known }];
  });
  return found.length > 0 && isShouted(source) ? [] : found;
}

/** Acronyms of the translation that nothing explains. */
function strangersOf({ source, target, links }: PairReading, { pair, acronyms }: CheckContext): number[] {
  const found = target.words.flatMap(({ text }, t) => (isLatinAcronym(text) ? [t] : []));
  if (found.length === 0) return [];
  const licensed = new Set<string>();
  const allow = (text: string): void => {
    const bare = bareLatin(text).toUpperCase();
    licensed.add(bare).add(bare.replace(/[^A-Z]/g, ''));
  };
  for (const { concepts } of source.terms) {
    for (const { target: names, targetAcronyms } of concepts) {
      for (const name of [...targetAcronyms, ...names.map(initialsOf)]) allow(name);
      for (const name of names) for (const word of name.split(/[\s/]/)) if (isLatinAcronym(word)) allow(word);
    }
  }
  for (const { text, folded, lemmas, capital } of source.words) {
    for (const part of text.split(/[-/]/)) if (/^[A-Za-z0-9.]+$/.test(part)) allow(part);
    for (const known of acronyms?.get(bareCyrillic(text)) ?? []) allow(known);
    if (!capital) continue;
    for (const { form } of pair?.renderings(folded, lemmas, true) ?? []) allow(form);
  }
  const sureLinks = new Set(
    links.flatMap(({ target: t, source: s, score }) =>
      score >= 0.9 && !isCyrillicAcronym(source.words[s]?.text ?? '') ? [t] : [],
    ),
  );
  const folded = target.words.map((word) => word.folded);
  return found.filter((t) => {
    const bare = bareLatin(target.words[t]?.text ?? '').toUpperCase();
    const parts = bare.split(/[-/&]/);
    if (sureLinks.has(t) || licensed.has(bare) || licensed.has(bare.replace(/[^A-Z]/g, ''))) return false;
    if (parts.length > 1 && parts.every((part) => part.length < 2 || licensed.has(part))) return false;
    return !spells(folded, bare);
  });
}

/** Whether nothing in the translation names what an acronym of the original means. */
function isUnsaid(
  { at, known }: Original,
  reading: PairReading,
  strangers: readonly number[],
  { acronyms }: CheckContext,
): boolean {
  const { source, target, links } = reading;
  const link = links.find((one) => one.source === at);
  if (link && link.score >= 0.9) return false;
  if (link && !strangers.includes(link.target) && link.score > 0.6) return false;
  const explained = acronyms?.get(bareCyrillic(source.words[at]?.text ?? ''));
  if (explained && target.words.some(({ text }) => explained.has(bareLatin(text)))) return false;
  if (!known) return true;
  if (target.terms.some((match) => !match.forbidden && sameThing(match, known)))
    return orphansOf(reading).includes(known);
  return orphansOf(reading).some((orphan) => orphan.words[0] <= at && orphan.words[1] > at);
}

/** The Latin spellings of each Cyrillic letter in a copied acronym. */
const copies = new Map(
  readTable(new URL('./acronym-letters.tsv', import.meta.url)).map(([letter = '', forms = '']) => [
    letter,
    forms.split(' ').map((form) => (form === '-' ? '' : form)),
  ]),
);

/** Whether an acronym is the other letter for letter: ХОБЛ and HOBL, KHOBL. */
export function isCopied(cyrillic: string, latin: string): boolean {
  return (
    romanise(cyrillic).toUpperCase() === latin.toUpperCase() ||
    isCopiedFrom(cyrillic.toUpperCase(), latin.toUpperCase())
  );
}

function isCopiedFrom(cyrillic: string, latin: string): boolean {
  if (cyrillic === '') return latin === '';
  const forms = copies.get(cyrillic[0] ?? '') ?? [cyrillic[0] ?? ''];
  return forms.some((form) => latin.startsWith(form) && isCopiedFrom(cyrillic.slice(1), latin.slice(form.length)));
}
