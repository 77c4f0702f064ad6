import { readTable } from '../languages/vocabulary.ts';

/**
 * What stands on a page beside its text: menus, captions, "read also", page numbers, ornaments. Translations leave it out,
 * or have their own.
 */

const beginnings = new Set(
  readTable(new URL('./furniture.tsv', import.meta.url)).map(([beginning = '']) => folded(beginning)),
);
const longestBeginning = Math.max(...[...beginnings].map((beginning) => beginning.split(' ').length));
const mostWords = 12;
const word = /[\p{L}\p{M}'’]+/gu;

function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll('’', "'");
}

/**
 * Whether a segment looks like furniture by itself: it has no letters, or it is short and begins as the listed ones do.
 * A sentence of the text can look so too ("Share prices fell."): ask only about what has no counterpart. Linear in the text.
 */
export function looksLikeFurniture(text: string): boolean {
  const words = folded(text).match(word) ?? [];
  if (words.length === 0) return true;
  if (words.length > mostWords) return false;
  for (let size = Math.min(words.length, longestBeginning); size > 0; size--) {
    if (beginnings.has(words.slice(0, size).join(' '))) return true;
  }
  return false;
}
