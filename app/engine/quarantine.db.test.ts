import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { listQuarantine, replayDeliveries, viewBody } from '#app/events/inbox/quarantine.server.ts';
import { unknownTopics } from '#app/events/inbox/store/topic-hours.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { sealedRows } from '#app/platform/sealed-rows.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T10:00:00Z');
const ALL = readListView(new URLSearchParams(), ['time']);

/** Stores deliveries of the shop and lets the engine process them. */
async function receive(
  shopId: string,
  ...input: { key: string; topic: string; body: Uint8Array }[]
) {
  const deliveries = input.map((one, place) => ({
    ...one,
    receivedAt: NOW + place,
    triggeredAt: NOW,
  }));
  await inShop(db.pool, shopId, (client) => storeDeliveries(client, shopId, deliveries));
  await drainAt(db.pool, shopId, NOW);
}

const unusable = { key: 'bad', topic: 'orders/create', body: encodeBody({ id: 'example string' }) };
const noJson = { key: 'worse', topic: 'carts/update', body: new TextEncoder().encode('<html>') };

test('deliveries that were quarantined are listed with the reason, searched and sorted', async () => {
  const shop = await installedShop(db.pool);
  await receive(shop.id, unusable, noJson);
  await inShop(db.pool, shop.id, async (client) => {
    const { deliveries, waiting } = await listQuarantine(client, shop.id, ALL);
    expect(deliveries.map(({ key }) => key)).toEqual(['worse', 'bad']);
    expect(deliveries[1]).toMatchObject({ topic: 'orders/create', receivedAt: NOW });
    expect(deliveries.map(({ reason }) => reason)).toEqual([
      'body: expected JSON',
      'line_items: expected in a body of this topic',
    ]);
    expect(waiting).toBe(2);
    const found = await listQuarantine(client, shop.id, {
      ...ALL,
      search: 'Orders',
      direction: 'ascending',
    });
    expect(found.deliveries.map(({ key }) => key)).toEqual(['bad']);
    expect(found.waiting).toBe(2);
  });
});

test('a replayed delivery is processed under a new key, once however often it is asked for', async () => {
  const shop = await installedShop(db.pool);
  await receive(shop.id, unusable);
  // The body becomes usable the way it does in life: by a change on our side.
  await db.owner.query('update quarantine set body = $2 where shop_id = $1', [
    shop.id,
    Buffer.from(encodeBody(orderPayload())),
  ]);
  const counts = await Promise.all(
    ['ann', 'bob'].map((actor) =>
      inShop(db.pool, shop.id, (client) => replayDeliveries(client, shop.id, ['bad'], actor, NOW)),
    ),
  );
  expect(counts.sort()).toEqual([0, 1]);
  await drainAt(db.pool, shop.id, NOW);
  const { rows } = await db.owner.query('select orders from profile where shop_id = $1', [shop.id]);
  expect(rows).toEqual([{ orders: 1 }]);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await listQuarantine(client, shop.id, ALL)).toMatchObject({
      deliveries: [],
      hasMore: false,
      waiting: 0,
    });
  });
});

test('a delivery that is still unusable comes back to the list and can be replayed again', async () => {
  const shop = await installedShop(db.pool);
  await receive(shop.id, unusable);
  await inShop(db.pool, shop.id, (client) =>
    replayDeliveries(client, shop.id, ['bad'], 'ann', NOW),
  );
  await drainAt(db.pool, shop.id, NOW);
  await inShop(db.pool, shop.id, async (client) => {
    const { deliveries } = await listQuarantine(client, shop.id, ALL);
    expect(deliveries.map(({ key }) => key)).toEqual(['replay:bad']);
    expect(await replayDeliveries(client, shop.id, ['replay:bad'], 'ann', NOW)).toBe(1);
  });
});

test('a body is shown readable, and the view is recorded', async () => {
  const shop = await installedShop(db.pool);
  await receive(shop.id, unusable, noJson);
  await inShop(db.pool, shop.id, async (client) => {
    expect(await viewBody(client, shop.id, 'bad', 'ann', NOW)).toBe(
      '{\n  "id": "example string"\n}',
    );
    expect(await viewBody(client, shop.id, 'worse', 'ann', NOW)).toBe('<html>');
    expect(await viewBody(client, shop.id, 'none', 'ann', NOW)).toBeNull();
  });
  const { rows } = await db.owner.query(
    "select actor, subject from audit where shop_id = $1 and action = 'delivery.viewed' order by subject",
    [shop.id],
  );
  expect(rows).toEqual([
    { actor: 'ann', subject: 'delivery:bad' },
    { actor: 'ann', subject: 'delivery:worse' },
  ]);
});

test('topics without a handler are counted for the period', async () => {
  const shop = await installedShop(db.pool);
  const strange = { topic: 'planets/align', body: encodeBody({}) };
  await receive(shop.id, { key: 'a', ...strange }, { key: 'b', ...strange });
  await inShop(db.pool, shop.id, async (client) => {
    expect(await unknownTopics(client, shop.id, NOW - 30 * DAY)).toEqual([
      { topic: 'unknown', count: 2, lastAt: NOW - (NOW % HOUR) },
    ]);
    expect(await unknownTopics(client, shop.id, NOW + DAY)).toEqual([]);
  });
});

test('nothing of another shop is listed, shown or replayed', async () => {
  const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
  await receive(shop.id, unusable);
  await inShop(db.pool, other.id, async (client) => {
    for (const id of [shop.id, other.id]) {
      expect((await listQuarantine(client, id, ALL)).waiting).toBe(0);
      expect(await viewBody(client, id, 'bad', 'eve', NOW)).toBeNull();
      expect(await replayDeliveries(client, id, ['bad'], 'eve', NOW)).toBe(0);
    }
  });
});

test('bytes that are no text are quarantined as they came, and hold up nothing beside them', async () => {
  const shop = await installedShop(db.pool);
  const bodies = {
    'no-utf8': Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    nul: Buffer.from('{"id":1\0}'),
  };
  await receive(
    shop.id,
    ...Object.entries(bodies).map(([key, body]) => ({ key, topic: 'orders/create', body })),
    { key: 'good', topic: 'orders/create', body: encodeBody(orderPayload()) },
  );
  const kept: unknown[] = [];
  await inShop(db.pool, shop.id, async (client) => {
    for await (const { key, opened } of sealedRows(client, shop.id, 'quarantine'))
      kept.push({ key, opened });
  });
  expect(kept).toEqual([
    { key: ['no-utf8'], opened: { outcome: 'opened', bytes: bodies['no-utf8'] } },
    { key: ['nul'], opened: { outcome: 'opened', bytes: bodies.nul } },
  ]);
  const orders = await db.owner.query('select 1 from purchase where shop_id = $1', [shop.id]);
  expect(orders.rowCount).toBe(1);
});
