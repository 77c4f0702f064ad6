import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, type Flag, severities } from '../../../server/engine/bitext.ts';
import { type Report, type ReportFlag, writeReport } from '../../../server/engine/report/report.ts';
import { countWords, scoreOf, tallyCategories } from '../../../server/engine/report/score.ts';

describe('the MQM score', () => {
  it('is one less the penalty points for each word', () => {
    const flags = [
      { severity: 'critical' },
      { severity: 'major' },
      { severity: 'minor' },
      { severity: 'neutral' },
    ] as const;
    expect(scoreOf(flags, 500)).toEqual({ words: 500, errors: 4, points: 31, normed: 62, quality: 1 - 31 / 500 });
    expect(scoreOf([], 500)).toMatchObject({ points: 0, normed: 0, quality: 1 });
    expect(scoreOf([{ severity: 'critical' }], 10).quality).toBe(-1.5);
    expect(scoreOf([], 0)).toMatchObject({ normed: null, quality: null });
  });

  it('counts words and numbers, not punctuation', () => {
    expect(countWords('Договор № 7 — «важный», т.е. нужный.')).toBe(5);
    expect(countWords('')).toBe(0);
  });

  it('of the categories adds up to the whole', () => {
    const flag = fc.record({ severity: fc.constantFrom(...severities), category: fc.constantFrom(...categories) });
    fc.assert(
      fc.property(fc.array(flag), fc.integer({ min: 1, max: 10_000 }), (flags, words) => {
        const whole = scoreOf(flags, words);
        const tallies = tallyCategories(flags, words);
        expect(tallies.reduce((sum, { score }) => sum + score.points, 0)).toBe(whole.points);
        expect(tallies.reduce((sum, { score }) => sum + score.errors, 0)).toBe(whole.errors);
        const points = tallies.map(({ score }) => score.points);
        expect(points).toEqual([...points].sort((a, b) => b - a));
      }),
    );
  });
});

const base: Flag = {
  check: 'number',
  category: 'accuracy/mistranslation',
  severity: 'major',
  confidence: 0.9,
  source: [0, 2],
  target: [0, 2],
  message: { key: 'k', params: {} },
  suggestion: '12 <u>',
};
const flag = (rest: Partial<ReportFlag> = {}): ReportFlag => ({
  ...base,
  text: 'Wrong & <i>.',
  name: 'Number',
  state: 'open',
  ...rest,
});
const say = (key: string, params: Readonly<Record<string, string | number>> = {}) =>
  `[${[key, ...Object.values(params)].join(' ')}]`;

function write(flags: readonly ReportFlag[], rest: Partial<Report> = {}): string {
  const flagged = flags.map((each, index) => ({
    id: index + 1,
    source: '12 <стран>',
    target: '21 countries',
    flags: [each],
  }));
  const report = {
    title: 'T<1>',
    from: 'ru',
    to: 'en',
    language: 'ru',
    made: new Date(0),
    words: 1000,
    pairs: 9,
    flagged,
  };
  return writeReport({ ...report, ...rest }, say);
}

describe('a report', () => {
  it('stands alone: nothing in it is fetched or run, and what texts hold is text', () => {
    const html = write([flag()]);
    expect(html).not.toMatch(/<script|<link|src=|url\(|https?:|@import|<u>|<стран>/);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('T&lt;1&gt;');
    expect(html).toContain('<html lang="ru">');
  });

  it('marks the words of both sides, says what is wrong and what would be right', () => {
    const html = write([flag()]);
    expect(html).toContain('<p lang="ru"><mark class="major">12</mark> &lt;стран&gt;</p>');
    expect(html).toContain('<p lang="en"><mark class="major">21</mark> countries</p>');
    expect(html).toContain('Wrong &amp; &lt;i&gt;.');
    expect(html).toContain('<ins lang="en">12 &lt;u&gt;</ins>');
  });

  it('has contents whose links lead to sections, the costliest first', () => {
    const html = write([flag({ severity: 'minor' }), flag({ category: 'style/awkward', severity: 'critical' })]);
    const links = [...html.matchAll(/href="#(c-[^"]+)"/g)].map((match) => match[1]);
    expect(links).toEqual(['c-style-awkward', 'c-accuracy-mistranslation']);
    for (const link of [...html.matchAll(/href="#([^"]+)"/g)]) expect(html).toContain(`id="${link[1]}"`);
    const ids = [...html.matchAll(/id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('counts what is open, tells what was corrected and dismissed, and writes numbers as the language does', () => {
    const html = write([flag(), flag({ state: 'accepted', severity: 'critical' }), flag({ state: 'dismissed' })]);
    expect(html).toMatch(/<b>99,5\s%<\/b>/);
    expect(html).toMatch(/\[corrected 1 97,0\s%\]/);
    expect(html).toContain('[dismissed 1]');
    expect(html.match(/<article/g)).toHaveLength(1);
  });

  it('of a translation without errors says so', () => {
    const html = write([], { words: 0 });
    expect(html).toContain('[none]');
    expect(html).toContain('<b>—</b>');
  });
});
