import type { Flag, Span } from '../../bitext.ts';
import type { Check, CheckContext, PairReading } from '../check.ts';
import { judgesOf, logOddsOf, type Verdict, verdictAt } from '../judgement.ts';
import { domainsOf, likeliestOf } from './domains.ts';
import { findTermSwaps, isOwn, otherMeanings, outermost, sameThing, type TermSwap } from './term-evidence.ts';
import { replacementFor } from './term-forms.ts';
import type { Concept, TermIndex, TermMatch } from './term-index.ts';

/**
 * Finds a known treaty, office, body, weapon, disease or the like for which the translation names another one, or uses a form
 * that is not accepted for it (minor where it is merely outdated); and a term of the user's own that is rendered otherwise
 * than the user's termbase has it.
 *
 * Leaves alone: a concept whose name is nowhere in the translation while no other is there either, since there are many ways
 * to paraphrase one, unless it is the user's own; a name that the original has words for, of which those count that tell it
 * from the wanted one; an ambiguous acronym that any of its meanings explains.
 */
export const term: Check = {
  id: 'term',
  category: 'terminology/wrong-term',
  describe: 'flags:checks.term.why',
  pairs: null,
  examples: [
    {
      source: 'Россия не станет первой размещать вооружения, ранее запрещенные по ДРСМД.',
      target:
        'Russia will not be the first to deploy weapons banned by the Treaty on the Functioning of the European Union.',
      flagged: 'Treaty on the Functioning of the European Union',
      suggestion: 'INF Treaty',
      severity: 'critical',
    },
    {
      source: 'Наблюдатели ОБСЕ прибыли в столицу.',
      target: 'OPEC observers arrived in the capital.',
      flagged: 'OPEC',
      suggestion: 'OSCE',
      severity: 'critical',
    },
    {
      source: 'Наблюдатели ОБСЕ прибыли в столицу.',
      target: 'Observers from the Organization for Security and Co-operation in Europe arrived in the capital.',
      flagged: null,
    },
    {
      source: 'Договор о функционировании Европейского союза не даёт таких полномочий.',
      target: 'The Treaty on the Functioning of the European Union grants no such powers.',
      flagged: null,
    },
    {
      source: 'Конституционный суд отклонил жалобу.',
      target: 'The Supreme Court dismissed the complaint.',
      flagged: 'Supreme Court',
      suggestion: 'Constitutional Court',
    },
    {
      source: 'Совет Безопасности собрался вечером.',
      target: 'The Council of Europe met in the evening.',
      flagged: 'Council of Europe',
    },
    {
      source: 'Министерство обороны опровергло эти сведения.',
      target: 'The Ministry of Foreign Affairs denied the reports.',
      flagged: 'Ministry of Foreign Affairs',
    },
    {
      source: 'ОБСЕ направила наблюдателей.',
      target: 'The Organization for Economic Cooperation in Europe sent observers.',
      flagged: null,
    },
    {
      source: 'ФАО направила экспертов в страну.',
      target: 'The Global Nutrition Bureau sent experts to the country.',
      flagged: 'Global Nutrition Bureau',
      suggestion: 'Food and Agriculture Organization',
    },
    {
      source: 'Больным назначены нестероидные противовоспалительные препараты.',
      target: 'The patients were prescribed ACE inhibitors.',
      flagged: 'ACE inhibitors',
    },
    {
      source: 'У пациента выявлена гипертония второй степени.',
      target: 'The patient was found to have stage two hypotension.',
      flagged: 'hypotension',
      suggestion: 'hypertension',
    },
    {
      source: 'Истец отказался от своих требований.',
      target: 'The defendant dropped his claims.',
      flagged: 'defendant',
      suggestion: 'plaintiff',
    },
    {
      source: 'Арендодатель передаёт, а арендатор принимает помещение.',
      target: 'The lessee transfers and the lessee accepts the premises.',
      flagged: 'lessee',
      suggestion: 'lessor',
    },
    {
      source: 'Кубинский врач получил премию ВОЗ.',
      target: 'The Cuban doctor received a prize from the organization.',
      flagged: null,
    },
    {
      source: 'После госпитализации ей стало лучше.',
      target: 'She felt better after she was taken to hospital.',
      flagged: null,
    },
    {
      source: 'Европейская делегация и представители НАТО прибыли вечером.',
      target: 'The EU delegation and NATO representatives arrived in the evening.',
      flagged: null,
    },
  ],
  run(reading, context) {
    const { source } = reading;
    if (source.terms.length === 0) return [];
    const flags: Flag[] = [...forbiddenForms(reading), ...ownTerms(reading, context)];
    flags.push(
      ...otherMeanings(reading).map((swap) => swapFlag(swap, { severity: 'minor', confidence: 0.6 }, reading)),
    );
    for (const { swap, verdict } of likeliestSwaps(reading, context)) flags.push(swapFlag(swap, verdict, reading));
    return flags;
  },
};

