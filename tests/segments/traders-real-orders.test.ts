import { expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import { profileAsOf } from '#app/profiles/profile-as-of.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { evaluate } from '#app/segments/evaluate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { segmentTemplates } from '#app/segments/segment-templates.ts';
import { eventsOf, readBuyers } from '#tests/fixtures/orders/order-histories.ts';

test('about 3 of 100 recorded customers buy like a trader, with a quarter of the revenue, and none by a company name', async () => {
  const trader = segmentTemplates('GBP').find(({ key }) => key === 'trade_interest');
  if (!trader) throw new Error('There is no template for traders.');
  const buyers = await readBuyers();
  const end = Math.max(...buyers.flatMap(({ orders }) => orders.map(({ at }) => at))) + 1;
  const all = buyers.map((buyer) => {
    const state = profileAsOf(newProfile(0), eventsOf(buyer), end);
    const facts = segmentFacts(retailModel, state, null, undefined);
    const revenue = buyer.orders.reduce((sum, { minor }) => sum + minor, 0);
    return { isTrader: evaluate(trader.predicate, facts, end), revenue };
  });
  const revenueOf = (some: typeof all) => some.reduce((sum, { revenue }) => sum + revenue, 0);
  const traders = all.filter(({ isTrader }) => isTrader);
  expect(traders.length / all.length).toBeGreaterThan(0.02);
  expect(traders.length / all.length).toBeLessThan(0.04);
  expect(revenueOf(traders) / revenueOf(all)).toBeGreaterThan(0.2);
  expect(revenueOf(traders) / revenueOf(all)).toBeLessThan(0.35);
});
