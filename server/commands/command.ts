import { parseArgs } from 'node:util';
import type { Message } from '../engine/bitext.ts';
import { type Params, translate } from '../messages.ts';

/** What a command of the command line is, and how its arguments are read and explained. */

/** Where a command reads from and writes to; the process's own streams, or a test's. */
export interface Io {
  readonly input: AsyncIterable<Uint8Array>;
  /** Writes to standard output; resolves when it can take more. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Writes a whole line to standard error. */
  complain(line: string): void;
  /** Writes progress over the last progress; does nothing where standard error is no terminal. */
  progress(text: string): void;
  readonly outputIsTerminal: boolean;
}

interface Option {
  /** What stands for the value in the help; none: a switch. */
  readonly value?: string;
  readonly default?: string;
  readonly choices?: readonly string[];
}

/** A call whose arguments have been read: every option given is one that the command has, every choice one of its choices. */
export interface Call {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Options with their values, defaults put in. */
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  /** The language of messages. */
  readonly language: string;
  readonly io: Io;
}

export interface Command {
  readonly name: string;
  /** Names of the arguments, as the help writes them. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Each line's explanation is `cli:<name>.examples.<n>`, from 1. */
  readonly examples: readonly string[];
  /** @returns the exit status: 0, or 1 where flags were found that the caller asked to fail on */
  run(call: Call): Promise<0 | 1>;
}

/** Bad usage or an unreadable file: one line for the person who called, exit status 2. */
export class UsageError extends Error {
  /** A sentence of cli.json. */
  readonly key: string;
  readonly params: Params;

  constructor(key: string, params: Params = {}) {
    super(`${key} ${JSON.stringify(params)}`);
    this.name = 'UsageError';
    this.key = key;
    this.params = params;
  }
}

export const program = 'npm run -s sverka --';

const common: Readonly<Record<string, Option>> = { language: { value: 'CODE', default: 'en' }, help: {} };

/** The value of an option that has a default. */
export function setting(call: Call, option: string): string {
  const value = call.values.get(option);
  if (value === undefined) throw new Error(`the option --${option} of ${call.command} has no default`);
  return value;
}

/** A sentence of cli.json in the caller's language. */
export function say(call: Pick<Call, 'language'>, key: string, params: Params = {}): string {
  return translate(call.language, `cli:${key}`, params);
}

export function warn(call: Call, key: string, params: Params = {}): void {
  call.io.complain(`${say(call, 'warning')}: ${say(call, `warnings.${key}`, params)}`);
}

/** Warns of what looks wrong about a text, if anything does. */
export function doubt(call: Call, message: Message | null): void {
  if (message === null) return;
  call.io.complain(`${say(call, 'warning')}: ${translate(call.language, `errors:${message.key}`, message.params)}`);
}

/** The value of `--language` wherever it stands, so that even complaints about the others are in it. */
export function languageOf(argv: readonly string[], languages: readonly string[]): string {
  const at = argv.findIndex((argument) => argument === '--language' || argument.startsWith('--language='));
  const given = at < 0 ? 'en' : (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '');
  return languages.includes(given) ? given : 'en';
}

/**
 * Reads the arguments of a command.
 * @returns null where help was asked for
 * @throws UsageError naming the argument that is wrong
 */
export function readCall(command: Command, argv: readonly string[], io: Io, languages: readonly string[]): Call | null {
  const known: Readonly<Record<string, Option>> = { ...command.options, ...common };
  const { tokens } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(
        Object.entries(known).map(([name, option]) => [
          name,
          { type: option.value ? ('string' as const) : ('boolean' as const) },
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });
  const given: string[] = [];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') given.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!option) throw new UsageError('usage.unknownOption', { option: token.rawName });
    if (!option.value) {
      if (token.value !== undefined) throw new UsageError('usage.noValue', { option: token.rawName });
      switches.add(token.name);
      continue;
    }
    const value = token.value;
    if (value === undefined || value === '')
      throw new UsageError('usage.valueMissing', { option: token.rawName, value: option.value });
    const choices = token.name === 'language' ? languages : option.choices;
    if (choices && !choices.includes(value)) {
      throw new UsageError('usage.choice', { option: token.rawName, given: value, choices: choices.join(', ') });
    }
    values.set(token.name, value);
  }
  if (switches.has('help')) return null;
  const missing = command.arguments[given.length];
  if (missing !== undefined) throw new UsageError('usage.argumentMissing', { argument: missing });
  const extra = given[command.arguments.length];
  if (extra !== undefined) throw new UsageError('usage.argumentExtra', { argument: extra });
  for (const [name, option] of Object.entries(known)) {
    if (option.default !== undefined && !values.has(name)) values.set(name, option.default);
  }
  for (const name of ['from', 'to', 'lang']) checkLanguageCode(values.get(name), `--${name}`);
  return { command: command.name, arguments: given, values, switches, language: values.get('language') ?? 'en', io };
}

function checkLanguageCode(code: string | undefined, option: string): void {
  if (code !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)) {
    throw new UsageError('usage.languageCode', { option, given: code });
  }
}

/** The help of a command. */
export function helpOf(command: Command, language: string): string {
  const sentence = (key: string, params: Params = {}): string => say({ language }, key, params);
  const usage = [...command.arguments, `[${sentence('help.options')}]`].join(' ');
  const rows = Object.entries({ ...command.options, ...common }).map(([name, option]): [string, string] => {
    const own = `${command.name}.options.${name}`;
    const shared = `options.${name}`;
    const text = sentence(command.options[name] && !sharedOptions.has(name) ? own : shared);
    const choices = option.choices ? ` (${option.choices.join(', ')})` : '';
    const standard = option.default ? ` [${option.default}]` : '';
    return [`--${name}${option.value ? ` ${option.value}` : ''}`, `${text}${choices}${standard}`];
  });
  const examples = command.examples.map(
    (line, i) => `  ${sentence(`${command.name}.examples.${i + 1}`)}\n    ${program} ${line}`,
  );
  return [
    `${sentence(`${command.name}.summary`)}\n`,
    `${program} ${command.name} ${usage}\n`,
    `${wrap(sentence(`${command.name}.about`), 0)}\n`,
    `${sentence('help.optionsTitle')}\n${columns(rows)}\n`,
    `${sentence('help.examples')}\n${examples.join('\n')}\n`,
  ].join('\n');
}

/** Options that mean the same wherever they are, and are explained once. */
const sharedOptions = new Set(['from', 'to', 'out', 'termbase']);

/** Two columns, the second wrapped under itself. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.map(([left, right]) => `  ${left.padEnd(width - 2)}${wrap(right, width)}`).join('\n');
}

/** Breaks a text into lines of 92 characters at most, the further ones indented. */
function wrap(text: string, indent: number): string {
  const width = 92 - indent;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
