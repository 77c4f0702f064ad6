import type { Flag, Span } from '../../bitext.ts';
import type { Analysis, GrammaticalCase } from '../../languages/language.ts';
import type { Check, PairReading, SideReading } from '../check.ts';

/**
 * Finds two words that have changed places: who did it and to whom it was done («инспекторов проверили аудиторы»), whose it is
 * ("the minister of the son" for «сын министра»), what is more than what.
 *
 * Leaves alone: Russian forms that may be of either case (мать любит дочь); words that are not all linked; verbs with a reflexive or
 * without one of the two; sentences whose translation takes another verb.
 */
export const roles: Check = {
  id: 'roles',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.roles.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Инспекторов проверили аудиторы.',
      target: 'The inspectors checked the auditors.',
      flagged: 'inspectors checked the auditors',
    },
    { source: 'Собака укусила почтальона.', target: 'The postman bit the dog.', flagged: 'postman bit the dog' },
    {
      source: 'Врача ударил пациент.',
      target: 'The patient was hit by the doctor.',
      flagged: 'patient was hit by the doctor',
    },
    { source: 'Пришёл сын министра.', target: 'The minister of the son came.', flagged: 'minister of the son' },
    { source: 'Пришёл сын министра.', target: "The son's minister came.", flagged: "son's minister" },
    {
      source: 'Расходы больше доходов.',
      target: 'Income is higher than expenses.',
      flagged: 'Income is higher than expenses',
    },
    {
      source: 'Инспекторов проверили аудиторы.',
      target: 'The auditors checked the inspectors.',
      flagged: null,
    },
    { source: 'Собака укусила почтальона.', target: 'The postman was bitten by the dog.', flagged: null },
    { source: 'Врача ударил пациент.', target: 'The doctor was hit by a patient.', flagged: null },
    { source: 'Пришёл сын министра.', target: 'The son of the minister came.', flagged: null },
    { source: 'Пришёл сын министра.', target: "The minister's son came.", flagged: null },
    { source: 'Мать любит дочь.', target: 'The daughter loves the mother.', flagged: null },
    { source: 'Расходы больше доходов.', target: 'Expenses are higher than income.', flagged: null },
    { source: 'Группа учёных нашла ошибку.', target: 'A group of scientists found a mistake.', flagged: null },
  ],
  run(reading): Flag[] {
    const { source } = reading;
    const flags: Flag[] = [];
    for (const [at, word] of source.words.entries()) {
      if ((source.linked[at] ?? -1) < 0 && !word.folded.endsWith('е')) continue;
      const best = source.language.morphology?.analyses(word.text)[0];
      if (!best) continue;
      if (best.partOfSpeech === 'noun') flags.push(...exchangedOwner(reading, at));
      else if (best.partOfSpeech === 'verb' && best.probability > 0.6) flags.push(...exchangedAgent(reading, at, best));
      else if (best.partOfSpeech === 'comparative') flags.push(...exchangedComparison(reading, at));
    }
    return flags;
  },
};

function flag(
  kind: 'agent' | 'owner' | 'comparison',
  { source, target }: PairReading,
  sourceWords: readonly [number, number],
  targetWords: readonly [number, number],
): Flag {
  const spanOf = ({ words }: SideReading, [from, to]: readonly [number, number]): Span => [
    words[from]?.start ?? 0,
    words[to]?.end ?? 0,
  ];
  const [from, to] = [spanOf(source, sourceWords), spanOf(target, targetWords)];
  return {
    check: 'roles',
    category: 'accuracy/mistranslation',
    severity: 'major',
    confidence: 0.8,
    source: from,
    target: to,
    message: { key: `roles.${kind}`, params: { source: source.text.slice(...from), target: target.text.slice(...to) } },
    suggestion: null,
  };
}

/** The cases that a noun's form may be in, likely ones alone; empty for other words. */
function casesOf({ words, language }: SideReading, at: number): ReadonlySet<GrammaticalCase> {
  const word = words[at];
  const analyses = word ? (language.morphology?.analyses(word.text) ?? []) : [];
  const cases = new Set<GrammaticalCase>();
  for (const { partOfSpeech, case: inCase, probability, known, short, name } of analyses) {
    const isNoun =
      partOfSpeech === 'noun' || (partOfSpeech === 'adjective' && !short && analyses[0]?.partOfSpeech === 'noun');
    if (probability < 0.1) continue;
    if (!isNoun || !known || inCase === null || (name !== null && !word?.capital)) return none;
    cases.add(inCase);
  }
  return cases;
}

const none: ReadonlySet<GrammaticalCase> = new Set();

