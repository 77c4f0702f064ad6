import { joinSegments, type Span } from '../bitext.ts';
import { resolveReferences } from './entities.ts';
import type { ExportBead, ExportBitext, ExportFlag, Format, Input } from './format.ts';
import { readLines } from './text.ts';
import { escapeAttribute, escapeText, rootName } from './xml.ts';

/** Web pages: the text of one is read, and the two texts side by side with their flags are written as one. */

/** Elements that begin and end a paragraph. */
const blocks = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol option p pre section summary table tbody td tfoot th ' +
    'thead tr ul'
  ).split(' '),
);

/** Elements whose text is not the page's prose. */
const skipped = new Set(
  'head nav noscript template svg math iframe object button select audio video canvas'.split(' '),
);

/** Elements whose content is text up to their own end tag, whatever stands in it. */
const raw = new Set(['script', 'style', 'textarea', 'title', 'xmp']);

/** Elements that have no end tag, so that none is waited for. */
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

const tag = /<(?:!--|[!?]|(\/?)([a-z][^\s/>]*))/gi;

/** The text between blocks, a paragraph each. Malformed pages are read as far as they can be. Linear. */
function paragraphsOf(page: string): string[] {
  const paragraphs: string[] = [];
  let paragraph = '';
  let pre = 0;
  /** Name of the skipped element that one is in, and how many of the same name are open. */
  let skip: { name: string; depth: number } | null = null;
  const add = (piece: string): void => {
    if (skip || piece === '') return;
    const text = resolveReferences(piece);
    paragraph += pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' ');
  };
  const end = (): void => {
    const lines = paragraph.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim());
    const text = lines.join('\n').trim();
    if (text !== '') paragraphs.push(text);
    paragraph = '';
  };
  let at = 0;
  tag.lastIndex = 0;
  for (let found = tag.exec(page); found; found = tag.exec(page)) {
    add(page.slice(at, found.index));
    const { 0: opening, 1: slash, 2: written } = found;
    if (written === undefined) {
      const close = opening === '<!--' ? '-->' : '>';
      const stop = page.indexOf(close, tag.lastIndex);
      at = stop < 0 ? page.length : stop + close.length;
      tag.lastIndex = at;
      continue;
    }
    const name = written.toLowerCase();
    at = tagEnd(page, tag.lastIndex);
    const selfClosed = page[at - 2] === '/';
    if (slash !== '/' && raw.has(name)) at = rawEnd(page, at, name);
    tag.lastIndex = at;
    if (skip) {
      if (name === skip.name) skip.depth += slash === '/' ? -1 : selfClosed ? 0 : 1;
      if (skip.depth === 0 || (skip.name === 'head' && name === 'body')) skip = null;
    } else if (skipped.has(name)) {
      if (slash !== '/' && !selfClosed) skip = { name, depth: 1 };
    }
    if (skip) continue;
    if (name === 'br') paragraph += '\n';
    else if (blocks.has(name)) end();
    if (name === 'pre' && !empty.has(name)) pre = Math.max(0, pre + (slash === '/' ? -1 : 1));
  }
  add(page.slice(at));
  end();
  return paragraphs;
}

/** Offset after the `>` of a tag, which may also stand inside a quoted attribute. */
function tagEnd(page: string, from: number): number {
  let quote = '';
  for (let i = from; i < page.length; i++) {
    const character = page.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return i + 1;
    else if ((character === '"' || character === "'") && page[i - 1] === '=') quote = character;
  }
  // An unclosed quotation mark must not swallow the rest of the page.
  const simple = page.indexOf('>', from);
  return simple < 0 || quote === '' ? page.length : simple + 1;
}

function rawEnd(page: string, from: number, name: string): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  const found = end.exec(page);
  return found ? tagEnd(page, end.lastIndex) : page.length;
}

function readHtml({ fileName, decoded }: Input): { kind: 'text'; text: string; encoding: string } {
  const { text, encoding } = decoded();
  return { kind: 'text', text: readLines(paragraphsOf(text).join('\n\n'), fileName), encoding };
}

/** Text in which each stretch under the same flags is one `<mark>`, named for the most serious of them. */
function marked(text: string, flags: readonly ExportFlag[], side: 'source' | 'target'): string {
  const spans = flags.flatMap((flag) => {
    const span: Span | null = flag[side];
    return span ? [{ start: Math.min(span[0], text.length), end: Math.min(span[1], text.length), flag }] : [];
  });
  const points = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  let out = '';
  for (let i = 0; i + 1 < points.length; i++) {
    const [start = 0, end = 0] = [points[i], points[i + 1]];
    const piece = escapeText(text.slice(start, end));
    const over = spans.filter((span) => span.start < end && span.end > start).map(({ flag }) => flag);
    const worst = ['critical', 'major', 'minor', 'neutral'].find((severity) =>
      over.some((flag) => flag.severity === severity),
    );
    const title = escapeAttribute(over.map(({ text }) => text).join('\n'));
    out += worst ? `<mark class="${worst}" title="${title}">${piece}</mark>` : piece;
  }
  return out;
}

