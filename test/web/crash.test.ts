import { expect, test } from 'vitest';
import { allSaved, edit, eventually, interview, openReview, openTab, read, rowWith, stage } from './browser.ts';

const { server, browser } = await stage();

test('the server is killed in the midst of editing: what was saved is there, what was not arrives later', {
  timeout: 120_000,
}, async () => {
  const id = await interview(server, 'Power cut');
  const page = await openTab(browser);
  await openReview(page, server, id);

  const saved: string[] = [];
  for (let round = 0; round < 5; round++) {
    const bead = await page.locator('.row.active').getAttribute('data-bead-row');
    await edit(page, `Saved ${round}.`);
    await allSaved(page);
    saved.push(`${bead}: Saved ${round}.`);
    await page.keyboard.press('ArrowDown');
  }

  // The power goes while a change is on its way; the translator does not notice and goes on.
  const unsaved = await page.locator('.row.active').getAttribute('data-bead-row');
  await edit(page, 'On its way.');
  await server.kill();
  await page.keyboard.press('ArrowDown');
  const late = await page.locator('.row.active').getAttribute('data-bead-row');
  await edit(page, 'Written while the server was away.');
  await edit(page, 'Written again while the server was away.');
  await page.getByText('kept in this browser').waitFor();

  await server.restart();
  const texts = async () => {
    const { beads } = (await read(server, id, '/beads')) as unknown as {
      beads: { id: number; target: { text: string }[] }[];
    };
    return new Map(beads.map((bead) => [bead.id, bead.target.map(({ text }) => text).join(' ')]));
  };
  const after = await texts();
  for (const line of saved) {
    const [bead, text] = line.split(': ');
    expect(after.get(Number(bead))).toBe(text);
  }
  await allSaved(page);
  await eventually(async () => (await texts()).get(Number(late)) === 'Written again while the server was away.');
  expect((await texts()).get(Number(unsaved))).toBe('On its way.');
  await page.getByText('kept in this browser').waitFor({ state: 'detached' });
  expect(page.problems).toEqual([]);
});

test('the page is closed with changes on their way: the next one that is opened sends them', {
  timeout: 120_000,
}, async () => {
  const id = await interview(server, 'Closed too early');
  const page = await openTab(browser);
  await openReview(page, server, id);
  await page.route('**/changes', (route) => route.abort());
  await edit(page, 'Not sent yet.');
  await page.getByText('kept in this browser').waitFor();
  await page.close();

  const next = await page.context().newPage();
  await openReview(next, server, id);
  await rowWith(next, 'Not sent yet.').waitFor();
  await allSaved(next);
  const { beads } = (await read(server, id, '/beads')) as unknown as { beads: { target: { text: string }[] }[] };
  expect(beads.filter(({ target }) => target.some(({ text }) => text === 'Not sent yet.'))).toHaveLength(1);
});

test('two people change the same sentence: the second is told, and sees what the first wrote', {
  timeout: 120_000,
}, async () => {
  const id = await interview(server, 'Two at once');
  const first = await openTab(browser);
  const second = await openTab(browser);
  await openReview(first, server, id);
  // The second does not hear of the first's change before he makes his own.
  await second.route('**/events', (route) => route.abort());
  await openReview(second, server, id);
  await edit(first, 'The first was here.');
  await allSaved(first);
  await edit(second, 'The second was here.');
  await second.getByText('Somebody else has changed this place').waitFor();
  const row = rowWith(second, 'The first was here.');
  await row.waitFor();

  // What he typed is not lost, not even by a reload.
  await second.reload();
  await row.getByRole('button', { name: 'Go on' }).click();
  expect(await second.getByRole('textbox', { name: 'Text of the translation' }).inputValue()).toBe(
    'The second was here.',
  );
  await second.getByRole('button', { name: 'Discard' }).click();
  await second.getByRole('textbox', { name: 'Text of the translation' }).waitFor({ state: 'detached' });

  // With events, what the second does now appears at the first without a reload.
  await edit(second, 'Now the second was here.');
  await rowWith(first, 'Now the second was here.').waitFor();
});
