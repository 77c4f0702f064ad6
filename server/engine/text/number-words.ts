/**
 * Numbers written in words.
 */

import type { Language } from '../languages/language.ts';
import type { NumberWord } from '../languages/vocabulary.ts';
import { cardinal, hasRole, isCentury, modifier, type Part, type Read } from './number-parts.ts';

/** No compound of a number is longer; bounds the work on a hostile word. */
const longestCompound = 40;

/** A number in words: two hundred and five thousand, двадцать первый, nineteen eighty-four, сотни, пара. */
export function readWords(parts: readonly Part[], at: number, language: Language): Read | null {
  const first = parts[at]!;
  if (!first.word) return readCompound(first, at, language);
  let total = 0;
  let current = 0;
  let lastAdded = Number.POSITIVE_INFINITY;
  let lastScale = Number.POSITIVE_INFINITY;
  let ordinal = false;
  let scale = 1;
  let end = at;
  for (let i = at; i < parts.length && !ordinal; i++) {
    const part = parts[i]!;
    const word = part.word;
    if (i > at && hasRole(part.folded, 'joiner', language) && joins(parts[i - 1], parts[i + 1])) continue;
    const phrase = i > at ? modifier(parts, i, language) : null;
    if (phrase?.word.role === 'plus') {
      current += phrase.word.value;
      i += phrase.length - 1;
      end = i + 1;
      continue;
    }
    if (!word) break;
    // One-third, four-fifths; пять шестых, две десятых.
    if (word.role === 'ordinal' && word.value > 2 && current > 0 && current < 10 && total === 0 && i === at + 1) {
      if (part.joined || (current < word.value && isDenominator(part, current, language)))
        return { draft: { ...cardinal(first, part, current / word.value, true), kind: 'fraction' }, next: i + 1 };
    }
    if (word.role === 'cardinal' || word.role === 'ordinal') {
      // Nineteen eighty-four: two numbers of two digits are a year.
      const isYear =
        word.role === 'cardinal' && total === 0 && current >= 13 && current <= 21 && hasTwoDigits(word.value);
      if (isYear) current *= 100;
      else if (!fitsAfter(lastAdded, word.value)) break;
      current += word.value;
      lastAdded = word.value;
      ordinal = word.role === 'ordinal';
    } else if (word.role === 'scale') {
      if (word.value >= lastScale || (i === at && part.folded.length < 2)) break;
      if (word.value === 100) {
        current = (current || 1) * 100;
        lastAdded = 100;
      } else {
        total += (current || 1) * word.value;
        current = 0;
        lastAdded = Number.POSITIVE_INFINITY;
        lastScale = word.value;
        scale = word.value;
      }
      ordinal = word.ordinal;
    } else {
      break;
    }
    end = i + 1;
  }
  if (end > at) {
    const inverted = readInverted(parts, at, end, language);
    if (inverted) return inverted;
    const share = ordinal && end === at + 1 ? readShare(parts, at, first.word, language) : null;
    if (share) return share;
    const last = parts[end - 1]!;
    const draft = { ...cardinal(first, last, total + current, true), scale };
    // A scale alone, "thousands of", is a rough number.
    if (end === at + 1 && first.word.role === 'scale' && !ordinal)
      return { draft: { ...draft, kind: 'quantity', approximate: true }, next: end };
    if (!ordinal) return { draft, next: end };
    if (isCentury(parts[end], language)) {
      return { draft: { ...draft, kind: 'century', end: parts[end]!.end }, next: end + 1 };
    }
    return { draft: { ...draft, kind: 'ordinal' }, next: end };
  }
  return readNoun(parts, at, first.word, language);
}

/** Одна пятая, три пятых: after one the feminine singular, after others the genitive plural. */
function isDenominator({ folded }: Part, count: number, { morphology }: Language): boolean {
  return (
    morphology
      ?.analyses(folded)
      .some((reading) =>
        count === 1
          ? reading.gender === 'feminine' && reading.number === 'singular'
          : reading.number === 'plural' && reading.case === 'genitive',
      ) ?? false
  );
}

/** Сотни три, тысячи две: the count after its scale, which makes it a rough number. */
function readInverted(parts: readonly Part[], at: number, end: number, language: Language): Read | null {
  const [first, count] = [parts[at]!, parts[at + 1]];
  const scale = first.word;
  if (scale?.role !== 'scale' && scale?.role !== 'quantity') return null;
  if (scale.role === 'scale' && (end !== at + 2 || scale.ordinal)) return null;
  if (language.morphology === null || scale.value < 10 || count?.word?.role !== 'cardinal' || count.joined) return null;
  const { value } = count.word;
  if (value < 1.5 || value > 9 || parts[at + 2]?.word?.role === 'scale') return null;
  // «Тысяча два» is one of each.
  if (language.lemmas(first.text)[0] === first.folded) return null;
  const draft = cardinal(first, count, scale.value * value, true);
  return { draft: { ...draft, approximate: true, scale: scale.value }, next: at + 2 };
}

