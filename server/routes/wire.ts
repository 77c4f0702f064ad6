/**
 * The shapes that go over the wire, each described once: they validate what comes in, type the web's client, and become
 * the components of /api/v1/openapi.json.
 */

import { z } from '@hono/zod-openapi';
import { categories, severities, sides } from '../engine/bitext.ts';

const id = z.int().min(1).max(2_147_483_647);
const version = z.int().min(0).max(2_147_483_647);
const languageCode = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(35);
const plainText = (max: number) =>
  z.string().max(max).refine(isStorable, { message: 'control characters and lone surrogates are not text' });

/** PostgreSQL cannot store U+0000, and a lone surrogate is no character: both come from broken input, never from a keyboard. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Longest text of one side of a bead, in UTF-16 units. */
const longestSide = 100_000;
/** Longest pasted text of one side, in UTF-16 units; the body limit of the server is the other bound. */
const longestText = 20_000_000;

const Side = z.enum(sides);
const Span = z.tuple([z.int().min(0).max(longestSide), z.int().min(0).max(longestSide)]).openapi({ type: 'array' });
const SideSpan = Span.refine(([start, end]) => start < end, { message: 'a span must hold at least one character' });
const Category = z.enum(categories);
const Severity = z.enum(severities);

export const BitextId = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });
export const JobId = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

/** RFC 9457. `title` and `detail` are in the language that the request asks for. */
export const Problem = z
  .object({
    type: z.string().openapi({ description: 'a stable name of the kind of problem: urn:sverka:problem:<key>' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z
      .array(z.object({ where: z.string(), why: z.string() }))
      .optional()
      .openapi({ description: 'what in the request was wrong, and where' }),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

const Message = z
  .object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .openapi('Message');

const Flag = z
  .object({
    id,
    bead: id,
    check: z.string(),
    category: Category,
    severity: Severity,
    confidence: z.number().min(0).max(1),
    source: Span.nullable(),
    target: Span.nullable(),
    message: Message,
    suggestion: z.string().nullable(),
    state: z.enum(['open', 'accepted', 'dismissed']),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    origin: z.enum(['program', 'manual']),
  })
  .openapi('Flag');

const Segment = z
  .object({
    id,
    text: z.string(),
    original: z.string().openapi({ description: 'the text as it was imported; edited means text differs from it' }),
    paragraph: z.int(),
    kind: z.enum(['text', 'heading', 'list-item', 'turn', 'separator']),
    speaker: z.string().nullable(),
  })
  .openapi('Segment');

const BeadState = z.enum(['new', 'confirmed', 'approved']);

export const Bead = z
  .object({
    id,
    position: z
      .string()
      .openapi({ description: 'place in the bitext: beads are ordered by comparing these as plain ASCII strings' }),
    source: z.array(Segment),
    target: z.array(Segment),
    confidence: z.number().min(0).max(1),
    state: BeadState,
    bookmarked: z.boolean(),
    moved: z.boolean(),
    furniture: z.boolean(),
    edited: z.boolean(),
    version: version.openapi({ description: 'the version of the bitext at which this bead last changed' }),
    flags: z.array(Flag),
  })
  .openapi('Bead');
export type Bead = z.infer<typeof Bead>;

export const Counts = z
  .object({
    beads: z.int(),
    todo: z.int().openapi({ description: 'beads in state new that are not furniture' }),
    reviewed: z.int().openapi({ description: 'beads - todo' }),
    confirmed: z.int(),
    approved: z.int(),
    flagged: z.int().openapi({ description: 'beads with at least one open flag' }),
    doubtful: z.int().openapi({ description: 'beads in state new whose confidence is under 0.8' }),
    edited: z.int(),
    bookmarked: z.int(),
    gaps: z.int().openapi({ description: 'beads with one side empty, furniture left out' }),
    flags: z.object({ open: z.int(), accepted: z.int(), dismissed: z.int() }),
    open: z.object({ critical: z.int(), major: z.int(), minor: z.int(), neutral: z.int() }),
  })
  .openapi('Counts');
export type Counts = z.infer<typeof Counts>;

export const Job = z
  .object({
    id: z.uuid(),
    bitext: z.uuid(),
    kind: z.enum(['import']),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    phase: z.enum(['waiting', 'segment', 'align', 'check', 'save']),
    share: z.number().min(0).max(1).openapi({ description: 'done of the whole job' }),
    problem: z.string().nullable().openapi({ description: 'why it failed, in the language of the request' }),
  })
  .openapi('Job');
export type Job = z.infer<typeof Job>;

const Origin = z.object({
  name: z.string().nullable().openapi({ description: 'file name; null for pasted text' }),
  encoding: z.string().nullable(),
});

export const Bitext = z
  .object({
    id: z.uuid(),
    title: z.string(),
    from: z.string(),
    to: z.string(),
    version,
    status: z.enum(['importing', 'aligning', 'ready', 'failed']),
    sample: z.boolean(),
    related: z.boolean().openapi({ description: 'false: the two texts do not seem to belong together' }),
    evidence: z.number().nullable(),
    warnings: z
      .array(z.string())
      .openapi({ description: 'what the reader noticed on import, in the language of the request' }),
    source: Origin,
    target: Origin,
    created: z.iso.datetime(),
    changed: z.iso.datetime(),
    job: Job.nullable().openapi({ description: 'the last job on this bitext' }),
    counts: Counts.nullable().openapi({ description: 'null until it is ready' }),
    canUndo: z.boolean(),
    canRedo: z.boolean(),
  })
  .openapi('Bitext');
export type Bitext = z.infer<typeof Bitext>;

const title = plainText(300).refine((text) => text.trim() !== '', { message: 'a title must not be empty' });

export const NewBitext = z
  .object({
    title: title.optional(),
    from: languageCode.optional(),
    to: languageCode.optional(),
    source: z.string().max(longestText),
    target: z.string().max(longestText),
  })
  .openapi('NewBitext');

/** Files as multipart/form-data; a form's file arrives as a File. */
const Upload = z.instanceof(File).openapi({ type: 'string', format: 'binary' });
export const NewBitextFiles = z
  .object({
    title: title.or(z.literal('')).optional(),
    from: languageCode.or(z.literal('')).optional(),
    to: languageCode.or(z.literal('')).optional(),
    source: Upload.openapi({ description: 'the original; or one file that holds both sides (TMX, XLIFF, TSV)' }),
    target: Upload.optional(),
  })
  .openapi('NewBitextFiles');

export const Created = z.object({ bitext: Bitext, job: Job }).openapi('Created');

export const Rename = z.object({ title }).openapi('Rename');

const Cut = z
  .union([z.object({ segment: id, offset: z.int().min(0).max(longestSide) }).strict(), z.int().min(0).max(100_000)])
  .openapi({
    description:
      'where the side is cut: an offset inside a segment (the segment becomes two; an offset at its edge cuts between segments), or how many segments stay in the first bead',
  });

const dismissReasons = ['false-alarm', 'acceptable', 'style', 'fixed-otherwise', 'other'] as const;

/** What a person, or a program on his behalf, can do to a bitext. */
export const Change = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('edit'), bead: id, side: Side, text: plainText(longestSide) }).strict(),
    z.object({ kind: z.literal('accept'), flag: id }).strict(),
    z
      .object({
        kind: z.literal('dismiss'),
        flag: id,
        reason: z.enum(dismissReasons),
        note: plainText(2000).optional(),
      })
      .strict(),
    z.object({ kind: z.literal('reopen'), flag: id }).strict(),
    z
      .object({
        kind: z.literal('addFlag'),
        bead: id,
        source: SideSpan.nullable(),
        target: SideSpan.nullable(),
        category: Category,
        severity: Severity,
        note: plainText(2000),
        suggestion: plainText(2000).nullable().optional(),
      })
      .strict(),
    z.object({ kind: z.literal('removeFlag'), flag: id }).strict(),
    z.object({ kind: z.literal('merge'), beads: z.array(id).min(2).max(1000) }).strict(),
    z.object({ kind: z.literal('split'), bead: id, source: Cut.optional(), target: Cut.optional() }).strict(),
    z.object({ kind: z.literal('moveSegment'), side: Side, segment: id, to: id }).strict(),
    z.object({ kind: z.literal('confirm'), beads: z.array(id).min(1).max(50_000), state: BeadState }).strict(),
    z.object({ kind: z.literal('bookmark'), bead: id, on: z.boolean() }).strict(),
    z.object({ kind: z.literal('undo') }).strict(),
    z.object({ kind: z.literal('redo') }).strict(),
  ])
  .openapi('Change');
