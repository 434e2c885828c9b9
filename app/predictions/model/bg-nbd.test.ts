import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digamma, logGamma } from '#app/lib/numerics/log-gamma.ts';
import {
  aliveProbability,
  expectedOfNew,
  expectedPurchases,
  medianWait,
  purchaseChances,
  type BgNbd,
  type BuyingHistory,
} from './bg-nbd.ts';
import { bgNbdLikelihood } from './bg-nbd-likelihood.ts';
import { groupHistories } from './group-histories.ts';

function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true });
}

const models: fc.Arbitrary<BgNbd> = fc.record({
  r: between(0.05, 5),
  alpha: between(2, 60),
  a: fc.oneof(fc.constantFrom(1, 1 + 1e-12, 1 - 1e-9, 2), between(0.05, 5)),
  b: between(0.05, 12),
  stopsAtFirst: fc.boolean(),
});
/** Nobody buys on more than every day. */
const histories: fc.Arbitrary<BuyingHistory> = fc
  .record({ days: fc.nat(2_000), often: between(0, 1), share: between(0, 1) })
  .map(({ days, often, share }) => {
    const repeats = Math.floor(days * often ** 3);
    return { repeats, last: repeats === 0 ? 0 : (share * days) / 7, age: days / 7 };
  });
const weeks = between(0.1, 104);

function mean(chances: number[]): number {
  return chances.reduce((sum, chance, k) => sum + k * chance, 0);
}

describe('What the BG/NBD model expects', () => {
  it('is the mean of its distribution, which adds up to one', () => {
    fc.assert(
      fc.property(models, histories, weeks, (model, history, horizon) => {
        const chances = purchaseChances(model, history, horizon);
        const whole = chances.reduce((sum, chance) => sum + chance, 0);
        expect(Math.abs(whole - 1)).toBeLessThan(1e-5);
        expect(Math.min(...chances)).toBeGreaterThanOrEqual(0);
        const expected = expectedPurchases(model, history, horizon);
        expect(Math.abs(mean(chances) - expected)).toBeLessThan(2e-3 * Math.max(0.1, expected));
      }),
    );
  });

  it('grows with time and is never negative', () => {
    fc.assert(
      fc.property(models, histories, weeks, weeks, (model, history, horizon, more) => {
        const sooner = expectedPurchases(model, history, horizon);
        expect(sooner).toBeGreaterThanOrEqual(0);
        expect(expectedPurchases(model, history, horizon + more)).toBeGreaterThanOrEqual(
          sooner * (1 - 1e-9),
        );
      }),
    );
  });

  it('does not jump where a formula has a pole, at a = 1', () => {
    const at = (a: number) => expectedOfNew({ r: 0.3, alpha: 4, a, b: 2.4 }, 52);
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 10);
  });

  it('is what many drawn customers do on average', () => {
    const model = { r: 0.8, alpha: 6, a: 0.9, b: 2.5 };
    // A grid over rates and probabilities to stop instead of draws, each with (1 - e^(-l p t)) / p expected.
    const cells = 2_000;
    let sum = 0;
    let weight = 0;
    for (let i = 0; i < cells; i += 1) {
      const rate = ((i + 0.5) / cells) ** 3 * 4;
      const rateWeight = rate ** (model.r - 1) * Math.exp(-model.alpha * rate) * rate ** (2 / 3);
      for (let j = 0; j < 200; j += 1) {
        const stop = ((j + 0.5) / 200) ** 3;
        const cell =
          rateWeight * stop ** (model.a - 1) * (1 - stop) ** (model.b - 1) * stop ** (2 / 3);
        sum += (cell * -Math.expm1(-rate * stop * 52)) / stop;
        weight += cell;
      }
    }
    expect(expectedOfNew(model, 52)).toBeCloseTo(sum / weight, 2);
  });
});

describe('A customer of the BG/NBD model', () => {
  const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

  it('who bought once may be lost by the modified model only, the likelier the longer the silence', () => {
    const once = (age: number) => ({ repeats: 0, last: 0, age });
    expect(aliveProbability(model, once(200))).toBe(1);
    const modified = { ...model, stopsAtFirst: true };
    expect(aliveProbability(modified, once(0))).toBeCloseTo(model.b / (model.a + model.b), 12);
    expect(aliveProbability(modified, once(20))).toBeLessThan(aliveProbability(modified, once(2)));
  });

  it('is the less likely alive the longer the silence', () => {
    const alive = (age: number) => aliveProbability(model, { repeats: 5, last: 20, age });
    expect(alive(20)).toBeGreaterThan(alive(30));
    expect(alive(60)).toBeLessThan(0.1);
  });

  it('is expected again sooner the more often they bought', () => {
    const wait = (repeats: number) => medianWait(model, { repeats, last: 38, age: 39 });
    expect(wait(10)).toBeLessThan(wait(2));
    expect(wait(10)).toBeCloseTo(43.414 * (2 ** (1 / 10.243) - 1), 10);
  });
});

describe('The likelihood of the BG/NBD model', () => {
  it('has the derivatives it says', () => {
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 1, maxLength: 20 }), (model, list) => {
        const grouped = groupHistories(list);
        const { by } = bgNbdLikelihood(model, grouped);
        for (const name of ['r', 'alpha', 'a', 'b'] as const) {
          const step = model[name] * 1e-5;
          const at = (value: number) => bgNbdLikelihood({ ...model, [name]: value }, grouped).value;
          const slope = (at(model[name] + step) - at(model[name] - step)) / (2 * step);
          expect(Math.abs(by[name] - slope)).toBeLessThan(
            (1e-4 * (1 + Math.abs(slope))) / Math.min(1, model[name]),
          );
        }
      }),
    );
  });

  it('stays a number for a customer who buys every day for ten years', () => {
    const grouped = groupHistories([{ repeats: 3_650, last: 521, age: 521.5 }]);
    expect(
      bgNbdLikelihood({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, grouped).value,
    ).toSatisfy(Number.isFinite);
  });
});

describe('The gamma function', () => {
  it('is the factorial', () => {
    let factorial = 1;
    for (let n = 1; n <= 100; n += 1) {
      expect(logGamma(n) / Math.max(1, Math.log(factorial))).toBeCloseTo(
        Math.log(factorial) / Math.max(1, Math.log(factorial)),
        13,
      );
      factorial *= n;
    }
  });

  it('has the derivative it says', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 13);
    fc.assert(
      fc.property(between(0.01, 1_000), (x) => {
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 9);
      }),
    );
  });
});
