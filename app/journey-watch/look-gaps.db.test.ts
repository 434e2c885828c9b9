import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { hourOf, NOON, watchedShops } from '#tests/journey-watch/watched-shops.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { selectWatchStates } from './store/watch-states.server.ts';

const db = await testDatabase({ isFilled: true });
const { watchAt, stopsAt, addDeliveries, addRefusals, busyShop, minutesUntilStop, alertsOf } =
  watchedShops(db);

test('while the worker was down no journey has stopped, and what goes on again is judged from then on', async () => {
  const shop = await busyShop();
  const now = NOON + 5 * HOUR;
  await db.owner.query(
    `insert into inbox (shop_id, topic, delivery_key, received_at, body) values ($1, 'carts/update', 'one', $2, '{}')`,
    [shop.id, new Date(NOON + HOUR)],
  );
  await watchAt(shop, now);
  expect(await stopsAt(shop, now)).toEqual([]);
  await db.owner.query('delete from inbox where shop_id = $1', [shop.id]);
  for (let later = now + 15 * MINUTE; later <= now + 4 * HOUR; later += 15 * MINUTE) {
    const hour = hourOf(later - 1);
    await addDeliveries(shop, 'products/update', hour, hour, 50);
    await watchAt(shop, later);
  }
  expect(await stopsAt(shop, now + 4 * HOUR)).toMatchObject([{ cause: 'topic_silent' }]);
});

test('a stop that goes on is the same stop after a time in which it was not looked', async () => {
  const shop = await busyShop();
  const refuse = async (now: number) => {
    await addRefusals(shop, shop.profileId, 2, now - 1);
    await addDeliveries(shop, 'carts/update', hourOf(now), hourOf(now), 5);
  };
  await minutesUntilStop(shop, refuse);
  for (const now of [NOON + 8 * HOUR, NOON + 8 * HOUR + 15 * MINUTE]) {
    await refuse(now);
    await watchAt(shop, now);
    expect(await stopsAt(shop, now)).toMatchObject([{ cause: 'filter_refuses' }]);
  }
  expect(await alertsOf(shop)).toHaveLength(1);
});

test('it is noted when the storefront reported last, which does not stand for Shopify', async () => {
  const shop = await installedShop(db.pool);
  await addDeliveries(shop, 'storefront/batch', NOON - HOUR, NOON, 5);
  await watchAt(shop, NOON + MINUTE);
  const states = await inShop(db.pool, shop.id, (client) => selectWatchStates(client, shop.id));
  const source = states.find(({ measure }) => measure === 'deliveries');
  expect(source?.topics?.['storefront/batch']?.count).toBe(5);
  expect(source?.lastAt).toBeNull();
});
