import { afterAll, beforeAll, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { readShopifySegments } from '#app/imports/shopify/shopify-segments.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { mentionsOf } from '#app/privacy/mentions.ts';
import { sealedNaming } from '#app/privacy/erase-sealed.server.ts';
import { chooseShopifySegments } from '#app/segments/shopify-segments.server.ts';
import { deliver, importHistory, importServices } from '#tests/import/import-environment.ts';
import { HISTORY_SCOPES } from '#tests/import/recorded-sales.ts';
import { importText } from '#tests/move-in/import-text.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { storeAdmin } from '#tests/setup/store-admin.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { addContact, createCompany } from '#tests/store/companies.ts';
import { startTestApp, startTestStore } from '#tests/store/test-app.ts';
import { byteSearch } from './canary.ts';
import { runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();
const NOW = Date.UTC(2026, 9, 1, 12);
const EMAIL = 'canary.ada@lovelace.example';
const PHONE = '+442079460018';

const app = await startTestApp();
const store = await startTestStore(app.url, {
  clock: { now: () => NOW - DAY },
  scopes: HISTORY_SCOPES,
});
afterAll(async () => {
  await store.close();
  await app.close();
});

/** A customer who ordered and buys for a company was known, and was erased; Shopify knows them still. */
let erased: { shopId: string; customerId: string };

beforeAll(async () => {
  const { shop } = store;
  const [product] = shop.products.values();
  const customer = shop.createCustomer({
    email: EMAIL,
    phone: PHONE,
    firstName: 'CanaryAda',
    tags: ['vip'],
  });
  shop.createCustomer({ email: 'bea@fern.example', tags: ['vip'] });
  shop.setConsent(customer.id, 'email', 'subscribed', { at: NOW - DAY });
  const line = { variantId: product?.variantId ?? '', quantity: 1 };
  shop.placeOrder({ customerId: customer.id, lines: [line] });
  addContact(shop, createCompany(shop, { name: 'Mill Lane Stores' }), { customerId: customer.id });
  await store.webhooks.idle();
  const { id: shopId, domain } = await installedShop(db.pool);
  await deliver(db.pool, shopId, app.received);
  await drainAt(db.pool, shopId, NOW - HOUR);
  expect(await traces(shopId, customer.id)).not.toEqual([]);
  const request = {
    shop_id: 548380009,
    shop_domain: domain,
    customer: { id: Number(customer.id), email: EMAIL, phone: PHONE },
    orders_to_redact: [],
  };
  await receive(db.pool, shopId, 'customers/redact', request, 'redact', NOW - HOUR);
  await drainAt(db.pool, shopId, NOW - HOUR);
  await runPrivacyJob(db.pool, shopId, NOW - HOUR);
  erased = { shopId, customerId: customer.id };
  expect(await traces(shopId, customer.id)).toEqual([]);
});

/** Where anything leads to the person: in plain rows, and in sealed values when they are opened. */
async function traces(shopId: string, customerId: string): Promise<string[]> {
  const found = await byteSearch(db.owner, [EMAIL, PHONE, customerId, 'CanaryAda']);
  const mentions = mentionsOf({
    identifiers: [
      { kind: 'email', value: EMAIL },
      { kind: 'phone', value: PHONE },
      { kind: 'customer', value: customerId },
    ],
    profileIds: [],
  });
  await inShop(db.pool, shopId, async (client) => {
    for await (const one of sealedNaming(client, shopId, { mentions, until: null }))
      found.push(`sealed ${one.found.table}`);
  });
  return found;
}

test('a bulk import of a customer who was erased, of their order and company does not bring them back', async () => {
  const { shopId, customerId } = erased;
  await importHistory(await importServices(db.pool, storeAdmin(store), NOW), shopId);
  const imported = await db.owner.query('select from account where shop_id = $1', [shopId]);
  expect(imported.rowCount).toBe(1);
  expect(await traces(shopId, customerId)).toEqual([]);
});

test('a webhook about a company contact who was erased does not bring them back', async () => {
  const { shopId, customerId } = erased;
  await db.owner.query('delete from delivery_seen where shop_id = $1', [shopId]);
  await deliver(db.pool, shopId, app.received);
  await drainAt(db.pool, shopId, NOW + MINUTE);
  expect(await traces(shopId, customerId)).toEqual([]);
});

test('a segment of Shopify with a customer who was erased does not bring them back', async () => {
  const { shopId, customerId } = erased;
  const segment = { id: '900001', name: 'VIPs', query: "customer_tags CONTAINS 'vip'" };
  store.shop.segments.set(segment.id, { ...segment, createdAt: NOW, updatedAt: NOW });
  await inShop(db.pool, shopId, (client) =>
    chooseShopifySegments(client, shopId, [segment], 'staff:1', NOW),
  );
  const services = await importServices(db.pool, storeAdmin(store), NOW);
  while ((await readShopifySegments(services, shopId)) !== null);
  const { rows } = await db.owner.query('select size from shopify_segment where shop_id = $1', [
    shopId,
  ]);
  expect(rows).toEqual([{ size: 1 }]);
  expect(await traces(shopId, customerId)).toEqual([]);
});

test('a file with the address or number of a person who was erased does not bring them back', async () => {
  const { shopId, customerId } = erased;
  const text = [
    'Email,Phone,First name,State,Since,Where',
    `${EMAIL},,CanaryAda,subscribed,2026-09-30,Market stall`,
    `${EMAIL},${PHONE},CanaryAda,subscribed,2026-09-30,Market stall`,
    `,${PHONE},CanaryAda,,,`,
    `${EMAIL},,CanaryAda,subscribed,no date,Market stall`,
    'ola@fern.example,,Ola,subscribed,2026-09-30,Market stall',
    '',
  ].join('\n');
  await importText(
    db.pool,
    shopId,
    text,
    ['email', 'phone', 'firstName', 'emailState', 'emailAt', 'emailSource'],
    NOW,
  );
  await importText(
    db.pool,
    shopId,
    `Email,Why\n${EMAIL},USER_SUPPRESSED\n`,
    ['email', 'suppression'],
    NOW,
  );
  expect(await byteSearch(db.owner, ['ola@fern.example'])).not.toEqual([]);
  expect(await traces(shopId, customerId)).toEqual([]);
});
