import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bead, Bitext, Problem } from '../../server/routes/wire.ts';
import type { BitextEvent } from '../../server/services.ts';
import { type Harness, startHarness } from './harness.ts';

const source = 'Договор подписали 47 стран. Это важно для всех. Договор вступил в силу осенью.';
const target = 'The treaty was signed by 74 countries. This matters to everyone. The treaty took effect in autumn.';

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
}, 30_000);
afterAll(() => server.stop());

/** For what is done after the answer. */
const slow = { timeout: 20_000 };

interface ProjectCheck {
  id: string;
  level: string | null;
  open: number;
  hidden: number;
  dismissed: number;
  trust: number;
}
const checksOf = async (project: string) =>
  (await server.get<{ checks: ProjectCheck[] }>(`/projects/${project}/checks`)).checks;
const beadsOf = async (id: string) => (await server.get<{ beads: Bead[] }>(`/bitexts/${id}/beads`)).beads;
const flagsOf = async (id: string) => (await beadsOf(id)).flatMap(({ flags }) => flags);

/** A bitext that is ready, in a project of its own. */
async function open() {
  const made = await server.request('POST', '/projects', { name: 'P' });
  const { id: project } = (await made.json()) as { id: string };
  const created = await server.request('POST', '/bitexts', { source, target, project });
  const { bitext, job } = (await created.json()) as { bitext: Bitext; job: { id: string } };
  expect((await server.ended(job.id)).state).toBe('done');
  return { project, id: bitext.id };
}

describe('projects', () => {
  it('are made, named, chosen when importing, changed afterwards, and deleted when they are empty', async () => {
    const { project, id } = await open();
    expect(await server.get(`/projects/${project}`)).toMatchObject({ name: 'P', bitexts: 1 });
    const renamed = await server.request('PATCH', `/projects/${project}`, { name: ' Q ' });
    expect(await renamed.json()).toMatchObject({ name: 'Q' });
    expect((await server.request('DELETE', `/projects/${project}`)).status).toBe(422);
    const { projects } = await server.get<{ projects: { id: string; name: string }[] }>('/projects');
    expect(projects[0]?.name).toBe('My translations');
    const moved = await server.request('PATCH', `/bitexts/${id}`, { project: projects[0]?.id });
    expect(await moved.json()).toMatchObject({ project: projects[0]?.id });
    expect((await server.request('DELETE', `/projects/${project}`)).status).toBe(204);
    expect((await server.request('GET', `/projects/${project}`)).status).toBe(404);
    expect((await server.request('POST', '/bitexts', { source, target, project })).status).toBe(404);
  });
});

describe('the checks of a project', () => {
  it('are switched off and on at once, and whoever looks at a bitext is told', async () => {
    const { project, id } = await open();
    const events: BitextEvent[] = [];
    const stop = server.events.subscribe(id, (event) => events.push(event));
    const [flag] = await flagsOf(id);
    expect(flag).toMatchObject({ check: 'number' });
    const tag = (await server.request('GET', `/bitexts/${id}/beads`)).headers.get('etag');
    const off = await server.request('PUT', `/projects/${project}/checks/number`, { level: 'off' });
    const { checks } = (await off.json()) as { checks: ProjectCheck[] };
    expect(checks.find((check) => check.id === 'number')).toMatchObject({ level: 'off', open: 0, hidden: 1 });
    expect(await flagsOf(id)).toEqual([]);
    expect(events).toEqual([{ kind: 'bitext' }]);
    stop();
    const again = await server.request('GET', `/bitexts/${id}/beads`, undefined, { 'If-None-Match': tag ?? '' });
    expect(again.status).toBe(200);
    await server.request('PUT', `/projects/${project}/checks/number`, { level: 'minor' });
    expect(await flagsOf(id)).toMatchObject([{ id: flag?.id, severity: 'minor' }]);
    // The check of a whole text is set like those of pairs.
    const across = await server.request('PUT', `/projects/${project}/checks/consistency`, { level: 'off' });
    expect(((await across.json()) as { checks: ProjectCheck[] }).checks).toContainEqual(
      expect.objectContaining({ id: 'consistency', level: 'off' }),
    );
    const unknown = await server.request('PUT', `/projects/${project}/checks/nonsense`, { level: 'off' });
    expect(unknown.status).toBe(404);
  });

  it('lose trust by what is dismissed, and the trust is told by kind of message', async () => {
    const { project, id } = await open();
    const before = (await checksOf(project)).find((check) => check.id === 'number');
    const [flag] = await flagsOf(id);
    await server.change(id, 1, { kind: 'dismiss', flag: flag!.id, reason: 'false-alarm' });
    const after = (await checksOf(project)).find((check) => check.id === 'number');
    expect(after).toMatchObject({ open: 0, dismissed: 1 });
    expect(after!.trust).toBeLessThan(before!.trust);
    const trust = await server.get<{ usual: number; kinds: { check: string; key: string; trust: number }[] }>(
      `/projects/${project}/trust`,
    );
    expect(trust.usual).toBe(before!.trust);
    expect(trust.kinds).toMatchObject([{ check: 'number', key: flag!.message.key }]);
    expect(trust.kinds[0]!.trust).toBeLessThan(trust.usual);
  });

  it('dismiss what is alike in the project; that is listed, and taken back', async () => {
    const { project, id } = await open();
    const [flag] = await flagsOf(id);
    expect(await server.get(`/bitexts/${id}/flags/${flag!.id}/alike`)).toEqual({ bitext: 1, project: 1, bitexts: 1 });
    await server.change(id, 1, { kind: 'dismissAlike', flag: flag!.id, reason: 'style', scope: 'project' });
    const { dismissals } = await server.get<{ dismissals: { id: string; flags: number; words: unknown }[] }>(
      `/projects/${project}/dismissals`,
    );
    expect(dismissals).toMatchObject([{ flags: 1, words: ['47', '74'] }]);
    expect(await flagsOf(id)).toMatchObject([{ state: 'dismissed', dismissal: dismissals[0]?.id }]);
    const path = `/projects/${project}/dismissals/${dismissals[0]?.id}`;
    expect((await server.request('PATCH', path, { active: false })).status).toBe(200);
    expect(await flagsOf(id)).toMatchObject([{ state: 'open', dismissal: null }]);
  });
});

