/** The command `sverka`. Each subcommand is a file of `commands/`, loaded only when it is called. */

import { enableCompileCache } from 'node:module';
import {
  type Command,
  columns,
  helpOf,
  type Io,
  languageOf,
  program,
  readCall,
  say,
  UsageError,
} from './commands/command.ts';
import { fileError } from './commands/files.ts';
import { callerFolder } from './config.ts';
import { languages, translate } from './messages.ts';

const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  align: () => import('./commands/align.ts'),
  check: () => import('./commands/check.ts'),
  segment: () => import('./commands/segment.ts'),
  convert: () => import('./commands/convert.ts'),
  words: () => import('./commands/words.ts'),
};

function generalHelp(language: string): string {
  const rows = Object.keys(commands).map((name): [string, string] => [name, say({ language }, `${name}.summary`)]);
  const sentence = (key: string): string => say({ language }, `help.${key}`, { program });
  return `${sentence('about')}\n\n${sentence('usage')}\n\n${columns(rows)}\n\n${sentence('more')}\n\n${sentence('exit')}\n`;
}

/** The sentence for an error that the caller can do something about, or null for one of ours. */
function explain(error: unknown, language: string): string | null {
  if (error instanceof UsageError) return translate(language, `cli:${error.key}`, error.params);
  // A FormatError, told by its shape so that the formats need not be loaded to fail on an option.
  if (error instanceof Error && error.name === 'FormatError' && 'key' in error && 'params' in error) {
    return translate(language, `errors:${String(error.key)}`, error.params as Record<string, string | number>);
  }
  return null;
}

/**
 * Runs the command line.
 * @param argv the arguments after `sverka`
 * @returns the exit status: 0 done, 1 flags at or above `--fail-on`, 2 bad usage or unreadable input
 */
export async function main(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const language = languageOf(argv, languages);
  const [name = '', ...rest] = argv[0]?.startsWith('-') ? ['', ...argv] : argv;
  const label = Object.hasOwn(commands, name) ? `sverka ${name}` : 'sverka';
  try {
    if (name === '' || name === 'help') {
      const topic = name === 'help' ? rest[0] : undefined;
      const load = topic !== undefined && Object.hasOwn(commands, topic) ? commands[topic] : undefined;
      const asked = name === 'help' || rest.length === 0 || rest.includes('--help') || rest.includes('-h');
      if (!asked) throw new UsageError('usage.commandMissing', { commands: Object.keys(commands).join(', ') });
      await io.write(load ? helpOf((await load()).command, language) : generalHelp(language));
      return 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load)
      throw new UsageError('usage.unknownCommand', { command: name, commands: Object.keys(commands).join(', ') });
    const { command } = await load();
    const call = readCall(command, rest, io, languages);
    if (call) return await command.run(call);
    await io.write(helpOf(command, language));
    return 0;
  } catch (error) {
    const sentence = explain(error, language);
    if (sentence === null) throw error;
    const help =
      error instanceof UsageError && error.key.startsWith('usage.')
        ? ` ${say({ language }, 'help.see', { program, command: `${Object.hasOwn(commands, name) ? `${name} ` : ''}--help` })}`
        : '';
    io.complain(`${label}: ${sentence}${help}`);
    return 2;
  } finally {
    io.progress('');
  }
}

/** The streams of this process. */
function processIo(): Io {
  const { stdin, stdout, stderr } = process;
  let shown = false;
  return {
    input: stdin,
    outputIsTerminal: stdout.isTTY === true,
    write(chunk) {
      return new Promise((resolve) => {
        if (stdout.write(chunk)) resolve();
        else stdout.once('drain', resolve);
      });
    },
    complain(line) {
      stderr.write(`${shown ? '\r\x1b[K' : ''}${line}\n`);
      shown = false;
    },
    progress(text) {
      if (stderr.isTTY !== true || (text === '' && !shown)) return;
      stderr.write(`\r\x1b[K${text}`);
      shown = text !== '';
    },
  };
}

if (import.meta.main) {
  // From the second call on, a fifth of a second less to begin with: the types are stripped and the code compiled once.
  enableCompileCache();
  // Whoever reads us may have seen enough (`| head`): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    const language = languageOf(process.argv, languages);
    process.stderr.write(`sverka: ${explain(fileError(error, 'standard output'), language) ?? error.message}\n`);
    process.exit(2);
  });
  // npm runs scripts in the project's folder; the files that are named lie where the caller stands.
  process.chdir(callerFolder());
  try {
    process.exitCode = await main(process.argv.slice(2), processIo());
  } catch (error) {
    process.stderr.write(
      `sverka: ${say({ language: languageOf(process.argv, languages) }, 'bug', { reason: String(error) })}\n`,
    );
    process.exitCode = 2;
  }
}
