import { beforeAll, expect, test } from 'vitest';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { blankOffer } from '#app/offers/offer-content.ts';
import { inShop } from '#app/platform/db.server.ts';
import { openOfferEnvironment } from '#tests/offers/offer-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { requestReplay } from './request-replay.server.ts';
import { runReplays } from './run-replays.server.ts';
import { loadReplay } from './store/replays.server.ts';

const db = await testDatabase();
const offer = { ...blankOffer(), daysAfterOrder: 0, mostDiscountedPercent: null, codesPerMonth: 2 };
const shop = await openOfferEnvironment(db, offer);
const { pool, shopId, clock } = shop;

/** What a replay of the last week comes to, of the whole shop. */
async function replayed() {
  const now = clock.now() + MINUTE;
  const request = { key: 'offering', version: 1, days: 7 };
  const asked = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, request, 'ann', now),
  );
  if (asked.outcome !== 'started') throw new Error(asked.outcome);
  await runReplays(await workerAt(pool, now), shopId);
  const found = await inShop(pool, shopId, (client) =>
    loadReplay(client, shopId, 'offering', asked.id),
  );
  if (found?.state !== 'done') throw new Error(JSON.stringify(found?.problem));
  return { ended: found.totals?.runs.ended, codes: found.totals?.codes };
}

beforeAll(async () => {
  for (const name of ['ada', 'bea', 'cleo']) await shop.reachCheckout(name);
  await shop.issueAll();
});

test('a replay makes as many offers as the live journey made within the same budget', async () => {
  expect((await shop.decided()).map(({ reason }) => reason)).toEqual([
    'may_offer',
    'may_offer',
    'budget_spent',
  ]);
  const { ended, codes } = await replayed();
  expect(codes?.['ten-off']).toMatchObject({ issued: 2, used: 0, cost: {} });
  expect(ended).toMatchObject({ without_offer: 1 });
});

test('offers from before the period use the budget up', async () => {
  const days = (count: number) => new Date(clock.now() - count * DAY);
  // As if the journey had been run by another shopper just before the week.
  await db.owner.query('update offer_code set issued_at = $2, run_id = null where shop_id = $1', [
    shopId,
    days(8),
  ]);
  const { ended, codes } = await replayed();
  expect(ended).toEqual({ without_offer: 3 });
  expect(codes).toEqual({});
});
