import { describe, expect, it } from 'vitest';
import { align } from '../../../server/engine/align/align.ts';
import { loadLanguage } from '../../../server/engine/languages/language.ts';
import { pairWithWords } from '../../../server/engine/languages/own-words.ts';
import { loadPair } from '../../../server/engine/languages/pair.ts';
import { believed, lessonOf, type WordCount } from '../../../server/engine/review/lessons.ts';
import { cleanPairs, disturb } from '../../eval/material.ts';

const [ru, en, pair] = [await loadLanguage('ru'), await loadLanguage('en'), await loadPair('ru', 'en')];

function learnt(pairs: readonly (readonly [string, string])[]): WordCount[] {
  const counts = new Map<string, WordCount>();
  for (const [source, target] of pairs) {
    for (const each of lessonOf({ source, target }, ru, en, null)) {
      const key = `${each.source}\t${each.target}`;
      counts.set(key, { ...each, count: each.count + (counts.get(key)?.count ?? 0) });
    }
  }
  return believed([...counts.values()]);
}

describe('a lesson', () => {
  it('holds linked words in their dictionary forms, and no words of grammar or numbers', () => {
    const lesson = lessonOf(
      { source: 'В 1987 году договоры подписали.', target: 'The treaties were signed in 1987.' },
      ru,
      en,
      pair,
    );
    expect(lesson).toContainEqual({ source: 'договор', target: 'treaty', count: 1 });
    expect(lesson.map(({ target }) => target)).not.toContain('the');
    expect(lesson.map(({ source }) => source)).not.toContain('1987');
  });
  it('guesses at what nothing is known of, and believes it once it comes again and again', () => {
    const pairs = [
      ['Глокая куздра спит.', 'The gloky kuzdra sleeps.'],
      ['Штеко видит бокра.', 'Steko sees the bucker.'],
      ['Кудлатый бокр ушёл.', 'The shaggy bucker left.'],
      ['Бокр рад.', 'The bucker is glad.'],
      ['Там бокр.', 'There is a bucker.'],
    ] as const;
    expect(learnt(pairs.slice(0, 2)).map(({ target }) => target)).not.toContain('bucker');
    expect(learnt(pairs)).toContainEqual(expect.objectContaining({ source: 'бокр', target: 'bucker' }));
  });
});

it('what confirmed texts taught lines up the next one better, where no lexicon is', () => {
  const pairs = cleanPairs();
  const border = Math.floor(pairs.length * 0.7);
  const lessons = learnt(pairs.slice(0, border));
  const key = (bead: { source: readonly number[]; target: readonly number[] }) => `${bead.source}:${bead.target}`;
  const score = (known: readonly WordCount[]) => {
    let [hits, claimed, right] = [0, 0, 0];
    for (const seed of [1, 2, 3]) {
      const { source, target, beads } = disturb(pairs.slice(border), { join: 0.12, drop: 0.12, seed });
      const whole = <B extends { source: readonly number[]; target: readonly number[] }>(bead: B) =>
        bead.source.length > 0 && bead.target.length > 0;
      const gold = new Set(beads.filter(whole).map(key));
      const side = (texts: readonly string[]) => texts.map((text) => ({ text, paragraph: 0 }));
      const found = align(side(source), side(target), { from: 'ru', to: 'en', learnt: known }).beads.filter(whole);
      hits += found.filter((bead) => gold.has(key(bead))).length;
      claimed += found.length;
      right += gold.size;
    }
    return (2 * hits) / (claimed + right);
  };
  const [before, after] = [score([]), score(lessons)];
  expect(after).toBeGreaterThan(before + 0.03);
});

describe('a user’s own words', () => {
  it('come before the pair’s, which stays as it was', async () => {
    const own = await pairWithWords('ru', 'en', [
      { source: ['верстак'], target: ['a toolbench'], forbidden: [], note: '' },
      { source: ['бокр', 'бокрёнок'], target: ['bucker'], forbidden: [], note: '' },
    ]);
    expect(own?.translate('верстаком')).toContain('toolbench');
    expect(own?.translate('бокрами')).toEqual(['bucker']);
    expect(own?.translate('договор')).toEqual(pair?.translate('договор'));
    expect(pair?.translate('верстаком')).not.toContain('toolbench');
    expect(own?.names).toBe(pair?.names);
  });
  it('serve languages that nobody has written anything about', async () => {
    expect(await pairWithWords('cs', 'sk', [])).toBeNull();
    const own = await pairWithWords('cs', 'sk', [{ source: ['loď'], target: ['čln'], forbidden: [], note: '' }]);
    expect(own?.translate('loď')).toEqual(['čln']);
  });
  it('of fifty thousand entries are ready within a second', async () => {
    const words = Array.from({ length: 50_000 }, (_, n) => ({
      source: [`слово${n}`],
      target: [`word${n}`],
      forbidden: [],
      note: '',
    }));
    const before = performance.now();
    const own = await pairWithWords('ru', 'en', words);
    expect(own?.translate('слово49999')).toEqual(['word49999']);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
