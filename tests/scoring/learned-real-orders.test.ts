import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { KeptEvent } from '#app/profiles/profile-as-of.ts';
import type { Learned } from '#app/scoring/learned/evidence.ts';
import { examplesOf } from '#app/scoring/learned/examples.ts';
import { featuresOf } from '#app/scoring/learned/features.ts';
import type { History } from '#app/scoring/learned/history.ts';
import { learning, splitByTime, weighedRules, whatLacks } from '#app/scoring/learned/learn.ts';
import { ruleWords, verdictOf } from '#app/scoring/learned/words.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { readInvoices } from '#tests/fixtures/orders/read-invoices.ts';

/** The customers of the real orders; of them nothing is known but when they ordered. */
async function readHistories(): Promise<History[]> {
  const placed = new Map<string, number[]>();
  for (const { customerId, cancellation, at } of await readInvoices())
    if (customerId !== undefined && !cancellation)
      placed.set(customerId, [...(placed.get(customerId) ?? []), at]);
  return [...placed].map(([customer, keptOrders]) => ({
    profileId: idOf('profile', 'customer', customer),
    firstSeenAt: Math.min(...keptOrders),
    events: keptOrders.map((at, place): KeptEvent => {
      const orderId = `${customer}-${String(place)}`;
      return { at, happening: { kind: 'order.placed', orderId, name: '#' }, told: null };
    }),
    keptOrders,
  }));
}

test('on real orders alone the chances fit the later weeks, and no gain over the ready points is claimed', async () => {
  const histories = await readHistories();
  const times = histories.flatMap(({ keptOrders }) => keptOrders).sort((a, b) => a - b);
  const [from, until] = [Math.ceil((times[0] ?? 0) / DAY), Math.floor((times.at(-1) ?? 0) / DAY)];
  const features = featuresOf(retailModel);
  const split = splitByTime(
    histories.flatMap((one) => examplesOf(features, retailModel, one, from, until)),
  );
  expect(whatLacks(split)).toBeNull();
  const weighed = weighedRules(features, split.learned);
  const steps = learning(features, retailModel, split, weighed);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { evidence, rules }: Learned = step.value;

  expect(rules.map(ruleWords)).toEqual(['1 order just now', 'Has ordered again']);
  for (const { weight } of rules) expect(weight).toBeGreaterThan(0.3);
  expect(evidence.area.low).toBeGreaterThan(0.65);
  expect(evidence.area.high).toBeLessThan(0.75);
  expect(verdictOf(evidence)).toBe('as_good');
  expect(Math.abs(evidence.gain.value)).toBeLessThan(0.01);
  expect(evidence.brier).toBeLessThan(0.92 * evidence.brierOfShare);
  expect(evidence.deciles[0]?.lift).toBeGreaterThan(2);
  const within = evidence.calibration.filter(
    ({ actual, low, high }) => actual >= low && actual <= high,
  );
  expect(within.length).toBeGreaterThanOrEqual(evidence.calibration.length / 2);
});
