import { afterAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import { hourOf, NOON, RENDERER, watchedShops } from '#tests/journey-watch/watched-shops.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { startWebhooklessStore } from '#tests/store/test-app.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { watchJourneys } from './watch-journeys.server.ts';

const db = await testDatabase({ isFilled: true });
const { stopsAt, addDeliveries, busyShop, minutesUntilStop } = watchedShops(db);
const store = await startWebhooklessStore({ scopes: 'read_orders,read_all_orders' });

afterAll(() => store.close());

test.each<[string, Exclude<AdminOutcome<never>, { outcome: 'ok' | 'redacted' }>]>([
  ['throttled', { outcome: 'throttled', retryAfterMs: MINUTE }],
  ['denied', { outcome: 'denied', reason: 'ACCESS_DENIED' }],
  ['without a token', { outcome: 'unauthorized' }],
  ['without an answer', { outcome: 'failed', reason: 'timeout' }],
])('where the question is %s, a silent topic is noticed by time', async (_what, answer) => {
  const shop = await busyShop('post-purchase', 'orders/create');
  const admin: AdminClient = { shop: shop.domain, run: () => Promise.resolve(answer) };
  const others = (now: number) =>
    addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 15);
  const { minutes, stops } = await minutesUntilStop(shop, others, admin);
  expect(minutes).toBeGreaterThan(20);
  expect(minutes).toBeLessThanOrEqual(50);
  expect(stops).toMatchObject([{ cause: 'topic_silent', detail: 'orders/create, orders/updated' }]);
});

test('an order that comes while Shopify is asked is not lost, and no transaction waits for the answer', async () => {
  const shop = await busyShop('post-purchase', 'orders/create');
  const real = storeAdmin(store);
  let now = NOON + 15 * MINUTE;
  let waiting = 0;
  let asked = 0;
  store.shop.placeOrder({ lines: [{ variantId: '720', quantity: 1 }], at: NOON + 14 * MINUTE });
  const slow: AdminClient = {
    shop: real.shop,
    async run(operation, variables) {
      asked += 1;
      const { rows } = await db.owner.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%'`,
      );
      waiting += rows[0]?.count ?? 0;
      await addDeliveries(shop, 'orders/create', NOON, NOON, 1);
      now += 4 * MINUTE;
      return await real.run(operation, variables);
    },
  };
  await addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 60);
  const clock = { now: () => now };
  await watchJourneys({ pool: db.pool, clock, renderer: RENDERER, admin: slow }, shop.id);
  expect({ asked, waiting }).toEqual({ asked: 1, waiting: 0 });
  expect(await stopsAt(shop, NOON + HOUR)).toEqual([]);
});
