import iconv from 'iconv-lite';
import type { Flag, Severity, Span } from '../../bitext.ts';
import { inflect } from '../../languages/en/inflection.ts';
import { englishWords } from '../../languages/en/spelling.ts';
import type { Language } from '../../languages/language.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { readTable } from '../../languages/vocabulary.ts';
import { capitalised } from '../../text/case.ts';
import { romanise } from '../../text/names.ts';
import type { Word } from '../../text/words.ts';
import type { Check, PairReading } from '../check.ts';

/**
 * Finds what was left as it was: words of the original in its own letters, or copied letter for letter into Latin ones;
 * letters of the other alphabet inside a word; text whose encoding was misread; and markers of machines (`<unk>`, `&quot;`).
 *
 * Leaves alone: Cyrillic in brackets by itself, which a translator adds on purpose; a marker that the original has, too;
 * Russian words that English has taken over (perestroika), and names, which are spelt by letters.
 */
export const untranslated: Check = {
  id: 'untranslated',
  category: 'accuracy/untranslated',
  describe: 'flags:checks.untranslated.why',
  pairs: null,
  examples: [
    {
      source: 'Она не согласилась с этим решением.',
      target: 'She did not agree with this решением.',
      flagged: 'решением',
      suggestion: 'decision',
      severity: 'major',
    },
    {
      source: 'Министр иностранных дел прибыл в Минск.',
      target: 'The министр иностранных дел arrived in Minsk.',
      flagged: 'министр иностранных дел',
    },
    {
      source: 'В Париже прошли переговоры.',
      target: 'Talks were held in Pаris.',
      flagged: 'Pаris',
      suggestion: 'Paris',
      severity: 'minor',
    },
    { source: 'Это был сон.', target: 'It was а dream.', flagged: 'а', suggestion: 'a' },
    {
      source: 'Он сказал: «Я не поеду».',
      target: 'He said: &quot;I won’t go.&quot;',
      flagged: '&quot;',
      suggestion: '"',
    },
    { source: 'Глава ведомства ушёл в отставку.', target: 'The head of the <unk> resigned.', flagged: '<unk>' },
    { source: 'Погода была хорошая.', target: 'The weather was ▁fine.', flagged: '▁' },
    {
      source: 'Они не приедут.',
      target: 'They wonâ€™t come.',
      flagged: 'wonâ€™t',
      suggestion: 'won’t',
      severity: 'major',
    },
    { source: 'В кафе было тихо.', target: 'It was quiet in the cafÃ©.', flagged: 'cafÃ©', suggestion: 'café' },
    {
      source: 'Новый начальник отдела никому не понравился.',
      target: 'Nobody liked the new nachalnik of the department.',
      flagged: 'nachalnik',
      suggestion: 'chief',
    },
    {
      source: 'Слово «тоска» перевести трудно.',
      target: 'The word toska (тоска) is hard to translate.',
      flagged: null,
    },
    { source: 'Перестройка началась в 1985 году.', target: 'The perestroika began in 1985.', flagged: null },
    { source: 'Министр Лавров прибыл в Минск.', target: 'Minister Lavrov arrived in Minsk.', flagged: null },
    { source: 'Нажмите &amp; и продолжайте.', target: 'Press &amp; and go on.', flagged: null },
    { source: 'В кафе играли Бизе.', target: 'They were playing Bizet in the café.', flagged: null },
    { source: 'Т-34 и Ил-76 показали на выставке.', target: 'The T-34 and the Il-76 were shown.', flagged: null },
  ],
  run(reading, { pair }) {
    if (reading.source.text === reading.target.text) return wholeText(reading);
    return [
      ...leftoverMarkers(reading),
      ...misreadText(reading),
      ...foreignLetters(reading, pair),
      ...copiedWords(reading, pair),
    ];
  },
};

type Kind = 'word' | 'letters' | 'marker' | 'encoding' | 'copied' | 'whole';

const severityOf: Readonly<Record<Kind, Severity>> = {
  word: 'major',
  letters: 'minor',
  marker: 'major',
  encoding: 'major',
  copied: 'major',
  whole: 'critical',
};
const confidenceOf: Readonly<Record<Kind, number>> = {
  word: 0.97,
  letters: 0.97,
  marker: 0.97,
  encoding: 0.95,
  copied: 0.85,
  whole: 0.95,
};

