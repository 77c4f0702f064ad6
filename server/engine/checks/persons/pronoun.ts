import type { Flag } from '../../bitext.ts';
import { capitalised } from '../../text/case.ts';
import type { Check } from '../check.ts';
import { judgesOf, logOddsOf, pairCode, verdictAt } from '../judgement.ts';
import { bareForm, pronounOf } from './persons.ts';
import { findPersons } from './speaking.ts';

/**
 * Finds a pronoun of another person than the original's: I for you, we for they, your for my.
 *
 * Leaves alone: pronouns that the original leaves to the verb's ending or leaves out; свой, which is everybody's; "you" and "we"
 * that mean anybody; a third person where the original says none. She for he is the check `gender`.
 */
export const pronoun: Check = {
  id: 'pronoun',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.pronoun.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Мне кажется, что дождь кончился.',
      target: 'It seems to us that the rain has stopped.',
      flagged: 'us',
      suggestion: 'me',
    },
    {
      source: 'Я не согласен с этим решением.',
      target: 'We do not agree with this decision.',
      flagged: 'We',
      suggestion: 'I',
    },
    { source: 'Наша делегация уехала.', target: 'Their delegation left.', flagged: 'Their', suggestion: 'Our' },
    { source: 'Они не приехали вовремя.', target: 'We did not arrive in time.', flagged: 'We', suggestion: 'They' },
    { source: 'Мы подписали договор вчера.', target: 'We signed the treaty yesterday.', flagged: null },
    { source: 'Подписали договор вчера.', target: 'They signed the treaty yesterday.', flagged: null },
    { source: 'Думаю, он прав.', target: 'I think he is right.', flagged: null },
    { source: 'Говорят, будет дождь.', target: 'They say it will rain.', flagged: null },
    { source: 'Он взял свою шляпу.', target: 'He took his hat.', flagged: null },
    { source: 'Здесь не курят.', target: 'You cannot smoke here.', flagged: null },
    { source: 'У меня есть брат.', target: 'I have a brother.', flagged: null },
    { source: 'Мне нужна ваша помощь.', target: 'I need your help.', flagged: null },
  ],
  run(reading, { pair }): Flag[] {
    const judge = pair && judgesOf('pronoun', pairCode(pair))?.pronoun;
    if (!judge) return [];
    const { source, target } = reading;
    return findPersons(reading).flatMap(({ at, said, features, against }) => {
      const word = target.words[at];
      const original = against && source.words[against.at];
      const verdict = verdictAt(logOddsOf(features, judge), judge);
      if (!word || !original || !verdict) return [];
      const right = pronounOf(said.role, against.person, target.language);
      const suggestion =
        right === null
          ? null
          : (word.first && word.capital ? capitalised(right) : right) + word.text.slice(bareForm(word).length);
      return {
        check: 'pronoun',
        category: 'accuracy/mistranslation',
        severity: verdict.severity,
        confidence: verdict.confidence,
        source: [original.start, original.end],
        target: [word.start, word.end],
        message: { key: 'pronoun.person', params: { target: word.text, source: original.text } },
        suggestion,
      } satisfies Flag;
    });
  },
};
