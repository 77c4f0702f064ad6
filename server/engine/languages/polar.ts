/**
 * Groups of words of which a translation may not say one for another: opposites (increase, decrease; before, after), and the
 * sides of a scale (all, some, none; must, may). Each side is said in its own words in either language.
 */

import { existsSync } from 'node:fs';
import { perForm, type Word } from '../text/words.ts';
import type { Language } from './language.ts';
import { type Pattern, PatternIndex, patternsOf } from './phrases.ts';
import { readTable } from './vocabulary.ts';

export interface PolarGroup {
  readonly id: string;
  readonly kind: string;
  /** At least two. */
  readonly sides: readonly PolarSide[];
}

export interface PolarSide {
  readonly source: readonly Pattern[];
  readonly target: readonly Pattern[];
  /** Those of either that explain a word of the side and say too much else to stand for it. */
  readonly weak: ReadonlySet<Pattern>;
}

/** Words of a group, by the indexes of the first word and after the last one. */
export interface PolarMatch {
  readonly group: PolarGroup;
  /** Indexes of the sides that they may say, mostly one; any is all and some. */
  readonly sides: readonly number[];
  readonly pattern: Pattern;
  /** It only explains words of its sides. */
  readonly weak: boolean;
  readonly from: number;
  readonly to: number;
}

export interface PolarBook {
  readonly groups: readonly PolarGroup[];
  findSource(words: readonly Word[]): PolarFinds;
  findTarget(words: readonly Word[]): PolarFinds;
  /** Whether a word of the target language belongs to a group by itself. */
  saysTarget(word: Word): boolean;
}

export interface PolarFinds {
  /** Of matches of one group that overlap only the longest. */
  readonly matches: readonly PolarMatch[];
  /** Idioms in which a group's words do not say what they say elsewhere. */
  readonly idioms: readonly { readonly group: PolarGroup; readonly from: number; readonly to: number }[];
}

interface Found {
  readonly group: PolarGroup;
  /** -1 for an idiom. */
  readonly side: number;
}

const nothingFound: PolarFinds = { matches: [], idioms: [] };

class SideIndex {
  private readonly index = new PatternIndex<Found>();

  add(group: PolarGroup, side: number, patterns: readonly Pattern[]): void {
    for (const pattern of patterns) this.index.add(pattern, { group, side });
  }

  find(words: readonly Word[]): PolarFinds {
    const all: Entry[] = [...this.index.find(words), ...this.firstParts(words)];
    if (all.length === 0) return nothingFound;
    const idioms: { group: PolarGroup; from: number; to: number }[] = [];
    const matches: { group: PolarGroup; sides: number[]; pattern: Pattern; weak: boolean; from: number; to: number }[] =
      [];
    for (const { value, pattern, from, to, isPart } of all) {
      const { group, side } = value;
      if (to - from === 1 && !isPart && !isLikely(pattern, words[from])) continue;
      if (side < 0) {
        idioms.push({ group, from, to });
        continue;
      }
      const longer = all.some(
        (other) =>
          other.value.group === group &&
          other.value.side >= 0 &&
          other.from <= from &&
          other.to >= to &&
          other.to - other.from > to - from,
      );
      if (longer) continue;
      const twin = matches.find((m) => m.group === group && m.from === from && m.to === to);
      const weak = group.sides[side]?.weak.has(pattern) ?? false;
      if (!twin) matches.push({ group, sides: [side], pattern, weak, from, to });
      else {
        twin.weak &&= weak;
        if (!twin.sides.includes(side)) twin.sides.push(side);
      }
    }
    return { matches, idioms };
  }

  /** Words of the groups that are the first parts of compounds: low-level. */
  private firstParts(words: readonly Word[]): Entry[] {
    const found: Entry[] = [];
    for (let at = 0; at < words.length; at++) {
      const word = words[at]!;
      const hyphen = word.folded.indexOf('-');
      if (hyphen < 3) continue;
      const part = word.folded.slice(0, hyphen);
      const alone = { ...word, folded: part, lemmas: [part], keys: [part], known: [] };
      for (const { value, pattern } of this.index.find([alone]))
        if (value.side >= 0) found.push({ value, pattern, from: at, to: at + 1, isPart: true });
    }
    return found;
  }
}

