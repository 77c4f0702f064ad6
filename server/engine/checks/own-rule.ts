/**
 * Rules that a user writes himself, as data: a pattern for the original, one for the translation, what to say, how grave it is.
 *
 * A pattern is words parted by spaces, which must follow each other in the text; punctuation between them does not count.
 *
 *     договор                 any form of the word: договора, договоры …
 *     shall|will              one word or the other
 *     принять ... меры        up to five words may stand where the dots are
 *     /[A-Z]{2,}-\d+/         a word that the regular expression fits as a whole, capitals counting
 *     not INF treaty          (translation only) the words are nowhere in it
 *
 * With both patterns, a pair is flagged where the original has the one and the translation has (after `not`: lacks) the
 * other; with one, where that side has it.
 */

import { type Flag, type Message, type Severity, type Side, type Span, severities } from '../bitext.ts';
import { readTable } from '../formats/table.ts';
import type { Language } from '../languages/language.ts';
import type { Word } from '../text/words.ts';

export interface OwnRule {
  /** Unique among the rules of its owner; the check of its flags is called `own-rule/<id>`. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** What its flags say, in the words of the one who wrote it. */
  readonly message: string;
  readonly severity: Severity;
}

/** What keeps a rule from being used: an i18next key of errors.json and its values. */
export class RuleError extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(key: string, params: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

const mostGapWords = 5;
const longestPattern = 300;
const mostElements = 20;
/** Longer words are not looked at by regular expressions, whose cost could grow with the cube of the length. */
const longestWord = 64;

interface Element {
  readonly fits: (word: Word) => boolean;
  /** Other words may stand before it. */
  readonly afterGap: boolean;
}

/** As much of a pair as a rule looks at. */
type PairWords = Readonly<Record<Side, { readonly words: readonly Word[] }>>;

export interface CompiledRule {
  /** Linear in the number of words of the pair. */
  run(reading: PairWords): Flag[];
}

/** @throws RuleError */
export function compileRule(rule: OwnRule, from: Language, to: Language): CompiledRule {
  if (rule.message.trim() === '') throw new RuleError('rules.no-message');
  const negated = /^\s*not(?:\s|$)/.exec(rule.target);
  const source = parsePattern(rule.source, from);
  const target = parsePattern(negated ? rule.target.slice(negated[0].length) : rule.target, to);
  if (negated && target.length === 0) throw new RuleError('rules.not-what');
  if (negated && source.length === 0) throw new RuleError('rules.not-alone');
  if (source.length + target.length === 0) throw new RuleError('rules.empty');
  return {
    run(reading) {
      const found = source.length > 0 ? matches(source, reading.source.words) : null;
      if (found?.length === 0) return [];
      if (target.length === 0) return (found ?? []).map((span) => flagOf(rule, span, null));
      const rendered = matches(target, reading.target.words);
      if (negated) return rendered.length > 0 ? [] : (found ?? []).map((span) => flagOf(rule, span, null));
      return rendered.map((span, index) => flagOf(rule, found?.[Math.min(index, found.length - 1)] ?? null, span));
    },
  };
}

function flagOf(rule: OwnRule, source: Span | null, target: Span | null): Flag {
  return {
    check: `own-rule/${rule.id}`,
    category: 'style/organizational',
    severity: rule.severity,
    confidence: 1,
    source,
    target,
    message: { key: 'ownRule', params: { text: rule.message } },
    suggestion: null,
  };
}

function parsePattern(pattern: string, language: Language): Element[] {
  if (pattern.length > longestPattern) throw new RuleError('rules.long', { limit: longestPattern });
  const elements: Element[] = [];
  let afterGap = false;
  for (const written of elementsOf(pattern)) {
    if (written === '...' || written === '…') {
      if (elements.length === 0) throw new RuleError('rules.gap-at-edge');
      afterGap = true;
      continue;
    }
    const tests = alternativesOf(written).map((alternative) => parseWord(alternative, written, language));
    elements.push({ fits: (word) => tests.some((test) => test(word)), afterGap });
    afterGap = false;
  }
  if (afterGap) throw new RuleError('rules.gap-at-edge');
  if (elements.length > mostElements) throw new RuleError('rules.many', { limit: mostElements });
  return elements;
}

/** Parted at white space, but not inside of a regular expression. */
function elementsOf(pattern: string): string[] {
  return pattern.match(/(?:\/(?:\\.|[^/\\])*\/|\S)+/g) ?? [];
}

/** Parted at `|`, but not inside of a regular expression. */
function alternativesOf(element: string): string[] {
  const alternatives = [''];
  for (const piece of element.match(/\/(?:\\.|[^/\\])*\/|\||[^|/]+|\//g) ?? []) {
    if (piece === '|') alternatives.push('');
    else alternatives[alternatives.length - 1] += piece;
  }
  return alternatives;
}

function parseWord(written: string, element: string, language: Language): (word: Word) => boolean {
  if (written === '') throw new RuleError('rules.alternative', { text: element });
  if (written.startsWith('/')) {
    const body = /^\/((?:\\.|[^/\\])+)\/$/.exec(written)?.[1];
    if (body === undefined) throw new RuleError('rules.regex', { text: written });
    const expression = safeExpression(body, written);
    return (word) => word.text.length <= longestWord && expression.test(word.text);
  }
  if (!/[\p{L}\p{N}]/u.test(written)) throw new RuleError('rules.no-word', { text: written });
  const folded = language.fold(written);
  const lemmas = language.lemmas(written);
  // A dictionary form means itself: "пила", a saw, is not also a form of "пить".
  const wanted = lemmas.includes(folded) ? [folded] : [folded, ...lemmas];
  return (word) => wanted.some((lemma) => word.folded === lemma || word.lemmas.includes(lemma));
}

/**
 * Only expressions whose cost on a short word is bounded: no repetition of what itself repeats or has alternatives, no
 * back references or looking around, and few unbounded repetitions.
 */
function safeExpression(body: string, written: string): RegExp {
  const plain = body.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  const nested = /\([^()]*(?:[*+|]|\{\d+,)[^()]*\)[*+{]/.test(plain) || /\([^()]*\([^()]*\)[^()]*\)[*+{]/.test(plain);
  const unbounded = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  if (nested || unbounded > 3 || /\\[1-9k]/.test(body) || /\(\?(?!:)/.test(plain)) {
    throw new RuleError('rules.regex-slow', { text: written });
  }
  try {
    return new RegExp(`^(?:${body})$`, 'u');
  } catch {
    throw new RuleError('rules.regex', { text: written });
  }
}

/** The shortest stretch of words from each place where the pattern fits, none overlapping the one before. */
function matches(pattern: readonly Element[], words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < words.length; start++) {
    const end = matchFrom(pattern, words, start);
    const [first, last] = [words[start], words[end]];
    if (!first || !last) continue;
    spans.push([first.start, last.end]);
    start = end;
  }
  return spans;
}

/** Index of the last word of the shortest match that begins at a word; -1 for none. At most elements * gap * gaps steps. */
function matchFrom(pattern: readonly Element[], words: readonly Word[], start: number): number {
  let ends = [start - 1];
  for (const { fits, afterGap } of pattern) {
    const next = new Set<number>();
    for (const end of ends) {
      const last = Math.min(words.length - 1, end + 1 + (afterGap ? mostGapWords : 0));
      for (let at = end + 1; at <= last; at++) {
        const word = words[at];
        if (word && fits(word)) next.add(at);
      }
    }
    if (next.size === 0) return -1;
    ends = [...next];
  }
  return Math.min(...ends);
}

/** Rules from a table with tabs whose first line names the columns source, target, message and severity; ids are line numbers. */
export function readRules(text: string): { rules: OwnRule[]; problems: { line: number; reason: Message }[] } {
  const rules: OwnRule[] = [];
  const problems: { line: number; reason: Message }[] = [];
  let columns: Readonly<Record<'source' | 'target' | 'message' | 'severity', number>> | null = null;
  for (const { line, cells } of readTable(text.replace(/^\uFEFF/, ''), '\t')) {
    if (cells.every((cell) => cell.trim() === '') || cells[0]?.startsWith('#')) continue;
    if (columns === null) {
      const at = (name: string) => cells.findIndex((cell) => cell.trim().toLowerCase() === name);
      columns = { source: at('source'), target: at('target'), message: at('message'), severity: at('severity') };
      if (Math.min(...Object.values(columns)) < 0) {
        return { rules, problems: [{ line, reason: { key: 'rules.columns', params: {} } }] };
      }
      continue;
    }
    const { source, target, message, severity: level } = columns;
    const severity = severities.find((each) => each === cells[level]?.trim());
    if (severity === undefined) {
      const params = { given: cells[level]?.trim() ?? '', choices: severities.join(', ') };
      problems.push({ line, reason: { key: 'rules.severity', params } });
      continue;
    }
    const cell = (index: number) => cells[index]?.trim() ?? '';
    rules.push({ id: String(line), source: cell(source), target: cell(target), message: cell(message), severity });
  }
  return { rules, problems };
}
