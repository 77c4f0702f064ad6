import { type Flag, type Severity, severities } from '../engine/bitext.ts';
import { flagRecord } from '../engine/formats/jsonl.ts';
import { translate } from '../messages.ts';
import { type Call, type Command, say, setting, warn } from './command.ts';
import { fileLabel, writeWhole } from './files.ts';
import { languageWatch, pairsOf } from './pairs.ts';
import { readTerms } from './terms.ts';
import { flagView, summary } from './view.ts';

async function run(call: Call): Promise<0 | 1> {
  const [name = '-'] = call.arguments;
  const [from, to] = [setting(call, 'from'), setting(call, 'to')];
  if (call.switches.has('document')) warn(call, 'document');
  const { createChecker } = await import('../engine/checks/checks.ts');
  const termbase = await readTerms(call, from, to);
  const checker = await createChecker({ from, to, ...(termbase && { termbase }) });
  const format = call.values.get('format') ?? (call.io.outputIsTerminal ? 'text' : 'jsonl');
  const limit = severities.indexOf((call.values.get('fail-on') ?? '') as Severity);
  const watch = languageWatch(call, fileLabel(name));
  const counts = new Map<Severity, number>();
  let pairs = 0;
  let failed = false;
  const words = ({ message }: Flag): string => translate(call.language, `flags:${message.key}`, message.params);

  await writeWhole(call.values.get('out'), call.io, async (output) => {
    for await (const pair of pairsOf(call, name)) {
      pairs++;
      watch.see(pair);
      const flags = checker.check(pair);
      for (const flag of flags) {
        counts.set(flag.severity, (counts.get(flag.severity) ?? 0) + 1);
        failed ||= limit >= 0 && severities.indexOf(flag.severity) >= limit;
      }
      if (format === 'jsonl') {
        const record = { id: pair.id, flags: flags.map((flag) => flagRecord(flag, words(flag))) };
        await output.write(`${JSON.stringify(record)}\n`);
      } else {
        for (const flag of flags) await output.write(flagView(call, pair.id ?? pairs, pair, flag, words(flag)));
      }
      if (pairs % 50 === 0) call.io.progress(say(call, 'progress.check', { done: pairs }));
    }
    call.io.progress('');
    if (format === 'text') await output.write(summary(call, counts, pairs));
  });
  watch.end();
  return failed ? 1 : 0;
}

export const command: Command = {
  name: 'check',
  arguments: ['PAIRS'],
  options: {
    from: { value: 'CODE', default: 'ru' },
    to: { value: 'CODE', default: 'en' },
    document: {},
    termbase: { value: 'FILE' },
    format: { value: 'F', choices: ['text', 'jsonl'] },
    'fail-on': { value: 'SEVERITY', choices: severities },
    out: { value: 'FILE' },
  },
  examples: [
    'check interview.tmx',
    'check pairs.jsonl --format jsonl --out flags.jsonl',
    'check pairs.tsv --termbase house-terms.csv --fail-on major',
  ],
  run,
};
