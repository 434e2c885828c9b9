import { beforeEach, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import type { ColumnMapping } from '#app/imports/csv/fields.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { importText } from '#tests/move-in/import-text.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { byteSearch } from './canary.ts';
import { eraseCustomer } from './erase-customer.ts';

const db = await testDatabase();
const EMAIL = 'canary.ada@lovelace.example';
const ERASED_AT = SEEN_AT + MINUTE;
const LATER = SEEN_AT + HOUR;
const NOW = SEEN_AT + 2 * HOUR;

beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

function customer(id: number, at: number): Payload {
  const gid = `gid://shopify/Customer/${String(id)}`;
  const date = new Date(at).toISOString();
  const times = { created_at: date, updated_at: date };
  const known = { email: EMAIL, phone: null, default_address: null };
  return customerPayload({ id, admin_graphql_api_id: gid, ...known, ...times });
}

function emailConsent(id: number, state: 'subscribed' | 'unsubscribed', at: number): object {
  return {
    ...emailConsentPayload(),
    customer_id: id,
    email_address: EMAIL,
    email_marketing_consent: {
      state,
      opt_in_level: state === 'subscribed' ? 'single_opt_in' : null,
      consent_updated_at: new Date(at).toISOString(),
    },
  };
}

async function erasedShop(): Promise<string> {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(777001, SEEN_AT - MINUTE), 'ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await eraseCustomer(db.pool, shop, { id: 777001, email: EMAIL }, ERASED_AT);
  expect(await byteSearch(db.owner, [EMAIL])).toEqual([]);
  return shop.id;
}

/** The address registers again under another customer, and subscribes. */
async function comeBack(shopId: string): Promise<void> {
  await receive(db.pool, shopId, 'customers/create', customer(777002, LATER), 'back', LATER);
  const optIn = emailConsent(777002, 'subscribed', LATER);
  await receive(db.pool, shopId, 'customers_email_marketing_consent/update', optIn, 'wish', LATER);
  await drainAt(db.pool, shopId, LATER);
}

async function importRefusal(shopId: string, reason: string, now: number): Promise<void> {
  const mapping: ColumnMapping = ['email', 'suppression'];
  await importText(db.pool, shopId, `Email,Why\n${EMAIL},${reason}\n`, mapping, now);
}

async function refusal(): Promise<unknown> {
  const { rows } = await db.owner.query<{ reason: string }>(
    'select reason from suppression where address = $1',
    [EMAIL],
  );
  return rows.map(({ reason }) => reason);
}

test.each([
  ['USER_SUPPRESSED', 'unsubscribed'],
  ['MARKED_AS_SPAM', 'complaint'],
])('%s in a file about an erased address counts once the address comes back', async (word, why) => {
  const shopId = await erasedShop();
  await importRefusal(shopId, word, SEEN_AT + 10 * MINUTE);
  expect(await byteSearch(db.owner, [EMAIL])).toEqual([]);
  await comeBack(shopId);
  expect(await refusal()).toEqual([why]);
});

test('a refusal in a file about an address that came back counts like any other', async () => {
  const shopId = await erasedShop();
  await comeBack(shopId);
  expect(await refusal()).toEqual([]);
  await importRefusal(shopId, 'USER_SUPPRESSED', NOW);
  expect(await refusal()).toEqual(['unsubscribed']);
  const { rows } = await db.owner.query('select state from address_consent');
  expect(rows).toEqual([{ state: 'unsubscribed' }]);
});

test('what was unsubscribed in Shopify when it was erased is refused again when it comes back', async () => {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customer(777001, SEEN_AT - MINUTE), 'ada');
  const left = emailConsent(777001, 'unsubscribed', SEEN_AT - MINUTE);
  await receive(db.pool, shop.id, 'customers_email_marketing_consent/update', left, 'left');
  await drainAt(db.pool, shop.id, SEEN_AT);
  await eraseCustomer(db.pool, shop, { id: 777001, email: EMAIL }, ERASED_AT);
  await receive(db.pool, shop.id, 'customers/create', customer(777002, LATER), 'back', LATER);
  await drainAt(db.pool, shop.id, LATER);
  expect(await refusal()).toEqual(['unsubscribed']);
});
