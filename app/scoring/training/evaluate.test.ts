import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaGain } from './area-gain.ts';
import {
  areaUnderCurve,
  areaWithin,
  brierScore,
  calibration,
  liftByDecile,
  logLoss,
  type PredictedOutcome,
} from './evaluate.ts';

const predictions: fc.Arbitrary<PredictedOutcome[]> = fc.array(
  fc.record({
    // Coarse on purpose: ties are where ranks go wrong.
    probability: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
    outcome: fc.constantFrom<0 | 1>(0, 1),
  }),
  { minLength: 10, maxLength: 120 },
);

function area(
  predicted: readonly PredictedOutcome[],
  change = (value: number) => value,
): number | null {
  return areaUnderCurve(
    predicted.map(({ probability }) => change(probability)),
    predicted.map(({ outcome }) => outcome),
  );
}

describe('the area under the curve', () => {
  it('is the published 0.893 of the 109 images that Hanley and McNeil rated (Radiology 143, 1982)', () => {
    const rated = [
      [33, 3],
      [6, 2],
      [6, 2],
      [11, 11],
      [2, 33],
    ].flatMap(([normal = 0, abnormal = 0], rating): PredictedOutcome[] => [
      ...Array.from({ length: normal }, (): PredictedOutcome => ({
        probability: rating,
        outcome: 0,
      })),
      ...Array.from({ length: abnormal }, (): PredictedOutcome => ({
        probability: rating,
        outcome: 1,
      })),
    ]);
    expect(area(rated)).toBeCloseTo(0.893, 3);
  });

  it.each<[string, number[], (0 | 1)[], number | null]>([
    ['a perfect order', [1, 2, 3, 4], [0, 0, 1, 1], 1],
    ['the worst order', [4, 3, 2, 1], [0, 0, 1, 1], 0],
    ['all the same', [7, 7, 7], [0, 1, 0], 0.5],
    ['one pair the wrong way round', [1, 3, 2, 4], [0, 0, 1, 1], 0.75],
    ['one tie', [1, 2, 2, 4], [0, 0, 1, 1], 0.875],
    ['nothing that came about', [1, 2], [0, 0], null],
  ])('of %s', (_, values, outcomes, expected) => {
    expect(areaUnderCurve(values, outcomes)).toBe(expected);
  });

  it('is the share of pairs in the right order, whatever scale the values are on', () => {
    fc.assert(
      fc.property(predictions, (predicted) => {
        const value = area(predicted);
        const pairs = predicted
          .filter(({ outcome }) => outcome === 1)
          .flatMap((one) =>
            predicted
              .filter(({ outcome }) => outcome === 0)
              .map((other) => (Math.sign(one.probability - other.probability) + 1) / 2),
          );
        if (value === null) {
          expect(pairs).toEqual([]);
          return;
        }
        expect(value).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / pairs.length, 10);
        expect(area(predicted, (x) => Math.exp(3 * x) - 7)).toBe(value);
        expect(area(predicted, (x) => -x)).toBeCloseTo(1 - value, 10);
        const bounds = areaWithin(value, 20, 30);
        expect(bounds.low).toBeGreaterThanOrEqual(0);
        expect(bounds.low).toBeLessThanOrEqual(value);
        expect(bounds.high).toBeGreaterThanOrEqual(value);
        expect(bounds.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is surer of more people', () => {
    const few = areaWithin(0.7, 20, 80);
    const many = areaWithin(0.7, 200, 800);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 3);
  });
});

describe('the gain of one prediction over another of the same people', () => {
  it('is the difference of their areas, and nothing where they order people alike', () => {
    fc.assert(
      fc.property(predictions, fc.array(fc.integer({ min: 0, max: 9 })), (predicted, others) => {
        const before = predicted.map(({ probability }) => probability);
        const after = predicted.map((_, place) => others[place] ?? 0);
        const outcomes = predicted.map(({ outcome }) => outcome);
        const gain = areaGain(before, after, outcomes);
        fc.pre(gain !== null);
        const was = areaUnderCurve(before, outcomes) ?? NaN;
        expect(gain.value).toBeCloseTo((areaUnderCurve(after, outcomes) ?? NaN) - was, 10);
        expect((gain.low + gain.high) / 2).toBeCloseTo(gain.value, 10);
        const alike = areaGain(
          before,
          before.map((value) => value ** 3),
          outcomes,
        );
        expect(alike).toEqual({ value: 0, low: 0, high: 0 });
      }),
    );
  });

  it('has the variance that DeLong gives a single area, where the other prediction is chance', () => {
    // Against a constant only the other one varies. By hand: V10 = (1, 0.5), V01 = (1, 0.5), so each has
    // variance 0.125 and the area's is 0.125 / 2 + 0.125 / 2.
    const gain = areaGain([0, 0, 0, 0], [1, 3, 2, 4], [0, 0, 1, 1]);
    expect(gain?.value).toBe(0.25);
    expect((gain?.high ?? 0) - 0.25).toBeCloseTo(1.959964 * Math.sqrt(0.125), 6);
  });
});

describe('expected against actual', () => {
  it('counts each person once, and its bins add up to all that was expected and all that came about', () => {
    fc.assert(
      fc.property(predictions, fc.integer({ min: 1, max: 12 }), (predicted, wanted) => {
        const bins = calibration(predicted, wanted);
        const sum = (of: (bin: (typeof bins)[number]) => number) =>
          bins.reduce((total, bin) => total + of(bin), 0);
        expect(bins.length).toBeLessThanOrEqual(wanted);
        expect(sum(({ count }) => count)).toBe(predicted.length);
        expect(sum(({ count, expected }) => count * expected)).toBeCloseTo(
          predicted.reduce((total, { probability }) => total + probability, 0),
          8,
        );
        expect(sum(({ count, actual }) => count * actual)).toBeCloseTo(
          predicted.reduce((total, { outcome }) => total + outcome, 0),
          8,
        );
        for (const [place, { from, to, expected, low, high }] of bins.entries()) {
          expect(from).toBeGreaterThan(bins[place - 1]?.to ?? -1);
          expect(from).toBeLessThanOrEqual(to);
          expect(low).toBeLessThanOrEqual(expected + 1e-12);
          expect(high).toBeGreaterThanOrEqual(expected - 1e-12);
        }
      }),
    );
  });

  it('leaves open what chance does, by Wilson’s bounds (10 expected of 100: 5.5 to 17.4 %)', () => {
    const predicted = Array.from({ length: 100 }, (_, place): PredictedOutcome => ({
      probability: 0.1,
      outcome: place < 30 ? 1 : 0,
    }));
    const [bin] = calibration(predicted, 10);
    expect(bin?.actual).toBe(0.3);
    expect(bin?.low).toBeCloseTo(0.0552, 4);
    expect(bin?.high).toBeCloseTo(0.1744, 4);
  });
});

describe('lift by decile', () => {
  it('puts all outcomes into the first tenth where these are known, ten times the share of all', () => {
    const predicted = Array.from({ length: 100 }, (_, place): PredictedOutcome => ({
      probability: place / 100,
      outcome: place >= 90 ? 1 : 0,
    }));
    expect(liftByDecile(predicted).map(({ lift }) => lift)).toEqual([
      10, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it('is 1 throughout where all have the same prediction, whichever order they came in', () => {
    const predicted = Array.from({ length: 57 }, (_, place): PredictedOutcome => ({
      probability: 0.4,
      outcome: place < 20 ? 1 : 0,
    }));
    for (const { lift } of liftByDecile(predicted)) expect(lift).toBeCloseTo(1, 10);
  });

  it('counts every person and every outcome once', () => {
    fc.assert(
      fc.property(predictions, (predicted) => {
        const deciles = liftByDecile(predicted);
        const came = predicted.reduce((total, { outcome }) => total + outcome, 0);
        expect(deciles.reduce((total, { count }) => total + count, 0)).toBe(
          came === 0 ? 0 : predicted.length,
        );
        expect(deciles.reduce((total, { outcomes }) => total + outcomes, 0)).toBeCloseTo(came, 8);
      }),
    );
  });
});

describe('how wrong probabilities are', () => {
  it('is by Brier 0 for who knows, a quarter for a coin, and by the logarithm log 2 for a coin', () => {
    const knows: PredictedOutcome[] = [
      { probability: 1, outcome: 1 },
      { probability: 0, outcome: 0 },
    ];
    const coin = knows.map((one): PredictedOutcome => ({ ...one, probability: 0.5 }));
    expect([brierScore(knows), brierScore(coin)]).toEqual([0, 0.25]);
    expect(logLoss(knows)).toBeCloseTo(0, 10);
    expect(logLoss(coin)).toBeCloseTo(Math.LN2, 10);
  });
});
