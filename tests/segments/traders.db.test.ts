import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { recomputeProfiles } from '#app/engine/recompute/recompute-profiles.server.ts';
import { listPeople } from '#app/people/page/list-people.server.ts';
import { listTraders } from '#app/companies/page/list-traders.server.ts';
import { readPeopleView } from '#app/people/page/people-view.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { loadSegments, loadSegmentVersions } from '#app/segments/store/load-segments.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { TRADER_KEY, traderPredicate } from '#app/segments/ready/trader-tier.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { predictShop } from '#tests/setup/predicted-shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { membersOf } from '#tests/setup/segment-members.ts';
import { sendApplication } from '#tests/wholesale/send-application.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');

let orders = 0;

/** An order of a customer, so many days ago, of so many pieces of each of so many articles. */
function order(
  customer: number,
  daysAgo: number,
  [pieces, articles]: [number, number],
  over: { id?: number; cancelled_at?: string } = {},
): Delivery {
  orders += 1;
  const { id = 10_000 + orders } = over;
  const at = NOW - daysAgo * DAY;
  const time = new Date(at).toISOString();
  const email = `c${String(customer)}@example.com`;
  const gid = (kind: string, number: number) => `gid://shopify/${kind}/${String(number)}`;
  const body = orderPayload({
    id,
    admin_graphql_api_id: gid('Order', id),
    name: `#${String(id)}`,
    email,
    contact_email: email,
    customer: customerPayload({
      id: customer,
      admin_graphql_api_id: gid('Customer', customer),
      email,
      phone: null,
    }),
    cart_token: null,
    checkout_token: null,
    line_items: Array.from({ length: articles }, (_, n) =>
      orderLine({
        id: id * 10 + n,
        product_id: 100 + n,
        variant_id: 200 + n,
        quantity: pieces,
        current_quantity: pieces,
      }),
    ),
    created_at: time,
    processed_at: time,
    updated_at: over.cancelled_at ?? time,
    ...(over.cancelled_at === undefined ? {} : { cancelled_at: over.cancelled_at }),
  });
  const topic = over.cancelled_at === undefined ? 'orders/create' : 'orders/cancelled';
  const key = `${topic}-${String(orders)}`;
  return { key, topic, receivedAt: at, triggeredAt: at, body: encodeBody(body) };
}

async function receive(shopId: string, deliveries: Delivery[]): Promise<void> {
  await inShop(db.pool, shopId, (client) => storeDeliveries(client, shopId, deliveries));
  await drainAt(db.pool, shopId, NOW);
}

async function names(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ email: string }>(
    'select email from profile where shop_id = $1 and id = any($2) order by email',
    [shopId, await membersOf(db, shopId, TRADER_KEY)],
  );
  return rows.map(({ email }) => email);
}

async function recompute(shopId: string): Promise<void> {
  await recomputeProfiles(await workerAt(db.pool, NOW), shopId);
}

test('a customer who orders by the dozen twice is in the tier with the second order, and stays there after one small order', async () => {
  const { id } = await installedShop(db.pool);
  await receive(id, [order(1, 40, [36, 3]), order(2, 40, [1, 3]), order(3, 39, [300, 1])]);
  expect(await names(id)).toEqual([]);
  await receive(id, [order(1, 30, [24, 2]), order(2, 30, [2, 2]), order(3, 29, [1, 2])]);
  expect(await names(id)).toEqual(['c1@example.com']);
  await receive(id, [order(1, 20, [1, 1])]);
  expect(await names(id)).toEqual(['c1@example.com']);
});

