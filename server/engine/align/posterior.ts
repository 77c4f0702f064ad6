import { doubled } from './columns.ts';
import type { Corridor } from './corridor.ts';
import type { Explained } from './evidence.ts';
import { type LengthModel, lengthScore } from './lengths.ts';
import { beadKinds, parameters } from './parameters.ts';
import { type Edges, edgeScore } from './structure.ts';

/** What the text has taught so far about the shape of its alignment. */
export interface Shape {
  readonly lengths: LengthModel;
  /** Log prior of each kind that is open in this round, a prefix of `beadKinds`. */
  readonly kinds: Float64Array;
  /** Chances of entering and of staying in a gap. */
  readonly enter: number;
  readonly stay: number;
}

/** Beads with their posteriors, ordered by the row and the column where they end; absolute boundaries. */
export interface Posterior {
  readonly sourceEnd: Int32Array;
  readonly targetEnd: Int32Array;
  readonly kind: Uint8Array;
  readonly weight: Float32Array;
  /** The score (log evidence of words and length, without priors) of each bead. */
  readonly evidence: Float32Array;
  readonly size: number;
  /** Probability of each source and target sentence of the stretch being in a gap. */
  readonly sourceGap: Float32Array;
  readonly targetGap: Float32Array;
  /** Expected numbers of gaps entered, of further steps inside a gap, and of steps in all. */
  readonly entered: number;
  readonly stayed: number;
  readonly left: number;
  readonly steps: number;
  /** The cells that keep a posterior of at least `leastCell`, as ranges a row (low > high where none). */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Largest log score of a bead: beyond this nothing more is learnt and doubles overflow. */
const ceiling = 200;

/**
 * Forward-backward (Rabiner 1989) over the cells of a corridor with three states: after a bead, inside a source gap,
 * inside a target gap. Scaled doubles, a scale a row; float32 underflows here. Time: cells x kinds; memory: cells.
 */
export function posteriorOf(corridor: Corridor, scores: readonly Float32Array[], shape: Shape): Posterior {
  const { low, high, starts } = corridor;
  const rows = low.length;
  const cells = starts[rows]!;
  const [s0] = corridor.source;
  const [t0, t1] = corridor.target;
  const kinds = shape.kinds.length;
  const { enter, stay } = shape;
  const open = 1 - 2 * enter;
  const change = (1 - stay) * 0.1; // from one gap straight into the other
  const close = (1 - stay) * 0.9;
  const priors = Float64Array.from(shape.kinds, Math.exp);

  const bead = new Float64Array(cells);
  const source = new Float64Array(cells);
  const target = new Float64Array(cells);
  const scale = new Float64Array(rows); // log of what each row was divided by, summed up
  for (let r = 0; r < rows; r++) {
    // Rows hold values divided by exp(scale[r]); before the row is known, take the last one's.
    const base = r === 0 ? 0 : scale[r - 1]!;
    let most = 0;
    const from = starts[r]!;
    for (let j = low[r]!; j <= high[r]!; j++) {
      const cell = from + j - low[r]!;
      let sum = r === 0 && j === t0 ? 1 : 0;
      for (let k = 0; k < kinds; k++) {
        const [a, b] = beadKinds[k]!;
        const pr = r - a;
        if (pr < 0) continue;
        const pj = j - b;
        if (pj < low[pr]! || pj > high[pr]!) continue;
        const p = starts[pr]! + pj - low[pr]!;
        const before = open * bead[p]! + close * (source[p]! + target[p]!);
        if (before === 0) continue;
        sum += before * priors[k]! * Math.exp(scores[k]![cell]! + scale[pr]! - base);
      }
      bead[cell] = sum;
      if (r > 0 && j >= low[r - 1]! && j <= high[r - 1]!) {
        const p = starts[r - 1]! + j - low[r - 1]!;
        source[cell] = (enter * bead[p]! + stay * source[p]! + change * target[p]!) * Math.exp(scale[r - 1]! - base);
      }
      if (j > low[r]!) target[cell] = enter * bead[cell - 1]! + stay * target[cell - 1]! + change * source[cell - 1]!;
      const all = sum + source[cell]! + target[cell]!;
      if (all > most) most = all;
    }
    if (most > 0) {
      for (let cell = from; cell < starts[r + 1]!; cell++) {
        bead[cell]! /= most;
        source[cell]! /= most;
        target[cell]! /= most;
      }
    }
    scale[r] = base + (most > 0 ? Math.log(most) : 0);
  }

  // Backward, with the posteriors on the way. What follows a cell when the next step is a bead is pushed to it from the
  // bead's end, so that each bead is looked at once; only as many rows are kept as the longest bead reaches back.
  const last = rows - 1;
  const end = starts[last]! + t1 - low[last]!;
  const whole = scale[last]! + Math.log(bead[end]! + source[end]! + target[end]!);
  const reach = Math.max(...beadKinds.slice(0, kinds).map(([a]) => a));
  const ahead = Array.from({ length: reach + 1 }, () => new Row());
  const found = new Growing();
  const sourceGap = new Float32Array(rows - 1);
  const targetGap = new Float32Array(t1 - t0);
  const keptLow = new Int32Array(rows).fill(t1 + 1);
  const keptHigh = new Int32Array(rows).fill(t0 - 1);
  let entered = 0;
  let stayed = 0;
  let left = 0;
  let steps = 0;
  let below = new Backward();
  let here = new Backward();
  for (let r = last; r >= 0; r--) {
    const from = starts[r]!;
    const width = high[r]! - low[r]! + 1;
    const onward = ahead[r % (reach + 1)]!;
    onward.settle(r === last ? 0 : below.scale, width);
    const base = onward.scale;
    here.open(width);
    let most = 0;
    for (let x = width - 1; x >= 0; x--) {
      const j = low[r]! + x;
      let down = 0;
      if (r < last && j >= low[r + 1]! && j <= high[r + 1]!)
        down = below.source[j - low[r + 1]!]! * Math.exp(below.scale - base);
      const right = x + 1 < width ? here.target[x + 1]! : 0;
      const done = r === last && j === t1 ? 1 : 0;
      const follows = onward.values[x]!;
      const ofBead = done + open * follows + enter * (down + right);
      const ofSource = done + close * follows + stay * down + change * right;
      const ofTarget = done + close * follows + change * down + stay * right;
      here.bead[x] = ofBead;
      here.source[x] = ofSource;
      here.target[x] = ofTarget;
      const all = ofBead + ofSource + ofTarget;
      if (all > most) most = all;
    }
    here.divide(most, width);
    here.scale = base + (most > 0 ? Math.log(most) : 0);
    onward.clear();

    const scaled = Math.exp(scale[r]! + here.scale - whole);
    for (let x = width - 1; x >= 0; x--) {
      const j = low[r]! + x;
      const cell = from + x;
      const inSource = source[cell]! * here.source[x]! * scaled;
      const inTarget = target[cell]! * here.target[x]! * scaled;
      const mass = bead[cell]! * here.bead[x]! * scaled + inSource + inTarget;
      if (mass >= parameters.leastCell) {
        keptLow[r] = j;
        if (keptHigh[r]! < j) keptHigh[r] = j;
        if (r > 0) sourceGap[r - 1]! += inSource;
        if (j > t0) targetGap[j - t0 - 1]! += inTarget;
        steps += mass;
        // How often gaps were entered and kept to: the flows from the neighbours.
        if (inSource > 0 && r > 0 && j >= low[r - 1]! && j <= high[r - 1]!) {
          const p = starts[r - 1]! + j - low[r - 1]!;
          const flow = here.source[x]! * Math.exp(scale[r - 1]! + here.scale - whole);
          entered += enter * bead[p]! * flow;
          stayed += stay * source[p]! * flow;
        }
        if (inTarget > 0 && x > 0) {
          entered += enter * bead[cell - 1]! * here.target[x]! * scaled;
          stayed += stay * target[cell - 1]! * here.target[x]! * scaled;
        }
      }
      const after = here.bead[x]!;
      if (after === 0 || bead[cell] === 0) continue;
      for (let k = kinds - 1; k >= 0; k--) {
        const [a, b] = beadKinds[k]!;
        const pr = r - a;
        if (pr < 0) continue;
        const pj = j - b;
        if (pj < low[pr]! || pj > high[pr]!) continue;
        const score = scores[k]![cell]!;
        const flow = priors[k]! * after * Math.exp(score);
        if (flow === 0) continue;
        ahead[pr % (reach + 1)]!.add(pj - low[pr]!, flow, here.scale, high[pr]! - low[pr]! + 1);
        if (mass < parameters.leastCell) continue;
        const p = starts[pr]! + pj - low[pr]!;
        const gap = close * (source[p]! + target[p]!);
        const through = flow * Math.exp(scale[pr]! + here.scale - whole);
        const weight = (open * bead[p]! + gap) * through;
        left += gap * through;
        if (weight > parameters.leastCell) found.add(s0 + r, j, k, weight, score);
      }
    }
    [below, here] = [here, below];
  }
  return { ...found.reversed(), sourceGap, targetGap, entered, stayed, left, steps, low: keptLow, high: keptHigh };
}

/** Backward values of one row's cells, divided by exp(scale). */
class Backward {
  bead = new Float64Array(64);
  source = new Float64Array(64);
  target = new Float64Array(64);
  scale = 0;

