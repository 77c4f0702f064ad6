import type { Bead, Segment } from '../bitext.ts';
import type { LanguagePair } from '../languages/pair.ts';
import { assemble, unclaimedBy, withMoved } from './assembly.ts';
import { type Brought, whatBrought } from './brought.ts';
import { competeForWords, type Direction } from './competition.ts';
import { type Corridor, closeCorridor, findCorridor, type Stretch } from './corridor.ts';
import { type DecodedBead, decode } from './decoding.ts';
import { columnsOf, explain, rowsOf, surprise } from './evidence.ts';
import { firstLengthModel, lengthSums } from './lengths.ts';
import { firstManner, lessonsOf, mannerOfPart, mannerOfText, shapeOf } from './manner.ts';
import { findMovedBlocks } from './moved.ts';
import { narrowed } from './narrowing.ts';
import { beadKinds, maxGroup, parameters, rounds } from './parameters.ts';
import { beadScores, type Posterior, posteriorOf, type Shape } from './posterior.ts';
import { findPriors, type LearntPair } from './priors.ts';
import { type Edges, edgesOf } from './structure.ts';
import { type Bags, localBackground, readBags } from './tokens.ts';
import { bothPriorRows, firstTranslation, relearn } from './translation.ts';

export interface AlignOptions {
  readonly from: string;
  readonly to: string;
  /** What is known of the language pair; without it everything is learnt from the text. */
  readonly pair?: LanguagePair | null;
  /** Word pairs learnt from texts that people have confirmed: one more prior. */
  readonly learnt?: readonly LearntPair[];
  /** Beads that a person confirmed, with segments on both sides, rising: they stay as they are, and the rest is aligned between them. */
  readonly fixed?: readonly Bead[];
  /** Whether to say what each kind of evidence brought. */
  readonly explain?: boolean;
  /** Called with the share done, 0 to 1, a few times a second. */
  readonly onProgress?: (share: number) => void;
}

export interface Alignment {
  /** Every segment of both sides in exactly one bead, in the order of the text. */
  readonly beads: Bead[];
  /** Log evidence of words and length for each pair of sentences: under 1 for texts that have nothing to do with each other, 5 to 20 for news. */
  readonly evidence: number;
  /** False where the two texts do not seem to belong together; no bead is then claimed. */
  readonly related: boolean;
  /** What each kind of evidence brought, where that was asked for. */
  readonly brought?: Brought;
}

/**
 * Aligns two segmented texts. Sentences are bags of tokens; beads are scored by how much better their words explain each
 * other than the neighbourhood would, by length, and by a prior; word translations, lengths, kinds and gaps are all learnt
 * from the text itself by expectation-maximisation inside a corridor that narrows. docs/alignment.md has the method.
 *
 * Time and memory are linear in the sentences, but for the sort of the anchors. Pure and synchronous: run it in a worker.
 */
export function align(source: readonly Segment[], target: readonly Segment[], options: AlignOptions): Alignment {
  const report = options.onProgress ?? (() => {});
  const sourceBags = readBags(source.map((segment) => segment.text));
  const targetBags = readBags(target.map((segment) => segment.text));
  report(0.05);
  const fixed = options.fixed ?? [];
  const stretches = stretchesBetween(fixed, source.length, target.length);
  const edges = { source: edgesOf(source), target: edgesOf(target) };
  const { paths, brought } = learn(sourceBags, targetBags, edges, stretches, options);
  const alignment = assemble(paths, stretches, fixed, Boolean(options.pair), { source, target });
  return brought ? { ...alignment, brought } : alignment;
}

/** The parts of both sides that lie between confirmed beads. */
function stretchesBetween(fixed: readonly Bead[], sources: number, targets: number): Stretch[] {
  const stretches: Stretch[] = [];
  let s = 0;
  let t = 0;
  for (const bead of fixed) {
    const nextS = bead.source[0] ?? s;
    const nextT = bead.target[0] ?? t;
    stretches.push({ source: [s, nextS], target: [t, nextT] });
    s = bead.source.length > 0 ? bead.source[bead.source.length - 1]! + 1 : s;
    t = bead.target.length > 0 ? bead.target[bead.target.length - 1]! + 1 : t;
  }
  stretches.push({ source: [s, sources], target: [t, targets] });
  return stretches;
}

