/** The JSON columns, parsed on the way out: what an older version of the program, or a hand, put there is found here and not later. */

import { z } from 'zod';
import { sides } from '../server/engine/bitext.ts';
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

export const parseResult = z.object({ kept: z.int(), changed: z.int(), made: z.int(), gone: z.int() }).parse;
export const parseWork = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('realign'), first: z.int(), last: z.int() }),
  z.object({ kind: z.literal('reimport'), side: z.enum(sides), name: text, encoding: text, text: z.string() }),
]).parse;
export const parseLesson = z.array(z.tuple([z.string(), z.string(), z.number()])).parse;

/** What a revision did to rows. */
export function parseImages(value: unknown): Image[] {
  return z.array(z.object({ table: z.enum(tables), id: z.int(), before: row, after: row })).parse(value);
}

/** A change was validated when it was made; here only its kind is looked at, so that old ones stay readable. */
export function parseChange(value: unknown): Change {
  return z.looseObject({ kind: z.string() }).parse(value) as unknown as Change;
}

/** The project's dismissal that a revision made; null for any other revision. */
export function dismissalOf(change: unknown): string | null {
  return z.looseObject({ dismissal: z.uuid().optional() }).parse(change).dismissal ?? null;
}
