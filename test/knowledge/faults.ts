/**
 * What is wrong with the data files. Faults of form have to be mended; remarks are for a person who knows the languages to
 * look at, since some are right as they are.
 */

import type { Language } from '../../server/engine/languages/language.ts';
import { type DataFile, pairOf, type Row } from './files.ts';
import { type Column, type Shape, shapeOf } from './shapes.ts';

export interface Finding {
  /** `ru-en/lexicon/b.tsv:12`. */
  readonly place: string;
  /** What kind of thing it is, the same words for all of a kind. */
  readonly kind: string;
  /** The words that it is about. */
  readonly detail: string;
}

const at = (file: DataFile, row: Row): string => `${file.folder}/${file.path}:${row.line}`;

function valuesOf(cell: string, column: Column): string[] {
  if (cell === '') return [];
  return column.separator === null ? [cell] : cell.split(column.separator);
}

/** The script that a language is written in, by ISO 15924. */
function scriptOf(code: string): string {
  return new Intl.Locale(code).maximize().script ?? 'Zyyy';
}

/** Faults of form in all files: columns, order, doubles, unknown values, letters of the wrong language. Linear. */
export function findFaults(files: readonly DataFile[]): Finding[] {
  const faults: Finding[] = [];
  for (const file of files) {
    const add = (row: Row, kind: string, detail: string): void => {
      faults.push({ place: at(file, row), kind, detail });
    };
    if (!file.head.some((line) => line.startsWith('#')) && file.rows[0]) {
      add(file.rows[0], 'the file does not say at its top how it is written', file.path);
    }
    if (!file.text.endsWith('\n')) add(file.rows.at(-1) ?? emptyRow, 'the last line does not end', '');
    const shape = pairOf(file.folder) ? shapeOf(file.path) : null;
    formFaults(file, shape, add);
  }
  return [...faults, ...doubleKeys(files), ...misfiled(files), ...contradictions(files)];
}

const emptyRow: Row = { line: 1, text: '', cells: [] };

function formFaults(file: DataFile, shape: Shape | null, add: (row: Row, kind: string, detail: string) => void): void {
  const pair = pairOf(file.folder);
  const scripts = pair?.map(scriptOf) ?? [];
  const foreign = (tongue: Column['tongue']): RegExp | null => {
    if (tongue !== 'target' || scripts[0] === scripts[1]) return null;
    return new RegExp(`\\p{Script=${scripts[0]}}`, 'u');
  };
  const foreignTo = shape?.columns.map(({ tongue }) => foreign(tongue)) ?? [];
  let previous = '';
  const seen = new Set<string>();
  for (const row of file.rows) {
    if (/\r|\u00a0|\ufeff|\ufffd/.test(row.text)) add(row, 'a character that nobody sees', JSON.stringify(row.text));
    if (seen.has(row.text)) add(row, 'the line stands twice', row.text);
    seen.add(row.text);
    if (!shape) continue;
    if (row.cells.length !== shape.columns.length) {
      add(row, `has ${row.cells.length} columns and not ${shape.columns.length}`, row.text);
      continue;
    }
    const [first = ''] = row.cells;
    if (shape.sorted && first < previous) add(row, 'out of order', `${previous} before ${first}`);
    previous = first;
    for (const [i, column] of shape.columns.entries()) {
      const cell = row.cells[i] ?? '';
      if (cell === '') {
        if (!column.mayBeEmpty) add(row, `no ${column.name}`, first);
        continue;
      }
      if (cell !== cell.trim() || /\s\s/.test(cell)) add(row, 'white space too much', cell);
      if (foreignTo[i]?.test(cell)) add(row, `letters of the other language among the ${column.name}`, cell);
      const values = valuesOf(cell, column);
      for (const value of values) {
        if (value.trim() === '') add(row, `an empty value among the ${column.name}`, cell);
        if (column.values && !column.values.includes(value.trim())) add(row, `unknown ${column.name}`, value);
        if (column.separator === ', ' && /[;()[\],]/.test(value)) add(row, `a mark inside the ${column.name}`, value);
      }
      for (const value of doubles(values)) add(row, `twice among the ${column.name}`, `${first}: ${value}`);
    }
  }
}

function doubles(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}

