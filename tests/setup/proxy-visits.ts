import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createProxyLimits } from '#app/onsite/proxy-limits.server.ts';
import { createAddressLimit } from '#app/applications/address-limit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { cartPayload } from '#tests/fixtures/cart-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { PROXY_SECRET, proxyRequest, type ProxiedRequest } from '#tests/setup/proxy-request.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { proxyHandler as answerShopper } from '#app/http/proxy.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';

/** The moment of the visits, epoch milliseconds. */
export const SHOPPED_AT = Date.parse('2026-10-01T12:00:00Z');
/** The token of the shopper's cart. */
export const SHOPPED_CART = 'eeafa272cebfd4b22385bc4b645e762c';

/** What the handler of the app proxy needs, over a test's database, with no request counted yet. */
export function proxyServices(db: TestDatabase) {
  return {
    pool: db.pool,
    clock: { now: () => SHOPPED_AT },
    apiSecrets: [PROXY_SECRET],
    addressLimit: createAddressLimit(),
    proxyLimits: createProxyLimits(),
    logger: silentLogger,
  };
}

/** The handler of the app proxy over a test's database, and shoppers who call it. */
export function openProxyVisits(db: TestDatabase) {
  const services = proxyServices(db);

  function proxyHandler(request: Request, over: Partial<typeof services> = {}): Promise<Response> {
    return answerShopper(request, { ...services, ...over }, addressesOf(request));
  }

  async function ask(request: ProxiedRequest): Promise<{ status: number; body: unknown }> {
    const answer = await proxyHandler(proxyRequest(request));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return { status: answer.status, body: await answer.json() };
  }

  async function drainShop(shop: TestShop): Promise<void> {
    await drainAt(db.pool, shop.id, SHOPPED_AT);
  }

  /** A shopper with a cart whom a journey has placed a banner for. */
  async function shopperWithBanner(): Promise<{
    shop: TestShop;
    bannerId: string;
    visitor: string;
  }> {
    const shop = await installedShop(db.pool);
    const at = SHOPPED_AT - DAY;
    const body = encodeBody(cartPayload());
    const delivery = { key: 'c1', topic: 'carts/update', receivedAt: at, triggeredAt: at, body };
    await inShop(db.pool, shop.id, (client) => storeDeliveries(client, shop.id, [delivery]));
    await drainShop(shop);
    const content = {
      template: 'basket-banner',
      context: { subject: 'basket', kind: 'cart', token: SHOPPED_CART, cartToken: null },
      heading: 'Your basket is still here',
      text: 'Nothing was charged.',
      actionLabel: 'Back to the basket',
    };
    const bannerId = await placeBanner(shop, { kind: 'cart', value: SHOPPED_CART }, content, at);
    return { shop, bannerId, visitor: randomUUID() };
  }

  /** Places a banner that waits for the person of an identifier. */
  async function placeBanner(
    { id: shopId }: TestShop,
    { kind, value }: Identifier,
    content: object,
    at = SHOPPED_AT,
  ): Promise<string> {
    const bannerId = randomUUID();
    await db.owner.query(
      `insert into banner (shop_id, id, effect_key, profile_id, content, state, created_at, expires_at)
       select $1, $2, 'test:1', profile_id, $3, 'waiting', $4, $5
         from identity where shop_id = $1 and kind = $6 and value = $7`,
      [shopId, bannerId, content, new Date(at), new Date(SHOPPED_AT + DAY), kind, value],
    );
    return bannerId;
  }

  async function bannerRow(bannerId: string) {
    const { rows } = await db.owner.query<{ state: string; seen_times: number }>(
      'select state, seen_times from banner where id = $1',
      [bannerId],
    );
    return rows[0];
  }

  return {
    services,
    proxyHandler,
    ask,
    drainShop,
    shopperWithBanner,
    placeBanner,
    bannerRow,
  };
}
