import type { Flag } from '../../bitext.ts';
import { capitalised } from '../../text/case.ts';
import { romanise } from '../../text/names.ts';
import type { Check, CheckContext, PairReading } from '../check.ts';
import { judgesOf, logOddsOf, pairCode, type Verdict, verdictAt } from '../judgement.ts';
import { type Exchange, findExchange } from './name-exchanges.ts';
import { findMisspellings, type Misspelling } from './name-misspellings.ts';
import { readNames, sortOf } from './name-reading.ts';
import { findSwaps, type Swap } from './name-swaps.ts';

/**
 * Finds a person, place, country, company in the translation where the original names another, and names (and other words
 * with a capital) that are misspelt, and two persons in each other's places.
 *
 * Leaves alone: names that the translation has over and above the original's, since translators say who "he" is; spellings
 * that the letters allow; a capital for its country; titles and initials; acronyms, which are terms.
 */
export const name: Check = {
  id: 'name',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.name.why',
  pairs: null,
  examples: [
    {
      source: 'Премьер-министр Сербии Ана Брнабич поблагодарила спецслужбы.',
      target: 'Serbian Prime Minister Ana Burnabic thanked the intelligence services.',
      flagged: 'Burnabic',
      suggestion: 'Brnabic',
    },
    {
      source: 'Депутаты парламента поддержали закон.',
      target: 'Members of Parliaemnt supported the law.',
      flagged: 'Parliaemnt',
      suggestion: 'Parliament',
    },
    {
      source: 'Вчера канцлер Шольц прибыл в Хьюстон.',
      target: 'Yesterday Chancellor Scholz arrived in Hosuton.',
      flagged: 'Hosuton',
      suggestion: 'Houston',
    },
    {
      source: 'Об этом сообщил представитель банка Питер Джонсон.',
      target: 'This was announced by Peter Jhonson, a spokesman for the bank.',
      flagged: 'Jhonson',
      suggestion: 'Johnson',
    },
    {
      source: 'Переговоры между Австрией и Венгрией пройдут в мае.',
      target: 'Talks between Australia and Hungary will be held in May.',
      flagged: 'Australia',
      suggestion: 'Austria',
    },
    {
      source: 'Посол Ирака покинул зал.',
      target: 'The ambassador of Iran left the hall.',
      flagged: 'Iran',
      suggestion: 'Iraq',
    },
    {
      source: 'Белорусский лидер встретился с коллегой в Пекине.',
      target: 'The Belarusian leader met with his counterpart in Tokyo.',
      flagged: 'Tokyo',
      suggestion: 'Beijing',
    },
    {
      source: 'Режиссёр Карен Хантер написала об этом в письме.',
      target: 'Director Karen Brockway wrote about it in a letter.',
      flagged: 'Brockway',
    },
    {
      source: 'Мишин передал папку Громову.',
      target: 'Gromov handed the folder to Mishin.',
      flagged: 'Gromov handed the folder to Mishin',
      severity: 'major',
    },
    { source: 'Громову передал папку Мишин.', target: 'Mishin handed the folder to Gromov.', flagged: null },
    { source: 'Лосева сменил Мишин.', target: 'Losev was replaced by Mishin.', flagged: null },
    { source: 'Парижанин приехал в Кельн.', target: 'The Parisian came to Cologne.', flagged: null },
    {
      source: 'Шарлиз Терон сыграла в фильме, снятом в Кот-д’Ивуаре.',
      target: 'Charlize Theron starred in a film shot in Ivory Coast.',
      flagged: null,
    },
    {
      source: 'Он заявил, что страна готова к переговорам.',
      target: 'Petrov said that the country was ready to negotiate.',
      flagged: null,
    },
    {
      source: 'Испанское правительство отвергло предложение.',
      target: 'Madrid rejected the proposal.',
      flagged: null,
    },
    {
      source: 'С. В. Лавров и Владимир Владимирович Путин обсудили положение в Сирии.',
      target: 'Sergey Lavrov and Vladimir Putin discussed the situation in Syria.',
      flagged: null,
    },
    {
      source: 'Мухаммед Али и Джо Фрейзер встретились в Маниле.',
      target: 'Muhammad Ali and Joe Frazier met in Manila.',
      flagged: null,
    },
    {
      source: 'США и Великобритания ввели санкции против КНДР.',
      target: 'The United States and the UK imposed sanctions on North Korea.',
      flagged: null,
    },
    {
      source: 'Американский сенатор посетил Анкару и говорил с турецкими военными.',
      target: 'The U.S. senator visited Ankara and spoke to the military in Turkey.',
      flagged: null,
    },
  ],
  run(reading, context) {
    const names = readNames(reading, context);
    if (!names) return [];
    const judges = context.pair && judgesOf('names', pairCode(context.pair));
    const { swap, transposed, misspelling } = judges ?? {};
    const flags: Flag[] = [];
    const misspelt = new Set<number>();
    for (const found of misspelling ? findMisspellings(names, reading) : []) {
      const judge = found.slip === 'exchanged' ? transposed : misspelling;
      const verdict = judge ? verdictAt(logOddsOf(found.features, judge), judge) : null;
      if (!verdict) continue;
      misspelt.add(found.target.index);
      flags.push(misspellingFlag(found, verdict, reading));
    }
    for (const found of swap ? findSwaps(names, reading) : []) {
      const verdict = swap ? verdictAt(logOddsOf(found.features, swap), swap) : null;
      if (verdict && !misspelt.has(found.target.index)) flags.push(swapFlag(found, verdict, reading, context));
    }
    const exchange = findExchange(names, reading);
    if (exchange && flags.length === 0) flags.push(exchangeFlag(exchange, reading));
    return flags;
  },
};

