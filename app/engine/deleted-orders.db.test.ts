import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { inShop } from '#app/platform/db.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { CUSTOMER_ID, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { ORDER_ID, orderPayload, refundPayload } from '#tests/fixtures/order-payloads.ts';
import { eraseCustomer } from '#tests/privacy/erase-customer.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { splitProfile } from './identity/split-profile.server.ts';

const db = await testDatabase();
const DELETED = { id: Number(ORDER_ID) };
const OTHER = '450789470';

/** An order of the same customer that stays. */
const other = orderPayload({
  id: Number(OTHER),
  admin_graphql_api_id: `gid://shopify/Order/${OTHER}`,
  name: '#1002',
  cart_token: 'another-cart',
  checkout_token: 'another-checkout',
});

let deliveries = 0;

/** Receives webhooks, each in a batch of its own. */
async function receiveAll(
  shopId: string,
  ...sent: [topic: string, payload: object][]
): Promise<void> {
  for (const [topic, payload] of sent) {
    deliveries += 1;
    await receive(db.pool, shopId, topic, payload, `d${String(deliveries)}`, SEEN_AT + HOUR);
    await drainAt(db.pool, shopId, SEEN_AT + HOUR);
  }
}

/** What pages and figures read of a shop's orders and people. */
async function counted(shopId: string): Promise<object> {
  const rows = async (sql: string) => (await db.owner.query<object>(sql, [shopId])).rows;
  return {
    people: await rows(
      `select email, orders, spent_minor::int as spent, state
         from profile where shop_id = $1 order by email, state::text`,
    ),
    facts: await rows(
      `select orders, spent, first_order, last_order, units from profile_fact where shop_id = $1 order by 1, 2`,
    ),
    orders: await rows(
      'select order_id, total_minor from purchase where shop_id = $1 order by order_id',
    ),
    deleted: await rows('select order_id from deleted_order where shop_id = $1'),
  };
}

test('a deleted order counts nowhere, whether it is deleted before or after it is received, and however often it is sent again', async () => {
  const [early, late] = [await installedShop(db.pool), await installedShop(db.pool)];
  const [order, refund] = [orderPayload(), refundPayload()];
  const again = orderPayload({ updated_at: '2026-10-01T11:07:00Z' });
  await receiveAll(early.id, ['orders/delete', DELETED], ['orders/create', other]);
  await receiveAll(early.id, ['orders/updated', again], ['refunds/create', refund]);
  await receiveAll(early.id, ['orders/create', order]);
  await receiveAll(late.id, ['orders/create', order], ['refunds/create', refund]);
  await receiveAll(late.id, ['orders/create', other], ['orders/delete', DELETED]);
  await receiveAll(late.id, ['orders/updated', again], ['orders/paid', order]);
  const known = await counted(late.id);
  expect(known).toMatchObject({
    people: [{ orders: 1, spent: 3_498 }],
    orders: [{ order_id: OTHER }],
    deleted: [{ order_id: ORDER_ID }],
  });
  expect(await counted(early.id)).toEqual(known);
});

test('an order that was deleted before events were thinned out is not counted when an old file brings it again', async () => {
  const { id } = await installedShop(db.pool);
  await receiveAll(id, ['orders/create', other], ['orders/create', orderPayload()]);
  await receiveAll(id, ['refunds/create', refundPayload()], ['orders/delete', DELETED]);
  const before = await counted(id);
  await db.owner.query('update shop set keep_events_days = 400 where id = $1', [id]);
  await db.owner.query('delete from event where shop_id = $1', [id]);
  await receive(db.pool, id, 'orders/updated', orderPayload({ note: 'again' }), 'old-1');
  await receive(db.pool, id, 'refunds/create', refundPayload(), 'old-2');
  await drainAt(db.pool, id, SEEN_AT + 500 * DAY);
  const after = await counted(id);
  expect(after).toMatchObject({ orders: [{ order_id: OTHER }], people: [{ orders: 1 }] });
  expect(after).toMatchObject({ facts: Reflect.get(before, 'facts') as object });
});

test('a deletion of an order that was never received makes no person', async () => {
  const { id } = await installedShop(db.pool);
  await receiveAll(id, ['orders/delete', DELETED]);
  expect(await counted(id)).toMatchObject({ people: [], deleted: [{ order_id: ORDER_ID }] });
});

test('a deleted order is no more among the orders of a customer, whose timeline says so', async () => {
  const { id } = await installedShop(db.pool);
  await receiveAll(id, ['orders/create', orderPayload()], ['orders/delete', DELETED]);
  const { rows } = await db.owner.query<{ kind: string }>(
    "select kind from event where shop_id = $1 and kind like 'order.%' order by at",
    [id],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['order.placed', 'order.changed', 'order.deleted']);
});

test('a merge and a split leave an order deleted', async () => {
  const { id } = await installedShop(db.pool);
  const guest = orderPayload({ customer: null, email: 'ada@example.com' });
  // A guest's order, and a customer who turns out to be the guest.
  await receiveAll(
    id,
    ['orders/create', guest],
    ['customers/create', customerPayload({ email: null })],
  );
  await receiveAll(id, [
    'customers/update',
    customerPayload({ updated_at: '2026-10-01T11:06:00Z' }),
  ]);
  await receiveAll(id, ['orders/delete', DELETED], ['orders/updated', guest]);
  expect(await counted(id)).toMatchObject({ people: [{ orders: 0 }], orders: [] });
  const { rows } = await db.owner.query<{ id: string }>(
    "select id from profile_join where shop_id = $1 and state = 'open'",
    [id],
  );
  expect(rows).toHaveLength(1);
  const batching = {
    policy: { model: retailModel, timeZone: 'UTC', journeys },
    currency: 'GBP',
    now: SEEN_AT + HOUR,
  };
  await inShop(db.pool, id, (client) =>
    splitProfile(client, id, rows[0]?.id ?? '', 'gid://shopify/StaffMember/1', batching),
  );
  await receiveAll(id, ['orders/updated', { ...guest, note: 'again' }]);
  expect(await counted(id)).toMatchObject({
    people: [
      { orders: 0, spent: 0 },
      { orders: 0, spent: 0 },
    ],
    orders: [],
    deleted: [{ order_id: ORDER_ID }],
  });
});

test('the erasure of a person erases that their order was deleted, and the order does not come back', async () => {
  const shop = await installedShop(db.pool);
  await receiveAll(shop.id, ['orders/create', orderPayload()], ['orders/delete', DELETED]);
  const customer = {
    id: Number(CUSTOMER_ID),
    email: 'ada@example.com',
    orders: [Number(ORDER_ID)],
  };
  await eraseCustomer(db.pool, shop, customer, SEEN_AT + 2 * HOUR);
  await receiveAll(shop.id, ['orders/updated', orderPayload()], ['orders/delete', DELETED]);
  expect(await counted(shop.id)).toEqual({ people: [], facts: [], orders: [], deleted: [] });
});
