import { expect, test } from 'vitest';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { countPeople as countLearned } from '#app/scoring/training/store/history-people.server.ts';
import { readFigure } from '#app/roll-ups/store/read-figures.server.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import {
  fulfillmentPayload,
  orderPayload,
  refundPayload,
  transaction,
} from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { readBuyers } from '#app/predictions/store/read-buyers.server.ts';
import { countBuyers, readGroups } from '#app/predictions/store/read-histories.server.ts';
import { ShopDays } from '#app/predictions/model/shop-days.ts';
import { countStages, listPeople } from './list-people.server.ts';
import { readPeopleView } from './people-view.ts';

const db = await testDatabase();
const LATER = SEEN_AT + DAY;

/** An order at a till, whose customer is not known. */
function tillOrder(number: number, over: object = {}) {
  return orderPayload({
    id: number,
    admin_graphql_api_id: `gid://shopify/Order/${String(number)}`,
    name: `#${String(number)}`,
    email: '',
    contact_email: null,
    phone: null,
    customer: null,
    billing_address: null,
    shipping_address: null,
    cart_token: null,
    checkout_token: null,
    ...over,
  });
}

/** What the pages and the models count of a shop. */
async function counted(shopId: string) {
  return await inShop(db.pool, shopId, async (client) => {
    const span = { from: 0, until: LATER };
    const days = new ShopDays('UTC', LATER);
    const sample = { now: LATER, days, oneIn: 1 };
    const groups = await readGroups(client, shopId, { ...sample, until: days.number(LATER) });
    const wanted = { now: LATER, days, after: null, limit: 10, currency: 'GBP' };
    const { rows } = await client.query<{ orders: number }>(
      'select count(*)::int as orders from purchase where shop_id = $1',
      [shopId],
    );
    const view = readPeopleView(new URLSearchParams());
    return {
      orders: rows[0]?.orders,
      listed: (await listPeople(client, shopId, view)).people.length,
      people: await readFigure(client, shopId, 'people'),
      stages: await countStages(client, shopId),
      buyers: (await countBuyers(client, shopId, { now: LATER, days })).people,
      fittedTo: groups.reduce((sum, { people }) => sum + people, 0),
      predicted: (await readBuyers(client, shopId, wanted)).length,
      learnedFrom: await countLearned(client, shopId, span),
    };
  });
}

/** What stands of the shop's orders in its totals. */
async function orderTotals(client: ShopClient, shopId: string) {
  const { rows } = await client.query<{ orders: number; earned: number }>(
    `select count(*)::int as orders, coalesce(sum(total_minor), 0)::int as earned from purchase
      where shop_id = $1 and placed_at is not null and cancelled_at is null`,
    [shopId],
  );
  return rows[0];
}

test('orders without customer, address and number are kept as orders and not counted as people', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'named');
  for (const number of [71, 72, 73])
    await receive(db.pool, shop.id, 'orders/create', tillOrder(number), `till-${String(number)}`);
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toEqual({
    orders: 4,
    listed: 1,
    people: 1,
    stages: { first_time_buyer: 1 },
    buyers: 1,
    fittedTo: 1,
    predicted: 1,
    learnedFrom: 1,
  });
});

test('an order that turns out to be of a customer counts as theirs from then on', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'orders/create', tillOrder(81), 'till');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({ orders: 1, listed: 0, people: 0, buyers: 0 });
  const known = tillOrder(81, { phone: '+442079460033', updated_at: '2026-10-01T11:06:00+01:00' });
  await receive(db.pool, shop.id, 'orders/updated', known, 'known');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({
    orders: 1,
    listed: 1,
    people: 1,
    stages: { first_time_buyer: 1 },
    buyers: 1,
  });
});

const PLACED = tillOrder(91);
const CANCELLED = tillOrder(91, {
  cancelled_at: '2026-10-01T11:06:00+01:00',
  updated_at: '2026-10-01T11:06:00+01:00',
});
const REFUND = refundPayload({ order_id: 91, transactions: [transaction({ order_id: 91 })] });
const PARCEL = fulfillmentPayload({ order_id: 91, email: null });

type Sent = [topic: string, payload: object];

const undone: [what: string, sent: Sent[], orders: number][] = [
  [
    'cancelled',
    [
      ['orders/create', PLACED],
      ['orders/cancelled', CANCELLED],
    ],
    1,
  ],
  ['cancelled before it was read in bulk', [['orders/updated', CANCELLED]], 1],
  [
    'cancelled and refunded',
    [
      ['orders/create', PLACED],
      ['orders/cancelled', CANCELLED],
      ['refunds/create', REFUND],
    ],
    1,
  ],
  [
    'deleted',
    [
      ['orders/create', PLACED],
      ['orders/delete', { id: 91 }],
    ],
    0,
  ],
  [
    'cancelled and deleted',
    [
      ['orders/create', PLACED],
      ['orders/cancelled', CANCELLED],
      ['orders/delete', { id: 91 }],
    ],
    0,
  ],
  [
    'deleted after a parcel',
    [
      ['orders/create', PLACED],
      ['fulfillments/create', PARCEL],
      ['orders/delete', { id: 91 }],
    ],
    0,
  ],
  ['known by its refund alone', [['refunds/create', REFUND]], 1],
  ['known by its parcel alone', [['fulfillments/create', PARCEL]], 1],
  ['a test', [['orders/create', tillOrder(91, { test: true })]], 0],
];

test.each(undone)(
  'an anonymous order is no person, whatever is received first: %s',
  async (_what, sent, orders) => {
    for (const inTurn of inEveryOrder(sent)) {
      const shop = await installedShop(db.pool);
      for (const [place, [topic, payload]] of inTurn.entries()) {
        await receive(db.pool, shop.id, topic, payload, `${topic}-${String(place)}`);
        await drainAt(db.pool, shop.id, SEEN_AT);
      }
      expect(await counted(shop.id)).toEqual({
        orders,
        listed: 0,
        people: 0,
        stages: {},
        buyers: 0,
        fittedTo: 0,
        predicted: 0,
        learnedFrom: 0,
      });
      expect(await inShop(db.pool, shop.id, (client) => orderTotals(client, shop.id))).toEqual({
        orders: 0,
        earned: 0,
      });
    }
  },
);

test('a visitor is a person, and so is a browser whose only order was deleted', async () => {
  const shop = await installedShop(db.pool);
  for (const day of [2, 1]) {
    const identifiers = [
      { kind: 'visitor', value: 'a-browser' },
      { kind: 'cart', value: 'a-cart' },
    ];
    const viewed = { productId: '1', identifiers };
    await receiveInternal(db.pool, shop.id, 'product.viewed', SEEN_AT - day * DAY, viewed);
  }
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({ listed: 1, people: 1 });
  const order = tillOrder(92, { cart_token: 'a-cart' });
  await receive(db.pool, shop.id, 'orders/create', order, 'placed');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({ orders: 1, listed: 0, people: 0 });
  await receive(db.pool, shop.id, 'orders/delete', { id: 92 }, 'deleted');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({ orders: 0, listed: 1, people: 1 });
});
