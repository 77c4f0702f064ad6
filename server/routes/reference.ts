/** What there is to know about the program itself: its checks, its languages. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { checks } from '../engine/checks/checks.ts';
import { bundle, languages, translate } from '../messages.ts';
import { languageOf, ProblemError, refuseInvalid } from './problem.ts';
import { json, notFound, problems } from './respond.ts';
import { Check } from './wire.ts';

const checkList = createRoute({
  method: 'get',
  path: '/checks',
  summary: 'The checks, and what each looks for',
  responses: { 200: json(z.object({ checks: z.array(Check) }), 'The checks'), ...problems },
});

const localeList = createRoute({
  method: 'get',
  path: '/locales',
  summary: 'The languages of the interface',
  responses: { 200: json(z.object({ locales: z.array(z.string()) }), 'Their codes'), ...problems },
});

const locale = createRoute({
  method: 'get',
  path: '/locales/{lng}',
  summary: 'All sentences in one language, by namespace, as i18next wants them',
  request: {
    params: z.object({
      lng: z
        .string()
        .max(35)
        .openapi({ param: { name: 'lng', in: 'path' } }),
    }),
  },
  responses: {
    200: json(z.record(z.string(), z.record(z.string(), z.unknown())), 'The sentences'),
    ...problems,
    ...notFound,
  },
});

export function referenceRoutes() {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(checkList, (c) => {
      const language = languageOf(c);
      return c.json(
        {
          checks: checks.map(({ id, category, describe }) => ({
            id,
            category,
            describe: translate(language, describe),
          })),
        },
        200,
      );
    })
    .openapi(localeList, (c) => c.json({ locales: [...languages] }, 200))
    .openapi(locale, (c) => {
      const { lng } = c.req.valid('param');
      const found = bundle(lng);
      if (!found) throw new ProblemError(404, 'no-locale', { language: lng });
      return c.json(found as Record<string, Record<string, never>>, 200);
    });
}