/** Entries of one kind of file that share a key, within the file or, in the lexicon, across its files. Linear, as few share any. */
function doubleKeys(files: readonly DataFile[]): Finding[] {
  const faults: Finding[] = [];
  const seen = new Map<string, { place: string; values: readonly string[] }[]>();
  for (const file of files) {
    const shape = pairOf(file.folder) ? shapeOf(file.path) : null;
    const [head = 0, ...others] = shape?.key ?? [];
    const column = shape?.columns[head];
    if (!shape || !column) continue;
    const group = `${file.folder}/${file.path.startsWith('lexicon/') ? 'lexicon' : file.path}`;
    for (const row of file.rows) {
      const rest = others.map((i) => row.cells[i]).join(' ');
      const values = [...new Set(valuesOf(row.cells[head] ?? '', column))];
      const entry = { place: at(file, row), values };
      const rivals = new Set(values.flatMap((value) => seen.get(`${group}\t${value}\t${rest}`) ?? []));
      for (const rival of rivals) {
        const shared = values.filter((value) => rival.values.includes(value)).length;
        if (shape.partners && shared < values.length && shared < rival.values.length) continue;
        const detail = `${row.cells[head]} ${rest}: ${rival.place}`;
        faults.push({ place: entry.place, kind: 'an entry of its own already', detail });
      }
      for (const value of values) {
        const key = `${group}\t${value}\t${rest}`;
        seen.set(key, [...(seen.get(key) ?? []), entry]);
      }
    }
  }
  return faults;
}

/** Entries of the lexicon in a file of another initial letter. */
function misfiled(files: readonly DataFile[]): Finding[] {
  const faults: Finding[] = [];
  for (const file of files.filter(({ path }) => path.startsWith('lexicon/'))) {
    const initials = new Map<string, number>();
    const initialOf = (row: Row): string => row.text.normalize('NFD').slice(0, 1);
    for (const row of file.rows) initials.set(initialOf(row), (initials.get(initialOf(row)) ?? 0) + 1);
    const usual = [...initials].sort((a, b) => b[1] - a[1])[0]?.[0];
    for (const row of file.rows) {
      if (initialOf(row) !== usual) {
        faults.push({ place: at(file, row), kind: 'in the file of another letter', detail: row.cells[0] ?? '' });
      }
    }
  }
  return faults;
}

/** Entries that say both a thing and its opposite. */
function contradictions(files: readonly DataFile[]): Finding[] {
  const faults: Finding[] = [];
  const list = (cell = ''): string[] => (cell === '' ? [] : cell.split(' | '));
  const folded = (cell: string | undefined): Set<string> => new Set(list(cell).map((value) => value.toLowerCase()));
  for (const file of files) {
    for (const row of file.rows) {
      const add = (kind: string, detail: string): void => {
        faults.push({ place: at(file, row), kind, detail });
      };
      const { cells } = row;
      if (file.path === 'terms.tsv') {
        const forbidden = new Set(list(cells[6]));
        const both = [...list(cells[4]), ...list(cells[5])].filter((name) => forbidden.has(name));
        for (const name of both) add('accepted and forbidden', `${cells[0]}: ${name}`);
        if (!cells[2] && !cells[3]) add('a concept without a name in the source language', cells[0] ?? '');
        if (!cells[4] && !cells[5]) add('a concept without a name in the target language', cells[0] ?? '');
      }
      if (file.path === 'false-friends.tsv') {
        const right = folded(cells[3]);
        for (const word of folded(cells[2])) if (right.has(word)) add('tempting and right', `${cells[0]}: ${word}`);
      }
      if (file.path === 'calques.tsv') {
        const right = folded(cells[2]);
        for (const word of folded(cells[1])) if (right.has(word)) add('a calque and right', `${cells[0]}: ${word}`);
      }
      if (file.path === 'polar.tsv') {
        for (const [a, b] of [
          [1, 3],
          [2, 4],
        ] as const) {
          const other = folded(cells[b]);
          for (const word of folded(cells[a])) if (other.has(word)) add('in both poles', `${cells[0]}: ${word}`);
        }
      }
      if (
        file.path === 'phrases.tsv' &&
        /cancels-negation/.test(cells[2] ?? '') &&
        /hides-negation/.test(cells[2] ?? '')
      ) {
        add('both cancels and hides a negation', cells[0] ?? '');
      }
    }
    if (file.path === 'collocates.tsv') faults.push(...collocateFaults(file));
    if (file.path === 'quantity.tsv') faults.push(...quantityFaults(file));
  }
  return [...faults, ...scaleFaults(files)];
}

