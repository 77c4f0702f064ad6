import { expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { readDates } from '../../../server/engine/text/dates.ts';

const languages = { ru: await loadLanguage('ru'), en: await loadLanguage('en') };

/** Readings as `written: what it says`; of a date year-month-day and weekday, a dot for what is not said. */
const show = (text: string, code: 'ru' | 'en'): string =>
  readDates(text, languages[code])
    .map((reading) => {
      const written = text.slice(...(reading.span as [number, number]));
      if (reading.kind === 'date') {
        const { year, month, day, weekday } = reading;
        return `${written}: ${[year, month, day, weekday].map((part) => part ?? '.').join(' ')}`;
      }
      return `${written}: ${reading.kind} ${reading.value}${reading.kind === 'duration' ? ` ${reading.unit}` : ''}`;
    })
    .join('; ');

test.each<[string, 'ru' | 'en', string]>([
  ['24 февраля 2022 г.', 'ru', '24 февраля 2022 г: 2022 2 24 .'],
  ['двадцать четвёртого февраля', 'ru', 'двадцать четвёртого февраля: . 2 24 .'],
  ['в феврале 2014 года', 'ru', 'феврале 2014 года: 2014 2 . .'],
  ['в 2014 г. и 2013 году', 'ru', '2014 г: 2014 . . .; 2013 году: 2013 . . .'],
  ['в двухтысячном году', 'ru', 'двухтысячном году: 2000 . . .'],
  ['к маю', 'ru', 'маю: . 5 . .'],
  ['в среду, 5 мая', 'ru', 'среду, 5 мая: . 5 5 3'],
  ['среда обитания', 'ru', ''],
  ['в пятницу', 'ru', 'пятницу: . . . 5'],
  ['24.02.2022', 'ru', '24.02.2022: 2022 2 24 .'],
  ['в 1990-х годах', 'ru', '1990-х: decade 1990'],
  ['в XX веке', 'ru', 'XX веке: century 20'],
  ['17:30', 'ru', '17:30: time 1050'],
  ['в 5 часов вечера', 'ru', '5 часов вечера: time 1020'],
  ['25 лет', 'ru', '25 лет: duration 25 year'],
  ['пять дней', 'ru', 'пять дней: duration 5 day'],
  ['вчера', 'ru', 'вчера: relative -1'],
  ['2000 солдат', 'ru', ''],
  ['после ноябрьских выборов', 'ru', 'ноябрьских: . 11 . .'],
  ['в прошлую среду', 'ru', 'среду: . . . 3'],
  ['три дня', 'ru', 'три дня: duration 3 day'],
  ['в три часа дня', 'ru', 'три часа дня: time 900'],
  ['пять месяцев', 'ru', 'пять месяцев: duration 5 month'],
  ['6 с половиной', 'ru', ''],
  ['February 24, 2022', 'en', 'February 24, 2022: 2022 2 24 .'],
  ['24 February 2022', 'en', '24 February 2022: 2022 2 24 .'],
  ['the 5th of March', 'en', '5th of March: . 3 5 .'],
  ['on Wednesday, May 5', 'en', 'Wednesday, May 5: . 5 5 3'],
  ['in 2014', 'en', '2014: 2014 . . .'],
  ['in May', 'en', 'May: . 5 . .'],
  ['you may go', 'en', ''],
  ['they march on', 'en', ''],
  ['last March', 'en', 'March: . 3 . .'],
  ['Friday', 'en', 'Friday: . . . 5'],
  ['2022-02-24', 'en', '2022-02-24: 2022 2 24 .'],
  ['the 1990s', 'en', '1990s: decade 1990'],
  ['5:30 p.m.', 'en', '5:30 p.m.: time 1050'],
  ['at 12 am', 'en', '12 am: time 0'],
  ['25 years', 'en', '25 years: duration 25 year'],
  ['tomorrow', 'en', 'tomorrow: relative 1'],
  ['the day after tomorrow', 'en', 'day after tomorrow: relative 2'],
  ['the day before yesterday', 'en', 'day before yesterday: relative -2'],
  ['в половине шестого утра', 'ru', 'половине шестого утра: time 330'],
  ['в четверть одиннадцатого', 'ru', 'четверть одиннадцатого: time 615'],
  ['в полседьмого', 'ru', 'полседьмого: time 390'],
  ['двадцать минут девятого', 'ru', 'двадцать минут девятого: time 500'],
  ['без четверти три', 'ru', 'без четверти три: time 165'],
  ['без десяти семь вечера', 'ru', 'без десяти семь вечера: time 1130'],
  ['в половине шестого года', 'ru', ''],
  ['половина второго тома', 'ru', ''],
  ['at half past five in the morning', 'en', 'half past five in the morning: time 330'],
  ['a quarter to three', 'en', 'quarter to three: time 165'],
  ['at ten to seven', 'en', 'ten to seven: time 410'],
  ['from ten to seven', 'en', ''],
  ['five to ten people', 'en', ''],
  ['at two in the afternoon', 'en', 'two in the afternoon: time 840'],
  ['at 11 at night', 'en', '11 at night: time 1380'],
  ['в 11 часов ночи', 'ru', '11 часов ночи: time 1380'],
  ['2000 soldiers', 'en', ''],
  ['at 4.40 am', 'en', '4.40 am: time 280'],
  ['in mid-October', 'en', 'mid-October: . 10 . .'],
  ["Friday's quake", 'en', "Friday's: . . . 5"],
  ['a start to March', 'en', 'March: . 3 . .'],
  ['Theresa May said', 'en', ''],
])('%s', (text, code, expected) => {
  expect(show(text, code)).toBe(expected);
});
