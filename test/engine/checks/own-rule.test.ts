import { describe, expect, it } from 'vitest';
import { compileRule, type OwnRule, readRules } from '../../../server/engine/checks/own-rule.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { readWords } from '../../../server/engine/text/words.ts';

const [ru, en] = await Promise.all([loadLanguage('ru'), loadLanguage('en')]);
const rule = (source: string, target: string): OwnRule => ({
  id: '1',
  source,
  target,
  message: 'No.',
  severity: 'major',
});

/** The flagged words of both sides. */
function found(given: OwnRule, source: string, target: string) {
  const words = { source: { words: readWords(source, ru) }, target: { words: readWords(target, en) } };
  return compileRule(given, ru, en)
    .run(words)
    .map((flag) => [flag.source && source.slice(...flag.source), flag.target && target.slice(...flag.target)]);
}

describe('a rule of one’s own', () => {
  it.each([
    [
      'any form of a word',
      'договор',
      'agreement',
      'О договорах и договоре.',
      'On agreements.',
      [['договорах', 'agreements']],
    ],
    [
      'words in a row, whatever stands between them but words',
      'Российская Федерация',
      '',
      'В «Российской» — Федерации.',
      'Yes.',
      [['Российской» — Федерации', null]],
    ],
    ['not across another word', 'Российская Федерация', '', 'В Российской славной Федерации.', 'Yes.', []],
    ['a gap of five words', 'принять ... мера', '', 'Приняли все самые строгие и очень срочные меры.', 'Yes.', []],
    [
      'a gap of four words',
      'принять ... мера',
      '',
      'Приняли все самые очень строгие меры сразу.',
      'Yes.',
      [['Приняли все самые очень строгие меры', null]],
    ],
    ['the shortest stretch', 'а ... в', '', 'А б а в в.', 'Yes.', [['А б а в', null]]],
    [
      'alternatives',
      'должен|обязать',
      'may|can',
      'Он обязан уйти.',
      'He can go, and may.',
      [
        ['обязан', 'can'],
        ['обязан', 'may'],
      ],
    ],
    [
      'a regular expression on whole words, with its alternatives',
      '',
      '/[A-Z]{2,}-(1|2)/ treaty',
      'Да.',
      'The START-2 Treaty, the START-22 treaty.',
      [[null, 'START-2 Treaty']],
    ],
    ['absence', 'ДРСМД', 'not INF treaty', 'О ДРСМД.', 'On the treaty.', [['ДРСМД', null]]],
    ['no absence', 'ДРСМД', 'not INF treaty', 'О ДРСМД.', 'On the INF Treaty.', []],
    ['only where both have it', 'договор', 'contract', 'О погоде.', 'On the contract.', []],
    [
      'the same word in the translation alone',
      '',
      'utilise|utilize',
      'Да.',
      'It utilised and utilizes.',
      [
        [null, 'utilised'],
        [null, 'utilizes'],
      ],
    ],
    ['a dictionary form as itself alone', 'пила', '', 'Она пила чай. Они пили.', 'Yes.', [['пила', null]]],
  ])('finds %s', (_, source, target, original, translation, flagged) => {
    expect(found(rule(source, target), original, translation)).toEqual(flagged);
  });

  it.each([
    ['', '', 'empty'],
    ['', 'not x', 'not-alone'],
    ['да', 'not', 'not-what'],
    ['... да', '', 'gap-at-edge'],
    ['да ...', '', 'gap-at-edge'],
    ['да|', '', 'alternative'],
    ['—', '', 'no-word'],
    ['/да', '', 'regex'],
    ['/(/', '', 'regex'],
    ['/(a+)+b/', '', 'regex-slow'],
    ['/(a|a)*b/', '', 'regex-slow'],
    ['/((a)b)+/', '', 'regex-slow'],
    ['/a*a*a*a*b/', '', 'regex-slow'],
    ['/(?=a)a/', '', 'regex-slow'],
    ['да '.repeat(21), '', 'many'],
    ['д'.repeat(301), '', 'long'],
  ])('refuses "%s" with "%s": %s', (source, target, key) => {
    expect(() => compileRule(rule(source, target), ru, en)).toThrow(expect.objectContaining({ key: `rules.${key}` }));
  });

  it('is quick on long texts and on words made to make expressions slow', () => {
    const text = `${'а '.repeat(20_000)}${'а'.repeat(5000)}`;
    const start = performance.now();
    found(rule('а ... а ... а ... б', ''), text, 'Yes.');
    found(rule('/а*а*а*б/', ''), `${'а'.repeat(64)} ${'а'.repeat(50_000)}`, 'Yes.');
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('rules in a file', () => {
  it('are read by the names of their columns; lines that cannot be used are named', () => {
    const file =
      '\uFEFFseverity\tsource\ttarget\tmessage\n# ours\n\nmajor\tдоговор\tcontract\tSay treaty.\ngrave\tа\tb\tc\n';
    expect(readRules(file)).toEqual({
      rules: [{ id: '4', source: 'договор', target: 'contract', message: 'Say treaty.', severity: 'major' }],
      problems: [
        {
          line: 5,
          reason: { key: 'rules.severity', params: { given: 'grave', choices: 'neutral, minor, major, critical' } },
        },
      ],
    });
    expect(readRules('a\tb\n').problems).toEqual([{ line: 1, reason: { key: 'rules.columns', params: {} } }]);
  });
});
