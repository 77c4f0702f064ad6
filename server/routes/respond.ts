/** From what the database gives to what goes over the wire. */

import type { z } from '@hono/zod-openapi';
import type { BitextView } from '../../db/bitexts.ts';
import type { Outcome } from '../../db/changes.ts';
import type { JobRow } from '../../db/jobs.ts';
import type { Message } from '../engine/bitext.ts';
import { translate } from '../messages.ts';
import { type Bitext, type ChangeResult, Conflict, type Job, Problem } from './wire.ts';

export function bitextBody(view: BitextView, language: string): Bitext {
  return {
    ...view,
    warnings: view.warnings.map((warning) => sentence(warning, language)),
    created: view.created.toISOString(),
    changed: view.changed.toISOString(),
    job: view.job && jobBody(view.job, language),
  };
}

export function jobBody(job: JobRow, language: string): Job {
  const { problem, ...rest } = job;
  return { ...rest, problem: problem && sentence(problem, language) };
}

function sentence(message: Message, language: string): string {
  return translate(language, `errors:${message.key}`, message.params);
}

export function changeBody(outcome: Outcome): ChangeResult {
  return {
    ...outcome,
    beads: [...outcome.beads],
    removedBeads: [...outcome.removedBeads],
    done: outcome.done as ChangeResult['done'],
  };
}

/** A response with a JSON body, for createRoute. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { content: { 'application/json': { schema } }, description };
}

const problem = (description: string) => ({
  content: { 'application/problem+json': { schema: Problem } },
  description,
});

/** The problems that any route can answer with, for createRoute. */
export const problems = {
  400: problem('The request does not fit this description'),
  503: problem('The database cannot be reached, or its disk is full; nothing was changed'),
} as const;
export const notFound = { 404: problem('No such thing') } as const;
export const refused = { 422: problem('Understood, but impossible here; `detail` says why') } as const;
export const tooLarge = { 413: problem('More than the server takes') } as const;
export const unsupported = { 415: problem('Neither JSON nor multipart/form-data') } as const;
export const conflict = {
  409: {
    content: { 'application/problem+json': { schema: Conflict } },
    description:
      'Something that it touches has changed since; all that has changed since the given version comes along',
  },
} as const;
