/**
 * A file that cannot be read, said for the person who gave it: `key` is a sentence of `server/locales/<language>/errors.json`
 * (under `formats`), `params` its values. `file` is always among them; a line counts from 1.
 */
export class FormatError extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(key: FormatProblem, params: Readonly<Record<string, string | number>> & { file: string }) {
    super(`${key} ${JSON.stringify(params)}`);
    this.name = 'FormatError';
    this.key = `formats.${key}`;
    this.params = params;
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
  | 'termbaseLanguages';
