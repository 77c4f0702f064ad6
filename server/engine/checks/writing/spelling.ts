import type { Flag } from '../../bitext.ts';
import { englishWords } from '../../languages/en/spelling.ts';
import { nameCost, romanise, sameNameCost } from '../../text/names.ts';
import { perForm, type Word } from '../../text/words.ts';
import type { Check, CheckContext, PairReading } from '../check.ts';

/**
 * Finds English words that no dictionary has and that are one slip of the keyboard away from one that it has.
 *
 * Leaves alone: anything with a capital, a digit or a letter that English has not; what the lexicon offers for a word of the
 * original; what spells a word of the original letter for letter; phrases of other languages; words that a second one of the text repeats, since writers
 * slip once; compounds and derivations of known words.
 */
export const spelling: Check = {
  id: 'spelling',
  category: 'linguistic/spelling',
  describe: 'flags:checks.spelling.why',
  pairs: null,
  examples: [
    {
      source: 'Отношения между союзниками ухудшились.',
      target: 'Relations beteen the allies got worse.',
      flagged: 'beteen',
      suggestion: 'between',
      severity: 'minor',
    },
    {
      source: 'Правительство не ответило.',
      target: 'The goverment did not answer.',
      flagged: 'goverment',
      suggestion: 'government',
    },
    {
      source: 'Они получили письмо.',
      target: 'They recieved the letter.',
      flagged: 'recieved',
      suggestion: 'received',
    },
    { source: 'Это независимая оценка.', target: 'It is an independant assessment.', flagged: 'independant' },
    {
      source: 'Необходимо соглашение.',
      target: 'An agreement is neccessary.',
      flagged: 'neccessary',
      suggestion: 'necessary',
    },
    { source: 'Организация признала цвет.', target: 'The organisation recognised the colour.', flagged: null },
    { source: 'Головные уборы и товары для дома.', target: 'Headwear and homeware.', flagged: null },
    { source: 'Он живёт в Хабаровске.', target: 'He lives in Khabarovsk.', flagged: null },
    { source: 'Она ела пельмени.', target: 'She ate pelmeni.', flagged: null },
    { source: 'Кибератака и денуклеаризация.', target: 'A cyberattack and denuclearization.', flagged: null },
    { source: 'Он не хотел.', target: 'He wouldn’t and couldn’t.', flagged: null },
    { source: 'Выставка самолётов.', target: 'An F-16 display with a 20mm gun.', flagged: null },
    { source: 'Кафе наивно.', target: 'A naïve café.', flagged: null },
  ],
  run(reading, context): Flag[] {
    const { target } = reading;
    if (target.language.code !== 'en') return [];
    const flags: Flag[] = [];
    for (const [i, word] of target.words.entries()) {
      if (isFine(word) || isSound(word, reading, context)) continue;
      if (isForeign(target.words[i - 1]) || isForeign(target.words[i + 1])) continue;
      const suggestion = englishWords()
        .suggest(word.text)
        .find((other) => isLikely(word.text, other));
      if (suggestion === undefined || target.words.some((other) => other !== word && other.folded === word.folded))
        continue;
      flags.push({
        check: 'spelling',
        category: 'linguistic/spelling',
        severity: 'minor',
        confidence: 0.85,
        source: null,
        target: [word.start, word.end],
        message: { key: 'spelling.unknown', params: { target: word.text, suggestion } },
        suggestion,
      });
    }
    return flags;
  },
};

/** A short word has many neighbours, so only two letters exchanged count there; few slips are in the first letter. */
function isLikely(word: string, other: string): boolean {
  if (word[0] !== other[0] || other !== other.toLowerCase() || /[^a-z']/.test(other)) return false;
  return word.length >= 6 || (word.length === other.length && [...word].sort().join('') === [...other].sort().join(''));
}

/** An unknown small word beside another is a phrase of another language. */
function isForeign(word: Word | undefined): boolean {
  return word !== undefined && !isFine(word);
}

/** No word that may be misspelt, or a known one. */
const isFine = perForm((word) => !isOrdinary(word) || englishWords().knows(word.text));

function isOrdinary({ text }: Word): boolean {
  return text.length >= 4 && /^[a-z]+(?:['’][a-z]+)?$/.test(text);
}

/** An unknown word that is a rendering or the spelling of a word of the original. */
function isSound(word: Word, { source, target }: PairReading, { pair }: CheckContext): boolean {
  const at = target.words.indexOf(word);
  const original = source.words[target.linked[at] ?? -1];
  if (
    original &&
    pair
      ?.renderings(original.folded, original.lemmas, original.capital)
      .some(({ form }) => form === word.folded || word.lemmas.includes(form))
  )
    return true;
  return source.words.some(
    (other) =>
      romanise(other.folded)[0] === word.folded[0] && nameCost(other.folded, word.text, other.lemmas) <= sameNameCost,
  );
}
