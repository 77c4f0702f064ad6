import type { Flag } from '../../bitext.ts';
import type { Check } from '../check.ts';
import { confidenceAt, coverageKnowledge, judgeStretches, spanOf } from './coverage.ts';

/**
 * Finds a sentence, clause or list item of the original that has no counterpart in the translation, and a name that is left out.
 *
 * Leaves alone: what was merely said in fewer words, since then something unlinked stands in the translation at that place;
 * single words other than names; names for which a pronoun stands; what the translation says at another place of the sentence.
 */
export const omission: Check = {
  id: 'omission',
  category: 'accuracy/omission',
  describe: 'flags:checks.omission.why',
  pairs: ['ru-en'],
  examples: [
    {
      source:
        'Премьер-министр Сербии посетила Москву, где встретилась с президентом России, и в тот же день вернулась в Белград.',
      target: 'The Serbian Prime Minister visited Moscow and returned to Belgrade the same day.',
      flagged: 'где встретилась с президентом России',
      severity: 'major',
    },
    {
      source: 'Министр подписал договор. Журналистам он ничего не сказал. Вечером делегация улетела.',
      target: 'The minister signed the treaty. In the evening the delegation flew home.',
      flagged: 'Журналистам он ничего не сказал',
      severity: 'major',
    },
    {
      source: 'Несмотря на протесты жителей и возражения экологов, строительство моста начнётся весной.',
      target: 'Construction of the bridge will begin in spring.',
      flagged: 'Несмотря на протесты жителей и возражения экологов',
    },
    {
      source: 'Посол заявил, что переговоры пройдут в Женеве, если стороны согласятся на прекращение огня.',
      target: 'The ambassador said that the talks would be held in Geneva.',
      flagged: 'если стороны согласятся на прекращение огня',
    },
    {
      source: 'Вчера министр обороны Сергей Кравцов встретился с послом Франции.',
      target: 'Yesterday the defence minister met with the ambassador of France.',
      flagged: 'Сергей Кравцов',
    },
    {
      source: 'Вчера министр обороны встретился с послом Франции.',
      target: 'Yesterday the defence minister met with the ambassador of France.',
      flagged: null,
    },
    {
      source: 'Он принял решение о том, чтобы отказаться от поездки.',
      target: 'He decided to cancel the trip.',
      flagged: null,
    },
    {
      source: 'В настоящее время осуществляется строительство новой школы.',
      target: 'A new school is being built.',
      flagged: null,
    },
    {
      source: 'Президент не ответил на вопрос журналиста.',
      target: 'The president did not answer the journalist’s question.',
      flagged: null,
    },
    { source: 'Это случилось давно, лет десять назад.', target: 'It happened a decade ago.', flagged: null },
    {
      source: 'Завод выпускает тракторы, комбайны и грузовики.',
      target: 'The plant makes tractors, combines and trucks.',
      flagged: null,
    },
    {
      source: 'По его словам, ситуация под контролем.',
      target: 'He said the situation was under control.',
      flagged: null,
    },
    {
      source: 'Делегация посетила школу и больницу.',
      target: 'The delegation visited a school and a hospital.',
      flagged: null,
    },
  ],
  run(reading, context): Flag[] {
    const { source, target } = reading;
    const knowledge = coverageKnowledge(`${source.language.code}-${target.language.code}`);
    if (!knowledge) return [];
    return judgeStretches(reading, context, knowledge)
      .filter(({ side }) => side === 'source')
      .map((stretch) => {
        const span = spanOf(stretch, source);
        return {
          check: 'omission',
          category: 'accuracy/omission',
          severity: stretch.logOdds >= stretch.judge.major ? 'major' : 'minor',
          confidence: confidenceAt(stretch.logOdds, stretch.judge),
          source: span,
          target: null,
          message: { key: `omission.${stretch.kind}`, params: { source: source.text.slice(...span) } },
          suggestion: null,
        };
      });
  },
};
