import { beforeAll, describe, expect, test } from 'vitest';
import type { Pair } from '../../../server/engine/bitext.ts';
import { type Checker, createChecker } from '../../../server/engine/checks/checks.ts';
import { languages, translate } from '../../../server/messages.ts';
import { cleanPairs, enlarge } from '../../eval/material.ts';

let checker: Checker;
beforeAll(async () => {
  checker = await createChecker({ from: 'ru', to: 'en' });
});

const pairs = (rows: readonly (readonly [string, string])[]): Pair[] =>
  rows.map(([source, target]) => ({ source, target }));
/** What is flagged in each pair, with the suggestion. */
const found = (rows: readonly (readonly [string, string])[]) =>
  checker
    .checkDocument(pairs(rows))
    .map((flags, i) => flags.map((flag) => [rows[i]?.[1].slice(...(flag.target ?? [0, 0])), flag.suggestion]));

const twice: readonly [string, readonly (readonly [string, string])[], readonly [place: number, string, string]][] = [
  [
    'a sentence',
    [
      ['Заседание суда отложено на неделю.', 'The court hearing has been put off for a week.'],
      ['Зрители разошлись.', 'The spectators left.'],
      ['Заседание суда отложено на неделю.', 'The session of the court has been postponed for a week.'],
    ],
    [2, 'The session of the court has been postponed for a week.', 'The court hearing has been put off for a week.'],
  ],
  [
    'a quotation',
    [
      ['Он назвал это «ударом в спину всем нам».', 'He called it "a stab in the back for us all".'],
      ['Слова «ударом в спину всем нам» запомнили.', 'The words "a blow at the back of everyone" were remembered.'],
    ],
    [1, 'a blow at the back of everyone', 'a stab in the back for us all'],
  ],
  [
    'a name',
    [
      ['Вчера Савицкий уехал.', 'Yesterday Savitsky left.'],
      ['Потом Савицкий написал.', 'Then Savitsky wrote.'],
      ['Письмо Савицкого пропало.', 'The letter from Savitski has gone missing.'],
      ['Мы ждали Савицкого.', 'We were waiting for Savitsky.'],
    ],
    [2, 'Savitski', 'Savitsky'],
  ],
  [
    'a term',
    [
      ['Это уставный капитал.', 'This is the authorized capital.'],
      ['Размер: уставный капитал.', 'The amount: authorized capital.'],
      ['Доли уставного капитала равны.', 'The shares of the authorized capital are equal.'],
      ['Увеличение уставного капитала одобрено.', 'The increase of the charter capital has been approved.'],
    ],
    [3, 'charter capital', 'authorized capital'],
  ],
];

describe('what one text renders in two ways', () => {
  test.each(twice)('%s', (_, rows, [place, wrong, right]) => {
    const flags = found(rows);
    expect(flags[place]).toEqual([[wrong, right]]);
    expect(flags.flat()).toHaveLength(1);
  });

  test('is told in every language', () => {
    for (const [, rows] of twice) {
      for (const { message } of checker.checkDocument(pairs(rows)).flat()) {
        for (const language of languages) {
          const text = translate(language, `flags:${message.key}`, message.params);
          expect(text).not.toContain(message.key);
          expect(text).not.toMatch(/\{\{/);
        }
      }
    }
  });
});

describe('left alone', () => {
  test.each<[string, readonly (readonly [string, string])[]]>([
    [
      'short sentences',
      [
        ['Да.', 'Yes.'],
        ['Да.', 'Indeed.'],
      ],
    ],
    [
      'other endings and capitals',
      [
        ['Стороны обсудили новый договор подробно.', 'The parties discussed the new treaty in detail.'],
        ['Стороны обсудили новый договор подробно.', 'The Parties discussed the new Treaty in detail.'],
      ],
    ],
    [
      'adjectives of a name',
      [
        ['Вчера Россия победила.', 'Yesterday Russia won.'],
        ['Сегодня Россия проиграла.', 'Today Russia lost.'],
        ['Границы России открыты.', 'Russian borders are open.'],
      ],
    ],
    [
      'pairs without a side',
      [
        ['', 'A title'],
        ['Заголовок', ''],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(found(rows).flat()).toEqual([]);
  });

  test('texts that are translated well', () => {
    expect(checker.checkDocument(pairs(cleanPairs())).flat().length).toBeLessThanOrEqual(2);
  });
});

test('after an edit only the edited pair is read', () => {
  const text = pairs(enlarge(cleanPairs(), 2000, 7));
  checker.checkDocument(text);
  const edited = text.with(1000, { source: 'Савицкий уехал домой рано.', target: 'Savitsky went home early.' });
  const start = performance.now();
  checker.checkDocument(edited);
  expect(performance.now() - start).toBeLessThan(1000);
});
