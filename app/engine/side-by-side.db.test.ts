import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drain } from './drain.server.ts';
import { scheduleNext, enqueueDueShops } from './timers.server.ts';

const db = await testDatabase();
const START = Date.parse('2026-10-01T10:10:00Z');
const HOURS = 150;

test('storing, draining, enqueueing due jobs and scheduling go on side by side without a deadlock', async () => {
  const shop = await installedShop(db.pool);
  let now = START;
  const services = { ...(await workerAt(db.pool, START)), clock: { now: () => now } };
  /** Runs until the last hour; a deadlock in any of them fails the test with the statement that lost. */
  async function allAlong(work: () => Promise<void>): Promise<void> {
    while (now < START + HOURS * HOUR) await work();
  }
  async function receiveHourly(): Promise<void> {
    for (let hour = 0; hour < HOURS; hour += 1, now += HOUR) {
      const checkout = checkoutPayload({
        token: `checkout-${String(hour)}`,
        cart_token: `cart-${String(hour)}`,
        customer: null,
        phone: null,
        email: `ada-${String(hour)}@example.com`,
        updated_at: new Date(now).toISOString(),
      });
      const delivery = {
        key: `hour-${String(hour)}`,
        topic: 'checkouts/update',
        receivedAt: now,
        triggeredAt: now,
        body: encodeBody(checkout),
      };
      await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, [delivery]));
    }
  }

  await Promise.all([
    receiveHourly(),
    allAlong(() => drain(services, shop.id)),
    allAlong(() => enqueueDueShops(db.pool, now, silentLogger)),
    allAlong(() => inShop(db.pool, shop.id, (client) => scheduleNext(client, shop.id, now))),
  ]);
  await drain(services, shop.id);

  const { rows } = await db.owner.query(
    `select (select count(*)::int from profile where shop_id = $1) as people,
            (select count(*) > 0 from effect where shop_id = $1) as mailed`,
    [shop.id],
  );
  expect(rows).toEqual([{ people: HOURS, mailed: true }]);
});
