/** What the engine's threads do with what people know: their termbases, the words learnt, and passages to be aligned anew. */

import type { ImportedSegment } from '../../db/alignment.ts';
import type { RewritingWork } from '../../db/jobs.ts';
import type { Passage, Rewritten } from '../../db/rewriting.ts';
import type { JobPhase } from '../../db/schema.ts';
import type { OwnWords } from '../../db/termbases.ts';
import { align } from '../engine/align/align.ts';
import { linkWords } from '../engine/align/links.ts';
import type { Flag, Pair, Span } from '../engine/bitext.ts';
import { ownConcept } from '../engine/checks/checks.ts';
import type { CheckSettings } from '../engine/checks/settings.ts';
import { indexTerms } from '../engine/checks/terms/term-index.ts';
import type { TermbaseEntry } from '../engine/formats/terms.ts';
import { type Language, loadLanguage } from '../engine/languages/language.ts';
import { pairWithWords } from '../engine/languages/own-words.ts';
import { type LanguagePair, loadPair } from '../engine/languages/pair.ts';
import { pairOf } from '../engine/review/changes.ts';
import { meetFindings, pairFlags } from '../engine/review/findings.ts';
import { believed, lessonOf, type WordCount } from '../engine/review/lessons.ts';
import { type Aligner, rebead } from '../engine/review/rebead.ts';
import { reimport } from '../engine/review/reimport.ts';
import { readWords } from '../engine/text/words.ts';
import type { TermMiss, TermUse, WordLink } from '../services.ts';

/** In which languages, and under which settings, pairs are read. */
export interface CheckTask {
  readonly from: string;
  readonly to: string;
  readonly settings: CheckSettings;
}

/** Termbases by what they were read for, the one used last at the end. */
const ownWords = new Map<string, OwnWords>();
const pairs = new Map<string, Promise<LanguagePair | null>>();
/** So many are kept; whoever gives them counts along. */
export const mostKept = 4;

/** The name under which a thread keeps a project's words; null where there are none to keep. */
export function wordsKey({ from, to, settings }: CheckTask): string | null {
  return settings.words === null ? null : `${settings.words} ${from} ${to}`;
}

/** @param own null: those that are there already are used again */
export function keepWords(key: string, own: OwnWords | null): void {
  const kept = own ?? ownWords.get(key);
  if (kept) keep(ownWords, key, kept);
}

export function wordsOf(task: CheckTask): OwnWords {
  const key = wordsKey(task);
  const own = key === null ? { termbase: [], words: [] } : ownWords.get(key);
  if (!own) throw new Error('the thread was not given the words of a project');
  return own;
}

export function pairFor(task: CheckTask): Promise<LanguagePair | null> {
  const key = wordsKey(task);
  if (key === null) return loadPair(task.from, task.to);
  const { termbase, words } = wordsOf(task);
  const pair = pairs.get(key) ?? pairWithWords(task.from, task.to, [...termbase, ...words]);
  keep(pairs, key, pair);
  return pair;
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
}

function languagesOf({ from, to }: { from: string; to: string }): Promise<[Language, Language]> {
  return Promise.all([loadLanguage(from), loadLanguage(to)]);
}

export async function linksOf(task: CheckTask, given: readonly Pair[]): Promise<WordLink[][]> {
  const [pair, [from, to]] = await Promise.all([pairFor(task), languagesOf(task)]);
  return given.map(({ source, target }) => {
    const [left, right] = [readWords(source, from), readWords(target, to)];
    return linkWords(left, right, pair).flatMap((link): WordLink[] => {
      const [s, t] = [left[link.source], right[link.target]];
      return s && t ? [[s.start, s.end, t.start, t.end, Math.round(link.score * 100) / 100]] : [];
    });
  });
}

/** Looks for one entry in pairs, whatever forms its words are in. Linear in the words. */
export async function seekTerm(
  languages: { readonly from: string; readonly to: string },
  entry: TermbaseEntry,
  given: readonly Pair[],
): Promise<TermUse> {
  const [from, to] = await languagesOf(languages);
  const index = indexTerms([ownConcept(entry, 0)], from, to);
  const missed: TermMiss[] = [];
  let kept = 0;
  for (const [k, { source, target }] of given.entries()) {
    const found = index.findSource(readWords(source, from));
    if (found.length === 0) continue;
    if (index.findTarget(readWords(target, to)).some(({ forbidden }) => !forbidden)) kept++;
    else missed.push({ index: k, source: found.map(({ start, end }): Span => [start, end]) });
  }
  return { kept, missed };
}

export async function lessonsOf(
  languages: { readonly from: string; readonly to: string },
  given: readonly Pair[],
): Promise<WordCount[][]> {
  const [pair, [from, to]] = await Promise.all([loadPair(languages.from, languages.to), languagesOf(languages)]);
  return given.map((each) => lessonOf(each, from, to, pair));
}

export interface RewriteTools {
  readonly segment: (text: string, code: string) => Promise<ImportedSegment[]>;
  readonly check: (task: CheckTask, given: readonly Pair[], report: (share: number) => void) => Promise<Flag[][]>;
}

/** Aligns a passage anew, or takes a new version of a side, and checks what has changed. */
export async function rewritePassage(
  task: CheckTask,
  { draft, bounds }: Passage,
  work: RewritingWork,
  learnt: readonly WordCount[],
  progress: (phase: JobPhase, share: number) => void,
  tools: RewriteTools,
): Promise<Rewritten> {
  const pair = await pairFor(task);
  const aligner: Aligner = (source, target, fixed) =>
    align(source, target, {
      from: task.from,
      to: task.to,
      pair,
      fixed,
      learnt: believed(learnt),
      onProgress: (share) => progress('align', 0.1 + 0.6 * share),
    }).beads;
  const { changed, result } = await reworked();
  const given = changed.map((bead) => pairOf(draft, bead));
  const findings = await tools.check(task, given, (share) => progress('check', 0.7 + 0.25 * share));
  const flags = Map.groupBy(pairFlags(draft), (flag) => flag.bead);
  for (const [k, bead] of changed.entries()) meetFindings(draft, bead, findings[k] ?? [], flags.get(bead) ?? []);
  progress('save', 0.97);
  return { draft, result };

  async function reworked() {
    if (work.kind === 'realign') {
      const beads = [...draft.rows.bead.values()];
      const free = new Set(beads.filter((bead) => bead.state === 'new').map((bead) => bead.id));
      const { changed, made, gone } = rebead(draft, free, aligner, bounds);
      const kept = beads.length - changed.length - gone.length;
      return {
        changed: [...changed, ...made],
        result: { kept, changed: changed.length, made: made.length, gone: gone.length },
      };
    }
    progress('segment', 0);
    const segments = await tools.segment(work.text, work.side === 'source' ? task.from : task.to);
    const { changed, summary } = reimport(draft, work.side, segments, aligner);
    return { changed, result: summary };
  }
}
