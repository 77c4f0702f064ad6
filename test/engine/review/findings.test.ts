import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flag, Pair } from '../../../server/engine/bitext.ts';
import { applyChange, pairOf } from '../../../server/engine/review/changes.ts';
import { createDraft, type Draft, flagsOf, textOf } from '../../../server/engine/review/draft.ts';
import { likenessOf, meetFindings } from '../../../server/engine/review/findings.ts';

/** A checker for tests: each number of the translation is a finding. */
function check({ target }: Pair): Flag[] {
  return [...target.matchAll(/\d+/g)].map((found) => ({
    check: 'number',
    category: 'accuracy/mistranslation',
    severity: 'major',
    confidence: 0.9,
    source: null,
    target: [found.index, found.index + found[0].length],
    message: { key: 'number', params: { found: found[0], at: found.index } },
    suggestion: null,
  }));
}

const nowhere = {
  beadAfter: null,
  segments: { source: { before: null, after: null }, target: { before: null, after: null } },
};

function open(target: string): Draft {
  const segment = (id: number, side: 'source' | 'target', text: string) => {
    return { id, side, position: 'a', text, original: text, paragraph: 0, kind: 'text', speaker: null } as const;
  };
  const bead = {
    id: 1,
    position: 'a',
    source: [2],
    target: [3],
    confidence: 1,
    state: 'new',
    bookmarked: false,
    moved: false,
    furniture: false,
  } as const;
  const draft = createDraft(
    { segment: [segment(2, 'source', 'Да.'), segment(3, 'target', target)], bead: [bead], flag: [] },
    4,
  );
  meetFindings(draft, 1, check(pairOf(draft, 1)));
  return draft;
}

/** The draft that the next change gets: its rows as they are now. */
function next({ rows, nextId }: Draft): Draft {
  const all = { segment: [...rows.segment.values()], bead: [...rows.bead.values()], flag: [...rows.flag.values()] };
  return createDraft(all, nextId);
}

function edit(given: Draft, text: string): Draft {
  const draft = next(given);
  const changed = applyChange(draft, { kind: 'edit', bead: 1, side: 'target', text }, nowhere);
  for (const bead of changed) meetFindings(draft, bead, check(pairOf(draft, bead)));
  return draft;
}

const dismiss = (draft: Draft, flag: number) =>
  applyChange(draft, { kind: 'dismiss', flag, reason: 'acceptable' }, nowhere);
const words = (draft: Draft, states: readonly string[]) =>
  flagsOf(draft, 1)
    .filter((flag) => !flag.absent && states.includes(flag.state))
    .map((flag) => textOf(draft, 1, 'target').slice(...flag.target!));

describe('a dismissed flag', () => {
  const word = fc.constantFrom('war', 'peace', 'and', 'the', 'of', 'treaty', 'now');
  const some = fc.array(word, { maxLength: 8 });

  it('stays dismissed whatever changes around it, and no other is dismissed with it', () => {
    fc.assert(
      fc.property(
        some,
        some,
        fc.array(fc.tuple(some, some, fc.boolean()), { maxLength: 6 }),
        (before, after, edits) => {
          let draft = open([...before, '21', ...after, '34'].join(' '));
          dismiss(draft, flagsOf(draft, 1)[0]!.id);
          for (const [left, right, again] of edits) {
            draft = edit(draft, [...left, '21', ...right, '34'].join(' '));
            // Checks that run again without a change are met in the same way.
            if (again) meetFindings(draft, 1, check(pairOf(draft, 1)));
            expect(words(draft, ['dismissed'])).toEqual(['21']);
            expect(words(draft, ['open'])).toEqual(['34']);
          }
        },
      ),
    );
  });

  it('is the one that was dismissed, where others have the same words', () => {
    fc.assert(
      fc.property(some, some, fc.nat(2), fc.nat(2), (left, right, chosen, removed) => {
        fc.pre(chosen !== removed);
        // Each number stands between words of its own, so that one sees which is which.
        const parts = ['alpha 7 one', 'beta 7 two', 'gamma 7 three'];
        let draft = open(parts.join(', '));
        dismiss(draft, flagsOf(draft, 1)[chosen]!.id);
        draft = edit(draft, [...left, parts.filter((_, index) => index !== removed).join(', '), ...right].join(' '));
        const text = textOf(draft, 1, 'target');
        const [stayed, ...others] = flagsOf(draft, 1).filter(({ state, absent }) => state === 'dismissed' && !absent);
        expect(others).toEqual([]);
        expect(text.slice(0, stayed!.target![1]).split(/, | /).at(-2)).toBe(parts[chosen]!.split(' ')[0]);
        expect(words(draft, ['open'])).toHaveLength(1);
      }),
    );
  });

  it('comes back dismissed when its words come back', () => {
    let draft = open('It took 21 days.');
    const [flag] = flagsOf(draft, 1);
    dismiss(draft, flag!.id);
    draft = edit(draft, 'It took days.');
    expect(words(draft, ['open', 'dismissed'])).toEqual([]);
    draft = edit(draft, 'Then it took 21 days.');
    expect(flagsOf(draft, 1)).toMatchObject([{ id: flag!.id, state: 'dismissed', absent: false, target: [13, 15] }]);
  });

  it('does not silence other words at its place', () => {
    let draft = open('It took 21 days.');
    dismiss(draft, flagsOf(draft, 1)[0]!.id);
    draft = edit(draft, 'It took 22 days.');
    expect(words(draft, ['open'])).toEqual(['22']);
  });
});

describe('likeness', () => {
  const message = { key: 'k', params: { text: 'a' } };
  it('is the check and the words, whatever their case and spacing', () => {
    const a = likenessOf({ check: 'c', message }, ['Он  ушёл', 'He left']);
    expect(likenessOf({ check: 'c', message: { key: 'l', params: {} } }, ['он ушёл', 'he LEFT '])).toBe(a);
    expect(likenessOf({ check: 'd', message }, ['Он  ушёл', 'He left'])).not.toBe(a);
    expect(likenessOf({ check: 'c', message }, ['Он ушёл', null])).not.toBe(a);
  });
  it('without words is what the message says', () => {
    const a = likenessOf({ check: 'c', message }, [null, null]);
    expect(likenessOf({ check: 'c', message: { key: 'k', params: { text: 'b' } } }, [null, null])).not.toBe(a);
  });
});
