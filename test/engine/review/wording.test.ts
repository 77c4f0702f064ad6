import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../server/engine/bitext.ts';
import { joinTexts } from '../../../server/engine/review/draft.ts';
import { initialKeys, keyBetween } from '../../../server/engine/review/order.ts';
import { compareTexts, moveSpan, replacement, shareOut } from '../../../server/engine/review/wording.ts';

const share = (texts: string[], after: string) => shareOut(texts, after, compareTexts(joinTexts(texts), after));

describe('an edit of several sentences goes back into them', () => {
  it.each<[string, string[], string, string[]]>([
    ['a word in the first', ['It rained.', 'We left.'], 'It snowed. We left.', ['It snowed.', 'We left.']],
    ['a word in the last', ['It rained.', 'We left.'], 'It rained. We stayed.', ['It rained.', 'We stayed.']],
    ['words in both', ['Он пришёл.', 'Она ушла.'], 'Он приехал. Она уехала.', ['Он приехал.', 'Она уехала.']],
    ['the last taken out', ['It rained.', 'We left.'], 'It rained.', ['It rained.', '']],
    ['two made one', ['It rained.', 'We left.'], 'It rained, so we left.', ['It rained,', 'so we left.']],
    ['all rewritten', ['It rained.', 'We left.'], 'Nothing happened', ['Nothing happened', '']],
    ['all taken out', ['It rained.', 'We left.'], '', ['', '']],
    [
      'one that was empty stays so',
      ['It rained.', '', 'We left.'],
      'It rained! We left.',
      ['It rained!', '', 'We left.'],
    ],
    ['the space between taken out', ['It rained.', 'We left.'], 'It rained.We left.', ['It rained.We', 'left.']],
  ])('%s', (_what, texts, after, expected) => {
    expect(share(texts, after)).toEqual(expected);
  });

  it('loses and adds nothing but white space', () => {
    const word = fc.constantFrom('a', 'bb', 'в', 'где', '12', '.', ',', '«x»', 'the', '—', '🙂');
    const sentence = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
    const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 5 }),
        fc.array(word, { maxLength: 20 }),
        (texts, words) => {
          const after = words.join(' ');
          const shared = share(texts, after);
          expect(shared).toHaveLength(texts.length);
          expect(squeeze(joinTexts(shared))).toBe(squeeze(after));
        },
      ),
    );
  });
});

describe('a span keeps its words', () => {
  it.each<[string, string, string, string | null]>([
    ['the old treaty is signed', 'the very old treaty is signed', 'treaty', 'treaty'],
    ['the old treaty is signed', 'the old pact is signed', 'treaty', 'pact'],
    ['the old treaty is signed', 'the old treaty was signed', 'treaty is', 'treaty was'],
    ['the old treaty is signed', 'the old is signed', 'treaty', null],
    ['the old treaty', 'the old treaty today', 'treaty', 'treaty'],
    ['treaty of old', 'A treaty of old', 'treaty', 'treaty'],
  ])('%s → %s: %s', (before, after, words, expected) => {
    const start = before.indexOf(words);
    const span = moveSpan(compareTexts(before, after), [start, start + words.length]);
    expect(span && after.slice(...span).trim()).toBe(expected);
  });

  it('grows over what replaces it, and shifts what follows', () => {
    const text = 'banned by the TFEU in Europe';
    const hunks = replacement(text.length, [14, 18], 'INF Treaty'.length);
    const after = `${text.slice(0, 14)}INF Treaty${text.slice(18)}`;
    const words = (span: Span | null) => span && after.slice(...span);
    expect(words(moveSpan(hunks, [14, 18]))).toBe('INF Treaty');
    expect(words(moveSpan(hunks, [22, 28]))).toBe('Europe');
    expect(words(moveSpan(hunks, [0, 6]))).toBe('banned');
  });
});

describe('order keys', () => {
  it('leave room between any two, however often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.array(fc.nat(), { maxLength: 120 }), (count, places) => {
        const keys = initialKeys(count);
        for (const place of places) {
          const index = place % (keys.length + 1);
          keys.splice(index, 0, keyBetween(keys[index - 1] ?? null, keys[index] ?? null));
        }
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  it('grow slowly where everything is put in the same place', () => {
    const [first = null, last = null] = initialKeys(2);
    let low = first;
    for (let i = 0; i < 500; i++) low = keyBetween(low, last);
    expect(low?.length).toBeLessThan(120);
    expect(first! < low! && low! < last!).toBe(true);
  });
});
