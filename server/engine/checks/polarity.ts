import type { Check, Example } from './check.ts';
import { oppositeFlags } from './opposite-flags.ts';

const examples: readonly Example[] = [];

/**
 * Finds the opposite of what the original says: increase for decrease, before for after, first for last, import for export,
 * open for closed, ally for enemy.
 *
 * Leaves alone: words that another word of the original explains in another sense (right: право), idioms (in the end, high
 * school), a word turned by a denial (невысокий: not high).
 */
export const polarity: Check = {
  id: 'polarity',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.polarity.why',
  pairs: ['ru-en'],
  examples,
  run: (reading, context) => oppositeFlags('polarity', reading, context.pair, context.pair?.polar),
};
