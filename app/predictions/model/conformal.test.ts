import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoverageByShare, LEAST_TESTED, TriedRanges } from './conformal.ts';

const AIM = 0.8;

/** People whose ranges need the shares given to hold what came, each fold in turn; by the model they need none. */
function tried(needed: readonly number[], level = 1) {
  const ranges = new TriedRanges(AIM);
  for (const [i, one] of needed.entries()) {
    ranges.note(i % 2 === 0 ? 0 : 1, 1, one, [one]);
    ranges.byModel.note(1, one / 2);
  }
  return ranges.chosen(level);
}

/** Spread evenly from 0 up to an end. */
function spread(count: number, end: number): number[] {
  return Array.from({ length: count }, (_, n) => (((n * 7_919) % count) / count) * end);
}

describe('Ranges corrected by what they held', () => {
  it('hold as many as is aimed at, whatever the chances of the model say', () => {
    for (const end of [0.3, 0.75, 0.95, 1]) {
      const { share, held } = tried(spread(2_000, end));
      expect(Math.abs(held - AIM)).toBeLessThan(0.02);
      expect(share).toBeCloseTo(AIM * end, 1);
    }
  });

  it('keep for another time how many they hold by the model', () => {
    // Of what the model says only half as wide ranges hold as many: by it these hold all.
    expect(tried(spread(2_000, 1)).byModel).toBeCloseTo(1, 1);
  });

  it('take what came at twice or half of what was expected for no rule', () => {
    expect(tried(spread(2_000, 1), Math.SQRT2).byModel).toBeCloseTo(AIM, 10);
    expect(tried(spread(2_000, 1), 1 / 2).byModel).toBeCloseTo(AIM, 10);
    expect(tried(spread(2_000, 1), 1.2).byModel).toBeLessThan(0.95);
  });

  it('are those of the model where too few people were tested', () => {
    const few = tried(spread(LEAST_TESTED - 1, 1));
    expect(few.share).toBeCloseTo(AIM / 2, 1);
    expect(few.byModel).toBe(AIM);
    expect(tried([]).held).toBe(0);
  });

  it('of a share hold those who need it or less, and the share that holds some is the nearest', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 1, noNaN: true }), (needed, wanted) => {
        const ranges = new CoverageByShare();
        for (const one of needed) ranges.note(1, one);
        const share = ranges.holding(wanted);
        const off = Math.abs(ranges.held(share) - wanted);
        for (const other of [0, 0.25, 0.5, 0.75, 0.99])
          expect(off).toBeLessThanOrEqual(Math.abs(ranges.held(other) - wanted) + 1e-12);
        expect(ranges.held(share)).toBeLessThanOrEqual(
          needed.filter((one) => one <= share + 1e-9).length / needed.length + 1e-12,
        );
      }),
    );
  });
});
