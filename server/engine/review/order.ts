/**
 * Order keys: short ASCII strings whose order, compared byte by byte, is the order of what they stand for, and between any
 * two of which there is always another. A split thus gives the new bead a place without renumbering the others.
 * A key is a fraction written in base 36 with the leading "0." left out; none ends in 0.
 */

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const base = digits.length;

/** `count` ascending keys, evenly spaced, with room before the first and after the last. */
export function initialKeys(count: number): string[] {
  const width = Math.max(1, Math.ceil(Math.log(count + 2) / Math.log(base)));
  return Array.from({ length: count }, (_, i) => `${(i + 1).toString(base).padStart(width, '0')}i`);
}

/**
 * A key after `before` and before `after`; null stands for the beginning or the end.
 * Its length grows by one character about every five insertions in the same place.
 */
export function keyBetween(before: string | null, after: string | null): string {
  const low = before ?? '';
  let key = '';
  let bounded = after !== null;
  for (let i = 0; ; i++) {
    const a = digit(low, i);
    const b = bounded ? digit(after ?? '', i) : base;
    if (a === b) {
      key += digits[a];
    } else if (b - a > 1) {
      return key + digits[(a + b) >> 1];
    } else {
      // Neighbouring digits: keep the lower one and go on above the rest of `before`, where nothing bounds any more.
      key += digits[a];
      bounded = false;
    }
  }
}

/** `count` ascending keys between two others, by halving, so that they stay short: about the logarithm of the count. */
export function keysBetween(before: string | null, after: string | null, count: number): string[] {
  if (count === 0) return [];
  const middle = keyBetween(before, after);
  const left = (count - 1) >> 1;
  return [...keysBetween(before, middle, left), middle, ...keysBetween(middle, after, count - 1 - left)];
}

function digit(key: string, index: number): number {
  return index < key.length ? digits.indexOf(key.charAt(index)) : 0;
}
