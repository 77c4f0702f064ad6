/** From what a person gives (two files, one file with both sides, two pasted texts) to what an import starts from. */

import type { NewImport, Upload } from '../db/jobs.ts';
import { baseLanguage, lopsided, type NamedText, wrongLanguage } from './doubts.ts';
import type { Message, Side } from './engine/bitext.ts';
import { decode } from './engine/formats/encoding.ts';
import { type Document, FormatError, readDocument } from './engine/formats/format.ts';
import { guessLanguage } from './engine/formats/languages.ts';
import { text as textFormat } from './engine/formats/text.ts';
import { translate } from './messages.ts';

interface Given {
  readonly project?: string | undefined;
  readonly title?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type Uploads = Given &
  (
    | { readonly kind: 'texts'; readonly source: string; readonly target: string }
    | { readonly kind: 'files'; readonly source: File; readonly target?: File | undefined }
  );

/** Two texts of which no bitext can be made; `key` is one of `uploads` in errors.json. */
export class UploadError extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(key: string, params: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.key = `uploads.${key}`;
    this.params = params;
  }
}

const longestTitle = 120;

/**
 * Reads what was given, finds out encodings and languages, and notes what a person should know before he relies on it.
 * @param language that messages name things in
 * @throws FormatError, UploadError
 */
export async function readUploads(given: Uploads, language: string): Promise<NewImport> {
  const source = given.kind === 'texts' ? pasted(given.source, 'source', language) : await opened(given.source);
  const other =
    given.kind === 'texts' ? pasted(given.target, 'target', language) : given.target && (await opened(given.target));
  if (source.document.kind === 'bitext') {
    if (other) throw new UploadError('two-in-one', { file: source.label });
    const { pairs, from, to, encoding } = source.document;
    const texts = { source: sample(pairs, 'source'), target: sample(pairs, 'target') };
    const languages = settleLanguages(
      { from: given.from || from || undefined, to: given.to || to || undefined },
      texts,
      language,
    );
    return {
      ...languages,
      project: given.project || undefined,
      title: titleOf(given, source, texts.source),
      sample: false,
      warnings: doubts(languages, named(texts.source, source), named(texts.target, source), language),
      source: {
        name: source.name,
        encoding,
        content: {
          kind: 'bitext',
          pairs: pairs.map(({ source: s, target: t }) => ({ source: storable(s), target: storable(t) })),
        },
      },
      target: null,
    };
  }
  if (!other) throw new UploadError('target-missing', { file: source.label });
  if (other.document.kind === 'bitext') throw new UploadError('target-is-bitext', { file: other.label });
  const texts = { source: source.document.text, target: other.document.text };
  const [left, right] = [named(texts.source, source), named(texts.target, other)];
  const length = lopsided(left, right);
  const languages = settleLanguages(given, texts, language);
  return {
    ...languages,
    project: given.project || undefined,
    title: titleOf(given, source, texts.source),
    sample: false,
    warnings: [...doubts(languages, left, right, language), ...(length ? [length] : [])],
    source: upload(source.name, source.document),
    target: upload(other.name, other.document),
  };
}

/**
 * Reads a new version of one side.
 * @throws FormatError, UploadError where the file holds both sides
 */
export async function readNewVersion(
  side: Side,
  given: File | string,
  language: string,
): Promise<{ name: string | null; encoding: string | null; text: string }> {
  const { name, label, document } = typeof given === 'string' ? pasted(given, side, language) : await opened(given);
  if (document.kind === 'bitext') throw new UploadError('version-is-bitext', { file: label });
  const { encoding, content } = upload(name, document);
  if (content.kind !== 'text') throw new Error('a text was read as something else');
  return { name, encoding, text: content.text };
}

interface Read {
  /** File name; null for pasted text. */
  readonly name: string | null;
  /** What messages call it. */
  readonly label: string;
  readonly document: Document;
}

async function opened(file: File): Promise<Read> {
  const name = file.name.replace(/^.*[\\/]/, '').slice(-200) || '?';
  return { name, label: name, document: readDocument(new Uint8Array(await file.arrayBuffer()), name) };
}

/** Pasted text is text, whatever it looks like; but what is no text in a file is none here. */
function pasted(text: string, side: Side, language: string): Read {
  const label = translate(language, `errors:uploads.${side}`);
  if (text.trim() === '') throw new FormatError('empty', { file: label });
  const bytes = new TextEncoder().encode(text);
  return {
    name: null,
    label,
    document: textFormat.read({ fileName: label, bytes, decoded: () => decode(bytes, label) }) as Document,
  };
}

function upload(name: string | null, document: Extract<Document, { kind: 'text' }>): Upload {
  return {
    name,
    encoding: name === null ? null : document.encoding,
    content: { kind: 'text', text: storable(document.text) },
  };
}

/** PostgreSQL stores no U+0000 and no lone surrogate; a reader that lets one through must not make the database fail. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

function sample(pairs: readonly { readonly source: string; readonly target: string }[], side: Side): string {
  return pairs
    .slice(0, 500)
    .map((pair) => pair[side])
    .join('\n');
}

/** Given languages are taken as given; the others are guessed. @throws UploadError where both texts are in one language */
function settleLanguages(
  given: Given,
  texts: Readonly<Record<Side, string>>,
  language: string,
): { from: string; to: string } {
  const guesses = { source: guessLanguage(texts.source), target: guessLanguage(texts.target) };
  if (guesses.source !== null && guesses.source === guesses.target) {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(guesses.source) ?? guesses.source;
    throw new UploadError('same-language', { language: name });
  }
  const from = given.from || guesses.source;
  const to = given.to || guesses.target;
  return {
    from: from ?? (baseLanguage(to ?? '') === 'ru' ? 'en' : 'ru'),
    to: to ?? (baseLanguage(from ?? '') === 'en' ? 'ru' : 'en'),
  };
}

function named(text: string, { label }: Read): NamedText {
  return { text, file: label };
}

/** What is odd about the two sides, read with these languages. */
function doubts(
  { from, to }: { from: string; to: string },
  source: NamedText,
  target: NamedText,
  language: string,
): Message[] {
  return [wrongLanguage(source, from, language), wrongLanguage(target, to, language)].filter((each) => each !== null);
}

/** The title given; else the file's name without what tells its kind and language; else how the text begins. */
function titleOf(given: Given, source: Read, text: string): string {
  const title = given.title?.trim();
  if (title) return title;
  const name = source.name?.replace(/\.\w{1,5}$/, '').replace(/[._-][a-z]{2}$/i, '');
  const line = name || (text.split('\n').find((each) => each.trim() !== '') ?? '').trim();
  const clean = storable(line).trim() || '?';
  return clean.length <= longestTitle
    ? clean
    : `${clean
        .slice(0, longestTitle)
        .replace(/\s+\S*$/, '')
        .toWellFormed()}…`;
}
