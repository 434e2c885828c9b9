import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogistic, probabilityOf, type Cases } from './logistic.ts';

/** Hours of study and whether the exam was passed: the worked example of Wikipedia's "Logistic regression". */
const HOURS = [
  0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5,
];
const PASSED: (0 | 1)[] = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

/**
 * Finney (Biometrika 34, 1947): volume and rate of a breath, and whether the skin's vessels narrowed. Fitted
 * on the logarithms by Pregibon (Annals of Statistics 9, 1981) and in SAS's handbook of PROC LOGISTIC.
 */
const VOLUME = [
  3.7, 3.5, 1.25, 0.75, 0.8, 0.7, 0.6, 1.1, 0.9, 0.9, 0.8, 0.55, 0.6, 1.4, 0.75, 2.3, 3.2, 0.85,
  1.7, 1.8, 0.4, 0.95, 1.35, 1.5, 1.6, 0.6, 1.8, 0.95, 1.9, 1.6, 2.7, 2.35, 1.1, 1.1, 1.2, 0.8,
  0.95, 0.75, 1.3,
];
const RATE = [
  0.825, 1.09, 2.5, 1.5, 3.2, 3.5, 0.75, 1.7, 0.75, 0.45, 0.57, 2.75, 3, 2.33, 3.75, 1.64, 1.6,
  1.415, 1.06, 1.8, 2, 1.36, 1.35, 1.36, 1.78, 1.5, 1.5, 1.9, 0.95, 0.4, 0.75, 0.03, 1.83, 2.2, 2,
  3.33, 1.9, 1.9, 1.625,
];
const NARROWED: (0 | 1)[] = [
  1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0,
  1, 1, 1, 0, 0, 1,
];

const cases: fc.Arbitrary<Cases> = fc
  .array(
    fc.record({
      row: fc.tuple(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 1 }),
      ),
      outcome: fc.constantFrom<0 | 1>(0, 1),
    }),
    { minLength: 5, maxLength: 60 },
  )
  .map((drawn) => ({
    rows: drawn.map(({ row }) => row),
    outcomes: drawn.map(({ outcome }) => outcome),
  }));

describe('a logistic regression', () => {
  it('finds the published coefficients of hours of study and passed exams', () => {
    const fit = fitLogistic({ rows: HOURS.map((hours) => [hours]), outcomes: PASSED }, 0);
    expect(fit.intercept).toBeCloseTo(-4.0777, 4);
    expect(fit.weights[0]).toBeCloseTo(1.5046, 4);
    expect(fit.standardErrors[0]).toBeCloseTo(1.761, 3);
    expect(fit.standardErrors[1]).toBeCloseTo(0.6287, 4);
    expect(fit.logLikelihood).toBeCloseTo(-8.02988, 5);
    expect(probabilityOf(fit, [2])).toBeCloseTo(0.26, 2);
    expect(probabilityOf(fit, [4])).toBeCloseTo(0.87, 2);
  });

  it('finds the published coefficients of two variables', () => {
    const rows = VOLUME.map((volume, place) => [Math.log(volume), Math.log(RATE[place] ?? 1)]);
    const fit = fitLogistic({ rows, outcomes: NARROWED }, 0);
    expect(fit.intercept).toBeCloseTo(-2.875, 3);
    expect(fit.weights[0]).toBeCloseTo(5.179, 3);
    expect(fit.weights[1]).toBeCloseTo(4.562, 3);
    expect(-2 * fit.logLikelihood).toBeCloseTo(29.227, 3);
  });

  it('stands where the slope of the penalised likelihood is 0', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(0.1, 1, 30), ({ rows, outcomes }, l2) => {
        fc.pre(new Set(outcomes).size === 2);
        const fit = fitLogistic({ rows, outcomes }, l2);
        const left = rows.map((row, place) => (outcomes[place] ?? 0) - probabilityOf(fit, row));
        expect(fit.hasConverged).toBe(true);
        // The intercept's is also the promise that as much is predicted as came about.
        expect(left.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 4);
        for (const [column, weight] of fit.weights.entries()) {
          const pull = rows.reduce((sum, row, i) => sum + (row[column] ?? 0) * (left[i] ?? 0), 0);
          expect(pull - l2 * weight).toBeCloseTo(0, 4);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('pulls weights towards 0 the more it is penalised, and always converges', () => {
    const separable: Cases = { rows: [[1], [2], [3], [4]], outcomes: [0, 0, 1, 1] };
    const sizes = [0.01, 1, 100].map((l2) => Math.abs(fitLogistic(separable, l2).weights[0] ?? 0));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(fitLogistic(separable, 0.01).hasConverged).toBe(true);
  });

  it('says what to do about columns that depend on each other', () => {
    const twice: Cases = {
      rows: [
        [1, 2],
        [2, 4],
        [3, 6],
        [5, 10],
      ],
      outcomes: [0, 1, 0, 1],
    };
    expect(() => fitLogistic(twice, 0)).toThrow('give a penalty above 0');
    expect(fitLogistic(twice, 0.1).hasConverged).toBe(true);
  });
});
