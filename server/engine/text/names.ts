/**
 * Names across alphabets: a Russian name form against an English spelling, letter by letter.
 */

import type { Span } from '../bitext.ts';
import { readTable } from '../languages/vocabulary.ts';
import { capitalised } from './case.ts';
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
interface Group {
  readonly length: number;
  /** What it costs to leave it out. */
  readonly silent: number;
  /** Spellings by the code of their first letter. */
  readonly byLetter: ReadonlyMap<number, readonly Spelling[]>;
}

const groups = new Map<string, Group>(
  [...spellings].map(([letters, listed]) => [
    letters,
    {
      length: letters.length,
      silent: Math.min(...listed.filter(({ text }) => text === '').map(({ cost }) => cost), Number.POSITIVE_INFINITY),
      byLetter: Map.groupBy(
        listed.filter(({ text }) => text !== ''),
        ({ text }) => text.charCodeAt(0),
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
    latin += letter === lower || found === letter ? found : capitalised(found);
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
  const found = nominatives(russian);
  const count = found.length + lemmas.length;
  for (let k = 0; k < count; k++) {
    const candidate = k < found.length ? found[k]! : lemmas[k - found.length]!;
    if (k >= found.length && found.includes(candidate)) continue;
    least = Math.min(least, spellingCost(candidate, spelled, least));
    if (least === 0) break;
  }
  return least < limit ? least : 1;
}

/** Forms that may be the nominative of a name form, the form itself first: Вучича, Вучич, Вучичий… */
export function nominatives(form: string): readonly string[] {
  let known = nominativesOf.get(form);
  if (!known) {
    const lower = form.toLowerCase();
    const found = new Set([lower]);
    for (const { ending, nominative } of nameEndings) {
      if (lower.endsWith(ending) && lower.length - ending.length >= 2)
        found.add(lower.slice(0, -ending.length) + nominative);
    }
    known = [...found];
    if (nominativesOf.size >= mostReady) nominativesOf.clear();
    nominativesOf.set(form, known);
  }
  return known;
}

const nominativesOf = new Map<string, readonly string[]>();

function normaliseEnglish(word: string): string {
  let normal = normalised.get(word);
  if (normal === undefined) {
    normal = romanise(word.replace(/['’]s?$/, ''))
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    if (normalised.size >= mostReady) normalised.clear();
    normalised.set(word, normal);
  }
  return normal;
}

/** English spellings as they are compared, by how they are written. */
const normalised = new Map<string, string>();

/** A Russian word made ready for comparison: for each letter the known spellings of the groups that begin there. */
interface Spelled {
  readonly length: number;
  readonly isVowel: readonly boolean[];
  readonly groups: readonly (readonly Group[])[];
}

const ready = new Map<string, Spelled>();

/** A full store is emptied, so that no text can make it large. */
const mostReady = 20_000;

function makeReady(russian: string): Spelled {
  let spelled = ready.get(russian);
  if (!spelled) {
    const letters = russian.replace(/[^а-яё']/g, '');
    spelled = {
      length: letters.length,
      isVowel: [...letters].map((letter) => vowels.has(letter)),
      groups: Array.from(letters, (_, at) => groupsAt(letters, at)),
    };
    if (ready.size >= mostReady) ready.clear();
    ready.set(russian, spelled);
  }
  return spelled;
}

/** Room for the costs of words of up to 31 letters on each side, used again and again. */
let room = new Float64Array(1024);

/**
 * Cheapest way to spell all Russian letters by all English ones, divided by the number of letters; `limit` where it is not
 * less. Time is the product of the lengths.
 */
function spellingCost(russian: string, english: string, limit: number): number {
  const { length: rows, isVowel, groups } = makeReady(russian);
  const columns = english.length;
  if (rows === 0) return 1;
  // best[i * width + j]: cost of the first i Russian letters against the first j English ones.
  const width = columns + 1;
  const size = (rows + 1) * width;
  if (room.length < size) room = new Float64Array(2 * size);
  const best = room.fill(Number.POSITIVE_INFINITY, 0, size);
  best[0] = 0;
  const most = limit * Math.max(rows, columns);
  // The last row that anything cheap enough has reached.
  let last = 0;
  for (let i = 0; i <= rows; i++) {
    if (i > last) return limit;
    const here = i < rows ? groups[i]! : none;
    for (let j = 0; j <= columns; j++) {
      const cell = i * width + j;
      const cost = best[cell]!;
      if (cost >= most) continue;
      if (i < rows && last < i + 1) last = i + 1;
      if (j < columns) {
        const added = cost + additionCost(english, j);
        if (added < best[cell + 1]!) best[cell + 1] = added;
      }
      if (i === rows) continue;
      const below = cell + width;
      if (cost + costs.missing < best[below]!) best[below] = cost + costs.missing;
      if (j < columns) {
        const other = cost + (isVowel[i]! && vowels.has(english[j]!) ? costs.vowels : costs.wrong);
        if (other < best[below + 1]!) best[below + 1] = other;
      }
      for (const group of here) {
        const row = (i + group.length) * width + j;
        if (cost + group.silent < best[row]!) best[row] = cost + group.silent;
        if (last < i + group.length) last = i + group.length;
        const written = j < columns ? group.byLetter.get(english.charCodeAt(j)) : undefined;
        if (written === undefined) continue;
        for (const { text, cost: more } of written) {
          if (text.length > 1 && !english.startsWith(text, j)) continue;
          const end = row + text.length;
          if (cost + more < best[end]!) best[end] = cost + more;
        }
      }
    }
  }
  return Math.min(limit, best[rows * width + columns]! / Math.max(rows, columns));
}

/** A letter of a spelling that does not fit its Russian one, and what would. */
export interface Misfit {
  /** wrong: another letter stands there; missing: none does; added: one too many. */
  readonly kind: 'wrong' | 'missing' | 'added';
  readonly cost: number;
  /** Cost of everything else, of the whole word. */
  readonly left: number;
  /** The spelling with the plain letter instead. */
  readonly correction: string;
}

/** Steps of a comparison that cost this much are misfits. */
const misfitCost = 0.25;

/**
 * The one misfit of an English spelling with a Russian form in any case; null where there is none or more. A misfit is a letter
 * that the table of spellings has only as a rare one, or not at all.
 */
export function findMisfit(russian: string, english: string, lemmas: readonly string[] = []): Misfit | null {
  const spelled = normaliseEnglish(english);
  let best: Misfit | null = null;
  for (const candidate of new Set([...nominatives(russian), ...lemmas])) {
    const found = misfitOf(candidate, spelled);
    if (found && (!best || found.cost + found.left < best.cost + best.left)) best = found;
  }
  return best;
}

/** The comparison of `spellingCost` with its steps kept. Time and room are the product of the lengths. */
function misfitOf(russian: string, english: string): Misfit | null {
  const letters = russian.replace(/[^а-яё']/g, '');
  const { length: rows, isVowel, groups } = makeReady(russian);
  const columns = english.length;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width).fill(Number.POSITIVE_INFINITY);
  const came = new Int32Array((rows + 1) * width).fill(-1);
  best[0] = 0;
  const step = (from: number, to: number, cost: number): void => {
    const total = best[from]! + cost;
    if (total < best[to]!) {
      best[to] = total;
      came[to] = from;
    }
  };
  for (let i = 0; i <= rows; i++) {
    for (let j = 0; j <= columns; j++) {
      const cell = i * width + j;
      if (best[cell] === Number.POSITIVE_INFINITY) continue;
      if (j < columns) step(cell, cell + 1, additionCost(english, j));
      if (i === rows) continue;
      step(cell, cell + width, costs.missing);
      if (j < columns)
        step(cell, cell + width + 1, isVowel[i]! && vowels.has(english[j]!) ? costs.vowels : costs.wrong);
      for (const group of groups[i]!) {
        step(cell, cell + group.length * width, group.silent);
        for (const { text, cost } of j < columns ? (group.byLetter.get(english.charCodeAt(j)) ?? []) : [])
          if (english.startsWith(text, j)) step(cell, cell + group.length * width + text.length, cost);
      }
    }
  }
  const total = best[rows * width + columns]!;
  let found: Misfit | null = null;
  for (let cell = rows * width + columns; cell > 0; cell = came[cell]!) {
    const from = came[cell]!;
    const cost = best[cell]! - best[from]!;
    if (cost < misfitCost) continue;
    if (found) return null;
    const [i, j] = [Math.floor(from / width), from % width];
    const [x, y] = [Math.floor(cell / width), cell % width];
    const right = romanise(letters.slice(i, x));
    found = {
      kind: x === i ? 'added' : y === j ? 'missing' : 'wrong',
      cost,
      left: total - cost,
      correction: english.slice(0, j) + right + english.slice(y),
    };
  }
  return found;
}

const none: readonly Group[] = [];

/** What is known of the letters that begin at a place of a Russian word: one, two and more of them. */
function groupsAt(russian: string, at: number): Group[] {
  const found: Group[] = [];
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
    // Most words begin small; beyond the Cyrillic letters some capitals have no small ones.
    if (word.charCodeAt(0) < 0x500 && word[0] === word[0]?.toLowerCase()) return [];
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
