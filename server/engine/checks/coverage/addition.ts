import type { Flag } from '../../bitext.ts';
import type { Check } from '../check.ts';
import { confidenceAt, coverageKnowledge, judgeStretches, spanOf } from './coverage.ts';

/**
 * Finds a sentence, clause or list item of the translation that nothing in the original stands for.
 *
 * Leaves alone: what was merely said in more words, since then something unlinked stands in the original at that place;
 * single words; words that the grammar of the translation needs.
 */
export const addition: Check = {
  id: 'addition',
  category: 'accuracy/addition',
  describe: 'flags:checks.addition.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Министр подписал договор.',
      target: 'The minister signed the treaty. He then flew home to meet his family.',
      flagged: 'He then flew home to meet his family',
      severity: 'major',
    },
    {
      source: 'Министр подписал договор.',
      target: 'The minister, who had been ill for several weeks, signed the treaty.',
      flagged: 'who had been ill for several weeks',
    },
    {
      source: 'Посол прибыл в Женеву утром.',
      target: 'The ambassador arrived in Geneva in the morning, despite protests from farmers and students.',
      flagged: 'despite protests from farmers and students',
      severity: 'major',
    },
    {
      source: 'Школу закрыли на ремонт.',
      target: 'The school was closed for repairs. Parents complained about the decision.',
      flagged: 'Parents complained about the decision',
      severity: 'major',
    },
    {
      source: 'Суд отложил рассмотрение дела до среды.',
      target: 'The court adjourned the hearing of the case until Wednesday because the main witness had disappeared.',
      flagged: 'because the main witness had disappeared',
    },
    {
      source: 'Компания увеличила прибыль.',
      target: 'The company, whose headquarters moved to Singapore last year, increased its profit.',
      flagged: 'whose headquarters moved to Singapore last year',
      severity: 'major',
    },
    { source: 'Он решил уйти.', target: 'He made up his mind to leave.', flagged: null },
    { source: 'Россияне поддержали закон.', target: 'People in Russia supported the law.', flagged: null },
    {
      source: 'Двадцатилетний студент выиграл конкурс.',
      target: 'A student who is twenty years old won the competition.',
      flagged: null,
    },
    { source: 'Переговоры прошли успешно.', target: 'The talks were a success.', flagged: null },
    { source: 'Врачи спасли ребёнка.', target: 'The doctors managed to save the child.', flagged: null },
    { source: 'Депутаты приняли закон.', target: 'The members of parliament passed the law.', flagged: null },
    { source: 'Ей нездоровилось.', target: 'She was not feeling well.', flagged: null },
  ],
  run(reading, context): Flag[] {
    const { source, target } = reading;
    const knowledge = coverageKnowledge(`${source.language.code}-${target.language.code}`);
    if (!knowledge) return [];
    return judgeStretches(reading, context, knowledge)
      .filter(({ side }) => side === 'target')
      .map((stretch) => {
        const span = spanOf(stretch, target);
        return {
          check: 'addition',
          category: 'accuracy/addition',
          severity: stretch.logOdds >= stretch.judge.major ? 'major' : 'minor',
          confidence: confidenceAt(stretch.logOdds, stretch.judge),
          source: null,
          target: span,
          message: { key: 'addition.stretch', params: { target: target.text.slice(...span) } },
          suggestion: null,
        };
      });
  },
};
