import { type DocumentPair, formatByName } from '../engine/formats/format.ts';
import { jsonl, streamPairs } from '../engine/formats/jsonl.ts';
import { type Call, say, setting } from './command.ts';
import { fileLabel, streamInput } from './files.ts';
import { readFileAs, warnOfLanguage } from './texts.ts';

/** Pairs of texts that a command was given, however many, and a look at their languages on the way. */

/** Pairs as they come: JSON Lines are streamed, other formats have to be read whole. */
export async function* pairsOf(call: Call, name: string): AsyncGenerator<DocumentPair> {
  const format = formatByName(name);
  if (format?.read && format.id !== jsonl.id && format.id !== 'text') {
    const { pairs } = await readFileAs(call, name, 'bitext');
    yield* pairs.map((pair, i) => ({ ...pair, id: pair.id ?? i + 1 }));
  } else {
    yield* streamPairs(streamInput(name, call.io), fileLabel(name));
  }
}

/** Characters of either side after which its language is looked at. */
const languageSample = 2000;

/** Looks at the languages once enough has been read, or at the end. */
export function languageWatch(call: Call, file: string): { see(pair: DocumentPair): void; end(): void } {
  let source = '';
  let target = '';
  let done = false;
  const end = (): void => {
    if (done) return;
    done = true;
    warnOfLanguage(call, source, say(call, 'side.sourceOf', { file }), setting(call, 'from'));
    warnOfLanguage(call, target, say(call, 'side.targetOf', { file }), setting(call, 'to'));
  };
  return {
    see(pair) {
      if (done) return;
      source += `${pair.source} `;
      target += `${pair.target} `;
      if (source.length > languageSample && target.length > languageSample) end();
    },
    end,
  };
}
