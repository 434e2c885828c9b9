import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIMED_AT, HeldByShare, LEAST_TESTED, SHARES } from './conformal.ts';
import { HELD } from './interval.ts';

/** People whose ranges need the shares given to hold what came, each half in turn. */
function heldOf(needed: readonly number[]): HeldByShare {
  const held = new HeldByShare();
  for (const [i, one] of needed.entries())
    held.note(i % 2 === 0 ? 0 : 1, 1, (share) => share >= one);
  return held;
}

describe('Ranges corrected by what they held', () => {
  it('hold as many as is aimed at, whatever the chances of the model say', () => {
    // Half of what is needed is spread evenly up to any end: the right share is a part of that.
    for (const end of [0.6, 0.75, 0.95, 1]) {
      const needed = Array.from({ length: 2_000 }, (_, n) => (((n * 7_919) % 2_000) / 2_000) * end);
      const { share, held } = heldOf(needed).chosen();
      expect(Math.abs(held - AIMED_AT)).toBeLessThan(0.02);
      expect(share).toBeCloseTo(Math.max(0.5, AIMED_AT * end), 1);
    }
  });

  it('are those of the chances where too few people were tested', () => {
    const few = Array.from({ length: LEAST_TESTED - 1 }, () => 0.6);
    expect(heldOf(few).chosen().share).toBeCloseTo(HELD, 10);
    expect(heldOf([]).chosen()).toEqual({ share: HELD, held: 0 });
  });

  it('are of a share among those tried, and hold a part of the people', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1.2, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (needed) => {
          const { share, held } = heldOf(needed).chosen();
          expect(SHARES).toContain(share);
          expect(held).toBeGreaterThanOrEqual(0);
          expect(held).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
