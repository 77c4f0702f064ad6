/** /projects/{id}/termbases and /termbases: what people bring of terms and dictionaries, looked at before it is kept. */

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewBeads } from '../../db/beads.ts';
import { readStatus, viewBitext } from '../../db/bitexts.ts';
import type { Db } from '../../db/connection.ts';
import { listProjects, viewProject } from '../../db/projects.ts';
import { bitextsOf, readStyles, setStyles } from '../../db/settings.ts';
import {
  addTerm,
  changeTermbase,
  createTermbase,
  deleteTermbase,
  listTermbases,
  listTerms,
  ownTermbase,
  putTerm,
  readTerms,
  type TermbaseView,
  type TermView,
  viewTermbase,
} from '../../db/termbases.ts';
import { writeTbx } from '../engine/formats/tbx.ts';
import { writeTermTable } from '../engine/formats/termbase.ts';
import type { GivenFile, TermbaseEntry } from '../engine/formats/terms.ts';
import { houseStyles } from '../engine/languages/styles.ts';
import { joinTexts } from '../engine/review/draft.ts';
import { translate } from '../messages.ts';
import type { Services } from '../services.ts';
import { attachment } from './exchange.ts';
import { languageOf, refuseInvalid } from './problem.ts';
import { checkAgain } from './recheck.ts';
import { json, notFound, problems, refused, tooLarge } from './respond.ts';
import {
  BitextId,
  NewTermbase,
  ProjectId,
  Styles,
  StylesSaved,
  Term,
  TermAdded,
  Termbase,
  TermbaseFiles,
  TermbaseId,
  TermbasePatch,
  TermbasePreview,
  TermbaseSaved,
  TermContent,
  TermId,
  TermSaved,
  type TermUse,
} from './wire.ts';

const form = <S extends z.ZodType>(schema: S) =>
  ({ required: true, content: { 'multipart/form-data': { schema } } }) as const;
const body = <S extends z.ZodType>(schema: S) =>
  ({ required: true, content: { 'application/json': { schema } } }) as const;

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/termbases',
  summary: 'The termbases and dictionaries of a project, and those of all projects',
  request: { params: ProjectId },
  responses: { 200: json(z.object({ termbases: z.array(Termbase) }), 'The termbases'), ...problems, ...notFound },
});

const preview = createRoute({
  method: 'post',
  path: '/termbases/preview',
  summary: 'What the files of a termbase hold, and what of it is of no use; nothing is kept',
  description:
    'CSV, TSV, TBX of 2008 and version 3, dictd, StarDict; the files of one dictionary together, or in a zip archive.',
  request: { body: form(TermbaseFiles) },
  responses: { 200: json(TermbasePreview, 'What was read'), ...problems, ...refused, ...tooLarge },
});

const create = createRoute({
  method: 'post',
  path: '/projects/{id}/termbases',
  summary: 'Keep a termbase; the bitexts that it is for are then checked again',
  request: { params: ProjectId, body: form(NewTermbase) },
  responses: { 201: json(TermbaseSaved, 'Kept'), ...problems, ...notFound, ...refused, ...tooLarge },
});

const patch = createRoute({
  method: 'patch',
  path: '/termbases/{id}',
  summary: 'Give it another name, kind or project',
  request: { params: TermbaseId, body: body(TermbasePatch) },
  responses: { 200: json(TermbaseSaved, 'Changed'), ...problems, ...notFound, ...tooLarge },
});

const remove = createRoute({
  method: 'delete',
  path: '/termbases/{id}',
  summary: 'Delete it with its entries; the bitexts that it was for are then checked again',
  request: { params: TermbaseId },
  responses: { 200: json(TermSaved, 'Deleted'), ...problems, ...notFound },
});

