import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { proxyHandler } from '#app/http/proxy.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { proxyRequest } from '#tests/setup/proxy-request.ts';
import { proxyServices } from '#tests/setup/proxy-visits.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const CART = 'eeafa272cebfd4b22385bc4b645e762c';
const KEY = 'key=4f0c1e9a7b7d';
const GUEST = 'ada@example.com';
const STRANGER_ID = 7_009;

let keys = 0;

/** A guest's cart, then their checkout with the address and the key to take it up again. */
async function receiveGuest(
  shop: TestShop,
  { email = GUEST, cart = CART, checkout = 'c0ffee' }: Record<string, string> = {},
): Promise<void> {
  await receive(
    db.pool,
    shop.id,
    'carts/update',
    cartPayload({ id: cart, token: cart }),
    `k${keys++}`,
  );
  const payload = checkoutPayload({
    token: checkout,
    cart_token: cart,
    email,
    phone: null,
    customer: null,
    abandoned_checkout_url: `https://${shop.domain}/1/checkouts/${checkout}/recover?${KEY}`,
  });
  await receive(db.pool, shop.id, 'checkouts/update', payload, `k${keys++}`);
}

/** The customer of the guest, or a stranger who is signed in, who wants mail. */
async function receiveCustomer(shop: TestShop, id: number, email: string): Promise<void> {
  const gid = `gid://shopify/Customer/${String(id)}`;
  const customer = customerPayload({ id, admin_graphql_api_id: gid, email, phone: null });
  await receive(db.pool, shop.id, 'customers/update', customer, `k${keys++}`);
  const consent = emailConsentPayload('subscribed', '2026-10-01T10:00:00Z');
  await receive(
    db.pool,
    shop.id,
    'customers_email_marketing_consent/update',
    { ...consent, customer_id: id, email_address: email },
    `k${keys++}`,
  );
}

async function pixel(shop: TestShop, visitor: string, cart: string, checkout?: string) {
  const event = { id: `e${keys++}`, at: SEEN_AT, name: 'checkout_started', checkout };
  const batch = storefrontBatch({ visitor, cart, sent: SEEN_AT, events: [event] });
  await receive(db.pool, shop.id, 'storefront/batch', batch, `k${keys++}`);
}

/** What a page of the storefront gets for a request at a moment. */
async function requestBanner(
  shop: TestShop,
  query: Record<string, string>,
  now: number,
  customerId?: number,
): Promise<string> {
  const services = { ...proxyServices(db), clock: { now: () => now } };
  const path = `banner?${new URLSearchParams(query).toString()}`;
  const who = customerId === undefined ? {} : { customerId: String(customerId) };
  const request = proxyRequest({ shop: shop.domain, path, ...who });
  const answer = await proxyHandler(request, services, addressesOf(request));
  return await answer.text();
}

/** Lets the journeys run until a banner reminds of what was left. */
async function untilBanner(shop: TestShop): Promise<number> {
  for (const hours of [0, 1, 25, 50]) await drainAt(db.pool, shop.id, SEEN_AT + hours * HOUR);
  const now = SEEN_AT + 50 * HOUR;
  await runEffectsOf('banner', { pool: db.pool, clock: { now: () => now } }, shop.id);
  return now;
}

async function ownerOf(shop: TestShop, kind: string, value: string): Promise<string | undefined> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select profile_id as id from identity where shop_id = $1 and kind = $2 and value = $3',
    [shop.id, kind, value],
  );
  return rows[0]?.id;
}

/** Whose mails about a cart wait or went out. */
async function reminded(shop: TestShop): Promise<(string | null)[]> {
  const { rows } = await db.owner.query<{ email: string | null }>(
    `select distinct profile.email from effect
       join profile on profile.shop_id = $1 and profile.id = effect.profile_id
      where effect.shop_id = $1 and effect.kind = 'email' order by 1`,
    [shop.id],
  );
  return rows.map(({ email }) => email);
}

