/**
 * Checks the data files of all languages and pairs, counts them, and measures a pair's knowledge on texts and bitexts:
 *
 *     npm run knowledge
 *     npm run knowledge -- --all
 *     npm run knowledge -- --pair ru-en news.txt memory.tmx
 *
 * `--all` lists all remarks, otherwise the first few of each kind. Texts and bitexts may be of any format that the program
 * reads; `--pair` says whose knowledge they are for, and may be left out where there is one pair. Ends with 1 where a file
 * has a fault of form, 2 where the command is not understood.
 */

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { FormatError, readDocument } from '../../server/engine/formats/format.ts';
import { type Language, loadLanguage } from '../../server/engine/languages/language.ts';
import { type LanguagePair, loadPair } from '../../server/engine/languages/pair.ts';
import { segmentText } from '../../server/engine/text/sentences.ts';
import { type Coverage, type Explained, explainPairs, measureCoverage, openTerms } from './coverage.ts';
import { type Finding, findFaults, findRemarks } from './faults.ts';
import { type DataFile, languagesFolder, pairOf, readDataFiles } from './files.ts';
import { shapeOf } from './shapes.ts';

/** How many remarks of a kind are listed without `--all`. */
const few = 10;

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function printCounts(files: readonly DataFile[]): void {
  for (const [folder, own] of Map.groupBy(files, (file) => file.folder)) {
    print(`${folder}:`);
    const lexicon = own.filter(({ path }) => path.startsWith('lexicon/'));
    for (const file of own) print(`  ${file.path.padEnd(28)} ${String(file.rows.length).padStart(6)}`);
    if (lexicon.length === 0) continue;
    const rows = lexicon.flatMap(({ rows }) => rows);
    const lemmas = new Set(rows.flatMap(({ cells }) => (cells[0] ?? '').split('/')));
    const translations = rows.reduce((sum, { cells }) => sum + (cells[2] ?? '').split(', ').length, 0);
    print(`  lexicon in all: ${rows.length} entries, ${lemmas.size} lemmas, ${translations} translations`);
    for (const [part, of] of Map.groupBy(rows, ({ cells }) => cells[1] ?? ''))
      print(`    ${part.padEnd(8)} ${of.length}`);
  }
}

function printFindings(findings: readonly Finding[], all: boolean): void {
  for (const [kind, found] of Map.groupBy(findings, (finding) => finding.kind)) {
    print(`\n${kind}: ${found.length}`);
    for (const { place, detail } of all ? found : found.slice(0, few)) print(`  ${place}  ${detail}`);
    if (!all && found.length > few) print(`  … (--all lists them)`);
  }
}

function printCoverage(name: string, { words, known, inPhrases, unknown }: Coverage, all: boolean): void {
  print(`\n${name}: ${words} words of four letters or more with a small first letter`);
  print(
    `  with an entry of their own ${percent(known, words)}, in a phrase or term besides ${percent(inPhrases, words)}`,
  );
  print(`  unknown: ${unknown.length} dictionary forms`);
  for (const { lemma, count, example } of all ? unknown : unknown.slice(0, 40))
    print(`  ${count}\t${lemma}\t${example}`);
}

function printExplained(
  name: string,
  pairs: readonly { source: string; target: string }[],
  explained: Explained,
): void {
  const { words, linked, byChance, missing, worst } = explained;
  print(
    `\n${name}: of ${words} source words ${percent(linked, words)} are linked; with a wrong partner ${percent(byChance, words)}`,
  );
  print(
    '  words without a counterpart: how often, of how many, whether they have an entry, what was left over beside them',
  );
  for (const word of missing.slice(0, 100)) {
    const entry = word.hasEntry ? 'entry' : '-';
    print(`  ${word.without}/${word.seen}\t${word.lemma}\t${entry}\t${word.candidates.join(', ')}`);
  }
  print('  pairs of which least is explained:');
  for (const { index, linked, words } of worst) {
    print(`  ${linked}/${words}\t${pairs[index]?.source}\n\t${pairs[index]?.target}`);
  }
}

async function measure(file: string, pair: LanguagePair, folder: string, all: boolean): Promise<void> {
  const name = basename(file);
  const document = readDocument(readFileSync(file), name);
  const terms = openTerms(pathToFileURL(`${languagesFolder}/${folder}/`), pair, existsSync);
  const sentences =
    document.kind === 'text'
      ? segmentText(document.text, pair.from).map(({ text }) => text)
      : document.pairs.map(({ source }) => source);
  printCoverage(name, measureCoverage(sentences, pair, terms), all);
  if (document.kind === 'bitext') printExplained(name, document.pairs, explainPairs(document.pairs, pair));
}

/** Why the command cannot be done; null when it was. */
async function run(argv: readonly string[]): Promise<string | null> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { pair: { type: 'string' }, all: { type: 'boolean', default: false } },
  });
  const files = readDataFiles();
  const faults = findFaults(files);
  const folders = [...new Set(files.map(({ folder }) => folder))];
  const withLemmas = files.filter((file) => shapeOf(file.path)?.columns.some(({ lemmas }) => lemmas));
  const languages = new Map<string, Language>();
  for (const code of new Set(withLemmas.flatMap(({ folder }) => pairOf(folder)?.[0] ?? []))) {
    languages.set(code, await loadLanguage(code));
  }
  if (positionals.length === 0) {
    printCounts(files);
    printFindings(
      findRemarks(files, (code) => languages.get(code) ?? null),
      values.all,
    );
  }
  const known = folders.filter(pairOf);
  const folder = values.pair ?? (known.length === 1 ? known[0] : undefined);
  for (const file of positionals) {
    const [from, to] = pairOf(folder ?? '') ?? [];
    const pair = from && to ? await loadPair(from, to) : null;
    if (!folder || !pair) return `Say which pair's knowledge ${file} is for: --pair ${known.join(' or ')}.`;
    await measure(file, pair, folder, values.all);
  }
  if (faults.length > 0) {
    print('\nFaults of form, to be mended:');
    printFindings(faults, true);
    process.exitCode = 1;
  } else print('\nNo faults of form.');
  return null;
}

try {
  const problem = await run(process.argv.slice(2));
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 2;
  }
} catch (error) {
  const known = error instanceof FormatError || (error instanceof Error && 'code' in error);
  if (!known) throw error;
  process.stderr.write(
    `${error instanceof FormatError ? `${error.key} ${JSON.stringify(error.params)}` : error.message}\n`,
  );
  process.exitCode = 2;
}