const terms = createRoute({
  method: 'get',
  path: '/termbases/{id}/terms',
  summary: 'Its entries: those that hold a word, a page at a time',
  request: {
    params: TermbaseId,
    query: z.object({
      search: z.string().max(300).default(''),
      after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: json(z.object({ terms: z.array(Term), total: z.int() }), 'The entries, and how many there are in all'),
    ...problems,
    ...notFound,
  },
});

const add = createRoute({
  method: 'post',
  path: '/termbases/{id}/terms',
  summary: 'Add an entry',
  request: { params: TermbaseId, body: body(TermContent) },
  responses: { 201: json(TermSaved, 'Added'), ...problems, ...notFound, ...tooLarge },
});

const put = createRoute({
  method: 'put',
  path: '/termbases/{id}/terms/{term}',
  summary: 'Replace an entry',
  request: { params: TermId, body: body(TermContent) },
  responses: { 200: json(TermSaved, 'Replaced'), ...problems, ...notFound, ...tooLarge },
});

const removeTerm = createRoute({
  method: 'delete',
  path: '/termbases/{id}/terms/{term}',
  summary: 'Delete an entry',
  request: { params: TermId },
  responses: { 200: json(TermSaved, 'Deleted'), ...problems, ...notFound },
});

const styles = createRoute({
  method: 'get',
  path: '/projects/{id}/styles',
  summary: 'The house styles that a project has chosen',
  request: { params: ProjectId },
  responses: { 200: json(Styles, 'The styles'), ...problems, ...notFound },
});

const chooseStyles = createRoute({
  method: 'put',
  path: '/projects/{id}/styles',
  summary: 'Choose house styles; the bitexts of the project are then checked again',
  request: { params: ProjectId, body: body(Styles) },
  responses: { 200: json(StylesSaved, 'Chosen'), ...problems, ...notFound, ...tooLarge },
});

const file = createRoute({
  method: 'get',
  path: '/termbases/{id}/export/{format}',
  summary: 'The termbase as a file',
  request: {
    params: TermbaseId.extend({ format: z.enum(['csv', 'tbx']).openapi({ param: { name: 'format', in: 'path' } }) }),
  },
  responses: {
    200: { content: { 'application/octet-stream': { schema: z.string() } }, description: 'CSV, or TBX version 3' },
    ...problems,
    ...notFound,
  },
});

const addFromBitext = createRoute({
  method: 'post',
  path: '/bitexts/{id}/terms',
  summary: "Add an entry to the termbase of a bitext's project, and see where the bitext does not keep to it",
  request: { params: BitextId, body: body(TermContent) },
  responses: { 201: json(TermAdded, 'Added'), ...problems, ...notFound, ...tooLarge },
});

/** So much of what was read is shown before it is kept. */
const mostShown = 20;
const mostReasons = 100;
/** An answer waits so long, in milliseconds, for the checks that run again; after that they go on without it. */
const patience = 3000;

export function termbaseRoutes(services: Services) {
  const { study } = services;
  const { db } = services.database;

  async function saved(id: string, bitexts: readonly string[]) {
    return { termbase: termbaseBody(await viewTermbase(db, id)), ...(await rechecked(services, bitexts)) };
  }
  const changed = async (termbase: string, term: TermView | null) => ({
    term: term && termBody(term),
    ...(await rechecked(services, await bitextsFor(db, (await viewTermbase(db, termbase)).project))),
  });

  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ termbases: (await listTermbases(db, id)).map(termbaseBody) }, 200);
    })
    .openapi(preview, async (c) => {
      const language = languageOf(c);
      const { files, from, to } = c.req.valid('form');
      const read = await study.read({ from, to }, await opened(files));
      const reasons = read.problems.slice(0, mostReasons).map(({ at, text, reason }) => ({
        where: translate(language, `page:termbases.at.${at.unit}`, { number: at.number }),
        text,
        why: translate(language, `errors:${reason.key}`, reason.params),
      }));
      const { format, kind, title, reversed, entries } = read;
      const sample = entries.slice(0, mostShown).map(entryBody);
      return c.json(
        { format, kind, title, reversed, entries: entries.length, sample, problems: read.problems.length, reasons },
        200,
      );
    })
    .openapi(create, async (c) => {
      const { id } = c.req.valid('param');
      const { files, from, to, name, kind, all } = c.req.valid('form');
      await viewProject(db, id);
      const { entries } = await study.read({ from, to }, await opened(files));
      const project = all === 'yes' ? null : id;
      const made = await createTermbase(db, { project, name: name.trim(), kind, from, to }, entries);
      return c.json(await saved(made, await bitextsFor(db, project)), 201);
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param');
      const { name, kind, project } = c.req.valid('json');
      const before = await viewTermbase(db, id);
      await changeTermbase(db, id, {
        ...(name !== undefined && { name: name.trim() }),
        ...(kind !== undefined && { kind }),
        ...(project !== undefined && { project }),
      });
      const affected = kind === undefined && project === undefined ? [] : [before.project, project ?? before.project];
      const bitexts = (await Promise.all(affected.map((each) => bitextsFor(db, each)))).flat();
      return c.json(await saved(id, [...new Set(bitexts)]), 200);
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param');
      const { project } = await viewTermbase(db, id);
      await deleteTermbase(db, id);
      return c.json({ term: null, ...(await rechecked(services, await bitextsFor(db, project))) }, 200);
    })
    .openapi(terms, async (c) => {
      const { id } = c.req.valid('param');
      await viewTermbase(db, id);
      const page = await listTerms(db, id, c.req.valid('query'));
      return c.json({ terms: page.terms.map(termBody), total: page.total }, 200);
    })
    .openapi(add, async (c) => {
      const { id } = c.req.valid('param');
      const entry = tidied(c.req.valid('json'));
      return c.json(await changed(id, { ...entry, id: await addTerm(db, id, entry) }), 201);
    })
    .openapi(put, async (c) => {
      const { id, term } = c.req.valid('param');
      const entry = tidied(c.req.valid('json'));
      await putTerm(db, id, term, entry);
      return c.json(await changed(id, { ...entry, id: term }), 200);
    })
    .openapi(removeTerm, async (c) => {
      const { id, term } = c.req.valid('param');
      await putTerm(db, id, term, null);
      return c.json(await changed(id, null), 200);
    })
    .openapi(styles, async (c) => {
      const chosen = await readStyles(db, c.req.valid('param').id);
      return c.json({ styles: houseStyles.filter((style) => chosen.includes(style)) }, 200);
    })
    .openapi(chooseStyles, async (c) => {
      const { id } = c.req.valid('param');
      const { styles: chosen } = c.req.valid('json');
      await setStyles(db, id, chosen);
      return c.json({ styles: chosen, ...(await rechecked(services, await bitextsOf(db, id))) }, 200);
    })
    .openapi(file, async (c) => {
      const { id, format } = c.req.valid('param');
      const { name, from, to } = await viewTermbase(db, id);
      const entries = await readTerms(db, id);
      const content = format === 'csv' ? `\uFEFF${writeTermTable(entries)}` : writeTbx(entries, name, from, to);
      return new Response(content, {
        headers: {
          'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-tbx+xml; charset=utf-8',
          'Content-Disposition': attachment(`${name}.${from}-${to}.${format}`),
        },
      });
    })
    .openapi(addFromBitext, async (c) => {
      const { id } = c.req.valid('param');
      const entry = tidied(c.req.valid('json'));
      const { project, from, to } = await viewBitext(db, id);
      const termbase = await ownTermbase(db, {
        project,
        from,
        to,
        name: translate(languageOf(c), 'page:termbases.ownName'),
      });
      const term = { ...entry, id: await addTerm(db, termbase, entry) };
      const use = await useOf(services, id, { from, to }, entry);
      void checkAgain(services, [id, ...(await bitextsOf(db, project)).filter((other) => other !== id)]);
      return c.json({ termbase: termbaseBody(await viewTermbase(db, termbase)), term: termBody(term), use }, 201);
    });
}

