import { existsSync } from 'node:fs';
import type { Flag, Span } from '../../bitext.ts';
import { formsOf, inflect } from '../../languages/en/inflection.ts';
import type { Analysis, Language } from '../../languages/language.ts';
import { readTable } from '../../languages/vocabulary.ts';
import { perForm, type Word } from '../../text/words.ts';
import type { Check, SideReading } from '../check.ts';

/**
 * Finds a future that became a past, and a past that became a future: «подписали» and "will sign", «будет подписан» and "has been signed".
 *
 * Leaves alone: reported speech, where English shifts tenses back; conditions; the present, which Russian tells stories in; verbs of
 * the translation that stand for no verb of the original, or for one whose form may be of either tense.
 */
export const tense: Check = {
  id: 'tense',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.tense.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Стороны подписали договор.',
      target: 'The parties will sign the treaty.',
      flagged: 'will sign',
      suggestion: 'signed',
    },
    {
      source: 'Договор подписан.',
      target: 'The treaty will be signed.',
      flagged: 'will be signed',
      suggestion: 'has been signed',
    },
    {
      source: 'Договор будет подписан завтра.',
      target: 'The treaty was signed tomorrow.',
      flagged: 'was signed',
      suggestion: 'will be signed',
    },
    {
      source: 'Завод построят через год.',
      target: 'The factory was built in a year.',
      flagged: 'was built',
      suggestion: 'will be built',
    },
    {
      source: 'Комиссия проверит отчёт.',
      target: 'The commission checked the report.',
      flagged: 'checked',
      suggestion: 'will check',
    },
    { source: 'Стороны подписали договор.', target: 'The parties signed the treaty.', flagged: null },
    { source: 'Договор будет подписан завтра.', target: 'The treaty will be signed tomorrow.', flagged: null },
    { source: 'Он сказал, что проверит отчёт.', target: 'He said he had the report checked.', flagged: null },
    {
      source: 'Если он подпишет договор, мы уйдём.',
      target: 'If he signed the treaty, we would leave.',
      flagged: null,
    },
    { source: 'Договор не подписан.', target: 'The treaty has not been signed.', flagged: null },
    { source: 'Он женат и построил дом.', target: 'He is married and has built a house.', flagged: null },
    { source: 'Отчёт должен быть проверен.', target: 'The report will have to be checked.', flagged: null },
  ],
  run({ source, target }): Flag[] {
    const flags: Flag[] = [];
    for (const [at, word] of target.words.entries()) {
      const original = source.linked.length > 0 ? (target.linked[at] ?? -1) : -1;
      if (original < 0 || word.capital) continue;
      const told = tenseOf(target, at);
      if (!told) continue;
      const meant = meantTense(source, original);
      if (meant === null || meant.tense === told.tense) continue;
      const clauses = readClauses(source, target, original);
      if (clauses.conditional || (told.tense === 'past' ? clauses.reported || clauses.supposed : clauses.open))
        continue;
      const first = target.words[told.from];
      const verb = source.words[original];
      if (!first || !verb) continue;
      const span: Span = [first.start, word.end];
      flags.push({
        check: 'tense',
        category: 'accuracy/mistranslation',
        severity: 'major',
        confidence: 0.8,
        source: [verb.start, verb.end],
        target: span,
        message: {
          key: `tense.${told.tense}`,
          params: { target: target.text.slice(...span), source: verb.text },
        },
        suggestion: rewritten(word, told, meant.finished),
      });
    }
    return flags;
  },
};

type Kind = 'conditional' | 'future' | 'past' | 'auxiliary' | 'determiner' | 'preposition';

const books = new Map<string, ReadonlyMap<string, Kind>>();

/** What a word tells of a tense; undefined for nearly all. */
function kindOf(word: Word | undefined, { code }: Language): Kind | undefined {
  let book = books.get(code);
  if (!book) {
    const file = new URL(`../../languages/${code}/tense-words.tsv`, import.meta.url);
    const rows = existsSync(file) ? readTable(file) : [];
    book = new Map(rows.flatMap(([kind, forms = '']) => forms.split(' ').map((form) => [form, kind as Kind] as const)));
    books.set(code, book);
  }
  return word && book.get(word.folded);
}

interface Told {
  readonly tense: 'past' | 'future';
  readonly passive: boolean;
  /** Index of the first word of the verb group; nothing but auxiliaries stands from there to the verb. */
  readonly from: number;
}

