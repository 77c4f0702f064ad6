import { basename } from 'node:path';
import { type Flag, type Message, type Severity, severities } from '../engine/bitext.ts';
import type { CheckerOptions } from '../engine/checks/checks.ts';
import type { OwnRule } from '../engine/checks/own-rule.ts';
import { plainSettings } from '../engine/checks/settings.ts';
import { flagRecord } from '../engine/formats/jsonl.ts';
import { type ReportPair, writeReport } from '../engine/report/report.ts';
import { countWords } from '../engine/report/score.ts';
import { translate } from '../messages.ts';
import { reportFlag } from '../report-words.ts';
import type { CheckedPair } from './checking.ts';
import { type Call, type Command, say, setting, UsageError } from './command.ts';
import { fileLabel, readInput, writeWhole } from './files.ts';
import { languageWatch, pairsOf } from './pairs.ts';
import { readTerms } from './terms.ts';
import { flagView, summary } from './view.ts';

async function run(call: Call): Promise<0 | 1> {
  const [name = '-'] = call.arguments;
  const [from, to] = [setting(call, 'from'), setting(call, 'to')];
  const { checkPairs } = await import('./checking.ts');
  const rules = await readOwnRules(call, from, to);
  const options = { from, to, ...(await readTerms(call, from, to)), settings: { ...plainSettings, rules } };
  const format = call.values.get('format') ?? (call.io.outputIsTerminal ? 'text' : 'jsonl');
  const limit = severities.indexOf((call.values.get('fail-on') ?? '') as Severity);
  const watch = languageWatch(call, fileLabel(name));
  const counts = new Map<Severity, number>();
  let pairs = 0;
  let failed = false;
  const flagged: ReportPair[] = [];
  let sourceWords = 0;
  const words = ({ message }: Flag): string => translate(call.language, `flags:${message.key}`, message.params);

  await writeWhole(call.values.get('out'), call.io, async (output) => {
    const each = checkPairs(pairsOf(call, name), options);
    for await (const { pair, flags } of call.switches.has('document') ? asOneText(each, options) : each) {
      pairs++;
      watch.see(pair);
      for (const flag of flags) {
        counts.set(flag.severity, (counts.get(flag.severity) ?? 0) + 1);
        failed ||= limit >= 0 && severities.indexOf(flag.severity) >= limit;
      }
      if (format === 'html') {
        sourceWords += countWords(pair.source);
        const { source, target } = pair;
        const told = flags.map((flag) => ({ ...reportFlag(flag, call.language), state: 'open' as const }));
        if (flags.length > 0) flagged.push({ id: pair.id ?? pairs, source, target, flags: told });
      } else if (format === 'jsonl') {
        const record = { id: pair.id, flags: flags.map((flag) => flagRecord(flag, words(flag))) };
        await output.write(`${JSON.stringify(record)}\n`);
      } else {
        for (const flag of flags) await output.write(flagView(call, pair.id ?? pairs, pair, flag, words(flag)));
      }
      if (pairs % 50 === 0) call.io.progress(say(call, 'progress.check', { done: pairs }));
    }
    call.io.progress('');
    if (format === 'html') {
      const facts = { title: basename(fileLabel(name)), from, to, language: call.language, made: new Date() };
      const speak = (key: string, params = {}) =>
        translate(call.language, key.includes(':') ? key : `report:${key}`, params);
      await output.write(writeReport({ ...facts, words: sourceWords, pairs, flagged }, speak));
    }
    if (format === 'text') await output.write(summary(call, counts, pairs));
  });
  watch.end();
  return failed ? 1 : 0;
}

/** The same pairs, once all have come, each with what its text does not render alike. */
async function* asOneText(each: AsyncIterable<CheckedPair>, options: CheckerOptions): AsyncGenerator<CheckedPair> {
  const all: CheckedPair[] = [];
  for await (const one of each) all.push(one);
  const { createChecker } = await import('../engine/checks/checks.ts');
  const across = (await createChecker(options)).checkDocument(all.map(({ pair }) => pair));
  for (const [i, { pair, flags }] of all.entries()) yield { pair, flags: [...flags, ...(across[i] ?? [])] };
}

/** The rules of `--rules`; a line that cannot be used ends the program, since a check that silently lacks a rule is none. */
async function readOwnRules(call: Call, from: string, to: string): Promise<readonly OwnRule[]> {
  const name = call.values.get('rules');
  if (name === undefined) return [];
  const { compileRule, readRules, RuleError } = await import('../engine/checks/own-rule.ts');
  const { decode } = await import('../engine/formats/encoding.ts');
  const { loadLanguage } = await import('../engine/languages/language.ts');
  const { rules, problems } = readRules(decode(await readInput(name, call.io), fileLabel(name)).text);
  const refuse = (line: number, { key, params }: Message): never => {
    throw new UsageError('usage.rules', {
      file: fileLabel(name),
      line,
      reason: translate(call.language, `errors:${key}`, params),
    });
  };
  const [first] = problems;
  if (first) refuse(first.line, first.reason);
  const [source, target] = await Promise.all([loadLanguage(from), loadLanguage(to)]);
  for (const rule of rules) {
    try {
      compileRule(rule, source, target);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      // Rules are called by the line that they stand on.
      refuse(Number(rule.id), error);
    }
  }
  return rules;
}

export const command: Command = {
  name: 'check',
  arguments: ['PAIRS'],
  options: {
    from: { value: 'CODE', default: 'ru' },
    to: { value: 'CODE', default: 'en' },
    document: {},
    termbase: { value: 'FILE' },
    rules: { value: 'FILE' },
    format: { value: 'F', choices: ['text', 'jsonl', 'html'] },
    'fail-on': { value: 'SEVERITY', choices: severities },
    out: { value: 'FILE' },
  },
  examples: [
    'check interview.tmx',
    'check pairs.jsonl --format jsonl --out flags.jsonl',
    'check pairs.tsv --termbase house-terms.csv --fail-on major',
    'check interview.tmx --format html --out report.html',
    'check interview.tmx --rules house-rules.tsv',
  ],
  run,
};
