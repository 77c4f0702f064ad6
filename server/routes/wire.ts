/**
 * The shapes that go over the wire, each described once: they validate what comes in, type the web's client, and become
 * the components of /api/v1/openapi.json.
 */

import { z } from '@hono/zod-openapi';
import { categories, severities, sides } from '../engine/bitext.ts';
import { levels } from '../engine/checks/settings.ts';
import { termbaseKinds } from '../engine/formats/terms.ts';
import { houseStyles } from '../engine/languages/styles.ts';

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
    dismissal: z.uuid().nullable().openapi({ description: 'the dismissal of the project that it falls under' }),
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
    kind: z.enum(['import', 'realign', 'reimport']),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    phase: z.enum(['waiting', 'segment', 'align', 'check', 'save']),
    share: z.number().min(0).max(1).openapi({ description: 'done of the whole job' }),
    problem: z.string().nullable().openapi({ description: 'why it failed, in the language of the request' }),
    result: z
      .object({ kept: z.int(), changed: z.int(), made: z.int(), gone: z.int() })
      .nullable()
      .openapi({ description: 'what became of the beads, where the job changed a bitext' }),
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
    project: z.uuid(),
    settings: z.int().openapi({ description: 'goes up whenever the settings of its project change' }),
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

export const ProjectId = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

export const Project = z
  .object({
    id: z.uuid(),
    name: z.string().openapi({ description: 'for one that nobody has named yet, a word of the language asked for' }),
    created: z.iso.datetime(),
    bitexts: z.int().openapi({ description: 'how many belong to it' }),
  })
  .openapi('Project');
export type Project = z.infer<typeof Project>;

export const ProjectName = z.object({ name: title }).strict().openapi('ProjectName');

export const NewBitext = z
  .object({
    project: z.uuid().optional().openapi({ description: 'without one, the project that was used last' }),
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
    project: z.uuid().or(z.literal('')).optional(),
    title: title.or(z.literal('')).optional(),
    from: languageCode.or(z.literal('')).optional(),
    to: languageCode.or(z.literal('')).optional(),
    source: Upload.openapi({ description: 'the original; or one file that holds both sides (TMX, XLIFF, TSV)' }),
    target: Upload.optional(),
  })
  .openapi('NewBitextFiles');

export const Created = z.object({ bitext: Bitext, job: Job }).openapi('Created');

export const BitextPatch = z
  .object({ title: title.optional(), project: z.uuid().optional() })
  .refine((patch) => Object.values(patch).some((value) => value !== undefined), { message: 'nothing to change' })
  .openapi('BitextPatch');

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
    z
      .object({
        kind: z.literal('dismissAlike'),
        flag: id,
        reason: z.enum(dismissReasons),
        note: plainText(2000).optional(),
        scope: z.enum(['bitext', 'project']),
        dismissal: z.uuid().optional().openapi({ readOnly: true, description: 'only in answers' }),
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
    z.object({ kind: z.literal('recheck') }).strict(),
    z.object({ kind: z.literal('undo') }).strict(),
    z.object({ kind: z.literal('redo') }).strict(),
  ])
  .openapi('Change');
export type Change = z.infer<typeof Change>;

/** What a job did to a bitext, as its history has it. */
const Rewriting = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('realign'), first: id, last: id }),
    z.object({ kind: z.literal('reimport'), side: Side, name: z.string().nullable() }),
  ])
  .openapi('Rewriting');

export const ChangeRequest = z.object({ version, change: Change }).strict().openapi('ChangeRequest');

