import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bead } from '../../server/routes/wire.ts';
import type { BitextEvent } from '../../server/services.ts';
import { type Harness, startHarness } from './harness.ts';

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
}, 30_000);
afterAll(() => server.stop());

/** A fresh database answers slowly while the engine loads. */
const slow = { timeout: 60_000 };

const russian = [
  'Потом Савицкий написал длинное письмо.',
  'Письмо Савицкого пропало на почте.',
  'Все очень ждали Савицкого.',
];
const english = [
  'Then Savitsky wrote a long letter.',
  'The letter from Savitski was lost in the post.',
  'Everyone was waiting for Savitsky.',
];

const beadsOf = async (id: string) => (await server.get<{ beads: Bead[] }>(`/bitexts/${id}/beads`)).beads;
/** The places of the beads that are flagged, with what ought to stand there. */
const flagged = (beads: readonly Bead[]) =>
  beads.flatMap(({ flags }, k) =>
    flags.filter(({ check }) => check === 'consistency').map(({ suggestion }) => [k, suggestion] as const),
  );
const edit = (bead: Bead | undefined, text: string) =>
  ({ kind: 'edit', bead: bead?.id ?? 0, side: 'target', text }) as const;

it('an edit keeps the flags of the whole text right, in the bead and in others', slow, async () => {
  const { id, beads } = await server.ready(russian.join('\n\n'), english.join('\n\n'));
  expect(flagged(beads)).toEqual([[1, 'Savitsky']]);
  const heard: BitextEvent[] = [];
  const leave = server.events.subscribe(id, (event) => heard.push(event));

  // What has nothing to do with it leaves the flag where it is, in the bead as elsewhere.
  const kept = await server.change(id, 1, edit(beads[1], 'The letter from Savitski went astray in the post.'));
  expect(flagged(kept.beads)).toEqual([[0, 'Savitsky']]);

  // Without its neighbours' way of writing there is nothing to hold the name to: another bead loses its flag.
  const gone = await server.change(id, 2, edit(beads[2], 'Everyone was waiting for him.'));
  expect(gone.beads.map((bead) => bead.id).sort()).toEqual([beads[1]?.id, beads[2]?.id].sort());
  expect(flagged(await beadsOf(id))).toEqual([]);
  expect(gone.counts.flags.open).toBe((await beadsOf(id)).flatMap(({ flags }) => flags).length);

  const back = await server.change(id, 3, edit(beads[2], 'Everyone was eagerly waiting for Savitsky.'));
  expect(flagged(await beadsOf(id))).toEqual([[1, 'Savitsky']]);
  expect(back.beads.every((bead) => bead.version === 4)).toBe(true);

  await server.change(id, 4, { kind: 'undo' });
  expect(flagged(await beadsOf(id))).toEqual([]);
  await server.change(id, 5, { kind: 'redo' });
  expect(flagged(await beadsOf(id))).toEqual([[1, 'Savitsky']]);
  leave();
  const told = heard.flatMap((event) => (event.kind === 'change' ? [event.outcome.beads.map((bead) => bead.id)] : []));
  expect(told[1]).toContain(beads[1]?.id);
});

it('a dismissed flag of the whole text stays dismissed through other edits', slow, async () => {
  const { id, beads } = await server.ready(russian.join('\n\n'), english.join('\n\n'));
  const flag = beads[1]?.flags.find(({ check }) => check === 'consistency');
  await server.change(id, 1, { kind: 'dismiss', flag: flag?.id ?? 0, reason: 'acceptable' });
  await server.change(id, 2, edit(beads[2], 'Everyone was waiting for him.'));
  await server.change(id, 3, edit(beads[2], 'Everyone was waiting for Savitsky.'));
  const now = (await beadsOf(id))[1]?.flags.filter(({ check }) => check === 'consistency');
  expect(now?.map(({ state }) => state)).toEqual(['dismissed']);
});

it('two thousand beads are right again within a second', { timeout: 120_000 }, async () => {
  const filler = Array.from({ length: 1997 }, (_, n) => [
    `Договор номер ${n + 1} был подписан министрами осенью.`,
    `Treaty number ${n + 1} was signed by the ministers in autumn.`,
  ]);
  const sides = [0, 1].map((side) => [...filler.map((pair) => pair[side]), ...(side ? english : russian)].join('\n\n'));
  const { id, beads } = await server.ready(sides[0] ?? '', sides[1] ?? '');
  expect(beads).toHaveLength(2000);
  expect(flagged(beads)).toEqual([[1998, 'Savitsky']]);
  // The first edit finds an engine that has not read the text.
  await server.change(id, 1, edit(beads[0], 'Treaty number 1 was signed by the ministers in the autumn.'));
  const start = performance.now();
  const done = await server.change(id, 2, edit(beads[1999], 'Everyone was waiting for him.'));
  const took = performance.now() - start;
  expect(took).toBeLessThan(1000);
  expect(done.beads.map((bead) => bead.id).sort()).toEqual([beads[1998]?.id, beads[1999]?.id].sort());
});