describe('rules of one’s own', () => {
  const rule = { source: 'договор', target: 'treaty', message: 'Say “agreement”.', severity: 'critical' };

  it('are tried before they are saved, then flag the bitexts that are there and those that come', async () => {
    const { project, id } = await open();
    const tried = await server.request('POST', `/bitexts/${id}/rules/try`, rule);
    expect(await tried.json()).toMatchObject({
      count: 2,
      matches: [
        { number: 1, spans: { source: [0, 7], target: [4, 10] } },
        { number: 3, source: 'Договор вступил в силу осенью.' },
      ],
    });
    expect(await flagsOf(id)).toHaveLength(1);
    const rules = `/projects/${project}/rules`;
    const name = crypto.randomUUID();
    const saved = await server.request('PUT', `${rules}/${name}`, rule);
    expect(await saved.json()).toEqual({ bitexts: 1 });
    await expect
      .poll(async () => (await flagsOf(id)).map(({ check }) => check).sort(), slow)
      .toEqual(['number', `own-rule/${name}`, `own-rule/${name}`]);
    const created = await server.request('POST', '/bitexts', { source, target, project });
    const { bitext, job } = (await created.json()) as { bitext: Bitext; job: { id: string } };
    await server.ended(job.id);
    expect(await flagsOf(bitext.id)).toHaveLength(3);
    expect(await server.get(rules)).toEqual({ rules: [{ id: name, ...rule }] });
    await server.request('DELETE', `${rules}/${name}`);
    await expect.poll(async () => (await flagsOf(id)).length, slow).toBe(1);
    expect(await server.get(rules)).toEqual({ rules: [] });
  });

  it('are refused where they cannot be used, in the language of the one who wrote them', async () => {
    const { project, id } = await open();
    const wrong = { ...rule, target: 'not' };
    for (const [method, path] of [
      ['POST', `/bitexts/${id}/rules/try`],
      ['PUT', `/projects/${project}/rules/${crypto.randomUUID()}`],
    ] as const) {
      const response = await server.request(method, path, wrong, { 'Accept-Language': 'ru' });
      expect(response.status).toBe(422);
      expect(((await response.json()) as Problem).detail).toMatch(/не хватает слов/);
    }
    expect(await server.get(`/projects/${project}/rules`)).toEqual({ rules: [] });
  });
});

describe('the quality report of a bitext', () => {
  it('is a page that stands alone, in the language asked for, with dismissed flags left out', async () => {
    const { id } = await open();
    const [flag] = await flagsOf(id);
    const response = await server.request('GET', `/bitexts/${id}/report?language=ru`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/report\.html/);
    const before = await response.text();
    expect(before).toContain('<html lang="ru">');
    expect(before.match(/<article/g)).toHaveLength(1);
    expect(before).not.toMatch(/\{\{|report:|page:|flags:/);
    await server.change(id, 1, { kind: 'dismiss', flag: flag!.id, reason: 'style' });
    const after = await (await server.request('GET', `/bitexts/${id}/report`)).text();
    expect(after).toContain('100.0%');
    expect(after).toContain('1 flag was dismissed');
    expect(after).not.toContain('<article');
  });
});
