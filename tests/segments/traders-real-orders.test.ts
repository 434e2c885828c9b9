import { describe, expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { profileAsOf } from '#app/profiles/profile-as-of.ts';
import { medianOf } from '#app/events/page/usual.ts';
import { piecesPerLine, piecesPerOrder } from '#app/scoring/bought.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import {
  traderBounds,
  traderPredicate,
  type TraderBounds,
} from '#app/segments/ready/trader-tier.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { DAY } from '#app/lib/duration.ts';
import { recordedEvents, readBuyers, type Buyer } from '#tests/fixtures/orders/order-histories.ts';

const buyers = await readBuyers();

/** The record as it was known at the end of its months, each customer with what they paid until then. */
const ENDS = ['2011-01-31', '2011-02-28', '2011-03-31', '2011-05-01'].map((day) => Date.parse(day));

type Customer = { state: ProfileState; revenue: number };

function customersAt(some: readonly Buyer[], end: number): Customer[] {
  return some.flatMap((buyer) => {
    const orders = buyer.orders.filter(({ at }) => at < end);
    const back = buyer.refunds.filter(({ at }) => at < end);
    if (orders.length === 0) return [];
    const sum = (of: readonly { minor: number }[]) => of.reduce((all, { minor }) => all + minor, 0);
    return {
      state: profileAsOf(newProfile(0), recordedEvents(buyer), end),
      revenue: sum(orders) - sum(back),
    };
  });
}

function boundsOf(customers: readonly Customer[]): TraderBounds {
  return traderBounds({
    customers: customers.length,
    pieces: medianOf(customers.map(({ state }) => piecesPerOrder(state.orders))),
    ofArticle: medianOf(customers.map(({ state }) => piecesPerLine(state.orders))),
  });
}

function tradersAmong(customers: readonly Customer[], bounds: TraderBounds): Customer[] {
  const predicate = traderPredicate(bounds);
  return customers.filter(({ state }) => evaluate(predicate, segmentFacts(retailModel, state), 0));
}

describe('who buys like a trader', () => {
  test.each(ENDS.map((end) => [new Date(end).toISOString().slice(0, 10), end] as const))(
    'is 2 to 4 of 100 recorded customers with a fifth of the revenue or more, by the bounds of the shop until %s',
    (_, end) => {
      const customers = customersAt(buyers, end);
      const traders = tradersAmong(customers, boundsOf(customers));
      const revenueOf = (some: readonly Customer[]) =>
        some.reduce((sum, { revenue }) => sum + revenue, 0);
      expect(traders.length / customers.length).toBeGreaterThan(0.02);
      expect(traders.length / customers.length).toBeLessThan(0.04);
      expect(revenueOf(traders) / revenueOf(customers)).toBeGreaterThan(0.2);
      expect(traders.filter(({ state }) => state.company !== null)).toEqual([]);
    },
  );

  test('is no customer of a shop for households, not even one who once bought for a party', () => {
    const customers = customersAt(households(2_000, 4), Infinity);
    const regulars = customers.filter(({ state }) => state.orders.placed >= 2);
    expect(regulars.length).toBeGreaterThan(500);
    expect(tradersAmong(customers, boundsOf(customers))).toEqual([]);
  });

  test('is no household among the customers of a shop for resellers', () => {
    const bounds = boundsOf(customersAt(buyers, ENDS.at(-1) ?? 0));
    expect(tradersAmong(customersAt(households(2_000, 5), Infinity), bounds)).toEqual([]);
  });
});

/** Customers who take one or a few of each of some articles; one order in thirty is for a party, by the hundred. */
function households(count: number, seed: number): Buyer[] {
  const random = openRandomSource(seed);
  return Array.from({ length: count }, (_, customer) => {
    let party = random.happens(0.2);
    const orders = Array.from({ length: random.between(1, 9) }, (_one, number) => {
      const lines = random.between(1, 6);
      const isParty = party && random.happens(0.5);
      party &&= !isParty;
      const units = isParty
        ? random.between(60, 200)
        : Array.from({ length: lines }, () =>
            random.happens(0.15) ? random.between(2, 8) : 1,
          ).reduce((sum, one) => sum + one, 0);
      const id = `${String(customer)}-${String(number)}`;
      return { id, at: number * 20 * DAY, minor: units * 500, units, lines: isParty ? 1 : lines };
    });
    return { customer: String(customer), orders, refunds: [] };
  });
}
