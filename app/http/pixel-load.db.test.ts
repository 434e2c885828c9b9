import { describe, expect, test } from 'vitest';
import { createRateLimit } from '#app/platform/rate-limit.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { beacon, openPixelVisits } from '#tests/setup/pixel-visits.ts';
import { openWebhooks, webhookRequest } from '#tests/setup/webhook-visits.ts';
import { webhooksHandler } from './webhooks.server.ts';

const db = await testDatabase();
const { pixelHandler, services, keyOf, counted } = openPixelVisits(db);

describe('the pixel handler under load', () => {
  test('slows down one address, and only that one', async () => {
    const shop = await installedShop(db.pool);
    const pixel = services({ perAddress: createRateLimit(2, 60) });
    const key = await keyOf(shop);
    const from = (address: string) =>
      pixelHandler(beacon(key, storefrontBatch(), { 'x-forwarded-for': address }), pixel);
    const answers = [
      await from('made up, 203.0.113.1'),
      await from('203.0.113.1'),
      await from('203.0.113.1'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 429]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('203.0.113.2')).status).toBe(204);
  });

  test('slows down one shop, and only that one', async () => {
    const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
    const pixel = services({ perShop: createRateLimit(1, 60) });
    const send = async (to: TestShop) =>
      (await pixelHandler(beacon(await keyOf(to), storefrontBatch()), pixel)).status;
    expect([await send(shop), await send(shop), await send(other)]).toEqual([204, 429, 204]);
    await pixel.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ limited: 1 });
  });

  test('takes the beacons of others while hundreds of senders never finish theirs', async () => {
    const shop = await installedShop(db.pool);
    const key = await keyOf(shop);
    const senders = services();
    const open: ReadableStreamDefaultController[] = [];
    const unfinished = Array.from({ length: 400 }, (_, n) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from('{"visitor":'));
          open.push(controller);
        },
      });
      const headers = { 'x-forwarded-for': `198.51.100.${String(n % 256)}` };
      const init = { method: 'POST', body, headers, duplex: 'half' as const };
      return pixelHandler(new Request(`https://app.example/pixel/${key}`, init), senders);
    });
    const answer = await pixelHandler(beacon(key, storefrontBatch()), senders);
    expect(answer.status).toBe(204);
    for (const controller of open) controller.close();
    const statuses = await Promise.all(unfinished);
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([400]));
  });

  test('stores for other shops while the batches of one wait for the database', async () => {
    const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
    const [key, otherKey] = [await keyOf(shop), await keyOf(other)];
    const pixel = services();
    const send = (n: number) => {
      const headers = { 'x-forwarded-for': `198.51.100.${String(n % 256)}` };
      return pixelHandler(
        beacon(key, storefrontBatch({ batch: `waiting-${String(n)}` }), headers),
        pixel,
      );
    };
    await send(0);
    const statuses: number[] = [];
    // What holds the shop's job back holds back every batch of the shop.
    await db.owner.query('begin');
    await db.owner.query('select from graphile_worker._private_jobs where key = $1 for update', [
      `drain:${shop.id}`,
    ]);
    const waits = Array.from({ length: 300 }, async (_, n) => {
      statuses.push((await send(n + 1)).status);
    });
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(44);
    expect((await pixelHandler(beacon(otherKey, storefrontBatch()), pixel)).status).toBe(204);
    await db.owner.query('rollback');
    await Promise.all(waits);
    expect(statuses.filter((status) => status === 204)).toHaveLength(64);
    expect(statuses.filter((status) => status === 503)).toHaveLength(236);
  });
});

test('a flood of junk beside webhooks loses and delays none of them', async () => {
  const shop = await installedShop(db.pool);
  const key = await keyOf(shop);
  const pixel = services({ perShop: createRateLimit(200, 60) });
  const webhooks = openWebhooks(db).services();
  const body = JSON.stringify(orderPayload());

  async function webhook(n: number): Promise<number> {
    const headers = {
      'x-shopify-topic': 'orders/updated',
      'x-shopify-webhook-id': `w-${String(n)}`,
    };
    return (await webhooksHandler(webhookRequest(shop.domain, { body, headers }), webhooks)).status;
  }
  function junk(n: number): Promise<Response> {
    const kinds = [
      () => beacon(key, storefrontBatch({ batch: `junk-${String(n).padStart(6, '0')}` })),
      () => beacon(key, 'x'.repeat(2_000)),
      () => beacon(key, storefrontBatch({ padding: 'x'.repeat(70_000) })),
      () => beacon(n.toString(16).padStart(32, '0'), storefrontBatch()),
    ];
    const make = kinds[n % kinds.length] ?? (() => beacon(key, ''));
    return pixelHandler(make(), pixel);
  }
  const flood = Promise.all(Array.from({ length: 1_000 }, (_, n) => junk(n)));
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => webhook(n)));
  expect(answers.every((status) => status === 200)).toBe(true);
  const refusals = (await flood).filter(({ status }) => status !== 204);
  expect(refusals.length).toBeGreaterThan(750);
  expect(refusals.every(({ status }) => [400, 404, 413, 429, 503].includes(status))).toBe(true);
  // Whatever junk was stored waits behind every webhook, however late that came.
  const { rows } = await db.owner.query<{ topic: string }>(
    'select topic from inbox where shop_id = $1 order by lane, received_at, delivery_key limit 100',
    [shop.id],
  );
  expect(rows.map(({ topic }) => topic)).toEqual(
    Array.from({ length: 100 }, () => 'orders/updated'),
  );
});
