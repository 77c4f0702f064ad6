import type { Flag } from '../../bitext.ts';
import { readTable } from '../../languages/vocabulary.ts';
import { capitalised } from '../../text/case.ts';
import type { Word } from '../../text/words.ts';
import type { Check } from '../check.ts';

/**
 * Finds "a" before the sound of a vowel and "an" before that of a consonant: a hour, an university.
 *
 * Leaves alone: words that people say in both ways (an historic, an herb); acronyms of which it cannot be known whether they are
 * read as letters (an SOS, a SAM); the letter A in names and lists (vitamin A is, Category A offence).
 */
export const article: Check = {
  id: 'article',
  category: 'linguistic/grammar',
  describe: 'flags:checks.article.why',
  pairs: null,
  examples: [
    {
      source: 'Через час он ушёл.',
      target: 'He left a hour later.',
      flagged: 'a',
      suggestion: 'an',
      severity: 'minor',
    },
    { source: 'Это был университет.', target: 'It was an university.', flagged: 'an', suggestion: 'a' },
    { source: 'Он съел яблоко.', target: 'He ate a apple.', flagged: 'a', suggestion: 'an' },
    { source: 'Необычный случай.', target: 'A unusual case.', flagged: 'A', suggestion: 'An' },
    { source: 'Это европейский вопрос.', target: 'It is an European issue.', flagged: 'an', suggestion: 'a' },
    { source: 'Хороший день.', target: 'It was an good day.', flagged: 'an', suggestion: 'a' },
    { source: 'Расследование ФБР.', target: 'There was an FBI investigation.', flagged: null },
    { source: 'Историческое событие.', target: 'It was an historic event.', flagged: null },
    { source: 'Односторонний шаг.', target: 'It was a unilateral step.', flagged: null },
    { source: 'Подросток 18 лет.', target: 'He is an 18-year-old.', flagged: null },
    { source: 'Витамин А важен.', target: 'Vitamin A is important.', flagged: null },
    { source: 'Одноразовая выплата.', target: 'It was a one-off payment.', flagged: null },
    { source: 'Неизвестный позвонил.', target: 'An unidentified man called.', flagged: null },
    { source: 'Зонт и час.', target: 'He had an umbrella for an hour.', flagged: null },
  ],
  run({ target }): Flag[] {
    if (target.language.code !== 'en') return [];
    const flags: Flag[] = [];
    for (let i = 0; i + 1 < target.words.length; i++) {
      const word = target.words[i]!;
      if (word.folded !== 'a' && word.folded !== 'an') continue;
      const next = target.words[i + 1]!;
      if (!/^["“‘'(]?\s?["“‘'(]?$/.test(target.text.slice(word.end, next.start)) || next.start === word.end) continue;
      // A capital A may be a letter: vitamin A.
      if (word.text === 'A' && !word.first) continue;
      const sound = soundOf(next);
      if (sound === 'unsure' || (sound === 'vowel') === (word.folded === 'an')) continue;
      const right = sound === 'vowel' ? 'an' : 'a';
      const suggestion = word.capital ? capitalised(right) : right;
      flags.push({
        check: 'article',
        category: 'linguistic/grammar',
        severity: 'minor',
        confidence: 0.93,
        source: null,
        target: [word.start, word.end],
        message: { key: 'article.sound', params: { target: word.text, word: next.text, suggestion } },
        suggestion,
      });
    }
    return flags;
  },
};

type Sound = 'vowel' | 'consonant' | 'unsure';

const sounds = new Map<string, Sound>(
  readTable(new URL('../../languages/en/article-sounds.tsv', import.meta.url)).flatMap(([sound, listed = '']) =>
    listed.split(' ').map((beginning) => [beginning, sound as Sound] as const),
  ),
);
const longest = Math.max(...[...sounds.keys()].map((beginning) => beginning.length));

/** Letters whose names begin like the words that begin with them: a B is a bee, an I is an eye. */
const sameByName = /^(?:[BCDGJKPQTVWYZ]|[AEIO])/;

/** The sound that a word begins with, as it decides between a and an. */
export function soundOf(word: Word): Sound {
  const { text, folded } = word;
  // Foreign letters, and lone ones: an é, a b.
  if (!/^[a-z0-9]/.test(folded) || (folded.length === 1 && !/\d/.test(folded))) return 'unsure';
  const acronym = /^\p{Lu}{2}/u.test(text) || /^\p{Lu}\./u.test(text) || /^\p{Lu}-/u.test(text);
  if (acronym && !sameByName.test(text)) return 'unsure';
  if (acronym) return /^[AEIO]/.test(text) ? 'vowel' : 'consonant';
  // Twelve hundred and such are read in two ways; 8 and 80 to 89 begin with a vowel however they are read, 800 and 8,000 as well.
  const whole = sounds.get(`=${folded.split(/[-.,:]/)[0]}`);
  if (whole) return whole;
  if (/^1[18]\d|^1[18][,.]\d/.test(folded)) return 'unsure';
  for (let length = Math.min(longest, folded.length); length > 0; length--) {
    const sound = sounds.get(folded.slice(0, length));
    if (sound) return word.capital && /^[hu]/.test(folded) && length === 1 ? 'unsure' : sound;
  }
  return 'unsure';
}
