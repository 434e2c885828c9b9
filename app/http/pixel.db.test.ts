import { describe, expect, test } from 'vitest';
import { createIntake } from '#app/events/inbox/intake.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { beacon, openPixelVisits, VISITS_AT } from '#tests/setup/pixel-visits.ts';

const db = await testDatabase();
const { pixelHandler, services, keyOf, waiting, counted } = openPixelVisits(db);

describe('the pixel handler', () => {
  test('answers a browser of any origin, without cookies', async () => {
    const preflight = await pixelHandler(
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
    const pixel = services();
    const key = await keyOf(shop);
    for (const type of ['text/plain', 'application/json', 'text/plain']) {
      const answer = await pixelHandler(
        beacon(key, storefrontBatch(), { 'content-type': type }),
        pixel,
      );
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(await waiting(shop)).toHaveLength(1);
    await pixel.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ taken: 6, without_consent: 0 });
  });

  test.each<[name: string, status: number, body: unknown, key?: string]>([
    ['a key of no shop', 404, storefrontBatch(), '0'.repeat(32)],
    ['a key that is none', 404, storefrontBatch(), "' or 1=1"],
    ['more than 64 KB', 413, storefrontBatch({ padding: 'x'.repeat(65 * 1024) })],
    ['no JSON', 400, '{"batch":'],
    ['JSON of something else', 400, '[]'],
    ['51 events', 400, storefrontBatch({ events: Array.from({ length: 51 }, () => ({})) })],
    ['nesting without end', 400, `{"events":${'['.repeat(20_000)}`],
  ])('refuses %s with %i and stores nothing', async (_name, status, body, key) => {
    const shop = await installedShop(db.pool);
    const answer = await pixelHandler(beacon(key ?? (await keyOf(shop)), body), services());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await waiting(shop)).toEqual([]);
  });

  test.each<[string, Payload]>([
    ['analytics', { analytics: false, marketing: true }],
    ['marketing', { analytics: true, marketing: false }],
  ])('drops and counts what was done without consent to %s', async (_name, consent) => {
    const shop = await installedShop(db.pool);
    const pixel = services();
    const answer = await pixelHandler(
      beacon(await keyOf(shop), storefrontBatch({ consent })),
      pixel,
    );
    expect(answer.status).toBe(204);
    expect(await waiting(shop)).toEqual([]);
    await pixel.storefront.counts.flush();
    expect(await counted(shop)).toMatchObject({ taken: 0, without_consent: 2 });
  });

  test('counts what was malformed or of another time, and takes the rest', async () => {
    const shop = await installedShop(db.pool);
    const pixel = services();
    const sent = Date.UTC(2026, 9, 1);
    const event = { id: 'a', at: sent, name: 'cart_viewed' };
    const events = [event, { ...event, at: 1 }, { ...event, name: 'consent_changed' }];
    await pixelHandler(beacon(await keyOf(shop), storefrontBatch({ sent, events })), pixel);
    await pixel.storefront.counts.flush();
    expect(await counted(shop)).toEqual({
      taken: 1,
      without_consent: 0,
      malformed: 1,
      out_of_time: 1,
      limited: 0,
    });
  });

  test('stores nothing that identifies a person, whatever the batch holds', async () => {
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
    await pixelHandler(beacon(await keyOf(shop), text), services());
    const [delivery] = await waiting(shop);
    expect(delivery?.body.toString()).not.toMatch(/eve@|6940095564|polluted|myshopify/);
    expect(await waiting(other)).toEqual([]);
    expect('polluted' in {}).toBe(false);
    await drainAt(db.pool, shop.id, VISITS_AT);
    const { rows } = await db.owner.query(
      `select email, customer_id, subscribed, orders from profile where shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ email: null, customer_id: null, subscribed: false, orders: 0 }]);
  });

  test('makes no profile of a first visit, and one with both visits when the visitor comes again', async () => {
    const shop = await installedShop(db.pool);
    const key = await keyOf(shop);
    const visit = async (id: string, at: number) => {
      const events = [{ id, at, name: 'product_viewed', product: '632910392' }];
      const batch = { cart: null, batch: `batch-${id}`, sent: at, events };
      const pixel = { ...services(), clock: { now: () => at } };
      expect((await pixelHandler(beacon(key, storefrontBatch(batch)), pixel)).status).toBe(204);
      await drainAt(db.pool, shop.id, at);
      const { rows } = await db.owner.query<{ views: number }>(
        `select (select count(*)::int from event where shop_id = $1) as views
           from profile where shop_id = $1`,
        [shop.id],
      );
      return rows;
    };
    expect(await visit('first', VISITS_AT)).toEqual([]);
    expect(await visit('again', VISITS_AT + 2 * HOUR)).toEqual([{ views: 2 }]);
    const { rowCount } = await db.owner.query('select from pending_visit where shop_id = $1', [
      shop.id,
    ]);
    expect(rowCount).toBe(0);
  });

  test('takes nothing for a shop that removed the app', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    expect(
      (await pixelHandler(beacon(await keyOf(shop), storefrontBatch()), services())).status,
    ).toBe(404);
  });

  test('joins what a browser did with the order that resulted', async () => {
    const shop = await installedShop(db.pool);
    const token = 'bd5a8aa1ecd019dd3520ff791ee3a24c';
    const order = orderPayload({ checkout_token: token });
    const at = Date.UTC(2026, 9, 1, 10);
    const events = [
      { id: 'a', at, name: 'product_viewed', product: '632910392' },
      { id: 'b', at, name: 'checkout_completed', checkout: token },
    ];
    await pixelHandler(
      beacon(await keyOf(shop), storefrontBatch({ cart: null, events })),
      services(),
    );
    await createIntake(db.pool).store(shop.id, {
      key: 'o1',
      topic: 'orders/create',
      receivedAt: VISITS_AT,
      triggeredAt: VISITS_AT,
      body: Buffer.from(JSON.stringify(order)),
    });
    await drainAt(db.pool, shop.id, VISITS_AT);
    const { rows } = await db.owner.query<{ orders: number; signals: object }>(
      `select orders, state->'signals' as signals from profile where shop_id = $1`,
      [shop.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ orders: 1 });
    expect(Object.keys(rows[0]?.signals ?? {})).toContain('product_viewed');
  });
});
