import type { Flag, Span } from '../../bitext.ts';
import type { Check, Example, PairReading } from '../check.ts';
import { judgesOf, logOddsOf, verdictAt } from '../judgement.ts';
import { ratesOf } from '../opposites/explained-rates.ts';
import { replaceWords } from './replacements.ts';
import { findSenseCandidates, type SenseCandidate } from './sense-candidates.ts';

const examples: readonly Example[] = [
  {
    source: 'Девушка заплела косу и завязала ленту.',
    target: 'The girl plaited her scythe and tied a ribbon.',
    flagged: 'scythe',
    suggestion: 'braid',
    severity: 'major',
  },
  {
    source: 'Она закрыла кран, но вода капала.',
    target: 'She turned off the crane, but the water kept dripping.',
    flagged: 'crane',
    suggestion: 'tap',
  },
  {
    source: 'У больного нашли рак лёгких.',
    target: 'The patient was found to have crayfish of the lungs.',
    flagged: 'crayfish',
    suggestion: 'cancer',
  },
  {
    source: 'В ядре атома есть протоны и нейтроны.',
    target: 'The cannonball of the atom has protons and neutrons.',
    flagged: 'cannonball',
    suggestion: 'nucleus',
  },
  {
    source: 'В трубке раздался гудок телефона.',
    target: 'There was a telephone tone in the pipe.',
    flagged: 'pipe',
    suggestion: 'receiver',
  },
  {
    source: 'Пожарь лук с морковью.',
    target: 'Fry the onion with the carrot.',
    flagged: null,
  },
  {
    source: 'Ключ застрял в замке, и дверь пришлось взломать.',
    target: 'The key stuck in the castle, and the door had to be forced.',
    flagged: 'castle',
    suggestion: 'lock',
  },
  {
    source: 'Девушка заплела косу и завязала ленту.',
    target: 'The girl plaited her braid and tied a ribbon.',
    flagged: null,
  },
  {
    source: 'Граф построил замок на холме.',
    target: 'The count built a castle on the hill.',
    flagged: null,
  },
  {
    source: 'Мир заключили в среду.',
    target: 'Peace was made on Wednesday.',
    flagged: null,
  },
  {
    source: 'Банк повысил ставку по вкладам.',
    target: 'The bank raised the rate on deposits.',
    flagged: null,
  },
  {
    source: 'Он проснулся рано.',
    target: 'He woke up early.',
    flagged: null,
  },
  {
    source: 'Художник рисовал кран на стройке.',
    target: 'The artist was drawing a crane at the building site.',
    flagged: null,
  },
];

/**
 * Finds a word of several senses that was rendered in another sense than its company is for: a castle for the замок that a key
 * opens.
 *
 * Leaves alone: words whose company says nothing, unless the rendering is strange by itself; those of which a rendering in the
 * right sense is there as well; set phrases with their rendering.
 */
export const sense: Check = {
  id: 'sense',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.sense.why',
  pairs: ['ru-en'],
  examples,
  run(reading, { pair }) {
    const judge = judgesOf('sense', 'ru-en')?.word;
    if (!pair || !judge) return [];
    return findSenseCandidates(reading, pair, ratesOf('sense', 'ru-en')).flatMap((candidate) => {
      const verdict = verdictAt(logOddsOf(candidate.features, judge), judge);
      return verdict ? [flagFor(reading, candidate, verdict)] : [];
    });
  },
};

function flagFor(
  { source, target }: PairReading,
  { source: s, from, to, word, meant, renderedPart }: SenseCandidate,
  verdict: Pick<Flag, 'severity' | 'confidence'>,
): Flag {
  const written: Span = [source.words[s]?.start ?? 0, source.words[s]?.end ?? 0];
  const right = word.renderingsOf(meant);
  const replacement = right[0] === undefined ? null : replaceWords(target, from, to, right[0], renderedPart);
  const span: Span = replacement?.span ?? [target.words[from]?.start ?? 0, target.words[to - 1]?.end ?? 0];
  return {
    check: 'sense',
    category: 'accuracy/mistranslation',
    // A word in another sense misleads, but is seldom the worst that can be.
    severity: verdict.severity === 'critical' ? 'major' : verdict.severity,
    confidence: verdict.confidence,
    source: written,
    target: span,
    message: {
      key: 'sense.word',
      params: {
        source: source.text.slice(...written),
        target: target.text.slice(...span),
        gloss: word.glosses[meant] ?? '',
        right: right.slice(0, 4).join(', '),
      },
    },
    suggestion: replacement?.text ?? null,
  };
}