/** The values of `lang` attributes, escaped. */
type Languages = Readonly<Record<'from' | 'to' | 'language', string>>;

function row(bead: ExportBead, number: number, lang: Languages): string {
  const open = bead.flags.filter((flag) => flag.state !== 'accepted');
  const list = open.map((flag) => {
    const suggestion = flag.suggestion === null ? '' : ` <span class="to">→ ${escapeText(flag.suggestion)}</span>`;
    const reason = flag.reason ? ` <i>${escapeText(flag.reason)}</i>` : '';
    const note = flag.note ? ` <i>${escapeText(flag.note)}</i>` : '';
    const text = `<b class="${flag.severity}">${flag.severity}</b> ${escapeText(flag.text)}${suggestion}`;
    return `<li>${flag.state === 'dismissed' ? `<s>${text}</s>` : text}${reason}${note}</li>`;
  });
  const source = joinSegments(bead.source);
  const target = joinSegments(bead.target);
  const live = open.filter((flag) => flag.state === 'open');
  const flags = list.length > 0 ? `<ul lang="${lang.language}">${list.join('')}</ul>` : '';
  return (
    `<tr id="b${number}"><th scope="row">${number}</th><td lang="${lang.from}">${marked(source, live, 'source')}</td>` +
    `<td lang="${lang.to}">${marked(target, live, 'target')}${flags}</td></tr>\n`
  );
}

const style = `
:root{color-scheme:light dark;--critical:#b00020;--major:#a34a00;--minor:#5b6472;--neutral:#5b6472;--line:#8884}
@media (prefers-color-scheme:dark){:root{--critical:#ff8a8a;--major:#ffb066;--minor:#aab4c3;--neutral:#aab4c3}}
body{font:17px/1.5 Literata,"PT Serif",Georgia,serif;max-width:80rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{vertical-align:top;text-align:start;padding:.5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere;white-space:pre-line}
th:first-child{width:3rem;font:13px/1.9 system-ui,sans-serif;font-variant-numeric:tabular-nums}
mark{background:none;color:inherit;text-decoration:underline;text-underline-offset:.2em}
mark.critical{text-decoration:underline 3px var(--critical)}mark.major{text-decoration:underline wavy var(--major)}
mark.minor,mark.neutral{text-decoration:underline dotted var(--minor)}
ul{font:14px/1.4 system-ui,sans-serif;margin:.5rem 0 0;padding:0;list-style:none;white-space:normal}
b.critical{color:var(--critical)}b.major{color:var(--major)}b.minor{color:var(--minor)}.to{white-space:nowrap;font-weight:600}
@media (max-width:40rem){thead{display:none}tr{display:grid;grid-template-columns:3rem 1fr}td{grid-column:2}td:nth-child(2){border:0;padding-bottom:0}}
`;

function writeHtml({ title, from, to, language, beads }: ExportBitext): string {
  const lang = { from: escapeAttribute(from), to: escapeAttribute(to), language: escapeAttribute(language) };
  const names = new Intl.DisplayNames([language, 'en'], { type: 'language' });
  const heading = (code: string): string =>
    `<th scope="col" lang="${lang.language}">${escapeText(nameOf(names, code))}</th>`;
  return [
    `<!doctype html>\n<html lang="${lang.language}">\n<head>\n<meta charset="utf-8">\n`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeText(title)}</title>\n`,
    `<style>${style}</style>\n</head>\n<body>\n<main>\n<h1>${escapeText(title)}</h1>\n`,
    `<table>\n<thead><tr><th scope="col">№</th>${heading(from)}${heading(to)}</tr></thead>\n<tbody>\n`,
    ...beads.map((bead, i) => row(bead, i + 1, lang)),
    '</tbody>\n</table>\n</main>\n</body>\n</html>\n',
  ].join('');
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    // Not a well-formed language code: as good a heading as any.
    return code;
  }
}

export const html = {
  id: 'html',
  label: 'HTML',
  extensions: ['.html', '.htm', '.xhtml'],
  mediaType: 'text/html; charset=utf-8',
  looksLike: (head) => /^\s*<!doctype html/i.test(head) || rootName(head)?.toLowerCase() === 'html',
  read: readHtml,
  write: writeHtml,
} satisfies Format;
