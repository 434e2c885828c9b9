import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { purchaseChances } from './bg-nbd.ts';
import { betaAtMost } from './incomplete-beta.ts';
import { ordersInterval, spendInterval } from './interval.ts';
import { outlookOf } from './outlook.ts';

const CDNOW = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
const SPEND = { p: 6.25, q: 3.74, v: 15.44 };

function drawn(max: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: max })
    .map((weights) => {
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / whole);
    });
}

describe('The stated interval of orders', () => {
  it('holds 8 in 10, and no shorter one does', () => {
    fc.assert(
      fc.property(drawn(30), (chances) => {
        const { low, high } = ordersInterval(chances);
        const held = (from: number, to: number) =>
          chances.slice(from, to + 1).reduce((sum, chance) => sum + chance, 0);
        expect(held(low, high)).toBeGreaterThanOrEqual(0.8 - 1e-12);
        for (let from = 0; from + high - low - 1 < chances.length; from += 1)
          expect(held(from, from + high - low - 1)).toBeLessThan(0.8 + 1e-12);
      }),
    );
  });
});

describe('The incomplete beta function', () => {
  it.each([
    [0.3, 1, 1, 0.3],
    [0.5, 7.3, 7.3, 0.5],
    // 1 - (1 - x)^b and x^a.
    [0.2, 1, 5, 1 - 0.8 ** 5],
    [0.9, 40, 1, 0.9 ** 40],
    // At least 3 heads in 10 throws of a coin.
    [0.5, 3, 8, 968 / 1024],
  ])('at %d for %d and %d is %d', (x, a, b, expected) => {
    expect(betaAtMost(x, a, b)).toBeCloseTo(expected, 12);
  });
});

describe('The stated interval of spend', () => {
  it('is in the unit of the spending', () => {
    const chances = purchaseChances(CDNOW, { repeats: 9, last: 35, age: 38 }, 52);
    const spending = { orders: 9, mean: 40 };
    const dollars = spendInterval(chances, SPEND, spending);
    const cents = spendInterval(
      chances,
      { ...SPEND, v: SPEND.v * 100 },
      { orders: 9, mean: 4_000 },
    );
    expect(cents.high / dollars.high).toBeCloseTo(100, 6);
  });

  it('is of the orders times their value when both are certain', () => {
    // Six orders for sure, of one who always spends the same.
    const even = { p: 5_000, q: 5_000, v: 40 };
    const { low, high } = spendInterval([0, 0, 0, 0, 0, 0, 1], even, { orders: 500, mean: 40 });
    expect(low).toBeGreaterThan(235);
    expect(high).toBeLessThan(245);
  });

  it('is nothing for who most likely does not buy again', () => {
    expect(spendInterval([0.9, 0.05, 0.05], SPEND, null)).toEqual({ low: 0, high: 0 });
  });

  it('lies around what is expected of every customer who will likely buy', () => {
    for (const { repeats, last, age, mean } of readCdnow().slice(0, 300)) {
      if (repeats === 0) continue;
      const model = { buying: CDNOW, spending: SPEND };
      const outlook = outlookOf(model, { repeats, last, age }, { orders: repeats, mean });
      const { spend, spendHeld } = outlook;
      if (spend === null || spendHeld === null) throw new Error('Nothing is said of the spend.');
      expect(spendHeld.low).toBeLessThanOrEqual(spend);
      if (outlook.again > 0.5) expect(spendHeld.high).toBeGreaterThan(spend);
    }
  });
});

describe('What is ahead of a person', () => {
  it('has no next order for who bought once or is likely lost', () => {
    const model = { buying: CDNOW, spending: null };
    expect(outlookOf(model, { repeats: 0, last: 0, age: 3 }, null).nextInWeeks).toBeNull();
    expect(outlookOf(model, { repeats: 5, last: 10, age: 90 }, null).nextInWeeks).toBeNull();
    expect(outlookOf(model, { repeats: 9, last: 36, age: 38 }, null).nextInWeeks).toBeCloseTo(
      3.3,
      0,
    );
  });

  it('says less of another order the longer somebody who bought once is silent', () => {
    const model = { buying: CDNOW, spending: null };
    const again = (age: number) => outlookOf(model, { repeats: 0, last: 0, age }, null).again;
    expect(again(2)).toBeGreaterThan(again(20));
    expect(again(100)).toBeLessThan(0.15);
  });
});