function flag(kind: Kind, { target }: PairReading, span: Span, source: Span | null, suggestion: string | null): Flag {
  return {
    check: 'untranslated',
    category:
      kind === 'letters' || kind === 'encoding' || kind === 'marker' ? 'linguistic/encoding' : 'accuracy/untranslated',
    severity: severityOf[kind],
    confidence: confidenceOf[kind],
    source,
    target: span,
    message: {
      key: `untranslated.${kind}`,
      params: { target: target.text.slice(...span), suggestion: suggestion ?? '' },
    },
    suggestion,
  };
}

const scripts = new Map<string, string>();

/** The script that a language is mostly written in, as Unicode's likely subtags have it: Cyrl, Latn. */
function scriptOf({ code }: Language): string {
  let script = scripts.get(code);
  if (script === undefined) {
    script = new Intl.Locale(code).maximize().script ?? '';
    scripts.set(code, script);
  }
  return script;
}

/** A whole sentence in the letters of the original. */
function wholeText(reading: PairReading): Flag[] {
  const { target } = reading;
  if (scriptOf(target.language) === 'Cyrl' || !/\p{Script=Cyrillic}{2}/u.test(target.text)) return [];
  return [flag('whole', reading, [0, target.text.length], [0, reading.source.text.length], null)];
}

const markers = readTable(new URL('./markers.tsv', import.meta.url)).map(([pattern = '', meaning = '-']) => ({
  pattern: new RegExp(pattern, 'gu'),
  meaning: meaning === '-' ? '' : meaning,
}));
const anyMarker = new RegExp(markers.map(({ pattern }) => pattern.source).join('|'), 'u');

function leftoverMarkers(reading: PairReading): Flag[] {
  const { source, target } = reading;
  if (!anyMarker.test(target.text)) return [];
  return markers.flatMap(({ pattern, meaning }) =>
    [...target.text.matchAll(pattern)]
      .filter(([found]) => !source.text.includes(found))
      .map((found) =>
        flag('marker', reading, [found.index, found.index + found[0].length], null, meaning === '' ? null : meaning),
      ),
  );
}

/**
 * UTF-8 read as Windows-1252 (â€™, Ã©, Ð¿) or as Windows-1251 (вЂ™, Рї), and what decoders put for a byte that they could not
 * read. A hit is a word that can be encoded back and is then valid UTF-8.
 */
const misread =
  /[ÂÃÐÑÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|вЂ.|[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f°±²³µ¶·»«]|\ufffd/u;

function misreadText(reading: PairReading): Flag[] {
  const { source, target } = reading;
  if (!misread.test(target.text)) return [];
  const flags: Flag[] = [];
  for (const { 0: word, index } of target.text.matchAll(/\S+/g)) {
    if (!misread.test(word) || source.text.includes(word)) continue;
    const trimmed = word.replace(/[.,;:!?)]+$/, '');
    const repaired = repair(trimmed);
    if (repaired === null && !word.includes('\ufffd')) continue;
    flags.push(flag('encoding', reading, [index, index + trimmed.length], null, repaired));
  }
  return flags;
}

function repair(word: string): string | null {
  for (const encoding of ['win1252', 'win1251']) {
    const bytes = iconv.encode(word, encoding);
    if (iconv.decode(bytes, encoding) !== word) continue;
    const read = iconv.decode(bytes, 'utf8');
    if (!read.includes('\ufffd') && read.length < word.length) return read;
  }
  return null;
}

const latinOf = new Map(
  readTable(new URL('../../text/look-alikes.tsv', import.meta.url)).map(([cyrillic = '', latin = '']) => [
    cyrillic,
    latin,
  ]),
);
const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;

/** Cyrillic in a text of a language that is not written in it. */
function foreignLetters(reading: PairReading, pair: LanguagePair | null): Flag[] {
  const { source, target } = reading;
  if (!cyrillic.test(target.text) || !latinLanguage(reading)) return [];
  const flags: Flag[] = [];
  for (let i = 0; i < target.words.length; i++) {
    const word = target.words[i]!;
    if (!cyrillic.test(word.text) || misread.test(word.text)) continue;
    const mixed = word.text.split('-').some((part) => cyrillic.test(part) && latin.test(part));
    const replaced = inLatin(word.text);
    if (mixed || (replaced !== null && word.text.length === 1 && !besideCyrillic(target.words, i))) {
      flags.push(flag('letters', reading, [word.start, word.end], null, replaced));
      continue;
    }
    let last = i;
    while (
      last + 1 < target.words.length &&
      /^\s+$/.test(target.text.slice(target.words[last]!.end, target.words[last + 1]!.start))
    ) {
      const next = target.words[last + 1]!;
      if (!cyrillic.test(next.text) || latin.test(next.text)) break;
      last++;
    }
    const span: Span = [word.start, target.words[last]!.end];
    i = last;
    if (inBrackets(target.text, span)) continue;
    const original = source.words.find(({ folded }) => folded === word.folded);
    const suggestion = span[1] === word.end ? rendering(word, reading, pair) : null;
    flags.push(flag('word', reading, span, original ? [original.start, original.end] : null, suggestion));
  }
  return flags;
}

