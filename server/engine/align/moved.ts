import type { Direction } from './competition.ts';
import type { Stretch } from './corridor.ts';
import { parameters } from './parameters.ts';
import type { Bags } from './tokens.ts';

/** A source and a target sentence that nothing claims and that seem to belong together, out of order. */
interface Couple {
  readonly source: number;
  readonly target: number;
  readonly score: number;
}

/** Whether each sentence of a side is in no bead. */
export interface Unclaimed {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
}

/**
 * Finds paragraphs that stand elsewhere in the other text: among the sentences that the alignment left alone, couples that
 * are each other's best by their words, chained where they rise together. What comes back are disjoint boxes to be aligned
 * like any stretch; none where chance could have made the chain. Linear in the unclaimed sentences, since each looks at
 * the few that share its rarer words.
 */
export function findMovedBlocks(unclaimed: Unclaimed, forward: Direction, backward: Direction): Stretch[] {
  const there = bestOf(unclaimed.source, unclaimed.target, forward, backward);
  const back = bestOf(unclaimed.target, unclaimed.source, backward, forward);
  const couples: Couple[] = [];
  for (const [source, found] of there) {
    if (back.get(found.other)?.other === source) couples.push({ source, target: found.other, score: found.score });
  }
  couples.sort((a, b) => a.source - b.source);
  const { chainStep, leastChain, leastSingle } = parameters.moved;
  const blocks: Stretch[] = [];
  const used = { source: unclaimed.source.slice(), target: unclaimed.target.slice() };
  for (let first = 0; first < couples.length; ) {
    let last = first;
    let score = couples[first]!.score;
    while (last + 1 < couples.length) {
      const down = couples[last + 1]!.source - couples[last]!.source;
      const right = couples[last + 1]!.target - couples[last]!.target;
      if (down > chainStep || right < 1 || right > chainStep) break;
      score += couples[++last]!.score;
    }
    const enough = last > first ? score >= leastChain : score >= leastSingle;
    if (enough) {
      const block = grow(couples[first]!, couples[last]!, used);
      for (let i = block.source[0]; i < block.source[1]; i++) used.source[i] = 0;
      for (let j = block.target[0]; j < block.target[1]; j++) used.target[j] = 0;
      blocks.push(block);
    }
    first = last + 1;
  }
  return blocks.filter(({ source, target }) => source[1] > source[0] && target[1] > target[0]);
}

/** A chain's box, widened by the unclaimed sentences next to both of its ends, cut at the first claimed one inside. */
function grow(first: Couple, last: Couple, free: Unclaimed): Stretch {
  const { margin } = parameters.moved;
  const reach = (side: Uint8Array, from: number, step: number): number => {
    let at = from;
    for (let k = 0; k < margin && side[at + step] === 1; k++) at += step;
    return at;
  };
  const through = (side: Uint8Array, from: number, to: number): number => {
    let at = from;
    while (at < to && side[at + 1] === 1) at++;
    return at;
  };
  const sourceLast = through(free.source, first.source, last.source);
  const targetLast = through(free.target, first.target, last.target);
  return {
    source: [reach(free.source, first.source, -1), reach(free.source, sourceLast, 1) + 1],
    target: [reach(free.target, first.target, -1), reach(free.target, targetLast, 1) + 1],
  };
}

/** For each unclaimed sentence of one side the unclaimed one of the other whose words fit it best, where they fit at all. */
function bestOf(
  from: Uint8Array,
  to: Uint8Array,
  there: Direction,
  back: Direction,
): Map<number, { other: number; score: number }> {
  const { commonType, candidates, leastCouple } = parameters.moved;
  const index = indexOf(to, there.made, commonType);
  const best = new Map<number, { other: number; score: number }>();
  const dense = new Float64Array(there.made.types.length);
  const sums = new Float64Array(to.length);
  for (let i = 0; i < from.length; i++) {
    if (from[i] === 0) continue;
    spread(there, i, dense, 1);
    const touched: number[] = [];
    const seen = new Set<number>();
    eachTranslation(there, i, (type) => {
      if (seen.has(type)) return;
      seen.add(type);
      const places = index.get(type);
      if (!places) return;
      for (const j of places) {
        if (sums[j] === 0) touched.push(j);
        sums[j]! += dense[type]! / Math.sqrt(places.length);
      }
    });
    touched.sort((a, b) => sums[b]! - sums[a]!);
    let found: { other: number; score: number } | null = null;
    for (const j of touched.slice(0, candidates)) {
      const score = (explained(there, i, j, dense) + explainedBack(back, j, i)) * (parameters.wordWeight / 2);
      if (score >= leastCouple && (!found || score > found.score)) found = { other: j, score };
    }
    for (const j of touched) sums[j] = 0;
    spread(there, i, dense, 0);
    if (found) best.set(i, found);
  }
  return best;
}

/** The unclaimed sentences that hold each type, types in too many of them left out. */
function indexOf(unclaimed: Uint8Array, bags: Bags, most: number): Map<number, number[]> {
  const index = new Map<number, number[]>();
  for (let j = 0; j < unclaimed.length; j++) {
    if (unclaimed[j] === 0) continue;
    for (let k = bags.starts[j]!; k < bags.starts[j + 1]!; k++) {
      const type = bags.tokens[k]!;
      const places = index.get(type);
      if (!places) index.set(type, [j]);
      else if (places[places.length - 1] !== j) places.push(j);
    }
  }
  for (const [type, places] of index) if (places.length > most) index.delete(type);
  return index;
}

function eachTranslation(
  { given, translation }: Direction,
  sentence: number,
  visit: (type: number, p: number) => void,
): void {
  for (let k = given.starts[sentence]!; k < given.starts[sentence + 1]!; k++) {
    const type = given.tokens[k]!;
    for (let e = translation.starts[type]!; e < translation.starts[type + 1]!; e++) {
      visit(translation.types[e]!, translation.probabilities[e]!);
    }
  }
}

/** Adds what a sentence explains to the dense row, or clears it. */
function spread(direction: Direction, sentence: number, dense: Float64Array, sign: 0 | 1): void {
  eachTranslation(direction, sentence, (type, p) => {
    dense[type] = sign === 0 ? 0 : dense[type]! + p;
  });
}

/** Log likelihood ratio of sentence j given the spread sentence i. */
function explained(
  { given, made, surprises, translation }: Direction,
  i: number,
  j: number,
  dense: Float64Array,
): number {
  const size = given.starts[i + 1]! - given.starts[i]!;
  let score = 0;
  for (let k = made.starts[j]!; k < made.starts[j + 1]!; k++) {
    const type = made.tokens[k]!;
    const empty = translation.nulls[type]!;
    score += Math.log(empty + (1 - empty) * ((dense[type]! * surprises[k]!) / size + parameters.scoreFloor));
  }
  return score;
}

function explainedBack(back: Direction, j: number, i: number): number {
  const row = new Map<number, number>();
  eachTranslation(back, j, (type, p) => row.set(type, (row.get(type) ?? 0) + p));
  const size = back.given.starts[j + 1]! - back.given.starts[j]!;
  let score = 0;
  for (let k = back.made.starts[i]!; k < back.made.starts[i + 1]!; k++) {
    const type = back.made.tokens[k]!;
    const empty = back.translation.nulls[type]!;
    score += Math.log(
      empty + (1 - empty) * (((row.get(type) ?? 0) * back.surprises[k]!) / size + parameters.scoreFloor),
    );
  }
  return score;
}
