/** A small bitext and a checker for it, for the tests of the database. */

import { expect } from 'vitest';
import { saveImport } from '../../db/alignment.ts';
import type { CheckScope } from '../../db/changes.ts';
import type { Db } from '../../db/connection.ts';
import { claimJob, createImport } from '../../db/jobs.ts';
import type { Flag, Pair } from '../../server/engine/bitext.ts';

/** A checker for tests: each number of the target that the source lacks is a finding; the source's number, its correction. */
function check({ source, target }: Pair): Flag[] {
  const wanted = [...source.matchAll(/\d+/g)];
  return [...target.matchAll(/\d+/g)].flatMap((found, index) => {
    if (wanted.some((number) => number[0] === found[0])) return [];
    const original = wanted[index];
    return {
      check: 'number',
      category: 'accuracy/mistranslation' as const,
      severity: 'major' as const,
      confidence: 0.9,
      source: original ? ([original.index, original.index + original[0].length] as const) : null,
      target: [found.index, found.index + found[0].length] as const,
      message: { key: 'number', params: { found: found[0] } },
      suggestion: original?.[0] ?? null,
    };
  });
}

export const recheck = async (_languages: unknown, pairs: readonly Pair[], scope: CheckScope) =>
  pairs.map((pair) => (scope === 'pairs' ? check(pair) : []));

const texts = {
  source: ['Было 12 стран.', 'Договор подписан.', 'Это важно. Очень.', 'Остаток 7 дней.', 'Лишнее.', 'Конец.'],
  target: [
    'There were 21 countries.',
    'The treaty is signed.',
    'It matters.',
    'Very much.',
    '9 days remain.',
    'The end.',
  ],
};
const beads = [
  { source: [0], target: [0], confidence: 0.9 },
  { source: [1], target: [1], confidence: 0.95 },
  { source: [2], target: [2, 3], confidence: 0.7 },
  { source: [3], target: [4], confidence: 0.9 },
  { source: [4], target: [], confidence: 0.8 },
  { source: [5], target: [5], confidence: 0.99 },
];

/** A bitext of six beads, in a project where one is asked for. */
export async function makeBitext(db: Db, project?: string): Promise<string> {
  const content = (side: 'source' | 'target') => ({ kind: 'text' as const, text: texts[side].join('\n') });
  const { bitext, job } = await createImport(db, {
    project,
    title: 'Test',
    from: 'ru',
    to: 'en',
    sample: false,
    warnings: [],
    source: { name: null, encoding: null, content: content('source') },
    target: { name: null, encoding: null, content: content('target') },
  });
  expect(await claimJob(db, job)).not.toBeNull();
  const segments = (side: 'source' | 'target') =>
    texts[side].map((text, paragraph) => ({ text, paragraph, kind: 'text' as const, speaker: null }));
  const flags = beads.map((bead) =>
    check({
      source: bead.source.map((i) => texts.source[i]).join(' '),
      target: bead.target.map((i) => texts.target[i]).join(' '),
    }),
  );
  const saved = await saveImport(db, job, bitext, {
    source: segments('source'),
    target: segments('target'),
    beads,
    flags,
    evidence: null,
    related: true,
  });
  expect(saved).toBe(true);
  return bitext;
}