/** Сын министра: the word after a noun is its genitive, and the translation has the two the other way round. */
function exchangedOwner(reading: PairReading, at: number): Flag[] {
  const { source, target } = reading;
  const [owned, owner] = [source.linked[at] ?? -1, source.linked[at + 1] ?? -1];
  if (owned < 0 || owner < 0 || !adjacent(source, at)) return [];
  const cases = casesOf(source, at + 1);
  if (!cases.has('genitive') || cases.has('nominative')) return [];
  if (casesOf(source, at).size === 0) return [];
  const [first, last] = [Math.min(owned, owner), Math.max(owned, owner)];
  const between = target.words.slice(first + 1, last).map(({ folded }) => folded);
  const ofPhrase = /^of(?: (?:the|a|an|his|her|its|their|our|my))?$/.test(between.join(' '));
  if (ofPhrase && owner < owned) return [flag('owner', reading, [at, at + 1], [first, last])];
  const genitive = /['’]s?$/.test(target.words[owned]?.text ?? '');
  if (genitive && owner === owned + 1) return [flag('owner', reading, [at, at + 1], [owned, owner])];
  return [];
}

function adjacent({ words, text }: SideReading, at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  return word !== undefined && next !== undefined && /^\s$/.test(text.slice(word.end, next.start));
}

/** The subject and object of an active verb, by unambiguous forms, against their places around the verb that it is linked to. */
function exchangedAgent(reading: PairReading, at: number, verb: Analysis): Flag[] {
  const { source, target } = reading;
  const action = source.linked[at] ?? -1;
  if (action < 0 || /с[ья]$/.test(source.words[at]?.folded ?? '')) return [];
  const subject = findNoun(source, at, (cases) => cases.has('nominative') && !cases.has('accusative'), verb);
  const object = findNoun(source, at, (cases) => cases.has('accusative') && !cases.has('nominative'), null);
  if (subject < 0 || object < 0) return [];
  const [agent, patient] = [source.linked[subject] ?? -1, source.linked[object] ?? -1];
  if (agent < 0 || patient < 0) return [];
  const [first, last] = [Math.min(subject, object, at), Math.max(subject, object, at)];
  const between = target.words.slice(Math.min(agent, patient) + 1, Math.max(agent, patient));
  if (between.length > 6 || between.some(({ folded }) => /^(?:that|which|who|whom|and|but)$/.test(folded))) return [];
  const helpers = between.map(({ folded }) => folded);
  const passive = helpers.some((word) => /^(?:is|are|was|were|be|been|being)$/.test(word));
  if (passive) {
    const by = helpers.indexOf('by');
    const wrong = agent < action && action < patient && by >= 0 && patient - (agent + 1 + by) <= 3;
    return wrong ? [flag('agent', reading, [first, last], [agent, patient])] : [];
  }
  const wrong = patient < action && action < agent && agent - action <= 4 && !helpers.includes('by');
  const plain = target.words
    .slice(action + 1, agent)
    .every((word) => /^(?:the|a|an|his|her|their|its|our|my)$/.test(word.folded) || word.folded.length > 2);
  return wrong && plain ? [flag('agent', reading, [first, last], [patient, agent])] : [];
}

/** The nearest noun of the clause whose cases fit, before the verb or after it, no preposition before it; -1 where there is none. */
function findNoun(
  side: SideReading,
  verb: number,
  fits: (cases: ReadonlySet<GrammaticalCase>) => boolean,
  agrees: Analysis | null,
): number {
  const { words, text, language } = side;
  for (let distance = 1; distance <= 4; distance++) {
    for (const k of [verb - distance, verb + distance]) {
      const [from, to] = k < verb ? [words[k], words[verb]] : [words[verb], words[k]];
      if (!from || !to || /[.,;:!?—–()«»"“”]/.test(text.slice(from.end, to.start))) continue;
      if (!fits(casesOf(side, k))) continue;
      if (
        /^(?:preposition|numeral)$/.test(language.morphology?.analyses(words[k - 1]?.text ?? '')[0]?.partOfSpeech ?? '')
      )
        continue;
      // The genitive of a noun before it, which looks like the accusative: ученики школ.
      if (casesOf(side, k).has('genitive') && casesOf(side, k - 1).size > 0) continue;
      const word = words[k];
      const own = word ? language.morphology?.analyses(word.text)[0] : undefined;
      if (agrees?.number && own?.number && agrees.number !== own.number) continue;
      if (agrees?.gender === 'feminine' && own?.gender === 'neuter') continue;
      return k;
    }
  }
  return -1;
}

/** А больше Б: the thing that is more stands before the comparative, and the other one after it in the genitive or after чем. */
function exchangedComparison(reading: PairReading, at: number): Flag[] {
  const { source, target } = reading;
  const than = target.words.findIndex(({ folded }) => folded === 'than');
  if (than < 0 || target.words.findLastIndex(({ folded }) => folded === 'than') !== than) return [];
  const before = findLinkedNoun(source, at, -1, 'nominative');
  const after = findLinkedNoun(source, at, 1, source.words[at + 1]?.folded === 'чем' ? 'nominative' : 'genitive');
  if (before < 0 || after < 0) return [];
  const [more, less] = [source.linked[before] ?? -1, source.linked[after] ?? -1];
  if (!(less < than && than < more) || more - than > 4) return [];
  return [flag('comparison', reading, [before, after], [less, more])];
}

function findLinkedNoun(side: SideReading, from: number, step: 1 | -1, wanted: GrammaticalCase): number {
  for (let k = from + step, count = 0; count < 4; k += step, count++) {
    if (!side.words[k]) return -1;
    if ((side.linked[k] ?? -1) >= 0 && casesOf(side, k).has(wanted)) return k;
  }
  return -1;
}
