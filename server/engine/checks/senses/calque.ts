import type { Flag, Span } from '../../bitext.ts';
import type { CalqueMatch } from '../../languages/calques.ts';
import { rangesOf, type WordRange } from '../../languages/phrases.ts';
import type { Check, Example, PairReading } from '../check.ts';
import { expectedAt } from '../opposites/slots.ts';
import { replaceWords } from './replacements.ts';

const examples: readonly Example[] = [
  {
    source: 'Суд принял решение в его пользу.',
    target: 'The court accepted a decision in his favour.',
    flagged: 'accepted a decision',
    suggestion: 'made a decision',
  },
  {
    source: 'Это важное решение мы приняли вчера.',
    target: 'We accepted this important decision yesterday.',
    flagged: 'accepted this important decision',
  },
  {
    source: 'Всю ночь шёл сильный дождь.',
    target: 'There was strong rain all night.',
    flagged: 'strong rain',
    suggestion: 'heavy rain',
  },
  {
    source: 'Она задала ему вопрос.',
    target: 'She gave him a question.',
    flagged: 'gave him a question',
  },
  {
    source: 'Он получил высшее образование за границей.',
    target: 'He got his highest education abroad.',
    flagged: 'highest education',
    suggestion: 'higher education',
  },
  {
    source: 'Ребёнок ходит в детский сад.',
    target: "The child goes to a children's garden.",
    flagged: "children's garden",
    suggestion: 'nursery',
  },
  {
    source: 'Он обратил внимание на дату.',
    target: 'He turned attention to the date.',
    flagged: 'turned attention',
    suggestion: 'paid attention',
  },
  {
    source: 'Скорее всего, он опоздает.',
    target: 'Sooner of all, he will be late.',
    flagged: 'Sooner of all',
    suggestion: 'Most likely',
  },
  {
    source: 'Железная дорога закрыта на ремонт.',
    target: 'The iron road is closed for repairs.',
    flagged: 'iron road',
    suggestion: 'railway',
  },
  {
    source: 'В первую очередь нужно помочь раненым.',
    target: 'In the first turn, the wounded must be helped.',
    flagged: 'In the first turn',
    suggestion: 'First of all',
  },
  {
    source: 'Суд принял решение в его пользу.',
    target: 'The court made a decision in his favour.',
    flagged: null,
  },
  {
    source: 'Он принял её решение спокойно.',
    target: 'He took her decision calmly.',
    flagged: null,
  },
  {
    source: 'Всю ночь шёл сильный дождь.',
    target: 'It rained heavily all night.',
    flagged: null,
  },
  {
    source: 'Она задала ему вопрос.',
    target: 'She asked him a question.',
    flagged: null,
  },
  {
    source: 'Ребёнок ходит в детский сад.',
    target: 'The child goes to kindergarten.',
    flagged: null,
  },
];

/** Word-for-word English further from where it is expected stands for something else. */
const farthest = 10;

/**
 * Finds Russian phrases that were rendered word for word where English says it otherwise: accept a decision for принять
 * решение, strong rain for сильный дождь.
 *
 * Leaves alone: phrases of which a right rendering is there as well; English that other words of the original explain.
 */
export const calque: Check = {
  id: 'calque',
  category: 'style/unidiomatic',
  describe: 'flags:checks.calque.why',
  pairs: ['ru-en'],
  examples,
  run(reading, { pair }) {
    if (!pair) return [];
    const flags: Flag[] = [];
    for (const match of pair.calques.find(reading.source.words)) {
      const range = wordForWord(reading, match);
      if (range) flags.push(flagFor(reading, match, range));
    }
    return flags;
  },
};

function wordForWord({ source, target }: PairReading, { calque, from, to }: CalqueMatch): WordRange | null {
  const expected = expectedAt(source, from, -1, target.words.length);
  const isOwn = ([first, last]: WordRange): boolean => {
    for (let t = first; t < last; t++) {
      const link = target.linked[t] ?? -1;
      const isEdge = t === first || t === last - 1;
      if (
        isEdge &&
        link >= 0 &&
        (link < from || link >= to) &&
        !target.language.grammarWords.has(target.words[t]?.folded ?? '')
      )
        return false;
    }
    return true;
  };
  const found = rangesOf(calque.wordForWord, target.words).find(
    (range) => Math.abs(range[0] - expected) <= farthest && isOwn(range),
  );
  if (!found) return null;
  const isInside = ([first, last]: WordRange): boolean => found[0] <= first && last <= found[1];
  // Somebody else's: accepting his decision is not making one.
  const isOthers = target.words.slice(found[0] + 1, found[1] - 1).some(({ folded }) => calque.others.has(folded));
  return isOthers || rangesOf(calque.right, target.words).some((range) => !isInside(range)) ? null : found;
}

const parts = { verb: 'v', noun: 'n', fixed: 'fixed' } as const;

function flagFor({ source, target }: PairReading, { calque, from, to }: CalqueMatch, range: WordRange): Flag {
  const plain = calque.suggestions.find((text) => !/\bone's\b|oneself|someone/.test(text)) ?? null;
  // Of an adjective in between nothing is known to remain.
  const isTight = calque.kind !== 'verb' || range[1] - range[0] <= 3;
  const replacement = plain !== null && isTight ? replaceWords(target, ...range, plain, parts[calque.kind]) : null;
  const span: Span = replacement?.span ?? [target.words[range[0]]?.start ?? 0, target.words[range[1] - 1]?.end ?? 0];
  return {
    check: 'calque',
    category: 'style/unidiomatic',
    severity: 'minor',
    confidence: 0.85,
    source: [source.words[from]?.start ?? 0, source.words[to - 1]?.end ?? 0],
    target: span,
    message: {
      key: 'calque.phrase',
      params: { source: calque.phrase, target: target.text.slice(...span), right: calque.suggestions.join(', ') },
    },
    suggestion: replacement?.text ?? null,
  };
}