  open(width: number): void {
    if (this.bead.length >= width) return;
    this.bead = new Float64Array(width * 2);
    this.source = new Float64Array(width * 2);
    this.target = new Float64Array(width * 2);
  }

  divide(by: number, width: number): void {
    if (by === 0) return;
    for (let x = 0; x < width; x++) {
      this.bead[x]! /= by;
      this.source[x]! /= by;
      this.target[x]! /= by;
    }
  }
}

/** What has been pushed to a row so far, divided by exp(scale); the scale only rises, as nearer rows push. */
class Row {
  values = new Float64Array(64);
  scale = Number.NEGATIVE_INFINITY;

  /** Brings the row to a scale that is not lower, and to its width. */
  settle(scale: number, width: number): void {
    if (this.values.length < width) {
      const wider = new Float64Array(width * 2);
      wider.set(this.values);
      this.values = wider;
    }
    if (scale <= this.scale) return;
    const factor = Math.exp(this.scale - scale);
    for (let x = 0; x < width; x++) this.values[x]! *= factor;
    this.scale = scale;
  }

  add(x: number, value: number, scale: number, width: number): void {
    if (scale > this.scale || this.values.length < width) this.settle(scale, width);
    this.values[x]! += value * Math.exp(scale - this.scale);
  }

  clear(): void {
    this.values.fill(0);
    this.scale = Number.NEGATIVE_INFINITY;
  }
}

/** Log evidence of every bead that ends in a cell: an array of cells a kind, as `posteriorOf` wants it. */
export function beadScores(
  corridor: Corridor,
  forward: Explained,
  backward: Explained,
  sourceSums: Float64Array,
  targetSums: Float64Array,
  lengths: LengthModel,
  kinds: number,
  edges: { readonly source: Edges; readonly target: Edges },
): Float32Array[] {
  const { low, high, starts } = corridor;
  const rows = low.length;
  const [s0] = corridor.source;
  const [t0] = corridor.target;
  const half = parameters.wordWeight / 2;
  const scores = Array.from({ length: kinds }, () => new Float32Array(starts[rows]!));
  for (let k = 0; k < kinds; k++) {
    const [a, b] = beadKinds[k]!;
    const into = scores[k]!;
    const ofSource = lengths.chance.source[a - 1]!;
    const ofTarget = lengths.chance.target[b - 1]!;
    const given = forward.scores[a - 1]!;
    const explaining = backward.scores[b - 1]!;
    for (let r = a; r < rows; r++) {
      for (let j = Math.max(low[r]!, low[r - a]! + b); j <= Math.min(high[r]!, high[r - a]! + b); j++) {
        let made = 0;
        const row = forward.starts[r]! - forward.low[r]!;
        for (let x = 0; x < b; x++) made += given[row + j - x]!;
        let meant = 0;
        const column = j - t0;
        const place = backward.starts[column]! - backward.low[column]!;
        for (let x = 0; x < a; x++) meant += explaining[place + s0 + r - x]!;
        const words = made + meant - parameters.lopsided * Math.abs(made - meant);
        const i = s0 + r;
        const score =
          half * words +
          lengthScore(lengths, sourceSums[i]! - sourceSums[i - a]!, targetSums[j]! - targetSums[j - b]!) -
          (ofSource[i]! + ofTarget[j]!) / 2 +
          edgeScore(edges.source, edges.target, i, j, a, b);
        into[starts[r]! + j - low[r]!] = Math.min(ceiling, score);
      }
    }
  }
  return scores;
}

/** Parallel columns that grow. */
class Growing {
  private sourceEnd = new Int32Array(4096);
  private targetEnd = new Int32Array(4096);
  private kind = new Uint8Array(4096);
  private weight = new Float32Array(4096);
  private evidence = new Float32Array(4096);
  private size = 0;

  add(sourceEnd: number, targetEnd: number, kind: number, weight: number, evidence: number): void {
    const n = this.size;
    if (n === this.sourceEnd.length) {
      this.sourceEnd = doubled(this.sourceEnd);
      this.targetEnd = doubled(this.targetEnd);
      this.kind = doubled(this.kind);
      this.weight = doubled(this.weight);
      this.evidence = doubled(this.evidence);
    }
    this.sourceEnd[n] = sourceEnd;
    this.targetEnd[n] = targetEnd;
    this.kind[n] = kind;
    this.weight[n] = weight;
    this.evidence[n] = evidence;
    this.size++;
  }

  /** The columns, last first: they were found from the end of the text. */
  reversed() {
    const { size } = this;
    return {
      sourceEnd: this.sourceEnd.slice(0, size).reverse(),
      targetEnd: this.targetEnd.slice(0, size).reverse(),
      kind: this.kind.slice(0, size).reverse(),
      weight: this.weight.slice(0, size).reverse(),
      evidence: this.evidence.slice(0, size).reverse(),
      size,
    };
  }
}
