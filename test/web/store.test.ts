import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alreadyDone, guess } from '../../web/store/apply.ts';
import { everything, matches, tally } from '../../web/store/filter.ts';
import { type Bead, type Flag, openFlags, placesOf, textOf } from '../../web/store/model.ts';
import { changes, cut, occurrences } from '../../web/store/pieces.ts';

let ids = 0;

function bead(source: string[], target: string[], rest: Partial<Bead> = {}): Bead {
  const side = (texts: string[]) =>
    texts.map((text) => ({ id: ++ids, text, original: text, paragraph: 0, kind: 'text' as const, speaker: null }));
  return {
    id: ++ids,
    position: String(ids).padStart(6, '0'),
    source: side(source),
    target: side(target),
    confidence: 0.99,
    state: 'new',
    bookmarked: false,
    moved: false,
    furniture: false,
    edited: false,
    version: 1,
    flags: [],
    ...rest,
  };
}

function flag(rest: Partial<Flag> = {}): Flag {
  return {
    id: ++ids,
    bead: 0,
    check: 'term',
    category: 'terminology/wrong-term',
    severity: 'critical',
    confidence: 0.9,
    source: null,
    target: null,
    message: { key: 'term.other', params: {} },
    suggestion: null,
    state: 'open',
    reason: null,
    note: null,
    origin: 'program',
    ...rest,
  };
}

const as = (...beads: Bead[]) => new Map(beads.map((each) => [each.id, each]));

describe('pieces of a text', () => {
  test('a replaced phrase is struck as a whole and its replacement stands behind it', () => {
    const before = 'banned by the Treaty on the Functioning of the European Union.';
    expect(changes(before, 'banned by the INF Treaty.')).toEqual([
      { text: 'banned by the ', change: 'same' },
      { text: 'Treaty on the Functioning of the European Union', change: 'deleted' },
      { text: 'INF Treaty', change: 'inserted' },
      { text: '.', change: 'same' },
    ]);
  });

  test('joined again, what was struck out left aside, they are the text; what was inserted left aside, the original', () => {
    const text = fc
      .array(fc.constantFrom('the', 'treaty', 'союз', 'is', '.', ' ', '  '))
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, fc.array(fc.tuple(fc.nat(20), fc.nat(20))), (original, now, spans) => {
        const marks = spans
          .map(([a, b]) => ({ span: [Math.min(a, b, now.length), Math.min(Math.max(a, b), now.length)] as const }))
          .map((mark) => ({ ...mark, hit: true as const }));
        const pieces = cut(now, marks, original);
        expect(
          pieces
            .filter(({ change }) => change !== 'deleted')
            .map((piece) => piece.text)
            .join(''),
        ).toBe(now);
        expect(
          pieces
            .filter(({ change }) => change !== 'inserted')
            .map((piece) => piece.text)
            .join(''),
        ).toBe(original);
        for (const { at, text: words } of pieces) if (at !== null) expect(now.slice(at, at + words.length)).toBe(words);
      }),
    );
  });

  test.each([
    [
      'Treaty and treaty',
      'treaty',
      [
        [0, 6],
        [11, 17],
      ],
    ],
    ['ДОГОВОР', 'договор', [[0, 7]]],
    ['aaa', 'aa', [[0, 2]]],
    ['nothing', '', []],
  ] as const)('"%s" holds "%s" at %j', (text, phrase, spans) => {
    expect(occurrences(text, phrase)).toEqual(spans);
  });
});

describe('what a change is guessed to do', () => {
  test('accepting a suggestion puts it in the place of the span, and moves the flags behind it', () => {
    const wrong = flag({ target: [4, 8], suggestion: 'INF Treaty' });
    const later = flag({ target: [12, 16] });
    const before = bead(['ДРСМД'], ['The TFEU is gone.'], { flags: [wrong, later] });
    const [after] = guess(as(before), { kind: 'accept', flag: wrong.id }, -1).beads;
    expect(textOf(after!, 'target')).toBe('The INF Treaty is gone.');
    expect(after!.edited).toBe(true);
    expect(after!.flags.map(({ state, target }) => [state, target])).toEqual([
      ['accepted', null],
      ['open', [18, 22]],
    ]);
  });

  test('an edit of the second sentence leaves the first as it was', () => {
    const before = bead(['А. Б.'], ['One thing.', 'Two things.']);
    const change = { kind: 'edit', bead: before.id, side: 'target', text: 'One thing. Three things.' } as const;
    const [after] = guess(as(before), change, -1).beads;
    expect(after!.target.map(({ text }) => text)).toEqual(['One thing.', 'Three things.']);
    expect(alreadyDone(as(after!), change)).toBe(true);
    expect(alreadyDone(as(before), change)).toBe(false);
  });

  test('a merge joins both sides and carries the flags to their new places', () => {
    const first = bead(['Раз.'], ['One.']);
    const second = bead(['Два.'], ['Two.'], { flags: [flag({ source: [0, 3], target: [0, 3] })] });
    const { beads, removed } = guess(as(first, second), { kind: 'merge', beads: [first.id, second.id] }, -1);
    expect(removed).toEqual([second.id]);
    expect(textOf(beads[0]!, 'target')).toBe('One. Two.');
    const [moved] = beads[0]!.flags;
    expect(textOf(beads[0]!, 'target').slice(...moved!.target!)).toBe('Two');
    expect(textOf(beads[0]!, 'source').slice(...moved!.source!)).toBe('Два');
  });

  test('a sentence moved down leaves its bead and opens the next', () => {
    const first = bead(['Раз.', 'Два.'], ['One. Two.']);
    const second = bead(['Три.'], ['Three.']);
    const change = { kind: 'moveSegment', side: 'source', segment: first.source[1]!.id, to: second.id } as const;
    const { beads } = guess(as(first, second), change, -1);
    expect(beads.map((each) => textOf(each, 'source'))).toEqual(['Раз.', 'Два. Три.']);
  });
});

test('sentences that were emptied take no place in the text of their side', () => {
  const side = bead([], ['One.', '', 'Three.']);
  expect(textOf(side, 'target')).toBe('One. Three.');
  expect(placesOf(side.target).map(({ span }) => span)).toEqual([
    [0, 4],
    [5, 11],
  ]);
});

test('each count is the number of rows that its filter shows', () => {
  const beads = [
    bead(['а'], ['a'], { flags: [flag(), flag({ severity: 'minor', category: 'style/awkward' })] }),
    bead(['б'], ['b'], { flags: [flag({ state: 'dismissed' })], state: 'confirmed' }),
    bead(['в'], [], { confidence: 0.4 }),
    bead(['г'], ['d'], { edited: true, bookmarked: true, state: 'approved' }),
    bead(['—'], [], { furniture: true }),
  ];
  const counts = tally(beads);
  const shown = (filter: Partial<typeof everything>) =>
    beads.filter((each) => matches(each, { ...everything, ...filter })).length;
  for (const [group, count] of Object.entries(counts.groups)) {
    expect([group, shown({ group: group as keyof typeof counts.groups })]).toEqual([group, count]);
  }
  for (const severity of ['critical', 'major', 'minor', 'neutral'] as const) {
    expect(shown({ severity })).toBe(counts.severities[severity]);
  }
  for (const [category, count] of counts.categories) expect(shown({ category })).toBe(count);
  expect(counts.flags).toEqual({ critical: 1, major: 0, minor: 1, neutral: 0 });
  expect(counts.reviewed).toBe(beads.length - counts.groups.todo);
  expect(beads.flatMap(openFlags)).toHaveLength(2);
});
