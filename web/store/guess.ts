/**
 * A first look at what was given, so that it can be shown and put right before anything is sent. The server reads the
 * file itself and has the last word.
 */

const previewBytes = 64 * 1024;

export interface Preview {
  readonly text: string;
  /** Name of the encoding for people; null where a look at the bytes says nothing (an archive, say). */
  readonly encoding: string | null;
}

/** Reads the beginning of a file in the encoding that fits it best. */
export async function readPreview(file: File): Promise<Preview> {
  const bytes = new Uint8Array(await file.slice(0, previewBytes).arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { text: '', encoding: null };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode(bytes, 'utf-16be'), encoding: 'UTF-16' };
  // The cut may fall inside a character: up to three bytes at the end are let go.
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return { text, encoding: 'UTF-8' };
    } catch {
      if (file.size <= previewBytes) break;
    }
  }
  // Of the two old Cyrillic encodings the right one gives mostly small letters: read as the other, cases change places.
  const candidates = [
    { encoding: 'Windows-1251', text: decode(bytes, 'windows-1251') },
    { encoding: 'KOI8-R', text: decode(bytes, 'koi8-r') },
  ];
  const small = ({ text }: Preview) => text.match(/[а-яё]/g)?.length ?? 0;
  return candidates.reduce((best, each) => (small(each) > small(best) ? each : best));
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** The likely language of a text by its letters, or null where they do not tell. */
export function guessLanguage(text: string): string | null {
  const sample = text.slice(0, 5000).toLowerCase();
  const cyrillic = sample.match(/[\u0400-\u04ff]/g)?.length ?? 0;
  const latin = sample.match(/[a-z]/g)?.length ?? 0;
  if (cyrillic + latin < 8) return null;
  if (cyrillic > latin) {
    if (/[ґєї]/.test(sample)) return 'uk';
    if (/ў/.test(sample)) return 'be';
    if (/[ђјљњћџ]/.test(sample)) return 'sr';
    if (/[әғқңөұүһ]/.test(sample)) return 'kk';
    return /[ыэё]/.test(sample) ? 'ru' : cyrillic > 200 ? 'bg' : 'ru';
  }
  const words = sample.match(/\p{L}+/gu) ?? [];
  const scores = Object.entries(commonWords).map(([code, common]) => ({
    code,
    hits: words.filter((word) => common.has(word)).length,
  }));
  const best = scores.reduce((a, b) => (b.hits > a.hits ? b : a));
  return best.hits > 0 ? best.code : null;
}

/** A few words of each language that few of its texts do without and few others have. */
const commonWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['the', 'and', 'of', 'to', 'is', 'that', 'was', 'with', 'it']),
  de: new Set(['der', 'die', 'und', 'das', 'nicht', 'ist', 'den', 'mit', 'ein']),
  fr: new Set(['le', 'les', 'et', 'des', 'est', 'une', 'dans', 'que', 'pas']),
  es: new Set(['el', 'los', 'y', 'las', 'una', 'por', 'con', 'del', 'no']),
  it: new Set(['il', 'di', 'che', 'gli', 'una', 'per', 'non', 'della', 'sono']),
  pt: new Set(['o', 'os', 'não', 'uma', 'com', 'do', 'da', 'em', 'que']),
  nl: new Set(['het', 'een', 'van', 'niet', 'dat', 'op', 'zijn', 'voor', 'de']),
  pl: new Set(['w', 'nie', 'się', 'na', 'jest', 'że', 'z', 'do', 'to']),
  cs: new Set(['v', 'se', 'na', 'je', 'že', 'a', 'jsem', 'ale', 'by']),
};
