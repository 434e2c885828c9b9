import { afterAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { hourOf, JOURNEY, NOON, watchedShops } from '#tests/journey-watch/watched-shops.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { startWebhooklessStore } from '#tests/store/test-app.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { selectWatchOfJourney } from './store/watch-states.server.ts';

const db = await testDatabase({ isFilled: true });
const {
  watchAt,
  stopsAt,
  addRuns,
  addDeliveries,
  addRefusals,
  busyShop,
  minutesUntilStop,
  alertsOf,
} = watchedShops(db);
const store = await startWebhooklessStore({ scopes: 'read_orders,read_all_orders' });

afterAll(() => store.close());

test('while people enter as usual nothing has stopped, and it is known how soon a stop is noticed', async () => {
  const shop = await busyShop();
  await addRuns(shop, shop.profileId, NOON + 3 * MINUTE, NOON + HOUR, 3 * MINUTE);
  await addDeliveries(shop, 'products/update', NOON, NOON, 100);
  await watchAt(shop, NOON + HOUR);
  expect(await stopsAt(shop, NOON + HOUR)).toEqual([]);
  const watch = await inShop(db.pool, shop.id, (client) =>
    selectWatchOfJourney(client, shop.id, JOURNEY),
  );
  const entries = watch.find(({ measure }) => measure === 'entries');
  expect(entries?.noticeMs).toBeGreaterThan(15 * MINUTE);
  expect(entries?.noticeMs).toBeLessThan(HOUR);
});

test('a topic that does not come any more while others do is named, and staff get one email', async () => {
  const shop = await busyShop();
  const others = (now: number) =>
    addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 15);
  const { minutes, stops } = await minutesUntilStop(shop, others);
  expect(minutes).toBeLessThanOrEqual(50);
  expect(stops).toEqual([
    {
      journeyKey: '',
      measure: 'entries',
      cause: 'topic_silent',
      detail: 'carts/create, carts/update, checkouts/create, checkouts/update',
    },
  ]);
  const now = NOON + (minutes + 5) * MINUTE;
  await others(now);
  await watchAt(shop, now);
  const alerts = await alertsOf(shop);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.to).toEqual({ address: 'hello@fern.example' });
  expect(alerts[0]?.subject).toBe(
    'Shopify sends no more carts/create, carts/update, checkouts/create, checkouts/update',
  );
  expect(alerts[0]?.text).toContain('None of carts/create, carts/update');
  expect(alerts[0]?.text).toContain('Journeys: “Abandoned cart”.');
  // When the topic comes again the stop is over, and people who enter are waited for again.
  await addDeliveries(shop, 'carts/update', hourOf(now), hourOf(now), 1);
  await watchAt(shop, now + 5 * MINUTE);
  expect(await stopsAt(shop, now + 5 * MINUTE)).toEqual([]);
});

test('Shopify is asked when checkouts are silent, and a newer one that did not come is a stop at once', async () => {
  const shop = await busyShop();
  store.shop.startCheckout({ lines: [{ variantId: '720', quantity: 1 }], at: NOON + 4 * MINUTE });
  const { minutes, stops } = await minutesUntilStop(
    shop,
    (now) => addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 15),
    storeAdmin(store),
  );
  expect(minutes).toBeLessThanOrEqual(15);
  expect(stops).toMatchObject([{ journeyKey: '', cause: 'topic_silent' }]);
});

test('a quiet hour in which Shopify has no order either is no stop, and one that did not come is', async () => {
  const shop = await busyShop('post-purchase', 'orders/create');
  const line = { lines: [{ variantId: '720', quantity: 1 }] };
  const admin = storeAdmin(store);
  store.shop.placeOrder({ ...line, at: NOON - 10 * MINUTE });
  for (let now = NOON + 5 * MINUTE; now <= NOON + 90 * MINUTE; now += 5 * MINUTE) {
    await addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 15);
    await watchAt(shop, now, admin);
  }
  expect(await stopsAt(shop, NOON + 90 * MINUTE)).toEqual([]);
  store.shop.placeOrder({ ...line, at: NOON + 91 * MINUTE });
  await addDeliveries(shop, 'products/update', NOON + HOUR, NOON + HOUR, 45);
  await watchAt(shop, NOON + 105 * MINUTE, admin);
  expect(await stopsAt(shop, NOON + 105 * MINUTE)).toMatchObject([
    { journeyKey: '', cause: 'topic_silent', detail: 'orders/create, orders/updated' },
  ]);
});

