import type { Steps } from '#app/lib/steps.ts';
import { expectedPurchases, purchaseChances, type BgNbd, type BuyingHistory } from './bg-nbd.ts';
import { COVERAGE_AIMS, CoverageByShare, TriedRanges } from './conformal.ts';
import { ordersShares } from './interval.ts';
import { chancesBetween, triedLevels, type Levels } from './level.ts';

/** Equal histories until a moment, with how many orders each of these people placed in the weeks after it. */
export type HoldoutHistory = BuyingHistory & { later: number; people: number };

/** People by their repeat orders until the moment; the last row holds those with as many or more. */
export type LifetimeCalibrationRow = {
  repeats: number;
  people: number;
  /** Orders of one of these people in the weeks held back, on average. */
  expected: number;
  actual: number;
};

export type Calibration = {
  rows: LifetimeCalibrationRow[];
  /** Orders of all people. */
  expected: number;
  actual: number;
  /** Mean absolute and root mean squared error of one person's number of orders. */
  meanError: number;
  rootError: number;
  /** The share whose ranges hold 8 in 10, and how many they held of people it was not chosen by. */
  share: number;
  held: number;
  /** How many of 1 these ranges hold by the model. */
  byModel: number;
};

/** The time that expectations are for, and the levels that ranges are to hold at. */
export type Horizon = { weeks: number; levels: Levels };

const MOST_REPEATS = 7;
/** Histories between two pauses. */
const AT_ONCE = 200;

/** Compares what a model fitted before a time would have said of it with what happened. */
export function* calibrate(
  model: BgNbd,
  holdout: readonly HoldoutHistory[],
  horizon: Horizon,
): Steps<Calibration> {
  const rows = Array.from({ length: MOST_REPEATS + 1 }, (_, repeats) => ({
    repeats,
    people: 0,
    expected: 0,
    actual: 0,
  }));
  const all = { people: 0, expected: 0, actual: 0, absolute: 0, squared: 0 };
  for (const [i, history] of holdout.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { people, later } = history;
    const expected = expectedPurchases(model, history, horizon.weeks);
    const row = rows[Math.min(history.repeats, MOST_REPEATS)];
    for (const sum of row ? [row, all] : [all]) {
      sum.people += people;
      sum.expected += people * expected;
      sum.actual += people * later;
    }
    all.absolute += people * Math.abs(later - expected);
    all.squared += people * (later - expected) ** 2;
  }
  return {
    rows: rows
      .filter(({ people }) => people > 0)
      .map(({ repeats, people, expected, actual }) => ({
        repeats,
        people,
        expected: expected / people,
        actual: actual / people,
      })),
    expected: all.expected,
    actual: all.actual,
    meanError: all.absolute / all.people,
    rootError: Math.sqrt(all.squared / all.people),
    ...(yield* tryOrders(model, holdout, { ...horizon, level: levelOf(all) })),
  };
}

/**
 * The level of orders in a time that ranges are tried at. Half of what orders were off from what was expected, on a
 * scale of ratios, is taken for that time's own, and half for what other times will be off.
 */
export function levelOf({ expected, actual }: { expected: number; actual: number }): number {
  const off = actual / Math.max(1e-9, expected);
  return Math.sqrt(Math.min(MOST_OFF, Math.max(1 / MOST_OFF, off)));
}

/** What is further from what was expected is no level, but a model that says nothing. */
const MOST_OFF = 2.5;

function* tryOrders(
  model: BgNbd,
  holdout: readonly HoldoutHistory[],
  { weeks, levels, level }: Horizon & { level: number },
): Steps<{ share: number; held: number; byModel: number }> {
  const tried = new TriedRanges(COVERAGE_AIMS.orders);
  for (const [i, history] of spreadOver(holdout, MOST_TESTED).entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { people, later } = history;
    const needed = (at: number) =>
      ordersShares(chancesBetween(model, history, weeks * at, levels))[later] ?? 1;
    // At the level as it came ranges are those of that level; at a peak those of a lower one.
    const atLevels = triedLevels(levels).map((peak) => needed(level / peak));
    tried.note(i % 2 === 0 ? 0 : 1, people, needed(1), atLevels);
    noteChances(tried.byModel, model, history, people, { weeks: weeks * level, levels });
  }
  return tried.chosen(level);
}

function noteChances(
  byModel: CoverageByShare,
  model: BgNbd,
  history: BuyingHistory,
  people: number,
  { weeks, levels }: Horizon,
): void {
  const needed = ordersShares(chancesBetween(model, history, weeks, levels));
  for (const level of triedLevels(levels))
    for (const [orders, chance] of purchaseChances(model, history, weeks * level).entries())
      byModel.note(people * chance, needed[orders] ?? 1);
}

/** Ranges are tried on no more histories than this in a time held back, and by the model in another time. */
const MOST_TESTED = 5_000;
const MOST_TRIED = 1_000;

/** So many of a list at most, spread evenly over it. */
export function spreadOver<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, place) => place % step === 0);
}

/** The share whose ranges of a time hold so many of these people by the model. */
export function* ordersShareHolding(
  model: BgNbd,
  histories: readonly (BuyingHistory & { people: number })[],
  horizon: Horizon,
  wanted: number,
): Steps<number> {
  const all = new CoverageByShare();
  for (const [i, history] of spreadOver(histories, MOST_TRIED).entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    noteChances(all, model, history, history.people, horizon);
  }
  return all.holding(wanted);
}
