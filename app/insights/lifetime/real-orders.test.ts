import { beforeAll, describe, expect, it } from 'vitest';
import { RecordedDays, type RecordedCustomer } from '#tests/fixtures/orders/held-back.ts';
import { readBuyers } from '#tests/fixtures/orders/order-histories.ts';
import { tryRanges } from '#tests/scoring/try-ranges.ts';
import { learn } from './learn.ts';
import { atOnce } from './minimise.ts';

const WEEKS = 7;

/** A sequence that looks like chance and is the same every time (Park and Miller's generator). */
function* places(below: number): Generator<number, never> {
  for (let state = 20_101_201; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % below;
  }
}

describe('On real orders', () => {
  let days: RecordedDays;
  beforeAll(async () => {
    days = new RecordedDays(await readBuyers());
  });

  it.each([
    [12, 4],
    [14, 4],
    [16, 4],
    [14, 6],
    [15, 6],
  ])(
    'after %d weeks the orders of the next %d are predicted within 15 %%, and 75 to 88 of 100 are within their range of orders and of spend',
    (after, weeks) => {
      const trial = tryRanges(days, { until: days.first + after * 7, weeks });
      expect(trial.actual).toBeGreaterThan(500);
      expect(Math.abs(trial.expected / trial.actual - 1)).toBeLessThan(0.15);
      for (const held of [trial.held, trial.spendHeld]) {
        expect(held).toBeGreaterThan(0.75);
        expect(held).toBeLessThan(0.88);
      }
    },
  );

  it('the ranges of all these times together hold 8 in 10, between 75 and 85 of 100', () => {
    const trials = [12, 14, 16].map((after) =>
      tryRanges(days, { until: days.first + after * 7, weeks: 4 }),
    );
    const people = trials.reduce((sum, trial) => sum + trial.people, 0);
    for (const part of ['held', 'spendHeld'] as const) {
      const held = trials.reduce((sum, trial) => sum + trial[part] * trial.people, 0) / people;
      expect(held).toBeGreaterThan(0.75);
      expect(held).toBeLessThan(0.85);
    }
  });

  it('at a peak that nothing foretold, with half as many orders again, 7 in 10 are within their range still', () => {
    const trial = tryRanges(days, { until: days.first + 12 * 7, weeks: 4, longer: 1.5 });
    expect(trial.expected / trial.actual).toBeLessThan(0.72);
    expect(trial.held).toBeGreaterThan(0.7);
    expect(trial.spendHeld).toBeGreaterThan(0.7);
  });

  it('a lapsed customer may be lost: another order and being a customer are not the same chance', () => {
    const { lapsed } = tryRanges(days, { until: days.first + 14 * 7, weeks: 6 });
    expect(lapsed.people).toBeGreaterThan(300);
    expect(lapsed.alive).toBeLessThan(0.95);
    expect(lapsed.alive - lapsed.again).toBeGreaterThan(0.3);
  });

  it('8 in 10 people of a shop with 100 customers order within their range too', () => {
    const customers = days.heldBack(days.last - WEEKS * 7, WEEKS);
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
    expect(held).toBeGreaterThan(0.75);
    expect(held).toBeLessThan(0.88);
    expect(expected / actual).toBeGreaterThan(0.8);
    expect(expected / actual).toBeLessThan(1.2);
  });
});

function learnFrom(customers: RecordedCustomer[]) {
  const heldBack = { groups: customers, spends: customers, weeks: WEEKS };
  const spendings = customers.flatMap(({ spending }) => spending ?? []);
  return atOnce(learn({ groups: customers, spendings, heldBack }));
}
