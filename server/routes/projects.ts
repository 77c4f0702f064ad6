/** /projects: what many bitexts have in common. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  createProject,
  deleteProject,
  listProjects,
  type ProjectView,
  renameProject,
  viewProject,
} from '../../db/projects.ts';
import { translate } from '../messages.ts';
import type { Services } from '../services.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { json, notFound, problems, refused, tooLarge } from './respond.ts';
import { Project, ProjectId, ProjectName } from './wire.ts';

const list = createRoute({
  method: 'get',
  path: '/projects',
  summary: 'All projects, oldest first',
  responses: { 200: json(z.object({ projects: z.array(Project) }), 'The projects; never none'), ...problems },
});

const name = { required: true, content: { 'application/json': { schema: ProjectName } } } as const;

const create = createRoute({
  method: 'post',
  path: '/projects',
  summary: 'Make a project',
  request: { body: name },
  responses: { 201: json(Project, 'The project'), ...problems, ...tooLarge },
});

const get = createRoute({
  method: 'get',
  path: '/projects/{id}',
  summary: 'A project',
  request: { params: ProjectId },
  responses: { 200: json(Project, 'The project'), ...problems, ...notFound },
});

const rename = createRoute({
  method: 'patch',
  path: '/projects/{id}',
  summary: 'Give it another name',
  request: { params: ProjectId, body: name },
  responses: { 200: json(Project, 'The project'), ...problems, ...notFound, ...tooLarge },
});

const remove = createRoute({
  method: 'delete',
  path: '/projects/{id}',
  summary: 'Delete a project that no bitext belongs to',
  request: { params: ProjectId },
  responses: { 204: { description: 'Deleted' }, ...problems, ...notFound, ...refused },
});

export function projectRoutes({ database: { db } }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const language = languageOf(c);
      return c.json({ projects: (await listProjects(db)).map((view) => projectBody(view, language)) }, 200);
    })
    .openapi(create, async (c) => {
      const id = await createProject(db, c.req.valid('json').name.trim());
      return c.json(projectBody(await viewProject(db, id), languageOf(c)), 201);
    })
    .openapi(get, async (c) => c.json(projectBody(await viewProject(db, c.req.valid('param').id), languageOf(c)), 200))
    .openapi(rename, async (c) => {
      const { id } = c.req.valid('param');
      await renameProject(db, id, c.req.valid('json').name.trim());
      return c.json(projectBody(await viewProject(db, id), languageOf(c)), 200);
    })
    .openapi(remove, async (c) => {
      await deleteProject(db, c.req.valid('param').id);
      return c.body(null, 204);
    });
}

function projectBody(view: ProjectView, language: string): Project {
  return {
    ...view,
    name: view.name ?? translate(language, 'page:projects.unnamed'),
    created: view.created.toISOString(),
  };
}