describe('a stranger with the public token of a cart', () => {
  test('is not given the key of the guest’s checkout, nor are they the guest', async () => {
    const shop = await installedShop(db.pool);
    await receiveGuest(shop);
    const now = await untilBanner(shop);
    const visitor = randomUUID();
    const shown = await requestBanner(shop, { visitor, cart: CART }, now);
    expect(shown).not.toContain(KEY);
    // What the token opens in the shop anyway is all there is: the cart and its goods.
    expect(JSON.parse(shown)).toMatchObject({
      banner: { action: { url: `https://${shop.domain}/cart/39072856:1?storefront=true` } },
    });
    await pixel(shop, visitor, CART);
    await drainAt(db.pool, shop.id, now);
    expect(await ownerOf(shop, 'visitor', visitor)).not.toBe(await ownerOf(shop, 'cart', CART));
    expect(JSON.parse(await requestBanner(shop, { visitor }, now))).toEqual({ banner: null });
  });

  test('is not the guest either when they were there before the guest said who they are', async () => {
    const shop = await installedShop(db.pool);
    const visitor = randomUUID();
    await pixel(shop, visitor, CART, 'c0ffee');
    await drainAt(db.pool, shop.id, SEEN_AT);
    await receiveGuest(shop);
    const now = await untilBanner(shop);
    expect(JSON.parse(await requestBanner(shop, { visitor }, now))).toEqual({ banner: null });
    expect(await requestBanner(shop, { visitor, cart: CART }, now)).not.toContain(KEY);
  });

  test('who is signed in does not take the guest over, and gets none of their mail', async () => {
    const shop = await installedShop(db.pool);
    await receiveCustomer(shop, STRANGER_ID, 'stranger@example.com');
    await receiveGuest(shop);
    await drainAt(db.pool, shop.id, SEEN_AT);
    await requestBanner(shop, { visitor: randomUUID(), cart: CART }, SEEN_AT, STRANGER_ID);
    const now = await untilBanner(shop);
    const guest = await ownerOf(shop, 'email', GUEST);
    expect(guest).not.toBe(await ownerOf(shop, 'customer', String(STRANGER_ID)));
    expect(await ownerOf(shop, 'cart', CART)).toBe(guest);
    expect(await reminded(shop)).toEqual([GUEST]);
    expect(
      await requestBanner(shop, { visitor: randomUUID(), cart: CART }, now, STRANGER_ID),
    ).not.toContain(KEY);
  });

  test('who is signed in and was first gives the cart back when the guest says whose it is', async () => {
    const shop = await installedShop(db.pool);
    await receiveCustomer(shop, STRANGER_ID, 'stranger@example.com');
    await receive(db.pool, shop.id, 'carts/update', cartPayload(), `k${keys++}`);
    await drainAt(db.pool, shop.id, SEEN_AT);
    await requestBanner(shop, { visitor: randomUUID(), cart: CART }, SEEN_AT, STRANGER_ID);
    await drainAt(db.pool, shop.id, SEEN_AT);
    const stranger = await ownerOf(shop, 'customer', String(STRANGER_ID));
    expect(await ownerOf(shop, 'cart', CART)).toBe(stranger);
    await receiveGuest(shop);
    const now = await untilBanner(shop);
    const guest = await ownerOf(shop, 'email', GUEST);
    expect(guest).not.toBe(stranger);
    expect(await ownerOf(shop, 'cart', CART)).toBe(guest);
    const { rows } = await db.owner.query<{ profile_id: string }>(
      'select distinct profile_id from cart where shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ profile_id: guest }]);
    // Both have a reminder under way; the one of the stranger finds no cart of theirs (load-mails).
    expect(await reminded(shop)).toEqual([GUEST, 'stranger@example.com']);
    expect(
      JSON.parse(await requestBanner(shop, { visitor: randomUUID() }, now, STRANGER_ID)),
    ).toEqual({
      banner: null,
    });
  });

  test('who is signed in is not given the key of a checkout that has no owner yet', async () => {
    const shop = await installedShop(db.pool);
    await receiveCustomer(shop, STRANGER_ID, 'stranger@example.com');
    await receive(db.pool, shop.id, 'carts/update', cartPayload(), `k${keys++}`);
    const unowned = checkoutPayload({
      ...{ email: null, phone: null, customer: null },
      abandoned_checkout_url: `https://${shop.domain}/1/checkouts/5f5b/recover?${KEY}`,
    });
    await receive(db.pool, shop.id, 'checkouts/create', unowned, `k${keys++}`);
    await drainAt(db.pool, shop.id, SEEN_AT);
    await requestBanner(shop, { visitor: randomUUID(), cart: CART }, SEEN_AT, STRANGER_ID);
    const now = await untilBanner(shop);
    const shown = await requestBanner(
      shop,
      { visitor: randomUUID(), cart: CART },
      now,
      STRANGER_ID,
    );
    expect(shown).toContain('Your basket is still here.');
    expect(shown).not.toContain(KEY);
  });

  test('who is signed in is not the guest whose address they type at a checkout', async () => {
    const shop = await installedShop(db.pool);
    await receiveCustomer(shop, STRANGER_ID, 'stranger@example.com');
    await receiveGuest(shop);
    const gid = `gid://shopify/Customer/${String(STRANGER_ID)}`;
    const stranger = customerPayload({
      ...{ id: STRANGER_ID, admin_graphql_api_id: gid },
      ...{ email: 'stranger@example.com', phone: null },
    });
    const typed = checkoutPayload({
      ...{ token: 'bad', cart_token: 'badcart', email: GUEST, phone: null, customer: stranger },
    });
    await receive(db.pool, shop.id, 'checkouts/update', typed, `k${keys++}`);
    const now = await untilBanner(shop);
    const guest = await ownerOf(shop, 'email', GUEST);
    expect(guest).not.toBe(await ownerOf(shop, 'customer', String(STRANGER_ID)));
    expect(await ownerOf(shop, 'cart', CART)).toBe(guest);
    expect(await requestBanner(shop, { visitor: randomUUID() }, now, STRANGER_ID)).not.toContain(
      KEY,
    );
  });

  test('does not join two guests by naming the tokens of both in one batch', async () => {
    const shop = await installedShop(db.pool);
    await receiveGuest(shop);
    const other = { email: 'bob@example.com', cart: 'b0b', checkout: 'b0bc' };
    await receiveGuest(shop, other);
    await drainAt(db.pool, shop.id, SEEN_AT);
    const visitor = randomUUID();
    await pixel(shop, visitor, CART, 'b0bc');
    await drainAt(db.pool, shop.id, SEEN_AT);
    const owners = [
      await ownerOf(shop, 'email', GUEST),
      await ownerOf(shop, 'email', other.email),
      await ownerOf(shop, 'visitor', visitor),
    ];
    expect(new Set(owners).size).toBe(3);
  });
});

describe('the key of a checkout', () => {
  test('is shown to the customer whose checkout it is, once Shopify says they are signed in', async () => {
    const shop = await installedShop(db.pool);
    await receiveGuest(shop);
    await receiveCustomer(shop, 7_001, GUEST);
    const now = await untilBanner(shop);
    expect(await requestBanner(shop, { visitor: randomUUID() }, now, 7_001)).toContain(KEY);
    expect(
      await requestBanner(shop, { visitor: randomUUID(), cart: CART }, now + DAY),
    ).not.toContain(KEY);
  });
});
