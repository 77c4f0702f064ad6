import { linkWords } from '../engine/align/links.ts';
import { loadLanguage } from '../engine/languages/language.ts';
import { loadPair } from '../engine/languages/pair.ts';
import { readWords } from '../engine/text/words.ts';
import { type Call, type Command, say, setting } from './command.ts';
import { fileLabel, writeWhole } from './files.ts';
import { languageWatch, pairsOf } from './pairs.ts';

/** A link between two words: the span of each in its text, and the probability, 0 to 1, that they translate each other. */
type LinkRecord = readonly [s0: number, s1: number, t0: number, t1: number, score: number];

/** Links for reading: "договор – treaty (92 %)". */
function readable(
  call: Call,
  id: string | number,
  pair: { source: string; target: string },
  links: readonly LinkRecord[],
) {
  const lines = links.map(([s0, s1, t0, t1, score]) => {
    const words = `${pair.source.slice(s0, s1)} – ${pair.target.slice(t0, t1)}`;
    return `   ${say(call, 'words.link', { words, percent: Math.round(100 * score) })}\n`;
  });
  return `${id}\n${lines.join('')}\n`;
}

async function run(call: Call): Promise<0> {
  const [name = '-'] = call.arguments;
  const [from, to] = [setting(call, 'from'), setting(call, 'to')];
  const knowledge = await loadPair(from, to);
  const [source, target] = knowledge
    ? [knowledge.from, knowledge.to]
    : await Promise.all([loadLanguage(from), loadLanguage(to)]);
  const format = call.values.get('format') ?? (call.io.outputIsTerminal ? 'text' : 'jsonl');
  const watch = languageWatch(call, fileLabel(name));
  let pairs = 0;
  await writeWhole(call.values.get('out'), call.io, async (output) => {
    for await (const pair of pairsOf(call, name)) {
      pairs++;
      watch.see(pair);
      const [left, right] = [readWords(pair.source, source), readWords(pair.target, target)];
      const links = linkWords(left, right, knowledge).flatMap((link): LinkRecord[] => {
        const [s, t] = [left[link.source], right[link.target]];
        return s && t ? [[s.start, s.end, t.start, t.end, link.score]] : [];
      });
      const id = pair.id ?? pairs;
      await output.write(format === 'jsonl' ? `${JSON.stringify({ id, links })}\n` : readable(call, id, pair, links));
      if (pairs % 50 === 0) call.io.progress(say(call, 'progress.words', { done: pairs }));
    }
    call.io.progress('');
  });
  watch.end();
  return 0;
}

export const command: Command = {
  name: 'words',
  arguments: ['PAIRS'],
  options: {
    from: { value: 'CODE', default: 'ru' },
    to: { value: 'CODE', default: 'en' },
    format: { value: 'F', choices: ['text', 'jsonl'] },
    out: { value: 'FILE' },
  },
  examples: ['words memory.tmx', 'words pairs.jsonl --format jsonl --out links.jsonl'],
  run,
};
