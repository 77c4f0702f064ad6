/** The thread in which the engine works: it answers one task after the other, and may be ended in the middle of any. */

import { parentPort } from 'node:worker_threads';
import type { ImportedSegment, ImportResult } from '../../db/alignment.ts';
import type { CheckScope } from '../../db/changes.ts';
import type { ImportTask, RewritingWork } from '../../db/jobs.ts';
import type { Passage, Rewritten } from '../../db/rewriting.ts';
import type { JobPhase } from '../../db/schema.ts';
import type { OwnWords } from '../../db/termbases.ts';
import { align } from '../engine/align/align.ts';
import { type Bead, type Flag, joinSegments, type Message, type Pair } from '../engine/bitext.ts';
import { type Checker, createChecker } from '../engine/checks/checks.ts';
import { compileRule, type OwnRule, RuleError } from '../engine/checks/own-rule.ts';
import { FormatError } from '../engine/formats/error.ts';
import { readTermbase } from '../engine/formats/termbase.ts';
import type { GivenFile, TermbaseEntry, TermbaseFile } from '../engine/formats/terms.ts';
import { loadLanguage } from '../engine/languages/language.ts';
import { believed, type WordCount } from '../engine/review/lessons.ts';
import { splitParagraphs } from '../engine/text/paragraphs.ts';
import { segmentText } from '../engine/text/sentences.ts';
import { readWords } from '../engine/text/words.ts';
import type { TermUse, WordLink } from '../services.ts';
import {
  type CheckTask,
  keepWords,
  lessonsOf,
  linksOf,
  pairFor,
  rewritePassage,
  seekTerm,
  wordsOf,
} from './knowledge-tasks.ts';

export type EngineTask =
  | {
      readonly kind: 'check';
      readonly task: CheckTask;
      readonly pairs: readonly Pair[];
      readonly scope: CheckScope;
    }
  | {
      readonly kind: 'try';
      readonly from: string;
      readonly to: string;
      readonly rule: OwnRule;
      readonly pairs: readonly Pair[];
    }
  /** Words of a project that tasks after it will need. */
  | { readonly kind: 'own'; readonly key: string; readonly own: OwnWords }
  /** The same, where the thread has them already. */
  | { readonly kind: 'use'; readonly key: string }
  | { readonly kind: 'links'; readonly task: CheckTask; readonly pairs: readonly Pair[] }
  | {
      readonly kind: 'seek';
      readonly from: string;
      readonly to: string;
      readonly entry: TermbaseEntry;
      readonly pairs: readonly Pair[];
    }
  | { readonly kind: 'lessons'; readonly from: string; readonly to: string; readonly pairs: readonly Pair[] }
  | { readonly kind: 'termbase'; readonly from: string; readonly to: string; readonly files: readonly GivenFile[] }
  | {
      readonly kind: 'rewrite';
      readonly task: CheckTask;
      readonly passage: Passage;
      readonly work: RewritingWork;
      readonly learnt: readonly WordCount[];
    }
  | { readonly kind: 'import'; readonly task: ImportTask; readonly learnt: readonly WordCount[] };

export type EngineAnswer =
  | { readonly id: number; readonly kind: 'progress'; readonly phase: JobPhase; readonly share: number }
  | { readonly id: number; readonly kind: 'checked'; readonly flags: readonly (readonly Flag[])[] }
  | { readonly id: number; readonly kind: 'imported'; readonly result: ImportResult }
  | { readonly id: number; readonly kind: 'kept' }
  | { readonly id: number; readonly kind: 'linked'; readonly links: readonly (readonly WordLink[])[] }
  | { readonly id: number; readonly kind: 'sought'; readonly use: TermUse }
  | { readonly id: number; readonly kind: 'taught'; readonly lessons: readonly (readonly WordCount[])[] }
  | { readonly id: number; readonly kind: 'read'; readonly termbase: TermbaseFile }
  | { readonly id: number; readonly kind: 'rewritten'; readonly rewritten: Rewritten }
  /** A rule or a file that cannot be used: why, for the one who gave it. */
  | { readonly id: number; readonly kind: 'refused'; readonly why: Message }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

type Progress = (phase: JobPhase, share: number) => void;

/** How much of a whole import each phase takes, roughly: where it begins and ends. */
const shares: Readonly<Record<'segment' | 'align' | 'check', readonly [number, number]>> = {
  segment: [0, 0.1],
  align: [0.1, 0.6],
  check: [0.6, 0.97],
};

/** Checkers by what they were made for, the one used last at the end. */
const checkers = new Map<string, Promise<Checker>>();
const mostCheckers = 6;

function checkerFor({ from, to, settings }: CheckTask): Promise<Checker> {
  const key = JSON.stringify([from, to, settings]);
  const checker =
    checkers.get(key) ??
    createChecker({ from, to, settings, styles: settings.styles, ...wordsOf({ from, to, settings }) });
  checkers.delete(key);
  checkers.set(key, checker);
  checker.catch(() => checkers.delete(key));
  const [oldest] = checkers.keys();
  if (checkers.size > mostCheckers && oldest !== undefined) checkers.delete(oldest);
  return checker;
}

async function checkPairs(task: CheckTask, pairs: readonly Pair[], report: (share: number) => void): Promise<Flag[][]> {
  const checker = await checkerFor(task);
  return pairs.map((pair, index) => {
    if (index % 20 === 0) report(index / pairs.length);
    return pair.source === '' || pair.target === '' ? [] : checker.check(pair);
  });
}

async function checkDocument(task: CheckTask, pairs: readonly Pair[]): Promise<Flag[][]> {
  return (await checkerFor(task)).checkDocument(pairs);
}