/** The likeliest swap of each orphan and each stranger. */
function likeliestSwaps(reading: PairReading, { pair }: CheckContext): { swap: TermSwap; verdict: Verdict }[] {
  const { source, target } = reading;
  // What the features weigh is nearly the same everywhere: a pair that nothing was learnt for has ours.
  const judges = judgesOf('term', `${source.language.code}-${target.language.code}`) ?? judgesOf('term', 'ru-en');
  const ranked = findTermSwaps(reading, pair)
    .flatMap((swap) => {
      const judge = judges?.[swap.judge];
      if (!judge) return [];
      const odds = logOddsOf(swap.features, judge);
      return [{ swap, odds, verdict: verdictAt(odds, judge) }];
    })
    .sort((a, b) => b.odds - a.odds);
  const taken = new Set<TermMatch>();
  const found: { swap: TermSwap; verdict: Verdict }[] = [];
  for (const { swap, verdict } of ranked) {
    if (!verdict || taken.has(swap.orphan) || taken.has(swap.stranger)) continue;
    taken.add(swap.orphan).add(swap.stranger);
    found.push({ swap, verdict });
  }
  return found;
}

/** Forms that are not accepted for a concept, where nothing else names it. */
function forbiddenForms(reading: PairReading): Flag[] {
  const { source, target } = reading;
  const bad = target.terms.filter((match) => match.forbidden);
  if (bad.length === 0) return [];
  const accepted = target.terms.filter((match) => !match.forbidden);
  return bad.flatMap((found) => {
    const wanted = source.terms.find((match) => sameThing(match, found));
    // A single word of ours has more senses than the concept, and the form may be right for another of them.
    if (!wanted || !(wanted.acronym || isOwn(found) || wanted.words[1] - wanted.words[0] > 1)) return [];
    // A part of an accepted name, or another accepted thing that the original says, is not the forbidden form.
    if (accepted.some((match) => match.start <= found.start && match.end >= found.end)) return [];
    const named = accepted.some((match) => sameThing(match, wanted));
    if (named && !isOwn(found)) return [];
    return [forbiddenFlag(wanted, found, reading)];
  });
}

function forbiddenFlag(wanted: TermMatch, found: TermMatch, reading: PairReading): Flag {
  const concept = found.concepts.find((one) => wanted.concepts.includes(one)) ?? found.concepts[0]!;
  const own = concept.own === true;
  return {
    ...flagAt(found, wanted, concept, own ? 'forbiddenOwn' : concept.note ? 'forbiddenNote' : 'forbidden', reading),
    severity: own ? 'major' : 'minor',
    confidence: own ? 0.95 : 0.8,
  };
}

/** A user who has a term in the termbase wants it: what is rendered otherwise is right in one case of ten, by a pronoun or ellipsis. */
const ownConfidence = 0.9;

