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
  [
    'an acronym',
    [
      ['Доклад МКК готов.', 'The ICC report is ready.'],
      ['Глава МКК уехал.', 'The head of the ICC has left.'],
      ['Решение МКК принято.', 'The ICC decision has been taken.'],
      ['Штаб МКК закрыт.', 'The IKK headquarters is closed.'],
    ],
    [3, 'IKK', 'ICC'],
  ],
  [
    'what an acronym is explained as',
    [
      [
        'Доклад подготовил Совет по рыбному надзору.',
        'The report was prepared by the Council for Fish Supervision (CFS).',
      ],
      ['Погода была хорошей.', 'The weather was fine.'],
      [
        'Деньги выделил Комитет финансовой стабильности.',
        'The money came from the Committee on Financial Stability (CFS).',
      ],
    ],
    [2, 'Committee on Financial Stability', 'Council for Fish Supervision'],
  ],
  [
    'a figure with what it counts',
    [
      ['На складе лежит 340 старых двигателей.', 'There are 340 old engines in the warehouse.'],
      ['Все 340 старых двигателей продали.', 'All 430 old engines were sold.'],
    ],
    [1, '430', '340'],
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

describe('two things that one text renders as one', () => {
  test('an acronym', () => {
    const flags = found([
      ['Доклад МКК готов.', 'The ICC report is ready.'],
      ['Глава МКК уехал.', 'The head of the ICC has left.'],
      ['Решение МКК принято.', 'The ICC decision has been taken.'],
      ['Штаб СГМ закрыт.', 'The ICC headquarters is closed.'],
    ]);
    expect(flags).toEqual([[], [], [], [['ICC', null]]]);
  });

  test('terms of a termbase', async () => {
    const entry = { forbidden: [], note: '' };
    const own = await createChecker({
      from: 'ru',
      to: 'en',
      termbase: [
        { ...entry, source: ['жалоба'], target: ['grievance'] },
        { ...entry, source: ['иск'], target: ['lawsuit'] },
      ],
    });
    const rows: [string, string][] = [
      ['Суд получил жалобу.', 'The court received a complaint.'],
      ['Эта жалоба отклонена.', 'This complaint has been dismissed.'],
      ['Его жалоба рассмотрена.', 'His complaint has been considered.'],
      ['Суд получил иск.', 'The court received a complaint.'],
    ];
    const [, , , last] = own.checkDocument(pairs(rows));
    expect(last?.map(({ message, suggestion }) => [message.key, suggestion])).toEqual([
      ['consistency.merged', 'lawsuit'],
    ]);
    rows[3] = ['Суд получил иск.', 'The court received a lawsuit.'];
    expect(own.checkDocument(pairs(rows)).flat()).toEqual([]);
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
      'two acronyms of the original that always mean the same',
      [
        ['Доклад МКК готов.', 'The ICC report is ready.'],
        ['Глава МКК уехал.', 'The head of the ICC has left.'],
        ['Решение МКК принято.', 'The ICC decision has been taken.'],
        ['Отчёт МКК издан.', 'The ICC report is out.'],
        ['Штаб МУС закрыт.', 'The ICC headquarters is closed.'],
        ['Судьи МУС молчат.', 'The ICC judges are silent.'],
      ],
    ],
    [
      'figures of other things, and times',
      [
        ['На складе лежит 340 старых двигателей.', 'There are 340 old engines in the warehouse.'],
        ['Продали 340 новых машин.', '360 new cars were sold.'],
      ],
    ],
    [
      'an acronym explained twice in other numbers of a word',
      [
        [
          'Доклад подготовил Совет по рыбному надзору.',
          'The report was prepared by the Council for Fish Supervision (CFS).',
        ],
        ['Совет по рыбному надзору молчит.', 'The council for fish supervision (CFS) is silent.'],
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