export type Change = z.infer<typeof Change>;

export const ChangeRequest = z.object({ version, change: Change }).strict().openapi('ChangeRequest');

export const ChangeResult = z
  .object({
    version,
    beads: z.array(Bead).openapi({ description: 'the changed beads in full, and those that are new' }),
    removedBeads: z.array(id),
    counts: Counts,
    canUndo: z.boolean(),
    canRedo: z.boolean(),
    done: Change.or(z.object({ kind: z.literal('import') })).openapi({
      description: 'what was done; for undo and redo, the change that was undone or redone',
    }),
  })
  .openapi('ChangeResult');
export type ChangeResult = z.infer<typeof ChangeResult>;

/** The body of a 409: the present state of what the change would have touched. */
export const Conflict = Problem.extend({
  version,
  beads: z.array(Bead),
  removedBeads: z.array(id),
}).openapi('Conflict');
export type Conflict = z.infer<typeof Conflict>;

export const Beads = z
  .object({
    version,
    beads: z.array(Bead),
    removedBeads: z.array(id).openapi({ description: 'with `since`: the beads that are gone' }),
    next: z
      .string()
      .nullable()
      .openapi({ description: 'position to give as `after` for the next page; null at the end' }),
  })
  .openapi('Beads');

const Revision = z
  .object({
    version,
    kind: z.string(),
    author: z.string().nullable(),
    at: z.iso.datetime(),
    state: z.enum(['done', 'undone', 'dropped']).openapi({
      description: 'dropped: it was undone and then something else was done, so that it can no longer be redone',
    }),
    undoes: version.nullable(),
    redoes: version.nullable(),
    change: Change.nullable(),
    beads: z.array(id).openapi({ description: 'the beads that it touched' }),
  })
  .openapi('Revision');

export const Revisions = z
  .object({ revisions: z.array(Revision), next: version.nullable() })
  .openapi('Revisions', { description: 'newest first; `next` is the `before` of the next page' });

export const Check = z.object({ id: z.string(), category: Category, describe: z.string() }).openapi('Check');

export const ExportFormat = z
  .object({ id: z.string(), label: z.string(), mediaType: z.string(), extension: z.string() })
  .openapi('ExportFormat');
