/**
 * `npm run bench [-- --all] [-- --save]`: how fast segmenting, aligning and checking are, how much memory aligning takes and
 * how both grow, beside the figures that were last saved. Each measurement runs in a process of its own, warm.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

interface Figures {
  readonly [name: string]: number;
}

const here = fileURLToPath(import.meta.url);
const saved = new URL('./figures.json', import.meta.url);

const measurements: Readonly<Record<string, () => Promise<Figures>>> = {
  async segment() {
    const { loadLanguage } = await import('../../server/engine/languages/language.ts');
    const { segmentText } = await import('../../server/engine/text/sentences.ts');
    const figures: Record<string, number> = {};
    for (const code of ['ru', 'en']) {
      const language = await loadLanguage(code);
      const text = readFileSync(new URL(`../../server/sample/interview.${code}.txt`, import.meta.url), 'utf8').repeat(
        100,
      );
      segmentText(text, language);
      const seconds = await clock(() => segmentText(text, language));
      figures[`segment ${code}, MB/s`] = Buffer.byteLength(text) / 1e6 / seconds;
    }
    return figures;
  },
  async check() {
    const { createChecker } = await import('../../server/engine/checks/checks.ts');
    const { cleanPairs } = await import('../eval/material.ts');
    const checker = await createChecker({ from: 'ru', to: 'en' });
    const pairs = cleanPairs().map(([source, target]) => ({ source, target }));
    for (const pair of pairs) checker.check(pair);
    const seconds = await clock(() => {
      for (const pair of pairs) checker.check(pair);
    });
    return { 'check, pairs/s': pairs.length / seconds };
  },
  edit: measureEdit,
  ...Object.fromEntries([5, 10, 20, 40, 80].map((thousands) => [`align${thousands}`, () => measureAlign(thousands)])),
};

/** An edit of a bead from the request to the answer, with the checks run again and all on the disk of the database. */
async function measureEdit(): Promise<Figures> {
  const { longTexts, startHarness } = await import('../server/harness.ts');
  const server = await startHarness();
  const { source, target } = longTexts(3000);
  const { id, beads } = await server.ready(source, target);
  const times: number[] = [];
  for (let round = 0; round < 60; round++) {
    const bead = beads[Math.floor((round * beads.length) / 60)];
    if (!bead) continue;
    const text = `${bead.target.map((segment) => segment.text).join(' ')} It took ${round} days.`;
    const start = performance.now();
    await server.change(id, round + 1, { kind: 'edit', bead: bead.id, side: 'target', text });
    times.push(performance.now() - start);
  }
  await server.stop();
  // The first ones warm the thread that checks.
  const warm = times.slice(10).sort((a, b) => a - b);
  return {
    'edit of 3,000, median ms': warm[Math.floor(warm.length / 2)] ?? 0,
    'edit of 3,000, 95 % in ms': warm[Math.floor(warm.length * 0.95)] ?? 0,
  };
}

async function measureAlign(thousands: number): Promise<Figures> {
  const { align } = await import('../../server/engine/align/align.ts');
  const { loadPair } = await import('../../server/engine/languages/pair.ts');
  const { cleanPairs, disturb, enlarge, strictF1 } = await import('../eval/material.ts');
  const material = disturb(enlarge(cleanPairs(), thousands * 1000, thousands), {
    join: 0.04,
    drop: 0.02,
    seed: thousands,
  });
  const segments = (texts: readonly string[]) => texts.map((text) => ({ text, paragraph: 0 }));
  const pair = await loadPair('ru', 'en');
  let beads: readonly { source: readonly number[]; target: readonly number[] }[] = [];
  const seconds = await clock(() => {
    ({ beads } = align(segments(material.source), segments(material.target), { from: 'ru', to: 'en', pair }));
  });
  return {
    [`align ${thousands},000, s`]: seconds,
    [`align ${thousands},000, MB`]: process.resourceUsage().maxRSS / 1024,
    [`align ${thousands},000, strict F1`]: strictF1(beads, material.beads),
  };
}

async function clock(work: () => void): Promise<number> {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

const { values } = parseArgs({
  options: { all: { type: 'boolean' }, save: { type: 'boolean' }, one: { type: 'string' } },
});
if (values.one) {
  const measure = measurements[values.one];
  if (!measure) throw new Error(`no measurement is called ${values.one}`);
  process.stdout.write(JSON.stringify(await measure()));
} else {
  const before: Figures = existsSync(saved) ? JSON.parse(readFileSync(saved, 'utf8')) : {};
  const now: Record<string, number> = { ...before };
  const format = (value: number | undefined): string =>
    (value === undefined ? '-' : value.toFixed(value < 10 ? 3 : 0)).padStart(10);
  process.stdout.write(`${'measurement'.padEnd(28)}       now     saved\n`);
  for (const name of Object.keys(measurements)) {
    if (/^align[48]0$/.test(name) && !values.all) continue;
    const figures: Figures = JSON.parse(execFileSync(process.execPath, [here, '--one', name], { encoding: 'utf8' }));
    for (const [figure, value] of Object.entries(figures)) {
      process.stdout.write(`${figure.padEnd(28)}${format(value)}${format(before[figure])}\n`);
      now[figure] = Number(value.toFixed(3));
    }
  }
  if (values.save) writeFileSync(saved, `${JSON.stringify(now, null, 2)}\n`);
}
