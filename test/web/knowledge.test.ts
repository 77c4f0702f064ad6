import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allSaved,
  interview,
  openReview,
  openTab,
  read,
  rowWith,
  type Server,
  startBrowser,
  startServer,
} from './browser.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const minute = { timeout: 60_000 };

/** Selects words of a row's side, as a mouse would. */
async function select(page: Page, row: string, side: 'source' | 'target', words: string): Promise<void> {
  const text = rowWith(page, row).locator(`.side.${side} .side-text`);
  await text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? '').indexOf(wanted);
      if (at < 0) continue;
      window.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`no ${wanted}`);
  }, words);
}

describe('a translator with terms of his own', minute, () => {
  test('selects words, adds them as a term, and sees every other row that does not keep to it', async () => {
    const id = await interview(server, 'Terms from the text');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.getByRole('searchbox').fill('Договоры пишут люди');
    const row = rowWith(page, 'Договоры пишут люди');
    await row.locator('.side.source .side-text').click();
    await select(page, 'Договоры пишут люди', 'source', 'Договоры');
    await page.getByRole('button', { name: /^Add as term/ }).click();
    const form = page.getByRole('form', { name: 'Add as term' });
    expect(await form.getByLabel('Russian').inputValue()).toBe('Договоры');
    await form.getByLabel('English').fill('accord');
    await form.getByRole('button', { name: /^Add/ }).click();
    await page.getByText(/is added\. \d+ beads? ha/).waitFor();
    await page.getByRole('button', { name: 'Without the term for “Договоры”' }).waitFor();
    const shown = await page.locator('.row .side.source').allTextContents();
    expect(shown.length).toBeGreaterThan(1);
    for (const text of shown) expect(text).toMatch(/договор/i);
    await page.getByRole('complementary').getByText('Your termbase has “accord”').first().waitFor();
    expect(page.problems).toEqual([]);
  });

  test('brings a termbase: sees what was read and what not, keeps it, searches and mends an entry', async () => {
    const id = await interview(server, 'Termbases');
    const { project } = await read(server, id);
    const folder = await mkdtemp(join(tmpdir(), 'sverka-terms-'));
    const file = join(folder, 'house.csv');
    await writeFile(file, 'source,target,forbidden\nдоговор,accord,pact\nлишнее,\nвстреча,meeting,\n');
    const page = await openTab(browser);
    await page.goto(`${server.address}/projects/${project}?part=terms`);
    await page.getByRole('button', { name: 'Bring a termbase or dictionary' }).click();
    await page.getByLabel('Choose files').setInputFiles(file);
    await page.getByText('2 entries read (table).').waitFor();
    await page.getByText('1 entry left out').click();
    expect(await page.locator('.left-out li').allTextContents()).toEqual([
      'line 3 лишнее the entry has no target term',
    ]);
    await page.getByRole('button', { name: 'Keep 2 entries' }).click();
    await page.getByText(/“house” is in\./).waitFor();
    await page.getByRole('button', { name: 'house', exact: true }).click();
    await page.getByLabel('Search the entries').fill('встр');
    await expect.poll(() => page.locator('.term-list .term-line').allTextContents()).toEqual(['встреча → meeting']);
    await page.getByRole('button', { name: 'Edit “встреча”' }).click();
    await page.getByRole('form', { name: 'Entry' }).getByLabel('Not to be used').fill('summit; rally');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(() => page.locator('.term-list .term-line').allTextContents(), { timeout: 10_000 })
      .toEqual(['встреча → meeting not summit, rally']);
    expect(page.problems).toEqual([]);
  });
});

describe('someone who mends an alignment', minute, () => {
  test('aligns a stretch anew between confirmed rows, and takes it back', async () => {
    const id = await interview(server, 'Align anew');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const all = page.getByRole('button', { name: /^All/ });
    const before = await all.textContent();
    await rowWith(page, 'I do not expect miracles').locator('.side.target .side-text').click();
    await page.keyboard.press('m');
    await allSaved(page);
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Align anew' });
    expect(await dialog.getByLabel('From bead').inputValue()).toBe('1');
    await dialog.getByRole('button', { name: 'Align anew' }).click();
    await page.getByText(/Aligned anew: \d+ beads as they were/).waitFor();
    await expect.poll(() => all.textContent()).toBe(before);
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => all.textContent()).not.toBe(before);
    expect(page.problems).toEqual([]);
  });

  test('takes a new version of the translation: the same rows stay, the changed ones are shown', async () => {
    const id = await interview(server, 'New version');
    const text = await readFile(join(import.meta.dirname, '../../server/sample/interview.en.txt'), 'utf8');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.keyboard.press('C');
    await page.getByRole('button', { name: /^Export/ }).click();
    await page.getByRole('menuitem', { name: 'New version of a side' }).click();
    const dialog = page.getByRole('dialog', { name: 'New version of a side' });
    const changed = text.replace('I do not expect miracles', 'I expect no wonders');
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'interview-2.en.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(changed),
    });
    await dialog.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText(/The new version is in: \d+ beads as they were, 1 changed\./).waitFor();
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    expect(await page.locator('.row .side.target').textContent()).toContain('I expect no wonders');
    expect(page.problems).toEqual([]);
  });
});

describe('a reader who wants to know which word is which', minute, () => {
  const tinted = (page: Page) =>
    page.evaluate(() => [...(CSS.highlights.get('linked-words') ?? [])].map((range) => String(range)));

  test('points at a word, or goes to it by key, and sees its counterpart; and switches it off', async () => {
    const id = await interview(server, 'Links');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const row = rowWith(page, 'I do not expect miracles');
    await row.locator('.side.target .side-text').click();
    const box = await row.locator('.side.target .side-text').evaluate((element) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const range = new Range();
      const at = (node?.textContent ?? '').indexOf('miracles');
      range.setStart(node as Node, at);
      range.setEnd(node as Node, at + 8);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.move(box.x, box.y);
    await expect.poll(() => tinted(page)).toEqual(['чудес', 'miracles']);
    await page.mouse.move(2, 300);
    await expect.poll(() => tinted(page)).toEqual([]);

    await page.keyboard.press('ArrowLeft');
    const text = (await row.locator('.side.source .side-text').textContent()) ?? '';
    const words: readonly string[] = text.match(/[\p{L}-]+/gu) ?? [];
    for (let k = 0; k <= words.indexOf('чудес'); k++) await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => tinted(page)).toEqual(['чудес', 'miracles']);
    expect(await page.locator('[data-linked]').textContent()).toBe('чудес: miracles');

    await page.keyboard.press('l');
    await expect.poll(() => tinted(page)).toEqual([]);
    await page.mouse.move(box.x, box.y);
    await page.mouse.move(box.x + 1, box.y);
    expect(await tinted(page)).toEqual([]);
    expect(page.problems).toEqual([]);
  });
});

describe('an editor who wonders what was learnt', minute, () => {
  test('sees it, and has it forgotten after being told what that does', async () => {
    const id = await interview(server, 'Learnt');
    const { project } = await read(server, id);
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.keyboard.press('c');
    await allSaved(page);
    await page.goto(`${server.address}/projects/${project}?part=learnt`);
    await page.locator('.learnt-pairs li').first().waitFor();
    await page.getByRole('button', { name: 'Forget all this…' }).click();
    await page.getByText(/will no longer be used for the next texts/).waitFor();
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('Nothing yet.').waitFor();
    expect(page.problems).toEqual([]);
  });
});
