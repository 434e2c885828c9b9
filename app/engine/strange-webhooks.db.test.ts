import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { discardDeliveries, listQuarantine } from '#app/events/inbox/quarantine.server.ts';
import { unknownTopics } from '#app/events/inbox/store/topic-hours.server.ts';
import { QUARANTINE_QUOTA } from '#app/events/inbox/quarantine-quota.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { complianceRequestPayload, shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
const ALL = readListView(new URLSearchParams(), ['time']);
/** Shops of tests are installed at the real time, which is after `NOW`. */
const LATER = Date.parse('2036-10-01T10:00:00Z');

let captured = 0;

type SentDelivery = { topic: string; body: Payload };

/** What a captured body does that comes again under headers of an attacker's choice. */
async function deliver(shop: TestShop, ...input: SentDelivery[]): Promise<void> {
  const deliveries = input.map(({ topic, body }) => ({
    key: `captured-${String((captured += 1))}`,
    topic,
    receivedAt: LATER,
    triggeredAt: LATER,
    body: encodeBody(body),
  }));
  await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, deliveries));
  await drainAt(db.pool, shop.id, LATER);
}

async function stateOf(shop: TestShop) {
  const { rows } = await db.owner.query<{ name: string; reported: boolean; gone: boolean }>(
    `select name, uninstall_told_at is not null as reported, uninstalled_at is not null as gone,
            (select count(*)::int from compliance_duty where shop_id = shop.id) as duties,
            (select count(*)::int from quarantine where shop_id = shop.id) as quarantined
       from shop where id = $1`,
    [shop.id],
  );
  return rows[0];
}

function shopBody({ domain }: TestShop, over: Payload = {}): Payload {
  return shopPayload({ myshopify_domain: domain, ...over });
}

const UNTOUCHED = { name: 'Fern & Fell', reported: false, gone: false, duties: 0 };

test.each([
  'app/uninstalled',
  'app/scopes_update',
  'shop/update',
  'shop/redact',
  'customers/redact',
  'customers/data_request',
])("an order's body that arrives as %s of another shop does nothing to it", async (topic) => {
  const other = await installedShop(db.pool);
  await deliver(other, { topic, body: orderPayload() });
  expect(await stateOf(other)).toEqual({ ...UNTOUCHED, quarantined: 1 });
});

test.each(['app/uninstalled', 'shop/update'])(
  'the body of one shop that arrives as %s of another does nothing to it',
  async (topic) => {
    const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
    await deliver(other, { topic, body: shopBody(shop, { name: 'Taken over' }) });
    expect(await stateOf(other)).toEqual({ ...UNTOUCHED, quarantined: 1 });
  },
);

test('an uninstallation that names the shop is noted, and Shopify is asked before anything follows', async () => {
  const shop = await installedShop(db.pool);
  await deliver(shop, { topic: 'app/uninstalled', body: shopBody(shop) });
  expect(await stateOf(shop)).toEqual({ ...UNTOUCHED, reported: true, quarantined: 0 });
  const jobs = await db.owner.query('select from graphile_worker.jobs where key = $1', [
    `confirm_uninstall:${shop.id}`,
  ]);
  expect(jobs.rowCount).toBe(1);
});

test('scopes are believed only from a body that names the number of the shop', async () => {
  const shop = await installedShop(db.pool);
  const scopes = { id: 1, shop_id: '77', previous: [], current: ['read_orders'] };
  const reported = { topic: 'app/scopes_update', body: scopes };
  await deliver(shop, reported);
  expect(await stateOf(shop)).toMatchObject({ quarantined: 1 });
  await db.owner.query("update shop set shopify_number = '77' where id = $1", [shop.id]);
  await deliver(shop, { ...reported, body: { ...scopes, shop_id: '78' } });
  expect(await stateOf(shop)).toMatchObject({ quarantined: 2 });
  await deliver(shop, { ...reported, body: { ...scopes, shop_id: 'gid://shopify/Shop/77' } });
  expect(await stateOf(shop)).toMatchObject({ quarantined: 2 });
});

test('a request for data that is replayed as an erasure of the shop is not stored as one', async () => {
  const shop = await installedShop(db.pool);
  await db.owner.query('update shop set uninstalled_at = $2 where id = $1', [
    shop.id,
    new Date(LATER),
  ]);
  const request = complianceRequestPayload({
    shop_domain: shop.domain,
    orders_requested: [1],
    data_request: { id: 9 },
  });
  await deliver(shop, { topic: 'shop/redact', body: request });
  expect(await stateOf(shop)).toMatchObject({ duties: 0, quarantined: 1 });
  await deliver(shop, { topic: 'customers/data_request', body: request });
  expect(await stateOf(shop)).toMatchObject({ duties: 1, quarantined: 1 });
});

test('an erasure of a shop that is installed is held, with the reason', async () => {
  const shop = await installedShop(db.pool);
  const body = { shop_id: 1, shop_domain: shop.domain };
  await deliver(shop, { topic: 'shop/redact', body });
  expect(await stateOf(shop)).toMatchObject({ duties: 0, quarantined: 1 });
  const list = await inShop(db.pool, shop.id, (client) => listQuarantine(client, shop.id, ALL));
  expect(list.deliveries[0]?.reason).toMatch(/is installed/);
});

test('unknown topics share one counter, however many names are made up', async () => {
  const shop = await installedShop(db.pool);
  const strange = Array.from({ length: 50 }, (_, n) => ({
    topic: `planets/aligned_${String(n)}`,
    body: {},
  }));
  await deliver(shop, ...strange);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await unknownTopics(client, shop.id, NOW)).toEqual([
      { topic: 'unknown', count: 50, lastAt: Date.parse('2036-10-01T10:00:00Z') },
    ]);
  });
});

test('a full quarantine keeps what waits, counts what it cannot keep, and has room again after a deletion', async () => {
  const shop = await installedShop(db.pool);
  await db.owner.query(
    `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
     select $1, 'old:' || n, 'orders/create', 'id: expected an id', '\\x7b7d', $2
       from generate_series(1, $3) as n`,
    [shop.id, new Date(NOW), QUARANTINE_QUOTA.deliveries - 1],
  );
  const unusable = (id: string) => ({ topic: 'orders/create', body: { id } });
  await deliver(shop, unusable('x'), unusable('y'), unusable('z'));
  const look = () => inShop(db.pool, shop.id, (client) => listQuarantine(client, shop.id, ALL));
  expect(await look()).toMatchObject({
    waiting: QUARANTINE_QUOTA.deliveries,
    isFull: true,
    unkept: 2,
  });
  const [{ key } = { key: '' }] = (await look()).deliveries;
  const discard = () =>
    inShop(db.pool, shop.id, (client) => discardDeliveries(client, shop.id, [key], 'ann', NOW));
  expect([await discard(), await discard()]).toEqual([1, 0]);
  expect(await look()).toMatchObject({ isFull: false, unkept: 2 });
  const { rows } = await db.owner.query(
    "select actor, subject from audit where shop_id = $1 and action = 'delivery.discarded'",
    [shop.id],
  );
  expect(rows).toEqual([{ actor: 'ann', subject: `delivery:${key}` }]);
});
