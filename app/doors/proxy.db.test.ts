import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createProxyLimits } from '#app/onsite/proxy-limits.server.ts';
import { createAddressLimit } from '#app/accounts/address-limit.server.ts';
import { inShop } from '#app/db.server.ts';
import { storeDeliveries } from '#app/events/intake.server.ts';
import { drain } from '#app/engine/drain.server.ts';
import { policyOf } from '#app/engine/shop-policy.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import {
  cartPayload,
  encodeBody,
  orderLine,
  orderPayload,
  productPayload,
  type Payload,
} from '#tests/fixtures/shopify-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { createRateLimit } from '#app/rate-limit.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { PROXY_SECRET, proxyRequest } from '#tests/setup/proxy-request.ts';
import type { ProxiedRequest } from '#tests/setup/proxy-request.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, tell } from '#tests/setup/told-shop.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import { proxyDoor as answerShopper } from './proxy.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');
const CART = 'eeafa272cebfd4b22385bc4b645e762c';

const services = {
  pool: db.pool,
  clock: { now: () => NOW },
  apiSecrets: [PROXY_SECRET],
  addressLimit: createAddressLimit(),
  proxyLimits: createProxyLimits(),
  logger: silentLogger,
};

function proxyDoor(request: Request, over: Partial<typeof services> = {}): Promise<Response> {
  return answerShopper(request, { ...services, ...over }, addressesOf(request));
}

async function ask(request: ProxiedRequest): Promise<{ status: number; body: unknown }> {
  const answer = await proxyDoor(proxyRequest(request));
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return { status: answer.status, body: await answer.json() };
}

async function settle(shop: TestShop): Promise<void> {
  const pulse = await register(db.pool, 'test');
  await drain({ ...services, pulse, policyOf }, shop.id);
}

/** A shopper with a cart whom a journey has placed a banner for. */
async function shopperWithBanner(): Promise<{ shop: TestShop; bannerId: string; visitor: string }> {
  const shop = await installedShop(db.pool);
  const at = NOW - DAY;
  const body = encodeBody(cartPayload());
  const delivery = { key: 'c1', topic: 'carts/update', receivedAt: at, triggeredAt: at, body };
  await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, [delivery]));
  await settle(shop);
  const bannerId = randomUUID();
  const content = {
    template: 'basket-banner',
    context: { subject: 'basket', kind: 'cart', token: CART, cartToken: null },
    heading: 'Your basket is still here',
    text: 'Nothing was charged.',
    actionLabel: 'Back to the basket',
  };
  await db.owner.query(
    `insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at)
     select $1, $2, 'test:1', profile_id, $3, 'waiting', $4, $5
       from identity where shop_id = $1 and kind = 'cart' and value = $6`,
    [shop.id, bannerId, content, new Date(at), new Date(NOW + DAY), CART],
  );
  return { shop, bannerId, visitor: randomUUID() };
}

async function bannerRow(bannerId: string) {
  const { rows } = await db.owner.query<{ state: string; seen_times: number }>(
    'select state, seen_times from banner where id = $1',
    [bannerId],
  );
  return rows[0];
}

