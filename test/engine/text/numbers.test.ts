import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { readNumbers } from '../../../server/engine/text/numbers.ts';

const languages = { ru: await loadLanguage('ru'), en: await loadLanguage('en') };

/** Readings as `written=value kind`, with ~ for an approximate one. */
const show = (text: string, code: 'ru' | 'en'): string =>
  readNumbers(text, languages[code])
    .map(({ span: [start, end], value, kind, approximate }) => {
      return `${text.slice(start, end)}=${Number(value.toFixed(3))} ${kind}${approximate ? '~' : ''}`;
    })
    .join('; ');

describe('Russian', () => {
  test.each([
    ['1 234,5 рубля', '1 234,5=1234.5 cardinal'],
    ['1\u202f234\u00a0567', '1\u202f234\u00a0567=1234567 cardinal'],
    ['1.234.567', '1.234.567=1234567 cardinal'],
    ['12,5%', '12,5%=12.5 percent'],
    ['7 процентов', '7 процентов=7 percent'],
    ['5–7 млн', '5=5000000 cardinal; 7 млн=7000000 cardinal'],
    ['10-15 процентов', '10=10 percent; 15 процентов=15 percent'],
    ['2,5 тыс. солдат', '2,5 тыс=2500 cardinal'],
    ['5 миллионов 200 тысяч', '5 миллионов 200 тысяч=5200000 cardinal'],
    ['5-й этаж', '5-й=5 ordinal'],
    ['1990-е годы', '1990-е=1990 decade'],
    ['в 90-х', '90-х=90 decade'],
    ['в девяностые', 'девяностые=90 decade'],
    ['в XX веке', 'XX веке=20 century'],
    ['ХХ в.', 'ХХ в=20 century'],
    ['XIV–XV вв.', 'XIV=14 century; XV вв=15 century'],
    ['в двадцать первом веке', 'двадцать первом веке=21 century'],
    ['Людовик XIV', 'XIV=14 roman'],
    ['сто двадцать пять тысяч', 'сто двадцать пять тысяч=125000 cardinal'],
    ['тремястами сорока двумя', 'тремястами сорока двумя=342 cardinal'],
    ['двадцать первая', 'двадцать первая=21 ordinal'],
    ['двух тысяч двадцать четвёртого', 'двух тысяч двадцать четвёртого=2024 ordinal'],
    ['в двухтысячном', 'двухтысячном=2000 ordinal'],
    ['десятка два ящиков', 'десятка два=20 cardinal~'],
    ['десятка полтора жильцов', 'десятка полтора=15 cardinal~'],
    ['сотни три', 'сотни три=300 cardinal~'],
    ['тысячи две рублей', 'тысячи две=2000 cardinal~'],
    ['тысяча две', 'тысяча две=1002 cardinal'],
    ['полсотни домов', 'полсотни=50 cardinal~'],
    ['пять шестых', 'пять шестых=0.833 fraction'],
    ['одна пятая', 'одна пятая=0.2 fraction'],
    ['три третьих места', 'три=3 cardinal; третьих=3 ordinal'],
    ['пятая часть', 'пятая=0.2 fraction'],
    ['пятая колонна', 'пятая=5 ordinal'],
    ['стопятидесятилетие', 'стопятидесятилетие=150 cardinal'],
    ['двухсотпятидесятилетний', 'двухсотпятидесятилетний=250 cardinal'],
    ['тридцатипятиэтажный', 'тридцатипятиэтажный=35 cardinal'],
    ['полтора миллиарда', 'полтора миллиарда=1500000000 cardinal'],
    ['два с половиной миллиона', 'два с половиной миллиона=2500000 cardinal'],
    ['полмиллиона', 'полмиллиона=500000 cardinal'],
    ['полгода', 'полгода=0.5 fraction'],
    ['две трети', 'две трети=0.667 fraction'],
    ['треть населения', 'треть=0.333 fraction'],
    ['обеих пар', 'обеих=2 quantity; пар=2 quantity'],
    ['дюжина', 'дюжина=12 quantity~'],
    ['два десятка', 'два десятка=20 cardinal'],
    ['тысячи людей', 'тысячи=1000 quantity~'],
    ['десятки тысяч', 'десятки тысяч=10000 quantity~'],
    ['около 300', '300=300 cardinal~'],
    ['двухдневный', 'двухдневный=2 cardinal'],
    ['25-летний', '25=25 cardinal'],
    ['Су-57', '57=57 code'],
    ['минус 10', 'минус 10=-10 cardinal'],
    ['в 12:30', '12:30=750 time'],
    ['со счётом 4:1', '4=4 cardinal; 1=1 cardinal'],
    ['25-тысячную толпу', '25-тысячную=25000 cardinal'],
    ['тысячный билет', 'тысячный=1000 ordinal'],
    ['миллионы людей', 'миллионы=1000000 quantity~'],
    ['пятью миллионами', 'пятью миллионами=5000000 cardinal'],
    ['пар-3', '3=3 cardinal'],
    ['одно я знаю', 'одно=1 cardinal'],
    ['трое', 'трое=3 cardinal'],
    ['ни слова о числах', ''],
  ])('%s', (text, expected) => {
    expect(show(text, 'ru')).toBe(expected);
  });
});

