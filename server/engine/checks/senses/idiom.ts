import type { Flag, Span } from '../../bitext.ts';
import type { LanguagePair } from '../../languages/pair.ts';
import type { PhraseMatch } from '../../languages/phrases.ts';
import type { Word } from '../../text/words.ts';
import type { Check, Example, PairReading, SideReading } from '../check.ts';
import { expectedAt } from '../opposites/slots.ts';

const examples: readonly Example[] = [
  {
    source: 'Он на этом собаку съел.',
    target: 'He ate a dog on this.',
    flagged: 'ate a dog',
    severity: 'minor',
  },
  {
    source: 'Он купил кота в мешке.',
    target: 'He bought a cat in a bag.',
    flagged: 'bought a cat in a bag',
  },
  {
    source: 'Он пускает пыль в глаза.',
    target: 'He blows dust into the eyes.',
    flagged: null,
  },
  {
    source: 'Он льёт воду на мельницу врага.',
    target: "He pours water on the enemy's mill.",
    flagged: "pours water on the enemy's mill",
  },
  {
    source: 'Дело в шляпе.',
    target: 'The business is in the hat.',
    flagged: 'business is in the hat',
  },
  {
    source: 'Он работал спустя рукава.',
    target: 'He worked with lowered sleeves.',
    flagged: 'worked with lowered sleeves',
  },
  {
    source: 'Он держит язык за зубами.',
    target: 'He keeps his mouth shut.',
    flagged: null,
  },
  {
    source: 'Он купил кота в мешке.',
    target: 'He bought a pig in a poke.',
    flagged: null,
  },
  {
    source: 'Она сидела сложа руки.',
    target: 'She did nothing.',
    flagged: null,
  },
  {
    source: 'Кот спал в мешке.',
    target: 'The cat was asleep in the bag.',
    flagged: null,
  },
  {
    source: 'Дело в шляпе.',
    target: "It's in the bag.",
    flagged: null,
  },
  {
    source: 'Она вымыла руки и села.',
    target: 'She washed her hands and sat down.',
    flagged: null,
  },
];

/** Words that were rendered one by one stand together; so many others may be among them. */
const others = 4;
/** Further from where it is expected a word is another's. */
const farthest = 8;

/**
 * Finds idioms of the original whose words were rendered one by one: hang noodles on his ears for вешать лапшу на уши.
 *
 * Leaves alone: idioms of which a known rendering is there; those of which a word is not rendered at all, since then the
 * translator found a way of his own; idioms of one telling word.
 */
export const idiom: Check = {
  id: 'idiom',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.idiom.why',
  pairs: ['ru-en'],
  examples,
  run(reading, { pair }) {
    if (!pair) return [];
    const flags: Flag[] = [];
    for (const match of pair.phrases.find(reading.source.words)) {
      if (!match.phrase.marks.includes('idiom')) continue;
      const found = oneByOne(reading, match, pair);
      if (
        !found ||
        isLikeRendering(found.places, match, reading.target) ||
        pair.phrases.renderings(match.phrase, reading.target.words).length > 0
      )
        continue;
      flags.push(flagFor(reading, match, found));
    }
    return flags;
  },
};

interface OneByOne {
  readonly places: readonly number[];
  readonly isWhole: boolean;
}

/**
 * Indexes of the translation's words, in order, that the telling words of an idiom were rendered by; null where that was not
 * done one by one. Of three words and more one may have been rendered in a way that the lexicon has not.
 */
function oneByOne({ source, target }: PairReading, { from, to }: PhraseMatch, pair: LanguagePair): OneByOne | null {
  const places: number[] = [];
  let telling = 0;
  for (let s = from; s < to; s++) {
    const word = source.words[s];
    if (!word || word.folded.length < 3) continue;
    telling++;
    const expected = places.at(-1) ?? expectedAt(source, s, -1, target.words.length);
    const at = renderingOf(word, target, expected, pair);
    if (at >= 0 && !places.includes(at)) places.push(at);
  }
  places.sort((a, b) => a - b);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined || places.length < 2) return null;
  if (telling - places.length > (telling > 2 ? 1 : 0) || last - first >= to - from + others) return null;
  return { places, isWhole: places.length === telling };
}

/** Whether known renderings have half of the words, so that another, close to them, may have been meant. */
function isLikeRendering(places: readonly number[], { phrase }: PhraseMatch, { words }: SideReading): boolean {
  const beginning = (word: string): string => word.slice(0, 5);
  const known = new Set(
    phrase.renderings
      .flatMap(({ elements }) => elements.flatMap((e) => (e ? [...e.lemmas, ...e.forms] : [])))
      .map(beginning),
  );
  const shared = places.filter((t) =>
    [words[t]?.folded ?? '', ...(words[t]?.lemmas ?? [])].some((form) => known.has(beginning(form))),
  );
  return shared.length * 2 >= places.length;
}

/** The index, nearest to where it is expected, of a word that the lexicon gives for one of the original; -1 for none. */
function renderingOf(word: Word, { words }: SideReading, expected: number, pair: LanguagePair): number {
  const renderings = pair.renderings(word.folded, word.lemmas, word.capital);
  let best = -1;
  for (const [t, english] of words.entries()) {
    if (pair.to.grammarWords.has(english.folded) || Math.abs(t - expected) > farthest) continue;
    if (best >= 0 && Math.abs(t - expected) >= Math.abs(best - expected)) continue;
    const isRendering = renderings.some(
      ({ form, whole }) => whole && (form === english.folded || english.lemmas.includes(form)),
    );
    if (isRendering) best = t;
  }
  return best;
}

function flagFor(
  { source, target }: PairReading,
  { phrase, from, to }: PhraseMatch,
  { places, isWhole }: OneByOne,
): Flag {
  const span: Span = [target.words[places[0] ?? 0]?.start ?? 0, target.words[places.at(-1) ?? 0]?.end ?? 0];
  return {
    check: 'idiom',
    category: 'accuracy/mistranslation',
    severity: isWhole && places.length > 2 ? 'major' : 'minor',
    confidence: places.length > 2 ? 0.8 : 0.6,
    source: [source.words[from]?.start ?? 0, source.words[to - 1]?.end ?? 0],
    target: span,
    message: {
      key: 'idiom.phrase',
      params: {
        source: source.text.slice(source.words[from]?.start ?? 0, source.words[to - 1]?.end ?? 0),
        target: target.text.slice(...span),
        right: phrase.renderings.map(({ text }) => text).join(', '),
      },
    },
    suggestion: null,
  };
}
