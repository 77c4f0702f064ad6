/**
 * Names across alphabets: a Russian name form against an English spelling, letter by letter.
 */

import type { Span } from '../bitext.ts';
import { readTable } from '../languages/vocabulary.ts';
import { tokenize } from './tokens.ts';

/** Up to this cost two spellings are most likely one name; one wrong letter in a name of ten costs more. */
export const sameNameCost = 0.08;

interface Spelling {
  readonly text: string;
  readonly cost: number;
}

const rows = readTable(new URL('./cyrillic.tsv', import.meta.url));
const plain = new Map(
  rows.filter(([letters]) => letters?.length === 1).map(([letter, latin]) => [letter!, latin === '-' ? '' : latin!]),
);
const spellings = new Map(rows.map(([letters, , listed]) => [letters!, (listed ?? '').split(' ').map(readSpelling)]));
/** The spellings of each group, by their first letter, and those that are nothing at all. */
const groups = new Map(
  [...spellings].map(([letters, listed]) => [
    letters,
    {
      length: letters.length,
      silent: listed.filter(({ text }) => text === ''),
      byLetter: Map.groupBy(
        listed.filter(({ text }) => text !== ''),
        ({ text }) => text[0]!,
      ),
    },
  ]),
);
const longestGroup = Math.max(...[...spellings.keys()].map((letters) => letters.length));
const nameEndings = readTable(new URL('./name-endings.tsv', import.meta.url)).flatMap(([nominative, others]) =>
  (others ?? '').split(' ').map((ending) => ({ ending, nominative: nominative === '-' ? '' : nominative! })),
);

function readSpelling(listed: string): Spelling {
  const [text = '', cost = '0'] = listed.split(':');
  return { text: text === '_' ? '' : text, cost: Number(cost) };
}

/** Costs of letters that stand on one side only, and of one letter for another. */
const costs = {
  /** An English h, e or w that is not heard. */
  silent: 0.15,
  /** An English letter doubled. */
  doubled: 0.05,
  added: 1,
  missing: 1,
  vowels: 0.6,
  wrong: 1.2,
} as const;
const silent = new Set(['h', 'e', 'w']);
const vowels = new Set('aeiouyаеёиоуыэюя');
/** Latin letters that no decomposition reduces to plain ones. */
const ligatures: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** A word in plain Latin letters: Cyrillic by table (Щукин is Shchukin), marks stripped (Vučić is Vucic). Capitals are kept. */
export function romanise(word: string): string {
  let latin = '';
  for (const letter of word.replace(/[Ёё]/g, (yo) => (yo === 'ё' ? 'е' : 'Е'))) {
    const lower = letter.toLowerCase();
    const found = plain.get(lower) ?? ligatures[lower] ?? letter;
    latin += letter === lower || found === letter ? found : found.slice(0, 1).toUpperCase() + found.slice(1);
  }
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
    ? stripMarks(latin).toUpperCase()
    : stripMarks(latin);
}

function stripMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/**
 * How badly an English spelling fits a Russian name form: 0 letter for letter, 1 nothing in common; see `sameNameCost`.
 * The form may be in any case, and so may its parts between hyphens.
 * @param lemmas dictionary forms to try besides those that stripping case endings gives.
 * @param limit a cost beyond which nobody cares how bad it is: it comes back as 1, sooner.
 */
export function nameCost(russian: string, english: string, lemmas: readonly string[] = [], limit = 1): number {
  const spelled = normaliseEnglish(english);
  if (spelled === '') return 1;
  let least = limit;
  for (const candidate of new Set([...nominatives(russian), ...lemmas])) {
    least = Math.min(least, spellingCost(candidate, spelled, least));
    if (least === 0) break;
  }
  return least < limit ? least : 1;
}

/** Forms that may be the nominative of a name form, the form itself first: Вучича, Вучич, Вучичий… */
export function nominatives(form: string): string[] {
  const lower = form.toLowerCase();
  const found = new Set([lower]);
  for (const { ending, nominative } of nameEndings) {
    if (lower.endsWith(ending) && lower.length - ending.length >= 2)
      found.add(lower.slice(0, -ending.length) + nominative);
  }
  return [...found];
}

