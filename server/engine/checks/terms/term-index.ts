import { readFileSync } from 'node:fs';
import type { Language } from '../../languages/language.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Word } from '../../text/words.ts';

/** A thing with a name in both languages: a treaty, an office, a weapon, a disease. */
export interface Concept {
  readonly id: string;
  readonly domain: string;
  readonly source: readonly string[];
  readonly sourceAcronyms: readonly string[];
  /** Accepted names, the preferred one first. */
  readonly target: readonly string[];
  readonly targetAcronyms: readonly string[];
  /** Names that should not stand for it. */
  readonly forbidden: readonly string[];
  readonly note: string;
  /** A user's own entry, which outranks ours. */
  readonly own?: true;
}

/** A place in a text that names a concept; several where the name is ambiguous. */
export interface TermMatch {
  readonly concepts: readonly Concept[];
  readonly start: number;
  readonly end: number;
  /** Indexes of its first word and after its last one. */
  readonly words: readonly [from: number, to: number];
  readonly acronym: boolean;
  readonly forbidden: boolean;
}

/** Finds concepts by their names, whatever the words' endings. */
export interface TermIndex {
  readonly concepts: readonly Concept[];
  findSource(words: readonly Word[]): TermMatch[];
  findTarget(words: readonly Word[]): TermMatch[];
}

/** Reads a pair's `terms.tsv`; the file says at its top what its columns are. */
export function readConcepts(file: URL): Concept[] {
  const values = (cell = ''): string[] => (cell.trim() === '' ? [] : cell.split('|').map((value) => value.trim()));
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [id = '', domain = '', source, sourceAcronyms, target, targetAcronyms, forbidden, note = ''] =
        line.split('\t');
      return {
        id,
        domain,
        source: values(source),
        sourceAcronyms: values(sourceAcronyms),
        target: values(target),
        targetAcronyms: values(targetAcronyms),
        forbidden: values(forbidden),
        note: note.trim(),
      };
    });
}

/** A name as what its words may be: each a set of folded forms and lemmas, any of which has to meet the text's. */
interface Name {
  readonly concept: Concept;
  readonly words: readonly (readonly string[])[];
  readonly acronym: boolean;
  readonly forbidden: boolean;
}

interface Entry {
  readonly concept: Concept;
  readonly text: string;
  readonly forbidden: boolean;
  name?: Name;
}

/** A form and the first word of a name that it is a form of share so many letters, but for a few suppletive ones. */
const beginning = 2;

/** Time to build: the words of all names; to search: the words of the text times the names that begin alike. */
export function indexTerms(concepts: readonly Concept[], source: Language, target: Language): TermIndex {
  const ofSource = new NameIndex(source);
  const ofTarget = new NameIndex(target);
  for (const concept of concepts) {
    for (const name of concept.source) ofSource.add(concept, name, false);
    for (const name of concept.sourceAcronyms) ofSource.addAcronym(concept, name);
    for (const name of concept.target) ofTarget.add(concept, name, false);
    for (const name of concept.targetAcronyms) ofTarget.addAcronym(concept, name);
    for (const name of concept.forbidden) ofTarget.add(concept, name, true);
  }
  return {
    concepts,
    findSource: (words) => ofSource.find(words).map(ownFirst),
    findTarget: (words) => ofTarget.find(words),
  };
}

/** What the user calls by a name, ours does not share it. */
function ownFirst(match: TermMatch): TermMatch {
  const own = match.concepts.filter((concept) => concept.own);
  return own.length > 0 && own.length < match.concepts.length ? { ...match, concepts: own } : match;
}

class NameIndex {
  private readonly language: Language;
  /** Names whose first word nobody has looked up yet, by its beginning: most are of beginnings that no text has. */
  private readonly waiting = new Map<string, { first: string; entry: Entry }[]>();
  /** Names by what their first word may be; kept as text until a text has such a word, since few are ever asked for. */
  private readonly byFirst = new Map<string, Entry[]>();
  /** The answers for forms that were asked for, by the array of their keys, of which there is one for each form. */
  private readonly resolved = new Map<readonly string[], readonly Entry[]>();
  private readonly acronyms = new Map<string, Concept[]>();

  constructor(language: Language) {
    this.language = language;
  }

  addAcronym(concept: Concept, acronym: string): void {
    // Written small (вуз) or in several words, it takes endings as any name does.
    if (/\s/.test(acronym) || acronym !== acronym.toUpperCase()) {
      this.add(concept, acronym, false);
      return;
    }
    const known = this.acronyms.get(acronym);
    if (known) known.push(concept);
    else this.acronyms.set(acronym, [concept]);
  }