async function tryRule({ from, to, rule, pairs }: Extract<EngineTask, { kind: 'try' }>): Promise<Flag[][]> {
  const [source, target] = await Promise.all([loadLanguage(from), loadLanguage(to)]);
  const compiled = compileRule(rule, source, target);
  return pairs.map((pair) =>
    pair.source === '' || pair.target === ''
      ? []
      : compiled.run({
          source: { words: readWords(pair.source, source) },
          target: { words: readWords(pair.target, target) },
        }),
  );
}

async function makeBitext(task: ImportTask, learnt: readonly WordCount[], progress: Progress): Promise<ImportResult> {
  const report = (phase: keyof typeof shares) => (share: number) => {
    const [start, end] = shares[phase];
    progress(phase, start + share * (end - start));
  };
  const aligned = await alignDocuments(task, learnt, report);
  const { source, target, beads } = aligned;
  const pairs = beads.map((bead) => ({ source: textOf(source, bead.source), target: textOf(target, bead.target) }));
  report('check')(0);
  const flags = await checkPairs(task, pairs, report('check'));
  const across = await checkDocument(task, pairs);
  return { ...aligned, flags: flags.map((own, k) => [...own, ...(across[k] ?? [])]) };
}

async function alignDocuments(
  task: ImportTask,
  learnt: readonly WordCount[],
  report: (phase: 'segment' | 'align') => (share: number) => void,
): Promise<Omit<ImportResult, 'flags'>> {
  report('segment')(0);
  if (task.source.kind === 'bitext') return { ...takePairs(task.source.pairs), evidence: null, related: true };
  if (task.target?.kind !== 'text') throw new Error('a text was stored without its translation');
  const source = await segment(task.source.text, task.from);
  report('segment')(0.5);
  const target = await segment(task.target.text, task.to);
  report('align')(0);
  const { beads, evidence, related } = align(source, target, {
    from: task.from,
    to: task.to,
    pair: await pairFor(task),
    learnt: believed(learnt),
    onProgress: report('align'),
  });
  return { source, target, beads, evidence: Number.isFinite(evidence) ? evidence : null, related };
}

async function segment(text: string, code: string): Promise<ImportedSegment[]> {
  const paragraphs = splitParagraphs(text);
  const segments = segmentText(text, await loadLanguage(code));
  return segments.map(({ text, paragraph }) => {
    const place = paragraphs[paragraph];
    return { text, paragraph, kind: place?.kind ?? 'text', speaker: place?.speaker ?? null };
  });
}

/** Pairs that a file holds are beads as they are: a person or a program has aligned them already. */
function takePairs(pairs: readonly Pair[]): { source: ImportedSegment[]; target: ImportedSegment[]; beads: Bead[] } {
  const source: ImportedSegment[] = [];
  const target: ImportedSegment[] = [];
  const take = (side: ImportedSegment[], text: string, paragraph: number) =>
    text.trim() === '' ? [] : [side.push({ text: text.trim(), paragraph, kind: 'text', speaker: null }) - 1];
  const beads = pairs
    .map((pair, index) => ({
      source: take(source, pair.source, index),
      target: take(target, pair.target, index),
      confidence: 1,
    }))
    .filter((bead) => bead.source.length + bead.target.length > 0);
  return { source, target, beads };
}

function textOf(side: readonly ImportedSegment[], indexes: readonly number[]): string {
  return joinSegments(indexes.map((index) => side[index]?.text ?? ''));
}

async function answer(id: number, task: EngineTask): Promise<EngineAnswer> {
  try {
    if (task.kind === 'check') {
      const flags =
        task.scope === 'document'
          ? await checkDocument(task.task, task.pairs)
          : await checkPairs(task.task, task.pairs, () => {});
      return { id, kind: 'checked', flags };
    }
    if (task.kind === 'try') return { id, kind: 'checked', flags: await tryRule(task) };
    let last = 0;
    const progress: Progress = (phase, share) => {
      if (Date.now() - last < 100) return;
      last = Date.now();
      parentPort?.postMessage({ id, kind: 'progress', phase, share } satisfies EngineAnswer);
    };
    switch (task.kind) {
      case 'own':
        keepWords(task.key, task.own);
        return { id, kind: 'kept' };
      case 'use':
        keepWords(task.key, null);
        return { id, kind: 'kept' };
      case 'links':
        return { id, kind: 'linked', links: await linksOf(task.task, task.pairs) };
      case 'seek':
        return { id, kind: 'sought', use: await seekTerm(task, task.entry, task.pairs) };
      case 'lessons':
        return { id, kind: 'taught', lessons: await lessonsOf(task, task.pairs) };
      case 'termbase':
        return { id, kind: 'read', termbase: readTermbase(task.files, task.from, task.to) };
      case 'rewrite': {
        const { task: settings, passage, work, learnt } = task;
        const tools = { segment, check: checkPairs };
        return {
          id,
          kind: 'rewritten',
          rewritten: await rewritePassage(settings, passage, work, learnt, progress, tools),
        };
      }
      case 'import':
        return { id, kind: 'imported', result: await makeBitext(task.task, task.learnt, progress) };
    }
  } catch (error) {
    if (error instanceof FormatError) return { id, kind: 'refused', why: { key: error.key, params: error.params } };
    if (error instanceof RuleError) return { id, kind: 'refused', why: { key: error.key, params: error.params } };
    return { id, kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let queue: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ id, task }: { id: number; task: EngineTask }) => {
  queue = queue.then(async () => parentPort?.postMessage(await answer(id, task)));
});