describe('the banner', () => {
  test('is shown to the shopper it was placed for, with the basket, and to nobody else', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    const path = `banner?visitor=${visitor}&cart=${CART}`;
    expect(await ask({ shop: shop.domain, path })).toEqual({
      status: 200,
      body: {
        banner: {
          id: bannerId,
          heading: 'Your basket is still here',
          text: 'Nothing was charged.',
          action: { label: 'Back to the basket', url: `https://${shop.domain}/cart` },
          items: [
            {
              title: 'Trail Shoe',
              imageUrl: null,
              url: `https://${shop.domain}/cart`,
              quantity: 1,
            },
          ],
          dismissible: true,
        },
      },
    });
    const stranger = `banner?visitor=${randomUUID()}`;
    expect((await ask({ shop: shop.domain, path: stranger })).body).toEqual({ banner: null });
    const elsewhere = await installedShop(db.pool);
    expect((await ask({ shop: elsewhere.domain, path })).body).toEqual({ banner: null });
  });

  test('follows the visitor to a page without the cart once the visit was joined', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    await ask({
      shop: shop.domain,
      path: `banner?visitor=${visitor}&cart=${CART}&product=632910392`,
    });
    await settle(shop);
    const later = await ask({ shop: shop.domain, path: `banner?visitor=${visitor}` });
    expect(later.body).toMatchObject({ banner: { id: bannerId } });
    const { rows } = await db.owner.query('select kind from event where shop_id = $1 order by at', [
      shop.id,
    ]);
    expect(rows).toEqual([{ kind: 'cart.changed' }, { kind: 'product.viewed' }]);
  });

  test('knows a browser whose name has capitals as the web pixel does', async () => {
    const { shop, bannerId } = await shopperWithBanner();
    const visitor = '0f3c1d2a-1A2B-4C3D-8E5F-ABCDEF012345';
    const batch = storefrontBatch({
      visitor,
      cart: CART,
      sent: NOW,
      events: [{ id: 'a', at: NOW, name: 'cart_viewed' }],
    });
    const delivery = {
      key: 'p1',
      topic: 'storefront/batch',
      receivedAt: NOW,
      triggeredAt: NOW,
      body: encodeBody(batch),
    };
    await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, [delivery]));
    await settle(shop);
    for (const spelling of [visitor, visitor.toLowerCase()]) {
      const answer = await ask({ shop: shop.domain, path: `banner?visitor=${spelling}` });
      expect(answer.body).toMatchObject({ banner: { id: bannerId } });
    }
    const form = { event: 'seen', visitor };
    const report = await ask({ shop: shop.domain, path: `banner/${bannerId}`, form });
    expect(report).toMatchObject({ status: 200, body: { outcome: 'noted' } });
  });

  test('counts no view where the web pixel does, but still joins the visit', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    const path = `banner?visitor=${visitor}&cart=${CART}&product=632910392&pixel=1`;
    await ask({ shop: shop.domain, path });
    await ask({ shop: shop.domain, path });
    await settle(shop);
    const later = await ask({ shop: shop.domain, path: `banner?visitor=${visitor}` });
    expect(later.body).toMatchObject({ banner: { id: bannerId } });
    const { rows } = await db.owner.query('select kind from event where shop_id = $1 order by at', [
      shop.id,
    ]);
    expect(rows).toEqual([{ kind: 'cart.changed' }, { kind: 'visitor.identified' }]);
  });

  test('is closed by the visitor who saw it, for good, and told to the engine', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    const path = `banner?visitor=${visitor}&cart=${CART}`;
    await ask({ shop: shop.domain, path });
    const report = (event: string, who = visitor) =>
      ask({ shop: shop.domain, path: `banner/${bannerId}`, form: { event, visitor: who } });

    expect(await report('seen', randomUUID())).toMatchObject({ status: 404 });
    expect(await report('dismissed', '')).toMatchObject({ status: 404 });
    expect(await bannerRow(bannerId)).toEqual({ state: 'waiting', seen_times: 0 });
    expect((await report('seen')).body).toEqual({ outcome: 'noted' });
    expect(await bannerRow(bannerId)).toEqual({ state: 'seen', seen_times: 1 });
    expect((await report('dismissed')).body).toEqual({ outcome: 'noted' });
    expect((await report('clicked')).body).toEqual({ outcome: 'already_closed' });
    expect((await ask({ shop: shop.domain, path })).body).toEqual({ banner: null });

    await settle(shop);
    const { rows } = await db.owner.query(
      "select kind from event where shop_id = $1 and kind like 'banner.%' order by kind",
      [shop.id],
    );
    expect(rows).toEqual([{ kind: 'banner.dismissed' }, { kind: 'banner.seen' }]);
  });

  test('is not shown after an order of the same person', async () => {
    const { shop, visitor } = await shopperWithBanner();
    await db.owner.query("update cart set order_id = '1001' where shop_id = $1 and token = $2", [
      shop.id,
      CART,
    ]);
    const path = `banner?visitor=${visitor}&cart=${CART}`;
    expect((await ask({ shop: shop.domain, path })).body).toEqual({ banner: null });
  });

  test('visits of a page in a loop are one delivery', async () => {
    const shop = await installedShop(db.pool);
    const path = `banner?visitor=${randomUUID()}`;
    for (let time = 0; time < 20; time++) await ask({ shop: shop.domain, path });
    const { rowCount } = await db.owner.query('select 1 from inbox where shop_id = $1', [shop.id]);
    expect(rowCount).toBe(1);
  });
});

