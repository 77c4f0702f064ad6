/** Logistic regression by Newton's method, with a ridge penalty. */

import type { LogisticModel } from '../../server/engine/checks/coverage/coverage.ts';

export interface Sample {
  readonly features: readonly number[];
  readonly positive: boolean;
  readonly weight: number;
}

/** Time: samples x features squared, for each of two dozen steps. */
export function fitLogistic(samples: readonly Sample[], ridge: number): LogisticModel {
  const size = samples[0]?.features.length ?? 0;
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const means = Array.from({ length: size }, (_, k) => sumOf(samples, (s) => s.weight * s.features[k]!) / total);
  const scales = means.map(
    (mean, k) => Math.sqrt(sumOf(samples, (s) => s.weight * (s.features[k]! - mean) ** 2) / total) || 1,
  );
  const rows = samples.map((s) => [1, ...s.features.map((x, k) => (x - means[k]!) / scales[k]!)]);
  const weights = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < 25; step++) {
    const gradient = new Array<number>(size + 1).fill(0);
    const hessian = Array.from({ length: size + 1 }, () => new Array<number>(size + 1).fill(0));
    for (const [i, row] of rows.entries()) {
      const { positive, weight } = samples[i]!;
      const p = 1 / (1 + Math.exp(-dot(row, weights)));
      const slope = weight * ((positive ? 1 : 0) - p);
      const curve = weight * p * (1 - p);
      for (let a = 0; a <= size; a++) {
        gradient[a]! += slope * row[a]!;
        for (let b = 0; b <= a; b++) hessian[a]![b]! += curve * row[a]! * row[b]!;
      }
    }
    for (let a = 0; a <= size; a++) {
      if (a > 0) gradient[a]! -= ridge * weights[a]!;
      hessian[a]![a]! += a > 0 ? ridge : 1e-6;
      for (let b = 0; b < a; b++) hessian[b]![a] = hessian[a]![b]!;
    }
    const change = solve(hessian, gradient);
    for (let a = 0; a <= size; a++) weights[a]! += change[a]!;
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  return { bias: weights[0]!, weights: weights.slice(1), means, scales };
}

/** Least squares with a ridge penalty, by the normal equations. */
export function fitLinear(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  weights: readonly number[],
  ridge: number,
): number[] {
  const size = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  for (const [i, row] of rows.entries()) {
    for (let a = 0; a < size; a++) {
      right[a]! += weights[i]! * row[a]! * values[i]!;
      for (let b = 0; b < size; b++) matrix[a]![b]! += weights[i]! * row[a]! * row[b]!;
    }
  }
  for (let a = 0; a < size; a++) matrix[a]![a]! += ridge;
  return solve(matrix, right);
}

/** Gaussian elimination with the largest pivot. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      if (factor !== 0) for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let value = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) value -= rows[k]![j]! * found[j]!;
    found[k] = value / rows[k]![k]!;
  }
  return found;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
