import { beforeEach, expect, test } from 'vitest';
import { planTags } from '#app/destinations/plan-tags.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { byteSearch } from './canary.ts';
import { askToErase, eraseCustomer, runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase({ isFilled: true });
const EMAIL = 'canary.ada@lovelace.example';
const CUSTOMER = '6940095777001';
const ADA = { id: Number(CUSTOMER), email: EMAIL };
const APPLICATION = '7f1c1c5e-0000-4000-8000-000000000001';
const ERASED_AT = SEEN_AT + MINUTE;

beforeEach(async () => {
  await db.owner.query(`truncate ${[...SHOP_KEY_TABLES, 'shop'].join(', ')} cascade`);
});

async function knownShop(): Promise<TestShop> {
  const shop = await installedShop(db.pool);
  const gid = `gid://shopify/Customer/${CUSTOMER}`;
  const customer = { id: Number(CUSTOMER), admin_graphql_api_id: gid, email: EMAIL };
  const payload = { ...customer, phone: null, default_address: null };
  await receive(db.pool, shop.id, 'customers/create', customerPayload(payload), 'ada');
  await drainAt(db.pool, shop.id, SEEN_AT);
  return shop;
}

/** An application from the address, unverified and so of no profile, and an effect that names it. */
async function addApplicantMail(
  shopId: string,
  state: 'ready' | 'attempted' | 'failed',
): Promise<void> {
  await db.owner.query(
    `insert into application (shop_id, id, state, company, contact_name, email, country, tax_id, website,
       message, channels, volume, checklist,
       consent_wording, submitted_at)
     values ($1, $2, 'submitted', 'Fern', 'Ada', $3, 'GB', '', '', '',
       '{}', 'small', '{}', 'I agree', now())`,
    [shopId, APPLICATION, EMAIL],
  );
  await db.owner.query(
    `insert into effect (shop_id, key, kind, state, payload, answer, created_at, due_at, attempted_at)
     values ($1, $2, 'email', $3, $4, $5, now(), now(), $6)`,
    [
      shopId,
      `application:${APPLICATION}:verify:1`,
      state,
      { context: { subject: 'application', applicationId: APPLICATION } },
      `550 5.7.1 <${EMAIL}>: refused`,
      new Date(ERASED_AT),
    ],
  );
}

async function effects(): Promise<string[]> {
  const { rows } = await db.owner.query<{ key: string }>('select key from effect order by key');
  return rows.map(({ key }) => key);
}

test('a tag that is still to be taken from an erased customer leaves nothing of them behind', async () => {
  const shop = await knownShop();
  await db.owner.query(
    `insert into segment_tag (shop_id, segment_key, tag, kept, changed_by, changed_at)
     values ($1, 'gone', 'VIP', true, 'staff:1', now())`,
    [shop.id],
  );
  await db.owner.query(
    `insert into customer_tag (shop_id, customer_id, tag, segment_key, put_at, confirmed)
     values ($1, $2, 'VIP', 'gone', now(), true)`,
    [shop.id, CUSTOMER],
  );
  await inShop(db.pool, shop.id, (client) =>
    planTags(client, shop.id, { segmentKey: 'gone' }, SEEN_AT),
  );
  expect(await effects()).toHaveLength(1);
  await askToErase(db.pool, shop, ADA, ERASED_AT);
  expect(await effects()).toEqual([]);
  await runPrivacyJob(db.pool, shop.id, ERASED_AT);
  expect(await byteSearch(db.owner, [CUSTOMER])).toEqual([]);
});

test('a mail to an applicant who is erased is not sent from the request on', async () => {
  const shop = await knownShop();
  await addApplicantMail(shop.id, 'ready');
  await askToErase(db.pool, shop, ADA, ERASED_AT);
  expect(await effects()).toEqual([]);
});

test('a mail to an applicant that is being handed over is waited for, and erased then', async () => {
  const shop = await knownShop();
  await addApplicantMail(shop.id, 'attempted');
  await askToErase(db.pool, shop, ADA, ERASED_AT);
  await runPrivacyJob(db.pool, shop.id, ERASED_AT + SECOND);
  expect(await effects()).toHaveLength(1);
  await runPrivacyJob(db.pool, shop.id, ERASED_AT + MINUTE);
  expect(await effects()).toEqual([]);
  expect(await byteSearch(db.owner, [EMAIL, APPLICATION])).toEqual([]);
});

test('a server’s answer that names an erased address loses it, also where the mail was for another', async () => {
  const shop = await knownShop();
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, answer, created_at, due_at)
     values ($1, 'of-no-profile', 'email', null, 'failed', '{}', $2, now(), now()),
            ($1, 'of-another', 'email', gen_random_uuid(), 'failed', '{}', $2, now(), now())`,
    [shop.id, `550 5.7.1 <${EMAIL}>: refused`],
  );
  await eraseCustomer(db.pool, shop, ADA, ERASED_AT);
  const { rows } = await db.owner.query<{ answer: string }>('select answer from effect');
  expect(rows.map(({ answer }) => answer)).toEqual([
    '550 5.7.1 <[erased]>: refused',
    '550 5.7.1 <[erased]>: refused',
  ]);
});

test('what was sent to Shopify about an erased address under another customer goes with the address', async () => {
  const shop = await knownShop();
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
     values ($1, 'consent:2:x:email:subscribed:1', 'sync_consent', gen_random_uuid(), 'done', $2, now(), now())`,
    [shop.id, { customerId: '2', channel: 'email', address: EMAIL, state: 'subscribed', at: 1 }],
  );
  await eraseCustomer(db.pool, shop, ADA, ERASED_AT);
  expect(await effects()).toEqual([]);
});
