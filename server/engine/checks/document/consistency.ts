/**
 * Finds what one text renders in two ways: a sentence, a quotation or a term that comes back in other words, a name that is written
 * in two ways, an acronym that is written or explained otherwise elsewhere, a figure that is another one where it comes back, and two
 * terms that are rendered as one. The rarer way is flagged, with the commoner one as suggestion.
 *
 * Leaves alone: sentences of less than four words; renderings that are as common as each other, but for whole sentences, of which the
 * first counts; words that only differ in their endings or capitals; terms that a text uses fewer than four times.
 */

import type { Flag, Pair, Span } from '../../bitext.ts';
import type { Rendering, RenderingKind } from './renderings.ts';

/** Ids of the checks that look at a whole text and not at one pair. */
export const documentChecks: ReadonlySet<string> = new Set(['consistency']);

/** How many renderings a thing must have, and the share that a rendering may have at most to be flagged. */
const rules: Readonly<
  Record<RenderingKind, { readonly least: number; readonly share: number; readonly confidence: number }>
> = {
  sentence: { least: 2, share: 0.5, confidence: 0.6 },
  quotation: { least: 2, share: 0.5, confidence: 0.6 },
  name: { least: 3, share: 0.34, confidence: 0.8 },
  term: { least: 4, share: 0.34, confidence: 0.5 },
  acronym: { least: 3, share: 0.34, confidence: 0.7 },
  stands: { least: 3, share: 0.34, confidence: 0.7 },
  explained: { least: 2, share: 0.5, confidence: 0.7 },
  figure: { least: 2, share: 0.5, confidence: 0.7 },
  merged: { least: 3, share: 0.34, confidence: 0.5 },
};

/** Flags of each pair, in the order of the pairs. Linear in all renderings. */
export function flagInconsistencies(pairs: readonly Pair[], renderings: readonly (readonly Rendering[])[]): Flag[][] {
  const groups = new Map<string, { pair: number; rendering: Rendering }[]>();
  for (const [pair, some] of renderings.entries()) {
    for (const rendering of some) {
      const key = `${rendering.kind} ${rendering.key}`;
      const known = groups.get(key);
      if (known) known.push({ pair, rendering });
      else groups.set(key, [{ pair, rendering }]);
    }
  }
  const flags: Flag[][] = pairs.map(() => []);
  for (const group of groups.values()) {
    const kind = group[0]?.rendering.kind;
    if (!kind || group.length < rules[kind].least) continue;
    const ways = Map.groupBy(group, ({ rendering }) => rendering.said);
    if (ways.size < 2) continue;
    // The commonest way, the first of equals.
    const usual = [...ways.values()].reduce((best, way) => (way.length > best.length ? way : best));
    const right = usual[0]?.rendering;
    if (!right) continue;
    for (const way of ways.values()) {
      if (way === usual || way.length / group.length > rules[kind].share) continue;
      for (const { pair, rendering } of way) {
        if (kind === 'name' && !isOtherSpelling(rendering.said, right.said)) continue;
        if (kind === 'stands' && isOtherWord(groups, rendering)) continue;
        flags[pair]?.push(flagOf(rendering, right, usual.length));
      }
    }
  }
  return flags.map(widest);
}

/** One cause, one flag: what stands inside a sentence that is flagged as a whole has the same cause. */
function widest(flags: readonly Flag[]): Flag[] {
  const covers = ([a, b]: Span, [c, d]: Span): boolean => a <= c && d <= b;
  return flags.filter(
    ({ target }, i) => !flags.some((other, k) => k < i && other.target && target && covers(other.target, target)),
  );
}

/** Whether two spellings may be slips of one name, and neither the other's adjective or plural: Petrov and Petroff, not Wales and Welsh, Russia and Russian. */
function isOtherSpelling(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  let start = 0;
  while (start < length && a[start] === b[start]) start++;
  let end = 0;
  while (end < length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return !a.startsWith(b) && !b.startsWith(a) && length - start - end <= 2;
}

/** Whether an acronym of the original comes back and is always rendered by the same: then two of the original mean the same. */
function isOtherWord(groups: ReadonlyMap<string, readonly { rendering: Rendering }[]>, { said }: Rendering): boolean {
  const all = groups.get(`acronym ${said}`) ?? [];
  return all.length > 1 && new Set(all.map(({ rendering }) => rendering.said)).size === 1;
}

function flagOf(rendering: Rendering, right: Rendering, times: number): Flag {
  const { kind, text, source, target, original = '' } = rendering;
  // A rendering that is held to another thing's is right there, and not here.
  const suggestion = kind === 'stands' || kind === 'merged' ? (rendering.instead ?? null) : right.text;
  const other = right.original ?? '';
  return {
    check: 'consistency',
    category: 'terminology/inconsistent',
    severity: 'minor',
    confidence: rules[kind].confidence,
    source,
    target,
    message: {
      key: `consistency.${kind}`,
      params: { target: text, suggestion: suggestion ?? '', count: times, source: original, other },
    },
    suggestion,
  };
}
