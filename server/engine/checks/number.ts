import type { Flag } from '../bitext.ts';
import type { Check, CheckContext, PairReading } from './check.ts';
import { isCalendar } from './date.ts';
import { matchFigures } from './figure-matching.ts';
import { rewrite } from './figure-writing.ts';
import { type Figure, figuresOf } from './figures.ts';

export const number: Check = {
  id: 'number',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.number.why',
  pairs: null,
  examples: [],
  run(reading, context) {
    return numberFlags(reading, context);
  },
};

function numberFlags(reading: PairReading, context: CheckContext): Flag[] {
  const { mismatches, sourceOrphans, targetOrphans } = matchFigures(figuresOf(reading, context), reading);
  const flags: Flag[] = mismatches
    .filter(({ source, target }) => !isCalendar(source, target))
    .map(({ source, target, span, confidence }) => ({
      check: 'number',
      category: 'accuracy/mistranslation',
      severity: confidence >= 0.8 ? 'critical' : confidence >= 0.6 ? 'major' : 'minor',
      confidence,
      source: source.span,
      target: span,
      message: {
        key: messageKey(source, target),
        params: { source: source.text, target: reading.target.text.slice(...span) },
      },
      suggestion:
        span === target.span || span[1] - span[0] === target.text.length
          ? rewrite(source, target, reading.target.language)
          : null,
    }));
  for (const figure of targetOrphans) if (stands(figure)) flags.push(lone('added', figure));
  for (const figure of sourceOrphans) if (stands(figure)) flags.push(lone('missing', figure));
  return flags;
}

/** A lone number is a sign of an error only in digits: words and single digits are paraphrased, and codes and years added by whoever explains. */
function stands({ spelled, weak, kind, calendar, value, unit }: Figure): boolean {
  if (spelled || weak || kind === 'code' || kind === 'roman' || calendar !== null) return false;
  return value >= 10 || !Number.isInteger(value) || unit !== null;
}

function lone(side: 'added' | 'missing', figure: Figure): Flag {
  return {
    check: 'number',
    category: side === 'added' ? 'accuracy/addition' : 'accuracy/omission',
    severity: 'minor',
    confidence: 0.5,
    source: side === 'missing' ? figure.span : null,
    target: side === 'added' ? figure.span : null,
    message: { key: `number.${side}`, params: { number: figure.text } },
    suggestion: null,
  };
}

/** Millions for billions deserve a sentence of their own, and so does a measure that was converted wrongly. */
function messageKey(source: Figure, target: Figure): string {
  if (
    source.unit &&
    target.unit &&
    source.unit.unit.id !== target.unit.unit.id &&
    source.unit.unit.kind === target.unit.unit.kind
  ) {
    return 'number.converted';
  }
  const power = Math.log10(source.value / target.value) / 3;
  return source.value > 0 && target.value > 0 && Math.abs(power) > 0.9 && Math.abs(power - Math.round(power)) < 1e-9
    ? 'number.magnitude'
    : 'number.other';
}
