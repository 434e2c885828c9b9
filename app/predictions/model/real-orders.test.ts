import { beforeAll, describe, expect, it } from 'vitest';
import { RecordedDays } from '#tests/fixtures/orders/held-back.ts';
import { readBuyers } from '#tests/fixtures/orders/order-histories.ts';
import { seeded } from '#tests/demo/random-source.ts';
import {
  HORIZON_WEEKS,
  tryRanges,
  tryRecord,
  type RecordTrial,
} from '#tests/scoring/try-ranges.ts';

describe('On real orders', () => {
  let buyers: Awaited<ReturnType<typeof readBuyers>>;
  let days: RecordedDays;
  let trials: RecordTrial[];
  beforeAll(async () => {
    buyers = await readBuyers();
    days = new RecordedDays(buyers);
    trials = tryRecord(days);
  });

  const held = (at: 'steady' | 'peak', field: 'held' | 'spendHeld') =>
    trials.reduce((sum, trial) => sum + trial[at][field], 0) / trials.length;

  it('the orders of the next weeks are predicted within 15 %', () => {
    for (const { steady } of trials) {
      expect(steady.actual).toBeGreaterThan(400);
      expect(Math.abs(steady.expected / steady.actual - 1)).toBeLessThan(0.15);
    }
  });

  it.each(['steady', 'peak'] as const)(
    'ranges of orders and of spend hold 8 in 10, between 75 and 85 of 100 over all times, where it is %s',
    (at) => {
      for (const field of ['held', 'spendHeld'] as const) {
        expect(held(at, field)).toBeGreaterThan(0.75);
        expect(held(at, field)).toBeLessThan(0.85);
      }
    },
  );

  it('at no single time ranges hold fewer than 2 in 3, or more than 9 in 10', () => {
    for (const { steady, peak } of trials)
      for (const one of [steady.held, steady.spendHeld, peak.held, peak.spendHeld]) {
        expect(one).toBeGreaterThan(2 / 3);
        expect(one).toBeLessThan(0.9);
      }
  });

  it('customers who lapsed: another order within a year and being a customer still are not the same chance', () => {
    const { lapsed } = tryRanges(days, { until: days.first + 14 * 7, weeks: 6 });
    expect(lapsed.people).toBeGreaterThan(300);
    expect(lapsed.alive).toBeLessThan(0.95);
    expect(lapsed.alive - lapsed.again).toBeGreaterThan(0.2);
  });

  it('8 in 10 people of shops with about 100 customers order within their range too', () => {
    const random = seeded(20_101_201);
    let [inside, expected, actual] = [0, 0, 0];
    const shops = 20;
    for (let shop = 0; shop < shops; shop += 1) {
      const some = Array.from(
        { length: 200 },
        () => buyers[Math.floor(random() * buyers.length)],
      ).flatMap((buyer) => buyer ?? []);
      const trial = tryRanges(new RecordedDays(some), {
        until: days.first + 14 * 7,
        weeks: HORIZON_WEEKS,
      });
      inside += trial.held / shops;
      expected += trial.expected;
      actual += trial.actual;
    }
    expect(inside).toBeGreaterThan(0.75);
    expect(inside).toBeLessThan(0.88);
    expect(expected / actual).toBeGreaterThan(0.8);
    expect(expected / actual).toBeLessThan(1.2);
  });
});
