/** What looks wrong about texts that a person gives, and does not keep them from being used: said on import and by the command line. */

import type { Message } from './engine/bitext.ts';
import { guessLanguage } from './engine/formats/languages.ts';

/** A text and what messages call it. */
export interface NamedText {
  readonly text: string;
  readonly file: string;
}

/** How many times longer one side may be before that is worth a word, and from what length on. */
const oddRatio = 3;
const oddLength = 300;

/**
 * Whether a text is plainly not in the language that it should be in.
 * @param expected a language code, with or without a region
 * @param language that the message names languages in
 */
export function wrongLanguage({ text, file }: NamedText, expected: string, language: string): Message | null {
  const found = guessLanguage(text);
  const wanted = baseLanguage(expected);
  if (found === null || found === wanted) return null;
  const names = new Intl.DisplayNames([language, 'en'], { type: 'language' });
  const params = { file, found: names.of(found) ?? found, expected: names.of(wanted) ?? wanted };
  return { key: 'uploads.wrong-language', params };
}

/** Whether one text is so much longer than the other that a part of that is probably missing. */
export function lopsided(source: NamedText, target: NamedText): Message | null {
  const lengths = [lengthOf(source.text), lengthOf(target.text)] as const;
  const [long, short] = lengths[0] >= lengths[1] ? [source, target] : [target, source];
  const [most, least] = [Math.max(...lengths), Math.min(...lengths)];
  const ratio = most / Math.max(1, least);
  if (most < oddLength || ratio < oddRatio) return null;
  return { key: 'uploads.lopsided', params: { long: long.file, short: short.file, count: Math.round(ratio) } };
}

/** In characters of an alphabet: one of Chinese or Japanese says as much as about three. */
function lengthOf(text: string): number {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return text.trim().length + 2 * dense;
}

/** The language of a code without its region: pt for pt-BR. */
export function baseLanguage(code: string): string {
  return code.split('-')[0]?.toLowerCase() ?? code;
}
