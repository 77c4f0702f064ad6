/**
 * Names of characters in HTML (4.01, section 24): what web pages in fact use. Letters with accents are put together by rule.
 */

const named: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    shy: '\u00ad',
    ensp: '\u2002',
    emsp: '\u2003',
  },
  ...{ thinsp: '\u2009', zwnj: '\u200c', zwj: '\u200d', lrm: '\u200e', rlm: '\u200f', NewLine: '\n', Tab: '\t' },
  ...{ laquo: '«', raquo: '»', lsaquo: '‹', rsaquo: '›', ldquo: '“', rdquo: '”', bdquo: '„', lsquo: '‘', rsquo: '’' },
  ...{ sbquo: '‚', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', prime: '′', Prime: '″', dagger: '†' },
  ...{ Dagger: '‡', sect: '§', para: '¶', copy: '©', reg: '®', trade: '™', deg: '°', plusmn: '±', times: '×' },
  ...{ divide: '÷', minus: '−', frac12: '½', frac14: '¼', frac34: '¾', sup1: '¹', sup2: '²', sup3: '³', permil: '‰' },
  ...{ euro: '€', pound: '£', yen: '¥', cent: '¢', curren: '¤', iexcl: '¡', iquest: '¿', brvbar: '¦', not: '¬' },
  ...{ ordf: 'ª', ordm: 'º', micro: 'µ', macr: '¯', acute: '´', cedil: '¸', uml: '¨', larr: '←', rarr: '→', uarr: '↑' },
  ...{ darr: '↓', harr: '↔', szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø' },
  ...{ eth: 'ð', ETH: 'Ð', thorn: 'þ', THORN: 'Þ', ne: '≠', le: '≤', ge: '≥', asymp: '≈', infin: '∞', radic: '√' },
  ...{ sum: '∑', prod: '∏', int: '∫', part: '∂', check: '✓', star: '☆', starf: '★', numero: '№' },
};

const accents: Readonly<Record<string, string>> = {
  ...{ grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303', uml: '\u0308', ring: '\u030a' },
  ...{ cedil: '\u0327', caron: '\u030c' },
};

/** Text with its character references resolved; unknown ones stay as they are written. Linear. */
export function resolveReferences(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z][a-z\d]{1,15}));?/gi, (reference, hex, decimal, name) => {
    if (name !== undefined) return resolveName(name) ?? reference;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return valid ? String.fromCodePoint(code) : '\ufffd';
  });
}

function resolveName(name: string): string | null {
  if (Object.hasOwn(named, name)) return named[name] ?? null;
  const accent = accents[name.slice(1)];
  if (accent === undefined) return null;
  const letter = (name.charAt(0) + accent).normalize('NFC');
  return letter.length === 1 ? letter : null;
}
