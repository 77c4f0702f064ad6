import type { Check, Example } from '../check.ts';
import { oppositeFlags } from './opposite-flags.ts';

const examples: readonly Example[] = [
  {
    source: 'Все жители деревни покинули свои дома.',
    target: 'Some residents of the village left their homes.',
    flagged: 'Some',
    suggestion: 'All',
  },
  { source: 'Каждый участник получил приз.', target: 'No participant received a prize.', flagged: 'No' },
  {
    source: 'Он всегда завтракает дома.',
    target: 'He never has breakfast at home.',
    flagged: 'never',
    suggestion: 'always',
  },
  {
    source: 'Компания обязана выплатить штраф.',
    target: 'The company may pay the fine.',
    flagged: 'may',
    suggestion: 'must',
  },
  {
    source: 'Некоторые учёные не согласны с этим выводом.',
    target: 'All scientists disagree with this conclusion.',
    flagged: 'All',
    suggestion: 'Some',
  },
  { source: 'Большинство депутатов поддержали закон.', target: 'A few deputies supported the law.', flagged: 'A few' },
  {
    source: 'Билеты стоят более тысячи рублей.',
    target: 'The tickets cost less than a thousand rubles.',
    flagged: 'less than',
  },
  {
    source: 'Он редко бывает в театре.',
    target: 'He is often at the theatre.',
    flagged: 'often',
    suggestion: 'rarely',
  },
  {
    source: 'Пациент должен принимать лекарство утром.',
    target: 'The patient can take the medicine in the morning.',
    flagged: 'can',
    suggestion: 'must',
  },
  { source: 'Все дети любят сказки.', target: 'All children love fairy tales.', flagged: null },
  {
    source: 'Прежде всего надо проверить тормоза.',
    target: 'First of all, the brakes must be checked.',
    flagged: null,
  },
  { source: 'Не менее ста человек пострадали.', target: 'At least a hundred people were hurt.', flagged: null },
  { source: 'Возможно, завтра пойдёт снег.', target: 'It may snow tomorrow.', flagged: null },
  { source: 'Он всё равно придёт.', target: 'He will come after all.', flagged: null },
  { source: 'Большинство из них студенты.', target: 'Most of them are students.', flagged: null },
  { source: 'Нам нужно больше времени.', target: 'We need more time.', flagged: null },
];

/**
 * Finds another quantity, frequency, bound or modality than the original's: some for all, only for also, never for always, at
 * most for at least, may for must.
 *
 * Leaves alone: idioms (after all, first of all), what is said by other means near the same place, a word turned by a denial.
 */
export const quantity: Check = {
  id: 'quantity',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.quantity.why',
  pairs: null,
  examples,
  run: (reading, context) => oppositeFlags('quantity', reading, context.pair, context.pair?.quantities),
};
