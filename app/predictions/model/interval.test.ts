import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCdnow } from '#tests/fixtures/clv/read-cdnow.ts';
import { betaAtMost } from '#app/lib/numerics/incomplete-beta.ts';
import { purchaseChances } from './bg-nbd.ts';
import { COVERAGE, ordersInterval, ordersShares, spendInterval, spendShare } from './interval.ts';
import { computeForecast } from './forecast.ts';

const CDNOW = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
const SPEND = { p: 6.25, q: 3.74, v: 15.44 };

const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

/** The same chances at every level. */
function level(chances: readonly number[]) {
  return { low: chances, high: chances };
}

function drawn(max: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: max })
    .map((weights) => {
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / whole);
    });
}

describe('The stated interval of orders', () => {
  it('has no more than half of the rest below it, and none above it by the higher chances', () => {
    fc.assert(
      fc.property(drawn(30), drawn(30), shares, (lower, higher, share) => {
        const chances = { low: lower, high: higher };
        const { low, high } = ordersInterval(chances, share);
        const sum = (of: readonly number[]) => of.reduce((total, chance) => total + chance, 0);
        expect(sum(lower.slice(0, low))).toBeLessThan((1 - share) / 2 + 1e-12);
        if (high > low && high < higher.length - 1)
          expect(sum(higher.slice(high + 1))).toBeLessThan((1 - share) / 2 + 1e-12);
      }),
    );
  });

  it('holds a number of orders by every share from the least that holds it', () => {
    fc.assert(
      fc.property(drawn(30), drawn(30), shares, (low, high, share) => {
        const chances = { low, high: [...high, ...low.slice(high.length).map(() => 0)] };
        const held = ordersInterval(chances, share);
        for (const [orders, needed] of ordersShares(chances).entries()) {
          if (Math.abs(needed - share) < 1e-9) continue;
          const isHeld = orders >= held.low && orders <= held.high;
          if (needed < share) expect(isHeld).toBe(true);
          else if (held.high > held.low) expect(isHeld).toBe(false);
        }
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
    const dollars = spendInterval(level(chances), SPEND, spending, COVERAGE);
    const cents = spendInterval(
      level(chances),
      { ...SPEND, v: SPEND.v * 100 },
      { orders: 9, mean: 4_000 },
      COVERAGE,
    );
    expect(cents.high / dollars.high).toBeCloseTo(100, 6);
  });

  it('is of the orders times their value when both are certain', () => {
    // Six orders for sure, of one who always spends the same.
    const even = { p: 5_000, q: 5_000, v: 40 };
    const { low, high } = spendInterval(
      level([0, 0, 0, 0, 0, 0, 1]),
      even,
      { orders: 500, mean: 40 },
      COVERAGE,
    );
    expect(low).toBeGreaterThan(235);
    expect(high).toBeLessThan(245);
  });

  it('is nothing for who most likely does not buy again', () => {
    expect(spendInterval(level([0.92, 0.04, 0.04]), SPEND, null, COVERAGE)).toEqual({
      low: 0,
      high: 0,
    });
  });

  it('holds an amount by every share from the least that holds it', () => {
    const history = { repeats: 4, last: 20, age: 22 };
    const chances = {
      low: purchaseChances(CDNOW, history, 26),
      high: purchaseChances(CDNOW, history, 39),
    };
    const spending = { orders: 5, mean: 30 };
    for (const spent of [0, 5, 20, 60, 150, 400]) {
      const needed = spendShare(spent, chances, SPEND, spending);
      for (const share of [needed - 0.02, needed + 0.02]) {
        if (share <= 0 || share >= 1) continue;
        const { low, high } = spendInterval(chances, SPEND, spending, share);
        expect(spent >= low && spent <= high).toBe(share > needed);
      }
    }
  });

  it('lies around what is expected of every customer who will likely buy', () => {
    for (const { repeats, last, age, mean } of readCdnow().slice(0, 300)) {
      if (repeats === 0) continue;
      const model = { buying: CDNOW, spending: SPEND };
      const forecast = computeForecast(model, { repeats, last, age }, { orders: repeats, mean });
      const { spend, spendHeld } = forecast;
      if (spend === null || spendHeld === null)
        throw new Error('There is no forecast of the spend.');
      expect(spendHeld.low).toBeLessThanOrEqual(spend);
      if (forecast.again > 0.5) expect(spendHeld.high).toBeGreaterThan(spend);
    }
  });
});

describe('The forecast for a person', () => {
  it('has no next order for who bought once or is likely lost', () => {
    const model = { buying: CDNOW, spending: null };
    expect(computeForecast(model, { repeats: 0, last: 0, age: 3 }, null).nextInWeeks).toBeNull();
    expect(computeForecast(model, { repeats: 5, last: 10, age: 90 }, null).nextInWeeks).toBeNull();
    expect(computeForecast(model, { repeats: 9, last: 36, age: 38 }, null).nextInWeeks).toBeCloseTo(
      3.3,
      0,
    );
  });

  it('makes another order less likely the longer a customer who bought once is silent', () => {
    const model = { buying: CDNOW, spending: null };
    const again = (age: number) => computeForecast(model, { repeats: 0, last: 0, age }, null).again;
    expect(again(2)).toBeGreaterThan(again(20));
    expect(again(100)).toBeLessThan(0.15);
  });
});
