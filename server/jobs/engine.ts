/** The engine in threads of its own: one that keeps its knowledge warm for a person's changes, one for long jobs. */

import { Worker } from 'node:worker_threads';
import type { ImportResult } from '../../db/alignment.ts';
import type { Recheck } from '../../db/changes.ts';
import type { ImportTask } from '../../db/jobs.ts';
import type { JobPhase } from '../../db/schema.ts';
import type { EngineAnswer, EngineTask } from './engine-worker.ts';

export interface Engine {
  readonly recheck: Recheck;
  /** Segments, aligns and checks. Aborting the signal ends the thread there and then. @throws the signal's reason */
  makeBitext(
    task: ImportTask,
    progress: (phase: JobPhase, share: number) => void,
    signal: AbortSignal,
  ): Promise<ImportResult>;
  close(): Promise<void>;
}

export function createEngine(): Engine {
  const checker = createThread();
  const maker = createThread();
  return {
    async recheck({ from, to }, pairs) {
      const answer = await checker.ask({ kind: 'check', from, to, pairs });
      if (answer.kind !== 'checked') throw new Error(`the engine answered a check with ${answer.kind}`);
      return answer.flags;
    },
    async makeBitext(task, progress, signal) {
      const answer = await maker.ask({ kind: 'import', task }, progress, signal);
      if (answer.kind !== 'imported') throw new Error(`the engine answered an import with ${answer.kind}`);
      return answer.result;
    },
    async close() {
      await Promise.all([checker.end(new Error('the program ends')), maker.end(new Error('the program ends'))]);
    },
  };
}

interface Waiting {
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (reason: unknown) => void;
  readonly progress: (phase: JobPhase, share: number) => void;
}

/** A thread that is started when it is first needed, and again after it was ended. */
function createThread() {
  let worker: Worker | null = null;
  let nextId = 0;
  const waiting = new Map<number, Waiting>();

  async function end(reason: unknown): Promise<void> {
    const ended = worker;
    worker = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    await ended?.terminate();
  }

  function start(): Worker {
    const started = new Worker(new URL('./engine-worker.ts', import.meta.url));
    started.unref();
    started.on('message', (answer: EngineAnswer) => {
      const task = waiting.get(answer.id);
      if (answer.kind === 'progress') {
        task?.progress(answer.phase, answer.share);
        return;
      }
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if (answer.kind === 'failed') task?.reject(new Error(answer.reason));
      else task?.resolve(answer);
    });
    // Out of memory, or an error outside of any task: what waits fails, the next task gets a new thread.
    started.on('error', (error) => {
      if (worker === started) void end(error);
    });
    started.on('exit', (code) => {
      if (worker === started) void end(new Error(`the engine's thread ended with code ${code}`));
    });
    return started;
  }

  return {
    end,
    ask(task: EngineTask, progress: Waiting['progress'] = () => {}, signal?: AbortSignal): Promise<EngineAnswer> {
      signal?.throwIfAborted();
      worker ??= start();
      worker.ref();
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const abort = () => void end(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        const settle =
          <T>(how: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', abort);
            how(value);
          };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject), progress });
        worker?.postMessage({ id, task });
      });
    },
  };
}
