import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../server/cli.ts';

/** The command line, as a person or a program meets it. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sverka-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file into the test's folder and returns its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A small number as dictd's indexes write it. */
function dictdNumber(value: number): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${value >= 64 ? digits[Math.floor(value / 64)] : ''}${digits[value % 64]}`;
}

interface Run {
  status: number;
  out: string;
  /** Lines on standard error. */
  complaints: string[];
}

/** Runs the command in this process; paths in its complaints are cut down to their names. */
async function sverka(...argv: string[]): Promise<Run> {
  return run({ argv });
}

async function run({
  argv,
  input = '',
  terminal = false,
}: {
  argv: string[];
  input?: string;
  terminal?: boolean;
}): Promise<Run> {
  const out: Buffer[] = [];
  const complaints: string[] = [];
  const status = await main(argv, {
    input: (async function* () {
      yield Buffer.from(input);
    })(),
    write: async (chunk) => void out.push(Buffer.from(chunk)),
    complain: (line) => complaints.push(line.replaceAll(`${folder}/`, '')),
    progress: () => {},
    outputIsTerminal: terminal,
  });
  return { status, out: Buffer.concat(out).toString(), complaints };
}

const records = ({ out }: Run) =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const russian = `Встреча прошла 12 марта в Белграде. В ней участвовали 40 делегатов.

Министр сказал, что договор расторгнут. Он не назвал причин. Журналисты задали 5 вопросов.
`;
const english = `The meeting took place on 12 March in Belgrade. It was attended by 40 delegates.

