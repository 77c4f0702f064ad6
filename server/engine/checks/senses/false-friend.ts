import type { Flag } from '../../bitext.ts';
import type { FalseFriend, Tempting } from '../../languages/false-friends.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import { rangesOf, type WordRange } from '../../languages/phrases.ts';
import type { Check, Example, PairReading } from '../check.ts';
import { expectedAt } from '../opposites/slots.ts';
import { replaceWords } from './replacements.ts';
import { companyAgainst, isOfOtherLemma } from './sense-candidates.ts';

const examples: readonly Example[] = [
  {
    source: 'Она зашла в магазин за хлебом.',
    target: 'She went into the magazine for bread.',
    flagged: 'magazine',
    suggestion: 'shop',
  },
  {
    source: 'У неё очень аккуратный почерк.',
    target: 'She has a very accurate hand.',
    flagged: 'accurate',
    suggestion: 'neat',
  },
  {
    source: 'Это очень актуальный вопрос.',
    target: 'This is a very actual question.',
    flagged: 'actual',
    suggestion: 'topical',
  },
  {
    source: 'Врач выписал рецепт.',
    target: 'The doctor wrote out a receipt.',
    flagged: 'receipt',
    suggestion: 'recipe',
  },
  {
    source: 'Он сел на стул у окна.',
    target: 'He sat down on a stool by the window.',
    flagged: 'stool',
    suggestion: 'chair',
  },
  {
    source: 'У мальчика ангина.',
    target: 'The boy has angina.',
    flagged: 'angina',
    suggestion: 'tonsillitis',
    severity: 'major',
  },
  {
    source: 'Компания объявила о двух новых вакансиях.',
    target: 'The company announced two new vacations.',
    flagged: 'vacations',
    suggestion: 'vacancies',
  },
  {
    source: 'Это был симпатичный молодой человек.',
    target: 'He was a sympathetic young man.',
    flagged: 'sympathetic',
    suggestion: 'nice',
  },
  {
    source: 'Работы завершат в первой декаде мая.',
    target: 'The work will be finished in the first decade of May.',
    flagged: 'decade',
  },
  {
    source: 'На митинге выступили трое.',
    target: 'Three people spoke at the meeting.',
    flagged: 'meeting',
    suggestion: 'rally',
  },
  {
    source: 'В магазине винтовки осталось три патрона.',
    target: 'There were three rounds left in the magazine of the rifle.',
    flagged: null,
  },
  {
    source: 'Она зашла в магазин за журналом.',
    target: 'She went into the shop for a magazine.',
    flagged: null,
  },
  {
    source: 'Камера наблюдения записала кражу.',
    target: 'A security camera recorded the theft.',
    flagged: null,
  },
  {
    source: 'Депутат Госдумы внёс поправку.',
    target: 'A State Duma deputy tabled an amendment.',
    flagged: null,
  },
  {
    source: 'Карьеру она сделала в банке.',
    target: 'She made her career in a bank.',
    flagged: null,
  },
];

/** A look-alike this far from where the word's counterpart is expected is another word. */
const farthest = 8;

/** So many first renderings of the lexicon are usual. */
const usual = 3;

/**
 * Finds a false friend: an English word that looks like the Russian one and means something else (magazine for магазин,
 * accurate for аккуратный).
 *
 * Leaves alone: a word that a right rendering stands for as well; a look-alike that another word of the original explains;
 * company that makes the look-alike right (магазин автомата is a magazine).
 */
export const falseFriend: Check = {
  id: 'false-friend',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.false-friend.why',
  pairs: ['ru-en'],
  examples,
  run(reading, { pair }) {
    const flags: Flag[] = [];
    if (!pair) return flags;
    const { source } = reading;
    for (const [s, word] of source.words.entries()) {
      if (word.isNumber || word.folded.length < 3 || (word.capital && !word.first)) continue;
      for (const lemma of word.lemmas.slice(0, 2)) {
        const friend = pair.falseFriends.of(lemma);
        if (!friend) continue;
        const found = findTempting(reading, s, friend, lemma, pair);
        if (found) flags.push(flagFor(reading, s, friend, found, pair));
        break;
      }
    }
    return flags;
  },
};

interface Found extends Tempting {
  readonly range: WordRange;
}

function findTempting(
  reading: PairReading,
  s: number,
  friend: FalseFriend,
  lemma: string,
  pair: LanguagePair,
): Found | null {
  const { source, target } = reading;
  const isFree = ([from, to]: WordRange): boolean => {
    for (let t = from; t < to; t++) {
      const link = target.linked[t] ?? -1;
      if (link >= 0 && link !== s) return false;
    }
    return true;
  };
  const expected = expectedAt(source, s, -1, target.words.length);
  let best: Found | null = null;
  for (const { pattern, isDoubtful } of friend.tempting) {
    for (const range of rangesOf([pattern], target.words)) {
      const word = target.words[range[0]];
      // A name may have been called so.
      if (!isFree(range) || (word?.capital && !word.first)) continue;
      const away = Math.abs(range[0] - expected);
      if (away > farthest && target.linked[range[0]] !== s) continue;
      if (!best || away < Math.abs(best.range[0] - expected)) best = { pattern, isDoubtful, range };
    }
  }
  if (!best) return null;
  const { range } = best;
  const overlaps = ([from, to]: WordRange): boolean => from < range[1] && range[0] < to;
  if (rangesOf(friend.right, target.words).some((right) => isFree(right) || overlaps(right))) return null;
  if (friend.isRightBeside(source.words, s)) return null;
  const english = target.words[range[0]];
  const original = source.words[s];
  if (!english || !original || isOfOtherLemma(english, original, lemma, pair)) return null;
  return best.isDoubtful && !companyAgainst(reading, s, lemma, best.pattern.text, pair) ? null : best;
}

function flagFor(
  { source, target }: PairReading,
  s: number,
  friend: FalseFriend,
  { pattern, range: [from, to] }: Found,
  pair: LanguagePair,
): Flag {
  const word = source.words[s];
  // What the lexicon gives among the first renderings is right often enough to be doubted only.
  const isUsual =
    word !== undefined &&
    pair
      .renderings(word.folded, word.lemmas, word.capital)
      .slice(0, usual)
      .some(({ form, whole }) => whole && pattern.text === form);
  const right = friend.right[0]?.text ?? '';
  const replacement = replaceWords(target, from, to, right, friend.partOfSpeech);
  const span = replacement?.span ?? [target.words[from]?.start ?? 0, target.words[to - 1]?.end ?? 0];
  return {
    check: 'false-friend',
    category: 'accuracy/mistranslation',
    severity: isUsual ? 'minor' : 'major',
    confidence: isUsual ? 0.7 : 0.9,
    source: word ? [word.start, word.end] : null,
    target: span,
    message: {
      key: 'false-friend.word',
      params: {
        source: word?.text ?? '',
        target: target.text.slice(...span),
        right: friend.right.map(({ text }) => text).join(', '),
      },
    },
    suggestion: replacement?.text ?? null,
  };
}
