/** Checks pairs as they come, on two threads where there are many of them and the machine has two processors. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Flag } from '../engine/bitext.ts';
import { type CheckerOptions, createChecker } from '../engine/checks/checks.ts';
import type { DocumentPair } from '../engine/formats/format.ts';
import type { CheckedBatch, GivenBatch } from './check-worker.ts';

export interface CheckedPair {
  readonly pair: DocumentPair;
  readonly flags: readonly Flag[];
}

/** A second thread has to load the knowledge, too: with fewer pairs than this it would come too late. */
const worthAThread = 1500;
/** Pairs that a thread is given at once. */
const batchSize = 100;
/** Batches that are kept waiting at most; beyond that no more pairs are read. */
const mostWaiting = 40;

interface Batch {
  readonly pairs: DocumentPair[];
  /** Null until they are checked. */
  flags: readonly (readonly Flag[])[] | null;
}

/** The pairs in their order, each with its flags. Errors of a thread are thrown where its batch would come. */
export async function* checkPairs(
  pairs: AsyncIterable<DocumentPair>,
  options: CheckerOptions,
  threads = Math.min(2, availableParallelism()),
): AsyncGenerator<CheckedPair> {
  const waiting: Batch[] = [];
  let helper: Helper | null = null;
  const reader = pairs[Symbol.asyncIterator]();
  let ended = false;
  const read = async (least: number): Promise<void> => {
    while (!ended && waiting.length < least) {
      const batch: Batch = { pairs: [], flags: null };
      while (batch.pairs.length < batchSize) {
        const next = await reader.next();
        if (next.done) {
          ended = true;
          break;
        }
        batch.pairs.push(next.value);
      }
      if (batch.pairs.length > 0) waiting.push(batch);
    }
  };
  try {
    await read(threads > 1 ? worthAThread / batchSize : 1);
    if (threads > 1 && !ended) helper = new Helper(options);
    const checker = await createChecker(options);
    while (waiting.length > 0) {
      helper?.give(waiting);
      const own = waiting.find((batch) => batch.flags === null && !helper?.has(batch));
      if (own) own.flags = own.pairs.map((pair) => checker.check(pair));
      else if (waiting[0]?.flags === null) await helper?.answer();
      // Lets the other thread's answers in, and takes its next batches out.
      await new Promise((resolve) => setImmediate(resolve));
      while (waiting[0]?.flags) {
        const done = waiting.shift();
        for (const [k, pair] of (done?.pairs ?? []).entries()) yield { pair, flags: done?.flags?.[k] ?? [] };
      }
      await read(helper ? mostWaiting : 1);
    }
  } finally {
    await helper?.end();
    await reader.return?.();
  }
}

/** The other thread, and the batches that it has. */
class Helper {
  private readonly worker: Worker;
  private readonly given = new Map<number, Batch>();
  private count = 0;
  private failure: unknown = null;
  private wake: () => void = () => undefined;

  constructor(options: CheckerOptions) {
    this.worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: options });
    this.worker.on('message', ({ id, flags }: CheckedBatch) => {
      const batch = this.given.get(id);
      if (batch) batch.flags = flags;
      this.given.delete(id);
      this.wake();
    });
    this.worker.on('error', (error) => {
      this.failure = error;
      this.wake();
    });
  }

  /** Gives the thread something to do where it has not got two batches yet: the second so that it never waits. */
  give(waiting: readonly Batch[]): void {
    if (this.failure !== null) throw this.failure;
    for (const batch of waiting) {
      if (this.given.size >= 2) return;
      if (batch.flags !== null || this.has(batch)) continue;
      const id = this.count++;
      this.given.set(id, batch);
      const message: GivenBatch = { id, pairs: batch.pairs.map(({ source, target }) => ({ source, target })) };
      this.worker.postMessage(message);
    }
  }

  has(batch: Batch): boolean {
    for (const given of this.given.values()) if (given === batch) return true;
    return false;
  }

  /** Resolves when the thread has answered, or failed. */
  async answer(): Promise<void> {
    if (this.failure === null) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.failure !== null) throw this.failure;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
