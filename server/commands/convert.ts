import {
  type Document,
  type ExportBead,
  type ExportBitext,
  type Format,
  formatById,
  formatByName,
  formats,
  readDocument,
} from '../engine/formats/format.ts';
import { guessLanguage } from '../engine/formats/languages.ts';
import { type Call, type Command, UsageError } from './command.ts';
import { fileLabel, readInput, writeWhole } from './files.ts';

/** Ids of the formats that can be written. */
export const writable = formats.filter((format) => format.write).map((format) => format.id);

/** The format to write in: as asked for, else as the file's name says. */
export function outputFormat(format: string | undefined, file: string | undefined): Format | null {
  if (format !== undefined) return formatById(format);
  if (file === undefined) return null;
  const found = formatByName(file);
  if (!found?.write) throw new UsageError('file.unknownFormat', { file, extensions: extensions.join(', ') });
  return found;
}

const extensions = formats.filter((format) => format.write).map((format) => format.extensions[0] ?? '');

/** Pairs as beads: each its own segments, nothing reviewed. */
function exportPairs(
  document: Extract<Document, { kind: 'bitext' }>,
  title: string,
  from: string,
  to: string,
  language: string,
): ExportBitext {
  let sources = 0;
  let targets = 0;
  const beads = document.pairs.map((pair): ExportBead => {
    const source = pair.source === '' ? [] : [pair.source];
    const target = pair.target === '' ? [] : [pair.target];
    const bead: ExportBead = {
      sourceIndexes: source.map((_, i) => sources + i),
      targetIndexes: target.map((_, i) => targets + i),
      sourceParagraphs: source.map((_, i) => sources + i),
      targetParagraphs: target.map((_, i) => targets + i),
      source,
      target,
      originalTarget: target,
      confidence: 1,
      state: 'new',
      flags: [],
    };
    sources += source.length;
    targets += target.length;
    return bead;
  });
  return { title, from, to, language, beads };
}

async function run(call: Call): Promise<0> {
  const [input = '-', out = '-'] = call.arguments;
  const file = fileLabel(input);
  const format = outputFormat(call.values.get('format'), out === '-' ? undefined : out);
  if (!format?.write) throw new UsageError('convert.formatMissing', { formats: writable.join(', ') });
  const document = readDocument(await readInput(input, call.io), file);
  if (document.kind === 'text') {
    if (format.id !== 'text') throw new UsageError('convert.oneText', { file, label: format.label });
    await writeWhole(out, call.io, (output) => output.write(`${document.text.trimEnd()}\n`));
    return 0;
  }
  const side = (which: 'source' | 'target'): string =>
    document.pairs
      .slice(0, 300)
      .map((pair) => pair[which])
      .join(' ');
  const from = call.values.get('from') ?? document.from ?? guessLanguage(side('source')) ?? 'und';
  const to = call.values.get('to') ?? document.to ?? guessLanguage(side('target')) ?? 'und';
  const bitext = exportPairs(document, file, from, to, call.language);
  const written = format.write(bitext);
  await writeWhole(out, call.io, (output) => output.write(written));
  return 0;
}

export const command: Command = {
  name: 'convert',
  arguments: ['IN', 'OUT'],
  options: { from: { value: 'CODE' }, to: { value: 'CODE' }, format: { value: 'F', choices: writable } },
  examples: [
    'convert memory.tmx memory.tsv',
    'convert corrected.xlf translation.txt',
    'convert letter.docx letter.txt',
  ],
  run,
};
