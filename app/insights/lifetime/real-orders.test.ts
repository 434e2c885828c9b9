import { beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';
import { purchaseChances } from './bg-nbd.ts';
import type { HeldBack } from './calibrate.ts';
import type { Spending } from './gamma-gamma.ts';
import { spendInterval } from './interval.ts';
import { learn } from './learn.ts';
import { atOnce } from './minimise.ts';

const WEEKS = 7;

/** A customer until the time held back, and what followed in it. */
type Customer = HeldBack & { spending: Spending; spentLater: number };

async function readCustomers(): Promise<Customer[]> {
  const spent = new Map<string, Map<number, number>>();
  for (const { customerId, cancellation, at, lines } of await readInvoices()) {
    if (customerId === undefined || cancellation) continue;
    const days = spent.get(customerId) ?? new Map<number, number>();
    const day = Math.floor(at / DAY);
    const minor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
    if (minor > 0) spent.set(customerId, days.set(day, (days.get(day) ?? 0) + minor));
  }
  const today = Math.max(...[...spent.values()].flatMap((days) => [...days.keys()]));
  return [...spent.values()].flatMap((days) => {
    const cut = today - WEEKS * 7;
    const before = [...days].filter(([day]) => day <= cut).sort(([a], [b]) => a - b);
    const after = [...days].filter(([day]) => day > cut);
    const [first, last] = [before[0], before.at(-1)];
    if (!first || !last) return [];
    const sum = (some: [number, number][]) => some.reduce((total, [, minor]) => total + minor, 0);
    return {
      repeats: before.length - 1,
      last: (last[0] - first[0]) / 7,
      age: (cut - first[0]) / 7,
      people: 1,
      later: after.length,
      spending: { orders: before.length, mean: sum(before) / before.length },
      spentLater: sum(after),
    };
  });
}

function learnFrom(customers: Customer[]) {
  const heldBack = { groups: customers, weeks: WEEKS };
  const spendings = customers.map(({ spending }) => spending);
  return atOnce(learn({ groups: customers, spendings, heldBack }));
}

/** A sequence that looks like chance and is the same every time (Park and Miller's generator). */
function* places(below: number): Generator<number, never> {
  for (let state = 20_101_201; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % below;
  }
}

describe('On real orders with their last seven weeks held back', () => {
  let customers: Customer[];
  beforeAll(async () => {
    customers = await readCustomers();
  });

  it('everybody’s orders are told within 10 %, and 8 in 10 people order and spend within their interval', () => {
    const { model, calibration } = learnFrom(customers);
    if (!calibration || !model.spending) throw new Error('Nothing was learned.');
    expect(calibration.actual).toBeGreaterThan(1_000);
    expect(Math.abs(calibration.expected / calibration.actual - 1)).toBeLessThan(0.1);
    expect(calibration.held).toBeGreaterThan(0.8);

    let held = 0;
    for (const customer of customers) {
      const chances = purchaseChances(model.buying, customer, WEEKS);
      const { low, high } = spendInterval(chances, model.spending, customer.spending);
      if (customer.spentLater >= low && customer.spentLater <= high) held += 1;
    }
    expect(Math.abs(held / customers.length - 0.8)).toBeLessThan(0.03);
  });

  it('8 in 10 people of a shop with 100 customers order within their interval too', () => {
    const place = places(customers.length);
    let held = 0;
    let expected = 0;
    let actual = 0;
    const shops = 20;
    for (let shop = 0; shop < shops; shop += 1) {
      const some = Array.from({ length: 100 }, () => customers[place.next().value]);
      const { calibration } = learnFrom(some.filter((one) => one !== undefined));
      held += (calibration?.held ?? 0) / shops;
      expected += calibration?.expected ?? 0;
      actual += calibration?.actual ?? 0;
    }
    expect(held).toBeGreaterThan(0.8);
    expect(expected / actual).toBeGreaterThan(0.8);
    expect(expected / actual).toBeLessThan(1.2);
  });
});
