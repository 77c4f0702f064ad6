/** False friends: words whose look-alike in the target language means something else. */

import { existsSync } from 'node:fs';
import type { Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { type Pattern, patternsOf } from './phrases.ts';
import { readTable } from './vocabulary.ts';

export interface Tempting {
  readonly pattern: Pattern;
  /** Right about as often as wrong, so that it is wrong only where the word's company says so. */
  readonly isDoubtful: boolean;
}

export interface FalseFriend {
  /** `n`, `v`, `adj`, `adv`. */
  readonly partOfSpeech: string;
  /** The look-alikes, and what is right, the commonest first. */
  readonly tempting: readonly Tempting[];
  readonly right: readonly Pattern[];
  /** Whether the company of a word at an index makes the look-alike right after all. Time: stems x words within reach. */
  isRightBeside(words: readonly Word[], at: number): boolean;
}

export interface FalseFriendBook {
  /** By a folded dictionary form. */
  of(lemma: string): FalseFriend | undefined;
}

/** Company is looked for within so many words. */
const reach = 10;

/** Reads a file of false friends, written as its top says; a line is taken apart when its word is asked for. */
export function openFalseFriends(file: URL, from: Language, to: Language): FalseFriendBook {
  const lines = new Map<string, readonly string[]>();
  for (const line of existsSync(file) ? readTable(file) : []) {
    for (const lemma of (line[0] ?? '').split('/')) lines.set(from.fold(lemma), line);
  }
  const parsed = new Map<readonly string[], FalseFriend>();
  return {
    of(lemma) {
      const line = lines.get(lemma);
      if (!line) return undefined;
      let friend = parsed.get(line);
      if (!friend) {
        friend = parse(line, from, to);
        parsed.set(line, friend);
      }
      return friend;
    },
  };
}

function parse(line: readonly string[], from: Language, to: Language): FalseFriend {
  const [, partOfSpeech = '', tempting = '', right = '', , , unless = ''] = line;
  const stems = unless
    .split('|')
    .map((text) => from.fold(text.trim()))
    .filter((text) => text !== '')
    .map((text) => text.split(' '));
  return {
    partOfSpeech,
    tempting: tempting
      .split(' | ')
      .flatMap((text) =>
        patternsOf(text.replace('?', ''), to).map((pattern) => ({ pattern, isDoubtful: text.startsWith('?') })),
      ),
    right: patternsOf(right, to),
    isRightBeside(words, at) {
      const begins = (k: number, stem: string): boolean => k !== at && (words[k]?.folded.startsWith(stem) ?? false);
      for (let k = Math.max(0, at - reach); k <= Math.min(words.length - 1, at + reach); k++)
        if (stems.some((parts) => parts.every((stem, j) => begins(k + j, stem)))) return true;
      return false;
    },
  };
}
