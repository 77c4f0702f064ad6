/** The JSON columns, parsed on the way out: what an older version of the program, or a hand, put there is found here and not later. */

import { z } from 'zod';
import type { Change } from '../server/engine/review/changes.ts';
import { type Image, tables } from '../server/engine/review/draft.ts';

const message = z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
const text = z.string().nullable();
const row = z.record(z.string(), z.unknown()).nullable();

export const parseMessage = message.parse;
export const parseMessages = z.array(message).parse;
export const parseWords = z.tuple([text, text]).parse;
export const parseDocument = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('bitext'), pairs: z.array(z.object({ source: z.string(), target: z.string() })) }),
]).parse;

/** What a revision did to rows. */
export function parseImages(value: unknown): Image[] {
  return z.array(z.object({ table: z.enum(tables), id: z.int(), before: row, after: row })).parse(value);
}

/** A change was validated when it was made; here only its kind is looked at, so that old ones stay readable. */
export function parseChange(value: unknown): Change {
  return z.looseObject({ kind: z.string() }).parse(value) as unknown as Change;
}
