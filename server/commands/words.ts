import { type LinkedPair, learnLinks } from '../engine/align/learnt-links.ts';
import { linkWords } from '../engine/align/links.ts';
import type { DocumentPair } from '../engine/formats/format.ts';
import { loadLanguage } from '../engine/languages/language.ts';
import { loadPair } from '../engine/languages/pair.ts';
import { readWords } from '../engine/text/words.ts';
import { type Call, type Command, say, setting } from './command.ts';
import { fileLabel, writeWhole } from './files.ts';
import { languageWatch, pairsOf } from './pairs.ts';

/** A link between two words: the span of each in its text, and the probability, 0 to 1, that they translate each other. */
type LinkRecord = readonly [s0: number, s1: number, t0: number, t1: number, score: number];

/** So many pairs teach each other; of longer files a part at a time is kept in memory. */
const lesson = 5_000;

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
    let waiting: { pair: DocumentPair; linked: LinkedPair }[] = [];
    const flush = async (): Promise<void> => {
      const learnt = learnLinks(
        waiting.map(({ linked }) => linked),
        target.grammarWords,
      );
      const first = pairs - waiting.length + 1;
      for (const [k, { pair, linked }] of waiting.entries()) {
        const all = [...linked.links, ...learnt.linksFor(k)].sort((a, b) => a.source - b.source);
        const links = all.flatMap((link): LinkRecord[] => {
          const [s, t] = [linked.source[link.source], linked.target[link.target]];
          return s && t ? [[s.start, s.end, t.start, t.end, link.score]] : [];
        });
        const id = pair.id ?? first + k;
        await output.write(format === 'jsonl' ? `${JSON.stringify({ id, links })}\n` : readable(call, id, pair, links));
      }
      waiting = [];
    };
    for await (const pair of pairsOf(call, name)) {
      pairs++;
      watch.see(pair);
      const [left, right] = [readWords(pair.source, source), readWords(pair.target, target)];
      waiting.push({ pair, linked: { source: left, target: right, links: linkWords(left, right, knowledge) } });
      if (waiting.length === lesson) await flush();
      if (pairs % 50 === 0) call.io.progress(say(call, 'progress.words', { done: pairs }));
    }
    await flush();
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