describe('English', () => {
  test.each([
    ['1,234.5', '1,234.5=1234.5 cardinal'],
    ['1,200,000', '1,200,000=1200000 cardinal'],
    ['12.5%', '12.5%=12.5 percent'],
    ['10 per cent', '10 per cent=10 percent'],
    ['5 to 7 million', '5=5000000 cardinal; 7 million=7000000 cardinal'],
    ['$1.5bn', '1.5bn=1500000000 cardinal'],
    ['10k', '10k=10000 cardinal'],
    ['five billion', 'five billion=5000000000 cardinal'],
    ['half a million', 'half a million=500000 cardinal'],
    ['two and a half million', 'two and a half million=2500000 cardinal'],
    ['two hundred and five thousand', 'two hundred and five thousand=205000 cardinal'],
    ['two thousand and twenty-four', 'two thousand and twenty-four=2024 cardinal'],
    ['nineteen eighty-four', 'nineteen eighty-four=1984 cardinal'],
    ['twenty-first', 'twenty-first=21 ordinal'],
    ['the 20th century', '20th century=20 century'],
    ['the twenty-first century', 'twenty-first century=21 century'],
    ['the 1990s', '1990s=1990 decade'],
    ['the nineties', 'nineties=90 decade'],
    ['one-third', 'one-third=0.333 fraction'],
    ['two-thirds', 'two-thirds=0.667 fraction'],
    ['a quarter', 'quarter=0.25 fraction'],
    ['both', 'both=2 quantity'],
    ['three dozen', 'three dozen=36 cardinal'],
    ['hundreds of thousands', 'hundreds of thousands=100000 quantity~'],
    ['about 300', '300=300 cardinal~'],
    ['up to 50', '50=50 cardinal~'],
    ['a three-day, 25-year-old', 'three=3 cardinal; 25=25 cardinal'],
    ['F-16', '16=16 code'],
    ['at 7.55am', '7.55am=475 time'],
    ['at 12.15pm', '12.15pm=735 time'],
    ['by 11pm', '11pm=1380 time'],
    ['won 4:1', '4=4 cardinal; 1=1 cardinal'],
    ['1/3', '1/3=0.333 fraction'],
    ['½', '½=0.5 fraction'],
    ['one or two', 'one=1 cardinal; two=2 cardinal'],
  ])('%s', (text, expected) => {
    expect(show(text, 'en')).toBe(expected);
  });
});

test('readings of any text are in order and disjoint', () => {
  const pieces = fc.constantFrom(
    'два ',
    'с ',
    'половиной ',
    'тысяч ',
    'и ',
    '5',
    '-',
    'й',
    ' ',
    '%',
    ',',
    '.',
    '1990',
    'XX ',
    'век ',
    'one ',
    'and ',
    'a ',
    'half ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), fc.constantFrom(languages.ru, languages.en), (words, language) => {
      const text = words.join('');
      let last = 0;
      for (const { span, value } of readNumbers(text, language)) {
        expect(span[0]).toBeGreaterThanOrEqual(last);
        expect(span[1]).toBeGreaterThan(span[0]);
        expect(span[1]).toBeLessThanOrEqual(text.length);
        expect(Number.isFinite(value)).toBe(true);
        last = span[1];
      }
    }),
  );
});
