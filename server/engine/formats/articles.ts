import { resolveReferences } from './entities.ts';
import type { TermbaseEntry } from './terms.ts';

/**
 * Articles of dictionaries are written for readers: "1. house, home; 2. (building) block". Here the translations are taken
 * out of them, and what explains, illustrates or describes the grammar is left behind.
 */

/** Translations of a word that are worth having. */
const mostTranslations = 16;
/** What is longer explains, and does not translate. */
const longestTranslation = 60;
const mostWords = 5;
/** An article that is longer than this is read so far; its first senses are the commonest. */
const longestArticle = 8000;

const blockEnds = /<(?:br|\/p|\/div|\/li|\/dd|\/dt|\/tr|\/def|\/dtrn|hr)\b[^>]*>/gi;
/** XDXF's and HTML's elements whose text is no translation: headword, transcription, example, comment, abbreviation. */
const apart = /<(k|tr|ex|exm|co|abr|abbr|c|su|sr|style|script)\b[^>]*>[^<]*<\/\1>/gi;
const brackets = /\([^()\n]*\)|\[[^[\]\n]*\]|\{[^{}\n]*\}|<[^<>\n]*>|\/[^/\n]{1,60}\//g;
const enumerator = /(?:^|[\s;,])(?:\d{1,2}[.)>]|[a-zа-я]\)|[IVX]{1,4}\.|[•■◊])(?=\s|$)/g;
const grammar = /^(?:n|v|vt|vi|adj|adv|noun|verb|adverb|adjective|pron|prep|conj|int|num|pl|sg|m|f|s|abbr)$/i;

/** The script that a language is written in, as Unicode names it; null where it is several together. */
export function scriptOf(code: string): string | null {
  const script = new Intl.Locale(code).maximize().script ?? '';
  try {
    new RegExp(`\\p{Script=${script}}`, 'u');
    return script;
  } catch {
    return null;
  }
}

/** Takes the translations out of articles of one dictionary. */
export function articleReader(script: string | null): (headword: string, article: string) => string[] {
  // Without a script that tells, every word may be of the language.
  const foreign = script === null ? null : new RegExp(`(?!\\p{Script=${script}})\\p{L}`, 'u');
  return (headword, article) => {
    const text = resolveReferences(
      article
        .slice(0, longestArticle)
        .replace(apart, ' ')
        .replace(blockEnds, '\n')
        .replace(/<\/?[a-z][^<>]*>/gi, ' '),
    );
    const found = new Set<string>();
    for (const [number, line] of text.split(/\r?\n/).entries()) {
      const trimmed = line.trim();
      // The headword stands first, alone or with how it is said; examples begin with a sign or repeat it.
      const rest = number === 0 && trimmed.startsWith(headword) ? trimmed.slice(headword.length) : trimmed;
      for (const piece of rest
        .replace(brackets, ' ')
        .replace(enumerator, ';')
        .split(/[,;；、]/)) {
        const name = piece
          .trim()
          .replace(/\s+/g, ' ')
          .replace(/^[-–—=:*]+\s*|^\p{L}{1,4}\.\s+|[.:]$/gu, '');
        if (!isTranslation(name, piece, headword, foreign)) continue;
        found.add(name);
        if (found.size === mostTranslations) return [...found];
      }
    }
    return [...found];
  };
}

function isTranslation(name: string, piece: string, headword: string, foreign: RegExp | null): boolean {
  if (name === '' || name.length > longestTranslation || !/\p{L}/u.test(name)) return false;
  if (name === headword || grammar.test(name) || /^\p{L}{1,5}\.$/u.test(piece.trim())) return false;
  if (/[~«»“”„"!?=→|\\]|\.\s/.test(name) || foreign?.test(name)) return false;
  return name.split(' ').length <= mostWords;
}

/**
 * Whether a dictionary goes the other way: its headwords are written in the target's script. Languages of one script
 * cannot be told apart so; their dictionary is taken to go the right way.
 */
export function isReversed(headwords: readonly string[], from: string, to: string): boolean {
  const [source, target] = [scriptOf(from), scriptOf(to)];
  if (source === null || target === null || source === target) return false;
  const count = (script: string) => {
    const letter = new RegExp(`^\\P{L}*\\p{Script=${script}}`, 'u');
    return headwords.filter((word) => letter.test(word)).length;
  };
  return count(target) > count(source);
}

/** Entries turned round: what each of the translations is a translation of. Linear. */
export function reversed(entries: readonly TermbaseEntry[]): TermbaseEntry[] {
  const sources = new Map<string, Set<string>>();
  for (const { source, target } of entries) {
    for (const name of target) {
      const known = sources.get(name) ?? new Set();
      sources.set(name, known);
      for (const word of source) known.add(word);
    }
  }
  return [...sources].map(([name, targets]) => ({ source: [name], target: [...targets], forbidden: [], note: '' }));
}