test('People shows who buys like a trader, and Wholesale those of them who have not applied, with the reason', async () => {
  const { id } = await installedShop(db.pool);
  const traders = [1, 2].flatMap((one) => [order(one, 40, [36, 3]), order(one, 30, [24, 2])]);
  await receive(id, [...traders, order(3, 30, [1, 2]), order(1, 20, [1, 1])]);
  await sendApplication(db.pool, id, NOW, { email: 'c2@example.com' });
  const people = async (query: string) => {
    const view = readPeopleView(new URLSearchParams(query));
    const page = await inShop(db.pool, id, (client) => listPeople(client, id, view));
    return page.people.map(({ email, isTrader }) => [email, isTrader]).sort();
  };
  expect(await people('')).toEqual([
    ['c1@example.com', true],
    ['c2@example.com', true],
    ['c3@example.com', false],
  ]);
  expect(await people(`stage=${TRADER_KEY}`)).toEqual([
    ['c1@example.com', true],
    ['c2@example.com', true],
  ]);
  const view = { search: '', sort: 'spent', direction: 'descending', page: 1 } as const;
  const listed = await inShop(db.pool, id, (client) => listTraders(client, id, view));
  expect(listed).toMatchObject({
    bounds: { pieces: 24, ofArticle: 12 },
    traders: [
      {
        email: 'c1@example.com',
        orders: 3,
        usual: { pieces: 48, ofArticle: 24 },
        reaching: { reaching: 2, of: 3 },
      },
    ],
  });
  const none = { ...view, search: 'no such trader' };
  const found = await inShop(db.pool, id, (client) => listTraders(client, id, none));
  expect(found.traders).toEqual([]);
});

test('a cancelled order takes nothing, so that it makes no trader', async () => {
  const { id } = await installedShop(db.pool);
  const at = new Date(NOW).toISOString();
  await receive(id, [order(1, 40, [36, 3]), order(1, 30, [36, 3], { id: 77 })]);
  expect(await names(id)).toEqual(['c1@example.com']);
  await receive(id, [order(1, 30, [36, 3], { id: 77, cancelled_at: at })]);
  expect(await names(id)).toEqual([]);
});

test('the bounds follow what customers of the shop usually take, and stay as staff made them', async () => {
  const { id } = await installedShop(db.pool);
  const resellers = Array.from({ length: 110 }, (_, n) => order(100 + n, 50, [10, 6]));
  const dozens = [order(1, 40, [14, 6]), order(1, 30, [14, 6])];
  const cases = [order(2, 40, [48, 4]), order(2, 30, [48, 4])];
  await receive(id, [...resellers, ...dozens, ...cases]);
  expect(await names(id)).toEqual(['c1@example.com', 'c2@example.com']);

  await predictShop(db, id, null, NOW);
  await recompute(id);
  const versions = await inShop(db.pool, id, (client) =>
    loadSegmentVersions(client, id, TRADER_KEY),
  );
  expect(versions.map(({ madeBy, note, predicate }) => ({ madeBy, note, predicate }))[0]).toEqual({
    madeBy: 'system',
    note: 'Customers usually take 60 items an order and 10 of one article.',
    predicate: traderPredicate({ pieces: 60, ofArticle: 30 }),
  });
  expect(await names(id)).toEqual(['c2@example.com']);

  await predictShop(db, id, null, NOW + DAY);
  const again = await inShop(db.pool, id, (client) => loadSegments(client, id));
  expect(again.get(TRADER_KEY)?.version).toBe(2);

  const card = { name: 'Resellers', purpose: '', owner: '', stage: 'wholesale', note: '' };
  const predicate = traderPredicate({ pieces: 10, ofArticle: 5 });
  const draft = { base: 2, card, predicate };
  await inShop(db.pool, id, (client) => saveSegment(client, id, TRADER_KEY, draft, 'ann', NOW));
  await predictShop(db, id, null, NOW + 2 * DAY);
  const own = await inShop(db.pool, id, (client) => loadSegments(client, id));
  expect(own.get(TRADER_KEY)).toMatchObject({ version: 3, name: 'Resellers', predicate });
});

test('what was ordered before the tier came with an update is read from the orders kept', async () => {
  const { id } = await installedShop(db.pool);
  await receive(id, [order(1, 40, [36, 3]), order(1, 30, [24, 2])]);
  const states = async () =>
    (
      await db.owner.query<{ state: { orders: object } }>(
        "select state from profile where shop_id = $1 and email = 'c1@example.com'",
        [id],
      )
    ).rows.map(({ state }) => state.orders);
  const before = await states();
  await db.owner.query(
    "update profile set state = (state::jsonb #- '{orders,newest}')::json where shop_id = $1",
    [id],
  );
  const file = '../../prisma/migrations/20261129094500_usual_orders/migration.sql';
  const sql = await readFile(new URL(file, import.meta.url), 'utf8');
  await db.owner.query(sql.slice(sql.indexOf('do $$')));
  expect(await states()).toEqual(before);
});
