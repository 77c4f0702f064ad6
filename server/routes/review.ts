/** /bitexts/{id}/…: its beads, changes to them, their history, and what happens to them while one looks. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { type BeadView, viewBeads, viewSince } from '../../db/beads.ts';
import { readStatus, viewBitext } from '../../db/bitexts.ts';
import { change, readRevisions } from '../../db/changes.ts';
import type { Db } from '../../db/connection.ts';
import { NotFoundError } from '../../db/errors.ts';
import { bitextsOf } from '../../db/settings.ts';
import type { BitextEvent, Events, Services } from '../services.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { bitextBody, changeBody, conflict, jobBody, json, notFound, problems, refused, tooLarge } from './respond.ts';
import { Beads, BitextId, ChangeRequest, ChangeResult, Revisions } from './wire.ts';

const wholeNumber = (most: number) => z.coerce.number().int().min(1).max(most);

const beads = createRoute({
  method: 'get',
  path: '/bitexts/{id}/beads',
  summary: 'Its beads in order, all or a page or what changed since a version',
  request: {
    params: BitextId,
    query: z.object({
      after: z
        .string()
        .regex(/^[0-9a-z]{1,500}$/)
        .optional()
        .openapi({ description: 'only beads after this position' }),
      limit: wholeNumber(5000).optional().openapi({ description: 'at most so many' }),
      since: z.coerce
        .number()
        .int()
        .min(0)
        .max(2_147_483_647)
        .optional()
        .openapi({ description: 'only what changed after this version' }),
    }),
    headers: z.object({ 'if-none-match': z.string().optional() }),
  },
  responses: {
    200: json(Beads, 'The beads; the ETag changes with every change'),
    304: { description: 'Nothing has changed since If-None-Match' },
    ...problems,
    ...notFound,
  },
});

const changes = createRoute({
  method: 'post',
  path: '/bitexts/{id}/changes',
  summary: 'Change it',
  description:
    'A change is accepted where none of the beads that it touches has changed since `version`; undo and redo only on the newest version. Each leaves a revision.',
  request: { params: BitextId, body: { required: true, content: { 'application/json': { schema: ChangeRequest } } } },
  responses: {
    200: json(ChangeResult, 'Done, and on the disk'),
    ...problems,
    ...notFound,
    ...conflict,
    ...refused,
    ...tooLarge,
  },
});

const revisions = createRoute({
  method: 'get',
  path: '/bitexts/{id}/revisions',
  summary: 'What was done to it, newest first',
  request: {
    params: BitextId,
    query: z.object({
      before: wholeNumber(2_147_483_647).optional().openapi({ description: 'only older ones than this version' }),
      limit: wholeNumber(500).default(100),
      bead: wholeNumber(2_147_483_647).optional().openapi({ description: 'only those that touched this bead' }),
    }),
  },
  responses: { 200: json(Revisions, 'The revisions'), ...problems, ...notFound },
});

const live = createRoute({
  method: 'get',
  path: '/bitexts/{id}/events',
  summary: 'Changes and progress as they happen, as server-sent events',
  description:
    'Events: `bitext` (a Bitext, as it is, at the beginning and whenever its title or status has changed; null when it was deleted), `change` (a ChangeResult), `progress` (a Job), `ping`.',
  request: { params: BitextId },
  responses: {
    200: { content: { 'text/event-stream': { schema: z.string() } }, description: 'The events' },
    ...problems,
    ...notFound,
  },
});

/** Proxies close a connection that is silent for a minute. */
const pingEvery = 15_000;