/** A fifth of, one tenth of; пятая часть: an ordinal that says a part. */
function readShare(parts: readonly Part[], at: number, word: NumberWord, language: Language): Read | null {
  if (word.role !== 'ordinal' || word.value < 3) return null;
  const [part, before, after] = [parts[at]!, parts[at - 1], parts[at + 1]];
  const isShare =
    hasRole(after?.folded ?? '', 'share', language) &&
    (before === undefined || hasRole(before.folded, 'share-article', language) || language.morphology !== null);
  if (!isShare) return null;
  return { draft: { ...cardinal(part, part, 1 / word.value, true), kind: 'fraction' }, next: at + 1 };
}

/** Units follow tens, tens and units follow hundreds: «двадцать пять», but «пять двадцать» are two numbers. */
function fitsAfter(last: number, value: number): boolean {
  if (last >= 100) return value < last;
  return last >= 20 && value < 10;
}

function hasTwoDigits(value: number): boolean {
  return value >= 10 && value < 100;
}

/** "and" belongs to a number between a hundred or more and what is less: two hundred and five. */
function joins(before: Part | undefined, after: Part | undefined): boolean {
  return before?.word?.role === 'scale' && (after?.word?.role === 'cardinal' || after?.word?.role === 'ordinal');
}

/** A pair, a dozen, both; half, a third; девяностые; and half a million, полмиллиона. */
function readNoun(parts: readonly Part[], at: number, word: NumberWord, language: Language): Read | null {
  const part = parts[at]!;
  // пар-3 is no pair.
  const following = parts[at + 1];
  if (following?.joined && /^\d/.test(following.text)) return null;
  if (word.role === 'quantity') {
    const inverted = readInverted(parts, at, at + 2, language);
    if (inverted) return inverted;
    const approximate = word.value >= 10;
    return { draft: { ...cardinal(part, part, word.value, true), kind: 'quantity', approximate }, next: at + 1 };
  }
  if (word.role === 'decade')
    return { draft: { ...cardinal(part, part, word.value, true), kind: 'decade' }, next: at + 1 };
  if (word.role !== 'fraction') return null;
  // "half a million": an article or a preposition may stand between.
  for (const next of [at + 1, at + 2]) {
    const scale = language.numberWords.get(parts[next]?.folded ?? '');
    if (scale?.role === 'scale' && scale.value >= 1000 && (next === at + 1 || (parts[at + 1]?.text.length ?? 9) <= 2)) {
      return {
        draft: { ...cardinal(part, parts[next]!, word.value * scale.value, true), scale: scale.value },
        next: next + 1,
      };
    }
  }
  return { draft: { ...cardinal(part, part, word.value, true), kind: 'fraction' }, next: at + 1 };
}

/** Полмиллиона, полгода, двухдневный, пятилетний: a number and a word in one. */
function readCompound(part: Part, at: number, { numberWords, calendarWords }: Language): Read | null {
  if (part.folded.length < 6 || part.folded.length > longestCompound) return null;
  if (!beginningsOf(numberWords).has(part.folded.slice(0, 3))) return null;
  const half = /^пол(?:у)?/.exec(part.folded)?.[0];
  if (half !== undefined && numberWords.get('пол')) {
    const rest = part.folded.slice(half.length);
    const scale = numberWords.get(rest);
    if (scale?.role === 'scale' || (scale?.role === 'quantity' && scale.value >= 10)) {
      const draft = cardinal(part, part, scale.value / 2, true);
      return { draft: { ...draft, scale: scale.value, approximate: scale.role === 'quantity' }, next: at + 1 };
    }
    if (calendarWords.get(rest)?.role === 'unit') {
      return { draft: { ...cardinal(part, part, 0.5, true), kind: 'fraction' }, next: at + 1 };
    }
  }
  const value = compoundValue(part.folded, numberWords, Number.POSITIVE_INFINITY);
  return value === null ? null : { draft: cardinal(part, part, value, true), next: at + 1 };
}

const beginnings = new WeakMap<Language['numberWords'], ReadonlySet<string>>();

/** The first three letters of all number words: few other words have them. */
function beginningsOf(numberWords: Language['numberWords']): ReadonlySet<string> {
  let found = beginnings.get(numberWords);
  if (!found) {
    found = new Set(numberWords.keys().map((word) => word.slice(0, 3)));
    beginnings.set(numberWords, found);
  }
  return found;
}

/**
 * What the numbers at the head of a compound come to, where they are all but its last part: двух-дневный, сто-пятидесяти-летие,
 * пяти-миллионный. Each is less than the one before it, and than `below`.
 */
function compoundValue(text: string, numberWords: Language['numberWords'], below: number): number | null {
  for (let length = text.length - 4; length >= 3; length--) {
    const number = numberWords.get(text.slice(0, length));
    if (number?.role !== 'cardinal' || number.value >= below) continue;
    const rest = text.slice(length);
    const last = numberWords.get(rest);
    if (last?.role === 'compound') return number.value;
    if (last?.role === 'scale' && last.ordinal) return number.value * last.value;
    const more =
      number.value >= 20 && rest.length > 6 ? compoundValue(rest, numberWords, fewerThan(number.value)) : null;
    if (more !== null) return more >= 1000 ? number.value * more : number.value + more;
  }
  return null;
}

/** Tens are followed by units, hundreds by less than a hundred. */
function fewerThan(value: number): number {
  return value >= 100 ? 100 : 10;
}
