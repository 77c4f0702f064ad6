import { gzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bead, Bitext, ChangeResult, Job, Termbase, TermbasePreview } from '../../server/routes/wire.ts';
import { kinds } from '../db/databases.ts';
import { type Harness, longTexts, startHarness } from './harness.ts';

const source = [
  'На площади установили сборочный верстак.',
  'Мастер доволен сборочным верстаком.',
  'Других верстаков в городе нет.',
  'Договор подписали сорок семь стран.',
  'Встреча пройдёт осенью в Вене.',
];
const target = [
  'An assembly bench was set up in the square.',
  'The master is pleased with the mounting desk.',
  'There are no other benches in the town.',
  'The treaty was signed by forty-seven countries.',
  'The meeting will be held in Vienna in autumn.',
];
const paragraphs = (lines: readonly string[]) => lines.join('\n\n');

describe.each(kinds)('on %s', (kind) => {
  let server: Harness;
  beforeAll(async () => {
    server = await startHarness(kind);
    // The first change loads what the checks know.
    const { id, beads } = await make();
    await server.change(id, 1, { kind: 'edit', bead: beads[0]?.id ?? 0, side: 'target', text: 'Warm.' });
  }, 60_000);
  afterAll(() => server.stop());

  const make = async () => {
    const { id } = await server.ready(paragraphs(source), paragraphs(target));
    const { id: project } = await send<{ id: string }>('POST', '/projects', { name: 'Цех' }, 201);
    await send('PATCH', `/bitexts/${id}`, { project });
    return { id, project, beads: await beadsOf(id) };
  };
  const beadsOf = async (id: string) => (await server.get<{ beads: Bead[] }>(`/bitexts/${id}/beads`)).beads;
  const texts = (beads: readonly Bead[]) =>
    beads.map((bead) => [bead.source, bead.target].map((side) => side.map(({ text }) => text).join(' ')));
  const send = async <T>(method: string, path: string, body?: unknown, status = 200): Promise<T> => {
    const response = await server.request(method, path, body);
    const text = await response.text();
    if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
  const form = (fields: Record<string, string | File | readonly File[]>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const each of Array.isArray(value) ? value : [value]) data.append(name, each as string | File);
    }
    return data;
  };
  const csv = (text: string, name = 'terms.csv') => new File([text], name);
  const languages = { from: 'ru', to: 'en' };

  describe('a termbase', () => {
    it('is looked at first: what was read, what not, and why', async () => {
      const file = csv('source,target,forbidden\nсборочный верстак,assembly bench,mounting desk\nлишнее,\n');
      const read = await send<TermbasePreview>('POST', '/termbases/preview', form({ files: file, ...languages }));
      expect(read).toMatchObject({
        format: 'table',
        kind: 'terms',
        entries: 1,
        problems: 1,
        sample: [{ source: ['сборочный верстак'], target: ['assembly bench'], forbidden: ['mounting desk'] }],
        reasons: [{ where: 'line 3', text: 'лишнее', why: 'the entry has no target term' }],
      });
      const { project } = await make();
      expect((await server.get<{ termbases: unknown[] }>(`/projects/${project}/termbases`)).termbases).toEqual([]);
    });

    it('of several files is read together, and alone it says which is missing', async () => {
      const article = 'верстак\n1. bench, workbench\n';
      const dict = new File([gzipSync(new TextEncoder().encode(article))], 'craft.dict.dz');
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const index = new File([`верстак\tA\t${digits[new TextEncoder().encode(article).length]}\n`], 'craft.index');
      const read = await send<TermbasePreview>(
        'POST',
        '/termbases/preview',
        form({ files: [index, dict], ...languages }),
      );
      expect(read).toMatchObject({ format: 'dictd', kind: 'dictionary', sample: [{ target: ['bench', 'workbench'] }] });
      const alone = await server.request('POST', '/termbases/preview', form({ files: index, ...languages }));
      expect(alone.status).toBe(422);
      expect((await alone.json()).detail).toContain('craft.index is a part of a dictionary');
    });

    it('outranks what the program knows, in whatever forms; changes check again; gone, its flags are gone', async () => {
      const { id, project } = await make();
      const flagged = async () =>
        (await beadsOf(id)).flatMap((bead) => bead.flags.filter(({ check }) => check === 'term'));
      expect(await flagged()).toEqual([]);
      const file = csv('source,target,forbidden,note\nсборочный верстак,assembly bench,mounting desk,ours\n');
      const saved = await send<{ termbase: Termbase; bitexts: number; flags: number | null }>(
        'POST',
        `/projects/${project}/termbases`,
        form({ files: file, ...languages, name: 'Цех', kind: 'terms' }),
        201,
      );
      expect(saved.termbase).toMatchObject({ name: 'Цех', entries: 1, project });
      expect(saved.flags).toBe(1);
      const [flag] = await flagged();
      expect(flag).toMatchObject({ suggestion: 'assembly bench', message: { params: { target: 'mounting desk' } } });

      const termbase = `/termbases/${saved.termbase.id}`;
      const { terms } = await server.get<{ terms: { id: number }[] }>(`${termbase}/terms?search=ВЕРСТАК`);
      expect(terms).toMatchObject([{ id: 1, source: ['сборочный верстак'], note: 'ours' }]);
      expect((await server.get<{ total: number }>(`${termbase}/terms?search=50%25`)).total).toBe(0);
      const entry = {
        source: ['сборочный верстак'],
        target: ['mounting desk'],
        forbidden: ['assembly bench'],
        note: '',
      };
      expect(await send('PUT', `${termbase}/terms/1`, entry)).toMatchObject({ flags: 2, term: entry });
      expect(await flagged()).toMatchObject([{ message: { params: { target: 'assembly bench' } } }]);
      const added = { source: ['мастер'], target: ['foreman'], forbidden: [], note: '' };
      expect(await send('POST', `${termbase}/terms`, added, 201)).toMatchObject({ term: { id: 2 }, flags: 1 });
      const table = await (await server.request('GET', `${termbase}/export/csv`)).text();
      expect(table).toContain('мастер,foreman');
      expect(await (await server.request('GET', `${termbase}/export/tbx`)).text()).toContain('<term>foreman</term>');
      expect(await send('DELETE', `${termbase}/terms/2`)).toMatchObject({ flags: 1 });
      await send('DELETE', termbase);
      expect(await flagged()).toEqual([]);
      expect((await server.request('GET', `${termbase}/terms`)).status).toBe(404);
    });

    it('of all projects serves every project; one of another project does not', async () => {
      const other = await send<{ id: string }>('POST', '/projects', { name: 'Другой' }, 201);
      const { id } = await make();
      const file = csv('source,target,forbidden\nсборочный верстак,assembly bench,mounting desk\n');
      const bring = (all: 'yes' | 'no') =>
        send<{ termbase: Termbase; flags: number }>(
          'POST',
          `/projects/${other.id}/termbases`,
          form({ files: file, ...languages, name: 'x', kind: 'terms', all }),
          201,
        );
      const own = await bring('no');
      expect(own.flags).toBe(0);
      const shared = await bring('yes');
      expect(shared.termbase.project).toBeNull();
      await expect
        .poll(async () => (await beadsOf(id))[1]?.flags.map(({ check }) => check), { timeout: 20_000 })
        .toContain('term');
      for (const { termbase } of [own, shared]) await send('DELETE', `/termbases/${termbase.id}`);
    });

    it('gets a term from the page, which says at once where the text does not keep to it', async () => {
      const { id, project, beads } = await make();
      const term = { source: ['сборочный верстак'], target: ['assembly bench'], forbidden: [], note: '' };
      const added = await send<{ termbase: Termbase; use: unknown }>('POST', `/bitexts/${id}/terms`, term, 201);
      expect(added.use).toEqual({ kept: 1, missed: [{ bead: beads[1]?.id, source: [[15, 34]] }] });
      const again = await send<{ termbase: Termbase }>(
        'POST',
        `/bitexts/${id}/terms`,
        { ...term, source: ['мастер'] },
        201,
      );
      expect(again.termbase.id).toBe(added.termbase.id);
      expect(again.termbase).toMatchObject({ project, entries: 2 });
      await expect
        .poll(async () => (await beadsOf(id))[1]?.flags.filter(({ check }) => check === 'term').length, {
          timeout: 20_000,
        })
        .toBe(2);
      await send('DELETE', `/termbases/${added.termbase.id}`);
    });

    it('refuses what is no entry, and names of nothing', async () => {
      const { id } = await make();
      for (const term of [
        { source: [], target: ['x'], forbidden: [], note: '' },
        { source: ['  '], target: ['x'], forbidden: [], note: '' },
        { source: ['x'], target: [], forbidden: [], note: '' },
      ]) {
        expect((await server.request('POST', `/bitexts/${id}/terms`, term)).status).toBe(400);
      }
    });
  });

  describe('aligning anew', () => {
    it('mends a stretch between confirmed beads as one change that can be undone', async () => {
      const { id, beads } = await make();
      const [first, second, third, fourth] = beads as [Bead, Bead, Bead, Bead];
      let { version } = await server.change(id, 1, { kind: 'confirm', beads: [fourth.id], state: 'confirmed' });
      ({ version } = await server.change(id, version, { kind: 'merge', beads: [first.id, second.id, third.id] }));
      const merged = await beadsOf(id);
      expect(merged).toHaveLength(3);
      const job = await send<Job>('POST', `/bitexts/${id}/realign`, { first: first.id, last: fourth.id }, 202);
      expect(await server.ended(job.id)).toMatchObject({
        state: 'done',
        kind: 'realign',
        result: { kept: 1, changed: 1, made: 2, gone: 0 },
      });
      const mended = await beadsOf(id);
      expect(texts(mended)).toEqual(source.map((text, k) => [text, target[k]]));
      expect(mended.find((bead) => bead.id === fourth.id)).toMatchObject({
        state: 'confirmed',
        version: fourth.version + 1,
      });
      const undone = await server.change(id, version + 1, { kind: 'undo' });
      expect(undone.done).toMatchObject({ kind: 'realign', first: first.id });
      expect(await beadsOf(id)).toMatchObject(merged.map(({ id, source, target }) => ({ id, source, target })));
      await server.change(id, version + 2, { kind: 'redo' });
      expect(texts(await beadsOf(id))).toEqual(texts(mended));
    });

    it('that is stopped ends within 200 ms and changes nothing', async () => {
      const { source, target } = longTexts(2500);
      const { id, beads } = await server.ready(source, target);
      const ends = { first: beads[0]?.id, last: beads.at(-1)?.id };
      const job = await send<Job>('POST', `/bitexts/${id}/realign`, ends, 202);
      const before = performance.now();
      expect((await server.request('POST', `/jobs/${job.id}/cancel`)).status).toBe(200);
      expect(performance.now() - before).toBeLessThan(200);
      expect(await server.ended(job.id)).toMatchObject({ state: 'cancelled', result: null });
      expect(await server.get<Bitext>(`/bitexts/${id}`)).toMatchObject({ status: 'ready', version: 1 });
      const again = await send<Job>('POST', `/bitexts/${id}/realign`, ends, 202);
      expect((await server.ended(again.id)).state).toBe('done');
    }, 60_000);

    it('of what is gone says so, and changes nothing', async () => {
      const { id, beads } = await make();
      const job = await send<Job>('POST', `/bitexts/${id}/realign`, { first: beads[0]?.id, last: 2_000_000 }, 202);
      const ended = await server.ended(job.id);
      expect(ended.state).toBe('failed');
      expect(ended.problem).toContain('somebody has joined or divided those rows');
      expect(await server.get<Bitext>(`/bitexts/${id}`)).toMatchObject({ version: 1, status: 'ready' });
    });
  });

  describe('a new version', () => {
    it('keeps what did not change, corrections and confirmations too, and says what became of the rest', async () => {
      const { id, beads } = await make();
      const corrected = 'Forty-seven countries signed the treaty.';
      const confirm = beads.map((bead) => bead.id);
      await server.change(id, 1, { kind: 'confirm', beads: confirm, state: 'confirmed' });
      await server.change(id, 2, { kind: 'edit', bead: beads[3]?.id ?? 0, side: 'target', text: corrected });
      const now = target.with(4, 'The next meeting will be held in Vienna in autumn.');
      const job = await send<Job>(
        'POST',
        `/bitexts/${id}/versions`,
        form({ side: 'target', file: csv(paragraphs(now), 'second.txt') }),
        202,
      );
      expect(await server.ended(job.id)).toMatchObject({
        state: 'done',
        result: { kept: 4, changed: 1, made: 0, gone: 0 },
      });
      const after = await beadsOf(id);
      expect(texts(after).map(([, text]) => text)).toEqual(now.with(3, corrected));
      expect(after.map((bead) => bead.state)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed', 'new']);
      const bitext = await server.get<Bitext>(`/bitexts/${id}`);
      expect(bitext).toMatchObject({ version: 4, target: { name: 'second.txt' }, status: 'ready' });
      const undone: ChangeResult = await server.change(id, 4, { kind: 'undo' });
      expect(undone.done).toEqual({ kind: 'reimport', side: 'target', name: 'second.txt' });
      expect(texts(await beadsOf(id)).map(([, text]) => text)).toEqual(target.with(3, corrected));
    });

    it('that cannot be read is refused with a reason, before anything begins', async () => {
      const { id } = await make();
      const refused = await server.request(
        'POST',
        `/bitexts/${id}/versions`,
        form({ side: 'target', file: new File(['%PDF-1.7'], 'a.pdf') }),
      );
      expect(refused.status).toBe(422);
      expect((await refused.json()).detail).toContain('a.pdf is a PDF file');
      expect((await server.get<Bitext>(`/bitexts/${id}`)).job?.kind).toBe('import');
    });
  });

  it('holds translations to the house styles that a project chose', async () => {
    const { id } = await server.ready(
      'Центр организовали в Киеве. Это новость.',
      'The centre was organized in Kiev. That is news.',
    );
    const { id: project } = await send<{ id: string }>('POST', '/projects', { name: 'Стиль' }, 201);
    await send('PATCH', `/bitexts/${id}`, { project });
    expect(await server.get(`/projects/${project}/styles`)).toEqual({ styles: [] });
    const styled = async () =>
      (await beadsOf(id)).flatMap((bead) =>
        bead.flags.filter(({ check }) => check === 'style').map((each) => each.suggestion),
      );
    expect(await styled()).toEqual([]);
    const saved = await send<{ flags: number }>('PUT', `/projects/${project}/styles`, { styles: ['us-press'] });
    expect(await styled()).toContain('center');
    expect(saved.flags).toBe((await styled()).length);
    await send('PUT', `/projects/${project}/styles`, { styles: [] });
    expect(await styled()).toEqual([]);
    expect((await server.request('PUT', `/projects/${project}/styles`, { styles: ['mine'] })).status).toBe(400);
  });

  it('says which words stand for each other, as a project’s own dictionary has them', async () => {
    const { id, project, beads } = await make();
    const read = async () => {
      const { links } = await server.get<{ links: { bead: number; pairs: number[][] }[] }>(
        `/bitexts/${id}/links?beads=${beads[1]?.id}`,
      );
      const [left = '', right = ''] = texts(beads)[1] ?? [];
      return links[0]?.pairs.map(([s0, s1, t0, t1]) => [left.slice(s0, s1), right.slice(t0, t1)]);
    };
    expect(await read()).toContainEqual(['Мастер', 'master']);
    expect(await read()).not.toContainEqual(['верстаком', 'desk']);
    const file = csv('source,target\nверстак,desk\n');
    const { termbase } = await send<{ termbase: Termbase }>(
      'POST',
      `/projects/${project}/termbases`,
      form({ files: file, ...languages, name: 'Odd', kind: 'dictionary' }),
      201,
    );
    expect(await read()).toContainEqual(['верстаком', 'desk']);
    await send('DELETE', `/termbases/${termbase.id}`);
  });

  it('learns from confirmed beads, keeps its counts right, and forgets', async () => {
    const { id, project, beads } = await make();
    const learnt = () =>
      server.get<{ beads: number; pairs: number; top: { source: string }[] }>(`/projects/${project}/learnt`);
    expect(await learnt()).toEqual({ beads: 0, pairs: 0, top: [] });
    const bead = beads[3] as Bead;
    await server.change(id, 1, { kind: 'confirm', beads: [bead.id, beads[4]?.id ?? 0], state: 'confirmed' });
    expect((await learnt()).beads).toBe(2);
    expect((await learnt()).top).toContainEqual({ source: 'договор', target: 'treaty', count: 1 });
    const file = await (await server.request('GET', `/projects/${project}/learnt/export`)).text();
    expect(file).toMatch(/^source\ttarget\tcount\n/);
    expect(file).toContain('договор\ttreaty\t1\n');
    await server.change(id, 2, {
      kind: 'edit',
      bead: bead.id,
      side: 'target',
      text: 'The pact was signed by forty-seven countries.',
    });
    const words = (await learnt()).top.map(({ source }) => source);
    expect(await server.request('GET', `/projects/${project}/learnt/export`).then((each) => each.text())).not.toContain(
      'treaty',
    );
    expect(words).toContain('вена');
    await server.change(id, 3, { kind: 'confirm', beads: [beads[4]?.id ?? 0], state: 'new' });
    expect((await learnt()).beads).toBe(1);
    await send('DELETE', `/projects/${project}/learnt`);
    expect(await learnt()).toEqual({ beads: 0, pairs: 0, top: [] });
    await server.change(id, 4, { kind: 'confirm', beads: [beads[0]?.id ?? 0], state: 'confirmed' });
    expect((await learnt()).beads).toBe(1);
  });

  it('ends an import within 200 ms of being asked, and nothing of it is kept', async () => {
    const { source, target } = longTexts(20_000);
    const { bitext, job } = await server.create(source, target);
    await expect
      .poll(async () => (await server.get<Job>(`/jobs/${job.id}`)).share, { timeout: 20_000 })
      .toBeGreaterThan(0);
    const before = performance.now();
    const response = await server.request('POST', `/jobs/${job.id}/cancel`);
    expect(response.status).toBe(200);
    expect(performance.now() - before).toBeLessThan(200);
    expect((await response.json()).state).toBe('cancelled');
    const { ready } = { ready: await make() };
    expect(ready.beads).toHaveLength(5);
    expect(await server.get<Bitext>(`/bitexts/${bitext.id}`)).toMatchObject({ status: 'failed', version: 0 });
    expect(await beadsOf(bitext.id)).toEqual([]);
  });
});
