import type { Flag } from '../bitext.ts';
import type { Check } from './check.ts';
import { confidenceAt, coverageKnowledge, judgeStretches, spanOf } from './coverage.ts';

/**
 * Finds a sentence, clause or list item of the original that has no counterpart in the translation.
 *
 * Leaves alone: what was merely said in fewer words, since then something unlinked stands in the translation at that place;
 * single words; what the translation says at another place of the sentence.
 */
export const omission: Check = {
  id: 'omission',
  category: 'accuracy/omission',
  describe: 'flags:checks.omission.why',
  pairs: ['ru-en'],
  examples: [],
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
