/** From whatever went wrong to an RFC 9457 problem, in the reader's language; a stack trace goes to the log alone. */

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ZodError, z } from 'zod';
import { ConflictError, NotFoundError, StateError, trouble } from '../../db/errors.ts';
import { RuleError } from '../engine/checks/own-rule.ts';
import { FormatError } from '../engine/formats/error.ts';
import { ImpossibleChange } from '../engine/review/draft.ts';
import { type Params, pickLanguage, translate } from '../messages.ts';
import { UploadError } from '../uploads.ts';
import type { Problem } from './wire.ts';

/** A problem that a route itself finds. `key` names `problems.<key>` in errors.json. */
export class ProblemError extends Error {
  readonly status: ContentfulStatusCode;
  readonly key: string;
  readonly params: Params;
  readonly issues: ZodError['issues'];
  constructor(status: ContentfulStatusCode, key: string, params: Params = {}, issues: ZodError['issues'] = []) {
    super(key);
    this.status = status;
    this.key = key;
    this.params = params;
    this.issues = issues;
  }
}

/** The language that the request asks for. */
export function languageOf(c: Context): string {
  return pickLanguage(c.req.header('Accept-Language'));
}

/** What a router does with a request that does not fit its schema. */
export function refuseInvalid(result: { success: boolean; error?: ZodError; target?: string }): void {
  if (!result.success) throw new ProblemError(400, 'invalid-request', {}, result.error?.issues ?? []);
}

/** The answer to an error. */
export function problemResponse(error: unknown, c: Context): Response {
  const language = languageOf(c);
  const { status, key, params, detail, extra } = describe(error, language);
  const body: Problem = {
    type: `urn:sverka:problem:${key}`,
    title: translate(language, `errors:problems.${key}.title`, params),
    status,
    detail: detail ?? translate(language, `errors:problems.${key}.detail`, params),
    instance: new URL(c.req.url).pathname,
    ...extra,
  };
  if (status === 503) c.header('Retry-After', '5');
  c.header('Content-Language', language);
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

interface Description {
  readonly status: ContentfulStatusCode;
  readonly key: string;
  readonly params?: Params;
  readonly detail?: string;
  readonly extra?: object;
}

function describe(error: unknown, language: string): Description {
  if (error instanceof ProblemError) {
    const errors = error.issues.map((issue) => ({ where: issue.path.join('.'), why: explain(issue, language) }));
    return { status: error.status, key: error.key, params: error.params, extra: errors.length > 0 ? { errors } : {} };
  }
  if (error instanceof NotFoundError) return { status: 404, key: `no-${error.what}` };
  if (error instanceof ConflictError) {
    const { version, beads, removedBeads } = error;
    return { status: 409, key: 'conflict', extra: { version, beads, removedBeads } };
  }
  if (error instanceof StateError) return { status: 422, key: error.key };
  if (error instanceof ImpossibleChange) {
    return {
      status: 422,
      key: 'impossible-change',
      detail: translate(language, `errors:changes.${error.key}`, error.params),
    };
  }
  if (error instanceof RuleError) {
    return { status: 422, key: 'unusable-rule', detail: translate(language, `errors:${error.key}`, error.params) };
  }
  if (error instanceof FormatError || error instanceof UploadError) {
    return { status: 422, key: 'unusable-upload', detail: translate(language, `errors:${error.key}`, error.params) };
  }
  if (error instanceof HTTPException && error.status < 500) {
    return {
      status: error.status as ContentfulStatusCode,
      key: error.status === 413 ? 'too-large' : 'malformed-request',
    };
  }
  const reason = trouble(error);
  if (reason) {
    console.error(`${reason}: ${error instanceof Error ? error.message : String(error)}`);
    return { status: 503, key: reason };
  }
  console.error(error);
  return { status: 500, key: 'unexpected' };
}

const issueLocales = new Map<string, z.core.$ZodErrorMap>([
  ['en', z.locales.en().localeError],
  ['ru', z.locales.ru().localeError],
]);

/** Zod's own sentence in the language, where it has one; a sentence that a schema of ours gives stays as it is. */
function explain(issue: ZodError['issues'][number], language: string): string {
  if (issue.code === 'custom') return issue.message;
  const said = issueLocales.get(language)?.({ ...issue, input: issue.input } as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}
