import { FormatError } from './error.ts';
import { gather, type TermbaseEntry, type TermbaseFile, type TermbaseProblem } from './terms.ts';
import { escapeAttribute, escapeText, readXml } from './xml.ts';

/** TermBase eXchange: of 2008 (martif, ISO 30042:2008) and of 2019 (ISO 30042:2019, version 3, in either style). */

/** Statuses of TBX's administrativeStatus and normativeAuthorization that forbid a term. */
const forbidding = /^(deprecated|superseded|obsolete|rejected|forbidden)/i;

interface OpenTerm {
  text: string;
  forbidden: boolean;
}

/**
 * Reads a termbase in two of its languages, concept by concept. Linear.
 * @throws FormatError for XML that is not well-formed, another kind of XML, and a file without the source language
 */
export function readTbx(text: string, file: string, from: string, to: string): TermbaseFile {
  const read = { entries: [] as TermbaseEntry[], problems: [] as TermbaseProblem[] };
  const languages = new Set<string>();
  let root = '';
  let line = 0;
  let entry: { line: number; source: OpenTerm[]; target: OpenTerm[]; note: string } | null = null;
  let side: 'source' | 'target' | null = null;
  let term: OpenTerm | null = null;
  /** What the text that follows is: a term, a status, a note. */
  let into: 'term' | 'status' | 'note' | null = null;
  let status = '';
  const sideOf = (code: string): 'source' | 'target' | null =>
    sameLanguage(code, from) ? 'source' : sameLanguage(code, to) ? 'target' : null;
  readXml(text, file, {
    open({ name, attributes }, at) {
      line = at;
      if (root === '') {
        root = name;
        if (name !== 'martif' && name !== 'tbx')
          throw new FormatError('xmlRoot', { file, line: at, expected: 'tbx', found: name });
      }
      if (name === 'termEntry' || name === 'conceptEntry') entry = { line: at, source: [], target: [], note: '' };
      else if (name === 'langSet' || name === 'langSec') {
        const code = attributes['xml:lang'] ?? attributes.lang ?? '';
        languages.add(code);
        side = sideOf(code);
      } else if (name === 'tig' || name === 'ntig' || name === 'termSec') term = { text: '', forbidden: false };
      else if (name === 'term') {
        term ??= { text: '', forbidden: false };
        into = 'term';
      } else if (
        name === 'administrativeStatus' ||
        name === 'normativeAuthorization' ||
        isStatus(name, attributes.type)
      ) {
        into = 'status';
        status = '';
      } else if (name === 'note' && entry) into = 'note';
    },
    text(piece) {
      if (into === 'term' && term) term.text += piece;
      else if (into === 'status') status += piece;
      else if (into === 'note' && entry) entry.note += piece;
    },
    close(name) {
      if (
        into === 'status' &&
        (name === 'termNote' || name === 'administrativeStatus' || name === 'normativeAuthorization')
      ) {
        if (term && forbidding.test(status.trim())) term.forbidden = true;
        into = null;
      } else if (name === 'term' || name === 'note') into = null;
      else if (name === 'tig' || name === 'ntig' || name === 'termSec') {
        if (entry && side && term && term.text.trim() !== '') entry[side].push(term);
        term = null;
      } else if (name === 'langSet' || name === 'langSec') side = null;
      else if ((name === 'termEntry' || name === 'conceptEntry') && entry) {
        const { source, target, note } = entry;
        const texts = (terms: OpenTerm[], forbidden: boolean): string[] => [
          ...new Set(
            terms.filter((one) => one.forbidden === forbidden).map((one) => one.text.trim().replace(/\s+/g, ' ')),
          ),
        ];
        gather(
          read,
          {
            source: [...texts(source, false), ...texts(source, true)],
            target: texts(target, false),
            forbidden: texts(target, true),
            note: note.trim().replace(/\s+/g, ' '),
          },
          { unit: 'line', number: entry.line },
        );
        entry = null;
      }
    },
  });
  if (read.entries.length === 0 && languages.size > 0 && ![...languages].some((code) => sideOf(code) === 'source')) {
    throw new FormatError('termbaseLanguages', { file, line, from, to, found: [...languages].join(', ') });
  }
  return { format: 'tbx', kind: 'terms', title: null, reversed: false, ...read };
}

function isStatus(name: string, type: string | undefined): boolean {
  return name === 'termNote' && (type === 'administrativeStatus' || type === 'normativeAuthorization');
}

/** "en-GB" serves where "en" is wanted, and the other way about. */
function sameLanguage(a: string, b: string): boolean {
  return a.toLowerCase().split(/[-_]/)[0] === b.toLowerCase().split(/[-_]/)[0];
}

/** The entries as TBX-Basic, version 3, in DCA style: forbidden names are `deprecatedTerm-admn-sts`. */
export function writeTbx(entries: readonly TermbaseEntry[], title: string, from: string, to: string): string {
  const term = (name: string, status: string) =>
    `<termSec><term>${escapeText(name)}</term>${status && `<termNote type="administrativeStatus">${status}</termNote>`}</termSec>`;
  const language = (code: string, terms: readonly string[]) =>
    terms.length === 0 ? '' : `<langSec xml:lang="${escapeAttribute(code)}">${terms.join('')}</langSec>`;
  const concepts = entries.map(({ source, target, forbidden, note }, index) =>
    [
      `<conceptEntry id="c${index + 1}">`,
      note && `<note>${escapeText(note)}</note>`,
      language(
        from,
        source.map((name) => term(name, '')),
      ),
      language(to, [
        ...target.map((name, k) => term(name, k === 0 ? 'preferredTerm-admn-sts' : 'admittedTerm-admn-sts')),
        ...forbidden.map((name) => term(name, 'deprecatedTerm-admn-sts')),
      ]),
      '</conceptEntry>\n',
    ].join(''),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="${escapeAttribute(to)}">\n`,
    `<tbxHeader><fileDesc><titleStmt><title>${escapeText(title)}</title></titleStmt>`,
    '<sourceDesc><p>Sverka</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n',
    ...concepts,
    '</body></text>\n</tbx>\n',
  ].join('');
}
