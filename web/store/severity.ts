import type { Category, Severity } from '../../server/engine/bitext.ts';

/** Most serious first, as they are listed to people. */
export const severityOrder = ['critical', 'major', 'minor', 'neutral'] as const satisfies readonly Severity[];

/** Every category, in the order in which a form offers them; the record makes a missing one a type error. */
const offered: Readonly<Record<Category, true>> = {
  'accuracy/mistranslation': true,
  'accuracy/omission': true,
  'accuracy/addition': true,
  'accuracy/untranslated': true,
  'accuracy/do-not-translate': true,
  'terminology/wrong-term': true,
  'terminology/inconsistent': true,
  'linguistic/grammar': true,
  'linguistic/punctuation': true,
  'linguistic/spelling': true,
  'linguistic/unintelligible': true,
  'linguistic/encoding': true,
  'style/awkward': true,
  'style/unidiomatic': true,
  'style/register': true,
  'style/inconsistent': true,
  'style/organizational': true,
  'locale/number-format': true,
  'locale/currency-format': true,
  'locale/measurement-format': true,
  'locale/date-format': true,
  'locale/time-format': true,
  'locale/name-format': true,
  'design/markup': true,
  'audience/culture': true,
};
export const categoryOrder = Object.keys(offered).filter((key): key is Category => key in offered);

/** The most serious of some flags' severities, or null of none. */
export function worst(flags: readonly { readonly severity: Severity }[]): Severity | null {
  return severityOrder.find((severity) => flags.some((flag) => flag.severity === severity)) ?? null;
}
