import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { allSaved, interview, openReview, openTab, rowWith, shownCount, stage } from './browser.ts';

const { server, browser } = await stage();

const minute = { timeout: 60_000 };

/** Two texts with the same mistakes, in a project of their own. */
async function project(...titles: string[]): Promise<{ id: string; texts: string[] }> {
  const made = await fetch(`${server.address}/api/v1/projects`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: titles[0] }),
  });
  const { id } = (await made.json()) as { id: string };
  const texts: string[] = [];
  for (const title of titles) {
    const text = await interview(server, title);
    await fetch(`${server.address}/api/v1/bitexts/${text}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ project: id }),
    });
    texts.push(text);
  }
  return { id, texts };
}

describe('the checks of a project', minute, () => {
  test('an editor lowers a check and takes it back; whoever has the text open sees it at once', async () => {
    const { texts } = await project('Levels');
    const reader = await openTab(browser);
    await openReview(reader, server, texts[0]!);
    const critical = await shownCount(reader, /^Critical: /);

    const editor = await openTab(browser);
    await openReview(editor, server, texts[0]!);
    await editor.keyboard.press(',');
    const number = editor.locator('[data-check="number"]');
    const level = number.getByRole('combobox');
    expect(await number.textContent()).toContain('touches 3 flags');
    await level.selectOption('Minor');
    await editor.getByText('Flags of “Number” are minor now. 3 open flags are touched.').waitFor();
    await expect.poll(() => shownCount(reader, /^Critical: /)).toBeLessThan(critical);

    await level.selectOption('Off');
    await editor.getByText('3 hidden').waitFor();
    await rowWith(reader, 'Forty-four').locator('.flagged-critical').waitFor({ state: 'detached' });
    await editor.getByText('“Number” is off.').locator('..').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => level.inputValue()).toBe('minor');
    await editor.keyboard.press('Escape');
    await editor.getByRole('link', { name: 'Levels' }).click();
    await editor.locator('.row.active').waitFor();
    expect(editor.problems).toEqual([]);
    expect(reader.problems).toEqual([]);
  });

  test('a project is made, named where it stands, filled from a text’s menu, and emptied again', async () => {
    const { texts } = await project('To be moved');
    const page = await openTab(browser);
    await page.goto(server.address);
    await page.getByRole('button', { name: 'New project' }).click();
    const name = page.getByRole('textbox', { name: 'Name of the project' });
    await name.fill('A novel');
    await name.press('Enter');
    await page.getByText('No check has flagged anything').waitFor();
    await page.getByRole('link', { name: 'All bitexts' }).click();
    const novel = page.getByRole('region', { name: 'A novel' });
    await novel.getByText('No texts yet').waitFor();
    await page.getByRole('button', { name: 'More for “To be moved”' }).click();
    await page.getByRole('menuitem', { name: 'Move to “A novel”' }).click();
    await novel.getByRole('link', { name: 'To be moved' }).waitFor();
    expect(await novel.getByRole('link', { name: 'To be moved' }).getAttribute('href')).toBe(`/bitexts/${texts[0]}`);
    const old = page.getByRole('region', { name: 'To be moved' });
    await old.getByRole('button', { name: 'Remove', exact: true }).click();
    await old.waitFor({ state: 'detached' });
    expect(page.problems).toEqual([]);
  });

  test('a rule is tried while it is written, saved, found in the text, and taken back', async () => {
    const { id, texts } = await project('Rules');
    const page = await openTab(browser);
    await page.goto(`${server.address}/projects/${id}?part=rules`);
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'The original has' }).fill('договор');
    const target = page.getByRole('textbox', { name: 'The translation has' });
    await target.fill('not');
    await page.getByText('After “not” the words are missing').waitFor();
    await target.fill('treaty');
    await page.getByText('Finds 3 places:').waitFor();
    expect(await page.locator('.matches mark').allTextContents()).toEqual([
      'договоров',
      'treaties',
      'Договору',
      'Treaty',
      'Договоры',
      'Treaties',
    ]);
    const save = page.getByRole('button', { name: 'Save and check all texts' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'What to say' }).fill('The client says “agreement”.');
    await save.click();
    await page.getByText('The rule is saved').waitFor();

    const reader = await openTab(browser);
    await openReview(reader, server, texts[0]!, '?filter=flagged');
    const row = rowWith(reader, 'back in 1989');
    await row.locator('.flagged-major').getByText('Treaty', { exact: true }).waitFor();
    await row.click();
    const flags = reader.getByRole('complementary', { name: 'Flags and details' });
    await flags.getByText('The client says “agreement”.').waitFor();
    await flags.getByRole('heading', { name: 'Own rule' }).waitFor();

    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No rules yet.').waitFor();
    await flags.getByText('The client says “agreement”.').waitFor({ state: 'detached' });
    expect(page.problems).toEqual([]);
    expect(reader.problems).toEqual([]);
  });
});

describe('dismissing all that are alike', minute, () => {
  test('in the project: says how many, takes them in the other text, undoes with one key, and is taken back later', async () => {
    const { id, texts } = await project('Here', 'There');
    const page = await openTab(browser);
    await openReview(page, server, texts[0]!);
    const other = await openTab(browser);
    await openReview(other, server, texts[1]!);
    const there = rowWith(other, 'Forty-four').locator('.side.target .flagged-critical');
    expect(await there.count()).toBe(1);

    await rowWith(page, 'Forty-four').click();
    await page.keyboard.press('X');
    const choice = page.getByRole('button', { name: 'All 2 in the project (2 texts), and in later ones' });
    await choice.waitFor();
    await page.keyboard.press('X');
    await expect.poll(() => choice.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('2');
    await rowWith(page, 'Forty-four').locator('.flagged-critical').waitFor({ state: 'detached' });
    await there.waitFor({ state: 'detached' });
    await allSaved(page);

    await page.keyboard.press('u');
    await there.waitFor();
    await page.keyboard.press('U');
    await there.waitFor({ state: 'detached' });
    await page.getByText('Dismissed in the whole project: Acceptable here').waitFor();

    await rowWith(page, 'Forty-four').getByRole('button', { name: 'Take back in the project' }).click();
    await there.waitFor();
    await rowWith(page, 'Forty-four').click();
    await page.keyboard.press('X');
    await choice.click();
    await page.keyboard.press('2');
    await there.waitFor({ state: 'detached' });

    await page.goto(`${server.address}/projects/${id}?part=dismissals`);
    await page.getByText('47 — Forty-four').waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('2 flags are open again.').waitFor();
    await there.waitFor();
    expect(page.problems).toEqual([]);
    expect(other.problems).toEqual([]);
  });
});

describe('the order of the rows', minute, () => {
  const numbers = async (page: Page) =>
    (await page.locator('.row').allTextContents()).map((text) => parseInt(text, 10));
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

  test('by severity puts the gravest first and keeps the rows in their places; the address keeps it', async () => {
    const { texts } = await project('Order');
    const page = await openTab(browser);
    await openReview(page, server, texts[0]!, '?filter=flagged');
    const inText = await numbers(page);
    expect(inText).toEqual(sorted(inText));
    await page.getByRole('button', { name: 'Order: text' }).click();
    await page.getByRole('menuitemradio', { name: 'Most serious first' }).click();
    await expect.poll(() => numbers(page)).not.toEqual(inText);
    const first = page.locator('.row').first();
    expect(await first.locator('.flagged-critical').count()).toBeGreaterThan(0);
    const before = await numbers(page);
    await first.click();
    await page.keyboard.press('x');
    await page.keyboard.press('1');
    await allSaved(page);
    expect(await numbers(page)).toEqual(before);
    await page.reload();
    await page.getByRole('button', { name: 'Order: severity' }).waitFor();
    expect(page.problems).toEqual([]);
  });

  test('by likelihood: what is dismissed again and again sinks', async () => {
    const { texts } = await project('Sinking', 'Sinking too');
    const page = await openTab(browser);
    await openReview(page, server, texts[0]!, '?filter=flagged&order=likely');
    const place = async () => (await numbers(page)).indexOf(9);
    const before = await place();
    for (const text of texts) {
      const { beads } = (await (await fetch(`${server.address}/api/v1/bitexts/${text}/beads`)).json()) as {
        beads: { flags: { id: number; check: string; target: number[] }[] }[];
      };
      for (const bead of beads) {
        for (const flag of bead.flags.filter(({ check }) => check === 'number')) {
          // The one that is looked at stays open.
          if (text === texts[0] && beads.indexOf(bead) === 8) continue;
          const facts = (await (await fetch(`${server.address}/api/v1/bitexts/${text}`)).json()) as { version: number };
          const change = { kind: 'dismiss', flag: flag.id, reason: 'false-alarm' };
          await fetch(`${server.address}/api/v1/bitexts/${text}/changes`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ version: facts.version, change }),
          });
        }
      }
    }
    await page.reload();
    await page.locator('.row.active').waitFor();
    await expect.poll(place).toBeGreaterThan(before);
    expect(page.problems).toEqual([]);
  });
});

describe('at once, before the server answers', minute, () => {
  test('a split, its undo and its redo are on the screen while the server is silent', async () => {
    const { texts } = await project('Silent');
    const page = await openTab(browser);
    await openReview(page, server, texts[0]!);
    const all = page.getByRole('button', { name: /^All/ });
    const count = await shownCount(page, /^All/);
    const row = rowWith(page, 'Forty-four');
    await row.click();
    await page.keyboard.press('s');
    let release = () => {};
    const silence = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/changes', async (route) => {
      await silence;
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await expect.poll(() => all.textContent()).toBe(`All ${count + 1}`);
    await page.keyboard.press('u');
    await expect.poll(() => all.textContent()).toBe(`All ${count}`);
    release();
    await allSaved(page);
    await expect.poll(() => all.textContent()).toBe(`All ${count}`);
    await page.keyboard.press('U');
    await expect.poll(() => all.textContent()).toBe(`All ${count + 1}`);
    await allSaved(page);
    const facts = (await (await fetch(`${server.address}/api/v1/bitexts/${texts[0]}`)).json()) as {
      counts: { beads: number };
    };
    expect(facts.counts.beads).toBe(count + 1);
    expect(page.problems).toEqual([]);
  });

  test('a warning of the import is closed and stays so', async () => {
    const response = await fetch(`${server.address}/api/v1/bitexts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        source: 'Он пришёл домой рано. '.repeat(60),
        target: 'He came home early.',
        from: 'ru',
        to: 'en',
      }),
    });
    const { bitext } = (await response.json()) as { bitext: { id: string; warnings: string[] } };
    const page = await openTab(browser);
    await openReview(page, server, bitext.id);
    const warning = page.locator('.notice').filter({ hasText: bitext.warnings[0] ?? 'none' });
    await warning.getByRole('button', { name: 'Close' }).click();
    await warning.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.row.active').waitFor();
    expect(await warning.count()).toBe(0);
  });
});
