import type { Flag } from '../bitext.ts';
import type { Check } from './check.ts';
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
  examples: [],
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
