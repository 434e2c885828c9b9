import type { Steps } from '#app/lib/steps.ts';
import { FEWEST_TO_TEST } from './evidence.ts';
import { logisticSteps, logOddsOf, type Logistic } from './logistic.ts';

/** The examples of so many days, the newest whose outcome is known, say how likely orders are now. */
const NEWEST_DAYS = 45;

/** An example with the numbers that a fit reads of it. */
type DatedRow = { day: number; row: number[]; outcome: 0 | 1 };

/**
 * A fit with its log-odds shifted and scaled to the newest outcomes that it learned from (Cox, Biometrika 45, 1958;
 * Platt, Advances in Large Margin Classifiers, 1999): a shop's season changes faster than what its customers are like.
 * As it is where these are too few, or where an unusual month would invert it.
 * @param examples those that it learned from, in the order of time
 */
export function* recalibrated(model: Logistic, examples: readonly DatedRow[]): Steps<Logistic> {
  const last = examples.at(-1)?.day ?? 0;
  const newest = examples.filter(({ day }) => day > last - NEWEST_DAYS);
  const outcomes = newest.map(({ outcome }) => outcome);
  const came = outcomes.filter((outcome) => outcome === 1).length;
  if (Math.min(came, outcomes.length - came) < FEWEST_TO_TEST) return model;
  const rows = newest.map(({ row }) => [logOddsOf(model, row)]);
  if (rows.every(([one]) => one === rows[0]?.[0])) return model;
  const { intercept, weights } = yield* logisticSteps({ rows, outcomes }, 0);
  const [slope = 1] = weights;
  if (slope <= 0) return model;
  return {
    intercept: intercept + slope * model.intercept,
    weights: model.weights.map((weight) => weight * slope),
  };
}
