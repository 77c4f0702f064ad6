/** The second thread of `sverka check`: answers batches of pairs with their flags. */

import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Flag, Pair } from '../engine/bitext.ts';
import type { CheckerOptions } from '../engine/checks/checks.ts';

export interface GivenBatch {
  readonly id: number;
  readonly pairs: readonly Pair[];
}

export interface CheckedBatch {
  readonly id: number;
  readonly flags: readonly (readonly Flag[])[];
}

enableCompileCache();
const checker = import('../engine/checks/checks.ts').then(({ createChecker }) =>
  createChecker(workerData as CheckerOptions),
);
parentPort?.on('message', async ({ id, pairs }: GivenBatch) => {
  const { check } = await checker;
  const answer: CheckedBatch = { id, flags: pairs.map((pair) => check(pair)) };
  parentPort?.postMessage(answer);
});
