/** The thread in which the engine works: it answers one task after the other, and may be ended in the middle of any. */

import { parentPort } from 'node:worker_threads';
import type { ImportedSegment, ImportResult } from '../../db/alignment.ts';
import type { ImportTask } from '../../db/jobs.ts';
import type { DocumentContent, JobPhase } from '../../db/schema.ts';
import { align } from '../engine/align/align.ts';
import { type Bead, type Flag, joinSegments, type Pair } from '../engine/bitext.ts';
import { type Checker, createChecker } from '../engine/checks/checks.ts';
import { loadLanguage } from '../engine/languages/language.ts';
import { loadPair } from '../engine/languages/pair.ts';
import { splitParagraphs } from '../engine/text/paragraphs.ts';
import { segmentText } from '../engine/text/sentences.ts';

export type EngineTask =
  | { readonly kind: 'check'; readonly from: string; readonly to: string; readonly pairs: readonly Pair[] }
  | { readonly kind: 'import'; readonly task: ImportTask };

export type EngineAnswer =
  | { readonly id: number; readonly kind: 'progress'; readonly phase: JobPhase; readonly share: number }
  | { readonly id: number; readonly kind: 'checked'; readonly flags: readonly (readonly Flag[])[] }
  | { readonly id: number; readonly kind: 'imported'; readonly result: ImportResult }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

type Progress = (phase: JobPhase, share: number) => void;

/** How much of a whole import each phase takes, roughly: where it begins and ends. */
const shares: Readonly<Record<'segment' | 'align' | 'check', readonly [number, number]>> = {
  segment: [0, 0.1],
  align: [0.1, 0.6],
  check: [0.6, 0.97],
};

const checkers = new Map<string, Promise<Checker>>();

function checkerFor(from: string, to: string): Promise<Checker> {
  const key = `${from} ${to}`;
  const known = checkers.get(key);
  if (known) return known;
  const made = createChecker({ from, to });
  checkers.set(key, made);
  made.catch(() => checkers.delete(key));
  return made;
}

async function checkPairs(
  from: string,
  to: string,
  pairs: readonly Pair[],
  report: (share: number) => void,
): Promise<Flag[][]> {
  const checker = await checkerFor(from, to);
  return pairs.map((pair, index) => {
    if (index % 20 === 0) report(index / pairs.length);
    return pair.source === '' || pair.target === '' ? [] : checker.check(pair);
  });
}

async function makeBitext(task: ImportTask, progress: Progress): Promise<ImportResult> {
  const report = (phase: keyof typeof shares) => (share: number) => {
    const [start, end] = shares[phase];
    progress(phase, start + share * (end - start));
  };
  const aligned = await alignDocuments(task, report);
  const { source, target, beads } = aligned;
  const pairs = beads.map((bead) => ({ source: textOf(source, bead.source), target: textOf(target, bead.target) }));
  report('check')(0);
  const flags = await checkPairs(task.from, task.to, pairs, report('check'));
  return { ...aligned, flags };
}

async function alignDocuments(
  task: ImportTask,
  report: (phase: 'segment' | 'align') => (share: number) => void,
): Promise<Omit<ImportResult, 'flags'>> {
  report('segment')(0);
  if (task.source.kind === 'bitext') return { ...takePairs(task.source.pairs), evidence: null, related: true };
  if (task.target?.kind !== 'text') throw new Error('a text was stored without its translation');
  const source = await segment(task.source, task.from);
  report('segment')(0.5);
  const target = await segment(task.target, task.to);
  report('align')(0);
  const { beads, evidence, related } = align(source, target, {
    from: task.from,
    to: task.to,
    pair: await loadPair(task.from, task.to),
    onProgress: report('align'),
  });
  return { source, target, beads, evidence: Number.isFinite(evidence) ? evidence : null, related };
}

async function segment(document: Extract<DocumentContent, { kind: 'text' }>, code: string): Promise<ImportedSegment[]> {
  const paragraphs = splitParagraphs(document.text);
  const segments = segmentText(document.text, await loadLanguage(code));
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
      return { id, kind: 'checked', flags: await checkPairs(task.from, task.to, task.pairs, () => {}) };
    }
    let last = 0;
    const result = await makeBitext(task.task, (phase, share) => {
      if (Date.now() - last < 100) return;
      last = Date.now();
      parentPort?.postMessage({ id, kind: 'progress', phase, share } satisfies EngineAnswer);
    });
    return { id, kind: 'imported', result };
  } catch (error) {
    return { id, kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let queue: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ id, task }: { id: number; task: EngineTask }) => {
  queue = queue.then(async () => parentPort?.postMessage(await answer(id, task)));
});
