/**
 * Sentences of a paragraph, and segments of a whole text.
 *
 * Candidates come from a scanner of our own, since Intl.Segmenter offers too few: none before a dash or a quotation
 * mark, none where the space is missing, none after pictures, closing brackets and footnote marks. Rules that are
 * lists are judged there; cascades and Unicode's rules have their own ways and end in the same spans.
 */

import type { Segment, Span } from '../bitext.ts';
import type { Language } from '../languages/language.ts';
import { cascadeBreaks } from './cascade.ts';
import { listBreaks } from './list-breaks.ts';
import { splitParagraphs } from './paragraphs.ts';

/**
 * Spans of the sentences of a paragraph, in order, disjoint, without white space at their edges; what lies between
 * them is white space. Linear in the length of the paragraph.
 */
export function splitSentences(paragraph: string, language: Language): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const end of [...breaks(paragraph, language), paragraph.length]) {
    const span = trimmed(paragraph, start, end);
    if (span[0] < span[1]) spans.push(span);
    start = end;
  }
  return spans;
}

/**
 * Segments of a text: its sentences, each with the index of its paragraph. No character but white space is lost;
 * line breaks inside a sentence become spaces.
 */
export function segmentText(text: string, language: Language): Segment[] {
  return splitParagraphs(text).flatMap((paragraph, index) =>
    splitSentences(paragraph.text, language).map(([start, end]) => ({
      text: paragraph.text.slice(start, end).replace(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, ' '),
      paragraph: index,
    })),
  );
}

/** Places, rising, at which a sentence ends and another begins. */
function breaks(paragraph: string, language: Language): Iterable<number> {
  const { rules } = language;
  switch (rules.kind) {
    case 'lists':
      return listBreaks(paragraph, rules);
    case 'cascade':
      return cascadeBreaks(paragraph, rules.rules);
    case 'unicode':
      return Array.from(rules.segmenter.segment(paragraph), ({ index }) => index);
  }
}

function trimmed(text: string, start: number, end: number): Span {
  const lead = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  while (end > start + lead && /\s/.test(text[end - 1]!)) end--;
  return [start + lead, end];
}
