/** What calibrators learn from: good pairs, read from a file, and the languages that they are in. */

import { readFileSync } from 'node:fs';
import type { CheckContext, PairReading } from '../../server/engine/checks/check.ts';
import { readPair } from '../../server/engine/checks/checks.ts';
import { indexTerms } from '../../server/engine/checks/terms/term-index.ts';
import { loadLanguage } from '../../server/engine/languages/language.ts';
import { type LanguagePair, loadPair } from '../../server/engine/languages/pair.ts';

export interface Row {
  readonly src: string;
  readonly good: string;
}

export interface Material {
  /** Those with even indexes are learnt from, the others judge what was learnt. */
  readonly rows: readonly Row[];
  readonly pair: LanguagePair;
  /** Without terms, of which texts to learn from need not have any. */
  readonly context: CheckContext;
  read(source: string, target: string): PairReading;
}

export async function openMaterial(rows: readonly Row[], fromCode = 'ru', toCode = 'en'): Promise<Material> {
  const [from, to, pair] = await Promise.all([
    loadLanguage(fromCode),
    loadLanguage(toCode),
    loadPair(fromCode, toCode),
  ]);
  if (!pair) throw new Error(`There is no data for ${fromCode}-${toCode}.`);
  const context: CheckContext = { pair, terms: indexTerms([], from, to) };
  return { rows, pair, context, read: (source, target) => readPair({ source, target }, from, to, context) };
}

export function weightsFile(name: string): URL {
  return new URL(`../../server/engine/checks/weights/${name}`, import.meta.url);
}

/**
 * Reads good pairs: a JSON array or lines of JSON, with the original under `src` or `source` and the translation under `good`
 * or `target`, or tab-separated lines of original and translation. Rows without one of the two are left out.
 * @throws Error where nothing is left.
 */
export function readRows(file: string): Row[] {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const rows = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as unknown[]).map(rowOf)
    : text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => (line.startsWith('{') ? rowOf(JSON.parse(line)) : rowOfCells(line.split('\t'))));
  const whole = rows.filter(({ src, good }) => src.trim() !== '' && good.trim() !== '');
  if (whole.length === 0)
    throw new Error(
      `${file} has no pairs. Give a JSON array or JSON lines with "source" and "target", or two columns.`,
    );
  return whole;
}

function rowOf(value: unknown): Row {
  const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const textOf = (...names: string[]): string =>
    names.map((name) => fields[name]).find((found): found is string => typeof found === 'string') ?? '';
  return { src: textOf('src', 'source'), good: textOf('good', 'target') };
}

function rowOfCells([src = '', good = '']: string[]): Row {
  return { src, good };
}

/** One calibrator by itself, with the pairs of the files that the command names. */
export async function calibrateAlone(calibrate: (material: Material) => void | Promise<void>): Promise<void> {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error(`usage: node ${process.argv[1]} PAIRS...`);
    process.exit(2);
  }
  await calibrate(await openMaterial(files.flatMap(readRows)));
}
