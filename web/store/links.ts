import { signal } from '@preact/signals';
import type { InferResponseType } from 'hono/client';
import { answer, api, Refusal, Unreachable } from '../api.ts';
import type { Bead, Side, Span } from './model.ts';

/**
 * Which words of a bead stand for each other, as the server says: asked for when a reader looks at a bead's words, and kept
 * until the bead changes.
 */

type Links = InferResponseType<(typeof api.bitexts)[':id']['links']['$get'], 200>['links'][number];
export type WordLink = Links['pairs'][number];

/** A word that is looked at. */
export interface Look {
  readonly bead: number;
  readonly side: Side;
  readonly span: Span;
}

/** The word that is pointed at, or that the keyboard is on; null for none. */
export const looked = signal<Look | null>(null);

/** By bitext, bead, version of the bead, and version of the project's settings; the ones used last at the end. */
const kept = new Map<string, readonly WordLink[]>();
const mostKept = 2000;
const asked = new Set<string>();
/** Goes up whenever links arrive, so that whoever shows them draws again. */
export const arrived = signal(0);

function keyOf(bitext: string, settings: number, bead: Bead): string {
  return `${bitext} ${settings} ${bead.id} ${bead.version}`;
}

/** The links of a bead if they are here; else they are asked for, and null for now. */
export function linksOf(bitext: string, settings: number, bead: Bead): readonly WordLink[] | null {
  const key = keyOf(bitext, settings, bead);
  const known = kept.get(key);
  if (known) return known;
  if (!asked.has(key) && bead.id > 0) void ask(bitext, key, bead);
  return null;
}

async function ask(bitext: string, key: string, bead: Bead): Promise<void> {
  asked.add(key);
  try {
    const { links } = await answer(
      api.bitexts[':id'].links.$get({ param: { id: bitext }, query: { beads: String(bead.id) } }),
    );
    const [found] = links;
    if (found?.version !== bead.version) return;
    kept.set(key, found.pairs);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    arrived.value++;
  } catch (error) {
    // Links are a help that may be missing; the next look asks again.
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
  } finally {
    asked.delete(key);
  }
}

/** The stretches of both sides that belong to the word at an offset, the word itself among them; null where it has no counterpart. */
export function linkedAt(
  links: readonly WordLink[],
  side: Side,
  offset: number,
): { readonly source: readonly Span[]; readonly target: readonly Span[] } | null {
  const [from, to] = side === 'source' ? ([0, 1] as const) : ([2, 3] as const);
  const here = links.filter((link) => link[from] <= offset && offset < link[to]);
  if (here.length === 0) return null;
  // A word of a phrase may share its counterpart with others: all that hang together are shown.
  const other = side === 'source' ? 2 : 0;
  const places = new Set(here.map((link) => link[other]));
  const all = links.filter((link) => places.has(link[other]));
  return {
    source: all.map(([start, end]): Span => [start, end]),
    target: all.map(([, , start, end]): Span => [start, end]),
  };
}

/** What stands in the other side for a stretch of this one: from the first of its words' counterparts to the last; null for none. */
export function counterpartOf(links: readonly WordLink[], side: Side, span: Span): Span | null {
  const [from, to, start, end] = side === 'source' ? ([0, 1, 2, 3] as const) : ([2, 3, 0, 1] as const);
  const inside = links.filter((link) => link[from] < span[1] && link[to] > span[0]);
  if (inside.length === 0) return null;
  return [Math.min(...inside.map((link) => link[start])), Math.max(...inside.map((link) => link[end]))];
}
