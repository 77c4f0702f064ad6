import { existsSync } from 'node:fs';
import type { Language } from '../../languages/language.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { readTable } from '../../languages/vocabulary.ts';

/** A unit of measurement, as `units.tsv` of a pair defines it. */
export interface Unit {
  readonly id: string;
  /** What it measures: length, mass, time. */
  readonly kind: string;
  /** A value x is (x + zero) * factor in the first unit of the kind. */
  readonly factor: number;
  readonly zero: number;
  /** In the target language, for one, for several and abbreviated; the last is null where nobody abbreviates it. */
  readonly names: { readonly one: string; readonly several: string; readonly short: string | null };
}

/** A unit that stands after a number. */
export interface UnitReading {
  readonly unit: Unit;
  /** The word may stand for another unit (a pound, a degree) or for something else. */
  readonly unsure: boolean;
  /** Offset after its last word. */
  readonly end: number;
  readonly start: number;
}

export interface UnitReader {
  /** The unit whose name begins at an offset of a text, after a space or a hyphen; the longest name wins. */
  readAt(text: string, offset: number): UnitReading | null;
}

export interface PairUnits {
  readonly source: UnitReader;
  readonly target: UnitReader;
  /** The first words for a unit in the target language, for messages and suggestions. */
  readonly units: ReadonlyMap<string, Unit>;
}

interface UnitName {
  readonly unit: Unit;
  readonly words: readonly string[];
  readonly unsure: boolean;
}

const none: UnitReader = { readAt: () => null };
const loaded = new WeakMap<LanguagePair, PairUnits>();

/** The units of a pair of languages, read once for the process; none for a pair without a file of them. */
export function unitsOf(pair: LanguagePair | null): PairUnits {
  if (pair === null) return { source: none, target: none, units: new Map() };
  let units = loaded.get(pair);
  if (!units) {
    units = readUnits(pair);
    loaded.set(pair, units);
  }
  return units;
}

function readUnits(pair: LanguagePair): PairUnits {
  const file = new URL(`../../languages/${pair.from.code}-${pair.to.code}/units.tsv`, import.meta.url);
  if (!existsSync(file)) return { source: none, target: none, units: new Map() };
  const units = new Map<string, Unit>();
  const source: UnitName[] = [];
  const target: UnitName[] = [];
  for (const [kind = '', id = '', factor = '', zero = '', ofSource = '', ofTarget = '', offered = ''] of readTable(
    file,
  )) {
    const [one = id, several = one, short = '-'] = offered.split('|');
    const names = { one, several, short: short === '-' ? null : short };
    const unit: Unit = { id, kind, factor: Number(factor), zero: Number(zero), names };
    if (!(unit.factor > 0) || Number.isNaN(unit.zero)) throw new Error(`${file.pathname}: no number in "${id}"`);
    units.set(id, unit);
    addNames(source, unit, ofSource);
    addNames(target, unit, ofTarget);
  }
  return { source: unitReader(source, pair.from), target: unitReader(target, pair.to), units };
}

function addNames(names: UnitName[], unit: Unit, cell: string): void {
  for (const written of cell.split(' ')) {
    if (written === '-' || written === '') continue;
    const unsure = written.startsWith('?');
    const words = (unsure ? written.slice(1) : written).split('_').flatMap((part) => part.match(piece) ?? []);
    names.push({ unit, words, unsure });
  }
}

/** Words and signs of which names of units are made. */
const piece = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*[²³]?|[°"″′'%‰/]/gu;
/** What may stand between a number and its unit, and between the words of one. */
const gap = /^[\s\u00a0.‑-]{0,2}$/;
/** No name of a unit is longer. */
const reach = 48;
/** In words. */
const longestName = 4;

function unitReader(names: readonly UnitName[], language: Language): UnitReader {
  const byFirst = new Map<string, UnitName[]>();
  for (const name of [...names].sort((a, b) => b.words.length - a.words.length)) {
    const first = name.words[0] ?? '';
    const known = byFirst.get(first);
    if (known) known.push(name);
    else byFirst.set(first, [name]);
  }
  return {
    readAt(text, offset) {
      // What follows a number is mostly no unit.
      const [begins] = piecesAfter(text, offset, language, 1);
      if (!begins?.forms.some((form) => byFirst.has(form))) return null;
      const pieces = piecesAfter(text, offset, language, longestName);
      const first = pieces[0];
      if (!first) return null;
      let best: { name: UnitName; end: number } | null = null;
      for (const form of first.forms) {
        for (const name of byFirst.get(form) ?? []) {
          if (best && name.words.length <= best.name.words.length) break;
          if (name.words.every((word, k) => pieces[k]?.forms.includes(word))) {
            best = { name, end: pieces[name.words.length - 1]?.end ?? first.end };
          }
        }
      }
      return best && { unit: best.name.unit, unsure: best.name.unsure, start: first.start, end: best.end };
    },
  };
}

interface Piece {
  readonly forms: readonly string[];
  readonly start: number;
  readonly end: number;
}

function piecesAfter(text: string, offset: number, language: Language, most: number): Piece[] {
  const after = text.slice(offset, offset + reach);
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of after.matchAll(piece)) {
    if (!gap.test(after.slice(last, match.index)) || pieces.length === most) break;
    // A name of a unit never ends inside a word that the reach cut.
    last = match.index + match[0].length;
    if (last === reach) break;
    const folded = language.fold(match[0]);
    // A month-old: the unit is the first part.
    const tied = folded.indexOf('-');
    const head = tied > 0 ? [folded.slice(0, tied)] : [];
    pieces.push({
      forms: [folded, ...language.lemmas(match[0]), ...head],
      start: offset + match.index,
      end: offset + last,
    });
  }
  return pieces;
}

/** A value of one unit in another one of its kind. */
export function convert(value: number, from: Unit, to: Unit): number {
  return ((value + from.zero) * from.factor) / to.factor - to.zero;
}
