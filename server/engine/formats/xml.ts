import { SaxesParser } from 'saxes';
import { FormatError } from './error.ts';

/**
 * XML as all XML formats here read and write it. Nothing outside the file is ever fetched, and a document that declares
 * entities of its own is refused rather than expanded: no format needs them, and only attacks are made of them.
 */

interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By local name; `xml:lang` and `xml:space` keep their prefix. */
  readonly attributes: Readonly<Record<string, string>>;
}

interface XmlHandlers {
  readonly open: (element: XmlElement, line: number) => void;
  /** Text and CDATA, in pieces, entities resolved. */
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Elements inside one another; deeper is an attack on whoever reads recursively. */
const deepest = 256;

/** Characters that the parser is given at a time. */
const chunk = 1 << 16;

/**
 * Reads a document, calling the handlers as it goes. Memory: the open elements alone.
 * @throws FormatError with the line, for what is not well-formed, has entities of its own or is nested too deeply
 */
export function readXml(xml: string, file: string, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ position: true, xmlns: false });
  let depth = 0;
  parser.on('error', (error) => {
    // The parser puts `line:column: ` before its reason.
    throw new FormatError('xml', {
      file,
      line: parser.line,
      reason: error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''),
    });
  });
  parser.on('doctype', (doctype) => {
    if (/<!\s*ENTITY/i.test(doctype)) throw new FormatError('xmlEntities', { file, line: parser.line });
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > deepest) throw new FormatError('xmlDeep', { file, line: parser.line, limit: deepest });
    handlers.open({ name: localName(name), attributes: localAttributes(attributes) }, parser.line);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    handlers.close(localName(name));
  });
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  for (let at = 0; at < xml.length; at += chunk) parser.write(xml.slice(at, at + chunk));
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const local: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(attributes))
    local[name.startsWith('xml:') ? name : localName(name)] = value;
  return local;
}

/**
 * Local name of the root element, as far as the first part of a document shows it: after the declaration, comments,
 * processing instructions and a document type; null where no element begins. Linear.
 */
export function rootName(head: string): string | null {
  for (let at = 0; ; ) {
    while (/\s/.test(head.charAt(at))) at++;
    if (head[at] !== '<') return null;
    const close = head.startsWith('<!--', at) ? '-->' : head[at + 1] === '?' ? '?>' : head[at + 1] === '!' ? '>' : null;
    if (close === null) return /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(head.slice(at, at + 200))?.[1] ?? null;
    const end = head.indexOf(close, at);
    if (end < 0) return null;
    at = end + close.length;
  }
}

/** Characters that XML 1.0 has no way to write (production 2), lone surrogates among them. */
export const unwritable = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text content; what XML cannot carry is left out. */
export function escapeText(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>\r]/g, (character) => escapes[character] ?? character);
}

/** An attribute's value, without its quotes; line breaks and tabs survive. */
export function escapeAttribute(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
