/** Calques: phrases that tempt one to render them word for word. */

import { existsSync } from 'node:fs';
import type { Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { type Pattern, PatternIndex, patternsOf } from './phrases.ts';
import { readTable } from './vocabulary.ts';

export interface Calque {
  /** The phrase as a dictionary has it. */
  readonly phrase: string;
  readonly wordForWord: readonly Pattern[];
  readonly right: readonly Pattern[];
  /** What is right, as the file has it, the commonest first; verbs without "to". */
  readonly suggestions: readonly string[];
  /** Words between a verb and its object that make the word-for-word rendering right; none where the phrase itself has them. */
  readonly others: ReadonlySet<string>;
  /** A verb with its complement, a noun with its adjective, or words that never change. */
  readonly kind: 'verb' | 'noun' | 'fixed';
}

export interface CalqueMatch {
  readonly calque: Calque;
  readonly from: number;
  readonly to: number;
}

export interface CalqueBook {
  /** Phrases in a text of the source language. Time: words x phrases that begin alike. */
  find(words: readonly Word[]): CalqueMatch[];
}

/**
 * Reads a file of calques, written as its top says.
 * @param partnersOf a verb's dictionary forms of both aspects, by one of them.
 * @param placeholders file of words that stand for others in the target language's phrases.
 */
export function openCalques(
  file: URL,
  placeholders: URL,
  from: Language,
  to: Language,
  partnersOf: (lemma: string) => readonly string[],
): CalqueBook {
  const index = new PatternIndex<Calque>();
  const stand = new Map(
    existsSync(placeholders) ? readTable(placeholders).map(([name = '', all = '']) => [name, all]) : [],
  );
  const others = new Set((stand.get(possessive) ?? '').split('/'));
  for (const [phrase = '', literal = '', right = ''] of existsSync(file) ? readTable(file) : []) {
    const words = phrase.split(' ');
    const kind = kindOf(words, from);
    const isVerb = kind === 'verb';
    let wordForWord: readonly Pattern[] | undefined;
    let rightOnes: readonly Pattern[] | undefined;
    const calque: Calque = {
      phrase,
      kind,
      others: isVerb && !literal.includes(possessive) ? others : none,
      suggestions: right.split(' | '),
      get wordForWord() {
        wordForWord ??= patternsOf(
          literal
            .split(' | ')
            .map((text) => english(text, isVerb, stand))
            .join(' | '),
          to,
        );
        return wordForWord;
      },
      get right() {
        rightOnes ??= patternsOf(
          right
            .split(' | ')
            .map((text) => english(text, isVerb, stand))
            .join(' | '),
          to,
        );
        return rightOnes;
      },
    };
    for (const pattern of patternsOf(sourcePatterns(words, kind, from, partnersOf).join(' | '), from)) {
      index.add(pattern, calque);
    }
  }
  return {
    find: (words) =>
      index.find(words).map(({ value, from: first, to: last }) => ({ calque: value, from: first, to: last })),
  };
}

/** The placeholder of what belongs to somebody. */
const possessive = "one's";

const none: ReadonlySet<string> = new Set();

function kindOf(words: readonly string[], language: Language): Calque['kind'] {
  const readings = language.morphology?.analyses(words[0] ?? '') ?? [];
  const [first] = readings;
  if (first?.partOfSpeech === 'infinitive') return 'verb';
  if (!readings.some((reading) => reading.case === 'nominative' && reading.partOfSpeech === first?.partOfSpeech))
    return 'fixed';
  if (first?.partOfSpeech === 'noun') return 'noun';
  return words.length === 2 && isAdjective(words[0] ?? '', language) ? 'noun' : 'fixed';
}

function isAdjective(word: string, language: Language): boolean {
  const part = language.morphology?.analyses(word)[0]?.partOfSpeech;
  return part === 'adjective' || part === 'participle';
}

/**
 * A verb stands in any form, of either aspect, before or after its complement; a noun with its adjective in any case, what
 * follows a noun as it is; in anything else the words stand as they are.
 */
function sourcePatterns(
  words: readonly string[],
  kind: Calque['kind'],
  language: Language,
  partnersOf: (lemma: string) => readonly string[],
): string[] {
  const [head = '', ...rest] = words;
  const anyForm = (word: string): string => [...new Set([language.fold(word), ...language.lemmas(word)])].join('/');
  const asIs = (word: string): string => `=${word}`;
  if (kind === 'verb') {
    const verb = [...new Set(partnersOf(language.fold(head)))].join('/');
    const startsWithNoun = language.morphology?.analyses(rest[0] ?? '')[0]?.partOfSpeech !== 'preposition';
    const complement = rest.map(startsWithNoun ? anyForm : asIs).join(' ');
    return [`${verb} … ${complement}`, `${complement} … ${verb}`];
  }
  if (kind === 'fixed') return [words.map(asIs).join(' ')];
  return [[anyForm(head), ...rest.map(isAdjective(head, language) ? anyForm : asIs)].join(' ')];
}

/** Of a verb the object may have an adjective, and any article. */
function english(text: string, isVerb: boolean, stand: ReadonlyMap<string, string>): string {
  const parts = text.split(' ').map((part) => stand.get(part) ?? part);
  if (!isVerb) return parts.join(' ');
  const [verb = '', ...rest] = parts.filter((part) => !/^(?:a|an|the)$/.test(part));
  return rest.length === 0 ? verb : `${verb} … ${rest.join(' ')}`;
}