/** Scales of classes that no word has. */
function scaleFaults(files: readonly DataFile[]): Finding[] {
  const faults: Finding[] = [];
  for (const file of files.filter(({ path }) => path === 'quantity-scales.tsv')) {
    const words = files.find(({ folder, path }) => folder === file.folder && path === 'quantity.tsv')?.rows ?? [];
    const classes = new Set(words.map(({ cells }) => cells[1]));
    for (const row of file.rows) {
      for (const name of (row.cells[1] ?? '').split(' ')) {
        if (!classes.has(name)) faults.push({ place: at(file, row), kind: 'a class that no word has', detail: name });
      }
    }
  }
  return faults;
}

function collocateFaults(file: DataFile): Finding[] {
  const faults: Finding[] = [];
  const senses = Map.groupBy(file.rows, ({ cells }) => cells[0] ?? '');
  for (const [word, rows] of senses) {
    const first = rows[0];
    if (!first) continue;
    if (rows.length < 2) faults.push({ place: at(file, first), kind: 'a single sense', detail: word });
    if (rows.some((row, i) => i > 0 && row.line !== (rows[i - 1]?.line ?? 0) + 1)) {
      faults.push({ place: at(file, first), kind: 'senses of a word apart', detail: word });
    }
    const owner = new Map<string, Row>();
    for (const row of rows) {
      for (const collocate of (row.cells[2] ?? '').split(' | ')) {
        const other = owner.get(collocate);
        if (other && other !== row) {
          faults.push({ place: at(file, row), kind: 'decides for two senses', detail: `${word}: ${collocate}` });
        }
        owner.set(collocate, row);
      }
    }
  }
  return faults;
}

function quantityFaults(file: DataFile): Finding[] {
  const faults: Finding[] = [];
  const said = new Map<string, string>();
  for (const row of file.rows) {
    const [, group = '', words = ''] = row.cells;
    const before = said.get(group);
    if (before !== undefined && before !== words) {
      faults.push({
        place: at(file, row),
        kind: 'other words than its class has elsewhere',
        detail: `${row.cells[0]} ${group}`,
      });
    }
    said.set(group, before ?? words);
  }
  return faults;
}

/**
 * Things to look at: lemmas that the morphology does not know or gives another form for, English that stands for two
 * concepts, names that a concept forbids and another entry accepts.
 */
export function findRemarks(files: readonly DataFile[], languageOf: (code: string) => Language | null): Finding[] {
  const remarks: Finding[] = [];
  for (const file of files) {
    const [from] = pairOf(file.folder) ?? [];
    const language = from === undefined ? null : languageOf(from);
    const shape = from === undefined ? null : shapeOf(file.path);
    if (shape && language?.morphology) {
      for (const [i, column] of shape.columns.entries()) {
        if (!column.lemmas) continue;
        for (const row of file.rows) {
          for (const lemma of valuesOf(row.cells[i] ?? '', column)) {
            const kind = strangeness(lemma, language);
            if (kind) remarks.push({ place: at(file, row), kind, detail: lemma });
          }
        }
      }
    }
    if (file.path === 'terms.tsv') remarks.push(...termRemarks(file));
  }
  return remarks;
}

/** What is odd about a dictionary form, or null. */
export function strangeness(lemma: string, language: Language): string | null {
  const words = lemma.split(' ');
  const analyses = words.flatMap((word) => language.morphology?.analyses(word)[0] ?? []);
  if (analyses.length < words.length || analyses.some(({ known }) => !known)) return 'unknown to the morphology';
  const [word = ''] = words;
  const isForm = words.length > 1 || language.lemmas(word).includes(language.fold(word));
  return isForm ? null : 'a form of another word to the morphology';
}

function termRemarks(file: DataFile): Finding[] {
  const remarks: Finding[] = [];
  const owners = new Map<string, Row>();
  const list = (cell = ''): string[] => (cell === '' ? [] : cell.split(' | '));
  for (const row of file.rows) {
    for (const name of new Set([...list(row.cells[4]), ...list(row.cells[5])])) {
      const other = owners.get(name);
      if (other) {
        const detail = `${name}: ${row.cells[0]}, ${other.cells[0]}`;
        remarks.push({ place: at(file, row), kind: 'English of two concepts', detail });
      } else owners.set(name, row);
    }
  }
  for (const row of file.rows) {
    for (const name of list(row.cells[6])) {
      const other = owners.get(name);
      if (other) {
        const detail = `${name}: ${row.cells[0]}, accepted for ${other.cells[0]}`;
        remarks.push({ place: at(file, row), kind: 'forbidden here and accepted elsewhere', detail });
      }
    }
  }
  return remarks;
}
