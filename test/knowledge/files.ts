/** The data files of `server/engine/languages`, read as a checker has to: with line numbers, and nothing mended. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const languagesFolder = resolve(import.meta.dirname, '../../server/engine/languages');

export interface Row {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}

export interface DataFile {
  /** Of a language (`ru`) or a pair (`ru-en`). */
  readonly folder: string;
  /** Inside the folder: `lexicon/b.tsv`. */
  readonly path: string;
  readonly rows: readonly Row[];
  /** Lines before the first row. */
  readonly head: readonly string[];
  readonly text: string;
}

/** Language codes of a pair's folder; null for a language's own. */
export function pairOf(folder: string): readonly [from: string, to: string] | null {
  const [from, to] = folder.split('-');
  return from && to ? [from, to] : null;
}

/** All data files, by folder and path. */
export function readDataFiles(root: string = languagesFolder): DataFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsv') && !entry.parentPath.includes('/.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
    .map((name) => {
      const at = name.indexOf('/');
      return parseDataFile(name.slice(0, at), name.slice(at + 1), readFileSync(join(root, name), 'utf8'));
    });
}

export function parseDataFile(folder: string, path: string, text: string): DataFile {
  const lines = text.split('\n').map((line, i): Row => ({ line: i + 1, text: line, cells: line.split('\t') }));
  const isRow = ({ text }: Row): boolean => text.trim() !== '' && !text.startsWith('#');
  const first = lines.findIndex(isRow);
  return {
    folder,
    path,
    text,
    rows: lines.filter(isRow),
    head: lines.slice(0, first < 0 ? undefined : first).map((row) => row.text),
  };
}
