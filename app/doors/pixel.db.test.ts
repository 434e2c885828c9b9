import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { openPool } from '#app/db.server.ts';
import { createIntake } from '#app/events/intake.server.ts';
import {
  createStorefrontIntake,
  type StorefrontIntake,
} from '#app/events/storefront-intake.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { createRateLimit } from '#app/rate-limit.server.ts';
import { createShopDirectory } from '#app/shopify/shop-directory.server.ts';
import { orderPayload, type Payload } from '#tests/fixtures/shopify-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/told-shop.ts';
import { pixelDoor as answerBeacon, type PixelServices } from './pixel.server.ts';
import { webhooksDoor } from './webhooks.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');
const clock = { now: () => NOW };
const realClock = { now: () => Date.now() };

const open: StorefrontIntake[] = [];

function pixelDoor(request: Request, pixel: PixelServices): Promise<Response> {
  return answerBeacon(request, pixel, addressesOf(request));
}

afterAll(() => Promise.all(open.map((storefront) => storefront.close())));

function services(over: Partial<StorefrontIntake> = {}) {
  const pool = openPool(db.url, { max: 2, name: 'test storefront', ring: testKeyRing() });
  const storefront = createStorefrontIntake(pool, realClock, silentLogger);
  open.push(storefront);
  return { clock, logger: silentLogger, storefront: { ...storefront, ...over } };
}

async function keyOf(shop: TestShop): Promise<string> {
  const { rows } = await db.owner.query<{ pixel_key: string }>(
    'select pixel_key from shop where id = $1',
    [shop.id],
  );
  return rows[0]?.pixel_key ?? '';
}

