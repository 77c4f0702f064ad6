import { describe, expect, test } from 'vitest';
import { align } from '../../../server/engine/align/align.ts';
import { linkWords } from '../../../server/engine/align/links.ts';
import { createChecker } from '../../../server/engine/checks/checks.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { segmentText } from '../../../server/engine/text/sentences.ts';
import { readWords } from '../../../server/engine/text/words.ts';

/** A second pair is a folder of data: nothing in the code is for Russian alone. */
const ukrainian = await loadLanguage('uk');
const english = await loadLanguage('en');
const pair = await loadPair('uk', 'en');

const bitext: readonly (readonly [source: string, target: string])[] = [
  ['Президент підписав закон про державний бюджет.', 'The president signed the law on the state budget.'],
  ['За документ проголосувала більшість парламенту.', 'A majority of parliament voted for the document.'],
  [
    'Уряд обіцяє збільшити видатки на оборону до 40 млрд грн.',
    'The government promises to raise spending on defence to 40 billion hryvnias.',
  ],
  ['Переговори відбулися у Варшаві 12 червня 2024 р.', 'The talks took place in Warsaw on 12 June 2024.'],
  ['Посол заявив, що домовленість порушено.', 'The ambassador said that the agreement had been violated.'],
  ['Чому?', 'Why?'],
  [
    'Рада Європи закликала припинити обстріли міста.',
    'The Council of Europe called for the shelling of the city to stop.',
  ],
  ['У лікарні залишаються п’ять дітей.', 'Five children remain in the hospital.'],
  ['Лікарі кажуть, що загрози їхньому життю немає.', 'Doctors say that their lives are not in danger.'],
  ['Населення області потребує води та ліків.', 'The population of the region needs water and medicine.'],
  ['Робота електростанції поки що не відновлена.', 'The power plant is not working yet.'],
  [
    'Наступна зустріч міністрів відбудеться наступного тижня в Женеві.',
    'The next meeting of the ministers will be held next week in Geneva.',
  ],
];
const source = bitext.map(([text]) => text);
const target = bitext.map(([, text]) => text);

describe('Ukrainian', () => {
  test.each([
    ['президентом', 'президент'],
    ['договору', 'договір'],
    ['ночі', 'ніч'],
    ['Києва', 'київ'],
    ['робіт', 'робота'],
    ['безпеки', 'безпека'],
    ['незалежності', 'незалежність'],
    ['збройними', 'збройний'],
    ['підписав', 'підписати'],
    ['працює', 'працювати'],
    ['повернулися', 'повернутися'],
    ['обов’язок', "обов'язок"],
  ])('%s may be a form of %s', (form, lemma) => {
    expect(ukrainian.lemmas(form)).toContain(lemma);
  });

  test('a stop after an abbreviation ends no sentence', () => {
    const text = 'Переговори тривали 12 год. і завершилися 3 червня 2024 р. у Варшаві. Рішення ухвалили.';
    expect(segmentText(text, ukrainian).map((segment) => segment.text)).toEqual([
      'Переговори тривали 12 год. і завершилися 3 червня 2024 р. у Варшаві.',
      'Рішення ухвалили.',
    ]);
  });

  test('words are linked by the lexicon in whatever form', () => {
    const left = readWords('Уряд підписав угоду про безпеку', ukrainian);
    const right = readWords('The government has signed a security agreement', english);
    const links = linkWords(left, right, pair).map((link) => `${left[link.source]!.text} ${right[link.target]!.text}`);
    expect(links).toEqual(
      expect.arrayContaining(['Уряд government', 'підписав signed', 'угоду agreement', 'безпеку security']),
    );
  });
});

describe('Ukrainian and English', () => {
  const segments = (texts: readonly string[]) => texts.map((text) => ({ text, paragraph: 0 }));

  test('twelve sentences and their translations stand side by side', () => {
    const { beads, related } = align(segments(source), segments(target), { from: 'uk', to: 'en', pair });
    expect(related).toBe(true);
    expect(beads.map((bead) => `${bead.source}:${bead.target}`)).toEqual(source.map((_, i) => `${i}:${i}`));
  });

  test('a sentence that the translation lacks is a gap, and one made of two is one bead', () => {
    const shorter = [...target.slice(0, 3), `${target[3]} ${target[4]}`, ...target.slice(5, 9), ...target.slice(10)];
    const { beads } = align(segments(source), segments(shorter), { from: 'uk', to: 'en', pair });
    expect(beads.map((bead) => `${bead.source}:${bead.target}`)).toEqual([
      '0:0',
      '1:1',
      '2:2',
      '3,4:3',
      '5:4',
      '6:5',
      '7:6',
      '8:7',
      '9:',
      '10:8',
      '11:9',
    ]);
  });

  test('a right translation has no flags', async () => {
    const checker = await createChecker({ from: 'uk', to: 'en' });
    expect(
      bitext.flatMap(([source, target]) => checker.check({ source, target }).map(({ check }) => [check, target])),
    ).toEqual([]);
  });

  test.each([
    ['Рада Безпеки ООН', 'The European Union', 'European Union', 'UN Security Council'],
    ['Міжнародне агентство з атомної енергії', 'The OSCE', 'OSCE', 'IAEA'],
    ['НАБУ', 'The SBU', 'SBU', 'NABU'],
  ])('a wrong term is found: %s / %s', async (term, wrong, flagged, right) => {
    const checker = await createChecker({ from: 'uk', to: 'en' });
    const target = `${wrong} discussed the case on Monday.`;
    const flags = checker.check({ source: `${term} обговорили справу в понеділок.`, target });
    expect(flags.map(({ check, target: span }) => [check, target.slice(...(span ?? [0, 0]))])).toEqual([
      ['term', flagged],
    ]);
    expect(flags[0]?.suggestion).toContain(right);
  });

  test.each([
    ['Загинуло 25 осіб.', '52 people were killed.', 'number'],
    ['Зустріч відбудеться 12 червня.', 'The meeting will take place on 12 July.', 'date'],
  ])('numbers and dates are checked: %s / %s', async (source, target, check) => {
    const checker = await createChecker({ from: 'uk', to: 'en' });
    expect(checker.check({ source, target }).map((flag) => flag.check)).toEqual([check]);
  });
});