/** Where a bitext has a term, and where it does not render it as its entry says. */
async function useOf(
  { database: { db }, study }: Services,
  bitext: string,
  languages: { from: string; to: string },
  entry: TermbaseEntry,
): Promise<z.infer<typeof TermUse>> {
  await readStatus(db, bitext);
  const beads = await viewBeads(db, bitext, { kind: 'all' });
  const pairs = beads.map((bead) => ({
    source: joinTexts(bead.source.map(({ text }) => text)),
    target: joinTexts(bead.target.map(({ text }) => text)),
  }));
  const { kept, missed } = await study.seek(languages, entry, pairs);
  return {
    kept,
    missed: missed.flatMap(({ index, source }) => {
      const bead = beads[index];
      return bead ? [{ bead: bead.id, source: source.map(([start, end]): [number, number] => [start, end]) }] : [];
    }),
  };
}

/** The bitexts that a termbase is for: those of its project, or of all. */
async function bitextsFor(db: Db, project: string | null): Promise<string[]> {
  const projects = project === null ? (await listProjects(db)).map(({ id }) => id) : [project];
  return (await Promise.all(projects.map((each) => bitextsOf(db, each)))).flat();
}

/** Has bitexts checked again, and says what that came to if it does not take long. */
async function rechecked(services: Services, bitexts: readonly string[]) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const flags = await Promise.race([checkAgain(services, bitexts), late]);
  clearTimeout(timer);
  return { bitexts: bitexts.length, flags };
}

async function opened(files: File | File[]): Promise<GivenFile[]> {
  const all = Array.isArray(files) ? files : [files];
  return Promise.all(
    all.map(async (given) => ({
      name: given.name.replace(/^.*[\\/]/, '').slice(-200) || '?',
      bytes: new Uint8Array(await given.arrayBuffer()),
    })),
  );
}

function tidied(given: z.infer<typeof TermContent>): TermbaseEntry {
  const names = (list: readonly string[]) => [...new Set(list.map((name) => name.trim().replace(/\s+/g, ' ')))];
  return {
    source: names(given.source),
    target: names(given.target),
    forbidden: names(given.forbidden),
    note: given.note.trim(),
  };
}

function termbaseBody(view: TermbaseView): Termbase {
  return { ...view, changed: view.changed.toISOString() };
}

function entryBody({ source, target, forbidden, note }: TermbaseEntry) {
  return { source: [...source], target: [...target], forbidden: [...forbidden], note };
}

function termBody(term: TermView): z.infer<typeof Term> {
  return { id: term.id, ...entryBody(term) };
}
