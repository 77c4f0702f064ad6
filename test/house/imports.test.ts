import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Source files of a folder, as paths from the root. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('web/dist/'));
}

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Imports of a file: of the house's own files by path from the root, of packages by name. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"`;]*?\bfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"`]([^'"`]+)['"`]/g;
  for (const [, type, clause, from, dynamic] of text.matchAll(statement)) {
    const specifier = from ?? dynamic ?? '';
    const target = specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier;
    const names = /\{([^}]*)\}/.exec(clause ?? '')?.[1]?.split(',') ?? [];
    const allTypes =
      names.length > 0 &&
      /^\s*\{/.test(clause ?? '') &&
      names.every((name) => name.trim() === '' || /^\s*type\s/.test(name));
    found.push({ file, target, typeOnly: type !== undefined || allTypes });
  }
  return found;
}

const all = ['server', 'db', 'web'].flatMap(sources).flatMap(importsOf);
const isOurs = (target: string): boolean => /^(server|db|web|test)\//.test(target);
const say = (imports: Import[]): string[] => imports.map(({ file, target }) => `${file} -> ${target}`);

test('the scan sees the house', () => {
  expect(all.filter(({ target }) => isOurs(target)).length).toBeGreaterThan(100);
  expect(all.some(({ target }) => target === 'kysely')).toBe(true);
});

test('engine imports only engine', () => {
  const wrong = all.filter(
    ({ file, target }) => file.startsWith('server/engine/') && isOurs(target) && !target.startsWith('server/engine/'),
  );
  expect(say(wrong)).toEqual([]);
});

test('engine opens no network, no database and no clock', () => {
  const forbidden =
    /^(node:)?(http|https|net|tls|dgram|child_process|worker_threads)$|^(pg|kysely|hono|@hono\/.*|@electric-sql\/.*)$/;
  expect(say(all.filter(({ file, target }) => file.startsWith('server/engine/') && forbidden.test(target)))).toEqual(
    [],
  );
  const clocks = sources('server/engine').filter((file) =>
    /\bDate\.now\(|new Date\(\)|performance\.now\(/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(clocks).toEqual([]);
});

test('db imports, of the rest, only the engine', () => {
  const wrong = all.filter(
    ({ file, target }) => file.startsWith('db/') && isOurs(target) && !/^(db|server\/engine)\//.test(target),
  );
  expect(say(wrong)).toEqual([]);
});

test('web imports, of the rest, only types, from the application and the core types', () => {
  const wrong = all.filter(
    ({ file, target, typeOnly }) =>
      file.startsWith('web/') &&
      isOurs(target) &&
      !target.startsWith('web/') &&
      !(typeOnly && ['server/app.ts', 'server/engine/bitext.ts'].includes(target)),
  );
  expect(say(wrong)).toEqual([]);
});

test('nothing imports routes, jobs, the command line or the starter, but those who start them', () => {
  const entrance = /^server\/(routes|jobs|commands)\/|^server\/(cli|main)\.ts$/;
  const allowed: Readonly<Record<string, RegExp>> = {
    'server/app.ts': /^server\/(routes|jobs)\//,
    'server/main.ts': /^server\/jobs\//,
    'server/cli.ts': /^server\/commands\//,
  };
  const sameRoom = (file: string, target: string) => {
    const room = /^server\/(?:routes|jobs|commands)\//.exec(file)?.[0];
    return room !== undefined && target.startsWith(room);
  };
  const wrong = all.filter(
    ({ file, target }) => entrance.test(target) && !sameRoom(file, target) && !allowed[file]?.test(target),
  );
  expect(say(wrong)).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const readers = ['server', 'db']
    .flatMap(sources)
    .filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')));
  expect(readers).toEqual(['server/config.ts']);
});
