import { joinSegments } from '../bitext.ts';
import { FormatError } from './error.ts';
import type { ExportBitext, Format } from './format.ts';

/**
 * Characters that one line, or one text of a pair, may have. The longest paragraphs that people write have some 50,000;
 * a longer line is data, not prose, and would make one "sentence" that nobody can read or align.
 */
export const longestLine = 500_000;

/**
 * The text with its line ends as `\n`.
 * @throws FormatError where a line is longer than `longestLine`
 */
export function readLines(text: string, file: string): string {
  const unified = text.replace(/\r\n?/g, '\n');
  for (let start = 0, line = 1; start <= unified.length; line++) {
    const found = unified.indexOf('\n', start);
    const end = found < 0 ? unified.length : found;
    if (end - start > longestLine) {
      throw new FormatError('longLine', { file, line, length: end - start, limit: longestLine });
    }
    start = end + 1;
  }
  return unified;
}

/** The corrected translation alone, as one would publish it: in its own order, its paragraphs kept. */
function writeTarget(bitext: ExportBitext): string {
  const pieces: { index: number; paragraph: number; text: string }[] = [];
  for (const { target, targetIndexes, targetParagraphs } of bitext.beads) {
    const first = targetIndexes[0] ?? Number.POSITIVE_INFINITY;
    if (target.length === targetIndexes.length) {
      target.forEach((text, i) => {
        pieces.push({ index: targetIndexes[i] ?? first, paragraph: targetParagraphs[i] ?? 0, text });
      });
    } else if (target.length > 0) {
      // What a person rewrote as a whole goes where its first sentence was; what he added to a gap, after what precedes it.
      const previous = pieces.at(-1);
      const paragraph = targetParagraphs[0] ?? previous?.paragraph ?? 0;
      const index = targetIndexes.length > 0 ? first : (previous?.index ?? -1) + 0.5;
      pieces.push({ index, paragraph, text: joinSegments(target) });
    }
  }
  pieces.sort((a, b) => a.index - b.index);
  let text = '';
  let paragraph: number | null = null;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    if (paragraph !== null) text += piece.paragraph === paragraph ? ' ' : '\n\n';
    text += piece.text;
    paragraph = piece.paragraph;
  }
  return text === '' ? '' : `${text}\n`;
}

export const text = {
  id: 'text',
  label: 'Text',
  extensions: ['.txt', '.text', '.md'],
  mediaType: 'text/plain; charset=utf-8',
  read: ({ fileName, decoded }) => {
    const { text, encoding } = decoded();
    return { kind: 'text', text: readLines(text, fileName), encoding };
  },
  write: writeTarget,
} satisfies Format;
