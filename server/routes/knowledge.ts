/** Aligning anew, new versions of a side, links between words, and what was learnt from confirmed beads. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewBeads } from '../../db/beads.ts';
import { readStatus, viewBitext } from '../../db/bitexts.ts';
import { readJob } from '../../db/jobs.ts';
import { countLessons, forgetLessons, learn, readWordCounts } from '../../db/lessons.ts';
import { viewProject } from '../../db/projects.ts';
import { readSettings } from '../../db/settings.ts';
import { readOwnWords } from '../../db/termbases.ts';
import { writeRow } from '../engine/formats/table.ts';
import { joinTexts } from '../engine/review/draft.ts';
import type { Services } from '../services.ts';
import { readNewVersion } from '../uploads.ts';
import { attachment } from './exchange.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { jobBody, json, notFound, problems, refused, tooLarge } from './respond.ts';
import { BeadIds, BitextId, Job, Learnt, NewVersion, ProjectId, Realigning, WordLinks } from './wire.ts';

const realign = createRoute({
  method: 'post',
  path: '/bitexts/{id}/realign',
  summary: 'Align anew from one bead to another, both included',
  description:
    'Confirmed beads stay as they are. A job works it out and keeps it as one revision, which can be undone.',
  request: { params: BitextId, body: { required: true, content: { 'application/json': { schema: Realigning } } } },
  responses: { 202: json(Job, 'The job has begun'), ...problems, ...notFound, ...refused, ...tooLarge },
});

const reimport = createRoute({
  method: 'post',
  path: '/bitexts/{id}/versions',
  summary: 'Take a new version of one side',
  description:
    'Beads whose texts did not change stay as they are, with their states, flags and corrections; what changed is aligned anew between them, and is up for review again. A job works it out and keeps it as one revision.',
  request: { params: BitextId, body: { required: true, content: { 'multipart/form-data': { schema: NewVersion } } } },
  responses: { 202: json(Job, 'The job has begun'), ...problems, ...notFound, ...refused, ...tooLarge },
});

const links = createRoute({
  method: 'get',
  path: '/bitexts/{id}/links',
  summary: 'Which words of some beads stand for each other',
  request: {
    params: BitextId,
    query: BeadIds.openapi({ description: 'ids of beads, parted by commas, a hundred at most' }),
  },
  responses: { 200: json(WordLinks, 'The links'), ...problems, ...notFound },
});

const learnt = createRoute({
  method: 'get',
  path: '/projects/{id}/learnt',
  summary: 'What was learnt about words from the beads that were confirmed or corrected',
  request: { params: ProjectId },
  responses: { 200: json(Learnt, 'How much, and the surest'), ...problems, ...notFound },
});

const learntFile = createRoute({
  method: 'get',
  path: '/projects/{id}/learnt/export',
  summary: 'All word pairs with their counts, as TSV',
  request: { params: ProjectId },
  responses: {
    200: { content: { 'text/tab-separated-values': { schema: z.string() } }, description: 'source, target, count' },
    ...problems,
    ...notFound,
  },
});

const forget = createRoute({
  method: 'delete',
  path: '/projects/{id}/learnt',
  summary: 'Forget it; beads that are confirmed or changed from now on teach again',
  request: { params: ProjectId },
  responses: { 200: json(Learnt, 'Nothing'), ...problems, ...notFound },
});

/** So many pairs are shown; the file has all. */
const mostShown = 60;

export function knowledgeRoutes({ database: { db }, jobs, study, teach }: Services) {
  async function learntBody(project: string): Promise<z.infer<typeof Learnt>> {
    const counts = await readWordCounts(db, project);
    return { ...(await countLessons(db, project)), top: counts.slice(0, mostShown) };
  }

  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(realign, async (c) => {
      const { id } = c.req.valid('param');
      const job = await jobs.startRewriting(id, { kind: 'realign', ...c.req.valid('json') });
      return c.json(jobBody(await readJob(db, job), languageOf(c)), 202);
    })
    .openapi(reimport, async (c) => {
      const { id } = c.req.valid('param');
      const language = languageOf(c);
      const { side, file, text } = c.req.valid('form');
      await viewBitext(db, id);
      const version = await readNewVersion(side, file ?? text ?? '', language);
      const job = await jobs.startRewriting(id, { kind: 'reimport', side, ...version });
      return c.json(jobBody(await readJob(db, job), language), 202);
    })
    .openapi(links, async (c) => {
      const { id } = c.req.valid('param');
      const ids = c.req.valid('query').beads.split(',').map(Number);
      const { project } = await readStatus(db, id);
      const { from, to } = await viewBitext(db, id);
      const beads = await viewBeads(db, id, { kind: 'ids', ids });
      const pairs = beads.map((bead) => ({
        source: joinTexts(bead.source.map((segment) => segment.text)),
        target: joinTexts(bead.target.map((segment) => segment.text)),
      }));
      const settings = await readSettings(db, project);
      const found = await study.links({ from, to, settings, own: () => readOwnWords(db, project, from, to) }, pairs);
      return c.json(
        {
          links: beads.map((bead, k) => ({
            bead: bead.id,
            version: bead.version,
            pairs: (found[k] ?? []).map(([s0, s1, t0, t1, score]): [number, number, number, number, number] => [
              s0,
              s1,
              t0,
              t1,
              score,
            ]),
          })),
        },
        200,
      );
    })
    .openapi(learnt, async (c) => {
      const { id } = c.req.valid('param');
      await viewProject(db, id);
      await learn(db, id, teach);
      return c.json(await learntBody(id), 200);
    })
    .openapi(learntFile, async (c) => {
      const { id } = c.req.valid('param');
      await viewProject(db, id);
      await learn(db, id, teach);
      const rows = (await readWordCounts(db, id)).map(({ source, target, count }) =>
        writeRow([source, target, String(count)], '\t'),
      );
      return new Response(`source\ttarget\tcount\n${rows.join('')}`, {
        headers: {
          'Content-Type': 'text/tab-separated-values; charset=utf-8',
          'Content-Disposition': attachment('words.tsv'),
        },
      });
    })
    .openapi(forget, async (c) => {
      const { id } = c.req.valid('param');
      await viewProject(db, id);
      await learn(db, id, teach);
      await forgetLessons(db, id);
      return c.json(await learntBody(id), 200);
    });
}
