import type { Steps } from '#app/lib/steps.ts';
import { expectedPurchases, purchaseChances, type BuyingHistory } from './bg-nbd.ts';
import { spreadOver, type Horizon } from './calibrate.ts';
import { COVERAGE_AIMS, CoverageByShare, TriedRanges } from './conformal.ts';
import { expectedSpend, meanSpend, type Spending } from './gamma-gamma.ts';
import type { GammaGamma } from './gamma-gamma-parameters.ts';
import { spendDistribution, spendDistributions, spendShare } from './interval.ts';
import { chancesBetween, triedLevels } from './level.ts';
import type { LifetimeModel } from './forecast.ts';

/** A person until a moment, and what they spent in the weeks after it; money in one unit. */
export type SpendTest = BuyingHistory & { spending: Spending | null; spent: number };

export type SpendCalibration = {
  people: number;
  /** What all of them together were expected to spend, and spent. */
  expected: number;
  actual: number;
  /** The share whose ranges hold 8 in 10, and how many they held of people it was not chosen by. */
  share: number;
  held: number;
  /** How many of 1 these ranges hold by the models. */
  byModel: number;
};

/** People between two pauses. */
const AT_ONCE = 25;

/** Compares what a model fitted before a time would have said of spend in it with what was spent. */
export function* calibrateSpend(
  { buying, spending: model }: LifetimeModel,
  tests: readonly SpendTest[],
  { weeks, levels, level }: Horizon & { level: number },
): Steps<SpendCalibration | null> {
  if (model === null || tests.length === 0) return null;
  const tried = new TriedRanges(COVERAGE_AIMS.spend);
  const all = { expected: 0, actual: 0 };
  for (const [i, test] of tests.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { spending, spent } = test;
    const needed = (at: number) =>
      spendShare(spent, chancesBetween(buying, test, weeks * at, levels), model, spending);
    const atLevels = triedLevels(levels).map((peak) => needed(level / peak));
    tried.note(i % 2 === 0 ? 0 : 1, 1, needed(1), atLevels);
    const ofOrder = spending === null ? meanSpend(model) : expectedSpend(model, spending);
    all.expected += expectedPurchases(buying, test, weeks) * ofOrder;
    all.actual += spent;
  }
  yield* noteSpends(tried.byModel, { buying, spending: model }, tests, {
    weeks: weeks * level,
    levels,
  });
  return { people: tests.length, ...all, ...tried.chosen(level) };
}

/** Ranges of spend are tried by the model on no more people than this. */
const MOST_TRIED = 250;

type Spender = BuyingHistory & { spending: Spending | null };
type Models = { buying: LifetimeModel['buying']; spending: GammaGamma };

function* noteSpends(
  byModel: CoverageByShare,
  { buying, spending: model }: Models,
  people: readonly Spender[],
  { weeks, levels }: Horizon,
): Steps<void> {
  for (const [i, person] of spreadOver(people, MOST_TRIED).entries()) {
    yield;
    const [low, high] = spendDistributions(
      chancesBetween(buying, person, weeks, levels),
      model,
      person.spending,
    );
    for (const level of triedLevels(levels)) {
      const spends = spendDistribution(
        purchaseChances(buying, person, weeks * level),
        model,
        person.spending,
      );
      // Of the many who are like this person each trial takes one at another place of the distribution.
      const place = (i * GOLDEN) % 1;
      const spent = spends.quantile(place);
      const below = spent <= 0 ? 0 : high.atMost(spent);
      byModel.note(1, Math.max(0, 1 - 2 * low.atMost(spent), 2 * below - 1));
    }
  }
}

/** Multiples of it are spread evenly below 1 (Weyl's sequence of the golden ratio). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The share whose ranges of spend in a time hold so many of these people by the models. */
export function* spendShareHolding(
  models: Models,
  people: readonly Spender[],
  horizon: Horizon,
  wanted: number,
): Steps<number> {
  const all = new CoverageByShare();
  yield* noteSpends(all, models, people, horizon);
  return all.holding(wanted);
}
