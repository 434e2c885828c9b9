import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { areaUnderCurve } from '#app/scoring/training/evaluate.ts';
import { READY_MODELS } from '#app/scoring/ready-models.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { CUTOFFS } from '#tests/fixtures/orders/months.ts';
import { readBuyers } from '#tests/fixtures/orders/order-histories.ts';
import { looksAt } from './ready-models-look.ts';

const buyers = await readBuyers();

test('the record holds what customers gave back', () => {
  const refunds = buyers.flatMap((buyer) => buyer.refunds);
  expect(refunds.length).toBeGreaterThan(1_000);
});

test.each(READY_MODELS)(
  'on recorded months with their refunds the ready score “$name” tells who orders next at least as well as the number of orders',
  ({ model }) => {
    const areas = CUTOFFS.map((at) => {
      const looks = looksAt(buyers, at);
      const outcomes = looks.map(({ outcome }) => outcome);
      const area = (values: number[]) => areaUnderCurve(values, outcomes) ?? 0;
      const byScore = area(looks.map(({ state }) => scoreProfile(model, state, at - 1).score));
      return { at: new Date(at), gain: byScore - area(looks.map(({ orders }) => orders)) };
    });
    for (const { at, gain } of areas) expect(gain, at.toISOString()).toBeGreaterThanOrEqual(0);
  },
);

test.each(READY_MODELS)(
  'on recorded months no customer with a recent order and ten before is cold by “$name”',
  ({ model }) => {
    const regulars = CUTOFFS.flatMap((at) =>
      looksAt(buyers, at)
        .filter(({ orders, lastAt }) => orders > 10 && lastAt >= at - 30 * DAY)
        .map(({ state }) => scoreProfile(model, state, at - 1).band),
    );
    expect(regulars.length).toBeGreaterThan(50);
    expect(regulars.filter((band) => band === 'cold')).toEqual([]);
  },
);
