/**
 * The core types: what a bitext is made of. Everything else in the program is about producing,
 * showing, changing or writing these. The words are the field's own (Gale & Church 1993; MQM-Core, ISO 5060).
 */

export const sides = ['source', 'target'] as const;
export type Side = (typeof sides)[number];

/** `[start, end)` in UTF-16 code units of the text of one side of a bead: its segments joined by one space. */
export type Span = readonly [start: number, end: number];

/** One sentence of one side. Its index in the side is its identity while aligning. */
export interface Segment {
  readonly text: string;
  /** Index, from 0, of the paragraph that it stands in. */
  readonly paragraph: number;
}

/** The source segments and the target segments that translate each other; either list may be empty (a gap). */
export interface Bead {
  /** Ascending indexes into the source side. */
  readonly source: readonly number[];
  /** Ascending indexes into the target side. */
  readonly target: readonly number[];
  /** Probability, 0 to 1, that exactly these segments belong together. */
  readonly confidence: number;
  /** The bead stands out of order: its target was moved to another place of the text. */
  readonly moved?: true;
  /** The segments stand on one side alone by their nature: a menu, a page number, an ornament. */
  readonly furniture?: true;
}

/** MQM-Core error types, as the Multidimensional Quality Metrics working group publishes them (themqm.org). */
export const categories = [
  'terminology/wrong-term',
  'terminology/inconsistent',
  'accuracy/mistranslation',
  'accuracy/omission',
  'accuracy/addition',
  'accuracy/untranslated',
  'accuracy/do-not-translate',
  'linguistic/grammar',
  'linguistic/punctuation',
  'linguistic/spelling',
  'linguistic/unintelligible',
  'linguistic/encoding',
  'style/register',
  'style/inconsistent',
  'style/awkward',
  'style/unidiomatic',
  'style/organizational',
  'locale/number-format',
  'locale/currency-format',
  'locale/measurement-format',
  'locale/date-format',
  'locale/time-format',
  'locale/name-format',
  'design/markup',
  'audience/culture',
] as const;
export type Category = (typeof categories)[number];

/** From least to most serious, so that `severities.indexOf` compares them. */
export const severities = ['neutral', 'minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Penalty points a flag of each severity costs in an MQM score. */
export const penalties: Readonly<Record<Severity, number>> = { neutral: 0, minor: 1, major: 5, critical: 25 };

/** A sentence for a person, not yet in any language: an i18next key of `server/locales/<language>/flags.json` and its values. */
export interface Message {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A likely error in a bead. */
export interface Flag {
  /** Id of the check that raised it; `manual` for an editor's own. */
  readonly check: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Probability, 0 to 1, that the flag is right. */
  readonly confidence: number;
  readonly source: Span | null;
  readonly target: Span | null;
  readonly message: Message;
  /** Text to put in place of the target span, or null where none can be known. */
  readonly suggestion: string | null;
}

/** The two texts of a bead, as checks and exports see them. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

/** The text of one side of a bead; the one place that says how segments are joined. */
export function joinSegments(texts: readonly string[]): string {
  return texts.join(' ');
}
