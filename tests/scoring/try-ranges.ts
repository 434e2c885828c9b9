import {
  aliveProbability,
  expectedPurchases,
  purchaseChances,
} from '#app/insights/lifetime/bg-nbd.ts';
import { expectedSpend, meanSpend } from '#app/insights/lifetime/gamma-gamma.ts';
import { ordersInterval, spendInterval } from '#app/insights/lifetime/interval.ts';
import { learn } from '#app/insights/lifetime/learn.ts';
import { atOnce } from '#app/insights/lifetime/minimise.ts';
import type { RecordedCustomer, RecordedDays } from '#tests/fixtures/orders/held-back.ts';

/** What a shop would have said on a day of the weeks after it, beside what came. */
export type Trial = {
  people: number;
  expected: number;
  actual: number;
  held: number;
  spendExpected: number;
  spendActual: number;
  spendHeld: number;
  /** Of those who were silent for two months: the mean chance to order, and to still be a customer. */
  lapsed: { people: number; again: number; alive: number };
};

/**
 * Learns as a shop does on a day, the weeks before it held back, and tries it on the weeks after.
 * @param longer how many times as long as given the weeks last: a peak at which customers order so many times as often
 */
export function tryRanges(
  days: RecordedDays,
  { until, weeks, longer = 1 }: { until: number; weeks: number; longer?: number },
): Trial {
  const before = days.heldBack(until - weeks * 7, weeks);
  const now = days.heldBack(until, weeks * longer);
  const { model } = atOnce(
    learn({
      groups: now,
      spendings: now.flatMap(({ spending }) => spending ?? []),
      heldBack: { groups: before, spends: before, weeks },
    }),
  );
  const { buying, spending: spendModel, ranges } = model;
  if (spendModel === null) throw new Error('Too little is known of spend; take more weeks.');
  const trial = { expected: 0, actual: 0, held: 0, spendExpected: 0, spendActual: 0, spendHeld: 0 };
  const lapsed = { people: 0, again: 0, alive: 0 };
  for (const one of now) {
    const chances = purchaseChances(buying, one, weeks);
    const expected = expectedPurchases(buying, one, weeks);
    const orders = ordersInterval(chances, ranges?.orders);
    const spend = spendInterval(chances, spendModel, one.spending, ranges?.spend);
    trial.expected += expected;
    trial.actual += one.later;
    trial.held += one.later >= orders.low && one.later <= orders.high ? 1 : 0;
    trial.spendExpected +=
      expected * (one.spending ? expectedSpend(spendModel, one.spending) : meanSpend(spendModel));
    trial.spendActual += one.spent;
    trial.spendHeld += one.spent >= spend.low && one.spent <= spend.high ? 1 : 0;
    if (!isSilent(one)) continue;
    lapsed.people += 1;
    lapsed.again += 1 - (chances[0] ?? 0);
    lapsed.alive += aliveProbability(buying, one);
  }
  return {
    ...trial,
    people: now.length,
    held: trial.held / now.length,
    spendHeld: trial.spendHeld / now.length,
    lapsed: {
      people: lapsed.people,
      again: lapsed.again / lapsed.people,
      alive: lapsed.alive / lapsed.people,
    },
  };
}

function isSilent({ age, last }: RecordedCustomer): boolean {
  return (age - last) * 7 > 60;
}
