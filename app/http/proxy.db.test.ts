import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { createRateLimit } from '#app/platform/rate-limit.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { proxyRequest } from '#tests/setup/proxy-request.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { openProxyVisits, SHOPPED_AT, SHOPPED_CART } from '#tests/setup/proxy-visits.ts';

const db = await testDatabase();
const { proxyHandler, ask, drainShop, shopperWithBanner, bannerRow } = openProxyVisits(db);

describe('the banner', () => {
  test('is shown to the shopper it was placed for, with the cart, and to no other shopper', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    const path = `banner?visitor=${visitor}&cart=${SHOPPED_CART}`;
    expect(await ask({ shop: shop.domain, path })).toEqual({
      status: 200,
      body: {
        banner: {
          id: bannerId,
          heading: 'Your basket is still here',
          text: 'Nothing was charged.',
          action: {
            label: 'Back to the basket',
            url: `https://${shop.domain}/cart/39072856:1?storefront=true`,
          },
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
    const otherShop = await installedShop(db.pool);
    expect((await ask({ shop: otherShop.domain, path })).body).toEqual({ banner: null });
  });

  test('follows the visitor to a page without the cart once the visit was joined', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    await ask({
      shop: shop.domain,
      path: `banner?visitor=${visitor}&cart=${SHOPPED_CART}&product=632910392`,
    });
    await drainShop(shop);
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
      cart: SHOPPED_CART,
      sent: SHOPPED_AT,
      events: [{ id: 'a', at: SHOPPED_AT, name: 'cart_viewed' }],
    });
    const delivery = {
      key: 'p1',
      topic: 'storefront/batch',
      receivedAt: SHOPPED_AT,
      triggeredAt: SHOPPED_AT,
      body: encodeBody(batch),
    };
    await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, [delivery]));
    await drainShop(shop);
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
    const path = `banner?visitor=${visitor}&cart=${SHOPPED_CART}&product=632910392&pixel=1`;
    await ask({ shop: shop.domain, path });
    await ask({ shop: shop.domain, path });
    await drainShop(shop);
    const later = await ask({ shop: shop.domain, path: `banner?visitor=${visitor}` });
    expect(later.body).toMatchObject({ banner: { id: bannerId } });
    const { rows } = await db.owner.query('select kind from event where shop_id = $1 order by at', [
      shop.id,
    ]);
    expect(rows).toEqual([{ kind: 'cart.changed' }, { kind: 'visitor.identified' }]);
  });

  test('is closed for good by the visitor who saw it, and the engine receives the events', async () => {
    const { shop, bannerId, visitor } = await shopperWithBanner();
    const path = `banner?visitor=${visitor}&cart=${SHOPPED_CART}`;
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

    await drainShop(shop);
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
      SHOPPED_CART,
    ]);
    const path = `banner?visitor=${visitor}&cart=${SHOPPED_CART}`;
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

describe('the proxy handler', () => {
  test('refuses what is not signed, not ours or not known', async () => {
    const shop = await installedShop(db.pool);
    const request = proxyRequest({ shop: shop.domain, path: `banner?visitor=${randomUUID()}` });
    const url = new URL(request.url);
    url.searchParams.set('logged_in_customer_id', '1');
    expect((await proxyHandler(new Request(url))).status).toBe(401);
    url.searchParams.append('shop', 'other.myshopify.com');
    expect((await proxyHandler(new Request(url))).status).toBe(400);

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
      return (await proxyHandler(request, { proxyLimits })).status;
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
    expect((await proxyHandler(json)).status).toBe(415);
    const large = { event: 'seen', visitor: 'x'.repeat(40_000) };
    expect((await ask({ shop: shop.domain, path, form: large })).status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [String(n), '']));
    expect((await ask({ shop: shop.domain, path, form: many })).status).toBe(413);
    expect((await ask({ shop: shop.domain, path, form: { event: 'x' } })).status).toBe(400);
  });
});
