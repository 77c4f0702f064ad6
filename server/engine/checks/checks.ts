/** The checks in the order in which they explain things best, and what runs them over a pair. */

import { existsSync } from 'node:fs';
import { linkWords } from '../align/links.ts';
import { type Flag, type Pair, severities } from '../bitext.ts';
import type { TermbaseEntry } from '../formats/termbase.ts';
import { type Language, loadLanguage } from '../languages/language.ts';
import { loadPair } from '../languages/pair.ts';
import { readNumbers } from '../text/numbers.ts';
import { readWords, type Word } from '../text/words.ts';
import { addition } from './addition.ts';
import { agreement } from './agreement.ts';
import { article } from './article.ts';
import { beginning } from './beginning.ts';
import { brackets } from './brackets.ts';
import type { Check, CheckContext, PairReading, SideReading } from './check.ts';
import { confusable } from './confusable.ts';
import { currency } from './currency.ts';
import { date } from './date.ts';
import { name } from './name.ts';
import { negation } from './negation.ts';
import { number } from './number.ts';
import { omission } from './omission.ts';
import { polarity } from './polarity.ts';
import { quantity } from './quantity.ts';
import { question } from './question.ts';
import { repeated } from './repeated.ts';
import { spacing } from './spacing.ts';
import { spelling } from './spelling.ts';
import { term } from './term.ts';
import { type Concept, indexTerms, readConcepts, type TermMatch } from './term-index.ts';
import { unit } from './unit.ts';
import { untranslated } from './untranslated.ts';

export const checks: readonly Check[] = [
  term,
  currency,
  date,
  unit,
  number,
  name,
  negation,
  polarity,
  quantity,
  untranslated,
  omission,
  addition,
  question,
  repeated,
  agreement,
  article,
  beginning,
  brackets,
  spacing,
  spelling,
  confusable,
];

export interface CheckerOptions {
  readonly from: string;
  readonly to: string;
  /** A user's own terms, which come before ours. */
  readonly termbase?: readonly TermbaseEntry[] | undefined;
  /** Ids of checks to leave out. */
  readonly disabled?: readonly string[] | undefined;
}

export interface Checker {
  /** Flags of one pair, by their place in the target. Pure; a fraction of a millisecond. */
  check(pair: Pair): Flag[];
}

/** Loads what a pair of languages needs, once for the process, and makes a checker with a user's terms before ours. */
export async function createChecker(options: CheckerOptions): Promise<Checker> {
  const [from, to, pair] = await Promise.all([
    loadLanguage(options.from),
    loadLanguage(options.to),
    loadPair(options.from, options.to),
  ]);
  const own = (options.termbase ?? []).map(ownConcept);
  const context: CheckContext = { pair, terms: indexTerms([...own, ...sharedConcepts(from, to)], from, to) };
  const direction = `${from.code}-${to.code}`;
  const active = checks.filter(
    (check) => !options.disabled?.includes(check.id) && (check.pairs === null || check.pairs.includes(direction)),
  );
  return {
    check(texts) {
      const reading = readPair(texts, from, to, context);
      return merge(active.flatMap((check) => check.run(reading, context)));
    },
  };
}

function sharedConcepts(from: Language, to: Language): Concept[] {
  const file = new URL(`../languages/${from.code}-${to.code}/terms.tsv`, import.meta.url);
  return existsSync(file) ? readConcepts(file) : [];
}

function ownConcept(entry: TermbaseEntry, index: number): Concept {
  const isAcronym = (name: string) => /^\p{Lu}[\p{Lu}\p{N}/-]+$/u.test(name);
  return {
    id: `own-${index}`,
    domain: 'own',
    source: entry.source.filter((name) => !isAcronym(name)),
    sourceAcronyms: entry.source.filter(isAcronym),
    target: entry.target.filter((name) => !isAcronym(name)),
    targetAcronyms: entry.target.filter(isAcronym),
    forbidden: entry.forbidden,
    note: entry.note,
    own: true,
  };
}

/** Reads both sides of a pair and links their words. */
export function readPair(texts: Pair, from: Language, to: Language, context: CheckContext): PairReading {
  const sourceWords = readWords(texts.source, from);
  const targetWords = readWords(texts.target, to);
  const links = linkWords(sourceWords, targetWords, context.pair);
  const linkedSource = new Int32Array(sourceWords.length).fill(-1);
  const linkedTarget = new Int32Array(targetWords.length).fill(-1);
  for (const link of links) {
    linkedSource[link.source] = link.target;
    linkedTarget[link.target] = link.source;
  }
  return {
    source: side(texts.source, from, sourceWords, linkedSource, context.terms.findSource),
    target: side(texts.target, to, targetWords, linkedTarget, context.terms.findTarget),
    links,
  };
}

function side(
  text: string,
  language: Language,
  words: readonly Word[],
  linked: Int32Array,
  find: (words: readonly Word[]) => TermMatch[],
): SideReading {
  let numbers: SideReading['numbers'] | undefined;
  let terms: SideReading['terms'] | undefined;
  return {
    text,
    language,
    words,
    linked,
    get numbers() {
      numbers ??= readNumbers(text, language);
      return numbers;
    },
    get terms() {
      terms ??= find(words);
      return terms;
    },
  };
}

/** One cause, one flag: of flags that overlap in the target (or, without one, in the source) the most serious, then the surest, stays. */
function merge(flags: readonly Flag[]): Flag[] {
  const ranked = [...flags].sort(
    (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.confidence - a.confidence,
  );
  const kept: Flag[] = [];
  for (const flag of ranked) if (!kept.some((other) => sameCause(other, flag))) kept.push(flag);
  return kept.sort((a, b) => (a.target ?? a.source ?? [0])[0] - (b.target ?? b.source ?? [0])[0]);
}

function sameCause(a: Flag, b: Flag): boolean {
  const overlap = (x: Flag['target'], y: Flag['target']) => x !== null && y !== null && x[0] < y[1] && y[0] < x[1];
  return overlap(a.target, b.target) || ((a.target === null || b.target === null) && overlap(a.source, b.source));
}
