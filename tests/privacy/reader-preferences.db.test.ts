import { expect, test } from 'vitest';
import type { ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { changePreferences } from '#app/messages/links/change-preferences.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { exportPerson } from '#app/privacy/export-person.server.ts';
import { CUSTOMER_ID, customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { eraseCustomer, runPrivacyJob } from './erase-customer.ts';

const db = await testDatabase();
const NOW = SEEN_AT + MINUTE;
const ADA = 'ada@example.com';
const BEA = 'bea@example.com';

/** A shop of which Ada is a customer, where she and another reader chose something. */
async function shopWithChoices() {
  const shop = await installedShop(db.pool);
  await receive(db.pool, shop.id, 'customers/create', customerPayload({ email: ADA }), 'customer');
  await drainAt(db.pool, shop.id, SEEN_AT);
  for (const address of [ADA, BEA])
    await inShop(db.pool, shop.id, async (client) => {
      const choose = (known: ReaderPreferences) => ({ ...known, declinedTopics: ['carts'] });
      const choice = { choose, wording: () => 'Your cart: no', page: 'https://app.example/u' };
      const claim = { shopId: shop.id, profileId: shop.id, address };
      await changePreferences(client, claim, choice, SEEN_AT);
    });
  return shop;
}

async function addressesIn(table: string, shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ address: string }>(
    `select address from ${table} where shop_id = $1 order by address`,
    [shopId],
  );
  return rows.map(({ address }) => address);
}

test.each(['reader_preference', 'reader_preference_change'])(
  'what an erased person chose is gone from %s, and nothing of others',
  async (table) => {
    const shop = await shopWithChoices();
    expect(await addressesIn(table, shop.id)).toEqual([ADA, BEA]);
    await eraseCustomer(db.pool, shop, { id: Number(CUSTOMER_ID), email: ADA }, NOW);
    expect(await addressesIn(table, shop.id)).toEqual([BEA]);
  },
);

test('what a person chose stands in the export of their data, with the words that they read', async () => {
  const shop = await shopWithChoices();
  const request = complianceRequestPayload({
    shop_domain: shop.domain,
    customer: { id: Number(CUSTOMER_ID), email: ADA, phone: null },
    data_request: { id: 1 },
  });
  await receive(db.pool, shop.id, 'customers/data_request', request, 'ask-1');
  await drainAt(db.pool, shop.id, NOW);
  await runPrivacyJob(db.pool, shop.id, NOW);
  const exported = await inShop(db.pool, shop.id, (client) =>
    exportPerson(client, shop, 'ask-1', 'staff-1', NOW),
  );
  if (exported.outcome !== 'exported') throw new Error('It is exported.');
  const { sections } = exported.data;
  const rowsOf = (table: string) => sections.find((one) => one.table === table)?.rows;
  expect(rowsOf('reader_preference')).toMatchObject([
    { address: ADA, declined_topics: ['carts'], frequency: 'all' },
  ]);
  expect(rowsOf('reader_preference_change')).toMatchObject([
    { address: ADA, wording: 'Your cart: no' },
  ]);
});
