import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../server/engine/formats/format.ts';
import { allSaved, interview, openReview, openTab, rowWith, shownCount, stage } from './browser.ts';

const { server, browser } = await stage();

const minute = { timeout: 60_000 };
const wrong = 'Treaty on the Functioning of the European Union';

describe('an editor who has been sent a link', minute, () => {
  test('opens the sample, finds the wrong treaty, sees why, and accepts the right one', async () => {
    const page = await openTab(browser);
    await page.goto(server.address);
    await page.getByRole('link', { name: /sample/i }).click();
    await page.locator('.row.active').waitFor();
    await goToFlag(page, 'INF Treaty');
    const flags = page.getByRole('complementary', { name: 'Flags and details' });
    expect(await flags.getByRole('img', { name: 'Critical' }).count()).toBeGreaterThan(0);
    const row = page.locator('.row.active');
    expect(await row.locator('.flagged-critical').allTextContents()).toEqual(['ДРСМД', wrong]);

    const before = await shownCount(page, /^Flagged/);
    await row.getByRole('button', { name: 'Accept: INF Treaty' }).click();
    await expect.poll(() => row.locator('ins').allTextContents()).toEqual(['INF Treaty']);
    expect(await row.locator('del').allTextContents()).toEqual([wrong]);
    await allSaved(page);
    expect(await shownCount(page, /^Flagged/)).toBe(before - 1);
    expect(page.problems).toEqual([]);
  });

  test('the address leads a colleague to the same sentence under the same filter', async () => {
    const id = await interview(server, 'Addresses');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.getByRole('button', { name: /^Flagged/ }).click();
    await page.locator('.row').last().click();
    const words = await page.locator('.row.active .side.target').textContent();
    const colleague = await openTab(browser);
    await colleague.goto(page.url());
    await colleague.locator('.row.active').waitFor();
    expect(await colleague.locator('.row.active .side.target').textContent()).toBe(words);
    expect(await colleague.getByRole('button', { name: /^Flagged/ }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a translator with a mouse', minute, () => {
  test('corrects a sentence, takes it back, brings it again, also after a reload', async () => {
    const id = await interview(server, 'Editing');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const row = rowWith(page, 'I do not expect miracles');
    await row.locator('.side.target .side-text').dblclick();
    const editor = page.getByRole('textbox', { name: 'Text of the translation' });
    await editor.fill((await editor.inputValue()).replace('miracles', 'wonders'));
    await page.getByRole('button', { name: /^Save/ }).click();
    const edited = page.getByRole('button', { name: /^Edited \d/ });
    await expect.poll(() => page.locator('.row ins').allTextContents()).toEqual(['wonders']);
    expect(await edited.textContent()).toBe('Edited 1');
    await allSaved(page);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.row ins').count()).toBe(0);
    await expect.poll(() => edited.textContent()).toBe('Edited 0');

    await page.reload();
    await page.locator('.row.active').waitFor();
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => page.locator('.row ins').allTextContents()).toEqual(['wonders']);
    expect(page.problems).toEqual([]);
  });

  test('leaves a sentence half written and finds the draft again', async () => {
    const id = await interview(server, 'Drafts');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Text of the translation' }).fill('Half a thought');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await page.getByRole('textbox', { name: 'Text of the translation' }).inputValue()).toBe('Half a thought');
  });

  test('merges two rows at the gutter and splits them again between the sentences', async () => {
    const id = await interview(server, 'Alignment');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const all = page.getByRole('button', { name: /^All/ });
    const count = await shownCount(page, /^All/);
    await rowWith(page, 'What do you expect of it').locator('.gutter').click();
    await page.getByRole('menuitem', { name: /Merge with the previous/ }).click();
    await expect.poll(() => all.textContent()).toBe(`All ${count - 1}`);
    const merged = rowWith(page, 'What do you expect of it');
    expect(await merged.locator('.side.target').textContent()).toContain('a summit opens in');
    await allSaved(page);

    await merged.locator('.gutter').click();
    await page.getByRole('menuitem', { name: /^Split/ }).click();
    await page.getByRole('button', { name: /Split here/ }).click();
    await expect.poll(() => all.textContent()).toBe(`All ${count}`);
    await expect
      .poll(() => rowWith(page, 'What do you expect of it').locator('.side.target .side-text').textContent())
      .toBe('What do you expect of it?');
  });

  test('flags what the program missed, and dismisses what it got wrong with a reason', async () => {
    const id = await interview(server, 'Flags');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const row = rowWith(page, 'I do not expect miracles');
    await row.click();
    await selectWords(page, 'miracles');
    await page.getByRole('toolbar').getByRole('button', { name: /^Flag/ }).click();
    const form = page.locator('.flag-form');
    expect(await form.locator('blockquote').textContent()).toBe('miracles');
    await form.getByLabel('Kind of mistake').selectOption('style/awkward');
    await form.getByText('Minor').click();
    await form.getByLabel('What is wrong').fill('Too solemn.');
    const minor = page.getByRole('button', { name: /^Minor: / });
    const before = Number((await minor.textContent())?.trim());
    await form.getByRole('button', { name: 'Flag it' }).click();
    await expect.poll(async () => Number((await minor.textContent())?.trim())).toBe(before + 1);
    await allSaved(page);
    expect(await row.locator('.flagged-minor').allTextContents()).toContain('miracles');

    const card = page.locator('.flag-card').filter({ hasText: 'Too solemn.' });
    await card.getByRole('button', { name: /^Dismiss/ }).click();
    await card.getByRole('button', { name: /A matter of style/ }).click();
    await expect.poll(async () => Number((await minor.textContent())?.trim())).toBe(before);
    expect(await card.textContent()).toContain('Dismissed: A matter of style');
  });

  test('takes the corrected text home, and the file holds the correction and the flags', async () => {
    const id = await interview(server, 'Export');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await goToFlag(page, 'INF Treaty');
    await page.keyboard.press('.');
    await allSaved(page);
    await page.getByRole('button', { name: /^Export/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /Translation memory/ }).click(),
    ]);
    const bytes = await readFile(await download.path());
    const read = readDocument(bytes, 'export.tmx');
    if (read.kind !== 'bitext') throw new Error('a TMX file is a bitext');
    const pair = read.pairs.find(({ source }) => source.includes('запрещены ДРСМД'));
    expect(pair?.target).toContain('INF Treaty');
    expect(read.pairs.filter(({ target }) => target.includes(wrong))).toEqual([]);
    // What was flagged, and that it was put right, goes with it as a note.
    expect(bytes.toString()).toMatch(/accepted/);
  });
});

describe('a newcomer', minute, () => {
  test('pastes two texts and gets them side by side', async () => {
    const page = await openTab(browser);
    await page.goto(server.address);
    await page.getByRole('link', { name: 'New bitext' }).click();
    await page
      .getByRole('textbox', { name: 'Original' })
      .fill('Кошка спит на окне. За окном идёт снег. Никто не хочет выходить из дома.');
    await page
      .getByRole('textbox', { name: 'Translation' })
      .fill('The cat is asleep on the windowsill. Outside it is snowing. Nobody wants to leave the house.');
    await page.getByRole('button', { name: 'Align' }).click();
    await page.locator('.row.active').waitFor();
    const sides = await page.locator('.row .side-text').allTextContents();
    expect(sides).toEqual([
      'Кошка спит на окне.',
      'The cat is asleep on the windowsill.',
      'За окном идёт снег.',
      'Outside it is snowing.',
      'Никто не хочет выходить из дома.',
      'Nobody wants to leave the house.',
    ]);
  });

  test('gives two files, one in an old encoding, and is told what was made of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sverka-files-'));
    const russian = join(folder, 'рассказ.txt');
    const english = join(folder, 'story.txt');
    await writeFile(russian, windows1251('Дождь кончился. Мы вышли в сад.'));
    await writeFile(english, 'The rain was over. We went out into the garden.');
    const page = await openTab(browser);
    await page.goto(`${server.address}/new`);
    await page.locator('input[type=file]').first().setInputFiles(russian);
    await page.getByText('Encoding: Windows-1251').waitFor();
    await page.locator('input[type=file]').last().setInputFiles(english);
    await page.getByRole('button', { name: 'Align' }).click();
    await rowWith(page, 'Мы вышли в сад.').filter({ hasText: 'We went out into the garden.' }).waitFor();
  });

  test('gives an empty file and is told so in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sverka-files-'));
    await writeFile(join(folder, 'empty.txt'), '');
    const page = await openTab(browser);
    await page.goto(`${server.address}/new`);
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'empty.txt'));
    await page.getByRole('textbox', { name: 'Translation' }).fill('Some words.');
    await page.getByRole('button', { name: 'Align' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('empty.txt is empty');
  });

  test('stops the work on a long text, and tries again', async () => {
    const page = await openTab(browser);
    const long = (words: (n: number) => string) => Array.from({ length: 3000 }, (_, n) => words(n)).join(' ');
    const response = await fetch(`${server.address}/api/v1/bitexts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        title: 'Stopped',
        source: long((n) => `Поезд номер ${n} прибыл на вторую платформу вовремя.`),
        target: long((n) => `Train number ${n} arrived at the second platform on time.`),
      }),
    });
    const { bitext } = (await response.json()) as { bitext: { id: string } };
    await page.goto(`${server.address}/bitexts/${bitext.id}`);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: 'Stopped' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.row.active').waitFor({ timeout: 40_000 });
  });

  test('gives texts that do not belong together, and is told so', async () => {
    const page = await openTab(browser);
    const source =
      'Кошка спит на окне. За окном идёт снег. Никто не хочет выходить из дома. Дети рисуют корабль. Бабушка печёт пирог. ' +
      'Вечером придут гости. Отец чинит старые часы. Собака ждёт прогулки.';
    const target =
      'Interest rates rose again in March. The board rejected both offers. Copper is mined in Chile. Analysts had expected less. ' +
      'Shares fell by a tenth. No dividend will be paid. The chairman resigned. Lawyers are looking into it.';
    const response = await fetch(`${server.address}/api/v1/bitexts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ source, target }),
    });
    const { bitext } = (await response.json()) as { bitext: { id: string } };
    await page.goto(`${server.address}/bitexts/${bitext.id}`);
    await page.getByText('These two texts do not seem to belong together').waitFor();
  });

  test('removes a bitext from the list and has it back', async () => {
    await interview(server, 'To be removed');
    const page = await openTab(browser);
    await page.goto(server.address);
    await page.getByRole('button', { name: 'More for “To be removed”' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('link', { name: 'To be removed' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'To be removed' }).waitFor();
  });
});

