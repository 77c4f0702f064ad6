import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

/** What the browser tests stand on: a real server with a data folder of its own, and a real Chromium. */

const root = join(import.meta.dirname, '..', '..');

export interface Server {
  readonly address: string;
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again with the same data at the same address. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

export async function startServer(): Promise<Server> {
  await promisify(execFile)(process.execPath, [join(root, 'web', 'build.ts')]);
  const data = await mkdtemp(join(tmpdir(), 'sverka-web-test-'));
  let running = await run(data, 0);
  const { address } = running;
  const kill = async () => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return {
    address,
    kill,
    async restart() {
      running = await run(data, Number(new URL(address).port));
    },
    async close() {
      await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Starts a server; it is ready when it says where it is. Port 0 is any that is free. */
function run(data: string, port: number): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    env: { ...process.env, SVERKA_DATA: data, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve({ child, address });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${said}`)));
  });
}

/** Chrome or Chromium as the machine has it, or else the one that comes with the packages. */
async function executable(): Promise<string> {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'];
  const found = installed.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'));
  const kept = join(tmpdir(), `sverka-chromium-${version}`);
  if (!existsSync(kept)) {
    // Several test files may unpack it at once, and it is unpacked into the temporary folder by name: each does so in a
    // folder of its own, and the first to be done leaves his for all.
    const own = await mkdtemp(join(tmpdir(), 'sverka-chromium-'));
    await promisify(execFile)(
      process.execPath,
      ['-e', "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"],
      { cwd: root, env: { ...process.env, TMPDIR: own } },
    );
    await rename(own, kept).catch(() => rm(own, { recursive: true, force: true }));
  }
  return join(kept, 'chromium');
}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executable(),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
}

/** A fresh reader with a tab; an error on the page is an error of the test. */
export async function openTab(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page & { problems: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  return Object.assign(page, { problems });
}

/** A server and a browser for the tests of a file, ended after the last of them. */
export async function stage(): Promise<{ server: Server; browser: Browser }> {
  const [server, browser] = await Promise.all([startServer(), startBrowser()]);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  return { server, browser };
}

interface Texts {
  readonly title: string;
  readonly source: string;
  readonly target: string;
}

/** The interview that every installation has as its sample, as a bitext of the test's own. */
export async function interview(server: Server, title: string): Promise<string> {
  const [source, target] = await Promise.all(
    ['ru', 'en'].map((language) => readFile(join(root, `server/sample/interview.${language}.txt`), 'utf8')),
  );
  return create(server, { title, source: source ?? '', target: target ?? '' });
}

/** Makes a bitext through the API and waits until it can be reviewed; its id. */
async function create(server: Server, texts: Texts): Promise<string> {
  const response = await fetch(`${server.address}/api/v1/bitexts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...texts, from: 'ru', to: 'en' }),
  });
  if (!response.ok) throw new Error(await response.text());
  const { bitext } = await response.json();
  await eventually(async () => {
    const { status, job } = (await read(server, bitext.id)) as unknown as {
      status: string;
      job: { problem: string | null } | null;
    };
    if (status === 'failed') throw new Error(`the import failed: ${job?.problem}`);
    return status === 'ready';
  }, 40_000);
  return bitext.id;
}

export async function read(server: Server, id: string, part = ''): Promise<Record<string, never>> {
  const response = await fetch(`${server.address}/api/v1/bitexts/${id}${part}`);
  return response.json();
}

/** Asks until the answer is yes. */
export async function eventually(ask: () => Promise<boolean>, within = 20_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`still not so after ${within} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The row of a sentence, found by some of its words. */
export function rowWith(page: Page, words: string) {
  return page.locator('.row').filter({ hasText: words });
}

export async function openReview(page: Page, server: Server, id: string, query = ''): Promise<void> {
  await page.goto(`${server.address}/bitexts/${id}${query}`);
  await page.locator('.row.active').waitFor();
}

/** Waits until nothing is on its way to the server any more. */
export async function allSaved(page: Page): Promise<void> {
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('sverka.pending.')));
}

/** Types another text into the translation of the active row, and saves it. */
export async function edit(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Enter');
  const editor = page.getByRole('textbox', { name: 'Text of the translation' });
  await editor.fill(text);
  await page.keyboard.press('Enter');
  await editor.waitFor({ state: 'detached' });
}

/** The number that a button of the bar or of the filters shows. */
export async function shownCount(page: Page, name: RegExp): Promise<number> {
  const button = page.getByRole('button', { name });
  const said = (await button.getAttribute('aria-label')) ?? (await button.textContent());
  return Number(said?.match(/\d+/)?.[0]);
}
