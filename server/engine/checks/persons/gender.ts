import type { Flag } from '../../bitext.ts';
import type { Check } from '../check.ts';
import { judgesOf, logOddsOf, pairCode, verdictAt } from '../judgement.ts';
import { inOtherSex } from './persons.ts';
import { findSexes } from './sexes.ts';

/**
 * Finds he where the original speaks of a woman, her where it speaks of a man, and nouns and titles that say the other sex:
 * waitress and waiter, Mr and Mrs, daughter and son.
 *
 * Leaves alone: pronouns of which nothing in the sentence says whom they mean; a feminine pronoun or ending that agrees with a
 * thing or with a noun whose gender is grammar alone (жертва, звезда); masculine nouns for offices, which are said of women, too.
 */
export const gender: Check = {
  id: 'gender',
  category: 'accuracy/mistranslation',
  describe: 'flags:checks.gender.why',
  pairs: ['ru-en'],
  examples: [
    {
      source: 'Она сказала, что придёт завтра.',
      target: 'He said that he would come tomorrow.',
      flagged: 'He',
      suggestion: 'She',
    },
    {
      source: 'Официантка принесла счёт.',
      target: 'The waiter brought the bill.',
      flagged: 'waiter',
      suggestion: 'waitress',
    },
    {
      source: 'Врач ответила, что сама оперировала больного.',
      target: 'The doctor replied that he had operated on the patient herself.',
      flagged: 'he',
      suggestion: 'she',
    },
    { source: 'Его сестра живёт в Туле.', target: 'Her sister lives in Tula.', flagged: 'Her', suggestion: 'His' },
    { source: 'Мы видели её в театре.', target: 'We saw him at the theatre.', flagged: 'him', suggestion: 'her' },
    {
      source: 'Их сын учится в Казани.',
      target: 'Their daughter studies in Kazan.',
      flagged: 'daughter',
      suggestion: 'son',
    },
    { source: 'Отказалась подписывать протокол.', target: 'He refused to sign the report.', flagged: 'He' },
    { source: 'Она сказала, что придёт завтра.', target: 'She said that she would come tomorrow.', flagged: null },
    { source: 'Книга лежала на столе, она была раскрыта.', target: 'The book lay open on the table.', flagged: null },
    { source: 'Жертва не видела нападавшего.', target: 'The victim did not see his attacker.', flagged: null },
    { source: 'Министр сказал, что уйдёт.', target: 'The minister said he would step down.', flagged: null },
    { source: 'Министр сказала, что уйдёт.', target: 'The minister said she would step down.', flagged: null },
    { source: 'У каждого своя правда.', target: 'Everyone has his own truth.', flagged: null },
    { source: 'Мать и сын уехали.', target: 'The mother and her son left.', flagged: null },
    {
      source: 'Королева открыла парламент.',
      target: 'The Queen opened Parliament in her golden coach.',
      flagged: null,
    },
  ],
  run(reading, { pair }): Flag[] {
    const judges = pair && judgesOf('gender', pairCode(pair));
    if (!pair || !judges) return [];
    const { source, target } = reading;
    return findSexes(reading, pair).flatMap(({ at, judge: kind, features, source: cue }) => {
      const judge = judges[kind];
      const word = target.words[at];
      const verdict = judge && verdictAt(logOddsOf(features, judge), judge);
      if (!word || !verdict) return [];
      const suggestion = inOtherSex(target, at);
      const original = source.words[cue];
      const key = original ? `gender.${kind}` : 'gender.nothing';
      return {
        check: 'gender',
        category: 'accuracy/mistranslation',
        severity: verdict.severity,
        confidence: verdict.confidence,
        source: original ? [original.start, original.end] : null,
        target: [word.start, word.end],
        message: { key, params: { target: word.text, source: original?.text ?? '', suggestion: suggestion ?? '' } },
        suggestion,
      } satisfies Flag;
    });
  },
};