function beacon(key: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`https://app.example/pixel/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function waiting(shop: TestShop): Promise<{ delivery_key: string; body: Buffer }[]> {
  const { rows } = await db.owner.query<{ delivery_key: string; body: Buffer }>(
    'select delivery_key, body from inbox where shop_id = $1',
    [shop.id],
  );
  const { rawBodies } = testKeyRing();
  return rows.map(({ delivery_key, body: sealed }) => {
    const opened = rawBodies.open(sealed, placeIn('inbox', shop.id, delivery_key));
    return { delivery_key, body: opened.outcome === 'opened' ? opened.bytes : Buffer.alloc(0) };
  });
}

async function counted(shop: TestShop): Promise<unknown> {
  const { rows } = await db.owner.query<Record<string, string>>(
    `select taken::int, without_consent::int, malformed::int, out_of_time::int, limited::int
     from storefront_count where shop_id = $1 and day = '2026-10-01'`,
    [shop.id],
  );
  return rows[0];
}

describe('the door of the pixel', () => {
  test('answers a browser of any origin, without cookies', async () => {
    const preflight = await pixelDoor(
      new Request('https://app.example/pixel/x', { method: 'OPTIONS' }),
      services(),
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
    expect(preflight.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('stores a batch once, however often it is sent', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    const key = await keyOf(shop);
    for (const type of ['text/plain', 'application/json', 'text/plain']) {
      const answer = await pixelDoor(
        beacon(key, storefrontBatch(), { 'content-type': type }),
        door,
      );
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(await waiting(shop)).toHaveLength(1);
    await door.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ taken: 6, without_consent: 0 });
  });

  test.each<[name: string, status: number, body: unknown, key?: string]>([
    ['a key of nobody', 404, storefrontBatch(), '0'.repeat(32)],
    ['a key that is none', 404, storefrontBatch(), "' or 1=1"],
    ['more than 64 KB', 413, storefrontBatch({ padding: 'x'.repeat(65 * 1024) })],
    ['no JSON', 400, '{"batch":'],
    ['JSON of something else', 400, '[]'],
    ['51 events', 400, storefrontBatch({ events: Array.from({ length: 51 }, () => ({})) })],
    ['nesting without end', 400, `{"events":${'['.repeat(20_000)}`],
  ])('refuses %s with %i and stores nothing', async (_name, status, body, key) => {
    const shop = await installedShop(db.pool);
    const answer = await pixelDoor(beacon(key ?? (await keyOf(shop)), body), services());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await waiting(shop)).toEqual([]);
  });

  test.each<[string, Payload]>([
    ['analytics', { analytics: false, marketing: true }],
    ['marketing', { analytics: true, marketing: false }],
  ])('drops and counts what was done without consent to %s', async (_name, consent) => {
    const shop = await installedShop(db.pool);
    const door = services();
    const answer = await pixelDoor(beacon(await keyOf(shop), storefrontBatch({ consent })), door);
    expect(answer.status).toBe(204);
    expect(await waiting(shop)).toEqual([]);
    await door.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ taken: 0, without_consent: 2 });
  });

  test('counts what was malformed or of another time, and takes the rest', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    const sent = Date.UTC(2026, 9, 1);
    const event = { id: 'a', at: sent, name: 'cart_viewed' };
    const events = [event, { ...event, at: 1 }, { ...event, name: 'consent_changed' }];
    await pixelDoor(beacon(await keyOf(shop), storefrontBatch({ sent, events })), door);
    await door.storefront.counts.flush();
    expect(await counted(shop)).toEqual({
      taken: 1,
      without_consent: 0,
      malformed: 1,
      out_of_time: 1,
      limited: 0,
    });
  });

  test('keeps nothing that says who somebody is, whatever was sent along', async () => {
    const shop = await installedShop(db.pool);
    const other = await installedShop(db.pool);
    const claims = {
      shop: other.domain,
      shop_id: other.id,
      email: 'eve@example.com',
      customer_id: '6940095564',
      identifiers: [{ kind: 'customer', value: '6940095564' }],
      __proto__: { polluted: true },
    };
    const event = { id: 'a', at: Date.UTC(2026, 9, 1, 10), name: 'page_viewed', path: '/?e=eve@x' };
    const batch = storefrontBatch({ ...claims, events: [{ ...event, ...claims }] });
    const text = JSON.stringify(batch).replace('{', '{"__proto__":{"polluted":true},');
    await pixelDoor(beacon(await keyOf(shop), text), services());
    const [delivery] = await waiting(shop);
    expect(delivery?.body.toString()).not.toMatch(/eve@|6940095564|polluted|myshopify/);
    expect(await waiting(other)).toEqual([]);
    expect('polluted' in {}).toBe(false);
    await drainAt(db.pool, shop.id, NOW);
    const { rows } = await db.owner.query(
      `select email, customer_id, subscribed, orders from profile where shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ email: null, customer_id: null, subscribed: false, orders: 0 }]);
  });

  test('slows down one address, and only that one', async () => {
    const shop = await installedShop(db.pool);
    const door = services({ perAddress: createRateLimit(2, 60) });
    const key = await keyOf(shop);
    const from = (address: string) =>
      pixelDoor(beacon(key, storefrontBatch(), { 'x-forwarded-for': address }), door);
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
    const door = services({ perShop: createRateLimit(1, 60) });
    const send = async (to: TestShop) =>
      (await pixelDoor(beacon(await keyOf(to), storefrontBatch()), door)).status;
    expect([await send(shop), await send(shop), await send(other)]).toEqual([204, 429, 204]);
    await door.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ limited: 1 });
  });

  test('makes no profile of a first visit, and one with both visits when the visitor comes again', async () => {
    const shop = await installedShop(db.pool);
    const key = await keyOf(shop);
    const visit = async (id: string, at: number) => {
      const events = [{ id, at, name: 'product_viewed', product: '632910392' }];
      const batch = { cart: null, batch: `batch-${id}`, sent: at, events };
      const door = { ...services(), clock: { now: () => at } };
      expect((await pixelDoor(beacon(key, storefrontBatch(batch)), door)).status).toBe(204);
      await drainAt(db.pool, shop.id, at);
      const { rows } = await db.owner.query<{ views: number }>(
        `select (select count(*)::int from event where shop_id = $1) as views
           from profile where shop_id = $1`,
        [shop.id],
      );
      return rows;
    };
    expect(await visit('first', NOW)).toEqual([]);
    expect(await visit('again', NOW + 2 * HOUR)).toEqual([{ views: 2 }]);
    const { rowCount } = await db.owner.query('select from pending_visit where shop_id = $1', [
      shop.id,
    ]);
    expect(rowCount).toBe(0);
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
      return pixelDoor(new Request(`https://app.example/pixel/${key}`, init), senders);
    });
    const answer = await pixelDoor(beacon(key, storefrontBatch()), senders);
    expect(answer.status).toBe(204);
    for (const controller of open) controller.close();
    const statuses = await Promise.all(unfinished);
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([400]));
  });

  test('stores for other shops while the batches of one wait for the database', async () => {
    const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
    const [key, otherKey] = [await keyOf(shop), await keyOf(other)];
    const door = services();
    const send = (n: number) => {
      const headers = { 'x-forwarded-for': `198.51.100.${String(n % 256)}` };
      return pixelDoor(
        beacon(key, storefrontBatch({ batch: `waiting-${String(n)}` }), headers),
        door,
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
    expect((await pixelDoor(beacon(otherKey, storefrontBatch()), door)).status).toBe(204);
    await db.owner.query('rollback');
    await Promise.all(waits);
    expect(statuses.filter((status) => status === 204)).toHaveLength(64);
    expect(statuses.filter((status) => status === 503)).toHaveLength(236);
  });

  test('takes nothing for a shop that removed the app', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    expect((await pixelDoor(beacon(await keyOf(shop), storefrontBatch()), services())).status).toBe(
      404,
    );
  });

  test('joins what a browser did with the order that came of it', async () => {
    const shop = await installedShop(db.pool);
    const token = 'bd5a8aa1ecd019dd3520ff791ee3a24c';
    const order = orderPayload({ checkout_token: token });
    const at = Date.UTC(2026, 9, 1, 10);
    const events = [
      { id: 'a', at, name: 'product_viewed', product: '632910392' },
      { id: 'b', at, name: 'checkout_completed', checkout: token },
    ];
    await pixelDoor(beacon(await keyOf(shop), storefrontBatch({ cart: null, events })), services());
    await createIntake(db.pool).store(shop.id, {
      key: 'o1',
      topic: 'orders/create',
      receivedAt: NOW,
      triggeredAt: NOW,
      body: Buffer.from(JSON.stringify(order)),
    });
    await drainAt(db.pool, shop.id, NOW);
    const { rows } = await db.owner.query<{ orders: number; signals: object }>(
      `select orders, state->'signals' as signals from profile where shop_id = $1`,
      [shop.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ orders: 1 });
    expect(Object.keys(rows[0]?.signals ?? {})).toContain('product_viewed');
  });
});

