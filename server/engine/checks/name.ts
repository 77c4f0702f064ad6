import type { Flag, Severity } from '../bitext.ts';
import { readTable } from '../languages/vocabulary.ts';
import { romanise } from '../text/names.ts';
import type { Check, CheckContext, PairReading } from './check.ts';
import { findMisspellings, type Misspelling } from './name-misspellings.ts';
import { readNames, sortOf } from './name-reading.ts';
import { findSwaps, type Swap } from './name-swaps.ts';

/**
 * Finds a person, place, country, company in the translation where the original names another, and names (and other words
 * with a capital) that are misspelt.
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
    const flags: Flag[] = [];
    const misspelt = new Set<number>();
    for (const found of findMisspellings(names, reading)) {
      const odds = judge('misspelling', found.features);
      const severity = severityOf('misspelling', odds);
      if (!severity) continue;
      misspelt.add(found.target.index);
      flags.push(misspellingFlag(found, severity, odds, reading));
    }
    for (const found of findSwaps(names, reading)) {
      if (misspelt.has(found.target.index)) continue;
      const odds = judge('swap', found.features);
      const severity = severityOf('swap', odds);
      if (severity) flags.push(swapFlag(found, severity, odds, reading, context));
    }
    return flags;
  },
};

type Model = 'swap' | 'misspelling';

/** Weights of each model's features, and its thresholds, as learnt from clean and planted pairs. */
const weights = new Map<Model, Map<string, number>>([
  ['swap', new Map()],
  ['misspelling', new Map()],
]);
for (const [model = '', feature = '', weight = ''] of readTable(new URL('./name-weights.tsv', import.meta.url)))
  weights.get(model === 'swap' ? 'swap' : 'misspelling')?.set(feature, Number(weight));

/** Log-odds that a candidate is an error. */
function judge(model: Model, features: Readonly<Record<string, number>>): number {
  const learnt = weights.get(model);
  let sum = learnt?.get('bias') ?? 0;
  for (const feature in features) sum += (learnt?.get(feature) ?? 0) * features[feature]!;
  return sum;
}

function severityOf(model: Model, odds: number): Severity | null {
  const limit = (name: string): number => weights.get(model)?.get(name) ?? Number.POSITIVE_INFINITY;
  if (odds >= limit('serious')) return model === 'swap' ? 'critical' : 'major';
  return odds >= limit('minor') ? 'minor' : null;
}

/** Between .5 at the threshold of mention and .97; errors are rarer in real texts than among the planted. */
function confidence(model: Model, odds: number): number {
  const shifted = odds - (weights.get(model)?.get('minor') ?? 0);
  return Math.round(Math.min(0.97, 1 / (1 + Math.exp(-shifted))) * 100) / 100;
}

function misspellingFlag(found: Misspelling, severity: Severity, odds: number, reading: PairReading): Flag {
  const { source, target } = reading;
  const word = target.words[found.target.index]!;
  const original = source.words[found.source];
  return {
    check: 'name',
    category: 'linguistic/spelling',
    severity,
    confidence: confidence('misspelling', odds),
    source: original ? [original.start, original.end] : null,
    target: [word.start, word.start + found.target.text.length],
    message: {
      key: original ? 'name.misspelt' : 'name.slip',
      params: { source: original?.text ?? '', target: found.target.text, meaning: found.correction },
    },
    suggestion: found.correction,
  };
}

function swapFlag(found: Swap, severity: Severity, odds: number, reading: PairReading, context: CheckContext): Flag {
  const { source, target } = reading;
  const word = target.words[found.target.index]!;
  const original = source.words[found.source.index]!;
  const suggestion = rendering(found, reading, context);
  return {
    check: 'name',
    category: 'accuracy/mistranslation',
    severity,
    confidence: confidence('swap', odds),
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
  { target: stranger, source: alone }: Swap,
  { source }: PairReading,
  { pair }: CheckContext,
): string | null {
  const word = source.words[alone.index]!;
  const kinds = new Set(stranger.names.map(({ kind }) => kind));
  const best = alone.names.find(({ kind }) => kinds.has(kind)) ?? alone.names[0];
  if (best) {
    const adjective = best.kind === 'adjective' || best.kind === 'demonym';
    const noun = sortOf(stranger.names) === 'place' && !kinds.has('adjective') && !kinds.has('demonym');
    // An adjective's entry has its country after it.
    const country =
      adjective && noun ? best.target.slice(1).find((form) => !/(?:an|ese|ish|i)$/.test(form)) : undefined;
    return country ?? best.target[0] ?? null;
  }
  const entries = word.lemmas.flatMap((lemma) => pair?.entries(lemma) ?? []);
  const only = entries.length === 1 ? entries[0]?.translations[0] : undefined;
  if (only === undefined || entries[0]!.translations.length > 3) return null;
  return only[0]!.toUpperCase() + only.slice(1);
}
