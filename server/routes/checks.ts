/** /projects/{id}/checks and /dismissals: what a project sets for its checks, and how many flags that touches. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Db } from '../../db/connection.ts';
import { NotFoundError } from '../../db/errors.ts';
import { parseMessage, parseWords } from '../../db/json.ts';
import { viewProject } from '../../db/projects.ts';
import {
  countAlike,
  type DismissalView,
  listDismissals,
  readSettings,
  setDismissal,
  setLevel,
  type Tally,
  tallyFlags,
} from '../../db/settings.ts';
import type { Check } from '../engine/checks/check.ts';
import { checks } from '../engine/checks/checks.ts';
import { type Outcomes, trustOfCheck, trustOfKind } from '../engine/review/trust.ts';
import type { Services } from '../services.ts';
import { refuseInvalid } from './problem.ts';
import { json, notFound, problems, tooLarge } from './respond.ts';
import { tellProject } from './review.ts';
import {
  Alike,
  CheckId,
  Dismissal,
  DismissalId,
  DismissalPatch,
  FlagId,
  LevelChoice,
  ProjectCheck,
  ProjectId,
  Trust,
} from './wire.ts';

/** The checks of pairs, and the one that holds the pairs of a text against each other. */
const listed: readonly Pick<Check, 'id' | 'category'>[] = [
  ...checks,
  { id: 'consistency', category: 'terminology/inconsistent' },
];

const ProjectChecks = z.object({ checks: z.array(ProjectCheck) });
const Dismissals = z.object({ dismissals: z.array(Dismissal) });

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/checks',
  summary: 'The checks as the project sets them, with how their flags have fared in it',
  request: { params: ProjectId },
  responses: { 200: json(ProjectChecks, 'The checks'), ...problems, ...notFound },
});

const choose = createRoute({
  method: 'put',
  path: '/projects/{id}/checks/{check}',
  summary: 'Switch a check off in the project, give its flags another severity, or leave it as it is',
  description: 'Acts at once on the flags that are there, in all bitexts of the project, and on later ones.',
  request: { params: CheckId, body: { required: true, content: { 'application/json': { schema: LevelChoice } } } },
  responses: { 200: json(ProjectChecks, 'The checks'), ...problems, ...notFound, ...tooLarge },
});

const trust = createRoute({
  method: 'get',
  path: '/projects/{id}/trust',
  summary: 'How likely flags are right, learnt from what was accepted and dismissed in the project',
  request: { params: ProjectId },
  responses: { 200: json(Trust, 'The shares'), ...problems, ...notFound },
});

const dismissals = createRoute({
  method: 'get',
  path: '/projects/{id}/dismissals',
  summary: 'What is dismissed in the whole project, newest first',
  request: { params: ProjectId },
  responses: { 200: json(Dismissals, 'The dismissals'), ...problems, ...notFound },
});

const patchDismissal = createRoute({
  method: 'patch',
  path: '/projects/{id}/dismissals/{dismissal}',
  summary: 'Take a dismissal back, or put it in force again',
  request: {
    params: DismissalId,
    body: { required: true, content: { 'application/json': { schema: DismissalPatch } } },
  },
  responses: { 200: json(Dismissals, 'The dismissals in force'), ...problems, ...notFound, ...tooLarge },
});

const alike = createRoute({
  method: 'get',
  path: '/bitexts/{id}/flags/{flag}/alike',
  summary: 'How many flags a dismissal of all that are like this one would touch',
  request: { params: FlagId },
  responses: { 200: json(Alike, 'The counts'), ...problems, ...notFound },
});

export function checkRoutes({ database: { db }, events }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => c.json({ checks: await projectChecks(db, c.req.valid('param').id) }, 200))
    .openapi(choose, async (c) => {
      const { id, check } = c.req.valid('param');
      if (!listed.some((each) => each.id === check)) throw new NotFoundError('check');
      await setLevel(db, id, check, c.req.valid('json').level);
      await tellProject(db, events, id);
      return c.json({ checks: await projectChecks(db, id) }, 200);
    })
    .openapi(trust, async (c) => {
      const tallies = await tallyFlags(db, c.req.valid('param').id);
      const kinds = tallies.map((kind) => ({
        check: kind.check,
        key: kind.key,
        trust: trustOfKind(kind, sum(tallies.filter(({ check }) => check === kind.check))),
      }));
      return c.json({ usual: trustOfCheck({ accepted: 0, dismissed: 0 }), kinds }, 200);
    })
    .openapi(dismissals, async (c) => {
      const { id } = c.req.valid('param');
      await viewProject(db, id);
      return c.json({ dismissals: (await listDismissals(db, id)).map(dismissalBody) }, 200);
    })
    .openapi(patchDismissal, async (c) => {
      const { id, dismissal } = c.req.valid('param');
      await db.transaction().execute((tx) => setDismissal(tx, dismissal, c.req.valid('json').active, id));
      await tellProject(db, events, id);
      return c.json({ dismissals: (await listDismissals(db, id)).map(dismissalBody) }, 200);
    })
    .openapi(alike, async (c) => {
      const { id, flag } = c.req.valid('param');
      return c.json(await countAlike(db, id, flag), 200);
    });
}

async function projectChecks(db: Db, project: string): Promise<z.infer<typeof ProjectCheck>[]> {
  const tallies = await tallyFlags(db, project);
  const { levels } = await readSettings(db, project);
  return listed.map(({ id, category }) => {
    const counts = sum(tallies.filter(({ check }) => check === id));
    return { id, category, level: levels[id] ?? null, ...counts, trust: trustOfCheck(counts) };
  });
}

function sum(tallies: readonly Tally[]): Outcomes & Pick<Tally, 'open' | 'hidden'> {
  const total = { open: 0, hidden: 0, accepted: 0, dismissed: 0 };
  for (const each of tallies) {
    total.open += each.open;
    total.hidden += each.hidden;
    total.accepted += each.accepted;
    total.dismissed += each.dismissed;
  }
  return total;
}

function dismissalBody({ message, words, created, ...rest }: DismissalView): z.infer<typeof Dismissal> {
  const { key, params } = parseMessage(message);
  return { ...rest, message: { key, params }, words: parseWords(words), created: created.toISOString() };
}
