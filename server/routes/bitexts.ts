/** /bitexts: the list, new ones from files or pasted texts, title, deleting and bringing back. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  count,
  deleteBitext,
  listBitexts,
  readStatus,
  renameBitext,
  restoreBitext,
  viewBitext,
} from '../../db/bitexts.ts';
import { readJob } from '../../db/jobs.ts';
import { moveBitext } from '../../db/projects.ts';
import type { Services } from '../services.ts';
import { readUploads } from '../uploads.ts';
import { languageOf, ProblemError, refuseInvalid } from './problem.ts';
import { bitextBody, jobBody, json, notFound, problems, refused, tooLarge, unsupported } from './respond.ts';
import { Bitext, BitextId, BitextPatch, Counts, Created, NewBitext, NewBitextFiles } from './wire.ts';

const list = createRoute({
  method: 'get',
  path: '/bitexts',
  summary: 'All bitexts, newest first',
  responses: { 200: json(z.object({ bitexts: z.array(Bitext) }), 'The bitexts'), ...problems },
});

const create = createRoute({
  method: 'post',
  path: '/bitexts',
  summary: 'Make a bitext of two texts, or of one file that holds both',
  description:
    'Encodings, and languages where they are not given, are found out. The texts are then segmented, aligned and checked by a job.',
  request: {
    body: {
      required: false,
      content: { 'application/json': { schema: NewBitext }, 'multipart/form-data': { schema: NewBitextFiles } },
    },
  },
  responses: { 202: json(Created, 'Read; the job has begun'), ...problems, ...refused, ...tooLarge, ...unsupported },
});

const get = createRoute({
  method: 'get',
  path: '/bitexts/{id}',
  summary: 'A bitext without its beads',
  request: { params: BitextId },
  responses: { 200: json(Bitext, 'The bitext'), ...problems, ...notFound },
});

const rename = createRoute({
  method: 'patch',
  path: '/bitexts/{id}',
  summary: 'Give it another title, or put it into another project',
  request: { params: BitextId, body: { required: true, content: { 'application/json': { schema: BitextPatch } } } },
  responses: { 200: json(Bitext, 'The bitext'), ...problems, ...notFound, ...tooLarge },
});

const remove = createRoute({
  method: 'delete',
  path: '/bitexts/{id}',
  summary: 'Delete it; it can be restored',
  request: { params: BitextId },
  responses: { 204: { description: 'Deleted' }, ...problems, ...notFound },
});

const restore = createRoute({
  method: 'post',
  path: '/bitexts/{id}/restore',
  summary: 'Bring back one that was deleted',
  request: { params: BitextId },
  responses: { 200: json(Bitext, 'The bitext'), ...problems, ...notFound },
});

const counts = createRoute({
  method: 'get',
  path: '/bitexts/{id}/counts',
  summary: 'How many beads and flags of each kind',
  request: { params: BitextId },
  responses: { 200: json(Counts, 'The counts'), ...problems, ...notFound },
});

export function bitextRoutes({ database: { db }, jobs, events }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const language = languageOf(c);
      return c.json({ bitexts: (await listBitexts(db)).map((view) => bitextBody(view, language)) }, 200);
    })
    .openapi(create, async (c) => {
      const language = languageOf(c);
      const type = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase();
      if (type !== 'application/json' && type !== 'multipart/form-data')
        throw new ProblemError(415, 'unsupported-media');
      const body = type === 'application/json' ? c.req.valid('json') : c.req.valid('form');
      const given = await readUploads(
        isTexts(body) ? { kind: 'texts', ...body } : { kind: 'files', ...body },
        language,
      );
      const { bitext, job } = await jobs.startImport(given);
      const view = await viewBitext(db, bitext);
      return c.json({ bitext: bitextBody(view, language), job: jobBody(await readJob(db, job), language) }, 202);
    })
    .openapi(get, async (c) => c.json(bitextBody(await viewBitext(db, c.req.valid('param').id), languageOf(c)), 200))
    .openapi(rename, async (c) => {
      const { id } = c.req.valid('param');
      const { title, project } = c.req.valid('json');
      if (project !== undefined) await moveBitext(db, id, project);
      if (title !== undefined) await renameBitext(db, id, title.trim());
      events.publish(id, { kind: 'bitext' });
      return c.json(bitextBody(await viewBitext(db, id), languageOf(c)), 200);
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param');
      await deleteBitext(db, id);
      events.publish(id, { kind: 'bitext' });
      return c.body(null, 204);
    })
    .openapi(restore, async (c) => {
      const { id } = c.req.valid('param');
      await restoreBitext(db, id);
      events.publish(id, { kind: 'bitext' });
      return c.json(bitextBody(await viewBitext(db, id), languageOf(c)), 200);
    })
    .openapi(counts, async (c) => {
      const { id } = c.req.valid('param');
      await readStatus(db, id);
      return c.json(await count(db, id), 200);
    });
}

function isTexts(body: z.infer<typeof NewBitext> | z.infer<typeof NewBitextFiles>): body is z.infer<typeof NewBitext> {
  return typeof body.source === 'string';
}