interface Entry {
  readonly value: Found;
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
  /** Of the first part of a compound only. */
  readonly isPart?: boolean;
}

/** Whether a word is the pattern's as written or by its likeliest lemma: less is hardly a form of little here. */
function isLikely({ elements: [element] }: Pattern, word: Word | undefined): boolean {
  if (!element || !word || element.affixes.length > 0) return true;
  const { forms, lemmas } = element;
  const first = word.lemmas[0] ?? word.folded;
  return forms.includes(word.folded) || lemmas.includes(word.folded) || lemmas.includes(first);
}

/** Reads `polar.tsv`: id, one side in both languages, the other in both, idioms of either language, kind. */
export function openPolar(file: URL, from: Language, to: Language): PolarBook {
  const rows = existsSync(file) ? readTable(file) : [];
  return openGroups(
    rows.map(([id = '', aSource = '', aTarget = '', bSource = '', bTarget = '', idioms = '', kind = '']) => ({
      group: {
        id,
        kind: kind.trim() || 'polar',
        sides: [readSide(aSource, from, aTarget, to), readSide(bSource, from, bTarget, to)],
      },
      idioms,
    })),
    from,
    to,
  );
}

/**
 * Reads `quantity.tsv` (a Russian word, its class, the English words of the class) and `quantity-scales.tsv`, which says
 * which classes may be taken for one another.
 */
export function openQuantities(words: URL, scales: URL, from: Language, to: Language): PolarBook {
  const classes = new Map<string, { source: string[]; target: string }>();
  for (const [source = '', name = '', target = ''] of existsSync(words) ? readTable(words) : []) {
    const known = classes.get(name);
    if (known) known.source.push(source);
    else classes.set(name, { source: [source], target });
  }
  const groups = (existsSync(scales) ? readTable(scales) : []).map(([id = '', names = '', idioms = '']) => ({
    group: {
      id,
      kind: 'quantity',
      sides: names.split(' ').flatMap((name) => {
        const listed = classes.get(name);
        return listed ? [readSide(listed.source.join('|'), from, listed.target, to)] : [];
      }),
    },
    idioms,
  }));
  return openGroups(groups, from, to);
}

/** `~` before a word makes it weak. */
function readSide(source: string, from: Language, target: string, to: Language): PolarSide {
  const weak = new Set<Pattern>();
  const read = (cell: string, language: Language): Pattern[] =>
    cell.split('|').flatMap((text) => {
      const isWeak = text.trim().startsWith('~');
      const patterns = patternsOf(text.replace('~', ''), language);
      if (isWeak) for (const pattern of patterns) weak.add(pattern);
      return patterns;
    });
  return { source: read(source, from), target: read(target, to), weak };
}

function openGroups(groups: readonly { group: PolarGroup; idioms: string }[], from: Language, to: Language): PolarBook {
  const source = new SideIndex();
  const target = new SideIndex();
  for (const { group, idioms } of groups) {
    for (const [side, words] of group.sides.entries()) {
      source.add(group, side, words.source);
      target.add(group, side, words.target);
    }
    const texts = idioms.split('|').map((text) => text.trim());
    // An idiom is of the language in whose letters it is written.
    const isSource = (text: string) => /\p{Script=Cyrillic}/u.test(text);
    source.add(group, -1, patternsOf(texts.filter(isSource).join('|'), from));
    target.add(group, -1, patternsOf(texts.filter((text) => !isSource(text)).join('|'), to));
  }
  return {
    groups: groups.map(({ group }) => group),
    findSource: (words) => source.find(words),
    findTarget: (words) => target.find(words),
    saysTarget: perForm((word) => target.find([word]).matches.length > 0),
  };
}
