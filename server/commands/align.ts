import { basename } from 'node:path';
import { lopsided } from '../doubts.ts';
import { align } from '../engine/align/align.ts';
import { type Bead, type Flag, joinSegments, type Pair, type Segment } from '../engine/bitext.ts';
import type { ExportBead, ExportBitext, ExportFlag } from '../engine/formats/format.ts';
import { loadLanguage } from '../engine/languages/language.ts';
import { pairWithWords } from '../engine/languages/own-words.ts';
import { segmentText } from '../engine/text/sentences.ts';
import { translate } from '../messages.ts';
import { type Call, type Command, doubt, say, setting, warn } from './command.ts';
import { outputFormat, writable } from './convert.ts';
import { explainAlignment } from './explain.ts';
import { fileLabel, writeWhole } from './files.ts';
import { type OwnWords, readTerms } from './terms.ts';
import { readFileAs, segmentsOfLines, warnOfLanguage } from './texts.ts';
import { beadView, flagView } from './view.ts';

interface Flagger {
  of(bead: Pair): ExportFlag[];
  /** For each bead, what the text does not render alike there. */
  across(beads: readonly Pair[]): ExportFlag[][];
}

/** The checks as a function from a bead to its flags, in the caller's language. */
async function flaggerOf(call: Call, from: string, to: string, own: OwnWords): Promise<Flagger> {
  const { createChecker } = await import('../engine/checks/checks.ts');
  const checker = await createChecker({ from, to, ...own });
  const told = (flags: readonly Flag[]): ExportFlag[] =>
    flags.map((flag) => ({
      ...flag,
      text: translate(call.language, `flags:${flag.message.key}`, flag.message.params),
      state: 'open',
      reason: null,
      note: null,
    }));
  return { of: (pair) => told(checker.check(pair)), across: (pairs) => checker.checkDocument(pairs).map(told) };
}

function exportBead(
  bead: Bead,
  source: readonly Segment[],
  target: readonly Segment[],
  flagger: Flagger | null,
): ExportBead {
  const pick = (indexes: readonly number[], side: readonly Segment[]): Segment[] =>
    indexes.flatMap((i) => side[i] ?? []);
  const [sources, targets] = [pick(bead.source, source), pick(bead.target, target)];
  const [sourceTexts, targetTexts] = [sources.map(({ text }) => text), targets.map(({ text }) => text)];
  const both = sources.length > 0 && targets.length > 0;
  return {
    sourceIndexes: bead.source,
    targetIndexes: bead.target,
    sourceParagraphs: sources.map(({ paragraph }) => paragraph),
    targetParagraphs: targets.map(({ paragraph }) => paragraph),
    source: sourceTexts,
    target: targetTexts,
    originalTarget: targetTexts,
    confidence: bead.confidence,
    state: 'new',
    ...(bead.moved && { moved: true }),
    flags: both && flagger ? flagger.of({ source: joinSegments(sourceTexts), target: joinSegments(targetTexts) }) : [],
  };
}

/** Beads with the flags of the whole text besides their own. */
function withConsistency(flagger: Flagger | null, beads: readonly ExportBead[]): readonly ExportBead[] {
  const texts = beads.map(({ source, target }) => ({ source: joinSegments(source), target: joinSegments(target) }));
  const across = flagger?.across(texts) ?? [];
  return beads.map((bead, i) => ({ ...bead, flags: [...bead.flags, ...(across[i] ?? [])] }));
}

/** What a person reads in a terminal: bead after bead, each with its flags. */
function readable(call: Call, bitext: ExportBitext): string {
  return bitext.beads
    .map((bead, i) => {
      const pair = { source: joinSegments(bead.source), target: joinSegments(bead.target) };
      const flags = bead.flags.map((flag) => flagView(call, `${i + 1}`, pair, flag, flag.text));
      return beadView(call, i + 1, pair, bead.confidence) + flags.join('');
    })
    .join('');
}

async function run(call: Call): Promise<0> {
  const [sourceName = '', targetName = ''] = call.arguments;
  const [from, to] = [setting(call, 'from'), setting(call, 'to')];
  const out = call.values.get('out');
  const given = call.values.get('format');
  const asked = given === 'text' ? null : outputFormat(given, out);
  const text = given === 'text' || asked?.id === 'text' || (!asked && call.io.outputIsTerminal);
  const format = text ? null : (asked ?? outputFormat('jsonl', undefined));

  const source = await readSide(call, sourceName, from);
  const target = await readSide(call, targetName, to);
  doubt(call, lopsided(source, target));
  const own = await readTerms(call, from, to);
  const flagger = call.switches.has('check') ? await flaggerOf(call, from, to, own) : null;
  const pair = await pairWithWords(from, to, [...own.termbase, ...own.words]);
  const alignment = align(source.segments, target.segments, {
    from,
    to,
    pair,
    explain: call.switches.has('explain'),
    onProgress: (share) => call.io.progress(say(call, 'progress.align', { percent: Math.floor(share * 100) })),
  });
  const { beads, related } = alignment;
  if (!related) warn(call, 'unrelated', { source: source.file, target: target.file });
  const bitext: ExportBitext = {
    title: basename(source.file),
    from,
    to,
    language: call.language,
    beads: withConsistency(
      flagger,
      beads.map((bead, i) => {
        if (flagger) call.io.progress(say(call, 'progress.check', { done: i + 1 }));
        return exportBead(bead, source.segments, target.segments, flagger);
      }),
    ),
  };
  call.io.progress('');
  if (call.switches.has('explain')) explainAlignment(call, alignment, source.segments, target.segments);
  await writeWhole(out, call.io, (output) =>
    output.write(format?.write ? format.write(bitext) : readable(call, bitext)),
  );
  return 0;
}

async function readSide(
  call: Call,
  name: string,
  lang: string,
): Promise<{ file: string; text: string; segments: readonly Segment[] }> {
  const file = fileLabel(name);
  const { text } = await readFileAs(call, name, 'text');
  warnOfLanguage(call, text, file, lang);
  const segments = call.switches.has('segmented') ? segmentsOfLines(text) : segmentText(text, await loadLanguage(lang));
  return { file, text, segments };
}

export const command: Command = {
  name: 'align',
  arguments: ['SOURCE', 'TARGET'],
  options: {
    from: { value: 'CODE', default: 'ru' },
    to: { value: 'CODE', default: 'en' },
    segmented: {},
    check: {},
    termbase: { value: 'FILE' },
    explain: {},
    format: { value: 'F', choices: writable },
    out: { value: 'FILE' },
  },
  examples: [
    'align interview.ru.txt interview.en.txt',
    'align interview.ru.docx interview.en.docx --check --out interview.html',
    'align book.de.txt book.fr.txt --from de --to fr --format tmx --out book.tmx',
  ],
  run,
};
