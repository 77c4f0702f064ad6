/** Walks /api/v1/openapi.json and sends garbage wherever something can be sent: the answer is a problem of the 400s, never of the 500s. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
}
interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const strings = [
  '',
  ' ',
  '0',
  '-1',
  '1e99',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '2147483648',
  '1.5',
  "'; drop table bitext; --",
  '../../etc/passwd',
  '\0',
  '\uD800',
  '\u202Eабв',
  '🙂',
  'x'.repeat(5000),
  '00000000-0000-0000-0000-000000000000',
  '{}',
  '%',
  '%00',
  '%zz',
  'ru',
  '{{x}}',
  '$1',
];
const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { __proto__: null, constructor: 1 },
  { toString: 1 },
  ...strings,
];

let server: Harness;
let description: Description;
let bitext: string;
beforeAll(async () => {
  server = await startHarness();
  description = await server.get<Description>('/api/v1/openapi.json');
  bitext = (await server.ready('Одно предложение. Другое предложение.', 'One sentence here. Another sentence here.'))
    .id;
}, 30_000);
afterAll(() => server.stop());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** A path with real ids, but for the parameter that is replaced. */
function fill(path: string, replaced: string | null, by: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    if (name === replaced) return encodeURIComponent(by.toWellFormed());
    return name === 'id'
      ? path.includes('/jobs/')
        ? '00000000-0000-4000-8000-000000000000'
        : bitext
      : name === 'format'
        ? 'tmx'
        : 'en';
  });
}

async function expectNo5xx(what: string, response: Response): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  const text = type.includes('event-stream') ? '' : await response.text();
  if (response.status >= 500) throw new Error(`${what}: ${response.status} ${text.slice(0, 500)}`);
  if (response.status < 400) return;
  expect(type, what).toBe('application/problem+json');
  const problem = JSON.parse(text);
  expect(problem, what).toMatchObject({
    status: response.status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  // The sentence is written, not the name of one; and nothing of the program's inside shows.
  expect(problem.title + problem.detail, what).not.toMatch(
    /problems\.|changes\.|uploads\.|formats\.|node_modules|\bat .*:\d+:\d+/,
  );
}

it('describes every route that the application has', () => {
  const described = operations().map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  const routes = server.app.routes
    .filter(
      (route) =>
        route.path.startsWith('/api/v1/') &&
        !route.path.includes('*') &&
        route.method !== 'ALL' &&
        !route.path.endsWith('openapi.json'),
    )
    .map((route) => `${route.method} ${route.path}`);
  expect(new Set(described)).toEqual(new Set(routes));
  expect(described.length).toBeGreaterThan(15);
});

it('takes garbage in every parameter', async () => {
  for (const { path, method, operation } of operations()) {
    for (const parameter of operation.parameters ?? []) {
      for (const garbage of strings) {
        const query =
          parameter.in === 'query' ? `?${parameter.name}=${encodeURIComponent(garbage.toWellFormed())}` : '';
        const address = fill(path, parameter.in === 'path' ? parameter.name : null, garbage) + query;
        if (method === 'delete' && address === path.replace('{id}', bitext)) continue;
        const headers: Record<string, string> = {};
        if (parameter.in === 'header') headers[parameter.name] = garbage.replaceAll(/[^\x20-\x7e]/g, '');
        const response = await server.request(
          method.toUpperCase(),
          address,
          method === 'patch' || method === 'post' ? {} : undefined,
          headers,
        );
        await expectNo5xx(`${method} ${address}`, response);
        if (response.headers.get('content-type')?.includes('event-stream')) await response.body?.cancel();
      }
    }
  }
});

it('takes garbage in every body, in each of its fields', async () => {
  let sent = 0;
  for (const { path, method, operation } of operations()) {
    for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
      const address = fill(path, null, '');
      for (const raw of ['', '{', '[]', 'null', '"', '\0', '{"a":'.repeat(2000), 'не то']) {
        await expectNo5xx(
          `${method} ${address} ${type} ${raw.slice(0, 20)}`,
          await server.app.request(address, { method, body: raw, headers: { 'Content-Type': type } }),
        );
        await expectNo5xx(
          `${method} ${address} as ?`,
          await server.app.request(address, { method, body: raw, headers: { 'Content-Type': 'text/strange' } }),
        );
      }
      if (type !== 'application/json') {
        for (const garbage of strings) {
          const form = new FormData();
          for (const name of Object.keys(resolve(schema).properties ?? {})) form.set(name, garbage);
          await expectNo5xx(
            `${method} ${address} form ${JSON.stringify(garbage)}`,
            await server.request(method.toUpperCase(), address, form),
          );
          const files = new FormData();
          files.set('source', new File([garbage.toWellFormed()], garbage.toWellFormed() || 'a'));
          files.set('target', new File([garbage.toWellFormed()], garbage.toWellFormed() || 'b'));
          await expectNo5xx(
            `${method} ${address} files ${JSON.stringify(garbage)}`,
            await server.request(method.toUpperCase(), address, files),
          );
        }
        continue;
      }
      for (const sample of samples(schema)) {
        for (const garbage of mutations(sample)) {
          sent++;
          await expectNo5xx(
            `${method} ${address} ${JSON.stringify(garbage)?.slice(0, 200)}`,
            await server.request(method.toUpperCase(), address, garbage),
          );
        }
      }
    }
  }
  expect(sent).toBeGreaterThan(1000);
}, 60_000);

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? resolve(description.components.schemas[name] ?? {}) : schema;
}

/** One body for each alternative of a schema, right in kind. */
function samples(given: Schema): unknown[] {
  const schema = resolve(given);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return alternatives.flatMap(samples);
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [schema.enum[0]];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (schema.properties) {
    const bodies: Record<string, unknown>[] = [{}];
    for (const [name, property] of Object.entries(schema.properties)) {
      const [first, ...others] = samples(property);
      const base = bodies.slice();
      for (const body of base) body[name] = first;
      for (const other of others) for (const body of base) bodies.push({ ...body, [name]: other });
    }
    return bodies;
  }
  if (type === 'array') return [schema.items ? [...samples(schema.items), 2] : [0, 1]];
  if (type === 'integer' || type === 'number') return [1];
  if (type === 'boolean') return [true];
  return type === 'null' ? [null] : ['text'];
}

/** The body with each of its fields in turn replaced by each kind of garbage, or left out, or with one too many. */
function* mutations(sample: unknown): Generator<unknown> {
  yield* values;
  if (typeof sample !== 'object' || sample === null) return;
  yield { ...sample, tooMuch: 1 };
  for (const [name, value] of Object.entries(sample)) {
    for (const garbage of values) yield { ...sample, [name]: garbage };
    const { [name]: _left, ...rest } = sample as Record<string, unknown>;
    yield rest;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const inner of Object.keys(value))
        for (const garbage of values) yield { ...sample, [name]: { ...value, [inner]: garbage } };
    }
  }
}
