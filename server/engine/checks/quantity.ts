import type { Check, Example } from './check.ts';
import { oppositeFlags } from './opposite-flags.ts';

const examples: readonly Example[] = [];

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
  pairs: ['ru-en'],
  examples,
  run: (reading, context) => oppositeFlags('quantity', reading, context.pair, context.pair?.quantities),
};
