import { describe, expect, it } from 'vitest';
import { runSteps } from '#app/lib/steps.ts';
import { seeded } from '#tests/demo/random-source.ts';
import { calibration } from './evaluate.ts';
import { probabilityOf, type Logistic } from './logistic.ts';
import { recalibrated } from './recalibrate.ts';

const LAST_YEAR: Logistic = { intercept: -0.5, weights: [1] };
/** What is true since the season turned: fewer order, and what is known of them says less. */
const NOW: Logistic = { intercept: -1.4, weights: [0.7] };

function examples(count: number, from: number, days: number, truth: Logistic) {
  const next = seeded(from);
  return Array.from({ length: count }, (_, n) => {
    const row = [next() * 4 - 2];
    const outcome = next() < probabilityOf(truth, row) ? (1 as const) : (0 as const);
    return { day: from + Math.floor((n * days) / count), row, outcome };
  });
}

function after(model: Logistic, seen: ReturnType<typeof examples>): Logistic {
  return runSteps(recalibrated(model, seen));
}

/** The greatest distance of the predicted from the actual, by tenths of many people not seen before. */
function off(model: Logistic): number {
  const predicted = examples(60_000, 900, 30, NOW).map(({ row, outcome }) => ({
    probability: probabilityOf(model, row),
    outcome,
  }));
  return Math.max(
    ...calibration(predicted, 10).map(({ expected, actual }) => Math.abs(expected - actual)),
  );
}

describe('probabilities recalibrated by the newest outcomes', () => {
  const seen = [...examples(4_000, 400, 300, LAST_YEAR), ...examples(6_000, 720, 45, NOW)];

  it('are within 2 points by tenths of the people after the season turned', () => {
    expect(off(LAST_YEAR)).toBeGreaterThan(0.1);
    expect(off(after(LAST_YEAR, seen))).toBeLessThan(0.02);
  });

  it('stay as they are where there are too few newest outcomes', () => {
    expect(after(LAST_YEAR, examples(150, 720, 45, NOW))).toEqual(LAST_YEAR);
  });

  it('stay as they are where an unusual month would invert them', () => {
    const inverted = examples(2_000, 720, 45, { intercept: 0, weights: [-1] });
    expect(after(LAST_YEAR, inverted)).toEqual(LAST_YEAR);
  });

  it('stay as they are where all probabilities are the same', () => {
    const flat = examples(2_000, 720, 45, NOW).map((example) => ({ ...example, row: [1] }));
    expect(after(LAST_YEAR, flat)).toEqual(LAST_YEAR);
  });
});