/** A buyer of product 1 whose banner waits; others bought 2 to 5 with it, and 5 is sold out. */
async function buyerWithBanner(): Promise<{
  shop: TestShop;
  bannerId: string;
  customerId: string;
}> {
  const shop = await installedShop(db.pool);
  const customerId = '7001';
  const order = (id: number, products: number[], over: Payload): Payload =>
    orderPayload({
      id,
      admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
      cart_token: null,
      checkout_token: null,
      line_items: products.map((one) => orderLine({ product_id: one, variant_id: null })),
      ...over,
    });
  for (const id of [1, 2, 3, 4, 5]) {
    const told = productPayload({
      id,
      admin_graphql_api_id: `gid://shopify/Product/${String(id)}`,
      title: `Product ${String(id)}`,
      handle: `product-${String(id)}`,
      variants: [{ id: 100 + id, price: '5.00', inventory_quantity: id === 5 ? 0 : 7 }],
    });
    await tell(db.pool, shop.id, 'products/create', told, `p${String(id)}`);
  }
  const others = [
    [1, 2, 5],
    [1, 2, 5],
    [1, 2, 3],
    [1, 3, 4],
  ];
  for (const [index, products] of others.entries()) {
    const email = `other${String(index)}@example.com`;
    const told = order(900 + index, products, { email, customer: null });
    await tell(db.pool, shop.id, 'orders/create', told, `o${String(index)}`);
  }
  const customer = { id: Number(customerId), email: 'ada@example.com' };
  await tell(db.pool, shop.id, 'orders/create', order(99, [1], { customer }), 'own');
  await drainAt(db.pool, shop.id, NOW);
  const bannerId = randomUUID();
  const content = {
    template: 'goes-with-banner',
    context: { subject: 'order', orderId: '99' },
    heading: 'Goes with what you have',
    text: 'Others bought these together with what you own.',
    actionLabel: 'See the shop',
  };
  await db.owner.query(
    `insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at)
     select $1, $2, 'test:1', profile_id, $3, 'waiting', $4, $5
       from identity where shop_id = $1 and kind = 'customer' and value = $6`,
    [shop.id, bannerId, content, new Date(NOW), new Date(NOW + DAY), customerId],
  );
  return { shop, bannerId, customerId };
}

