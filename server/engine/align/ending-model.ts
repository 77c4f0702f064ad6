import type { Word } from '../text/words.ts';

const letters = 2;
/** Chance is believed as if so many links had shown it. */
const believed = 20;

interface Example {
  readonly source: readonly Word[];
  readonly target: readonly Word[];
  readonly links: readonly { readonly source: number; readonly target: number; readonly kind: string }[];
}

/** Which endings of words go together, as linked words have them: most of what is known of parts of speech without a grammar. */
export class EndingModel {
  private readonly together = new Map<string, number>();
  private readonly ofSource = new Map<string, number>();
  private readonly ofTarget = new Map<string, number>();
  private total = 0;

  constructor(pairs: Iterable<Example>) {
    for (const { source, target, links } of pairs) {
      for (const link of links) {
        if (link.kind !== 'lexicon') continue;
        const [a, b] = [endingOf(source[link.source]), endingOf(target[link.target])];
        if (a === '' || b === '') continue;
        count(this.together, `${a}~${b}`);
        count(this.ofSource, a);
        count(this.ofTarget, b);
        this.total++;
      }
    }
  }

  /** How much oftener than by chance the ending of the one goes with that of the other; 1 where nothing is known. */
  ratio(source: Word, target: Word): number {
    const [a, b] = [endingOf(source), endingOf(target)];
    const byChance = (this.ofTarget.get(b) ?? 0) / Math.max(1, this.total);
    if (byChance === 0) return 1;
    const seen = this.together.get(`${a}~${b}`) ?? 0;
    return (seen + believed * byChance) / ((this.ofSource.get(a) ?? 0) + believed) / byChance;
  }
}

function endingOf(word: Word | undefined): string {
  return word && word.folded.length > letters + 1 ? word.folded.slice(-letters) : '';
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