describe('a reader of Russian', minute, () => {
  test('finds everything in Russian, in the right cases, and can change to English and back', async () => {
    const id = await interview(server, 'По-русски');
    const page = await openTab(browser, { locale: 'ru-RU' });
    await openReview(page, server, id);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await page.getByRole('button', { name: /^С замечаниями/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+C');
    await page.getByText('Подтверждено 2 звена').waitFor();
    await page.getByRole('button', { name: 'Язык, цвета, клавиши' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('button', { name: /^Flagged/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Flagged/ }).waitFor();
  });

  test('types commands on a Russian keyboard', async () => {
    const id = await interview(server, 'Раскладка');
    const page = await openTab(browser, { locale: 'ru-RU' });
    await openReview(page, server, id);
    const first = await page.locator('.row.active').getAttribute('data-bead-row');
    // The key that has "j" on a US keyboard gives "о" on a Russian one.
    await page.evaluate(() => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }));
    });
    await expect.poll(() => page.locator('.row.active').getAttribute('data-bead-row')).not.toBe(first);
  });
});

describe('somebody without a mouse', minute, () => {
  test('reviews, corrects, confirms, splits, merges, searches and undoes by keys alone', async () => {
    const id = await interview(server, 'Keyboard');
    const page = await openTab(browser);
    await openReview(page, server, id);
    const keys = page.keyboard;
    const active = page.locator('.row.active');
    const all = page.getByRole('button', { name: /^All/ });
    const count = await shownCount(page, /^All/);

    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('gutter');
    await keys.press('Enter');
    await page.getByRole('menuitem', { name: /Merge with the next/ }).waitFor();
    await keys.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });

    await keys.press('c');
    await keys.press('c');
    await page.getByText('2 of').waitFor();
    await keys.press('m');
    await expect.poll(() => all.textContent()).toBe(`All ${count - 1}`);
    await allSaved(page);
    await keys.press('s');
    await page.locator('.cut-mark').first().waitFor();
    await keys.press('Enter');
    await expect.poll(() => all.textContent()).toBe(`All ${count}`);
    await allSaved(page);

    await keys.press('/');
    await keys.type('miracles');
    await keys.press('Enter');
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    expect(await page.locator('mark').allTextContents()).toEqual(['miracles']);
    await keys.press('Enter');
    await keys.press('Control+a');
    await keys.type('Answer: No miracles.');
    await keys.press('Enter');
    await expect.poll(() => active.locator('.side.target').textContent()).toContain('No miracles.');
    await keys.press('Escape');
    await expect.poll(() => page.locator('.row').count()).toBeGreaterThan(1);
    await allSaved(page);

    await keys.press('u');
    await page.getByText('Undone: Edit').waitFor();
    await keys.press('Shift+U');
    await page.getByText('Done again: Edit').waitFor();

    await keys.press('g');
    await page.getByRole('dialog').waitFor();
    await keys.type('15');
    await keys.press('Enter');
    await expect.poll(() => active.locator('.row-number').textContent()).toBe('15');
    await keys.press('F8');
    await keys.press('x');
    await keys.press('2');
    await page.locator('.flag-card').filter({ hasText: 'Dismissed: Acceptable here' }).waitFor();

    await keys.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await keys.type('dark');
    await keys.press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await keys.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await keys.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.problems).toEqual([]);
  });

  test('gives a command another key', async () => {
    const id = await interview(server, 'Keys');
    const page = await openTab(browser);
    await openReview(page, server, id);
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Change the key: Bookmark' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('w');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('w');
    await expect
      .poll(() => page.locator('.row.active').getByRole('button', { name: 'Bookmark' }).getAttribute('aria-pressed'))
      .toBe('true');
  });
});

/** From flag to flag by the key for it, as far as the one whose suggestion this is. */
async function goToFlag(page: import('playwright-core').Page, suggestion: string): Promise<void> {
  const looked = page.locator('.flag-card.looked.open').filter({ hasText: suggestion });
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('F8');
    // The page draws within a frame of the key.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    if (await looked.count()) return;
  }
  throw new Error(`no flag suggests "${suggestion}"`);
}

/** Selects words in the active row's translation, as a mouse drawn over them would. */
async function selectWords(page: import('playwright-core').Page, words: string): Promise<void> {
  await page
    .locator('.row.active .side.target [data-at]')
    .first()
    .evaluate((piece, wanted) => {
      const text = piece.firstChild;
      const at = text?.textContent?.indexOf(wanted) ?? -1;
      if (text === null || at < 0) throw new Error(`"${wanted}" is not here`);
      window.getSelection()?.setBaseAndExtent(text, at, text, at + wanted.length);
    }, words);
}

/** Russian letters as Windows-1251 has them. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
}
