import { expectedPurchases, purchaseChances, type BuyingHistory } from './bg-nbd.ts';
import { HeldByShare } from './conformal.ts';
import { expectedSpend, meanSpend, type Spending } from './gamma-gamma.ts';
import { spendShareHolding } from './interval.ts';
import type { Search } from './minimise.ts';
import type { LifetimeModel } from './outlook.ts';

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
};

/** People between two pauses. */
const AT_ONCE = 100;

/** Compares what a model fitted before a time would have said of spend in it with what was spent. */
export function* calibrateSpend(
  { buying, spending: model }: LifetimeModel,
  tests: readonly SpendTest[],
  weeks: number,
): Search<SpendCalibration | null> {
  if (model === null || tests.length === 0) return null;
  const held = new HeldByShare();
  const all = { expected: 0, actual: 0 };
  for (const [i, test] of tests.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { spending, spent } = test;
    const chances = purchaseChances(buying, test, weeks);
    const needed = spendShareHolding(spent, chances, model, spending);
    held.note(i % 2 === 0 ? 0 : 1, 1, (share) => share >= needed);
    const ofOrder = spending === null ? meanSpend(model) : expectedSpend(model, spending);
    all.expected += expectedPurchases(buying, test, weeks) * ofOrder;
    all.actual += spent;
  }
  return { people: tests.length, ...all, ...held.chosen() };
}
