import type { Bead, Severity } from './model.ts';
import { isDoubtful, isGap, isTodo, openFlags, originalOf, textOf } from './model.ts';
import { occurrences } from './pieces.ts';

export const groups = ['all', 'todo', 'flagged', 'doubtful', 'edited', 'bookmarked', 'gaps', 'confirmed'] as const;
export type Group = (typeof groups)[number];

/** Which beads are shown: all conditions at once; null and '' ask for nothing. */
export interface Filter {
  readonly group: Group;
  readonly severity: Severity | null;
  /** A category, or all of a kind: `accuracy` holds `accuracy/omission`. */
  readonly category: string | null;
  readonly search: string;
  /** Some beads alone, and what they have in common. */
  readonly only?: { readonly beads: ReadonlySet<number>; readonly label: string } | undefined;
}

export const everything: Filter = { group: 'all', severity: null, category: null, search: '' };

function inGroup(bead: Bead, group: Group): boolean {
  switch (group) {
    case 'all':
      return true;
    case 'todo':
      return isTodo(bead);
    case 'flagged':
      return openFlags(bead).length > 0;
    case 'doubtful':
      return isDoubtful(bead);
    case 'edited':
      return bead.edited;
    case 'bookmarked':
      return bead.bookmarked;
    case 'gaps':
      return isGap(bead);
    case 'confirmed':
      return bead.state !== 'new';
  }
}

export function matches(bead: Bead, filter: Filter): boolean {
  if (!inGroup(bead, filter.group)) return false;
  if (filter.only && !filter.only.beads.has(bead.id)) return false;
  if (filter.severity !== null || filter.category !== null) {
    const fits = openFlags(bead).some(
      ({ severity, category }) =>
        (filter.severity === null || severity === filter.severity) &&
        (filter.category === null || category === filter.category || category.startsWith(`${filter.category}/`)),
    );
    if (!fits) return false;
  }
  return filter.search === '' || found(bead, filter.search);
}

function found(bead: Bead, phrase: string): boolean {
  return (
    occurrences(textOf(bead, 'source'), phrase).length > 0 ||
    occurrences(textOf(bead, 'target'), phrase).length > 0 ||
    (bead.edited && occurrences(originalOf(bead, 'target'), phrase).length > 0)
  );
}

export interface Tally {
  readonly groups: Readonly<Record<Group, number>>;
  /** Open flags by severity. */
  readonly flags: Readonly<Record<Severity, number>>;
  /** Beads with an open flag of a severity. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** Beads with an open flag of a category. */
  readonly categories: ReadonlyMap<string, number>;
  readonly reviewed: number;
}

/** All counts that the page shows, from the beads themselves. O(beads + flags). */
export function tally(beads: readonly Bead[]): Tally {
  const inGroups: Record<Group, number> = {
    all: 0,
    todo: 0,
    flagged: 0,
    doubtful: 0,
    edited: 0,
    bookmarked: 0,
    gaps: 0,
    confirmed: 0,
  };
  const flags: Record<Severity, number> = { critical: 0, major: 0, minor: 0, neutral: 0 };
  const flagged: Record<Severity, number> = { critical: 0, major: 0, minor: 0, neutral: 0 };
  const categories = new Map<string, number>();
  for (const bead of beads) {
    for (const group of groups) if (inGroup(bead, group)) inGroups[group]++;
    const open = openFlags(bead);
    for (const { severity } of open) flags[severity]++;
    for (const severity of new Set(open.map((flag) => flag.severity))) flagged[severity]++;
    for (const category of new Set(open.map((flag) => flag.category))) {
      categories.set(category, (categories.get(category) ?? 0) + 1);
    }
  }
  return { groups: inGroups, flags, severities: flagged, categories, reviewed: beads.length - inGroups.todo };
}