describe('the banner beside an order', () => {
  test('shows in the one request what others bought with it and what can be bought now', async () => {
    const { shop, bannerId, customerId } = await buyerWithBanner();
    const asked = { shop: shop.domain, path: `banner?visitor=${randomUUID()}`, customerId };
    const item = (id: string) => ({
      title: `Product ${id}`,
      imageUrl: 'https://cdn.shopify.com/trail-shoe.jpg',
      url: `https://${shop.domain}/products/product-${id}`,
      quantity: 1,
    });
    expect((await ask(asked)).body).toMatchObject({
      banner: {
        id: bannerId,
        action: { label: 'See the shop', url: `https://${shop.domain}` },
        items: [item('2'), item('3'), item('4')],
      },
    });
    // What the page shows already needs no banner.
    const at2 = await ask({ ...asked, path: `${asked.path}&product=2` });
    expect(at2.body).toMatchObject({ banner: { items: [item('3'), item('4')] } });
    const stranger = { shop: shop.domain, path: `banner?visitor=${randomUUID()}` };
    expect((await ask(stranger)).body).toEqual({ banner: null });
  });

  test('is not shown to somebody who has a basket, nor where too little can be bought', async () => {
    const { shop, customerId } = await buyerWithBanner();
    const asked = { shop: shop.domain, path: `banner?visitor=${randomUUID()}`, customerId };
    await db.owner.query(
      `insert into cart (shop_id, kind, token, profile_id, updated_at, quantity)
       select $1, 'cart', $2, profile_id, $3, 1 from banner where shop_id = $1`,
      [shop.id, CART, new Date(NOW)],
    );
    expect((await ask(asked)).body).toEqual({ banner: null });
    await db.owner.query('update cart set quantity = 0 where shop_id = $1', [shop.id]);
    expect((await ask(asked)).body).not.toEqual({ banner: null });
    await db.owner.query(
      `update variant set inventory = 0 where shop_id = $1 and product_id in ('2', '3')`,
      [shop.id],
    );
    expect((await ask(asked)).body).toEqual({ banner: null });
  });
});

describe('the door', () => {
  test('refuses what is not signed, not ours or not known', async () => {
    const shop = await installedShop(db.pool);
    const request = proxyRequest({ shop: shop.domain, path: `banner?visitor=${randomUUID()}` });
    const url = new URL(request.url);
    url.searchParams.set('logged_in_customer_id', '1');
    expect((await proxyDoor(new Request(url))).status).toBe(401);
    url.searchParams.append('shop', 'other.myshopify.com');
    expect((await proxyDoor(new Request(url))).status).toBe(400);

    expect((await ask({ shop: shop.domain, path: 'else' })).status).toBe(404);
    expect((await ask({ shop: shop.domain, path: 'application' })).status).toBe(405);
    expect((await ask({ shop: 'unknown.myshopify.com', path: 'banner' })).status).toBe(404);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    expect((await ask({ shop: shop.domain, path: 'banner' })).status).toBe(404);
  });

  test('slows down one shopper, and neither others behind the same proxy nor other shops', async () => {
    const [shop, other] = [await installedShop(db.pool), await installedShop(db.pool)];
    const proxyLimits = { perAddress: createRateLimit(2, 60), perShop: createRateLimit(4, 60) };
    const view = async ({ domain }: TestShop, shopper: string) => {
      const forwardedFor = `${shopper}, 203.0.113.9`;
      const request = proxyRequest({ shop: domain, path: 'banner', forwardedFor });
      return (await proxyDoor(request, { proxyLimits })).status;
    };
    const first = '198.51.100.1';
    expect([await view(shop, first), await view(shop, first)]).toEqual([200, 200]);
    expect(await view(shop, first)).toBe(429);
    expect([await view(shop, '198.51.100.2'), await view(shop, '198.51.100.3')]).toEqual([
      200, 200,
    ]);
    expect(await view(shop, '198.51.100.4')).toBe(429);
    expect(await view(other, '198.51.100.4')).toBe(200);
  });

  test('refuses bodies that are no form or too large', async () => {
    const shop = await installedShop(db.pool);
    const path = `banner/${randomUUID()}`;
    const { url } = proxyRequest({ shop: shop.domain, path, form: {} });
    const json = new Request(url, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect((await proxyDoor(json)).status).toBe(415);
    const large = { event: 'seen', visitor: 'x'.repeat(40_000) };
    expect((await ask({ shop: shop.domain, path, form: large })).status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [String(n), '']));
    expect((await ask({ shop: shop.domain, path, form: many })).status).toBe(413);
    expect((await ask({ shop: shop.domain, path, form: { event: 'x' } })).status).toBe(400);
  });
});
