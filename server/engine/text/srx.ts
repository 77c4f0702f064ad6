/**
 * Sentence rules from files of the Segmentation Rules eXchange, SRX 2.0 (gala-global.org).
 */

import { SaxesParser } from 'saxes';
import type { CascadeRule, SentenceRules } from './sentence-rules.ts';

/** What is wrong with an SRX file, and in which line (from 1). */
export class SrxError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(`line ${line}: ${message}`);
    this.name = 'SrxError';
    this.line = line;
  }
}

/** Elements whose text is a pattern. */
const patternElements = new Set(['beforebreak', 'afterbreak']);

/**
 * Sentence rules of one language from an SRX file.
 * @param code BCP 47 tag; the file's language maps are matched against it.
 * @throws SrxError where the file is not well-formed, declares a document type (entities are not read), is for no such
 *   language, or has a pattern that cannot be understood.
 */
export function readSrx(xml: string, code: string): SentenceRules {
  const parser = new SaxesParser();
  const ruleSets = new Map<string, CascadeRule[]>();
  const maps: { pattern: RegExp; rules: string }[] = [];
  let cascade = false;
  let current: CascadeRule[] | null = null;
  let rule = { breaks: true, before: '', after: '' };
  let text: string | null = null;
  const fail = (message: string): never => {
    throw new SrxError(message, parser.line);
  };
  const local = (name: string): string => name.replace(/^.*:/, '');

  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('a document type is declared; remove it, since entities are not read'));
  parser.on('opentag', ({ name, attributes }) => {
    const element = local(name);
    if (element === 'header') cascade = attributes.cascade === 'yes';
    else if (element === 'languagerule') {
      current = [];
      ruleSets.set(attributes.languagerulename ?? '', current);
    } else if (element === 'languagemap') {
      const pattern = compile(attributes.languagepattern ?? '', fail);
      maps.push({ pattern: new RegExp(`^(?:${pattern})$`, 'iu'), rules: attributes.languagerulename ?? '' });
    } else if (element === 'rule') rule = { breaks: attributes.break !== 'no', before: '', after: '' };
    else if (patternElements.has(element)) text = '';
  });
  const collect = (piece: string): void => {
    if (text !== null) text += piece;
  };
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('closetag', ({ name }) => {
    const element = local(name);
    if (element === 'rule') current?.push(rule);
    if (!patternElements.has(element) || text === null) return;
    rule = { ...rule, [element === 'beforebreak' ? 'before' : 'after']: compile(text, fail) };
    text = null;
  });
  parser.write(xml).close();

  const matching = maps.filter(({ pattern }) => pattern.test(code));
  const chosen = cascade ? matching : matching.slice(0, 1);
  if (chosen.length === 0) fail(`no rules for the language "${code}"`);
  return { kind: 'cascade', rules: chosen.flatMap(({ rules }) => ruleSets.get(rules) ?? []) };
}

/** An ICU pattern as a JavaScript one: what SRX files use and JavaScript writes otherwise. */
function compile(pattern: string, fail: (message: string) => never): string {
  const translated = pattern
    .trim()
    .replace(/\\Q(.*?)(?:\\E|$)/gs, (_, literal: string) => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .replace(/\\x\{([0-9A-Fa-f]+)\}/g, '\\u{$1}')
    .replace(/\\h/g, '[\\t\\p{Zs}]')
    .replace(/\\A/g, '(?<![\\s\\S])')
    .replace(/\\[zZ]/g, '(?![\\s\\S])')
    .replace(/([*+?}])\+/g, '$1')
    .replace(/^\(\?i\)(.*)$/s, '(?i:$1)')
    // Escapes of letters and marks that need none are errors in JavaScript.
    .replace(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, '$1');
  try {
    new RegExp(translated, 'u');
  } catch (error) {
    fail(`the pattern ${JSON.stringify(pattern)} cannot be understood: ${error instanceof Error ? error.message : ''}`);
  }
  return translated;
}