function normaliseEnglish(word: string): string {
  return romanise(word.replace(/['’]s?$/, ''))
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/**
 * Cheapest way to spell all Russian letters by all English ones, divided by the number of letters; `limit` where it is not
 * less. Time is the product of the lengths.
 */
function spellingCost(russian: string, english: string, limit: number): number {
  const source = russian.replace(/[^а-яё']/g, '');
  const [rows, columns] = [source.length, english.length];
  if (rows === 0) return 1;
  // best[i * width + j]: cost of the first i Russian letters against the first j English ones.
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  const most = limit * Math.max(rows, columns);
  for (let i = 0; i <= rows; i++) {
    const groups = i < rows ? groupsAt(source, i) : [];
    for (let j = 0; j <= columns; j++) {
      const here = best[i * width + j]!;
      if (here >= most) continue;
      const lower = (cell: number, cost: number): void => {
        if (cost < best[cell]!) best[cell] = cost;
      };
      if (j < columns) lower(i * width + j + 1, here + additionCost(english, j));
      if (i === rows) continue;
      lower((i + 1) * width + j, here + costs.missing);
      if (j < columns) {
        const alike = vowels.has(source[i]!) && vowels.has(english[j]!);
        lower((i + 1) * width + j + 1, here + (alike ? costs.vowels : costs.wrong));
      }
      for (const group of groups) {
        const row = (i + group.length) * width + j;
        for (const { text, cost } of group.silent) lower(row + text.length, here + cost);
        for (const { text, cost } of group.byLetter.get(english[j] ?? '') ?? [])
          if (text.length === 1 || english.startsWith(text, j)) lower(row + text.length, here + cost);
      }
    }
  }
  return Math.min(limit, best[rows * width + columns]! / Math.max(rows, columns));
}

/** What is known of the letters that begin at a place of a Russian word: one, two and more of them. */
function groupsAt(russian: string, at: number) {
  const found = [];
  for (let length = 1; length <= longestGroup && at + length <= russian.length; length++) {
    const group = groups.get(russian.slice(at, at + length));
    if (group) found.push(group);
  }
  return found;
}

/** An English letter that no Russian one stands for; at a word's beginning only w and h are silent. */
function additionCost(english: string, at: number): number {
  const letter = english[at]!;
  if (at > 0 && letter === english[at - 1]) return costs.doubled;
  return silent.has(letter) && (at > 0 || letter !== 'e') ? costs.silent : costs.added;
}

/** An acronym in a text. */
export interface Acronym {
  readonly span: Span;
  /** Capitals alone, without stops, digits and endings: США, INF, ICBM. */
  readonly letters: string;
  readonly script: 'cyrillic' | 'latin';
}

/**
 * Acronyms of a text: words of two to eight capitals, with stops between them (U.S.), a plural's s (ICBMs), a Russian ending
 * (НАТОвский is none, but МИДа is one) or a number (СНВ-3). Where most words are in capitals, as in a headline, none can be told.
 */
export function readAcronyms(text: string): Acronym[] {
  const words = tokenize(text).filter(({ kind }) => kind === 'word');
  const shouted = words.filter((word) => /\p{Lu}{2}/u.test(word.text) && !/\p{Ll}/u.test(word.text)).length;
  if (words.length > 3 && shouted > words.length * 0.6) return [];
  return words.flatMap(({ text: word, start, end }) => {
    const match = /^(?:(\p{Lu}{2,8})|((?:\p{Lu}\.){2,5}\p{Lu}?))(?:['’]?s|-?\p{Ll}{1,2}|-?[\dIVX]+)?$/u.exec(word);
    const letters = (match?.[1] ?? match?.[2] ?? '').replace(/\./g, '');
    if (letters === '' || /^[IVX]+$/.test(letters)) return [];
    const cyrillic = /^\p{Script=Cyrillic}+$/u.test(letters);
    if (!cyrillic && !/^\p{Script=Latin}+$/u.test(letters)) return [];
    // Initials before a surname: С.В.Лавров, J.R. Smith.
    if (match?.[2] !== undefined && /^\s*\p{Lu}\p{Ll}/u.test(text.slice(end)) && cyrillic) return [];
    return [{ span: [start, end] as const, letters, script: cyrillic ? 'cyrillic' : 'latin' }];
  });
}
