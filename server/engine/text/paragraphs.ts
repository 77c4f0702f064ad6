/**
 * Paragraphs of plain text, with what their form says about them.
 */

import { readTable } from '../languages/vocabulary.ts';

export interface Paragraph {
  /** A piece of the text as it stands; line breaks inside are those of a hard-wrapped paragraph. */
  readonly text: string;
  /** Offset of the piece in the whole text. */
  readonly start: number;
  readonly kind: 'text' | 'heading' | 'list-item' | 'turn' | 'separator';
  /** Who speaks, where a label says so («Вопрос:», "Q:"); the label stays in the text. Null for turns that only a dash marks. */
  readonly speaker: string | null;
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Number of the run of lines without a blank one that it stands in. */
  readonly block: number;
}

const speakerTable = readTable(new URL('./speakers.tsv', import.meta.url));
const knownSpeakers = new Set(speakerTable.map(([label]) => label));

/** What a label says of a turn: whether it asks or answers, and the label of the one who does the other. */
export interface Turn {
  readonly role: 'asks' | 'answers';
  readonly other: string;
}

/** Labels that say it, by how they are written, in lower case. */
export const turns: ReadonlyMap<string, Turn> = new Map(
  speakerTable.flatMap(([label, role, other]) =>
    label && other && (role === 'asks' || role === 'answers') ? [[label, { role, other }] as const] : [],
  ),
);

/** The label that a turn begins with, without its colon, and where it stands; any word with a capital and a colon after it may be one. */
export function readLabel(
  text: string,
): { readonly text: string; readonly start: number; readonly end: number } | null {
  const found = label.exec(text)?.[1];
  if (found === undefined) return null;
  const start = text.indexOf(found);
  return { text: found, start, end: start + found.length };
}
const listMark = /^\s*(?:[-*+•·▪◦‣●○■□]\s+|\(?\d{1,3}[.)]\s+|\(?\p{L}\)\s+|[IVXLC]{1,5}[.)]\s+|\|)/u;
const dashTurn = /^\s*[—–―]\s*(?=[\p{L}\p{N}«"“„(.…])/u;
const label = /^\s*(?:\*\*)?((?:\p{Lu}[\p{L}.’'-]*)(?:\s+[\p{L}.’'-]+){0,3}?)(?:\*\*)?\s*:(?:\*\*)?(?:\s|$)/u;
const sentenceEnd = /[.!?…:;][»”’"')\]]*\s*$/;
/** Lines longer than this are whole paragraphs, not the work of an editor that wraps them. */
const widestWrap = 130;

/**
 * Divides a text at blank lines, and at single line breaks wherever those are not the work of a program that wrapped
 * lines to a width: verses, lists, tables and texts with a paragraph a line keep their lines. No character but
 * white space is lost. Linear in the length of the text.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const lines = readLines(text);
  const width = wrappingWidth(lines);
  const pieces: { start: number; text: string; alone: boolean }[] = [];
  for (let i = 0; i < lines.length; ) {
    let last = i;
    while (width !== null && last + 1 < lines.length && goesOn(lines[last]!, lines[last + 1]!, width)) last++;
    const { start, block } = lines[i]!;
    const alone = lines[i - 1]?.block !== block && lines[last + 1]?.block !== block;
    pieces.push({ start, text: text.slice(start, lines[last]!.start + lines[last]!.text.length), alone });
    i = last + 1;
  }
  const labels = countLabels(pieces);
  return pieces.map((piece, i) => {
    const speaker = speakerOf(piece.text, labels);
    const next = pieces[i + 1];
    return { text: piece.text, start: piece.start, kind: kindOf(piece, next !== undefined, speaker), speaker };
  });
}

/** Lines that are not blank, without the white space at their ends. */
function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let block = 0;
  let blank = false;
  for (const match of text.matchAll(/([^\n\r\u2028\u2029\f\v]*)(?:\r\n|[\n\r\u2028\u2029\f\v]|$)/g)) {
    const line = match[1]!.trimEnd();
    if (line.trim() === '') {
      blank = true;
      continue;
    }
    if (blank) block++;
    blank = false;
    const indent = line.length - line.trimStart().length;
    lines.push({ start: match.index + indent, text: line.slice(indent), block });
  }
  return lines;
}

/**
 * The width that the text was wrapped to, or null if it was not: most lines that others follow are so long that the
 * next word would not have fitted.
 */
function wrappingWidth(lines: readonly Line[]): number | null {
  const inner = lines.filter((line, i) => lines[i + 1]?.block === line.block);
  if (inner.length < 2) return null;
  const lengths = inner.map(({ text }) => text.length).sort((a, b) => a - b);
  const width = lengths[Math.floor((lengths.length - 1) * 0.95)]!;
  if (width > widestWrap || width < 30) return null;
  let full = 0;
  let open = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (next?.block !== line.block) return;
    if (isFull(line, next, width)) full++;
    if (!sentenceEnd.test(line.text)) open++;
  });
  return full >= inner.length * 0.6 && open >= inner.length * 0.5 ? width : null;
}

function isFull(line: Line, next: Line, width: number): boolean {
  const firstWord = /^\S+/.exec(next.text)?.[0].length ?? 0;
  return line.text.length + 1 + firstWord > width;
}

/** The paragraph of `line` goes on in `next`: the break between them is the wrapping program's. */
function goesOn(line: Line, next: Line, width: number): boolean {
  if (line.block !== next.block) return false;
  if (listMark.test(next.text) || dashTurn.test(next.text) || isSeparator(line.text) || isSeparator(next.text))
    return false;
  return isFull(line, next, width) || (!sentenceEnd.test(line.text) && /^\p{Ll}/u.test(next.text));
}

function isSeparator(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

function countLabels(pieces: readonly { text: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of pieces) {
    const name = label.exec(text.slice(0, 80))?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** A label at the start that is a known one or stands before several paragraphs, as a speaker's name does. */
function speakerOf(text: string, labels: ReadonlyMap<string, number>): string | null {
  const name = label.exec(text.slice(0, 80))?.[1];
  if (name === undefined) return null;
  return knownSpeakers.has(name.toLowerCase()) || (labels.get(name) ?? 0) > 1 ? name : null;
}

function kindOf(
  { text, alone }: { text: string; alone: boolean },
  followed: boolean,
  speaker: string | null,
): Paragraph['kind'] {
  if (isSeparator(text)) return 'separator';
  if (speaker !== null || dashTurn.test(text)) return 'turn';
  if (/^#{1,6}\s/.test(text)) return 'heading';
  if (listMark.test(text)) return 'list-item';
  const short = text.length <= 100 && !/[.!?…:;,]["»”’)]*$/.test(text) && /^[«"“(]?[\p{Lu}\p{N}]/u.test(text);
  return short && alone && followed ? 'heading' : 'text';
}
