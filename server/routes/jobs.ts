/** /jobs: how far one is, ending it, and beginning it anew. */

import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { readJob } from '../../db/jobs.ts';
import type { Services } from '../services.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { jobBody, json, notFound, problems, refused } from './respond.ts';
import { Job, JobId } from './wire.ts';

const get = createRoute({
  method: 'get',
  path: '/jobs/{id}',
  summary: 'A job',
  request: { params: JobId },
  responses: { 200: json(Job, 'The job'), ...problems, ...notFound },
});

const cancel = createRoute({
  method: 'post',
  path: '/jobs/{id}/cancel',
  summary: 'End a job; nothing of it is kept',
  request: { params: JobId },
  responses: { 200: json(Job, 'The job, cancelled'), ...problems, ...notFound, ...refused },
});

const retry = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry',
  summary: 'Begin anew with one that failed or was cancelled',
  request: { params: JobId },
  responses: { 200: json(Job, 'The job, waiting for its turn'), ...problems, ...notFound, ...refused },
});

export function jobRoutes({ database: { db }, jobs }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(get, async (c) => c.json(jobBody(await readJob(db, c.req.valid('param').id), languageOf(c)), 200))
    .openapi(retry, async (c) => {
      const { id } = c.req.valid('param');
      await jobs.retry(id);
      return c.json(jobBody(await readJob(db, id), languageOf(c)), 200);
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param');
      await jobs.cancel(id);
      return c.json(jobBody(await readJob(db, id), languageOf(c)), 200);
    });
}
