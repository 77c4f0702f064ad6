import { expect, test } from 'vitest';
import { closeCorridor } from '../../../server/engine/align/corridor.ts';
import { narrowed } from '../../../server/engine/align/narrowing.ts';
import { parameters } from '../../../server/engine/align/parameters.ts';
import type { Posterior } from '../../../server/engine/align/posterior.ts';

/** A posterior that is sure of the diagonal, but for the rows where it is said to be in doubt or in a gap. */
function posterior(rows: number, doubtful: (r: number) => boolean, gap: (r: number) => boolean): Posterior {
  const diagonal = Int32Array.from({ length: rows }, (_, r) => r);
  return {
    sourceEnd: new Int32Array(0),
    targetEnd: new Int32Array(0),
    kind: new Uint8Array(0),
    weight: new Float32Array(0),
    evidence: new Float32Array(0),
    size: 0,
    sourceGap: Float32Array.from({ length: rows - 1 }, (_, r) => (gap(r) ? 1 : 0)),
    targetGap: new Float32Array(rows - 1),
    entered: 0,
    stayed: 0,
    left: 0,
    steps: rows,
    low: diagonal,
    high: diagonal.map((j, r) => (doubtful(r) ? j + 1 : j)),
  };
}

const never = () => false;
const { partRows } = parameters.corridor;

function partsOf(rows: number, found: Posterior) {
  const stretch = { source: [10, 9 + rows] as const, target: [20, 19 + rows] as const };
  const shifted = {
    ...found,
    low: found.low.map((j) => j + 20),
    high: found.high.map((j) => j + 20),
  };
  const corridor = closeCorridor(
    stretch,
    shifted.low.map((j) => j - 9),
    shifted.high.map((j) => j + 9),
  );
  return narrowed(corridor, shifted, 2);
}

test('a short stretch stays whole, its cells those that were likely and a few beside them', () => {
  const [only, ...others] = partsOf(50, posterior(50, never, never));
  expect(others).toEqual([]);
  expect([only?.low[10], only?.high[10]]).toEqual([28, 32]);
});

test('a long one is cut where there is no doubt; the parts follow one another on both sides', () => {
  const rows = 4 * partRows;
  const parts = partsOf(rows, posterior(rows, never, never));
  expect(parts.length).toBeGreaterThan(2);
  for (const [k, part] of parts.entries()) {
    expect(part.source[0]).toBe(parts[k - 1]?.source[1] ?? 10);
    expect(part.target[0]).toBe(parts[k - 1]?.target[1] ?? 20);
    expect(part.target[0] - part.source[0]).toBe(10);
  }
  expect(parts.at(-1)?.source[1]).toBe(9 + rows);
  expect(parts.at(-1)?.target[1]).toBe(19 + rows);
});

test('nothing is cut where boundaries are in doubt or sentences in gaps', () => {
  const rows = 4 * partRows;
  expect(
    partsOf(
      rows,
      posterior(rows, (r) => r % 4 === 0, never),
    ),
  ).toHaveLength(1);
  expect(
    partsOf(
      rows,
      posterior(rows, never, (r) => r % 4 === 0),
    ),
  ).toHaveLength(1);
});
