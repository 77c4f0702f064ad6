import type { Check, Example } from '../check.ts';
import { oppositeFlags } from './opposite-flags.ts';

const examples: readonly Example[] = [
  {
    source: 'Экспорт зерна увеличился вдвое.',
    target: 'Grain imports doubled.',
    flagged: 'imports',
    suggestion: 'exports',
  },
  {
    source: 'Поезд отправился после полуночи.',
    target: 'The train departed before midnight.',
    flagged: 'before',
    suggestion: 'after',
  },
  {
    source: 'Северная часть острова закрыта для туристов.',
    target: 'The southern part of the island is closed to tourists.',
    flagged: 'southern',
    suggestion: 'northern',
  },
  {
    source: 'Они победили на выборах в парламент.',
    target: 'They lost the parliamentary elections.',
    flagged: 'lost',
    suggestion: 'won',
  },
  {
    source: 'Новый мост соединяет два района города.',
    target: 'The old bridge connects two districts of the city.',
    flagged: 'old',
    suggestion: 'new',
  },
  {
    source: 'Музей открыт по понедельникам.',
    target: 'The museum is closed on Mondays.',
    flagged: 'closed',
    suggestion: 'open',
  },
  {
    source: 'Высокий уровень воды угрожает деревням.',
    target: 'The low water level threatens the villages.',
    flagged: 'low',
    suggestion: 'high',
  },
  {
    source: 'Правительство снизило налоги на бизнес.',
    target: 'The government raised taxes on business.',
    flagged: 'raised',
    suggestion: 'lowered',
  },
  {
    source: 'Наши союзники поддержали это решение.',
    target: 'Our enemies supported this decision.',
    flagged: 'enemies',
    suggestion: 'allies',
  },
  {
    source: 'Суд признал увольнение незаконным.',
    target: 'The court held that the dismissal was legal.',
    flagged: 'legal',
    suggestion: 'illegal',
  },
  { source: 'Такое поведение неприемлемо.', target: 'Such behaviour is acceptable.', flagged: 'acceptable' },
  { source: 'Такое поведение неприемлемо.', target: 'Such behaviour is not acceptable.', flagged: null },
  {
    source: 'Они договорились о встрече на высоком уровне.',
    target: 'They agreed on a low-level meeting.',
    flagged: 'low-level',
  },
  { source: 'Цены выросли на пять процентов.', target: 'Prices increased by five percent.', flagged: null },
  { source: 'Невысокий человек вошёл в комнату.', target: 'A short man entered the room.', flagged: null },
  { source: 'В конце концов они договорились.', target: 'In the end they came to an agreement.', flagged: null },
  { source: 'Права человека нарушаются.', target: 'Human rights are being violated.', flagged: null },
  {
    source: 'Ученики старших классов сдали экзамен.',
    target: 'The high school pupils passed the exam.',
    flagged: null,
  },
  {
    source: 'До революции здесь был завод.',
    target: 'Before the revolution there was a factory here.',
    flagged: null,
  },
  { source: 'Стоимость проезда снизилась.', target: 'The fare has gone down.', flagged: null },
];

/**
 * Finds the opposite of what the original says: increase for decrease, before for after, first for last, import for export,
 * open for closed, ally for enemy; and any antonym that the thesaurus of the language knows, where nothing else explains it.
 *
 * Leaves alone: words that another word of the original explains in another sense (right: право), idioms (in the end, high
 * school), a word turned by a denial (невысокий: not high).
 */
export const polarity: Check = {
  id: 'polarity',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.polarity.why',
  pairs: null,
  examples,
  run: (reading, context) => oppositeFlags('polarity', reading, context.pair, context.pair?.polar),
};
