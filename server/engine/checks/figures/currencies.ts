import { existsSync } from 'node:fs';
import type { Language } from '../../languages/language.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { readTable } from '../../languages/vocabulary.ts';
import type { SideReading } from '../check.ts';

/** A currency, as `currencies.tsv` of a pair defines it. */
export interface Currency {
  /** ISO 4217, or the name of a hundredth part: cent. */
  readonly code: string;
  /** Currencies of one name: all dollars. */
  readonly family: string;
  /** The word alone means any of the family. */
  readonly general: boolean;
  readonly signs: readonly string[];
  /** In the target language, for one and for several. */
  readonly names: readonly [one: string, several: string];
}

/** A place in a text that names a currency. */
export interface CurrencyMention {
  readonly currency: Currency;
  readonly start: number;
  readonly end: number;
  readonly form: 'sign' | 'code' | 'word';
}

export interface PairCurrencies {
  /** Mentions in order, disjoint. Linear in the text. */
  readonly source: (side: SideReading) => CurrencyMention[];
  readonly target: (side: SideReading) => CurrencyMention[];
}

interface CurrencyName {
  readonly currency: Currency;
  readonly words: readonly string[];
  readonly unsure: boolean;
}

const loaded = new WeakMap<LanguagePair, PairCurrencies>();
const none: PairCurrencies = { source: () => [], target: () => [] };

/** The currencies of a pair of languages, read once for the process; none for a pair without a file of them. */
export function currenciesOf(pair: LanguagePair | null): PairCurrencies {
  if (pair === null) return none;
  let currencies = loaded.get(pair);
  if (!currencies) {
    currencies = readCurrencies(pair);
    loaded.set(pair, currencies);
  }
  return currencies;
}

function readCurrencies(pair: LanguagePair): PairCurrencies {
  const file = new URL(`../../languages/${pair.from.code}-${pair.to.code}/currencies.tsv`, import.meta.url);
  if (!existsSync(file)) return none;
  const source: CurrencyName[] = [];
  const target: CurrencyName[] = [];
  const codes = new Map<string, Currency>();
  const signs = new Map<string, Currency>();
  const families = new Set<string>();
  for (const [code = '', family = '', signed = '', ofSource = '', ofTarget = '', offered = ''] of readTable(file)) {
    const [one = '', several = one] = offered.split('|');
    const currency: Currency = {
      code,
      family,
      general: !families.has(family),
      signs: signed === '-' ? [] : signed.split(' '),
      names: [one, several],
    };
    families.add(family);
    if (code === code.toUpperCase()) codes.set(code, currency);
    for (const sign of currency.signs) signs.set(sign, currency);
    addNames(source, currency, ofSource);
    addNames(target, currency, ofTarget);
  }
  const escaped = [...signs.keys()].sort((a, b) => b.length - a.length).map((sign) => sign.replace(/[$.]/g, '\\$&'));
  const bySign = new RegExp(`(?<![\\p{L}])(?:${escaped.join('|')})(?![\\p{Ll}])|[$€£¥₽₴₹]`, 'gu');
  return {
    source: finder(byFirstWord(source), codes, signs, bySign, pair.from),
    target: finder(byFirstWord(target), codes, signs, bySign, pair.to),
  };
}

function addNames(names: CurrencyName[], currency: Currency, cell: string): void {
  for (const written of cell.split(' ')) {
    if (written === '-' || written === '') continue;
    const unsure = written.startsWith('?');
    names.push({ currency, unsure, words: (unsure ? written.slice(1) : written).split('_') });
  }
}

function byFirstWord(names: readonly CurrencyName[]): ReadonlyMap<string, readonly CurrencyName[]> {
  const found = new Map<string, CurrencyName[]>();
  for (const name of [...names].sort((a, b) => b.words.length - a.words.length)) {
    const first = name.words[0] ?? '';
    const known = found.get(first);
    if (known) known.push(name);
    else found.set(first, [name]);
  }
  return found;
}

function finder(
  names: ReadonlyMap<string, readonly CurrencyName[]>,
  codes: ReadonlyMap<string, Currency>,
  signs: ReadonlyMap<string, Currency>,
  bySign: RegExp,
  language: Language,
): (side: SideReading) => CurrencyMention[] {
  return (side) => {
    const mentions: CurrencyMention[] = [];
    const { words, text } = side;
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      if (!word || word.isNumber) continue;
      const code = word.capital && word.text.length === 3 ? codes.get(word.text) : undefined;
      if (code) {
        mentions.push({ currency: code, start: word.start, end: word.end, form: 'code' });
        continue;
      }
      // With a capital inside a sentence it is something else: Euro 2024.
      const name =
        word.capital && !word.first && !isCounted(side, i, language) ? null : nameAt(names, side, i, language);
      const last = name && words[i + name.words.length - 1];
      if (!name || !last) continue;
      mentions.push({ currency: name.currency, start: word.start, end: last.end, form: 'word' });
      i += name.words.length - 1;
    }
    for (const match of text.matchAll(bySign)) {
      const currency = signs.get(match[0]);
      if (!currency) continue;
      mentions.push({ currency, start: match.index, end: match.index + match[0].length, form: 'sign' });
    }
    return mentions.sort((a, b) => a.start - b.start);
  };
}

function nameAt(
  names: ReadonlyMap<string, readonly CurrencyName[]>,
  side: SideReading,
  at: number,
  language: Language,
): CurrencyName | null {
  const first = side.words[at];
  if (!first) return null;
  for (let k = -1; k < first.lemmas.length; k++) {
    for (const name of names.get(k < 0 ? first.folded : (first.lemmas[k] ?? '')) ?? []) {
      const whole = name.words.every((part, k) => {
        const word = side.words[at + k];
        return word !== undefined && (word.folded === part || word.lemmas.includes(part));
      });
      if (whole && (!name.unsure || isCounted(side, at, language))) return name;
    }
  }
  return null;
}

/** A number, or a word of one, stands right before it. */
function isCounted({ words }: SideReading, at: number, { numberWords }: Language): boolean {
  const before = words[at - 1];
  if (!before) return false;
  const role = numberWords.get(before.folded)?.role;
  return before.isNumber || role === 'cardinal' || role === 'scale' || role === 'quantity';
}

/** One of the two may be meant by the other's name. */
export function sameCurrency(a: Currency, b: Currency): boolean {
  return a.code === b.code || (a.family === b.family && (a.general || b.general));
}
