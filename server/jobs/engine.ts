/** The engine in threads of its own: one that keeps its knowledge warm for a person's changes, one for long jobs. */

import { Worker } from 'node:worker_threads';
import type { ImportResult } from '../../db/alignment.ts';
import type { LoadOwnWords, Recheck } from '../../db/changes.ts';
import type { ImportTask, RewritingWork } from '../../db/jobs.ts';
import type { Teach } from '../../db/lessons.ts';
import type { Passage, Rewritten } from '../../db/rewriting.ts';
import type { JobPhase } from '../../db/schema.ts';
import type { Flag } from '../engine/bitext.ts';
import { RuleError } from '../engine/checks/own-rule.ts';
import { FormatError } from '../engine/formats/error.ts';
import type { WordCount } from '../engine/review/lessons.ts';
import type { Study, TryRule } from '../services.ts';
import type { EngineAnswer, EngineTask } from './engine-worker.ts';
import { type CheckTask, mostKept, wordsKey } from './knowledge-tasks.ts';

/** So many pairs at once, so that other people's changes get their turn in between. */
const pairsAtOnce = 500;

/** What a job is given besides its task: how to read the project's own words, and what was learnt in it. */
export interface Known {
  readonly own: LoadOwnWords;
  readonly learnt: readonly WordCount[];
}

export interface Engine {
  readonly recheck: Recheck;
  readonly tryRule: TryRule;
  readonly study: Study;
  readonly teach: Teach;
  /** Segments, aligns and checks. Aborting the signal ends the thread there and then. @throws the signal's reason */
  makeBitext(
    task: ImportTask,
    known: Known,
    progress: (phase: JobPhase, share: number) => void,
    signal: AbortSignal,
  ): Promise<ImportResult>;
  /** Aligns a passage anew, or takes a new version of a side. @throws the signal's reason */
  rewrite(
    task: CheckTask,
    known: Known,
    passage: Passage,
    work: RewritingWork,
    progress: (phase: JobPhase, share: number) => void,
    signal: AbortSignal,
  ): Promise<Rewritten>;
  close(): Promise<void>;
}

export function createEngine(): Engine {
  const checker = createThread();
  const maker = createThread();
  /** Short work for people that must not keep their changes waiting, and jobs that change a bitext. */
  const helper = createThread();
  return {
    async recheck({ own, ...task }, pairs, scope) {
      await checker.give(task, own);
      const answer = await checker.ask({ kind: 'check', task, pairs, scope });
      if (answer.kind !== 'checked') throw new Error(`the engine answered a check with ${answer.kind}`);
      return answer.flags;
    },
    async tryRule({ from, to }, rule, pairs) {
      const flags: (readonly Flag[])[] = [];
      // At least once, also for a bitext without pairs: a rule that cannot be used is refused.
      for (let start = 0; start === 0 || start < pairs.length; start += pairsAtOnce) {
        const some = pairs.slice(start, start + pairsAtOnce);
        const answer = await checker.ask({ kind: 'try', from, to, rule, pairs: some });
        if (answer.kind === 'refused') throw new RuleError(answer.why.key, answer.why.params);
        if (answer.kind !== 'checked') throw new Error(`the engine answered a rule with ${answer.kind}`);
        flags.push(...answer.flags);
      }
      return flags;
    },
    study: {
      async links({ own, ...task }, pairs) {
        await checker.give(task, own);
        const answer = await checker.ask({ kind: 'links', task, pairs });
        if (answer.kind !== 'linked') throw new Error(`the engine answered links with ${answer.kind}`);
        return answer.links;
      },
      async seek({ from, to }, entry, pairs) {
        const answer = await helper.ask({ kind: 'seek', from, to, entry, pairs });
        if (answer.kind !== 'sought') throw new Error(`the engine answered a term with ${answer.kind}`);
        return answer.use;
      },
      async read({ from, to }, files) {
        const answer = await helper.ask({ kind: 'termbase', from, to, files });
        if (answer.kind === 'refused') throw new FormatError(answer.why);
        if (answer.kind !== 'read') throw new Error(`the engine answered a termbase with ${answer.kind}`);
        return answer.termbase;
      },
    },
    async teach({ from, to }, pairs) {
      const answer = await helper.ask({ kind: 'lessons', from, to, pairs });
      if (answer.kind !== 'taught') throw new Error(`the engine answered lessons with ${answer.kind}`);
      return answer.lessons;
    },
    async rewrite(task, { own, learnt }, passage, work, progress, signal) {
      await helper.give(task, own);
      const answer = await helper.ask({ kind: 'rewrite', task, passage, work, learnt }, progress, signal);
      if (answer.kind !== 'rewritten') throw new Error(`the engine answered a passage with ${answer.kind}`);
      return answer.rewritten;
    },
    async makeBitext(task, { own, learnt }, progress, signal) {
      await maker.give(task, own);
      const answer = await maker.ask({ kind: 'import', task, learnt }, progress, signal);
      if (answer.kind !== 'imported') throw new Error(`the engine answered an import with ${answer.kind}`);
      return answer.result;
    },
    async close() {
      const reason = new Error('the program ends');
      await Promise.all([checker.end(reason), maker.end(reason), helper.end(reason)]);
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
  /** The words that the thread was given, the ones used last at the end; it keeps as many. */
  let given: string[] = [];

  async function end(reason: unknown): Promise<void> {
    const ended = worker;
    worker = null;
    given = [];
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

  function ask(
    task: EngineTask,
    progress: Waiting['progress'] = () => {},
    signal?: AbortSignal,
  ): Promise<EngineAnswer> {
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
  }

  return {
    end,
    ask,
    /** Sees that the thread has the words that a task needs. */
    async give(task: CheckTask, load: LoadOwnWords): Promise<void> {
      const key = wordsKey(task);
      if (key === null || given.at(-1) === key) return;
      const known = given.includes(key);
      const own = known ? null : await load();
      given = [...given.filter((each) => each !== key), key].slice(-mostKept);
      await ask(own === null ? { kind: 'use', key } : { kind: 'own', key, own });
    },
  };
}
