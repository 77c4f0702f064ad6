import { beforeAll, describe, expect, test } from 'vitest';
import type { Flag } from '../../../server/engine/bitext.ts';
import { type Checker, type CheckerOptions, checks, createChecker } from '../../../server/engine/checks/checks.ts';

const others = checks.map(({ id }) => id).filter((id) => id !== 'term');

type Termbase = NonNullable<CheckerOptions['termbase']>;
const entry = (source: string, target: string, forbidden = ''): Termbase[number] => ({
  source: source.split('|'),
  target: target.split('|'),
  forbidden: forbidden === '' ? [] : forbidden.split('|'),
  note: '',
});

const own: Termbase = [
  entry('договор о ликвидации ракет', 'Missile Elimination Treaty', 'rocket liquidation treaty'),
  entry('рабочее место', 'workstation', 'working place'),
  entry('аккаунт|учётная запись', 'account'),
  entry('ЕС', 'Euro-Union'),
];

describe('a term of the user’s own', () => {
  let checker: Checker;
  beforeAll(async () => {
    checker = await createChecker({ from: 'ru', to: 'en', termbase: own, disabled: others });
  });

  test.each<[string, string, string, string | null, string | null]>([
    [
      'several words, inflected',
      'Это предусмотрено Договором о ликвидации ракет.',
      'The Weapons Pact provides for this.',
      'Pact',
      'Missile Elimination Treaty',
    ],
    [
      'something else stands for it',
      'Включите компьютер на своём рабочем месте.',
      'Turn on the computer at your job place.',
      'job place',
      'workstation',
    ],
    [
      'a form that is not wanted',
      'Договор о ликвидации ракет подписан.',
      'The rocket liquidation treaty was signed.',
      'rocket liquidation treaty',
      'Missile Elimination Treaty',
    ],
    [
      'plural for plural',
      'Оборудованы новые рабочие места.',
      'New working places were set up.',
      'working places',
      'workstations',
    ],
  ])('%s', (_, source, target, flagged, suggestion) => {
    const flags = checker.check({ source, target });
    expect(flags).toHaveLength(1);
    const [flag] = flags as [Flag];
    expect(flag.severity).toBe('major');
    expect(flag.target && target.slice(...flag.target)).toBe(flagged);
    expect(flag.suggestion).toBe(suggestion);
    expect(flag.source).not.toBeNull();
  });

  test('nothing of the translation is pointed at where nothing is near, and the original is shown', () => {
    const source = 'Удалите учётные записи уволенных.';
    const [flag] = checker.check({ source, target: 'Clean up after those who have left.' });
    expect(flag?.target).toBeNull();
    expect(source.slice(...(flag?.source ?? [0, 0]))).toBe('учётные записи');
    expect(flag?.message.params.meaning).toBe('account');
  });

  test.each([
    ['in any form', 'Удалите учётные записи.', 'Delete the accounts.'],
    ['in capitals', 'Договор о ликвидации ракет', 'The missile elimination treaty'],
    ['where the original does not say it', 'Он сел за стол.', 'He took a working place.'],
  ])('is left alone %s', (_, source, target) => {
    expect(checker.check({ source, target })).toEqual([]);
  });

  test('comes before ours', () => {
    const flags = checker.check({ source: 'Страны ЕС согласны.', target: 'The EU countries agree.' });
    expect(flags.map(({ message }) => message.key)).toEqual(['term.own']);
    expect(flags[0]?.suggestion).toBe('Euro-Union');
  });
});

describe('a suggestion fits its sentence', () => {
  let checker: Checker;
  beforeAll(async () => {
    checker = await createChecker({ from: 'ru', to: 'en', disabled: others.filter((id) => id !== 'acronym') });
  });

  test.each([
    ['possessive', 'Решение НАТО известно.', "The WTO's decision is known.", "NATO's"],
    ['plural', 'БПЛА сбиты.', 'The ICBMs were shot down.', 'UAVs'],
    ['article', 'Больному сделали МРТ.', 'The patient had a CT scan.', 'an MRI'],
    ['capital', 'Истец отказался.', 'Defendant refused.', 'Plaintiff'],
    ['acronym for an acronym', 'Доклад ВОЗ готов.', 'The WTO report is ready.', 'WHO'],
    [
      'name for a name',
      'Доклад ВОЗ готов.',
      'The World Trade Organization report is ready.',
      'World Health Organization',
    ],
  ])('%s', (_, source, target, suggestion) => {
    expect(checker.check({ source, target }).map((flag) => flag.suggestion)).toContain(suggestion);
  });
});

test('an acronym of several meanings is decided by its company', async () => {
  const checker = await createChecker({ from: 'ru', to: 'en', disabled: others });
  const stroke = checker.check({
    source: 'У пациентов с ИИ оценивали неврологический дефицит.',
    target: 'In patients with AI, neurological deficit was assessed.',
  });
  expect(stroke.map(({ suggestion }) => suggestion)).toEqual(['ischaemic stroke']);
  expect(checker.check({ source: 'Программисты обучили ИИ.', target: 'The programmers have trained the AI.' })).toEqual(
    [],
  );
});