export function reviewRoutes({ database: { db }, events, recheck }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(beads, async (c) => {
      const { id } = c.req.valid('param');
      const { after, limit, since } = c.req.valid('query');
      const { version, status, project, settings } = await readStatus(db, id);
      const etag = `"${status}-${version}-${project}-${settings}-${after ?? ''}-${limit ?? ''}-${since ?? ''}"`;
      c.header('ETag', etag);
      c.header('Cache-Control', 'private, no-cache');
      if (c.req.valid('header')['if-none-match'] === etag) return c.body(null, 304);
      return snapshot(db, async (tx) => {
        const now = (await readStatus(tx, id)).version;
        if (since !== undefined) return c.json({ version: now, ...(await viewSince(tx, id, since)), next: null }, 200);
        if (after === undefined && limit === undefined) {
          return streamBeads(now, await viewBeads(tx, id, { kind: 'all' }), c.res.headers);
        }
        const size = limit ?? 5000;
        const page = await viewBeads(tx, id, { kind: 'page', after: after ?? '', limit: size });
        const next = page.length === size ? (page.at(-1)?.position ?? null) : null;
        return c.json({ version: now, beads: page, removedBeads: [], next }, 200);
      });
    })
    .openapi(changes, async (c) => {
      const { id } = c.req.valid('param');
      const { version, change: request } = c.req.valid('json');
      const outcome = await change(db, id, version, request, recheck);
      events.publish(id, { kind: 'change', outcome });
      const { done } = outcome;
      if (done.kind === 'dismissAlike' && done.scope === 'project') {
        const { project } = await readStatus(db, id);
        await tellProject(db, events, project, id);
      }
      return c.json(changeBody(outcome), 200);
    })
    .openapi(revisions, async (c) => {
      const { id } = c.req.valid('param');
      const { before, limit, bead } = c.req.valid('query');
      await readStatus(db, id);
      const rows = await readRevisions(db, id, { before: before ?? null, limit, bead: bead ?? null });
      const next = rows.length === limit ? (rows.at(-1)?.version ?? null) : null;
      return c.json(
        {
          revisions: rows.map((row) => ({ ...row, at: row.at.toISOString() })) as z.infer<
            typeof Revisions
          >['revisions'],
          next,
        },
        200,
      );
    })
    .openapi(live, async (c) => {
      const { id } = c.req.valid('param');
      const language = languageOf(c);
      await readStatus(db, id);
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        const waiting: BitextEvent[] = [];
        let wake = () => {};
        const unsubscribe = events.subscribe(id, (event) => {
          waiting.push(event);
          wake();
        });
        stream.onAbort(() => {
          unsubscribe();
          wake();
        });
        // What happened between the page's first look and this is told by how the bitext is now.
        waiting.unshift({ kind: 'bitext' });
        while (!stream.aborted && !stream.closed) {
          const event = waiting.shift();
          if (event) {
            await stream.writeSSE({ event: event.kind, data: JSON.stringify(await eventBody(event)) });
            continue;
          }
          let timer: NodeJS.Timeout | undefined;
          const silent = await new Promise<boolean>((resolve) => {
            wake = () => resolve(false);
            timer = setTimeout(() => resolve(true), pingEvery);
          });
          clearTimeout(timer);
          if (silent) await stream.writeSSE({ event: 'ping', data: '{}' });
        }
        unsubscribe();
      });

      async function eventBody(event: BitextEvent): Promise<unknown> {
        if (event.kind === 'change') return changeBody(event.outcome);
        if (event.kind === 'progress') return jobBody(event.job, language);
        return viewBitext(db, id).then(
          (view) => bitextBody(view, language),
          (error: unknown) => {
            if (error instanceof NotFoundError) return null;
            throw error;
          },
        );
      }
    });
}

/** Tells the pages that show the bitexts of a project, but for one, that its settings have changed. */
export async function tellProject(db: Db, events: Events, project: string, except?: string): Promise<void> {
  for (const bitext of await bitextsOf(db, project)) if (bitext !== except) events.publish(bitext, { kind: 'bitext' });
}

/** Several queries on one state of the database. */
function snapshot<T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').execute(read);
}

/** A book's beads are tens of megabytes: they are turned into JSON piece by piece, so that other requests get their turn. */
function streamBeads(version: number, all: readonly BeadView[], headers: Headers): Response {
  const encoder = new TextEncoder();
  const pieceSize = 500;
  let index = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = all.slice(index, index + pieceSize).map((bead) => JSON.stringify(bead));
      const head = index === 0 ? `{"version":${version},"removedBeads":[],"beads":[` : piece.length > 0 ? ',' : '';
      index += pieceSize;
      const end = index >= all.length;
      controller.enqueue(encoder.encode(`${head}${piece.join(',')}${end ? '],"next":null}' : ''}`));
      if (end) controller.close();
    },
  });
  const answer = new Headers(headers);
  answer.set('Content-Type', 'application/json');
  return new Response(body, { headers: answer });
}
