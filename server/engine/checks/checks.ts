/** The checks in the order in which they explain things best, and what runs them over a pair. */

import { existsSync } from 'node:fs';
import { linkWords } from '../align/links.ts';
import { type Flag, type Pair, severities } from '../bitext.ts';
import type { TermbaseEntry } from '../formats/terms.ts';
import { type Language, loadLanguage } from '../languages/language.ts';
import { pairWithWords } from '../languages/own-words.ts';
import { readNumbers } from '../text/numbers.ts';
import { readWords, type Word } from '../text/words.ts';
import type { Check, CheckContext, PairReading, SideReading } from './check.ts';
import { addition } from './coverage/addition.ts';
import { omission } from './coverage/omission.ts';
import { flagInconsistencies } from './document/consistency.ts';
import { type Rendering, readRenderings } from './document/renderings.ts';
import { currency } from './figures/currency.ts';
import { date } from './figures/date.ts';
import { number } from './figures/number.ts';
import { unit } from './figures/unit.ts';
import { name } from './names/name.ts';
import { negation } from './opposites/negation.ts';
import { polarity } from './opposites/polarity.ts';
import { quantity } from './opposites/quantity.ts';
import { compileRule } from './own-rule.ts';
import { gender } from './persons/gender.ts';
import { pronoun } from './persons/pronoun.ts';
import { question } from './persons/question.ts';
import { roles } from './persons/roles.ts';
import { speaker } from './persons/speaker.ts';
import { tense } from './persons/tense.ts';
import { calque } from './senses/calque.ts';
import { falseFriend } from './senses/false-friend.ts';
import { idiom } from './senses/idiom.ts';
import { sense } from './senses/sense.ts';
import { type CheckSettings, isOff, plainSettings } from './settings.ts';
import { acronym } from './terms/acronym.ts';
import { term } from './terms/term.ts';
import { type Concept, indexTerms, readConcepts, type TermIndex, type TermMatch } from './terms/term-index.ts';
import { agreement } from './writing/agreement.ts';
import { article } from './writing/article.ts';
import { beginning } from './writing/beginning.ts';
import { brackets } from './writing/brackets.ts';
import { confusable } from './writing/confusable.ts';
import { repeated } from './writing/repeated.ts';
import { spacing } from './writing/spacing.ts';
import { spelling } from './writing/spelling.ts';
import { style } from './writing/style.ts';
import { typography } from './writing/typography.ts';
import { untranslated } from './writing/untranslated.ts';

export const checks: readonly Check[] = [
  speaker,
  term,
  acronym,
  currency,
  date,
  unit,
  number,
  name,
  negation,
  polarity,
  quantity,
  gender,
  pronoun,
  tense,
  roles,
  idiom,
  falseFriend,
  sense,
  calque,
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
  typography,
  spelling,
  confusable,
  style,
];

export interface CheckerOptions {
  readonly from: string;
  readonly to: string;
  /** A user's own terms, which come before ours. */
  readonly termbase?: readonly TermbaseEntry[] | undefined;
  /** A user's own dictionary: evidence of what words may mean. */
  readonly words?: readonly TermbaseEntry[] | undefined;
  /** House styles to hold the translation to, as `styles.tsv` of its language names them; none by default. */
  readonly styles?: readonly string[] | undefined;
  /** Ids of checks to leave out. */
  readonly disabled?: readonly string[] | undefined;
  /** What a project sets. A check that is off still looks, so that its flags are there when it is on again, but hides no other's. */
  readonly settings?: CheckSettings | undefined;
}

export interface Checker {
  /** Flags of one pair, by their place in the target. Pure; a fraction of a millisecond. */
  check(pair: Pair): Flag[];
  /**
   * Flags of what the pairs of one text, in their order, do not render alike; the flags of each pair alone are not among them.
   * Linear; pairs that it has seen before cost nothing, so that after an edit only the edited one is read.
   */
  checkDocument(pairs: readonly Pair[]): Flag[][];
}

/**
 * Loads what a pair of languages needs, once for the process, and makes a checker with a user's terms before ours.
 * @throws RuleError where one of the settings' rules cannot be used
 */
export async function createChecker(options: CheckerOptions): Promise<Checker> {
  const [from, to, pair] = await Promise.all([
    loadLanguage(options.from),
    loadLanguage(options.to),
    pairWithWords(options.from, options.to, [...(options.termbase ?? []), ...(options.words ?? [])]),
  ]);
  const own = (options.termbase ?? []).map(ownConcept);
  const context: CheckContext = {
    pair,
    terms: own.length === 0 ? sharedTerms(from, to) : indexTerms([...own, ...sharedConcepts(from, to)], from, to),
    styles: options.styles ?? [],
  };
  const direction = `${from.code}-${to.code}`;
  const active = checks.filter(
    (check) => !options.disabled?.includes(check.id) && (check.pairs === null || check.pairs.includes(direction)),
  );
  const settings = options.settings ?? plainSettings;
  const shown = active.filter((check) => !isOff(settings, check.id));
  const hidden = active.filter((check) => isOff(settings, check.id));
  const rules = settings.rules.map((rule) => compileRule(rule, from, to));
  const renderings = new Map<string, readonly Rendering[]>();
  return {
    check(texts) {
      const reading = readPair(texts, from, to, context);
      const found = (some: readonly Check[]) => merge(some.flatMap((check) => check.run(reading, context)));
      const flags = [...found(shown), ...found(hidden), ...rules.flatMap((rule) => rule.run(reading))];
      return flags.sort((a, b) => placeOf(a) - placeOf(b));
    },
    checkDocument(pairs) {
      if (options.disabled?.includes('consistency')) return pairs.map(() => []);
      return flagInconsistencies(
        pairs,
        pairs.map((texts) => {
          const key = `${texts.source}\n${texts.target}`;
          let known = renderings.get(key);
          if (!known) {
            if (renderings.size >= 50_000) renderings.clear();
            known =
              texts.source === '' || texts.target === '' ? [] : readRenderings(readPair(texts, from, to, context));
            renderings.set(key, known);
          }
          return known;
        }),
      );
    },
  };
}

const sharedIndexes = new Map<string, TermIndex>();

/** The index of our own terms, made once for the process: a project's settings change without it. */
function sharedTerms(from: Language, to: Language): TermIndex {
  const pair = `${from.code}-${to.code}`;
  const index = sharedIndexes.get(pair) ?? indexTerms(sharedConcepts(from, to), from, to);
  sharedIndexes.set(pair, index);
  return index;
}

function sharedConcepts(from: Language, to: Language): Concept[] {
  const file = new URL(`../languages/${from.code}-${to.code}/terms.tsv`, import.meta.url);
  return existsSync(file) ? readConcepts(file) : [];
}

/** A user's own entry as the term index takes it. */
export function ownConcept(entry: TermbaseEntry, index: number): Concept {
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
    // A word that several of a phrase share is that one's which it is linked to on its own account.
    if (link.kind !== 'phrase' || linkedTarget[link.target]! < 0) linkedTarget[link.target] = link.source;
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
  return kept;
}

function placeOf({ target, source }: Flag): number {
  return (target ?? source)?.[0] ?? 0;
}

function sameCause(a: Flag, b: Flag): boolean {
  const overlap = (x: Flag['target'], y: Flag['target']) => x !== null && y !== null && x[0] < y[1] && y[0] < x[1];
  return overlap(a.target, b.target) || ((a.target === null || b.target === null) && overlap(a.source, b.source));
}
