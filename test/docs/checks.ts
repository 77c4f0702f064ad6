/**
 * Writes docs/checks.md from the checks themselves:
 *
 *     npm run docs
 *
 * What a check finds and leaves alone stands in the comment above it, its name and reason in the English sentences, and its
 * examples, which are its tests, are the examples.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check, Example } from '../../server/engine/checks/check.ts';
import { checks } from '../../server/engine/checks/checks.ts';
import { translate } from '../../server/messages.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'server/engine/checks');
export const file = join(root, 'docs/checks.md');

/** The comments above the checks, by id. */
function readComments(): Map<string, string> {
  const comments = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.ts'),
  )) {
    const source = readFileSync(join(folder, name), 'utf8');
    const above = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+: Check = \{\s*id: '([a-z-]+)'/g;
    for (const [, comment = '', id = ''] of source.matchAll(above)) comments.set(id, unwrapped(comment));
  }
  return comments;
}

/** A comment as paragraphs of one line each. */
function unwrapped(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n');
}

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~]/g, (mark) => `\\${mark}`);
}

/** The comment is prose with code in backticks; only what HTML would swallow is escaped. */
function prose(text: string): string {
  return text.replaceAll(/<(?=[a-z/])/gi, '\\<');
}

function exampleLines({ source, target, flagged, suggestion, severity }: Example): string {
  const bold = (text: string, words: string | null) => {
    const at = words === null || words === '' ? -1 : text.indexOf(words);
    if (words === null || at < 0) return plain(text);
    return `${plain(text.slice(0, at))}<b>${plain(words)}</b>${plain(text.slice(at + words.length))}`;
  };
  const inTarget = flagged !== null && target.includes(flagged);
  const outcome = [
    ...(suggestion === undefined ? [] : [suggestion === '' ? 'without it' : plain(suggestion)]),
    ...(severity === undefined ? [] : [severity]),
  ].join(', ');
  const lines = [bold(source, inTarget ? null : flagged), bold(target, inTarget ? flagged : null)];
  return `- ${lines.join('\\\n  ')}${outcome === '' ? '' : `\\\n  → ${outcome}`}`;
}

function section(check: Check, comment: string): string {
  const flagged = check.examples.filter((example) => example.flagged !== null);
  const passed = check.examples.filter((example) => example.flagged === null);
  return [
    `## ${translate('en', `flags:checks.${check.id}.name`)}`,
    `\`${check.id}\` · ${check.category} · ${check.pairs === null ? 'any languages' : check.pairs.join(', ')}`,
    translate('en', check.describe),
    prose(comment),
    ...(flagged.length > 0 ? ['Flagged:', flagged.map(exampleLines).join('\n')] : []),
    ...(passed.length > 0 ? ['Not flagged:', passed.map(exampleLines).join('\n')] : []),
  ].join('\n\n');
}

const introduction = `# Checks

Made from the checks themselves by \`npm run docs\`; do not edit by hand.

A check reads a sentence and its translation, and flags what is likely wrong. In the examples the flagged words are
bold; what follows the arrow is the suggestion and the severity. Every check can be switched off, or given another
severity, in the settings of a project.`;

const ownRules = `## Rules of your own

\`own-rule\` · style/organizational · any languages

A project, or \`sverka check --rules FILE\`, can have rules of its own: a pattern for the original, one for the translation,
what to say, and how grave it is. With both patterns, a pair is flagged where the original has the one and the translation
has the other; with one pattern, where that side has it.

| in a pattern | means |
| --- | --- |
| \`договор\` | any form of the word: договора, договоры |
| \`INF treaty\` | these words in a row; punctuation between them does not count |
| \`shall\\|will\` | one word or the other |
| \`принять ... меры\` | up to five words may stand where the dots are |
| \`/[A-Z]{2,}-\\d+/\` | a word that the regular expression fits as a whole; capitals count |
| \`not INF treaty\` | in the translation: these words are nowhere in it |

In a regular expression nothing may be repeated that itself repeats or has alternatives, and there is no looking around:
no rule can make the program stand still.

The file is a table with tabs whose first line names the columns; lines that begin with \`#\` are passed over:

    source	target	message	severity
    договор	contract	Between states it is a treaty	major
    ДРСМД	not INF treaty	Name the treaty	critical
    	utilise|utilize	Say "use"	minor`;

/** The whole document. */
export function checkDocs(): string {
  const comments = readComments();
  const contents = checks.map((check) => {
    const name = translate('en', `flags:checks.${check.id}.name`);
    return `- [${name}](#${anchor(name)})`;
  });
  const sections = checks.map((check) => section(check, comments.get(check.id) ?? ''));
  const list = [...contents, '- [Rules of your own](#rules-of-your-own)'].join('\n');
  return `${[introduction, list, ...sections, ownRules].join('\n\n')}\n`;
}

/** As GitHub makes a heading's address. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** The checks that have no comment above them, or no example of one kind. */
export function undocumented(): string[] {
  const comments = readComments();
  return checks
    .filter(
      ({ id, examples }) =>
        !comments.get(id) ||
        !examples.some(({ flagged }) => flagged !== null) ||
        !examples.some(({ flagged }) => flagged === null),
    )
    .map(({ id }) => id);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(file, checkDocs());
