/**
 * What the engine knows about a pair of languages. A pair is a folder here, named `from-to`, with data files that a
 * translator can read and extend; each file says at its top how it is written. A pair without a folder knows nothing,
 * and everything still works.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type CalqueBook, openCalques } from './calques.ts';
import { type FalseFriendBook, openFalseFriends } from './false-friends.ts';
import { type Language, loadLanguage } from './language.ts';
import { type NameBook, openNames } from './names.ts';
import { openPhrases, type PhraseBook } from './phrases.ts';
import { openPolar, openQuantities, type PolarBook } from './polar.ts';
import { openSenses, type SenseBook } from './senses.ts';

export interface LexiconEntry {
  /** Dictionary forms of one word: an aspect pair, spelling variants. */
  readonly lemmas: readonly string[];
  readonly partOfSpeech: string;
  /** Words or short phrases of the target language, as the file has them. */
  readonly translations: readonly string[];
}

export interface LanguagePair {
  readonly from: Language;
  readonly to: Language;
  /** Entries of a folded dictionary form of the source language; none for an unknown word. */
  entries(lemma: string): readonly LexiconEntry[];
  /** Folded target words that may translate a source word in any form, in their dictionary forms. */
  translate(word: string): readonly string[];
  /**
   * The same for a word whose lemmas are known, each with whether it is a translation by itself or part of a phrase. Cached
   * by word. Names that are written with a capital only where the word has one, or nothing is said of it.
   */
  renderings(folded: string, lemmas: readonly string[], capital?: boolean): readonly Rendering[];
  readonly names: NameBook;
  /** Set phrases of the source language. */
  readonly phrases: PhraseBook;
  /** Phrases of the target language that deny in their own way, with what they stand for. */
  readonly targetNegation: PhraseBook;
  readonly calques: CalqueBook;
  readonly falseFriends: FalseFriendBook;
  /** Words of several senses. */
  readonly senses: SenseBook;
  /** Opposites. */
  readonly polar: PolarBook;
  /** Scales of quantity and modality. */
  readonly quantities: PolarBook;
}

export interface Rendering {
  readonly form: string;
  /** A translation by itself; otherwise a word of the phrases `phrases`, one of which has to be there whole. */
  readonly whole: boolean;
  /** The other telling words of each phrase that the form is part of. */
  readonly phrases: readonly (readonly string[])[];
  /** The form of a name, written with a capital: US is not "us". */
  readonly capital: boolean;
}

const loaded = new Map<string, Promise<LanguagePair | null>>();

/** Loads a pair's knowledge once for the process; null where there is no folder for it. */
export function loadPair(from: string, to: string): Promise<LanguagePair | null> {
  const name = `${new Intl.Locale(from).language}-${new Intl.Locale(to).language}`;
  let pair = loaded.get(name);
  if (!pair) {
    pair = readPair(name);
    loaded.set(name, pair);
  }
  return pair;
}

async function readPair(name: string): Promise<LanguagePair | null> {
  const folder = new URL(`./${name}/`, import.meta.url);
  return existsSync(folder) ? openPair(name) : null;
}

const empty = new Map<string, Promise<LanguagePair>>();

/** A pair of which nobody has written anything, for a user's own words to be put before; made once for the process. */
export function emptyPair(from: string, to: string): Promise<LanguagePair> {
  const name = `${new Intl.Locale(from).language}-${new Intl.Locale(to).language}`;
  let pair = empty.get(name);
  if (!pair) {
    pair = openPair(name);
    empty.set(name, pair);
  }
  return pair;
}

