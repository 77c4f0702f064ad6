import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';

const russian = await loadLanguage('ru');
const english = await loadLanguage('en');
const morphology = russian.morphology!;

describe('Russian lemmas', () => {
  test.each([
    ['ДРСМД', 'дрсмд'],
    ['Лаврову', 'лавров'],
    ['Вучича', 'вучич'],
    ['Брнабич', 'брнабич'],
    ['Зеленским', 'зеленский'],
    ['Байдену', 'байден'],
    ['премьер-министра', 'премьер-министр'],
    ['компании-производителя', 'компания-производитель'],
    ['стали', 'стать'],
    ['люди', 'человек'],
    ['ещё', 'еще'],
    ['шёл', 'идти'],
    ['США', 'сша'],
    ['НАТО', 'нато'],
    ['контрнаступлению', 'контрнаступление'],
    ['России', 'россия'],
    ['этих', 'этот'],
    ['по-русски', 'по-русски'],
    ['Москвы́', 'москва'],
    ['xyz', 'xyz'],
  ])('%s: %s', (form, lemma) => {
    expect(russian.lemmas(form)[0]).toBe(lemma);
  });

  test('a participle has its verb and itself', () => {
    expect(russian.lemmas('инспирированного')).toEqual(['инспирировать', 'инспирированный']);
  });

  test.each([
    ['первого', 'первый'],
    ['вторая', 'второй'],
    ['третьему', 'третий'],
    ['двадцатых', 'двадцатый'],
  ])('an ordinal has its numeral and itself: %s is %s', (form, ordinal) => {
    expect(russian.lemmas(form)).toContain(ordinal);
  });

  test.each([
    ['месяца', 'месяц'],
    ['месяц', 'месяц'],
    ['секундах', 'секунда'],
    ['долларов', 'доллар'],
    ['километром', 'километр'],
    ['мес', 'месяц'],
  ])('a lemma is a word, not its abbreviation: %s is %s', (form, lemma) => {
    expect(russian.lemmas(form)[0]).toBe(lemma);
    expect(russian.lemmas(form)).not.toContain('мес');
  });

  test('an ambiguous form has all its lemmas', () => {
    expect([...russian.lemmas('мыла')].sort()).toEqual(['мыло', 'мыть']);
  });
});

describe('Russian grammar', () => {
  test('readings sum to one and say case, number and gender', () => {
    const readings = morphology.analyses('договором');
    expect(readings.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    expect(readings[0]).toMatchObject({
      lemma: 'договор',
      partOfSpeech: 'noun',
      case: 'instrumental',
      number: 'singular',
      gender: 'masculine',
      animate: false,
      known: true,
    });
  });

  test('verbs have tense, number and person', () => {
    expect(morphology.analyses('пришла')[0]).toMatchObject({ tense: 'past', gender: 'feminine', number: 'singular' });
    expect(morphology.analyses('читаем')[0]).toMatchObject({ tense: 'present', person: 1, number: 'plural' });
  });

  test('an acronym that the dictionary has not is one', () => {
    expect(morphology.analyses('ДРСМД')[0]).toMatchObject({ abbreviation: true, known: false });
  });

  test.each([
    ['договор', { case: 'prepositional' }, 'договоре'],
    ['ракета', { number: 'plural', case: 'instrumental' }, 'ракетами'],
    ['Россия', { case: 'instrumental' }, 'Россией'],
    ['большой', { case: 'genitive', gender: 'feminine' }, 'большой'],
    ['московский', { number: 'plural', case: 'dative' }, 'московским'],
    ['Вучич', { case: 'dative' }, 'Вучичу'],
    ['читает', { tense: 'past' }, 'читал'],
    ['ДРСМД', { case: 'genitive' }, 'ДРСМД'],
    ['НОВЫЙ', { case: 'genitive' }, 'НОВОГО'],
  ] as const)('%s %j: %s', (word, wanted, form) => {
    expect(morphology.inflect(word, wanted)).toBe(form);
  });
});

describe('English lemmas', () => {
  test.each([
    ['saw', 'see'],
    ['left', 'leave'],
    ['running', 'run'],
    ['stopped', 'stop'],
    ['countries', 'country'],
    ['was', 'be'],
    ['wives', 'wife'],
    ['better', 'good'],
    ['biggest', 'big'],
    ['leaves', 'leave'],
    ['men', 'man'],
    ['crises', 'crisis'],
    ['analyses', 'analysis'],
    ['Vucic’s', 'vucic'],
    ['their', 'they'],
    ['news', 'news'],
    ['missiles', 'missile'],
    ['Brnabics', 'brnabic'],
  ])('%s: %s', (form, lemma) => {
    expect(english.lemmas(form)[0]).toBe(lemma);
  });
});

test('a language without a folder has words as they are', async () => {
  const finnish = await loadLanguage('fi');
  expect(finnish.lemmas('Talossa')).toEqual(['talossa']);
  expect(finnish.decimalMark).toBe(',');
});

test('a tag with a region is its language, one that is no tag an error', async () => {
  expect(await loadLanguage('en-GB')).toBe(english);
  await expect(loadLanguage('../ru')).rejects.toThrow(RangeError);
});