test('a flood of junk beside webhooks loses and delays none of them', async () => {
  const shop = await installedShop(db.pool);
  const key = await keyOf(shop);
  const pixel = services({ perShop: createRateLimit(200, 60) });
  const secret = 'hush';
  const webhooks = {
    clock,
    logger: silentLogger,
    intake: createIntake(db.pool),
    shops: createShopDirectory(db.pool, realClock),
    apiSecrets: [secret],
  };
  const order = JSON.stringify(orderPayload());
  const signature = createHmac('sha256', secret).update(order).digest('base64');

  async function webhook(n: number): Promise<number> {
    const request = new Request('https://app.example/webhooks', {
      method: 'POST',
      body: order,
      headers: {
        'x-shopify-hmac-sha256': signature,
        'x-shopify-topic': 'orders/updated',
        'x-shopify-shop-domain': shop.domain,
        'x-shopify-webhook-id': `w-${String(n)}`,
      },
    });
    return (await webhooksDoor(request, webhooks)).status;
  }
  function junk(n: number): Promise<Response> {
    const kinds = [
      () => beacon(key, storefrontBatch({ batch: `junk-${String(n).padStart(6, '0')}` })),
      () => beacon(key, 'x'.repeat(2_000)),
      () => beacon(key, storefrontBatch({ padding: 'x'.repeat(70_000) })),
      () => beacon(n.toString(16).padStart(32, '0'), storefrontBatch()),
    ];
    const make = kinds[n % kinds.length] ?? (() => beacon(key, ''));
    return pixelDoor(make(), pixel);
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
