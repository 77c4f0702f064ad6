/** Measures: figures with units, and when two of them say the same in different units. */

import type { Figure, SideFigures } from './figures.ts';
import { convert, type Unit } from './units.ts';

/** One figure or several neighbours that make one measure: five feet ten. */
export interface Measure {
  readonly indexes: readonly number[];
  readonly value: number;
  readonly unit: Unit;
}

/** The measures that the free figures of a side say, those of several figures first. */
export function measures({ figures }: SideFigures, free: ReadonlySet<number>): Measure[] {
  const found: Measure[] = [];
  for (const i of free) {
    const figure = figures[i];
    if (!figure?.unit) continue;
    const { unit } = figure.unit;
    const next = figures[i + 1];
    // Two units of one kind in falling order and close together; after feet the inches need not be named.
    const gap = next && free.has(i + 1) ? next.span[0] - figure.unit.end : Number.POSITIVE_INFINITY;
    const twelfths = unit.id === 'foot' && gap <= 1 ? { ...unit, factor: unit.factor / 12 } : null;
    const smaller = gap <= 5 ? (next?.unit?.unit ?? twelfths) : null;
    if (next && smaller && smaller.kind === unit.kind && smaller.factor < unit.factor) {
      found.push({ indexes: [i, i + 1], value: figure.value + (next.value * smaller.factor) / unit.factor, unit });
      continue;
    }
    found.push(asMeasure(figure, unit, i));
  }
  return found.sort((a, b) => b.indexes.length - a.indexes.length);
}

/** In "300 km (190 miles)" the miles only repeat what the kilometres say, and it is those that the other side's kilometres have to meet. */
export function echoes({ figures }: SideFigures, measure: Measure, other: Measure): boolean {
  const index = measure.indexes[0] ?? 0;
  const [main, echo] = [figures[index - 1], figures[index]];
  if (!main?.unit || !echo || main.unit.unit.id !== other.unit.id) return false;
  return main.unit.end <= echo.span[0] && echo.span[0] - main.unit.end <= 3;
}

/** Leaves out of the leftovers what only says a matched neighbour's measure in another unit: "45 miles (72 kilometres)". */
export function dropEchoes(left: Set<number>, figures: readonly Figure[]): void {
  for (const index of [...left]) {
    const figure = figures[index];
    for (const other of [index - 1, index + 1]) {
      const near = figures[other];
      if (!figure?.unit || !near?.unit || left.has(other)) continue;
      const [a, b] = [asMeasure(figure, figure.unit.unit, index), asMeasure(near, near.unit.unit, other)];
      if (sameMeasure(a, b)) left.delete(index);
    }
  }
}

function asMeasure(figure: Figure, unit: Unit, index: number): Measure {
  return { indexes: [index], value: figure.value, unit };
}

/** Units of one kind that are surely not the same. */
export function ofOtherUnit(a: Figure, b: Figure): boolean {
  if (!a.unit || !b.unit || a.unit.unsure || b.unit.unsure) return false;
  return a.unit.unit.kind === b.unit.unit.kind && a.unit.unit.id !== b.unit.unit.id;
}

/** Share by which a converted measure may be off at most, since people round them. */
const rounding = 0.07;

/** Two measures that say the same in different units, as far as their digits are exact. */
export function sameMeasure(a: Measure, b: Measure): boolean {
  if (a.unit.kind !== b.unit.kind || (a.unit.id === b.unit.id && a.indexes.length === b.indexes.length)) return false;
  // Per cent and percentage points are counted alike, but one does not say the other.
  if (a.unit.factor === b.unit.factor && a.unit.id !== b.unit.id) return false;
  // Ten degrees more are no ten degrees on the scale.
  const shifts = a.unit.zero === b.unit.zero ? [0] : [0, 1];
  const ratio = a.unit.factor / b.unit.factor;
  const whole = ratio >= 1 ? ratio : 1 / ratio;
  // Units of one system and of time are converted exactly.
  const exact = a.unit.zero === b.unit.zero && Math.abs(whole - Math.round(whole)) < 1e-6;
  return shifts.some((shift) => {
    const value = shift === 0 ? convert(a.value, a.unit, b.unit) : a.value * ratio;
    const largest = Math.max(Math.abs(value), Math.abs(b.value));
    const precision = exact ? 0 : 1.1 * (halfStep(b.value) + halfStep(a.value) * ratio);
    return (
      Math.abs(value - b.value) <=
      Math.max(0.01 * largest * Number(!exact), Math.min(precision, rounding * largest)) + 1e-9
    );
  });
}

/** Half of the last digit's step: of 320 five, of 17.4 a twentieth. */
function halfStep(value: number): number {
  let step = 1;
  const size = Math.abs(value);
  if (size === 0) return 0.5;
  if (Number.isInteger(size)) while (size % (step * 10) === 0) step *= 10;
  else while (step > 1e-4 && Math.abs(size / step - Math.round(size / step)) > 1e-6) step /= 10;
  return step / 2;
}
