import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trustOfCheck, trustOfKind } from '../../../server/engine/review/trust.ts';

const outcomes = fc.record({ accepted: fc.nat(500), dismissed: fc.nat(500) });
const none = { accepted: 0, dismissed: 0 };

it('one dismissal hardly moves a check, many sink it, and acceptance raises it', () => {
  const usual = trustOfCheck(none);
  expect(usual).toBe(0.75);
  expect(trustOfCheck({ accepted: 0, dismissed: 1 })).toBeGreaterThan(0.65);
  expect(trustOfCheck({ accepted: 0, dismissed: 30 })).toBeLessThan(0.2);
  expect(trustOfCheck({ accepted: 30, dismissed: 1 })).toBeGreaterThan(0.9);
});

it('a kind without a history is trusted as its check is', () => {
  fc.assert(
    fc.property(outcomes, (check) => {
      expect(trustOfKind(none, check)).toBeCloseTo(trustOfCheck(check));
    }),
  );
});

it('is a share, falls with each dismissal and rises with each acceptance', () => {
  fc.assert(
    fc.property(outcomes, outcomes, (kind, check) => {
      const trust = trustOfKind(kind, check);
      expect(trust).toBeGreaterThan(0);
      expect(trust).toBeLessThan(1);
      expect(trustOfKind({ ...kind, dismissed: kind.dismissed + 1 }, check)).toBeLessThan(trust);
      expect(trustOfKind({ ...kind, accepted: kind.accepted + 1 }, check)).toBeGreaterThan(trust);
      expect(trustOfKind(kind, { ...check, dismissed: check.dismissed + 1 })).toBeLessThan(trust);
    }),
  );
});