/** The rule is narrow; a verb that turns its sense round (received, gave) is what it may not see. */
const exchangeConfidence = 0.8;

function exchangeFlag({ first, second, sources }: Exchange, { source, target }: PairReading): Flag {
  const [from, to] = [Math.min(...sources), Math.max(...sources)];
  const end = target.words[second.index]!;
  return {
    check: 'name',
    category: 'accuracy/mistranslation',
    severity: 'major',
    confidence: exchangeConfidence,
    source: [source.words[from]!.start, source.words[to]!.end],
    target: [target.words[first.index]!.start, end.start + second.text.length],
    message: { key: 'name.exchanged', params: { source: first.text, target: second.text } },
    suggestion: null,
  };
}

function misspellingFlag(found: Misspelling, { severity, confidence }: Verdict, reading: PairReading): Flag {
  const { source, target } = reading;
  const word = target.words[found.target.index]!;
  const original = source.words[found.source];
  return {
    check: 'name',
    category: 'linguistic/spelling',
    // Whoever reads it still knows who is meant.
    severity: severity === 'critical' ? 'major' : severity,
    confidence,
    source: original ? [original.start, original.end] : null,
    target: [word.start, word.start + found.target.text.length],
    message: {
      key: original ? 'name.misspelt' : 'name.slip',
      params: { source: original?.text ?? '', target: found.target.text, meaning: found.correction },
    },
    suggestion: found.correction,
  };
}

function swapFlag(found: Swap, { severity, confidence }: Verdict, reading: PairReading, context: CheckContext): Flag {
  const { source, target } = reading;
  const word = target.words[found.target.index]!;
  const original = source.words[found.source.index]!;
  const suggestion = rendering(found, reading, context);
  return {
    check: 'name',
    category: 'accuracy/mistranslation',
    severity,
    confidence,
    source: [original.start, original.end],
    target: [word.start, word.start + found.target.text.length],
    message: {
      key: suggestion === null ? 'name.other' : 'name.otherKnown',
      params: {
        source: original.text,
        target: found.target.text,
        meaning: suggestion ?? romanise(original.lemmas[0] ?? original.text),
      },
    },
    suggestion,
  };
}

/** What English has for the name left alone: from the table, or the lexicon's only word for it; a noun for a noun, an adjective for an adjective. */
function rendering(
  { target: stranger, source: alone, word: missing }: Swap,
  { source }: PairReading,
  { pair }: CheckContext,
): string | null {
  if (missing !== null) return capitalised(missing);
  const word = source.words[alone.index]!;
  const kinds = new Set(stranger.names.map(({ kind }) => kind));
  const best = alone.names.find(({ kind }) => kinds.has(kind)) ?? alone.names[0];
  if (best) {
    const adjective = best.kind === 'adjective' || best.kind === 'demonym';
    const noun =
      ['place', 'country'].includes(sortOf(stranger.names) ?? '') && !kinds.has('adjective') && !kinds.has('demonym');
    // An adjective's entry has its country after it.
    const country =
      adjective && noun ? best.target.slice(1).find((form) => !/(?:an|ese|ish|i)$/.test(form)) : undefined;
    return country ?? best.target[0] ?? null;
  }
  const entries = word.lemmas.flatMap((lemma) => pair?.entries(lemma) ?? []);
  const only = entries.length === 1 ? entries[0]?.translations[0] : undefined;
  if (only === undefined || entries[0]!.translations.length > 3) return null;
  return capitalised(only);
}
