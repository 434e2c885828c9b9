import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { markAttempted } from '#app/messages/delivery/mail-attempts.server.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { byteSearch } from './canary.ts';
import { eraseCustomer } from './erase-customer.ts';

const db = await testDatabase();
const ADA = { id: 6940095777001, email: 'canary.ada@lovelace.example' };
const BOB = { id: 6940095777999, email: 'bob@fell.example' };
const ERASED_AT = SEEN_AT + MINUTE;

beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

function customer({ id, email }: typeof ADA, change: object = {}): Payload {
  const gid = `gid://shopify/Customer/${String(id)}`;
  const name = { first_name: 'Sam', phone: null, default_address: null };
  return customerPayload({ id, admin_graphql_api_id: gid, email, ...name, ...change });
}

/** Ada, who complained once, and Bob, each a customer with an address of their own. */
async function shopOfTwo(): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(ADA), 'ada');
  await receive(db.pool, shop.id, 'customers/create', customer(BOB), 'bob');
  await db.owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'complaint', $3)`,
    [shop.id, ADA.email, new Date(SEEN_AT)],
  );
  await drainAt(db.pool, shop.id, SEEN_AT);
  return shop;
}

async function redactAda(shop: TestShop): Promise<void> {
  await eraseCustomer(db.pool, shop, ADA, ERASED_AT);
  await drainAt(db.pool, shop.id, ERASED_AT);
}

async function bobNow(): Promise<unknown> {
  const { rows } = await db.owner.query(
    `select p.email, p.state #>> '{email,value}' as state, f.email as fact, f.email_domain as domain
       from profile p join profile_fact f on f.profile_id = p.id where p.customer_id = $1`,
    [String(BOB.id)],
  );
  return rows;
}

/** Whether a mail that belongs to an order may leave for an address. */
async function mayLeave(shopId: string, address: string, now: number): Promise<boolean> {
  await db.owner.query(
    `insert into effect (shop_id, key, kind, state, payload, created_at, due_at)
     values ($1, $2, 'email', 'ready', '{}', now(), now())`,
    [shopId, `mail-${String(now)}`],
  );
  const mail = { subject: 'Hello', templateVersion: 1, topic: 'news' as const };
  const attempt = { key: `mail-${String(now)}`, profileId: null, runId: null, address, ...mail };
  const marked = await inShop(db.pool, shopId, (client) =>
    markAttempted(client, shopId, 1, [{ ...attempt, class: 'transactional' }], now),
  );
  return marked.size > 0;
}

const TYPED: [where: string, topic: string, payload: () => object][] = [
  [
    'a checkout',
    'checkouts/create',
    () =>
      checkoutPayload({
        token: 'bob-checkout',
        cart_token: 'bob-cart',
        email: ADA.email,
        phone: null,
        customer: customer(BOB),
      }),
  ],
  [
    'an order',
    'orders/create',
    () =>
      orderPayload({
        id: 450789777123,
        admin_graphql_api_id: 'gid://shopify/Order/450789777123',
        email: ADA.email,
        contact_email: ADA.email,
        phone: null,
        customer: customer(BOB),
        cart_token: 'bob-cart',
        checkout_token: 'bob-checkout',
      }),
  ],
];

test.each(TYPED)(
  'the address of an erased person that another customer typed into %s goes with the erasure, and the other keeps their own',
  async (_where, topic, payload) => {
    const shop = await shopOfTwo();
    await receive(db.pool, shop.id, topic, payload(), 'typed');
    await drainAt(db.pool, shop.id, SEEN_AT);
    expect(await byteSearch(db.owner, [ADA.email])).not.toEqual([]);
    await redactAda(shop);
    expect(await byteSearch(db.owner, [ADA.email])).toEqual([]);
    const { email } = BOB;
    expect(await bobNow()).toEqual([{ email, state: email, fact: email, domain: 'fell.example' }]);
    await db.owner.query('delete from delivery_seen where shop_id = $1', [shop.id]);
    await receive(db.pool, shop.id, topic, payload(), 'typed again');
    await drainAt(db.pool, shop.id, ERASED_AT + MINUTE);
    expect(await byteSearch(db.owner, [ADA.email])).toEqual([]);
  },
);

test.each(TYPED)(
  'the address of an erased person goes with the erasure, also when another customer had typed it into %s before they came',
  async (_where, topic, payload) => {
    const shop = await installedShop(db.pool);
    await receive(db.pool, shop.id, 'customers/create', customer(BOB), 'bob');
    await receive(db.pool, shop.id, topic, payload(), 'typed');
    await drainAt(db.pool, shop.id, SEEN_AT);
    await receive(db.pool, shop.id, 'customers/create', customer(ADA), 'ada');
    await drainAt(db.pool, shop.id, SEEN_AT);
    await redactAda(shop);
    expect(await byteSearch(db.owner, [ADA.email])).toEqual([]);
    const { email } = BOB;
    expect(await bobNow()).toEqual([{ email, state: email, fact: email, domain: 'fell.example' }]);
  },
);

test('an address that a customer without one typed first goes when its own customer is erased', async () => {
  const shop = await installedShop(db.pool);
  const bob = customer(BOB, { email: null });
  await receive(db.pool, shop.id, 'customers/create', bob, 'bob');
  const typed = { token: 'bob-checkout', cart_token: 'bob-cart', email: ADA.email, phone: null };
  const checkout = checkoutPayload({ ...typed, customer: bob });
  await receive(db.pool, shop.id, 'checkouts/create', checkout, 'typed');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await receive(db.pool, shop.id, 'customers/create', customer(ADA), 'ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await redactAda(shop);
  expect(await byteSearch(db.owner, [ADA.email])).toEqual([]);
});

test('no mail leaves for an address that complained because the person behind it was erased', async () => {
  const shop = await shopOfTwo();
  expect(await mayLeave(shop.id, ADA.email, SEEN_AT)).toBe(false);
  await redactAda(shop);
  expect(await byteSearch(db.owner, [ADA.email])).toEqual([]);
  expect(await mayLeave(shop.id, ADA.email, ERASED_AT + MINUTE)).toBe(false);
  expect(await mayLeave(shop.id, BOB.email, ERASED_AT + 2 * MINUTE)).toBe(true);
});

test('an unsubscribe after the erasure does not weaken the complaint that is remembered', async () => {
  const shop = await shopOfTwo();
  await redactAda(shop);
  await db.owner.query(
    `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'unsubscribed', $3)`,
    [shop.id, ADA.email, new Date(ERASED_AT + 1)],
  );
  expect(await mayLeave(shop.id, ADA.email, ERASED_AT + MINUTE)).toBe(false);
  await db.owner.query('delete from compliance_duty where shop_id = $1', [shop.id]);
  await db.owner.query('delete from delivery_seen where shop_id = $1', [shop.id]);
  await redactAda(shop);
  expect(await mayLeave(shop.id, ADA.email, ERASED_AT + 2 * MINUTE)).toBe(false);
});

test('an address that Shopify gives another customer by now stays theirs, with what it refused', async () => {
  const shop = await shopOfTwo();
  const taken = customer({ ...BOB, email: ADA.email }, { updated_at: '2026-10-01T10:09:00Z' });
  await receive(db.pool, shop.id, 'customers/update', taken, 'taken');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await redactAda(shop);
  expect(await bobNow()).toMatchObject([{ email: ADA.email, fact: ADA.email }]);
  expect(await mayLeave(shop.id, ADA.email, ERASED_AT + MINUTE)).toBe(false);
});
