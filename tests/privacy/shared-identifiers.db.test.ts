import { beforeEach, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { createLogger } from '#app/platform/logger.server.ts';
import { erasePerson } from '#app/privacy/erase-person.server.ts';
import { admitEvents } from '#app/privacy/erased-identifiers.server.ts';
import { rememberErased } from '#app/privacy/store/erased-identifiers.server.ts';
import { openRequests } from '#app/privacy/store/open-requests.server.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();
const ring = testKeyRing();
const ADA = { id: 6940095777001, email: 'canary.ada@lovelace.example' };
const BOB = { id: 6940095777999, email: 'bob@fell.example' };
const PHONE = '+442079460018';

beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

function customer({ id, email }: typeof ADA, phone: string | null = null): Payload {
  const gid = `gid://shopify/Customer/${String(id)}`;
  const name = { first_name: 'Canary', default_address: null };
  return customerPayload({ id, admin_graphql_api_id: gid, email, phone, ...name });
}

function redaction({ domain }: TestShop, orders: number[] = []): Payload {
  const who = { id: ADA.id, email: ADA.email, phone: null };
  return complianceRequestPayload({ shop_domain: domain, customer: who, orders_to_redact: orders });
}

function servicesAt(now: number) {
  return { pool: db.pool, clock: { now: () => now }, logger: createLogger('silent'), ring };
}

async function redactAda(shop: TestShop): Promise<void> {
  await receive(db.pool, shop.id, 'customers/redact', redaction(shop), 'redact');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE);
}

test('a number that a family shares stays with who is left, and so does their refusal', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(ADA, PHONE), 'ada');
  await receive(db.pool, shop.id, 'customers/create', customer(BOB, PHONE), 'bob');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const refusal = {
    id: BOB.id,
    phone: PHONE,
    sms_marketing_consent: {
      state: 'unsubscribed',
      opt_in_level: 'single_opt_in',
      consent_updated_at: new Date(SEEN_AT - MINUTE).toISOString(),
    },
  };
  await receive(db.pool, shop.id, 'customers_marketing_consent/update', refusal, 'sms');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await redactAda(shop);
  const { rows } = await db.owner.query(
    `select a.address, a.state, p.email, c.subject from address_consent a
       join consent c on c.shop_id = a.shop_id and c.id = a.consent_id
       join profile p on p.shop_id = a.shop_id where a.channel = 'sms'`,
  );
  expect(rows).toEqual([
    { address: PHONE, state: 'unsubscribed', email: BOB.email, subject: `phone:${PHONE}` },
  ]);
});

test('of two requests about one person each erases what it names, also when the work is interrupted', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(ADA), 'ada');
  const guest = orderPayload({
    id: 450789777055,
    admin_graphql_api_id: 'gid://shopify/Order/450789777055',
    email: 'ada.other@lovelace.example',
    contact_email: 'ada.other@lovelace.example',
    customer: null,
    phone: null,
  });
  await receive(db.pool, shop.id, 'orders/create', guest, 'order');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const gid = `gid://shopify/Customer/${String(ADA.id)}`;
  const deletion = { id: ADA.id, admin_graphql_api_id: gid, tax_exemptions: [] };
  await receive(db.pool, shop.id, 'customers/delete', deletion, 'deleted');
  await receive(db.pool, shop.id, 'customers/redact', redaction(shop, [450789777055]), 'redact');
  await drainAt(db.pool, shop.id, SEEN_AT + MINUTE);
  const [first] = await inShop(db.pool, shop.id, (client) => openRequests(client, shop.id));
  if (!first) throw new Error('There are two requests.');
  await erasePerson(servicesAt(SEEN_AT + MINUTE), shop.id, first);
  await runPrivacyJob(db.pool, shop.id, SEEN_AT + MINUTE);
  const { rows } = await db.owner.query(
    `select count(*)::int as open, (select count(*)::int from identity where value = '450789777055') as known
       from compliance_duty where done_at is null`,
  );
  expect(rows).toEqual([{ open: 0, known: 0 }]);
});

test('who is erased had the address of the shop’s sender: the settings stay as the merchant saved them', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(ADA), 'ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const value = { sender: { name: 'Fern & Fell', address: ADA.email } };
  await db.owner.query(
    `insert into setting (shop_id, version, value, changed_by, changed_at) values ($1, 1, $2, 'staff:1', now())`,
    [shop.id, value],
  );
  await redactAda(shop);
  const { rows } = await db.owner.query('select value from setting');
  expect(rows).toEqual([{ value }]);
});

test('erased twice, with a key each, the last erasure holds', async () => {
  const shop = await installedShop(db.pool);
  const [older, newer] = [testKeyRing(7), testKeyRing(8, 7)];
  const address = { kind: 'email' as const, value: ADA.email };
  await inShop(db.pool, shop.id, async (client) => {
    await rememberErased(client, shop.id, older.erasedCodes, [address], SEEN_AT);
    await rememberErased(client, shop.id, newer.erasedCodes, [address], SEEN_AT + 3 * MINUTE);
    const at = SEEN_AT + 2 * MINUTE;
    const event = {
      kind: 'customer.changed' as const,
      id: '00000000-0000-4000-8000-000000000001',
      at,
      topic: 'customers/update',
      identifiers: [address] as [typeof address],
      traitsAt: at,
      traits: { email: ADA.email },
    };
    const admitted = await admitEvents(client, shop.id, newer.erasedCodes, [event]);
    expect(JSON.stringify(admitted)).not.toContain(ADA.email);
  });
});
