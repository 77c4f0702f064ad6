/**
 * Plants errors in the names of good translations: another name of the same kind (from the table of names or from other
 * pairs), two persons exchanged, and slips of the fingers.
 */

import type { Span } from '../../server/engine/bitext.ts';
import type { PairReading } from '../../server/engine/checks/check.ts';
import type { NameReading, TargetName } from '../../server/engine/checks/names/name-reading.ts';
import type { KnownName, NameKind } from '../../server/engine/languages/names.ts';

type Random = () => number;
const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];

export interface NamePlant {
  readonly kind: string;
  readonly text: string;
  /** The wrong words. */
  readonly span: Span;
}

/** Names to put in place of others: of the table by kind, and of other texts. */
export interface NamePools {
  readonly byKind: ReadonlyMap<NameKind, readonly string[]>;
  /** Capitalised words of other pairs that no dictionary knows. */
  readonly strange: readonly string[];
}

export function poolsOf(names: readonly KnownName[], strange: readonly string[]): NamePools {
  const byKind = new Map<NameKind, string[]>();
  for (const { kind, target } of names) {
    const [form = ''] = target;
    if (!/^\p{Lu}[\p{L}'’ -]{3,}$/u.test(form) || form.split(' ').length > 2) continue;
    byKind.set(kind, [...(byKind.get(kind) ?? []), form]);
  }
  return { byKind, strange: strange.filter((name) => /^\p{Lu}\p{Ll}{3,}$/u.test(name)) };
}

/** Names that stand for what the original names: only these can be made wrong. */
function rightNames(names: NameReading, reading: PairReading): TargetName[] {
  return names.targets.filter(
    ({ exact, cost, text, index, familiar, names: listed }) =>
      text.length > 2 &&
      (exact || cost <= 0.15) &&
      (familiar !== 'word' || listed.length > 0 || isInName(index, reading)) &&
      (reading.target.linked[index]! >= 0 || cost <= 0.15),
  );
}

/** A common word beside another capital: Supreme Court. */
function isInName(index: number, { target: { words } }: PairReading): boolean {
  return (
    !words[index]!.first && [words[index - 1], words[index + 1]].some((word) => word?.capital === true && !word.first)
  );
}

/** Another name of the same kind in place of one. */
export function swap(names: NameReading, reading: PairReading, pools: NamePools, random: Random): NamePlant | null {
  const name = pick(rightNames(names, reading), random);
  if (!name) return null;
  const kinds = [...new Set(name.names.map(({ kind }) => kind))].filter(
    (kind) => (pools.byKind.get(kind)?.length ?? 0) > 5,
  );
  const kind = random() < 0.75 ? pick(kinds, random) : undefined;
  const other = kind ? pick(pools.byKind.get(kind) ?? [], random) : pick(pools.strange, random);
  if (other === undefined || isExpected(other, names, reading)) return null;
  return replace(reading, name, other, kind ?? 'strange');
}

function isExpected(form: string, names: NameReading, { target }: PairReading): boolean {
  return form.split(' ').some((word) => names.expected.has(target.language.fold(word)) || target.text.includes(word));
}

/** Two names of one kind, each in the other's place. */
export function exchange(names: NameReading, reading: PairReading, random: Random): NamePlant | null {
  const able = rightNames(names, reading).filter(
    ({ names: listed, familiar }) =>
      familiar === 'unknown' ||
      listed.some(({ kind }) => kind === 'surname' || kind === 'given' || kind === 'place' || kind === 'country'),
  );
  const { words, text } = reading.target;
  const pairs = able.flatMap((a) =>
    able
      .filter((b) => b.index > a.index + 1 && sameSort(a, b) && a.text.toLowerCase() !== b.text.toLowerCase())
      .map((b) => [a, b] as const),
  );
  const chosen = pick(pairs, random);
  if (!chosen) return null;
  const [a, b] = chosen;
  const [x, y] = [words[a.index]!, words[b.index]!];
  // A full name's parts go together.
  if ([a.index - 1, a.index + 1, b.index - 1, b.index + 1].some((k) => words[k]?.capital && !words[k].first))
    return null;
  const changed =
    text.slice(0, x.start) +
    b.text +
    text.slice(x.start + a.text.length, y.start) +
    a.text +
    text.slice(y.start + b.text.length);
  return { kind: 'exchanged', text: changed, span: [x.start, y.start + b.text.length] };
}

function sameSort(a: TargetName, b: TargetName): boolean {
  return a.names.length === 0
    ? b.names.length === 0
    : b.names.some((name) => a.names.some((other) => other.kind === name.kind));
}

const consonants = 'bcdfgklmnprstvz';
const vowels = 'aeiou';

const slips: Readonly<Record<string, (word: string, at: number, random: Random) => string | null>> = {
  transposed: (word, at) =>
    word[at] === word[at + 1] || at + 1 >= word.length
      ? null
      : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  'left out': (word, at) => word.slice(0, at) + word.slice(at + 1),
  added: (word, at, random) => word.slice(0, at) + pick([...(consonants + vowels)], random) + word.slice(at),
  doubled: (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  consonant: (word, at, random) =>
    consonants.includes(word[at]!)
      ? word.slice(0, at) +
        pick(
          [...consonants].filter((letter) => letter !== word[at]),
          random,
        ) +
        word.slice(at + 1)
      : null,
  vowel: (word, at, random) =>
    vowels.includes(word[at]!)
      ? word.slice(0, at) +
        pick(
          [...vowels].filter((letter) => letter !== word[at]),
          random,
        ) +
        word.slice(at + 1)
      : null,
};

export const slipKinds = Object.keys(slips);

/** A name with one slip of the fingers. A doubled letter or another vowel may still be a spelling that somebody uses. */
export function misspell(names: NameReading, reading: PairReading, kind: string, random: Random): NamePlant | null {
  const able = names.targets.filter(
    ({ text, exact, cost }) => text.length > 4 && /^\p{Lu}\p{Ll}+$/u.test(text) && (exact || cost <= 0.2),
  );
  const name = pick(able, random);
  if (!name) return null;
  const at = 1 + Math.floor(random() * (name.text.length - 1));
  const wrong = slips[kind]?.(name.text, at, random);
  if (!wrong || wrong === name.text || isExpected(wrong, names, reading)) return null;
  return replace(reading, name, wrong, kind);
}

function replace({ target: { text, words } }: PairReading, name: TargetName, other: string, kind: string): NamePlant {
  const { start } = words[name.index]!;
  return {
    kind,
    text: text.slice(0, start) + other + text.slice(start + name.text.length),
    span: [start, start + other.length],
  };
}
