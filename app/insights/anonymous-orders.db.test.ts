import { expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { countPeople as countLearned } from '#app/scoring/learned/read-histories.server.ts';
import { readFigure } from '#app/roll-ups/read-figures.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/received-deliveries.ts';
import { findBuyers, readBuyers, readGroups } from './lifetime/read-histories.server.ts';
import { ShopDays } from './lifetime/shop-days.ts';
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
    const part = { now: LATER, days, oneIn: 1 };
    const groups = await readGroups(client, shopId, { ...part, until: days.number(LATER) });
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
      buyers: (await findBuyers(client, shopId, { now: LATER, days })).people,
      fittedTo: groups.reduce((sum, { people }) => sum + people, 0),
      predicted: (await readBuyers(client, shopId, wanted)).length,
      learnedFrom: await countLearned(client, shopId, span),
    };
  });
}

test('orders without customer, address and number are kept as orders and not counted as people', async () => {
  const shop = await installedShop(db.pool);
  await tell(db.pool, shop.id, 'orders/create', orderPayload(), 'named');
  for (const number of [71, 72, 73])
    await tell(db.pool, shop.id, 'orders/create', tillOrder(number), `till-${String(number)}`);
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
  await tell(db.pool, shop.id, 'orders/create', tillOrder(81), 'till');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({ orders: 1, listed: 0, people: 0, buyers: 0 });
  const known = tillOrder(81, { phone: '+442079460033', updated_at: '2026-10-01T11:06:00+01:00' });
  await tell(db.pool, shop.id, 'orders/updated', known, 'known');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await counted(shop.id)).toMatchObject({
    orders: 1,
    listed: 1,
    people: 1,
    stages: { first_time_buyer: 1 },
    buyers: 1,
  });
});
