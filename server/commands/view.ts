import { styleText } from 'node:util';
import { type Flag, type Pair, type Severity, type Side, type Span, severities } from '../engine/bitext.ts';
import { type Call, say } from './command.ts';

/** Flags and beads as a person reads them in a terminal. */

const colours = { critical: 'red', major: 'yellow', minor: 'cyan', neutral: 'gray' } as const;

/** Characters shown before and after a flagged span. */
const context = 70;

/** Text on one line; linear, also where white space runs on and on. */
export function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

/** Sets apart in colour where the output is a terminal that wants it. */
function style(call: Call, format: Parameters<typeof styleText>[0], text: string): string {
  return call.io.outputIsTerminal ? styleText(format, text, { stream: process.stdout }) : text;
}

function excerpt(call: Call, text: string, span: Span, severity: Severity): string {
  const [start, end] = span;
  const from = start <= context ? 0 : text.lastIndexOf(' ', start - context) + 1;
  const rest = text.indexOf(' ', end + context);
  const to = rest < 0 ? text.length : rest;
  const before = (from > 0 ? '… ' : '') + text.slice(from, start);
  const after = text.slice(end, to) + (to < text.length ? ' …' : '');
  const flagged = style(call, ['bold', colours[severity]], `[${text.slice(start, end)}]`);
  return oneLine(`${before}${flagged}${after}`);
}

/** A flag with both its spans in their sentences, its message and its suggestion. */
export function flagView(call: Call, label: string | number, pair: Pair, flag: Flag, message: string): string {
  const severity = style(call, ['bold', colours[flag.severity]], say(call, `severity.${flag.severity}`));
  const percent = Math.round(flag.confidence * 100);
  const line = (side: Side): string => {
    const span = flag[side];
    const text = pair[side];
    const shown = span ? excerpt(call, text, span, flag.severity) : shorten(text);
    return text === '' ? '' : `   ${say(call, `side.${side}`)}: ${shown}\n`;
  };
  const suggestion = flag.suggestion === null ? '' : `   ${say(call, 'view.suggestion', { text: flag.suggestion })}\n`;
  return `${label}  ${severity}  ${flag.category}, ${flag.check}, ${percent} %\n${line('source')}${line('target')}   ${message}\n${suggestion}\n`;
}

function shorten(text: string): string {
  const end = text.indexOf(' ', 2 * context);
  return oneLine(end < 0 ? text : `${text.slice(0, end)} …`);
}

/** A bead: its number, its confidence, and the two texts under each other. */
export function beadView(call: Call, number: number, pair: Pair, confidence: number): string {
  const percent = style(call, confidence < 0.8 ? 'yellow' : 'gray', `${Math.round(confidence * 100)} %`);
  const text = (side: Side): string => oneLine(pair[side]) || style(call, 'gray', '—');
  return `${number}  ${percent}\n   ${text('source')}\n   ${text('target')}\n\n`;
}

/** How many flags of each severity: "3 flags in 40 pairs: 1 critical, 2 minor". */
export function summary(call: Call, flags: ReadonlyMap<Severity, number>, pairs: number): string {
  const counts = [...severities]
    .reverse()
    .flatMap((severity) =>
      flags.get(severity) ? [`${say(call, `severity.${severity}`)}: ${flags.get(severity)}`] : [],
    );
  const total = [...flags.values()].reduce((sum, count) => sum + count, 0);
  const head = say(call, 'view.summary', {
    flags: say(call, 'view.flags', { count: total }),
    pairs: say(call, 'view.pairs', { count: pairs }),
  });
  return `${head}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}\n`;
}
