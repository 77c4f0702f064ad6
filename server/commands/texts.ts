import { wrongLanguage } from '../doubts.ts';
import type { Segment } from '../engine/bitext.ts';
import { type Document, readDocument } from '../engine/formats/format.ts';
import { type Call, doubt, UsageError } from './command.ts';
import { fileLabel, readInput } from './files.ts';

/** Texts that a command was given, read and looked at for the mistakes that people make when they give them. */

/** @throws UsageError, FormatError */
export async function readFileAs<K extends Document['kind']>(
  call: Call,
  name: string,
  kind: K,
): Promise<Extract<Document, { kind: K }>> {
  const document = readDocument(await readInput(name, call.io), fileLabel(name));
  if (document.kind !== kind)
    throw new UsageError(kind === 'text' ? 'file.bitext' : 'file.oneText', { file: fileLabel(name) });
  return document as Extract<Document, { kind: K }>;
}

/** A line is a segment, also an empty one: its number, from 0, is the segment's. Blank lines part paragraphs. */
export function segmentsOfLines(text: string): Segment[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let paragraph = 0;
  let started = false;
  return lines.map((line) => {
    const trimmed = line.trim();
    if (trimmed === '' && started) {
      paragraph++;
      started = false;
    } else if (trimmed !== '') started = true;
    return { text: trimmed, paragraph };
  });
}

/** Warns where a text is plainly not in the language that it should be in. */
export function warnOfLanguage(call: Call, text: string, file: string, expected: string): void {
  doubt(call, wrongLanguage({ text, file }, expected, call.language));
}
