import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../server/engine/formats/encoding.ts';
import { FormatError } from '../../../server/engine/formats/error.ts';

const letter =
  'Уважаемый Иван Петрович! Комиссия рассмотрела Ваше обращение от 12 марта и сообщает следующее: «Договор расторгнут».';
const headline = 'СРОЧНО: МИНИСТР ИНОСТРАННЫХ ДЕЛ ПРИБЫЛ В БЕЛГРАД';
const short = 'Спасибо.';
const french = 'Le café était fermé, et le garçon n’a pas répondu à nos questions. Où est passé le maître d’hôtel ?';
const mixed = 'В докладе World Energy Outlook сказано, что добыча нефти выросла на 3 % — до 101 млн баррелей.';

const read = (bytes: Uint8Array) => decode(bytes, 'a.txt');
const refusal = (bytes: Uint8Array): FormatError => {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error('nothing was refused');
};

describe('encodings are found out', () => {
  const cases: { name: string; id: string; texts: readonly string[] }[] = [
    { name: 'UTF-8', id: 'utf8', texts: [letter, headline, short, french, mixed, 'plain ASCII', '🙂'] },
    { name: 'Windows-1251', id: 'windows-1251', texts: [letter, headline, short, mixed] },
    { name: 'KOI8-R', id: 'koi8-r', texts: [letter.replace(/[«»]/g, '"'), headline, short, mixed.replace('—', '-')] },
    { name: 'CP866', id: 'cp866', texts: [letter.replace(/[«»]/g, '"'), headline, short] },
    { name: 'Mac Cyrillic', id: 'maccyrillic', texts: [letter, short] },
    { name: 'Windows-1252', id: 'windows-1252', texts: [french, 'El niño comió piñas en la montaña.'] },
    { name: 'UTF-16LE', id: 'utf-16le', texts: [letter, french] },
    { name: 'UTF-16BE', id: 'utf-16be', texts: [letter, french] },
  ];
  for (const { name, id, texts } of cases) {
    it.each(texts)(`${name}: %s`, (text) => {
      expect(read(iconv.encode(text, id))).toEqual({ text, encoding: name });
    });
  }

  it('takes the byte order mark off', () => {
    for (const id of ['utf8', 'utf-16le', 'utf-16be']) {
      expect(read(iconv.encode(letter, id, { addBOM: true })).text).toBe(letter);
    }
  });

  it('believes a declaration where the bytes are not UTF-8', () => {
    const xml = '<?xml version="1.0" encoding="windows-1250"?><a>Łódź, Kraków</a>';
    expect(read(iconv.encode(xml, 'windows-1250'))).toEqual({ text: xml, encoding: 'windows-1250' });
  });
});

describe('what cannot be read says where and why', () => {
  it('damaged UTF-8: the line and the byte', () => {
    const bytes = Buffer.concat([Buffer.from(`${letter}\n${letter}\nТут `), Buffer.from([0xd0]), Buffer.from(' сбой')]);
    const error = refusal(bytes);
    expect(error.key).toBe('formats.invalidUtf8');
    expect(error.params).toEqual({ file: 'a.txt', line: 3, byte: Buffer.byteLength(`${letter}\n${letter}\nТут `) });
  });
  it('a NUL character: the line', () => {
    expect(refusal(Buffer.from('one\ntwo\0\n')).params).toEqual({ file: 'a.txt', line: 2 });
  });
  it('a program', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256);
    expect(refusal(noise).key).toMatch(/^formats\.(binary|nul)$/);
  });
  it('bytes that are text in no encoding', () => {
    expect(refusal(Uint8Array.from({ length: 600 }, (_, i) => 0xb0 + ((i * 11) % 16))).key).toBe(
      'formats.unknownEncoding',
    );
  });
});
