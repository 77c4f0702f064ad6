/** How many times over: вдвое, в семь раз, tripled, fivefold, to a quarter; and where the two sides say different ones. */

import type { Span } from '../../bitext.ts';
import type { Mismatch } from './figure-matching.ts';
import type { Figure, PairFigures, SideFigures } from './figures.ts';

interface Factor {
  readonly value: number;
  readonly span: Span;
  /** Its index among the figures; -1 for a word that is none (втрое). */
  readonly index: number;
  readonly figure: Figure | null;
}

/** Of a factor in a word that is no number. */
const confidence = 0.8;

/**
 * The only factor of each side that the other does not say, where they differ and one of them is a word; two numbers are
 * paired with all others. What is paired is taken out of the leftovers.
 */
export function otherFactors(
  { source, target }: PairFigures,
  sourceLeft: Set<number>,
  targetLeft: Set<number>,
): Mismatch[] {
  if (!hasFactor(source) && !hasFactor(target)) return [];
  const [a, ...moreSaid] = factors(source, sourceLeft).filter((factor) => !isSaid(factor, target));
  const [b, ...moreFound] = factors(target, targetLeft).filter((factor) => !isSaid(factor, source));
  if (!a || !b || moreSaid.length > 0 || moreFound.length > 0) return [];
  if (a.value === b.value || (a.figure && b.figure && !a.figure.weak && !b.figure.weak)) return [];
  sourceLeft.delete(a.index);
  targetLeft.delete(b.index);
  return [{ source: asFigure(a, source), target: asFigure(b, target), span: b.span, confidence }];
}

function hasFactor({ figures, implied }: SideFigures): boolean {
  return figures.some(({ times }) => times) || implied.some(({ factor }) => factor !== null);
}

function factors({ figures, implied }: SideFigures, left: ReadonlySet<number>): Factor[] {
  const found: Factor[] = [];
  for (const { span, factor } of implied)
    if (factor !== null) found.push({ value: factor, span, index: -1, figure: null });
  for (const index of left) {
    const figure = figures[index];
    if (!figure) continue;
    const { value, span } = figure;
    if (figure.times && value > 1) found.push({ value, span, index, figure });
    // Fell to a quarter: by four times.
    else if (figure.kind === 'fraction' && value > 0 && value < 1)
      found.push({ value: Math.round(100 / value) / 100, span, index, figure });
  }
  return found;
}

/** The other side says it in any way: by a number, a fraction, a percentage, a word that implies it. */
function isSaid({ value }: Factor, { figures, implied }: SideFigures): boolean {
  const alike = (x: number): boolean => Math.abs(x - value) < 0.011 * value;
  return (
    implied.some(
      ({ values, factor }) => factor === value || values.includes(value) || values.some((x) => alike(1 / x)),
    ) ||
    figures.some(
      (figure) =>
        alike(figure.value) ||
        alike(1 / figure.value) ||
        (figure.kind === 'percent' &&
          (alike(figure.value / 100) ||
            alike(figure.value / 100 + 1) ||
            alike(100 / figure.value) ||
            alike(100 / (100 - figure.value)))),
    )
  );
}

/** A word as the figure that a mismatch speaks of. */
function asFigure({ value, span, figure }: Factor, { text }: SideFigures): Figure {
  return (
    figure ?? {
      span,
      whole: span,
      text: text.slice(...span),
      value,
      kind: 'quantity',
      approximate: false,
      spelled: true,
      time: null,
      calendar: null,
      unit: null,
      weak: true,
      times: true,
      otherwise: null,
    }
  );
}