/** Terms of the user's that the translation has by none of their names, and where it has something else for them. */
function ownTerms(reading: PairReading, { terms }: CheckContext): Flag[] {
  const { source, target } = reading;
  if (!source.terms.some(isOwn)) return [];
  const outer = outermost(source.terms);
  const reported = new Set<Concept>();
  // What ours would accept for the same words is not what the user wants.
  const missed = source.terms.filter(
    (match) =>
      isOwn(match) &&
      !target.terms.some(
        (found) => !found.forbidden && found.concepts.some((other) => other.own && match.concepts.includes(other)),
      ),
  );
  return missed.flatMap((orphan) => {
    const concept = orphan.concepts.find(({ own }) => own);
    if (!concept || reported.has(concept) || !outer.includes(orphan)) return [];
    reported.add(concept);
    if (target.terms.some((match) => match.forbidden && match.concepts.includes(concept))) return [];
    const span = renderedAt(orphan, reading) ?? calledByUs(concept, reading, terms);
    const verdict: Verdict = { severity: 'major', confidence: ownConfidence };
    if (span)
      return [
        {
          ...flagAt({ start: span[0], end: span[1], acronym: false, concepts: [] }, orphan, concept, 'own', reading),
          ...verdict,
        },
      ];
    return [
      {
        check: 'term',
        category: 'terminology/wrong-term',
        ...verdict,
        source: [orphan.start, orphan.end],
        target: null,
        message: {
          key: 'term.ownMissing',
          params: { source: source.text.slice(orphan.start, orphan.end), meaning: concept.target.join(' / ') },
        },
        suggestion: null,
      },
    ];
  });
}

/** The words that stand for a term by the links of its words, where they stand together; null where nothing does. */
function renderedAt({ words: [from, to] }: TermMatch, { source, target }: PairReading): Span | null {
  const linked = [...source.linked.subarray(from, to)].filter((t) => t >= 0);
  if (linked.length === 0) return null;
  const first = Math.min(...linked);
  const last = Math.max(...linked);
  if (last - first > to - from + 2) return null;
  return [target.words[first]!.start, target.words[last]!.end];
}

/** Where the translation has a name that we, but not the user, accept for it. */
function calledByUs(
  { source, sourceAcronyms }: Concept,
  { target }: PairReading,
  { concepts }: TermIndex,
): Span | null {
  const names = new Set([...source, ...sourceAcronyms]);
  const ours = concepts.filter(
    (concept) => !concept.own && [...concept.source, ...concept.sourceAcronyms].some((name) => names.has(name)),
  );
  const found = target.terms.find((match) => match.concepts.some((concept) => ours.includes(concept)));
  return found ? [found.start, found.end] : null;
}

function swapFlag({ orphan, stranger }: TermSwap, verdict: Verdict, reading: PairReading): Flag {
  const concept = likeliestOf(orphan.concepts, domainsOf(reading.source)) ?? orphan.concepts[0]!;
  if (concept.own)
    return { ...flagAt(stranger, orphan, concept, 'own', reading), severity: 'major', confidence: ownConfidence };
  const kind = stranger.concepts.length > 0 ? 'other' : 'unknown';
  // Readers take another thing's name for what it is: it cannot be told to be wrong.
  const isName = stranger.concepts.length > 0 && (orphan.acronym || orphan.words[1] - orphan.words[0] > 1);
  const severity = verdict.severity === 'major' && isName ? 'critical' : verdict.severity;
  return { ...flagAt(stranger, orphan, concept, kind, reading), ...verdict, severity };
}

function flagAt(
  found: Pick<TermMatch, 'start' | 'end' | 'acronym' | 'concepts'>,
  wanted: TermMatch,
  concept: Concept,
  kind: 'other' | 'unknown' | 'forbidden' | 'forbiddenNote' | 'forbiddenOwn' | 'own',
  { source, target }: PairReading,
): Omit<Flag, 'severity' | 'confidence'> {
  const stranger = found.concepts[0];
  const better = replacementFor(concept, wanted, found, target);
  return {
    check: 'term',
    category: 'terminology/wrong-term',
    source: [wanted.start, wanted.end],
    target: better?.span ?? [found.start, found.end],
    message: {
      key: `term.${kind}`,
      params: {
        source: source.text.slice(wanted.start, wanted.end),
        target: target.text.slice(found.start, found.end),
        meaning: concept.target[0] ?? concept.targetAcronyms[0] ?? '',
        stranger: stranger?.source[0] ?? stranger?.sourceAcronyms[0] ?? '',
        note: concept.note,
      },
    },
    suggestion: better?.text ?? null,
  };
}