export const ChangeResult = z
  .object({
    version,
    beads: z.array(Bead).openapi({ description: 'the changed beads in full, and those that are new' }),
    removedBeads: z.array(id),
    counts: Counts,
    canUndo: z.boolean(),
    canRedo: z.boolean(),
    done: z.union([Change, Rewriting, z.object({ kind: z.literal('import') })]).openapi({
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
    change: z.union([Change, Rewriting]).nullable(),
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

const Level = z.enum(levels);

export const ProjectCheck = z
  .object({
    id: z.string(),
    category: Category,
    level: Level.nullable().openapi({ description: 'what the project sets; null: as the check finds' }),
    open: z.int(),
    hidden: z.int().openapi({ description: 'open, but not shown since the check is off' }),
    accepted: z.int().openapi({ description: 'and those that were mended in another way' }),
    dismissed: z.int(),
    trust: z.number().openapi({ description: 'share of its flags that are right, judged by those two' }),
  })
  .openapi('ProjectCheck');

export const CheckId = ProjectId.extend({
  check: z
    .string()
    .regex(/^[a-z][a-z-]{0,60}$/)
    .openapi({ param: { name: 'check', in: 'path' }, description: 'an id from /checks' }),
});
export const LevelChoice = z.object({ level: Level.nullable() }).strict().openapi('LevelChoice');

export const Trust = z
  .object({
    usual: z.number().openapi({ description: 'for what is not listed' }),
    kinds: z.array(z.object({ check: z.string(), key: z.string(), trust: z.number() })),
  })
  .openapi('Trust', { description: 'share of right flags, by check and key of the message' });

export const Dismissal = z
  .object({
    id: z.uuid(),
    check: z.string(),
    message: Message,
    words: z.tuple([z.string().nullable(), z.string().nullable()]).openapi({ type: 'array' }),
    reason: z.string(),
    note: z.string().nullable(),
    created: z.iso.datetime(),
    flags: z.int().openapi({ description: 'how many flags it dismisses now' }),
  })
  .openapi('Dismissal');
export const DismissalId = ProjectId.extend({
  dismissal: z.uuid().openapi({ param: { name: 'dismissal', in: 'path' } }),
});
export const DismissalPatch = z.object({ active: z.boolean() }).strict().openapi('DismissalPatch');

export const FlagId = BitextId.extend({
  flag: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .openapi({ param: { name: 'flag', in: 'path' } }),
});
export const Alike = z
  .object({ bitext: z.int(), project: z.int(), bitexts: z.int() })
  .openapi('Alike', { description: 'open flags like one: in its bitext, in its project, and in how many bitexts' });

export const RuleContent = z
  .object({
    source: plainText(300),
    target: plainText(300),
    message: plainText(500),
    severity: Severity,
  })
  .strict()
  .openapi('RuleContent');
export const Rule = RuleContent.extend({ id: z.uuid() }).openapi('Rule');
export const RuleId = ProjectId.extend({ rule: z.uuid().openapi({ param: { name: 'rule', in: 'path' } }) });
export const RuleSaved = z
  .object({ bitexts: z.int().openapi({ description: 'how many bitexts are now checked again' }) })
  .openapi('RuleSaved');

export const RuleMatches = z
  .object({
    count: z.int().openapi({ description: 'flags in the whole bitext' }),
    matches: z
      .array(
        z.object({
          bead: id,
          number: z.int().openapi({ description: 'of the bead in the text, from 1' }),
          source: z.string(),
          target: z.string(),
          spans: z.object({ source: Span.nullable(), target: Span.nullable() }),
        }),
      )
      .openapi({ description: 'the first of them' }),
  })
  .openapi('RuleMatches');

/** Longest name of a concept, and the most names of one, in a termbase's entry. */
const termNames = z
  .array(plainText(500).refine((name) => name.trim() !== '', { message: 'a name must not be empty' }))
  .max(50);
export const TermContent = z
  .object({
    source: termNames.min(1),
    target: termNames,
    forbidden: termNames,
    note: plainText(2000),
  })
  .strict()
  .refine((term) => term.target.length + term.forbidden.length > 0, { message: 'an entry needs a target' })
  .openapi('TermContent');
const termId = z.coerce.number().int().min(1).max(2_147_483_647);
export const Term = z
  .object({
    id,
    source: z.array(z.string()),
    target: z.array(z.string()).openapi({ description: 'accepted names, the preferred one first' }),
    forbidden: z.array(z.string()),
    note: z.string(),
  })
  .openapi('Term');

const TermbaseKind = z.enum(termbaseKinds).openapi({
  description: 'terms are to be kept to; a dictionary is evidence of what words may mean',
});
export const Termbase = z
  .object({
    id: z.uuid(),
    project: z.uuid().nullable().openapi({ description: 'null: of all projects' }),
    name: z.string(),
    kind: TermbaseKind,
    from: z.string(),
    to: z.string(),
    version,
    changed: z.iso.datetime(),
    entries: z.int(),
  })
  .openapi('Termbase');
export type Termbase = z.infer<typeof Termbase>;

export const TermbaseId = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });
export const TermId = TermbaseId.extend({ term: termId.openapi({ param: { name: 'term', in: 'path' } }) });

/** Files of one termbase: a dictionary of dictd or StarDict has several. */
const termbaseFiles = z.union([Upload, z.array(Upload).min(1).max(8)]);
export const TermbaseFiles = z
  .object({ files: termbaseFiles, from: languageCode, to: languageCode })
  .openapi('TermbaseFiles');
export const NewTermbase = z
  .object({
    files: termbaseFiles,
    from: languageCode,
    to: languageCode,
    name: title,
    kind: TermbaseKind,
    all: z.enum(['yes', 'no']).default('no').openapi({ description: 'whether it is of all projects' }),
  })
  .openapi('NewTermbase');
export const TermbasePatch = z
  .object({ name: title.optional(), kind: TermbaseKind.optional(), project: z.uuid().nullable().optional() })
  .strict()
  .openapi('TermbasePatch');

export const TermbasePreview = z
  .object({
    format: z.enum(['table', 'tbx', 'dictd', 'stardict']),
    kind: TermbaseKind,
    title: z.string().nullable(),
    reversed: z
      .boolean()
      .openapi({ description: 'the file goes from the target language to the source and was turned round' }),
    entries: z.int(),
    sample: z.array(Term.omit({ id: true })).openapi({ description: 'the first entries' }),
    problems: z.int().openapi({ description: 'how many entries were left out' }),
    reasons: z
      .array(z.object({ where: z.string(), text: z.string(), why: z.string() }))
      .openapi({ description: 'the first of them, and why, in the language of the request' }),
  })
  .openapi('TermbasePreview');
export type TermbasePreview = z.infer<typeof TermbasePreview>;

const touchedFlags = z
  .int()
  .nullable()
  .openapi({ description: 'flags that came or went because of it; null while the checks are still running' });
export const TermbaseSaved = z
  .object({ termbase: Termbase, bitexts: z.int(), flags: touchedFlags })
  .openapi('TermbaseSaved');
export const Styles = z
  .object({ styles: z.array(z.enum(houseStyles)).max(houseStyles.length) })
  .strict()
  .openapi('Styles', { description: 'house styles that the translations of a project are held to' });

export const StylesSaved = Styles.extend({ bitexts: z.int(), flags: touchedFlags }).openapi('StylesSaved');
export const TermSaved = z
  .object({ term: Term.nullable(), bitexts: z.int(), flags: touchedFlags })
  .openapi('TermSaved');

export const TermUse = z
  .object({
    kept: z.int().openapi({ description: 'beads whose source has the term and whose target has it, too' }),
    missed: z.array(z.object({ bead: id, source: z.array(Span) })),
  })
  .openapi('TermUse', { description: 'where the source has the term, in whatever form, and what the target does' });
export const TermAdded = z.object({ termbase: Termbase, term: Term, use: TermUse }).openapi('TermAdded');

export const Realigning = z.object({ first: id, last: id }).strict().openapi('Realigning');
export const NewVersion = z
  .object({ side: Side, file: Upload.optional(), text: z.string().max(longestText).optional() })
  .openapi('NewVersion');

export const BeadIds = z.object({
  beads: z
    .string()
    .regex(/^\d{1,10}(,\d{1,10}){0,99}$/)
    .refine((list) => list.split(',').every((each) => Number(each) <= 2_147_483_647), {
      message: 'no bead has such an id',
    }),
});
export const WordLinks = z
  .object({
    links: z.array(
      z.object({
        bead: id,
        version,
        pairs: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.number()]).openapi({ type: 'array' })),
      }),
    ),
  })
  .openapi('WordLinks', {
    description: 'pairs: start and end in the source, start and end in the target, probability',
  });

export const Learnt = z
  .object({
    beads: z.int().openapi({ description: 'beads that were confirmed or corrected, and teach' }),
    pairs: z.int().openapi({ description: 'different word pairs' }),
    top: z.array(z.object({ source: z.string(), target: z.string(), count: z.number() })),
  })
  .openapi('Learnt');