/** Every file is optional, and so is the folder. */
async function openPair(name: string): Promise<LanguagePair> {
  const folder = new URL(`./${name}/`, import.meta.url);
  const [fromCode = '', toCode = ''] = name.split('-');
  const [from, to] = await Promise.all([loadLanguage(fromCode), loadLanguage(toCode)]);
  const lines = readLexicon(folder, from);
  const entries = new Map<string, readonly LexiconEntry[]>();
  const renderings = new Map<string, readonly Rendering[]>();
  const capitalRenderings = new Map<string, readonly Rendering[]>();
  let phrases: PhraseBook | undefined;
  let targetNegation: PhraseBook | undefined;
  let calques: CalqueBook | undefined;
  let falseFriends: FalseFriendBook | undefined;
  let senses: SenseBook | undefined;
  let polar: PolarBook | undefined;
  let quantities: PolarBook | undefined;
  const pair: LanguagePair = {
    from,
    to,
    entries(lemma) {
      let found = entries.get(lemma);
      if (!found) {
        found = (lines.get(lemma) ?? []).map(parseEntry);
        entries.set(lemma, found);
      }
      return found;
    },
    translate(word) {
      return pair.renderings(from.fold(word), from.lemmas(word), true).map(({ form }) => form);
    },
    renderings(folded, lemmas, capital = true) {
      const cache = capital ? capitalRenderings : renderings;
      let found = cache.get(folded);
      if (!found) {
        // The form itself, too: the dictionary puts раньше under ранний and первый under один.
        found = renderingsOf(pair, folded, new Set([folded, ...lemmas]), capital);
        cache.set(folded, found);
      }
      return found;
    },
    names: openNames(folder, from, to),
    get phrases() {
      phrases ??= openPhrases(new URL('./phrases.tsv', folder), from, to, ['renderings', 'marks']);
      return phrases;
    },
    get targetNegation() {
      targetNegation ??= openPhrases(new URL('./target-negation.tsv', folder), to, from, ['marks', 'renderings']);
      return targetNegation;
    },
    get calques() {
      calques ??= openCalques(
        new URL('./calques.tsv', folder),
        new URL(`../${to.code}/placeholders.tsv`, folder),
        from,
        to,
        (lemma) => [lemma, ...pair.entries(lemma).flatMap(({ lemmas }) => lemmas.map((other) => from.fold(other)))],
      );
      return calques;
    },
    get falseFriends() {
      falseFriends ??= openFalseFriends(new URL('./false-friends.tsv', folder), from, to);
      return falseFriends;
    },
    get senses() {
      senses ??= openSenses(new URL('./collocates.tsv', folder), from, to);
      return senses;
    },
    get polar() {
      polar ??= openPolar(new URL('./polar.tsv', folder), from, to);
      return polar;
    },
    get quantities() {
      quantities ??= openQuantities(
        new URL('./quantity.tsv', folder),
        new URL('./quantity-scales.tsv', folder),
        from,
        to,
      );
      return quantities;
    },
  };
  return pair;
}

/** The lines of the lexicon by folded lemma; they are taken apart only when asked for, since few are. Linear in the files. */
function readLexicon(folder: URL, from: Language): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  const lexicon = new URL('./lexicon/', folder);
  if (!existsSync(lexicon)) return lines;
  for (const file of readdirSync(lexicon).sort()) {
    if (!file.endsWith('.tsv')) continue;
    for (const line of readFileSync(new URL(file, lexicon), 'utf8').split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      for (const lemma of line.slice(0, line.indexOf('\t')).split('/')) {
        const key = from.fold(lemma);
        const known = lines.get(key);
        if (known) known.push(line);
        else lines.set(key, [line]);
      }
    }
  }
  return lines;
}

function parseEntry(line: string): LexiconEntry {
  const [lemmas = '', partOfSpeech = '', translations = ''] = line.split('\t');
  return { lemmas: lemmas.split('/'), partOfSpeech, translations: translations.split(', ') };
}

/** What the entries and names of a pair give for a word: see `LanguagePair.renderings`. */
export function renderingsOf(
  pair: LanguagePair,
  folded: string,
  lemmas: ReadonlySet<string>,
  capital: boolean,
): Rendering[] {
  const found = new Map<string, Rendering>();
  const add = (phrase: string, name: boolean): void => {
    const words = phrase.split(' ');
    // In a phrase, short words carry the grammar and not the sense.
    const telling = words.filter((word) => words.length === 1 || word.length >= 4);
    const forms = telling.map((word) => pair.to.fold(word).replace(/['’]s$/, ''));
    for (const [k, form] of forms.entries()) {
      const known = found.get(form);
      const whole = (known?.whole ?? false) || words.length === 1;
      found.set(form, {
        form,
        whole,
        phrases: whole ? [] : [...(known?.phrases ?? []), forms.filter((other) => other !== form)],
        capital: (known?.capital ?? true) && name && telling[k] !== telling[k]!.toLowerCase(),
      });
    }
  };
  for (const lemma of lemmas) {
    for (const entry of pair.entries(lemma)) for (const phrase of entry.translations) add(phrase, false);
  }
  for (const name of pair.names.lookup(folded, [...lemmas], capital)) for (const form of name.target) add(form, true);
  return [...found.values()];
}
