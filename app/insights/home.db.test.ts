import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { CUSTOMER_ID } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { checkFigures } from './check-figures.server.ts';
import { loadHome } from './home.server.ts';

const db = await testDatabase();

async function home(shopId: string, now = SEEN_AT) {
  return await inShop(db.pool, shopId, (client) =>
    loadHome(client, shopId, { currency: 'GBP', timeZone: 'UTC' }, now),
  );
}

describe('the figures of the start page', () => {
  test('a shop that nothing has happened in has zeros and nothing set up', async () => {
    const shop = await installedShop(db.pool);
    expect(await home(shop.id)).toMatchObject({
      people: { total: 0, new: 0 },
      carts: { count: 0, totalMinor: 0 },
      recovered: { orders: 0, minor: 0 },
      mails: { entered: 0, holds: true },
      inbox: { count: 0, oldestAt: null },
      setup: { hasSender: false, hasEvents: false, hasVisitors: false, hasApplications: false },
    });
  });

  test('a cart and the checkout made from it are one cart at risk until it is bought', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'carts/update', cartPayload(), 'd1');
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd2');
    await drainAt(db.pool, shop.id, SEEN_AT);
    expect((await home(shop.id)).carts).toEqual({
      count: 1,
      totalMinor: 2498,
      inOthers: 0,
    });
    expect((await home(shop.id, SEEN_AT + 15 * DAY)).carts.count).toBe(0);
    // A shop that sells in pounds says so of a cart in euros, which no sum of pounds can hold.
    await db.owner.query(`update cart set currency = 'EUR' where shop_id = $1`, [shop.id]);
    expect((await home(shop.id)).carts).toEqual({ count: 1, totalMinor: 0, inOthers: 1 });

    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd3');
    await drainAt(db.pool, shop.id, SEEN_AT);
    expect((await home(shop.id)).carts.count).toBe(0);
  });

  test('an order within five days after a clicked reminder counts as recovered, less its refunds', async () => {
    const shop = await installedShop(db.pool);
    const placedAt = Date.parse('2026-10-01T10:05:00Z');
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd1');
    await drainAt(db.pool, shop.id, SEEN_AT);
    expect((await home(shop.id)).recovered).toEqual({ orders: 0, minor: 0 });

    await clickedMail(shop.id, 'abandoned-basket', placedAt - 5 * DAY - 1);
    expect((await home(shop.id)).recovered.orders).toBe(0);
    await clickedMail(shop.id, 'post-purchase', placedAt - HOUR);
    expect((await home(shop.id)).recovered.orders).toBe(0);
    await db.owner.query('delete from message where shop_id = $1', [shop.id]);
    await clickedMail(shop.id, 'abandoned-basket', placedAt - HOUR);
    expect((await home(shop.id)).recovered).toEqual({ orders: 1, minor: 3498 });
    expect((await home(shop.id, SEEN_AT + 31 * DAY)).recovered.orders).toBe(0);
  });

  test('an order after a clicked banner of the journey counts as recovered too', async () => {
    const shop = await installedShop(db.pool);
    await receive(
      db.pool,
      shop.id,
      'checkouts/update',
      checkoutPayload({ cart_token: null }),
      'd1',
    );
    await drainAt(db.pool, shop.id, SEEN_AT);
    const banner = 'd3b07384-d9a0-4c1e-8f3a-111122223333';
    await db.owner.query(
      `insert into banner (shop_id, id, effect_key, profile_id, run_id, journey_key, content, state, created_at, expires_at,
         clicked_at)
       select shop_id, $2, 'k', profile_id, id, journey_key, '{}', 'closed', $3, $3, $4 from journey_run where shop_id = $1`,
      [shop.id, banner, new Date(SEEN_AT), new Date(SEEN_AT + HOUR)],
    );
    await receiveInternal(db.pool, shop.id, 'banner.clicked', SEEN_AT + HOUR, {
      identifiers: [{ kind: 'customer', value: CUSTOMER_ID }],
      bannerId: banner,
    });
    const at = new Date(SEEN_AT + 2 * HOUR).toISOString();
    const order = orderPayload({ created_at: at, processed_at: at, updated_at: at });
    await receive(db.pool, shop.id, 'orders/create', order, 'd2');
    await drainAt(db.pool, shop.id, SEEN_AT + 3 * HOUR);
    expect((await home(shop.id, SEEN_AT + 3 * HOUR)).recovered.orders).toBe(1);
  });

  test('what waits is given with its age, what could not be read with its number', async () => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'orders/create', { id: 'not a number' }, 'bad');
    await drainAt(db.pool, shop.id, SEEN_AT);
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'waiting');
    const { quarantined, inbox, setup } = await home(shop.id);
    expect({ quarantined, inbox }).toEqual({
      quarantined: 1,
      inbox: { count: 1, oldestAt: SEEN_AT },
    });
    expect(setup.hasEvents).toBe(false);
  });

  test('mails that wait are waiting, and journeys count who is in them', async () => {
    const shop = await installedShop(db.pool);
    await startCheckoutAsSubscriber(db.pool, shop.id);
    await drainAt(db.pool, shop.id, SEEN_AT + 2 * HOUR);
    const { mails, journeys, people, setup } = await home(shop.id, SEEN_AT + 2 * HOUR);
    expect(mails).toMatchObject({ entered: 1, waiting: 1, sent: 0, holds: true });
    expect(journeys[0]).toMatchObject({ key: 'abandoned-basket', active: 1, entered: 1, sent: 0 });
    expect(people).toEqual({ total: 1, new: 1 });
    expect(setup.hasEvents).toBe(true);
    const later = await home(shop.id, SEEN_AT + 40 * DAY);
    expect(later.mails.entered).toBe(0);
    expect(later.people).toEqual({ total: 1, new: 0 });
  });

  test('a topic that came every hour and stopped is called silent', async () => {
    const shop = await installedShop(db.pool);
    const count = (topic: string, hoursAgo: number) =>
      db.owner.query(
        `insert into topic_count (shop_id, topic, hour, processed)
         select $1, $2, hour, 4 from generate_series($3::timestamptz - interval '30 days',
           $3::timestamptz - $4 * interval '1 hour', interval '1 hour') as hour`,
        [shop.id, topic, new Date(SEEN_AT - (SEEN_AT % HOUR)), hoursAgo],
      );
    await count('carts/update', 12);
    await count('orders/create', 2);
    await count('tendril/page.viewed', 12);
    expect((await home(shop.id)).silentTopics).toEqual(['carts/update']);
  });

  test('a mail that was sent and is not on record is reported by the daily count', async () => {
    const shop = await installedShop(db.pool);
    await startCheckoutAsSubscriber(db.pool, shop.id);
    await drainAt(db.pool, shop.id, SEEN_AT + 2 * HOUR);
    await db.owner.query("update effect set state = 'done' where shop_id = $1", [shop.id]);
    const now = SEEN_AT + 3 * HOUR;
    await checkFigures({ pool: db.pool, logger: silentLogger }, shop.id, now);
    expect((await home(shop.id, now)).mails).toMatchObject({ sent: 1, holds: false });

    await db.owner.query('delete from effect where shop_id = $1', [shop.id]);
    await checkFigures({ pool: db.pool, logger: silentLogger }, shop.id, now);
    expect((await home(shop.id, now)).mails).toMatchObject({ entered: 0, holds: true });
  });

  test('another shop sees none of it', async () => {
    const shop = await installedShop(db.pool);
    const other = await installedShop(db.pool);
    const before = await home(other.id);
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await receive(db.pool, shop.id, 'orders/create', { id: 'bad' }, 'd2');
    await drainAt(db.pool, shop.id, SEEN_AT);
    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd3');
    expect(await home(other.id)).toEqual(before);
  });
});

async function clickedMail(shopId: string, journey: string, clickedAt: number): Promise<void> {
  await db.owner.query(
    `insert into message (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id,
       sent_at, clicked_at)
     select $1, $2, id, $2, 'basket-reminder-1', 'marketing', 'Still here', $2, $3, $3
       from profile where shop_id = $1
     on conflict (shop_id, effect_key) do update set clicked_at = excluded.clicked_at`,
    [shopId, journey, new Date(clickedAt)],
  );
}
