import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alreadyDone, guess, touched } from '../../web/store/apply.ts';
import { everything, matches, tally } from '../../web/store/filter.ts';
import { type Bead, type Flag, openFlags, placesOf, textOf } from '../../web/store/model.ts';
import { type Order, rankBeads, rankFlags, type Trust } from '../../web/store/order.ts';
import { changes, cut, occurrences } from '../../web/store/pieces.ts';
import { did, noSteps, redo, stepOf, undo } from '../../web/store/steps.ts';

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
    dismissal: null,
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

describe('a split before the server answers', () => {
  test('cuts inside of a sentence, and each flag goes with its words', () => {
    const early = flag({ target: [0, 3] });
    const late = flag({ target: [9, 12], source: [5, 8] });
    const before = bead(['Раз. Два.'], ['One, and two.'], { flags: [early, late] });
    const change = {
      kind: 'split',
      bead: before.id,
      source: { segment: before.source[0]!.id, offset: 5 },
      target: { segment: before.target[0]!.id, offset: 5 },
    } as const;
    const { beads } = guess(as(before), change, -7);
    expect(beads.map((each) => [each.id, textOf(each, 'source'), textOf(each, 'target')])).toEqual([
      [before.id, 'Раз.', 'One,'],
      [-7, 'Два.', 'and two.'],
    ]);
    expect(beads[1]!.position > before.position).toBe(true);
    expect(`${before.position}0` > beads[1]!.position).toBe(true);
    expect(beads.map(({ flags }) => flags.map(({ id }) => id))).toEqual([[early.id], [late.id]]);
    const [moved] = beads[1]!.flags;
    expect([textOf(beads[1]!, 'target').slice(...moved!.target!), moved!.source]).toEqual(['two', [0, 3]]);
  });

  test('between sentences keeps them whole; one that would leave a half empty changes nothing', () => {
    const before = bead(['Раз.', 'Два.'], ['One.']);
    const halves = guess(as(before), { kind: 'split', bead: before.id, source: 1, target: 1 }, -7).beads;
    expect(halves.map((each) => [textOf(each, 'source'), textOf(each, 'target')])).toEqual([
      ['Раз.', 'One.'],
      ['Два.', ''],
    ]);
    expect(guess(as(before), { kind: 'split', bead: before.id, source: 0, target: 0 }, -7).beads).toEqual([]);
  });
});

describe('dismissing all alike before the server answers', () => {
  test('takes the open flags of the same check and words, whatever their case', () => {
    const flagged = (source: string, target: string, rest: Partial<Flag> = {}) =>
      bead([source], [target], { flags: [flag({ source: [0, source.length], target: [0, target.length], ...rest })] });
    const beads = [
      flagged('Да', 'Yes'),
      flagged('да', 'yes'),
      flagged('да', 'no'),
      flagged('да', 'yes', { check: 'number' }),
      flagged('да', 'yes', { state: 'accepted' }),
    ];
    const given = beads[0]!.flags[0]!;
    const change = { kind: 'dismissAlike', flag: given.id, reason: 'style', scope: 'bitext' } as const;
    const after = guess(as(...beads), change, -1);
    expect(after.beads.map(({ id }) => id)).toEqual([beads[0]!.id, beads[1]!.id]);
    expect(touched(as(...beads), change)).toEqual([given.bead]);
    expect(alreadyDone(as(...after.beads), change)).toBe(true);
  });
});

describe('the order of rows', () => {
  const rows = [
    bead(['а'], ['a']),
    bead(['б'], ['b'], { flags: [flag({ severity: 'minor', confidence: 0.9 })] }),
    bead(['в'], ['c'], { flags: [flag({ severity: 'major', confidence: 0.5, check: 'number' })] }),
    bead(['г'], ['d'], { flags: [flag({ severity: 'major', confidence: 0.8, check: 'name' })] }),
    bead(['д'], ['e'], { flags: [flag({ severity: 'critical', confidence: 0.99, state: 'dismissed' })] }),
  ];
  const inOrder = (order: Order, trust: Trust = () => 1) =>
    rankBeads(rows, order, trust)
      .map((each) => textOf(each, 'target'))
      .join('');

  test('by severity the gravest open flag comes first, among equals the text decides, those without come last', () => {
    expect(inOrder('text')).toBe('abcde');
    expect(inOrder('severity')).toBe('cdbae');
  });

  test('by likelihood confidence counts, and trust in the kind of flag', () => {
    expect(inOrder('likely')).toBe('bdcae');
    expect(inOrder('likely', ({ check }) => (check === 'term' ? 0.2 : 1))).toBe('dcbae');
  });

  test('flags of one bead follow the same order', () => {
    const [grave, sure] = [flag({ severity: 'critical', confidence: 0.4 }), flag({ severity: 'minor' })];
    expect(rankFlags([sure, grave], 'severity', () => 1)).toEqual([grave, sure]);
    expect(rankFlags([grave, sure], 'likely', () => 1)).toEqual([sure, grave]);
  });
});

test('steps are undone and done again in turn, and a new one forgets what was undone', () => {
  const [one, two] = [bead(['а'], ['a']), bead(['а'], ['b'])];
  const changed = { ...two, id: one.id };
  const first = stepOf(as(one), { beads: [changed], removed: [] });
  const second = stepOf(as(changed), { beads: [], removed: [one.id] });
  const both = did(did(noSteps, first), second);
  const back = undo(both)!;
  expect([...back.beads]).toEqual([[one.id, changed]]);
  const further = undo(back.steps)!;
  expect([...further.beads]).toEqual([[one.id, one]]);
  expect(undo(further.steps)).toBeNull();
  expect([...redo(further.steps)!.beads]).toEqual([[one.id, changed]]);
  expect([...redo(back.steps)!.beads]).toEqual([[one.id, null]]);
  expect(redo(did(back.steps, first))).toBeNull();
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
