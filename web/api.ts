import { hc } from 'hono/client';
import type { App } from '../server/app.ts';
import { language } from './i18n.ts';
import type { Created, Problem } from './store/model.ts';

/** The server's API, typed by the server itself; problems come in the interface's language. */
export const api = hc<App>('/', { headers: () => ({ 'Accept-Language': language.peek() }) }).api.v1;

/**
 * Makes a bitext of two files, one two-sided file, or two texts. The typed client cannot say "a form or else JSON".
 */
export function createBitext(given: Readonly<Record<string, string | File>>): Promise<Created> {
  const files = Object.values(given).some((value) => value instanceof File);
  const body = files ? new FormData() : JSON.stringify(given);
  if (body instanceof FormData) for (const [name, value] of Object.entries(given)) body.append(name, value);
  const headers = { 'Accept-Language': language.peek(), ...(files ? {} : { 'Content-Type': 'application/json' }) };
  return answer<Created>(fetch('/api/v1/bitexts', { method: 'POST', headers, body }));
}

/** The server answered, and said no: `message` is its own sentence for the reader. */
export class Refusal extends Error {
  readonly status: number;
  /** The whole answer; a conflict's carries the present state. */
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(isProblem(body) ? body.detail || body.title : '');
    this.status = status;
    this.body = body;
  }
}

/** The server did not answer at all, or something between it and the page did. */
export class Unreachable extends Error {}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;
}

interface Answer<T> {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  json(): Promise<T>;
}

/**
 * The body of a good answer.
 * @throws {Refusal} the server said no. @throws {Unreachable} nobody answered.
 */
export async function answer<T>(request: Promise<Answer<T>>): Promise<T> {
  let response: Answer<T>;
  try {
    response = await request;
  } catch {
    throw new Unreachable();
  }
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok) {
    if (response.status >= 500 && !type.includes('problem+json')) throw new Unreachable();
    throw new Refusal(response.status, type.includes('json') ? await response.json() : null);
  }
  if (response.status === 204) return undefined as T;
  try {
    return await response.json();
  } catch {
    throw new Unreachable();
  }
}