test('ten people who are refused at once, as by a recompute, are no stop', async () => {
  const shop = await busyShop();
  await addRefusals(shop, shop.profileId, 10, NOON + 2 * MINUTE);
  await addRefusals(shop, shop.profileId, 10, NOON + 3 * MINUTE);
  await addDeliveries(shop, 'carts/update', NOON, NOON, 20);
  await watchAt(shop, NOON + 5 * MINUTE);
  expect(await stopsAt(shop, NOON + 5 * MINUTE)).toEqual([]);
});

test('two journeys that stop by one cause are one stop and one email, to staff who were seen lately', async () => {
  const shop = await busyShop();
  await db.owner.query(
    `insert into staff_member (shop_id, staff_id, role, email, first_seen_at, last_seen_at)
     values ($1, '1', 'owner', 'gone@fern.example', $2, $2), ($1, '2', 'owner', 'ann@fern.example', $3, $3)`,
    [shop.id, new Date(NOON - 91 * DAY), new Date(NOON - DAY)],
  );
  await db.owner.query(
    `update journey_watch set profile = (select profile from journey_watch
        where shop_id = $1 and journey_key = $2 and measure = 'entries'), profiled_at = $3, last_at = $3, level = 1
      where shop_id = $1 and journey_key <> '' and measure = 'entries'`,
    [shop.id, JOURNEY, new Date(NOON + HOUR)],
  );
  await db.owner.query(
    `insert into inbox (shop_id, topic, delivery_key, received_at, body) values ($1, 'carts/update', 'one', $2, '{}')`,
    [shop.id, new Date(NOON + HOUR)],
  );
  await addDeliveries(shop, 'products/update', NOON + HOUR, NOON + HOUR, 100);
  await db.owner.query('update journey_watch set checked_at = $2 where shop_id = $1', [
    shop.id,
    new Date(NOON + HOUR),
  ]);
  await watchAt(shop, NOON + 90 * MINUTE);
  const stops = await stopsAt(shop, NOON + 90 * MINUTE);
  expect(stops).toMatchObject([{ journeyKey: '', cause: 'not_processed' }]);
  const alerts = await alertsOf(shop);
  expect(alerts.map(({ to }) => to)).toEqual([{ staffId: '2' }]);
  expect(alerts[0]?.text).toMatch(/Journeys: “.+”, “.+”/);
});

test('a condition that refuses all is noticed within minutes, and is over when a person enters', async () => {
  const shop = await busyShop();
  const { minutes, stops } = await minutesUntilStop(shop, async (now) => {
    await addRefusals(shop, shop.profileId, 2, now - 1);
    await addDeliveries(shop, 'carts/update', hourOf(now), hourOf(now), 5);
  });
  expect(minutes).toBeLessThanOrEqual(15);
  expect(stops).toMatchObject([{ journeyKey: JOURNEY, cause: 'filter_refuses' }]);
  await addRuns(shop, shop.profileId, NOON + 30 * MINUTE, NOON + 30 * MINUTE, MINUTE);
  await addDeliveries(shop, 'carts/update', NOON, NOON, 5);
  await watchAt(shop, NOON + 31 * MINUTE);
  expect(await stopsAt(shop, NOON + 31 * MINUTE)).toEqual([]);
});

test('when nothing comes from Shopify that is one stop for all journeys', async () => {
  const shop = await busyShop();
  const { minutes, stops } = await minutesUntilStop(shop, () => Promise.resolve());
  expect(minutes).toBeLessThanOrEqual(30);
  expect(stops).toMatchObject([{ journeyKey: '', measure: 'deliveries', cause: 'source_silent' }]);
  await watchAt(shop, NOON + 3 * HOUR);
  expect(await stopsAt(shop, NOON + 3 * HOUR)).toHaveLength(1);
});

test('a journey that is paused has not stopped, nor when it goes on', async () => {
  const shop = await busyShop();
  const pausedAt = (at: number | null) =>
    db.owner.query(
      `update definition set paused_at = $2 where shop_id = $1 and kind = 'journey' and key = '${JOURNEY}'`,
      [shop.id, at === null ? null : new Date(at)],
    );
  await pausedAt(NOON);
  for (let now = NOON; now <= NOON + 3 * HOUR; now += 15 * MINUTE) {
    await addDeliveries(shop, 'products/update', hourOf(now), hourOf(now), 50);
    await watchAt(shop, now);
  }
  await pausedAt(null);
  await addDeliveries(shop, 'products/update', NOON + 3 * HOUR, NOON + 3 * HOUR, 50);
  await watchAt(shop, NOON + 3 * HOUR + 5 * MINUTE);
  expect(await stopsAt(shop, NOON + 4 * HOUR)).toEqual([]);
});
