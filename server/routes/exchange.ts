/** Taking a bitext away: the formats, and the file in one of them. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewBitext } from '../../db/bitexts.ts';
import { StateError } from '../../db/errors.ts';
import { readExport } from '../../db/export.ts';
import type { Flag } from '../engine/bitext.ts';
import { formatById, formats } from '../engine/formats/format.ts';
import { translate } from '../messages.ts';
import type { Services } from '../services.ts';
import { languageOf, ProblemError, refuseInvalid } from './problem.ts';
import { json, notFound, problems, refused } from './respond.ts';
import { BitextId, ExportFormat } from './wire.ts';

const list = createRoute({
  method: 'get',
  path: '/formats',
  summary: 'The formats that a bitext can be exported in',
  responses: { 200: json(z.object({ formats: z.array(ExportFormat) }), 'The formats'), ...problems },
});

const file = createRoute({
  method: 'get',
  path: '/bitexts/{id}/export/{format}',
  summary: 'The bitext as a file, with corrections and, where the format can carry them, flags',
  request: {
    params: BitextId.extend({
      format: z
        .string()
        .max(40)
        .openapi({ param: { name: 'format', in: 'path' }, description: 'an id from /formats' }),
    }),
  },
  responses: {
    200: {
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
      description: 'The file, in its own media type',
    },
    ...problems,
    ...notFound,
    ...refused,
  },
});

export function exchangeRoutes({ database: { db } }: Services) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, (c) => {
      const writable = formats.filter((format) => format.write);
      const described = writable.map(({ id, label, mediaType, extensions }) => ({
        id,
        label,
        mediaType,
        extension: extensions[0] ?? '',
      }));
      return c.json({ formats: described }, 200);
    })
    .openapi(file, async (c) => {
      const { id, format: formatId } = c.req.valid('param');
      const language = languageOf(c);
      const format = formatById(formatId);
      if (!format?.write) throw new ProblemError(404, 'no-format', { format: formatId });
      const { title, from, to, status } = await viewBitext(db, id);
      if (status !== 'ready') throw new StateError('not-ready');
      const sentence = (flag: Flag) =>
        flag.check === 'manual'
          ? String(flag.message.params.note ?? '')
          : translate(language, `flags:${flag.message.key}`, flag.message.params);
      const content = format.write({ title, from, to, language, beads: await readExport(db, id, sentence) });
      return new Response(content as BodyInit, {
        headers: {
          'Content-Type': format.mediaType,
          'Content-Disposition': attachment(`${title}.${from}-${to}${format.extensions[0] ?? ''}`),
        },
      });
    });
}

/** RFC 6266: the name in ASCII for old programs, and as it is for the others. */
export function attachment(name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '_').slice(-150);
  const ascii = safe.replaceAll(/[^\x20-\x7e]+/g, '_');
  const encoded = encodeURIComponent(safe.toWellFormed()).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
