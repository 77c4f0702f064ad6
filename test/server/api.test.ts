import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEvents } from '../../server/jobs/events.ts';
import type { Bead, Bitext, Conflict, Job, Problem } from '../../server/routes/wire.ts';
import type { BitextEvent } from '../../server/services.ts';
import { type Harness, longTexts, startHarness } from './harness.ts';

const source = 'Договор подписали 47 стран. Это важно для всех. Переговоры продолжатся в Женеве осенью.';
const target =
  'The treaty was signed by 74 countries. This matters to everyone. The talks will continue in Geneva in autumn.';

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
}, 30_000);
afterAll(() => server.stop());

describe('from two texts to a corrected file', () => {
  it('aligns pasted texts, takes a correction, undoes and redoes it, and writes it into a TMX', async () => {
    const { id, beads } = await server.ready(source, target);
    expect(beads.map((bead) => [bead.source.length, bead.target.length])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const [first] = beads;
    const corrected = 'The treaty was signed by 47 countries.';
    const edited = await server.change(id, 1, { kind: 'edit', bead: first!.id, side: 'target', text: corrected });
    expect(edited).toMatchObject({ version: 2, counts: { edited: 1 }, canUndo: true });
    const undone = await server.change(id, 2, { kind: 'undo' });
    expect(undone.beads[0]?.target[0]?.text).toBe('The treaty was signed by 74 countries.');
    expect(undone).toMatchObject({ canUndo: false, canRedo: true, counts: { edited: 0 } });
    await server.change(id, 3, { kind: 'redo' });
    const tmx = await server.request('GET', `/bitexts/${id}/export/tmx`);
    expect(tmx.status).toBe(200);
    expect(tmx.headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.tmx"/);
    const text = await tmx.text();
    expect(text).toContain(corrected);
    expect(text).toContain('Договор подписали 47 стран.');
  });

  it('exports every format that it lists', async () => {
    const { id } = await server.ready(source, target);
    const { formats } = await server.get<{ formats: { id: string; mediaType: string }[] }>('/formats');
    expect(formats.length).toBeGreaterThan(3);
    for (const format of formats) {
      const response = await server.request('GET', `/bitexts/${id}/export/${format.id}`);
      expect([format.id, response.status, response.headers.get('content-type')]).toEqual([
        format.id,
        200,
        format.mediaType,
      ]);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });

  it('reads files of other encodings, and says which', async () => {
    const form = new FormData();
    const cp1251 = Uint8Array.from(source, (c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)));
    form.set('source', new File([cp1251], 'договор.ru.txt'));
    form.set('target', new File([target], 'treaty.en.txt'));
    const response = await server.request('POST', '/bitexts', form);
    expect(response.status).toBe(202);
    const { bitext, job } = (await response.json()) as { bitext: Bitext; job: { id: string } };
    expect(bitext).toMatchObject({
      title: 'договор',
      from: 'ru',
      to: 'en',
      source: { name: 'договор.ru.txt', encoding: expect.stringMatching(/1251/) },
    });
    expect((await server.ended(job.id)).state).toBe('done');
    const { beads } = await server.get<{ beads: Bead[] }>(`/bitexts/${bitext.id}/beads`);
    expect(beads[0]?.source[0]?.text).toBe('Договор подписали 47 стран.');
  });

  it('takes a file that holds both sides as it is', async () => {
    const form = new FormData();
    form.set('source', new File([`${source.replaceAll('. ', '. ')}\t${target}\nКонец.\tThe end.\n`], 'memory.tsv'));
    const response = await server.request('POST', '/bitexts', form);
    const { bitext, job } = (await response.json()) as { bitext: Bitext; job: { id: string } };
    expect((await server.ended(job.id)).state).toBe('done');
    const { beads } = await server.get<{ beads: Bead[] }>(`/bitexts/${bitext.id}/beads`);
    expect(beads.map((bead) => bead.target.map((segment) => segment.text))).toEqual([[target], ['The end.']]);
  });

  it('deletes softly and brings back', async () => {
    const { id } = await server.ready(source, target);
    expect((await server.request('PATCH', `/bitexts/${id}`, { title: ' Новое имя ' })).status).toBe(200);
    expect((await server.request('DELETE', `/bitexts/${id}`)).status).toBe(204);
    expect((await server.request('GET', `/bitexts/${id}`)).status).toBe(404);
    expect(
      (await server.request('POST', `/bitexts/${id}/changes`, { version: 1, change: { kind: 'undo' } })).status,
    ).toBe(404);
    expect((await server.get<{ bitexts: Bitext[] }>('/bitexts')).bitexts.map((bitext) => bitext.id)).not.toContain(id);
    expect(await (await server.request('POST', `/bitexts/${id}/restore`)).json()).toMatchObject({
      title: 'Новое имя',
      counts: { beads: 3 },
    });
  });

  it('answers 304 until something changes, and pages', async () => {
    const { id, beads } = await server.ready(source, target);
    const path = `/bitexts/${id}/beads`;
    const etag = (await server.request('GET', path)).headers.get('etag') ?? '';
    expect((await server.request('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(304);
    await server.change(id, 1, { kind: 'bookmark', bead: beads[1]!.id, on: true });
    expect((await server.request('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(200);
    const page = await server.get<{ beads: Bead[]; next: string }>(`${path}?limit=2`);
    expect(page.beads.map((bead) => bead.id)).toEqual(beads.slice(0, 2).map((bead) => bead.id));
    const rest = await server.get<{ beads: Bead[]; next: null }>(`${path}?limit=2&after=${page.next}`);
    expect(rest).toMatchObject({ next: null, beads: [{ id: beads[2]!.id }] });
    const since = await server.get<{ beads: Bead[] }>(`${path}?since=1`);
    expect(since.beads.map((bead) => bead.id)).toEqual([beads[1]!.id]);
  });
});

describe('two people at once', () => {
  it('tells the one who was slower what has changed, and changes nothing', async () => {
    const { id, beads } = await server.ready(source, target);
    const bead = beads[0]!.id;
    await server.change(id, 1, { kind: 'edit', bead, side: 'target', text: 'First.' });
    const response = await server.request('POST', `/bitexts/${id}/changes`, {
      version: 1,
      change: { kind: 'edit', bead, side: 'target', text: 'Second.' },
    });
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const conflict = (await response.json()) as Conflict;
    expect(conflict).toMatchObject({ version: 2, removedBeads: [], title: 'Somebody was faster' });
    expect(conflict.beads.map((each) => each.target[0]?.text)).toEqual(['First.']);
  });

  it('sends changes, progress and titles to who is looking', async () => {
    const { bitext, job } = await server.create(longTexts(200).source, longTexts(200).target);
    const response = await server.request('GET', `/bitexts/${bitext.id}/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const seen: { event: string; data: unknown }[] = [];
    let rest = '';
    const until = async (event: string, test: (data: never) => boolean) => {
      for (;;) {
        const found = seen.find((each) => each.event === event && test(each.data as never));
        if (found) return found.data;
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        rest += value;
        for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
          const lines = rest.slice(0, end).split('\n');
          rest = rest.slice(end + 2);
          const field = (name: string) =>
            lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
          seen.push({ event: field('event'), data: JSON.parse(field('data')) });
        }
      }
    };
    await until('bitext', (data: Bitext) => data.status === 'ready');
    expect((await server.ended(job.id)).state).toBe('done');
    const { beads } = await server.get<{ beads: Bead[] }>(`/bitexts/${bitext.id}/beads`);
    await server.change(bitext.id, 1, { kind: 'confirm', beads: [beads[0]!.id], state: 'confirmed' });
    expect(await until('change', (data: { version: number }) => data.version === 2)).toMatchObject({
      beads: [{ state: 'confirmed' }],
      counts: { confirmed: 1 },
    });
    await reader.cancel();
  });
});

describe('who begins to listen late', () => {
  it('is told at once how the bitext is: it may have become ready a moment before', async () => {
    const { id } = await server.ready(source, target);
    const response = await server.request('GET', `/bitexts/${id}/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    await reader.cancel();
    expect(value).toMatch(/^event: bitext\n/);
    expect(JSON.parse(/^data: (.*)$/m.exec(value ?? '')?.[1] ?? '')).toMatchObject({ id, status: 'ready', version: 1 });
  });
});

describe('jobs', () => {
  it('ends at once when cancelled, and keeps nothing', async () => {
    const { bitext, job } = await server.create(longTexts(4000).source, longTexts(4000).target);
    while ((await server.get<Job>(`/jobs/${job.id}`)).state === 'queued')
      await new Promise((resolve) => setTimeout(resolve, 20));
    const response = await server.request('POST', `/jobs/${job.id}/cancel`);
    expect(await response.json()).toMatchObject({ state: 'cancelled', problem: 'Cancelled.' });
    expect(await server.get(`/bitexts/${bitext.id}`)).toMatchObject({ status: 'failed', version: 0 });
    // The next job gets a thread although the last one was ended in the middle.
    const { id } = await server.ready(source, target);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from segment where bitext = ${bitext.id}`.execute(server.db);
    expect(rows[0]?.n).toBe(0);
    expect(
      (await server.request('POST', `/bitexts/${bitext.id}/changes`, { version: 0, change: { kind: 'undo' } })).status,
    ).toBe(422);

    const done = (await server.get<Bitext>(`/bitexts/${id}`)).job?.id;
    const refused = await server.request('POST', `/jobs/${done}/retry`);
    expect([refused.status, ((await refused.json()) as Problem).title]).toEqual([422, 'The job has not failed']);
  });

  it('begins anew with one that was cancelled', async () => {
    const { bitext, job } = await server.create(longTexts(300).source, longTexts(300).target);
    await server.request('POST', `/jobs/${job.id}/cancel`);
    const retried = await server.request('POST', `/jobs/${job.id}/retry`);
    expect(retried.status).toBe(200);
    expect((await server.ended(job.id)).state).toBe('done');
    expect(await server.get(`/bitexts/${bitext.id}`)).toMatchObject({
      status: 'ready',
      version: 1,
      job: { problem: null },
    });
  });
});

describe('what is wrong is said in words', () => {
  const file = (content: string | Uint8Array<ArrayBuffer>, name: string) => new File([content], name);
  const english = file(target, 'b.txt');
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]);

  it.each<[string, File, File | null, RegExp]>([
    ['an empty file', file('', 'a.txt'), english, /^a\.txt is empty/],
    ['white space alone', file(' \n\n ', 'a.txt'), english, /^a\.txt has no text in it/],
    ['a NUL byte', file('Раз.\nДва\0.', 'a.txt'), english, /^a\.txt, line 2: a NUL character/],
    [
      'broken UTF-8',
      file(new Uint8Array([...new TextEncoder().encode(`${source}\n`), 0xd0, 0xff, 0x41]), 'a.txt'),
      english,
      /^a\.txt, line 2/,
    ],
    [
      'a line of a megabyte',
      file('слово '.repeat(170_000), 'a.txt'),
      english,
      /^a\.txt, line 1 has 1,?0\d+ characters/,
    ],
    [
      'malformed XML',
      file('<?xml version="1.0"?>\n<tmx version="1.4"><body><tu></body></tmx>', 'a.tmx'),
      null,
      /^a\.tmx, line \d+: malformed XML/,
    ],
    [
      'entities in XML',
      file(
        '<?xml version="1.0"?>\n<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tmx version="1.4"><body/></tmx>',
        'a.tmx',
      ),
      null,
      /^a\.tmx, line \d+: .*entities/,
    ],
    ['a damaged zip', file(zip, 'a.docx'), english, /^a\.docx/],
    ['a PDF', file('%PDF-1.7 …', 'a.pdf'), english, /PDF/],
    [
      'the same language twice',
      file('This is the first text and it is in English. It has two sentences.', 'a.txt'),
      english,
      /^Both texts seem to be in the same language \(English\)/,
    ],
    ['no translation', file(source, 'a.txt'), null, /^The translation is missing: a\.txt holds only one text/],
  ])('%s', async (_what, first, second, sentence) => {
    const form = new FormData();
    form.set('source', first);
    if (second) form.set('target', second);
    const response = await server.request('POST', '/bitexts', form);
    const problem = (await response.json()) as Problem;
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(problem.detail).toMatch(sentence);
    expect(await server.get<{ bitexts: Bitext[] }>('/bitexts')).toMatchObject({
      bitexts: expect.not.arrayContaining([expect.objectContaining({ source: { name: first.name, encoding: null } })]),
    });
  });

  it.each<[string, string, string, RegExp]>([
    ['one side much longer', source, target.repeat(8), /^the translation is \d+ times as long as the original/],
    ['the wrong language on a side', target, source, /./],
  ])('takes %s, with a warning where one is due', async (what, first, second, sentence) => {
    const given = what.startsWith('the wrong') ? { from: 'ru', to: 'en' } : {};
    const response = await server.request('POST', '/bitexts', { source: first, target: second, ...given });
    expect(response.status).toBe(202);
    const { bitext, job } = (await response.json()) as { bitext: Bitext; job: { id: string } };
    expect(bitext.warnings.join(' ')).toMatch(sentence);
    if (given.from)
      expect(bitext.warnings).toEqual([
        expect.stringContaining('looks like English, not Russian'),
        expect.stringContaining('looks like Russian, not English'),
      ]);
    await server.ended(job.id);
  });

  it('speaks the language that is asked for', async () => {
    const response = await server.request('GET', '/bitexts/00000000-0000-4000-8000-000000000000', undefined, {
      'Accept-Language': 'de, ru;q=0.9, en;q=0.5',
    });
    expect(await response.json()).toMatchObject({
      status: 404,
      type: 'urn:sverka:problem:no-bitext',
      title: 'Этого текста здесь нет',
    });
    expect(response.headers.get('content-language')).toBe('ru');
  });

  it('refuses what another site, or another name for this machine, sends', async () => {
    expect((await server.request('GET', '/bitexts', undefined, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(
      (await server.request('POST', '/bitexts', { source, target }, { Origin: 'https://example.com' })).status,
    ).toBe(403);
    expect((await server.app.request('http://rebound.example/api/v1/bitexts')).status).toBe(403);
    expect((await server.request('GET', '/bitexts', undefined, { Origin: 'http://localhost' })).status).toBe(200);
  });

  it('refuses a body beyond the limit before reading it', async () => {
    const response = await server.request(
      'POST',
      '/bitexts',
      { source, target },
      { 'Content-Length': String(65 * 2 ** 20) },
    );
    expect([response.status, ((await response.json()) as Problem).title]).toEqual([413, 'Too large']);
  });

  it('saves nothing, and says so, when the disk is full', async () => {
    const { id, beads } = await server.ready(source, target);
    await sql
      .raw(
        `create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
      )
      .execute(server.db);
    await sql
      .raw('create trigger full_disk before insert on revision for each row execute function full_disk()')
      .execute(server.db);
    const response = await server.request('POST', `/bitexts/${id}/changes`, {
      version: 1,
      change: { kind: 'edit', bead: beads[0]!.id, side: 'target', text: 'Lost.' },
    });
    await sql.raw('drop trigger full_disk on revision').execute(server.db);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ title: 'The disk is full' });
    expect((await server.get<{ version: number; beads: Bead[] }>(`/bitexts/${id}/beads`)).beads).toEqual(beads);
  });
});

describe('on a PostgreSQL server', () => {
  it('tells other processes what happened, and is a problem in words, not a crash, when the database goes away', async () => {
    const other = await startHarness('PostgreSQL');
    const elsewhere = await startEvents(other.database);
    try {
      const { id, beads } = await other.ready(source, target);
      const heard: BitextEvent[] = [];
      const news = new Promise<void>((resolve) => {
        elsewhere.subscribe(id, (event) => {
          // The end of the import may still be on its way.
          if (event.kind !== 'change') return;
          heard.push(event);
          if (heard.length === 2) resolve();
        });
      });
      const edited = await other.change(id, 1, { kind: 'edit', bead: beads[0]!.id, side: 'target', text: 'Other.' });
      const undone = await other.change(id, 2, { kind: 'undo' });
      await news;
      expect(heard[0]).toMatchObject({ kind: 'change', outcome: { version: 2, done: edited.done } });
      expect(heard[1]).toMatchObject({ kind: 'change', outcome: JSON.parse(JSON.stringify(undone)) });

      expect((await other.request('GET', '/healthz')).status).toBe(200);
      await other.stopServer();
      const health = await other.request('GET', '/healthz');
      expect([health.status, health.headers.get('retry-after')]).toEqual([503, '5']);
      const change = await other.request('POST', `/bitexts/${id}/changes`, {
        version: 3,
        change: { kind: 'bookmark', bead: beads[0]!.id, on: true },
      });
      expect(await change.json()).toMatchObject({ status: 503, title: 'The database does not answer' });
    } finally {
      await elsewhere.close();
      await other.stop();
    }
  }, 40_000);
});