/** Whether the translation's language is written in Latin letters: most of the text's are. */
function latinLanguage({ target }: PairReading): boolean {
  if (scriptOf(target.language) === 'Latn') return true;
  let balance = 0;
  for (const word of target.words) balance += cyrillic.test(word.text) ? -1 : latin.test(word.text) ? 1 : 0;
  return balance > 0;
}

function besideCyrillic(words: readonly Word[], at: number): boolean {
  return [at - 1, at + 1].some((i) => cyrillic.test(words[i]?.text ?? ''));
}

function inLatin(word: string): string | null {
  let replaced = '';
  for (const letter of word) {
    const found = cyrillic.test(letter) ? latinOf.get(letter) : letter;
    if (found === undefined) return null;
    replaced += found;
  }
  return replaced;
}

/** Stands alone in brackets. */
function inBrackets(text: string, [start, end]: Span): boolean {
  return /[([][«"“]?$/.test(text.slice(0, start)) && /^[»"”]?[)\]]/.test(text.slice(end));
}

/** The lexicon's first word for it, in the plural or the past where the original's is; a name by its letters. */
function rendering(word: Word, { target, source }: PairReading, pair: LanguagePair | null): string | null {
  if (!pair) return null;
  const entry = source.language.lemmas(word.text).flatMap((lemma) => pair.entries(lemma))[0];
  const first = /^[^\p{L}]*$/u.test(target.text.slice(0, word.start));
  const text = entry?.translations[0] ?? (word.capital ? romanise(word.text) : null);
  if (text === null) return null;
  const analysis = source.language.morphology?.analyses(word.text)[0];
  let form = text;
  if (entry && target.language.code === 'en' && !text.includes(' ')) {
    if (entry.partOfSpeech === 'n' && analysis?.number === 'plural') form = inflect(text, 's');
    else if (entry.partOfSpeech === 'v' && analysis?.tense === 'past') form = inflect(text, 'past');
  }
  return first ? capitalised(form) : form;
}

const romanised = new Map<string, string>();

function romaniseCached(word: string): string {
  let found = romanised.get(word);
  if (found === undefined) {
    if (romanised.size > 200_000) romanised.clear();
    found = romanise(word);
    romanised.set(word, found);
  }
  return found;
}

/** Small words of the original, known to the lexicon, that stand in the translation letter for letter in Latin. */
function copiedWords(reading: PairReading, pair: LanguagePair | null): Flag[] {
  const { source, target } = reading;
  if (!pair || target.language.code !== 'en' || scriptOf(source.language) !== 'Cyrl') return [];
  const copies = new Map<string, Word>();
  for (const word of source.words) {
    if (word.capital || word.isNumber || word.folded.length < 4) continue;
    copies.set(romaniseCached(word.folded), word);
    const lemma = word.lemmas[0];
    if (lemma !== undefined && lemma !== word.folded) copies.set(romaniseCached(lemma), word);
  }
  const flags: Flag[] = [];
  for (const word of target.words) {
    if (word.capital && !word.first) continue;
    const original = copies.get(word.folded);
    if (!original || word.folded.length < 4) continue;
    const renderings = pair.renderings(original.folded, original.lemmas, false);
    if (renderings.length === 0 || renderings.some(({ form }) => form === word.folded || word.lemmas.includes(form)))
      continue;
    // A word given as such, in quotation marks or with its original in brackets, is meant to be there.
    if (
      /["“‘«']$/.test(target.text.slice(0, word.start)) ||
      cyrillic.test(target.text) ||
      englishWords().knows(word.text)
    )
      continue;
    const span: Span = [word.start, word.end];
    flags.push(flag('copied', reading, span, [original.start, original.end], rendering(original, reading, pair)));
  }
  return flags;
}
