import { describe, expect, test } from 'vitest';
import { findMisfit, nameCost, readAcronyms, romanise, sameNameCost } from '../../../server/engine/text/names.ts';

test.each([
  ['Щукин', 'Shchukin'],
  ['Vučić', 'Vucic'],
  ['ДРСМД', 'DRSMD'],
  ['Łódź', 'Lodz'],
  ['Хрущёв', 'Khrushchev'],
])('%s is %s in plain letters', (word, plain) => {
  expect(romanise(word)).toBe(plain);
});

/** Forms in any case and the spelling that English has for the name. */
const same = `Брнабич Brnabic, Брнабич Brnabić, Вучича Vucic, Шольц Scholz, Шольцем Scholz, Хьюстоне Houston, Джонсону Johnson, Лаврову Lavrov, Макрон Macron,
Байдена Biden, Рейган Reagan, Блэр Blair, Черчилля Churchill, Тэтчер Thatcher, Буша Bush, Кеннеди Kennedy, Обамы Obama, Эрдоганом Erdogan, Цзиньпин Jinping,
Чжоу Zhou, Зеленского Zelensky, Зеленский Zelenskyy, Ельцин Yeltsin, Хрущёв Khrushchev, Гутерриш Guterres, Боррель Borrell, Хосе Jose, Столтенберга Stoltenberg,
Ляйен Leyen, Мишель Michel, Чарльз Charles, Вашингтон Washington, Уолтер Walter, Джеймс James, Гитлер Hitler, Хьюз Hughes, Уайт White, Райт Wright,
Ришелье Richelieu, Жак Jacques, Меркель Merkel, Горбачёва Gorbachev, Трампом Trump, Клинтон Clinton, Саркози Sarkozy, Путина Putin, Медведева Medvedev,
Шойгу Shoigu, Кавано Kavanaugh, Мэй May, Вэнс Vance, Хусейн Hussein, Каддафи Gaddafi, Нетаньяху Netanyahu, Рухани Rouhani, Шекспир Shakespeare,
Диккенс Dickens, Салливан Sullivan, Уильямс Williams, Томпсон Thompson, Роулинг Rowling, Стурджен Sturgeon, Корбин Corbyn, Куин Quinn, Грэм Graham,
Туск Tusk, Качиньский Kaczynski, Орбан Orban, Фицо Fico, Джорджии Georgia, Чикаго Chicago, Бирмингем Birmingham, Уэст West, Оукленд Oakland`;
const different = `Бурнабич Brnabic, Брнабич Burnabic, Вучич Brnabic, Шольц Schulz, Лавров Larov, Лавров Lawson, Джонсон Jackson, Байден Biren, Макрон Merkel,
Путин Putnam, Иванов Petrov, Меркель Markle, Обама Osama, Смирнов Simonov, Медведев Medvedchuk, Волков Volkan, Лондон Lyndon, Хьюстон Boston,
Столтенберг Stollenberg, Клинтон Clayton, Асад Azad, Шойгу Shogu`;
const pairs = (list: string): [string, string][] =>
  list.split(/,\s*/).map((pair) => pair.split(' ') as [string, string]);

describe('one name', () => {
  test.each(pairs(same))('%s, %s', (russian, english) => {
    expect(nameCost(russian, english)).toBeLessThanOrEqual(sameNameCost);
  });
});

describe('different names', () => {
  test.each(pairs(different))('%s, %s', (russian, english) => {
    expect(nameCost(russian, english)).toBeGreaterThan(sameNameCost);
  });
});

test('a possessive is the name', () => {
  expect(nameCost('Путин', 'Putin’s')).toBe(0);
});

test('costs are between 0 and 1, also of nothing', () => {
  expect(nameCost('', '')).toBe(1);
  expect(nameCost('Щ', 'aaaaaaaaaaaa')).toBeLessThanOrEqual(1);
  expect(nameCost('123', 'Putin')).toBe(1);
});

test.each([
  ['Договор о РСМД и НАТО', 'РСМД НАТО'],
  ['в МИДе и у СНВ-3', 'МИД СНВ'],
  ['the INF Treaty, ICBMs and the U.S.', 'INF ICBM US'],
  ['С.В.Лавров и А.А. Громыко', ''],
  ['Louis XIV', ''],
  ['ВСЕ СЛОВА ЗДЕСЬ КРИЧАТ', ''],
])('acronyms of %s', (text, letters) => {
  expect(
    readAcronyms(text)
      .map((acronym) => acronym.letters)
      .join(' '),
  ).toBe(letters);
});

test('beyond a limit a cost is 1, within it exact', () => {
  expect(nameCost('Лавров', 'Lawson', [], 0.1)).toBe(1);
  expect(nameCost('Лавров', 'Larov', [], 0.5)).toBe(nameCost('Лавров', 'Larov'));
});

test.each<[string, string, string | null]>([
  ['Радченко', 'Radchemko', 'radchenko'],
  ['Ожегина', 'Ozherin', 'ozhegin'],
  ['Лебедев', 'Lebevev', 'lebedev'],
  ['Нугрохо', 'Nugroh', 'nugroho'],
  ['Вельтман', 'Weltmann', null],
  ['Макгрегор', 'McGregor', null],
  ['Радченко', 'Rademko', null],
])('the one letter of %s that does not fit in %s', (russian, english, correction) => {
  expect(findMisfit(russian, english)?.correction ?? null).toBe(correction);
});
