/**
 * Dictionary forms guessed from the endings of forms: an ending and what may stand in its place are a line of the data. Guesses
 * that are no words do no harm, since nothing has an entry under them.
 */

import { readTable } from '../vocabulary.ts';

/** A stem has at least so many letters. */
const shortestStem = 2;
/** Guesses beyond this are too unlikely. */
const most = 16;
const vowel = /[аеєиіїоуюя]/;

/**
 * Makes the function that guesses: the form itself first, then what the longest endings give.
 * @param file ending, then the endings of dictionary forms separated by spaces, `-` for none
 */
export function openEndings(file: URL, fold: (word: string) => string): (word: string) => readonly string[] {
  const endings = new Map(
    readTable(file).map(([ending = '', instead = '']) => [
      ending === '-' ? '' : ending,
      instead.split(' ').map((text) => (text === '-' ? '' : text)),
    ]),
  );
  const longest = Math.max(...[...endings.keys()].map((ending) => ending.length));
  const cache = new Map<string, readonly string[]>();

  function guess(form: string): string[] {
    const reflexive = /(?:ся|сь)$/.test(form) && form.length > 5;
    const base = reflexive ? form.slice(0, -2) : form;
    const found = new Set([form]);
    // Without an ending there is nothing to take off but in genitive plurals, which end in a consonant.
    const least = vowel.test(base.at(-1) ?? '') ? 1 : 0;
    for (let length = Math.min(longest, base.length - shortestStem); length >= least; length--) {
      const stem = base.slice(0, base.length - length);
      for (const instead of endings.get(base.slice(base.length - length)) ?? []) {
        for (const variant of alternations(stem, instead)) found.add(reflexive ? `${variant}ся` : variant);
      }
    }
    return [...found].slice(0, most);
  }

  return (word) => {
    let lemmas = cache.get(word);
    if (!lemmas) {
      if (cache.size >= 500_000) cache.clear();
      const form = fold(word);
      lemmas = /^[\p{L}'-]+$/u.test(form) ? guess(form) : [form];
      cache.set(word, lemmas);
    }
    return lemmas;
  };
}

/** In a syllable that a form closes, о and е are і: столу and стіл, ночі and ніч, Києва and Київ, робота and робіт. */
function alternations(stem: string, ending: string): string[] {
  const plain = stem + ending;
  const last = stem.at(-2);
  if (last === 'і' && /^[ао]$/.test(ending)) return [plain, `${stem.slice(0, -2)}о${stem.slice(-1)}${ending}`];
  if (ending !== '' && ending !== 'ь') return [plain];
  if (last === undefined || !'оеє'.includes(last) || vowel.test(stem.at(-1) ?? '')) return [plain];
  return [`${stem.slice(0, -2)}${last === 'є' ? 'ї' : 'і'}${stem.at(-1)}${ending}`, plain];
}
