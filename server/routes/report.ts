/** /bitexts/{id}/report: how good the translation is, as a page that stands alone. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewBeads } from '../../db/beads.ts';
import { viewBitext } from '../../db/bitexts.ts';
import { StateError } from '../../db/errors.ts';
import { writeReport } from '../engine/report/report.ts';
import { countWords } from '../engine/report/score.ts';
import { joinTexts } from '../engine/review/draft.ts';
import { pickLanguage, translate } from '../messages.ts';
import { reportFlag } from '../report-words.ts';
import type { Services } from '../services.ts';
import { attachment } from './exchange.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { notFound, problems, refused } from './respond.ts';
import { BitextId } from './wire.ts';

const report = createRoute({
  method: 'get',
  path: '/bitexts/{id}/report',
  summary: 'A quality report: the MQM score, and each error in its sentences',
  request: {
    params: BitextId,
    query: z.object({
      language: z
        .string()
        .max(35)
        .optional()
        .openapi({ description: 'that it is to be in; without it, the one of Accept-Language' }),
    }),
  },
  responses: {
    200: { content: { 'text/html': { schema: z.string() } }, description: 'One HTML file that needs nothing else' },
    ...problems,
    ...notFound,
    ...refused,
  },
});

export function reportRoutes({ database: { db } }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid }).openapi(report, async (c) => {
    const { id } = c.req.valid('param');
    const wanted = c.req.valid('query').language;
    const language = wanted === undefined ? languageOf(c) : pickLanguage(wanted);
    const { title, from, to, status } = await viewBitext(db, id);
    if (status !== 'ready') throw new StateError('not-ready');
    const beads = await viewBeads(db, id, { kind: 'all' });
    const pairs = beads.map((bead, index) => ({
      id: index + 1,
      source: joinTexts(bead.source.map(({ text }) => text)),
      target: joinTexts(bead.target.map(({ text }) => text)),
      flags: bead.flags.map((flag) => ({ ...reportFlag(flag, language), state: flag.state })),
    }));
    const html = writeReport(
      {
        title,
        from,
        to,
        language,
        made: new Date(),
        words: pairs.reduce((sum, { source }) => sum + countWords(source), 0),
        pairs: pairs.length,
        flagged: pairs.filter(({ flags }) => flags.length > 0),
      },
      (key, params) => translate(language, key.includes(':') ? key : `report:${key}`, params),
    );
    return c.body(html, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': attachment(`${title}.${from}-${to}.report.html`),
    });
  });
}
