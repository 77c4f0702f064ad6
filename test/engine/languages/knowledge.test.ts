import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { findFaults, findRemarks, strangeness } from '../../knowledge/faults.ts';
import { type DataFile, parseDataFile, readDataFiles } from '../../knowledge/files.ts';

const files = readDataFiles();

test('the data files of all languages and pairs have no fault of form', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(findFaults(files).map(({ place, kind, detail }) => `${place} ${kind}: ${detail}`)).toEqual([]);
});

const head = '# How it is written.\n';
const lexicon = (text: string, letter = 'b'): DataFile => parseDataFile('ru-en', `lexicon/${letter}.tsv`, head + text);
const kinds = (...given: DataFile[]): string[] => findFaults(given).map(({ kind }) => kind);

describe('faults of form', () => {
  test.each([
    ['a column is missing', 'баба\tn\n', 'has 2 columns and not 3'],
    ['order', 'бык\tn\tbull\nбаба\tn\twoman\n', 'out of order'],
    ['an unknown part of speech', 'баба\tnoun\twoman\n', 'unknown part of speech'],
    [
      'Russian letters in the English, as С for C',
      'бык\tn\tСow\n',
      'letters of the other language among the translations',
    ],
    ['no translation', 'бык\tn\t\n', 'no translations'],
    ['an empty translation', 'бык\tn\tbull, , ox\n', 'an empty value among the translations'],
    ['an explanation', 'бык\tn\tbull (animal)\n', 'a mark inside the translations'],
    ['the same translation twice', 'бык\tn\tbull, bull\n', 'twice among the translations'],
    ['white space', 'бык\tn\tbull \n', 'white space too much'],
    ['the same entry twice', 'бык\tn\tbull\nбык\tn\tox\n', 'an entry of its own already'],
    ['a verb that its pair has', 'брать/взять\tv\ttake\nвзять\tv\ttake\n', 'an entry of its own already'],
    ['another letter', 'арбуз\tn\twatermelon\nбаба\tn\twoman\nбык\tn\tbull\n', 'in the file of another letter'],
    ['no line end', 'бык\tn\tbull', 'the last line does not end'],
  ])('%s', (_, text, kind) => {
    expect(kinds(lexicon(text))).toContain(kind);
  });

  test('two verbs may share one of their partners, and a lemma its spelling with another part of speech', () => {
    expect(
      kinds(lexicon('брать/взять\tv\ttake\nбрать/побрать\tv\ttake away\nбыт\tn\tlife\nбыт\tadj\tdaily\n')),
    ).toEqual([]);
  });

  test('an entry may not be in two files of the lexicon', () => {
    expect(kinds(lexicon('бык\tn\tbull\n'), lexicon('бык\tn\tox\n', 'v'))).toEqual(['an entry of its own already']);
  });

  test.each([
    ['terms.tsv', 'osce\tbodies\tОбсе\tОБСЕ\tOSCE\t\tOSCE\t\n', 'accepted and forbidden'],
    ['terms.tsv', 'osce\tbodies\t\t\tOSCE\t\t\t\n', 'a concept without a name in the source language'],
    ['polar.tsv', 'rise\tрасти\trise\tпадать\tfall | rise\t\tdirection\n', 'in both poles'],
    ['collocates.tsv', 'мир\tworld\tвесь\tworld\nмир\tpeace\tвесь\tpeace\n', 'decides for two senses'],
    ['collocates.tsv', 'мир\tworld\tвесь\tworld\n', 'a single sense'],
    ['quantity.tsv', 'весь\tall\tall\nкаждый\tall\tevery\n', 'other words than its class has elsewhere'],
    [
      'false-friends.tsv',
      'декада\tn\tdecade\tten days | decade\tПервая декада мая.\tThe first ten days of May.\t\n',
      'tempting and right',
    ],
  ])('%s: contradictions: %s', (path, text, kind) => {
    expect(kinds(parseDataFile('ru-en', path, head + text))).toContain(kind);
  });
});

describe('remarks', () => {
  test('words that the morphology does not know, or knows as a form of another', async () => {
    const russian = await loadLanguage('ru');
    expect(strangeness('договор', russian)).toBeNull();
    expect(strangeness('договора', russian)).toBe('a form of another word to the morphology');
    expect(strangeness('догоовр', russian)).toBe('unknown to the morphology');
  });

  test('English that stands for two concepts', () => {
    const terms = 'cat\tx\tкошка\t\tCAT\t\t\t\ntomography\tx\tтомография\t\tCAT\t\t\t\n';
    expect(findRemarks([parseDataFile('ru-en', 'terms.tsv', head + terms)], () => null)).toEqual([
      { place: 'ru-en/terms.tsv:3', kind: 'English of two concepts', detail: 'CAT: tomography, cat' },
    ]);
  });
});