/** Runs the rounds and returns the chosen path of each stretch, and what it rests on where that was asked for. */
function learn(
  source: Bags,
  target: Bags,
  edges: { readonly source: Edges; readonly target: Edges },
  stretches: readonly Stretch[],
  options: AlignOptions,
): { paths: DecodedBead[][]; brought: Brought | null } {
  const report = options.onProgress ?? (() => {});
  const priors = findPriors(source, target, options.pair ?? null, options.learnt);
  const { forward: forwardRows, backward: backwardRows } = bothPriorRows(priors, source, target);
  const sourceBackground = localBackground(source);
  const targetBackground = localBackground(target);
  const sourceSurprise = surprise(sourceBackground);
  const targetSurprise = surprise(targetBackground);
  const sourceSums = lengthSums(source);
  const targetSums = lengthSums(target);
  report(0.1);
  let corridors = stretches.map((stretch) => findCorridor(stretch, source, target, priors));
  report(0.15);
  let forward = firstTranslation(forwardRows, target.types.length, rounds[0]!.nullPrior);
  let backward = firstTranslation(backwardRows, source.types.length, rounds[0]!.nullPrior);
  let manner = firstManner(firstLengthModel(sourceSums, targetSums, maxGroup));
  let manners = corridors.map(() => manner);
  let posteriors: Posterior[] = [];

  const evidenceOf = (corridor: Corridor, { lengths, kinds: { length: kinds } }: Shape): Float32Array[] => {
    const groups = largestGroups(kinds);
    return beadScores(
      corridor,
      explain(rowsOf(corridor, groups.target), groups.source, source, target, targetSurprise, forward),
      explain(columnsOf(corridor, groups.source), groups.target, target, source, sourceSurprise, backward),
      sourceSums,
      targetSums,
      lengths,
      kinds,
      edges,
    );
  };
  const directions = (): readonly [Direction, Direction] => [
    { given: source, made: target, surprises: targetSurprise, translation: forward },
    { given: target, made: source, surprises: sourceSurprise, translation: backward },
  ];
  const compete = (corridor: Corridor, posterior: Posterior, shape: Shape): Posterior => {
    const scores = competeForWords(
      corridor,
      posterior,
      ...directions(),
      sourceSums,
      targetSums,
      shape.lengths,
      shape.kinds.length,
      edges,
    );
    return posteriorOf(corridor, scores, shape);
  };

  const long = source.sentences + target.sentences > parameters.longText;
  const least = long ? parameters.leastTranslationLong : parameters.leastTranslation;
  const innerSteps = long ? 1 : parameters.innerSteps;
  const schedule = long ? rounds.filter((round, number) => number < 4 || round.compete) : rounds;
  let kinds = 0;
  for (let number = 0; ; ) {
    const round = schedule[number]!;
    kinds = affordableKinds(corridors, round.kinds);
    posteriors = corridors.map((corridor, k) => {
      const shape = shapeOf(manners[k]!, kinds);
      const posterior = posteriorOf(corridor, evidenceOf(corridor, shape), shape);
      report(0.15 + (0.8 * (number + (k + 1) / corridors.length)) / schedule.length);
      return round.compete ? compete(corridor, posterior, shape) : posterior;
    });
    if (number === schedule.length - 1) break;
    const [lesson, mirrored] = lessonsOf(posteriors);
    for (let step = 0; step < innerSteps; step++) {
      forward = relearn(lesson, source, target, targetBackground, forwardRows, forward, round.nullPrior, least);
      backward = relearn(mirrored, target, source, sourceBackground, backwardRows, backward, round.nullPrior, least);
    }
    manner = mannerOfText(manner, posteriors, lesson, sourceSums, targetSums, round.learnGaps);
    const cells = cellsOf(corridors);
    const parts = corridors.map((corridor, k) => narrowed(corridor, posteriors[k]!, round.widen));
    manners = parts.flatMap((part, k) => {
      const own =
        corridors.length === 1 ? manner : mannerOfPart(manner, posteriors[k]!, sourceSums, targetSums, round.learnGaps);
      return part.map(() => own);
    });
    corridors = parts.flat();
    const hopeless =
      cells > parameters.corridor.worthKnowing && cellsOf(corridors) > parameters.corridor.stagnant * cells;
    number = hopeless ? schedule.length - 1 : number + 1;
  }
  const paths = joined(
    stretches,
    corridors.map((corridor, k) => decode(corridor, posteriors[k]!)),
    corridors,
  );
  const blocks = findMovedBlocks(unclaimedBy(paths, source.sentences, target.sentences), ...directions());
  const moved = blocks.map((block) => {
    const corridor = wholeBox(block);
    const shape = shapeOf(manner, kinds);
    return decode(corridor, compete(corridor, posteriorOf(corridor, evidenceOf(corridor, shape), shape), shape));
  });
  const chosen = paths.map((path) => withMoved(path, moved.flat()));
  report(1);
  if (!options.explain) return { paths: chosen, brought: null };
  const [there, back] = directions();
  const brought = whatBrought(
    chosen.flat(),
    { ...there, priors: forwardRows },
    { ...back, priors: backwardRows },
    { source: sourceSums, target: targetSums },
    manner.lengths,
    edges,
  );
  return { paths: chosen, brought };
}

/** Puts the paths of the parts that a stretch was cut into together again. */
function joined(
  stretches: readonly Stretch[],
  paths: readonly DecodedBead[][],
  corridors: readonly Corridor[],
): DecodedBead[][] {
  let next = 0;
  return stretches.map((stretch) => {
    const parts: (readonly DecodedBead[])[] = [];
    for (let ended = false; !ended; next++) {
      const { source, target } = corridors[next]!;
      parts.push(paths[next]!);
      ended = source[1] === stretch.source[1] && target[1] === stretch.target[1];
    }
    return parts.flat();
  });
}

/** Every cell of a small box. */
function wholeBox(stretch: Stretch): Corridor {
  const rows = stretch.source[1] - stretch.source[0] + 1;
  return closeCorridor(
    stretch,
    new Int32Array(rows).fill(stretch.target[0]),
    new Int32Array(rows).fill(stretch.target[1]),
  );
}

/** Where nothing tells sentences apart the corridor stays wide, and only the commonest kinds can be afforded. */
function affordableKinds(corridors: readonly Corridor[], wanted: number): number {
  return Math.max(3, Math.min(wanted, Math.floor(parameters.corridor.mostScores / Math.max(1, cellsOf(corridors)))));
}

function cellsOf(corridors: readonly Corridor[]): number {
  return corridors.reduce((sum, corridor) => sum + corridor.starts[corridor.low.length]!, 0);
}

function largestGroups(open: number): { source: number; target: number } {
  const kinds = beadKinds.slice(0, open);
  return { source: Math.max(...kinds.map((kind) => kind[0])), target: Math.max(...kinds.map((kind) => kind[1])) };
}
