import type { Message } from '../bitext.ts';

/**
 * A file that cannot be read, said for the person who gave it: `key` is a sentence of `server/locales/<language>/errors.json`
 * (under `formats`), `params` its values. `file` is always among them; a line counts from 1.
 */
export class FormatError extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;

  /** Of what is wrong; or of the message that such an error was told by, in another thread. */
  constructor(message: Message);
  constructor(key: FormatProblem, params: Message['params'] & { file: string });
  constructor(what: FormatProblem | Message, params: Message['params'] = {}) {
    const message = typeof what === 'string' ? { key: `formats.${what}`, params } : what;
    super(`${message.key} ${JSON.stringify(message.params)}`);
    this.name = 'FormatError';
    this.key = message.key;
    this.params = message.params;
  }
}

/** What can be wrong with a file. */
export type FormatProblem =
  | 'empty'
  | 'noText'
  | 'invalidUtf8'
  | 'unknownEncoding'
  | 'nul'
  | 'binary'
  | 'known'
  | 'longLine'
  | 'longText'
  | 'xml'
  | 'xmlEntities'
  | 'xmlDeep'
  | 'xmlRoot'
  | 'noPairs'
  | 'columns'
  | 'notJson'
  | 'jsonShape'
  | 'jsonUtf8'
  | 'docx'
  | 'zip'
  | 'zipBomb'
  | 'termbaseHeader'
  | 'termbaseLanguages'
  | 'termbaseSize'
  | 'termbasePart'
  | 'zipNoTermbase'
  | 'dictdIndex'
  | 'stardictInfo'
  | 'stardictIndex'
  | 'articleOutside';
