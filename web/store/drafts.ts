import { effect, type Signal, signal } from '@preact/signals';

/** Texts typed and neither saved nor thrown away, by `bead/side`. */
export type Drafts = ReadonlyMap<string, string>;

/**
 * The drafts of a bitext, kept in the browser: a reload or a crash loses none. Each has an entry of its own, so that two
 * tabs do not write over one another's.
 * @returns the drafts, and what ends the keeping
 */
export function keptDrafts(bitext: string): { drafts: Signal<Drafts>; stop: () => void } {
  const prefix = `sverka.draft.${bitext}.`;
  const found = new Map<string, string>();
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) found.set(key.slice(prefix.length), localStorage.getItem(key) ?? '');
  }
  const drafts = signal<Drafts>(found);
  let written: Drafts = found;
  const stop = effect(() => {
    const now = drafts.value;
    for (const [key, text] of now) if (written.get(key) !== text) localStorage.setItem(prefix + key, text);
    for (const key of written.keys()) if (!now.has(key)) localStorage.removeItem(prefix + key);
    written = now;
  });
  return { drafts, stop };
}
