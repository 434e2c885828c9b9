import { expectedPurchases, purchaseChances, type BgNbd, type BuyingHistory } from './bg-nbd.ts';
import { HeldByShare } from './conformal.ts';
import { ordersInterval } from './interval.ts';
import type { Search } from './minimise.ts';

/** Equal histories until a moment, with how many orders each of these people placed in the weeks after it. */
export type HeldBack = BuyingHistory & { later: number; people: number };

/** People by their repeat orders until the moment; the last row holds those with as many or more. */
export type CalibrationRow = {
  repeats: number;
  people: number;
  /** Orders of one of these people in the weeks held back, on average. */
  expected: number;
  actual: number;
};

export type Calibration = {
  /** Length of the time held back. */
  weeks: number;
  rows: CalibrationRow[];
  /** Orders of everybody. */
  expected: number;
  actual: number;
  /** Mean absolute and root mean squared error of one person's number of orders. */
  meanError: number;
  rootError: number;
  /** The share whose ranges hold 8 in 10, and how many they held of people it was not chosen by. */
  share: number;
  held: number;
};

const MOST_REPEATS = 7;
/** Histories between two pauses. */
const AT_ONCE = 500;

/** Compares what a model fitted before a time would have said of it with what happened. */
export function* calibrate(
  model: BgNbd,
  held: readonly HeldBack[],
  weeks: number,
): Search<Calibration> {
  const rows = Array.from({ length: MOST_REPEATS + 1 }, (_, repeats) => ({
    repeats,
    people: 0,
    expected: 0,
    actual: 0,
  }));
  const all = { people: 0, expected: 0, actual: 0, absolute: 0, squared: 0 };
  const ranges = new HeldByShare();
  for (const [i, history] of held.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { people, later } = history;
    const expected = expectedPurchases(model, history, weeks);
    const chances = purchaseChances(model, history, weeks);
    ranges.note(i % 2 === 0 ? 0 : 1, people, (share) => {
      const { low, high } = ordersInterval(chances, share);
      return later >= low && later <= high;
    });
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
    weeks,
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
    ...ranges.chosen(),
  };
}
