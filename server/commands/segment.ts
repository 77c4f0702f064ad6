import { loadLanguage } from '../engine/languages/language.ts';
import { segmentText } from '../engine/text/sentences.ts';
import { type Call, type Command, setting } from './command.ts';
import { fileLabel, writeWhole } from './files.ts';
import { readFileAs, warnOfLanguage } from './texts.ts';
import { oneLine } from './view.ts';

async function run(call: Call): Promise<0> {
  const [name = '-'] = call.arguments;
  const lang = setting(call, 'lang');
  const { text } = await readFileAs(call, name, 'text');
  warnOfLanguage(call, text, fileLabel(name), lang);
  const segments = segmentText(text, await loadLanguage(lang));
  const line =
    setting(call, 'format') === 'jsonl'
      ? (segment: { text: string; paragraph: number }) =>
          JSON.stringify({ text: segment.text, paragraph: segment.paragraph })
      : (segment: { text: string }) => oneLine(segment.text);
  const lines = segments.map((segment) => `${line(segment)}\n`);
  await writeWhole(call.values.get('out'), call.io, (output) => output.write(lines.join('')));
  return 0;
}

export const command: Command = {
  name: 'segment',
  arguments: ['TEXT'],
  options: {
    lang: { value: 'CODE', default: 'ru' },
    format: { value: 'F', default: 'text', choices: ['text', 'jsonl'] },
    out: { value: 'FILE' },
  },
  examples: ['segment interview.txt', 'segment report.docx --lang en --format jsonl'],
  run,
};
