import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FormatError, readDocument } from '../../../server/engine/formats/format.ts';
import { guessLanguage } from '../../../server/engine/formats/languages.ts';
import { longestLine } from '../../../server/engine/formats/text.ts';

const read = (text: string, name: string) => readDocument(new TextEncoder().encode(text), name);
const refusal = (bytes: Uint8Array | string, name: string): FormatError => {
  try {
    readDocument(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, name);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const textOf = (text: string, name: string): string => {
  const document = read(text, name);
  if (document.kind !== 'text') throw new Error('not a text');
  return document.text;
};
const pairsOf = (text: string, name: string) => {
  const document = read(text, name);
  if (document.kind !== 'bitext') throw new Error('not a bitext');
  return document.pairs.map(({ source, target }) => [source, target]);
};

describe('text', () => {
  it('has its line ends made one kind', () => expect(textOf('a\r\nb\rc\n', 'a.txt')).toBe('a\nb\nc\n'));
  it('is what a file without a telling name holds', () =>
    expect(textOf('Просто текст.', 'readme')).toBe('Просто текст.'));
  it('with a megabyte-long line is refused, the line named', () => {
    expect(refusal(`one\n${'а'.repeat(1 << 20)}\n`, 'a.txt').params).toEqual({
      file: 'a.txt',
      line: 2,
      length: 1 << 20,
      limit: longestLine,
    });
  });
  it.each(['', ' \n\t\n'])('without a word is refused: %j', (text) => {
    expect(refusal(text, 'a.txt').key).toBe(text === '' ? 'formats.empty' : 'formats.noText');
  });
});

describe('TMX', () => {
  const tmx = (body: string, header = 'srclang="ru"') =>
    `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header ${header}/><body>${body}</body></tmx>`;

  it('leaves inline codes out and keeps the words inside highlighting', () => {
    const body =
      '<tu><tuv xml:lang="ru"><seg><bpt i="1">&lt;b&gt;</bpt>Да<ept i="1">&lt;/b&gt;</ept>, <hi>конечно</hi>.</seg></tuv>' +
      '<tuv xml:lang="en"><seg>Yes, <ph><sub>x</sub></ph><hi>of course</hi>.</seg></tuv></tu>';
    expect(pairsOf(tmx(body), 'a.tmx')).toEqual([['Да, конечно.', 'Yes, of course.']]);
  });
  it('takes the source language from the header, and of several others the one it has most of', () => {
    const unit = (...texts: [string, string][]) =>
      `<tu>${texts.map(([l, t]) => `<tuv xml:lang="${l}"><seg>${t}</seg></tuv>`).join('')}</tu>`;
    const body = unit(['de', 'ja'], ['en-GB', 'yes'], ['ru', 'да']) + unit(['en-GB', 'no'], ['ru', 'нет']);
    expect(read(tmx(body), 'a.tmx')).toMatchObject({ from: 'ru', to: 'en-GB' });
    expect(pairsOf(tmx(body), 'a.tmx')).toEqual([
      ['да', 'yes'],
      ['нет', 'no'],
    ]);
  });
  it('is known by its root where the name says nothing', () => {
    expect(
      pairsOf(tmx('<tu><tuv xml:lang="ru"><seg>а</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>'), 'memory'),
    ).toEqual([['а', 'a']]);
  });
});

describe('XLIFF', () => {
  it('1.2: the document’s own source and target, codes left out', () => {
    const xliff = `<xliff version="1.2"><file source-language="ru" target-language="en"><body>
      <trans-unit id="1"><source>Нажмите <g id="1">сюда</g><x id="2"/>.</source><seg-source>…</seg-source>
        <target>Click
          <g id="1">here</g><ph id="3">{br}</ph>.</target><alt-trans><source>x</source><target>y</target></alt-trans></trans-unit>
      <trans-unit id="2"><source>Всё</source></trans-unit></body></file></xliff>`;
    expect(read(xliff, 'a.xlf')).toMatchObject({ from: 'ru', to: 'en' });
    expect(pairsOf(xliff, 'a.xlf')).toEqual([
      ['Нажмите сюда.', 'Click here.'],
      ['Всё', ''],
    ]);
  });
  it('2.0: every segment of every unit', () => {
    const xliff = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ru" trgLang="en"><file id="f"><unit id="u">
      <mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#x"><source>x</source><target>y</target></mtc:match></mtc:matches>
      <segment><source><pc id="1">Да</pc>.</source><target><pc id="1">Yes</pc>.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment><source>Нет.</source><target>No.</target></segment></unit></file></xliff>`;
    expect(pairsOf(xliff, 'a.xliff')).toEqual([
      ['Да.', 'Yes.'],
      ['Нет.', 'No.'],
    ]);
  });
});

describe('hostile and malformed XML', () => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE tmx [\n<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<tmx><body><tu><tuv xml:lang="ru"><seg>&b;</seg></tuv></tu></body></tmx>`;
  const outside = `<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body>&x;</body></tmx>`;
  it.each([bomb, outside])('with entities of its own is refused before any is expanded', (xml) => {
    expect(refusal(xml, 'a.tmx').key).toBe('formats.xmlEntities');
  });
  it('says the line and the reason', () => {
    expect(refusal('<tmx>\n<body>\n<tu></body></tmx>', 'a.tmx').params).toEqual({
      file: 'a.tmx',
      line: 3,
      reason: 'unexpected close tag',
    });
    expect(refusal('<tmx>\n&undeclared;</tmx>', 'a.tmx').params).toMatchObject({ line: 2, reason: 'undefined entity' });
    expect(refusal('<tmx><body>', 'a.tmx').key).toBe('formats.xml');
  });
  it('nested without end is refused', () =>
    expect(refusal('<tmx>'.repeat(100_000), 'a.tmx').key).toBe('formats.xmlDeep'));
  it('of another kind than its name is refused', () => {
    expect(refusal('<html></html>', 'a.tmx').params).toMatchObject({ expected: 'tmx', found: 'html' });
  });
  it('without a pair is refused', () => expect(refusal('<tmx><body/></tmx>', 'a.tmx').key).toBe('formats.noPairs'));
});

describe('TSV', () => {
  it('finds the sides by the header', () => {
    expect(pairsOf('id\ttarget\tsource\n1\tYes\tДа\n', 'a.tsv')).toEqual([['Да', 'Yes']]);
    expect(read('ru\ten\nДа\tYes\n', 'a.tsv')).toMatchObject({
      from: 'ru',
      to: 'en',
      pairs: [{ source: 'Да', target: 'Yes' }],
    });
    expect(pairsOf('Да\tYes\nНет\tNo\n', 'a.tsv')).toEqual([
      ['Да', 'Yes'],
      ['Нет', 'No'],
    ]);
  });
  it('leaves quoted speech alone, and takes quoted cells apart', () => {
    expect(pairsOf('"Да", — сказал он.\t"Yes," he said.\n"a\tb"\t"""c"""\n', 'a.tsv')).toEqual([
      ['"Да", — сказал он.', '"Yes," he said.'],
      ['a\tb', '"c"'],
    ]);
  });
  it('names the line that has one column', () => {
    expect(refusal('"a\nb"\tc\nalone\n', 'a.tsv').params).toEqual({ file: 'a.tsv', line: 3, count: 1 });
  });
});

describe('JSON Lines', () => {
  it('takes pairs, and records of an alignment', () => {
    const lines =
      '{"id":"a","source":"Да","target":"Yes"}\n\n{"source":[0],"target":[0],"sourceText":"Нет","targetText":"No"}\n';
    expect(read(lines, 'a.jsonl')).toMatchObject({
      pairs: [
        { id: 'a', source: 'Да', target: 'Yes' },
        { id: 3, source: 'Нет', target: 'No' },
      ],
    });
  });
  it('names the line that is wrong', () => {
    expect(refusal('{"source":"a","target":"b"}\n{"source":"a"\n', 'a.jsonl')).toMatchObject({
      key: 'formats.notJson',
      params: { line: 2 },
    });
    expect(refusal('{"source":"a","target":3}\n', 'a.jsonl')).toMatchObject({
      key: 'formats.jsonShape',
      params: { line: 1 },
    });
  });
});

describe('HTML', () => {
  it('gives its paragraphs, headings and lists, and nothing else', () => {
    const page = `<!DOCTYPE html><html><head><title>T</title><style>p { color: red }</style></head><body>
      <nav><a href="/">Home</a></nav><h1>Интервью &laquo;ТАСС&raquo;</h1><script>if (a < b) document.write("<p>no</p>")</script>
      <p>Первый   абзац&nbsp;&mdash; <b>жирный</b>.<br>С новой строки.<p title="a > b">Второй <!-- <p>нет</p> -->абзац &#1103; &eacute; &unknown;.
      <ul><li>раз<li>два</ul>AT&T</body></html>`;
    expect(textOf(page, 'a.html').split('\n\n')).toEqual([
      'Интервью «ТАСС»',
      'Первый абзац\u00a0— жирный.\nС новой строки.',
      'Второй абзац я é &unknown;.',
      'раз',
      'два',
      'AT&T',
    ]);
  });
  it('broken anywhere still ends', () => {
    const page = '<html><body><p title="x>y<div><script>z';
    for (let i = 0; i <= page.length; i++) {
      const cut = `текст ${page.slice(0, i)}`;
      expect(textOf(cut, 'a.html')).toContain('текст');
    }
  });
});

describe('Word documents', () => {
  const docx = (document: string) => zipSync({ 'word/document.xml': strToU8(document) });
  const body = (xml: string) => docx(`<w:document xmlns:w="w"><w:body>${xml}</w:body></w:document>`);
  it('give their paragraphs as they stand after all tracked changes', () => {
    const xml =
      '<w:p><w:r><w:t>Первый</w:t><w:tab/><w:t xml:space="preserve"> абзац</w:t></w:r><w:del><w:r><w:delText>старый</w:delText></w:r></w:del></w:p>' +
      '<w:moveFrom><w:r><w:t>не здесь</w:t></w:r></w:moveFrom><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ячейка</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    expect(readDocument(body(xml), 'a.docx')).toMatchObject({ kind: 'text', text: 'Первый  абзац\n\nячейка' });
  });
  it('that are zip bombs are refused', () => {
    const bomb = docx(`<w:document><w:p><w:t>${' '.repeat(80 * 1024 * 1024)}</w:t></w:p></w:document>`);
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusal(bomb, 'a.docx')).toMatchObject({ key: 'formats.zipBomb', params: { part: 'word/document.xml' } });
  });
  it('cut short, damaged or of another kind are refused', () => {
    const whole = body('<w:p><w:r><w:t>Текст</w:t></w:r></w:p>'.repeat(200));
    expect(refusal(whole.subarray(0, 100), 'a.docx').key).toBe('formats.zip');
    expect(refusal(zipSync({ 'a.txt': strToU8('a') }), 'a.docx').key).toBe('formats.docx');
    expect(refusal(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'a.docx')).toMatchObject({ key: 'formats.known' });
    expect(refusal('not a zip', 'a.docx').key).toBe('formats.docx');
  });
});

describe('languages', () => {
  it.each([
    ['ru', 'Премьер-министр поблагодарил российские спецслужбы за информацию о готовящихся беспорядках.'],
    ['uk', 'Прем’єр-міністр подякував спецслужбам за інформацію про заворушення, що готувалися в столиці.'],
    ['sr', 'Премијер је захвалио службама на информацијама о нередима који се припремају у главном граду.'],
    ['en', 'The prime minister thanked the security services for the information about the coming unrest.'],
    ['de', 'Der Premierminister dankte den Sicherheitsdiensten für die Hinweise auf die bevorstehenden Unruhen.'],
    ['fr', 'Le premier ministre a remercié les services de sécurité pour les informations sur les troubles à venir.'],
    [null, '12 345, 2019: ---'],
    [null, 'OK'],
  ])('%s: %s', (code, text) => expect(guessLanguage(text)).toBe(code));
});