/** The tense of an English verb group that ends in a word; null where it is another tense, has a modal, or may be no verb. */
function tenseOf({ words, text, language }: SideReading, at: number): Told | null {
  const word = words[at];
  if (!word) return null;
  const group: string[] = [];
  let from = at;
  while (from > 0 && group.length < 4) {
    const before = words[from - 1];
    if (!before || !/^\s$/.test(text.slice(before.end, words[from]?.start))) break;
    if (kindOf(before, language) !== 'auxiliary' && kindOf(before, language) !== 'conditional') break;
    group.unshift(before.folded);
    from--;
  }
  const helpers = group.join(' ');
  const forms = verbForms(word);
  if (helpers === 'will' && forms.includes('base')) return { tense: 'future', passive: false, from };
  if (helpers === 'will be' && forms.includes('participle')) return { tense: 'future', passive: true, from };
  if (/^(?:was|were|has been|have been)$/.test(helpers) && forms.includes('participle'))
    return { tense: 'past', passive: true, from };
  const before = words[at - 1];
  const after = words[at + 1];
  // An extended range, are also installed, was signed: participles and auxiliaries.
  const helped = [at - 1, at - 2, at - 3].some((k) => {
    const kind = kindOf(words[k], language);
    return kind === 'auxiliary' || (k === at - 1 && (kind === 'determiner' || kind === 'preposition'));
  });
  if (helpers !== '' || helped || !before || /'(?:s|d|ve|re|m|ll)$/.test(before.folded)) return null;
  if (!forms.includes('past') || forms.includes('base')) return null;
  const helps = kindOf(word, language) === 'auxiliary' && after !== undefined && isParticiple(after);
  // Where the past is the participle as well, an object after it shows that it is the verb.
  const certain = !forms.includes('participle') || kindOf(after, language) === 'determiner';
  return certain && !helps ? { tense: 'past', passive: false, from } : null;
}

/** The forms of its likeliest dictionary form that an English word may be. */
const verbForms = perForm(({ folded, lemmas }) => formsOf(folded, lemmas[0] ?? folded));

function isParticiple(word: Word): boolean {
  return verbForms(word).includes('participle');
}

interface Clauses {
  readonly conditional: boolean;
  /** The translation speaks of what would be. */
  readonly supposed: boolean;
  /** A past tense stands before the verb. */
  readonly reported: boolean;
  /** A verb that is not past stands near it. */
  readonly open: boolean;
}

function readClauses(source: SideReading, target: SideReading, at: number): Clauses {
  const analyses = source.words.map((word) => source.language.morphology?.analyses(word.text)[0]);
  return {
    conditional: source.words.some((word) => kindOf(word, source.language) === 'conditional'),
    supposed: target.words.some((word) => kindOf(word, target.language) === 'conditional'),
    reported: analyses.some((a, k) => k < at && a !== undefined && isPast(a)),
    open: analyses.some(
      (a, k) =>
        Math.abs(k - at) <= 4 &&
        a !== undefined &&
        (a.partOfSpeech === 'infinitive' || (a.partOfSpeech === 'verb' && a.tense !== 'past')),
    ),
  };
}

function isPast({ partOfSpeech, tense }: Analysis): boolean {
  return partOfSpeech === 'verb' && tense === 'past';
}

/** The tense that a Russian verb says for certain. */
function meantTense(
  { words, language }: SideReading,
  at: number,
): { tense: 'past' | 'future'; finished: boolean } | null {
  const word = words[at];
  const analyses = word ? (language.morphology?.analyses(word.text) ?? []) : [];
  const [best] = analyses;
  if (!best || best.probability < 0.65 || !best.known) return null;
  const future = [...words.slice(Math.max(0, at - 4), at), ...words.slice(at + 1, at + 3)].some(
    (word) => kindOf(word, language) === 'future',
  );
  if (best.partOfSpeech === 'verb' && best.tense === 'past') return { tense: 'past', finished: false };
  if (best.partOfSpeech === 'verb' && best.tense === 'future') return { tense: 'future', finished: false };
  const passive = best.partOfSpeech === 'participle' && best.short && best.voice === 'passive';
  if (passive || best.partOfSpeech === 'infinitive') {
    if (future) return { tense: 'future', finished: false };
    const near = words.slice(Math.max(0, at - 3), at).some((word) => kindOf(word, language) === 'past');
    if (passive && !near) return { tense: 'past', finished: true };
  }
  return null;
}

function rewritten(word: Word, { tense, passive }: Told, finished: boolean): string {
  const lemma = word.lemmas[0] ?? word.folded;
  if (tense === 'past') return passive ? `will be ${word.text}` : `will ${lemma}`;
  if (passive) return `${finished ? 'has been' : 'was'} ${word.text}`;
  return inflect(lemma, 'past');
}
