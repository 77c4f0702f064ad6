/** /projects/{id}/rules: rules that a user writes himself, tried against a bitext before they are saved. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewBeads } from '../../db/beads.ts';
import { viewBitext } from '../../db/bitexts.ts';
import { viewProject } from '../../db/projects.ts';
import { bitextsOf, deleteRule, listRules, saveRule } from '../../db/settings.ts';
import { joinTexts } from '../engine/review/draft.ts';
import type { Services } from '../services.ts';
import { refuseInvalid } from './problem.ts';
import { checkAgain } from './recheck.ts';
import { json, notFound, problems, refused, tooLarge } from './respond.ts';
import { BitextId, ProjectId, Rule, RuleContent, RuleId, RuleMatches, RuleSaved } from './wire.ts';

const content = { required: true, content: { 'application/json': { schema: RuleContent } } } as const;

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/rules',
  summary: 'The rules of a project',
  request: { params: ProjectId },
  responses: { 200: json(z.object({ rules: z.array(Rule) }), 'The rules'), ...problems, ...notFound },
});

const save = createRoute({
  method: 'put',
  path: '/projects/{id}/rules/{rule}',
  summary: 'Make a rule, or replace the one with this id; the bitexts of the project are then checked again',
  request: { params: RuleId, body: content },
  responses: { 200: json(RuleSaved, 'Saved'), ...problems, ...notFound, ...refused, ...tooLarge },
});

const remove = createRoute({
  method: 'delete',
  path: '/projects/{id}/rules/{rule}',
  summary: 'Delete a rule; the bitexts of the project are then checked again',
  request: { params: RuleId },
  responses: { 200: json(RuleSaved, 'Deleted'), ...problems, ...notFound },
});

const attempt = createRoute({
  method: 'post',
  path: '/bitexts/{id}/rules/try',
  summary: 'What a rule would flag in a bitext; nothing is saved',
  request: { params: BitextId, body: content },
  responses: { 200: json(RuleMatches, 'What it finds'), ...problems, ...notFound, ...refused, ...tooLarge },
});

/** So many matches are shown; the count is of all. */
const mostMatches = 100;

export function ruleRoutes(services: Services) {
  const { db } = services.database;
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param');
      await viewProject(db, id);
      return c.json({ rules: await listRules(db, id) }, 200);
    })
    .openapi(save, async (c) => {
      const { id, rule } = c.req.valid('param');
      const body = c.req.valid('json');
      // A rule that cannot be used is refused before it is kept; its words do not depend on the languages.
      await services.tryRule({ from: 'ru', to: 'en' }, { id: rule, ...body }, []);
      await saveRule(db, id, { id: rule, ...body });
      return c.json({ bitexts: await checkProject(services, id) }, 200);
    })
    .openapi(remove, async (c) => {
      const { id, rule } = c.req.valid('param');
      await deleteRule(db, id, rule);
      return c.json({ bitexts: await checkProject(services, id) }, 200);
    })
    .openapi(attempt, async (c) => {
      const { id } = c.req.valid('param');
      const { from, to } = await viewBitext(db, id);
      const beads = await viewBeads(db, id, { kind: 'all' });
      const pairs = beads.map((bead) => ({
        source: joinTexts(bead.source.map(({ text }) => text)),
        target: joinTexts(bead.target.map(({ text }) => text)),
      }));
      const flags = await services.tryRule({ from, to }, { id, ...c.req.valid('json') }, pairs);
      const matches: z.infer<typeof RuleMatches>['matches'] = [];
      for (const [index, bead] of beads.entries()) {
        const pair = pairs[index];
        for (const { source, target } of flags[index] ?? []) {
          if (!pair || matches.length >= mostMatches) break;
          const spans = {
            source: source && ([...source] as [number, number]),
            target: target && ([...target] as [number, number]),
          };
          matches.push({ bead: bead.id, number: index + 1, ...pair, spans });
        }
      }
      return c.json({ count: flags.reduce((total, some) => total + some.length, 0), matches }, 200);
    });
}

/** Runs the checks again over the bitexts of a project. @returns how many there are */
async function checkProject(services: Services, project: string): Promise<number> {
  const bitexts = await bitextsOf(services.database.db, project);
  void checkAgain(services, bitexts);
  return bitexts.length;
}