  add(concept: Concept, text: string, forbidden: boolean): void {
    const first = firstWord(text, this.language);
    if (!first) return;
    push(this.waiting, first.slice(0, beginning), { first, entry: { concept, text, forbidden } });
  }

  /** Names whose first word may be one of a form's keys. */
  private beginningWith(keys: readonly string[]): readonly Entry[] {
    let found = this.resolved.get(keys);
    if (!found) {
      found = keys.flatMap((key) => this.resolve(key));
      if (found.length === 0) found = none;
      if (this.resolved.size >= 200_000) this.resolved.clear();
      this.resolved.set(keys, found);
    }
    return found;
  }

  private resolve(form: string): readonly Entry[] {
    const key = form.slice(0, beginning);
    const waiting = this.waiting.get(key);
    if (waiting) {
      this.waiting.delete(key);
      for (const { first, entry } of waiting) {
        for (const known of new Set([first, ...this.language.lemmas(first)])) push(this.byFirst, known, entry);
      }
    }
    return this.byFirst.get(form) ?? none;
  }

  find(words: readonly Word[]): TermMatch[] {
    const matches: TermMatch[] = [];
    for (let from = 0; from < words.length; from++) {
      const word = words[from]!;
      const acronym =
        this.acronyms.get(word.text) ?? (word.capital ? this.acronyms.get(bareAcronym(word.text)) : undefined);
      if (acronym) matches.push(match(words, from, from + 1, acronym, true, false));
      const found: { readonly to: number; readonly forbidden: boolean; readonly concepts: Concept[] }[] = [];
      for (const entry of this.beginningWith(word.keys)) {
        entry.name ??= {
          ...entry,
          acronym: false,
          words: nameWords(entry.text, this.language).map((w) => this.readings(w)),
        };
        const to = matchName(entry.name, words, from);
        if (to < 0) continue;
        const known = found.find((other) => other.to === to && other.forbidden === entry.forbidden);
        if (!known) found.push({ to, forbidden: entry.forbidden, concepts: [entry.concept] });
        else if (!known.concepts.includes(entry.concept)) known.concepts.push(entry.concept);
      }
      for (const { to, forbidden, concepts } of found) matches.push(match(words, from, to, concepts, false, forbidden));
    }
    return matches;
  }

  private readings(word: string): string[] {
    return [...new Set([word, ...this.language.lemmas(word)])];
  }
}

const none: readonly never[] = [];

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function match(
  words: readonly Word[],
  from: number,
  to: number,
  concepts: readonly Concept[],
  acronym: boolean,
  forbidden: boolean,
): TermMatch {
  return { concepts, start: words[from]!.start, end: words[to - 1]!.end, words: [from, to], acronym, forbidden };
}

/** An acronym with an ending (МИДа, ICBMs, NATO's) or with stops (U.N.), as it is listed. */
function bareAcronym(text: string): string {
  return (inflected.exec(text)?.[1] ?? text).replaceAll('.', '');
}

const inflected = /^(\p{Lu}[\p{Lu}\p{N}/.-]+)['’-]?\p{Ll}{1,3}$/u;

/** Articles come and go inside an English name. */
const articles = new Set(['the', 'a', 'an']);

/** The first of `nameWords`; a plain word before a space is one without looking at the rest. */
function firstWord(text: string, language: Language): string | undefined {
  const space = text.indexOf(' ');
  const head = space < 0 ? text : text.slice(0, space);
  const folded = plainWord.test(head) ? language.fold(head) : null;
  return folded === null || articles.has(folded) ? nameWords(text, language)[0] : folded;
}

const plainWord = /^[a-zа-яё]+$/i;

/** Folded words of a name without articles, parted as those of a text are. */
function nameWords(text: string, language: Language): string[] {
  return tokenize(text)
    .filter(({ kind }) => kind !== 'punctuation')
    .map((token) => language.fold(token.text))
    .filter((word) => !articles.has(word));
}

/** The index after the last word of the text that the name covers, or -1. */
function matchName(name: Name, words: readonly Word[], from: number): number {
  let at = from;
  for (let k = 0; k < name.words.length; k++) {
    const readings = name.words[k]!;
    while (k > 0 && at < words.length && articles.has(words[at]!.folded)) at++;
    const word = words[at];
    if (!word) return -1;
    if (!word.keys.some((key) => readings.includes(key))) return -1;
    at++;
  }
  return at;
}