The minister said that the treaty had been terminated. He gave no reasons. The journalists asked 5 questions.
`;

describe('help', () => {
  it('is what one gets without a command, and names every command', async () => {
    for (const argv of [[], ['--help'], ['help']]) {
      const { status, out, complaints } = await sverka(...argv);
      expect(status).toBe(0);
      expect(complaints).toEqual([]);
      for (const command of ['align', 'check', 'segment', 'convert', 'words']) expect(out).toContain(`\n  ${command} `);
    }
  });
  it.each(['en', 'ru'])('of every command explains all options with examples, in %s', async (language) => {
    for (const command of ['align', 'check', 'segment', 'convert', 'words']) {
      const { status, out } = await sverka(command, '--help', '--language', language);
      expect(status).toBe(0);
      // A sentence that nobody wrote shows as its key.
      expect(out).not.toMatch(new RegExp(`\\b(${command}|options|help)\\.\\w`));
      expect(out).toContain(`npm run -s sverka -- ${command} `);
      expect(out).toMatch(/--language CODE {2,}\S/);
    }
  });
});

describe('bad usage is one line that says what and where', () => {
  it.each<[string[], string]>([
    [
      ['algn'],
      'sverka: there is no command "algn"; the commands are align, check, segment, convert, words. See: npm run -s sverka -- --help',
    ],
    [['segment'], 'sverka segment: TEXT is missing. See: npm run -s sverka -- segment --help'],
    [['segment', 'a', 'b'], 'sverka segment: "b" is one argument too many. See: npm run -s sverka -- segment --help'],
    [
      ['segment', 'a', '--lnag', 'ru'],
      'sverka segment: there is no option --lnag. See: npm run -s sverka -- segment --help',
    ],
    [
      ['segment', 'a', '--lang'],
      'sverka segment: the option --lang needs a value: --lang CODE. See: npm run -s sverka -- segment --help',
    ],
    [
      ['segment', 'a', '--lang', 'Russian'],
      'sverka segment: --lang Russian: a language is a code such as ru, en or pt-BR. See: npm run -s sverka -- segment --help',
    ],
    [
      ['segment', 'a', '--format', 'xml'],
      'sverka segment: --format cannot be "xml"; it can be text, jsonl. See: npm run -s sverka -- segment --help',
    ],
    [
      ['align', 'a', 'b', '--segmented=yes'],
      'sverka align: the option --segmented takes no value. See: npm run -s sverka -- align --help',
    ],
    [
      ['convert', 'a.tmx', 'b.foo'],
      'sverka convert: b.foo: the name does not say which format to write. Give it one of .docx, .tmx, .xlf, .html, .jsonl, .tsv, .beads, .ladder, .txt, or say --format.',
    ],
    [
      ['сегмент', '--language', 'ru'],
      'sverka: команды «сегмент» нет; есть align, check, segment, convert, words. Справка: npm run -s sverka -- --help',
    ],
  ])('%j', async (argv, sentence) => {
    expect(await sverka(...argv)).toEqual({ status: 2, out: '', complaints: [sentence] });
  });
});

describe('bad files are one line that says which, where and why', () => {
  const bomb = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<tmx>&b;</tmx>';
  it.each<[string, string | Uint8Array, string]>([
    ['empty.txt', '', 'empty.txt is empty. Choose a file that has text in it.'],
    ['blank.txt', ' \n\n', 'blank.txt has no text in it, only white space or markup.'],
    [
      'nul.txt',
      'Раз.\nДва\0.\n',
      'nul.txt, line 2: a NUL character, which no text has. The file is damaged or is not a text file.',
    ],
    [
      'damaged.txt',
      Buffer.concat([Buffer.from('Раз.\nДв'), Buffer.from([0xd0]), Buffer.from(' три.')]),
      'damaged.txt, line 2: byte 12 is not valid UTF-8, though the rest of the file is. The file is damaged; save it again as UTF-8.',
    ],
    [
      'long.txt',
      `Раз.\n${'слово '.repeat(180_000)}`,
      'long.txt, line 2 has 1080000 characters; a line may have 500000. Break it into paragraphs.',
    ],
    [
      'paper.txt',
      '%PDF-1.7 …',
      'paper.txt is a PDF file, which cannot be read here. Save it as .docx, HTML or plain text.',
    ],
    [
      'broken.docx',
      'PK\u0003\u0004',
      'broken.docx is a zip archive, but not a Word document: word/document.xml is not in it.',
    ],
    [
      'pair.tsv',
      'Да\tYes\n',
      'pair.tsv holds both sides already; one text alone is needed here. Its pairs can be given to check and convert.',
    ],
    [
      'bomb.tmx',
      bomb,
      'bomb.tmx, line 1: the file declares XML entities of its own. They can be used to attack programs, so such files are refused; remove the <!ENTITY …> declarations.',
    ],
    ['open.xlf', '<xliff>\n<file>', 'open.xlf, line 2: malformed XML: unclosed tag: file.'],
  ])('%s', async (name, content, sentence) => {
    expect(await sverka('segment', file(name, content))).toEqual({
      status: 2,
      out: '',
      complaints: [`sverka segment: ${sentence}`],
    });
  });

  it('a file that is not there, a folder', async () => {
    mkdirSync(join(folder, 'folder'));
    expect((await sverka('segment', join(folder, 'nowhere.txt'))).complaints).toEqual([
      'sverka segment: cannot open nowhere.txt: there is no such file or folder.',
    ]);
    expect((await sverka('segment', join(folder, 'folder'))).complaints).toEqual([
      'sverka segment: cannot open folder: it is a folder.',
    ]);
  });

  it('in the reader’s language', async () => {
    expect((await sverka('segment', file('empty.txt', ''), '--language', 'ru')).complaints).toEqual([
      'sverka segment: Файл empty.txt пуст. Выберите файл, в котором есть текст.',
    ]);
  });
});

describe('segment', () => {
  it('prints a sentence a line, or a record with its paragraph', async () => {
    const path = file('a.txt', russian);
    expect((await sverka('segment', path)).out.split('\n').slice(0, 3)).toEqual([
      'Встреча прошла 12 марта в Белграде.',
      'В ней участвовали 40 делегатов.',
      'Министр сказал, что договор расторгнут.',
    ]);
    expect(records(await sverka('segment', path, '--format', 'jsonl')).map(({ paragraph }) => paragraph)).toEqual([
      0, 0, 1, 1, 1,
    ]);
  });
  it.each(['windows-1251', 'koi8-r', 'cp866', 'utf-16le'])('reads %s as if it were UTF-8', async (encoding) => {
    const expected = await sverka('segment', file('utf8.txt', russian));
    expect(await sverka('segment', file(`${encoding}.txt`, iconv.encode(russian, encoding)))).toEqual(expected);
  });
  it('reads standard input', async () => {
    expect((await run({ argv: ['segment', '-'], input: russian })).out).toContain('Он не назвал причин.\n');
  });
  it('warns of a text in another language', async () => {
    expect(await sverka('segment', file('en.txt', english), '--lang', 'ru')).toMatchObject({
      status: 0,
      complaints: [
        'warning: en.txt looks like English, not Russian. Are the files and the languages in the right order?',
      ],
    });
  });
});

describe('align', () => {
  it('prints a record a bead, every sentence in exactly one', async () => {
    const aligned = await sverka('align', file('ru.txt', russian), file('en.txt', english));
    expect(aligned).toMatchObject({ status: 0, complaints: [] });
    const beads = records(aligned);
    expect(beads.flatMap(({ source }) => source)).toEqual([0, 1, 2, 3, 4]);
    expect(beads.flatMap(({ target }) => target)).toEqual([0, 1, 2, 3, 4]);
    expect(beads[0]).toMatchObject({
      source: [0],
      target: [0],
      sourceText: 'Встреча прошла 12 марта в Белграде.',
      flags: [],
    });
    expect(beads[0].confidence).toBeGreaterThan(0);
  });
  it('--check: what the whole text does not render alike is among the flags of its sentences', async () => {
    const source = file(
      'names.ru.txt',
      'Потом Савицкий написал.\n\nПисьмо Савицкого пропало.\n\nМы ждали Савицкого.\n',
    );
    const target = file(
      'names.en.txt',
      'Then Savitsky wrote.\n\nThe letter from Savitski has gone missing.\n\nWe were waiting for Savitsky.\n',
    );
    const across = async (...options: string[]) =>
      records(await sverka('align', source, target, ...options)).map(({ flags }) =>
        flags.flatMap((flag: { check: string; suggestion: string }) =>
          flag.check === 'consistency' ? flag.suggestion : [],
        ),
      );
    expect(await across('--check')).toEqual([[], ['Savitsky'], []]);
    expect(await across()).toEqual([[], [], []]);
  }, 30_000);
  it('--segmented: line numbers are segment numbers, blank lines too', async () => {
    const lines = (text: string) =>
      text
        .trim()
        .split(/(?<=\.) |\n/)
        .join('\n');
    const beads = records(
      await sverka('align', file('ru.lines', lines(russian)), file('en.lines', lines(english)), '--segmented'),
    );
    expect(beads.flatMap(({ source }) => source).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(beads.find(({ source }) => source.includes(3))).toMatchObject({
      sourceText: 'Министр сказал, что договор расторгнут.',
    });
  });
  it('writes what the name of the file says, and no trace of what fails', async () => {
    const [source, target] = [file('ru.txt', russian), file('en.txt', english)];
    const out = join(folder, 'result.tmx');
    expect(await sverka('align', source, target, '--out', out)).toEqual({ status: 0, out: '', complaints: [] });
    expect(readFileSync(out, 'utf8')).toContain('<seg>He gave no reasons.</seg>');
    expect((await sverka('align', source, target, '--out', join(folder, 'no', 'result.tmx'))).complaints).toEqual([
      'sverka align: cannot open no/result.tmx: there is no such file or folder.',
    ]);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
  it('is for reading in a terminal', async () => {
    const { out } = await run({ argv: ['align', file('ru.txt', russian), file('en.txt', english)], terminal: true });
    expect(out).toContain('   Он не назвал причин.\n   He gave no reasons.\n');
  });
  it('warns of sides in the wrong order, and of one much longer than the other', async () => {
    const { status, complaints } = await sverka('align', file('en.txt', english), file('ru.txt', russian.repeat(5)));
    expect(status).toBe(0);
    expect(complaints.slice(0, 3)).toEqual([
      'warning: en.txt looks like English, not Russian. Are the files and the languages in the right order?',
      'warning: ru.txt looks like Russian, not English. Are the files and the languages in the right order?',
      'warning: ru.txt is 4 times as long as en.txt. Is a part of the text missing?',
    ]);
  });
});

describe('align tells apart what belongs together', () => {
  const cats =
    'Кошка спит на окне. За окном идёт снег. Никто не хочет выходить из дома. Дети рисуют корабль. Бабушка печёт пирог. ' +
    'Вечером придут гости. Отец чинит старые часы. Собака ждёт прогулки.';
  const stocks =
    'Interest rates rose again in March. The board rejected both offers. Copper is mined in Chile. Analysts had expected less. ' +
    'Shares fell by a tenth. No dividend will be paid. The chairman resigned. Lawyers are looking into it.';

  it('warns of texts that have nothing to do with each other, and claims no bead', async () => {
    const { status, out, complaints } = await sverka('align', file('cats.txt', cats), file('stocks.txt', stocks));
    expect(status).toBe(0);
    expect(complaints).toEqual(['warning: cats.txt and stocks.txt do not seem to belong together.']);
    for (const { confidence } of records({ status, out, complaints })) expect(confidence).toBeLessThanOrEqual(0.5);
  });

  it('--explain says what the alignment rests on, on standard error alone', async () => {
    const argv = ['align', file('ru.txt', russian), file('en.txt', english)];
    const plain = await sverka(...argv);
    const { out, complaints } = await sverka(...argv, '--explain');
    expect(out).toBe(plain.out);
    expect(complaints).toEqual([
      '5 and 5 sentences: 5 beads (5 × 1-1)',
      '5 of them at least 80 % certain',
      expect.stringMatching(/^evidence for each pair of sentences: \d+\.\d /),
      expect.stringMatching(/^of the evidence: words of the dictionary \d\d\.\d %.*, lengths \d+\.\d %/),
    ]);
  });
});

describe('words', () => {
  const pair = {
    id: 'x',
    source: 'Министр подписал договор 12 марта.',
    target: 'On 12 March the minister signed the treaty.',
  };
  const lines = (...pairs: object[]) => pairs.map((each) => `${JSON.stringify(each)}\n`).join('');

  it('links the words of each pair, in order, as spans with a score', async () => {
    const empty = { id: 3, source: '', target: 'Nothing.' };
    const answered = records(await sverka('words', file('pairs.jsonl', lines(pair, empty)), '--format', 'jsonl'));
    expect(answered.map(({ id }) => id)).toEqual(['x', 3]);
    expect(answered[1].links).toEqual([]);
    const words = answered[0].links.map(([s0, s1, t0, t1, score]: number[]) => {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      return `${pair.source.slice(s0, s1)}=${pair.target.slice(t0, t1)}`;
    });
    expect(words).toEqual(['Министр=minister', 'подписал=signed', 'договор=treaty', '12=12', 'марта=March']);
  });

  it('links what looks alike where the languages have no dictionary together', async () => {
    const german = {
      id: 1,
      source: 'NATO gründete 1999 das Zentrum.',
      target: 'L’OTAN, NATO, a fondé le centre en 1999.',
    };
    const { out, complaints } = await sverka('words', file('de.jsonl', lines(german)), '--from', 'de', '--to', 'fr');
    expect(complaints).toEqual([]);
    const [{ links }] = records({ status: 0, out, complaints });
    const words = links.map(([s0, s1]: number[]) => german.source.slice(s0, s1));
    expect(words).toContain('NATO');
    expect(words).toContain('1999');
  });

  it('is for reading in a terminal', async () => {
    const { out } = await run({ argv: ['words', file('pairs.jsonl', lines(pair))], terminal: true });
    expect(out).toMatch(/^x\n {3}Министр – minister \(\d+ %\)\n/);
  });
});

describe('convert', () => {
  it('there and back again', async () => {
    const tsv = file('pairs.tsv', 'ru\ten\nДа.\tYes.\n"Он сказал:\t«нет»."\tHe said <no>.\n');
    const names = ['a.tmx', 'b.xlf', 'c.jsonl', 'd.tsv'];
    let from = tsv;
    for (const name of names) {
      expect(await sverka('convert', from, join(folder, name))).toEqual({ status: 0, out: '', complaints: [] });
      from = join(folder, name);
    }
    expect(readFileSync(from, 'utf8')).toContain('"Он сказал:\t«нет»."\tHe said <no>.\t');
  });
  it('a text becomes plain text in UTF-8, and nothing else', async () => {
    const old = file('old.txt', iconv.encode('Привет, мир.\r\n', 'windows-1251'));
    expect((await sverka('convert', old, '-', '--format', 'text')).out).toBe('Привет, мир.\n');
    expect((await sverka('convert', old, join(folder, 'old.tmx'))).complaints).toEqual([
      'sverka convert: old.txt is one text; TMX 1.4b needs pairs. Align it with its translation first, or write a .txt.',
    ]);
  });
});

describe('check', () => {
  const treaty = {
    id: 'a',
    source: 'Речь идёт о ракетах, ранее запрещённых по ДРСМД.',
    target: 'These are missiles previously banned by the Treaty on the Functioning of the European Union.',
  };
  const fine = { id: 7, source: 'Спасибо за внимание.', target: 'Thank you for your attention.' };
  const lines = (...pairs: object[]) => pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('');

  it('answers each pair in order, flags with both spans and a message', async () => {
    const answered = records(await sverka('check', file('pairs.jsonl', lines(fine, treaty)), '--format', 'jsonl'));
    expect(answered.map(({ id }) => id)).toEqual([7, 'a']);
    const flag = answered[1].flags.find(({ severity }: { severity: string }) => severity === 'critical');
    expect(treaty.source.slice(...(flag.source as [number, number]))).toBe('ДРСМД');
    expect(treaty.target.slice(...(flag.target as [number, number]))).toContain(
      'Treaty on the Functioning of the European Union',
    );
    expect(Object.keys(flag)).toEqual([
      'check',
      'category',
      'severity',
      'confidence',
      'source',
      'target',
      'message',
      'suggestion',
    ]);
    expect(flag.message).toMatch(/^[^{}]{20,}$/);
    expect(answered[0].flags).toEqual([]);
  });
  it('--format html writes a report that stands alone, in the language asked for', async () => {
    const out = file('report.html', '');
    const path = file('pairs.jsonl', lines(fine, treaty));
    expect(await sverka('check', path, '--format', 'html', '--language', 'ru', '--out', out)).toMatchObject({
      status: 0,
      complaints: [],
    });
    const html = readFileSync(out, 'utf8');
    expect(html).toContain('<html lang="ru">');
    expect(html).toContain('<h1>pairs.jsonl</h1>');
    expect(html).toContain('<mark class="critical">ДРСМД</mark>');
    expect(html).toContain('Слов в оригинале');
    expect(html).not.toMatch(/\{\{|report:|page:|flags:/);
  });
  it('--rules checks rules of one’s own, and names the line of one that cannot be used', async () => {
    const path = file('pairs.jsonl', lines(fine, treaty));
    const head = 'source\ttarget\tmessage\tseverity\n';
    const rules = file('rules.tsv', `${head}спасибо\tnot thanks\tSay thanks.\tminor\n`);
    const [first] = records(await sverka('check', path, '--rules', rules, '--format', 'jsonl'));
    expect(first.flags).toMatchObject([
      { check: 'own-rule/2', severity: 'minor', source: [0, 7], target: null, message: 'Say thanks.' },
    ]);
    const wrong = file('wrong.tsv', `${head}спасибо\tnot\tSay thanks.\tminor\n`);
    expect(await sverka('check', path, '--rules', wrong)).toMatchObject({
      status: 2,
      complaints: [expect.stringMatching(/wrong\.tsv, line 2: After “not”/)],
    });
  });
  it('--fail-on sets the exit status', async () => {
    const [bad, good] = [file('bad.jsonl', lines(treaty)), file('good.jsonl', lines(fine))];
    expect((await sverka('check', bad, '--fail-on', 'major')).status).toBe(1);
    expect((await sverka('check', bad)).status).toBe(0);
    expect((await sverka('check', good, '--fail-on', 'neutral')).status).toBe(0);
  });
  it('is for reading in a terminal, in either language', async () => {
    const argv = ['check', file('pairs.jsonl', lines(fine, treaty))];
    const { out } = await run({ argv, terminal: true });
    expect(out).toContain('ДРСМД');
    expect(out).toMatch(/suggestion: .*INF Treaty/);
    expect(out).toMatch(/ in 2 pairs \(critical: 1/);
    expect((await run({ argv: [...argv, '--language', 'ru'], terminal: true })).out).toMatch(/вариант: .*INF Treaty/);
  });
  it('reads other bilingual files, pairs numbered from 1', async () => {
    const answered = records(
      await sverka('check', file('pairs.tsv', `source\ttarget\n${fine.source}\t${fine.target}\n`)),
    );
    expect(answered).toEqual([{ id: 1, flags: [] }]);
  });
  it('flags with --document what one text does not render alike', async () => {
    const twice = lines(
      { source: 'Заседание суда отложено на неделю.', target: 'The court hearing has been put off for a week.' },
      {
        source: 'Заседание суда отложено на неделю.',
        target: 'The session of the court has been postponed for a week.',
      },
    );
    const checksOf = async (...options: string[]) =>
      records(await sverka('check', file('pairs.jsonl', twice), ...options)).map(({ flags }) =>
        (flags as { check: string }[]).map(({ check }) => check),
      );
    expect(await checksOf('--document')).toEqual([[], ['consistency']]);
    expect(await checksOf()).toEqual([[], []]);
  });
  it('names the line that is wrong', async () => {
    const good = Buffer.from(lines(fine));
    for (const [bad, sentence] of [
      ['{"source":"a","target":\n', 'not JSON: Unexpected end of JSON input.'],
      ['{"source":"a"}\n', 'a pair must be an object with the texts "source" and "target".'],
      [Buffer.from([0x22, 0xff, 0x22]), `byte ${good.length * 2 + 1} is not valid UTF-8. JSON Lines must be in UTF-8.`],
      [
        '{"source":"\0","target":"b"}',
        'a NUL character, which no text has. The file is damaged or is not a text file.',
      ],
    ] as const) {
      const path = file('bad.jsonl', Buffer.concat([good, good, Buffer.from(bad)]));
      expect(await sverka('check', path)).toMatchObject({
        status: 2,
        complaints: [`sverka check: bad.jsonl, line 3: ${sentence}`],
      });
    }
  });
  it('leaves no file behind when a line is wrong', async () => {
    const out = join(folder, 'flags.jsonl');
    await sverka('check', file('bad.jsonl', `${lines(fine)}nonsense\n`), '--out', out);
    expect(readdirSync(folder).filter((name) => name.includes('flags.jsonl'))).toEqual([]);
  });
  it('takes a termbase, and says what in it was of no use', async () => {
    const termbase = file(
      'terms.csv',
      'source,target,forbidden\nсборочный верстак,assembly bench,mounting desk\nлишнее,\n',
    );
    const pair = { id: 1, source: 'Купили новый сборочный верстак.', target: 'They bought a new mounting desk.' };
    const checked = await sverka('check', file('pairs.jsonl', lines(pair)), '--termbase', termbase);
    expect(checked.complaints).toEqual(['warning: terms.csv: 1 entry left out; line 3: the entry has no target term.']);
    expect(records(checked)[0].flags).toContainEqual(expect.objectContaining({ suggestion: 'assembly bench' }));
  });
  it('takes a dictionary of several files by any of them, and says what is missing', async () => {
    const article = 'флибустьер\n1. freebooter, sea rover\n';
    const bytes = Buffer.byteLength(article);
    file('sea.dict', article);
    const index = file('sea.index', `флибустьер\tA\t${dictdNumber(bytes)}\n`);
    const pair = { id: 1, source: 'Явился флибустьер.', target: 'A freebooter appeared.' };
    const checked = await sverka('check', file('pairs.jsonl', lines(pair)), '--termbase', index);
    expect(checked).toMatchObject({ status: 0, complaints: [] });
    expect(records(checked)[0].flags).toEqual([]);
    const alone = await sverka(
      'check',
      file('pairs.jsonl', lines(pair)),
      '--termbase',
      file('lone.index', 'а\tA\tB\n'),
    );
    expect(alone.status).toBe(2);
    expect(alone.complaints[0]).toContain('lone.index');
    expect(alone.complaints[0]).toContain('.dict, .dict.dz');
  });
});

describe('as a process', () => {
  const cli = join(import.meta.dirname, '../../server/cli.ts');
  it('gives results alone on standard output, and its exit status', () => {
    const out = execFileSync(process.execPath, [cli, 'segment', file('a.txt', russian)], { encoding: 'utf8' });
    expect(out.split('\n')).toHaveLength(6);
  });
  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const path = file('a.txt', russian);
    expect((await sverka('segment', path, '--out', '/dev/full')).complaints).toEqual([
      'sverka segment: cannot write /dev/full: the disk is full.',
    ]);
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'segment', path], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'sverka: cannot write standard output: the disk is full.\n',
    });
  });
  it('finds files where the caller stands, not where npm runs it', () => {
    const below = import.meta.dirname;
    const name = relative(below, file('a.txt', russian));
    const out = execFileSync('npm', ['run', '-s', 'sverka', '--', 'segment', name], { cwd: below, encoding: 'utf8' });
    expect(out.split('\n')).toHaveLength(6);
  });
  it('is content when its reader has read enough', async () => {
    const child = spawn(process.execPath, [cli, 'segment', file('big.txt', russian.repeat(3000))], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk) => {
      complaints += String(chunk);
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, complaints }).toEqual({ status: 0, complaints: '' });
  });
});
