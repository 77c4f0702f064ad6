import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { interview, openReview, openTab, read, stage } from './browser.ts';

const { server, browser } = await stage();
const id = await interview(server, 'Accessibility');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe calls serious or critical on the page as it is now, each with the place. */
async function serious(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const results = await page.evaluate(
    () => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run() as Promise<AxeResults>,
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id: rule, nodes }) => nodes.map((node) => `${rule}: ${node.html} ${node.failureSummary}`));
}

const looks = [
  { theme: 'light', width: 1600 },
  { theme: 'dark', width: 1600 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
] as const;

describe.each(looks)('axe finds nothing serious: $theme, $width px', { timeout: 60_000 }, ({ theme, width }) => {
  const tab = () =>
    openTab(browser, {
      colorScheme: theme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      bypassCSP: true,
    });

  test('the list', async () => {
    const page = await tab();
    await page.goto(server.address);
    await page.locator('.bitext-title').first().waitFor();
    expect(await serious(page)).toEqual([]);
  });

  test('a new bitext', async () => {
    const page = await tab();
    await page.goto(`${server.address}/new`);
    await page.getByRole('textbox', { name: 'Original' }).waitFor();
    expect(await serious(page)).toEqual([]);
  });

  test('the project: its checks, a rule being written, what it dismisses', async () => {
    const page = await tab();
    const { project } = (await read(server, id)) as unknown as { project: string };
    await page.goto(`${server.address}/projects/${project}`);
    await page.locator('.settings select').first().waitFor();
    expect(await serious(page)).toEqual([]);
    await page.goto(`${server.address}/projects/${project}?part=rules`);
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'The original has' }).fill('договор');
    await page.locator('.matches mark').first().waitFor();
    expect(await serious(page)).toEqual([]);
    await page.goto(`${server.address}/projects/${project}?part=dismissals`);
    await page.getByText('Nothing is dismissed in the whole project').waitFor();
    expect(await serious(page)).toEqual([]);
  });

  test('the review: a flag, its reasons, an editor, a split, a form', async () => {
    const page = await tab();
    await openReview(page, server, id);
    await page.keyboard.press('F8');
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('x');
    await page.locator('.reasons').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.editor').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.locator('.cut-mark').first().waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.locator('.flag-form').waitFor();
    expect(await serious(page)).toEqual([]);
  });

  test('what floats: the palette, the keys, a menu, the history', async () => {
    const page = await tab();
    await openReview(page, server, id);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Language, colours, keys' }).click();
    await page.getByRole('menu').waitFor();
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await serious(page)).toEqual([]);
  });
});
