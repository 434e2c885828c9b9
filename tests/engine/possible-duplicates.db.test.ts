import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { markDuplicate, markNotDuplicate } from '#app/engine/identity/decide-duplicate.server.ts';
import { companyContactPayload, companyPayload } from '#tests/fixtures/company-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { listDuplicates } from '#app/people/page/list-duplicates.server.ts';
import type { DuplicateView } from '#app/people/page/list-duplicates.ts';
import { personIdentities } from '#app/people/page/person-identities.server.ts';

const db = await testDatabase();
const STAFF = 'gid://shopify/StaffMember/1';
const VIEW: DuplicateView = { search: '', sort: 'seen', direction: 'descending', page: 1 };

/** A shop with customers 1 to 3, who have one phone. */
async function family(): Promise<string> {
  const { id: shopId } = await installedShop(db.pool);
  for (const id of [1, 2, 3]) {
    const gid = `gid://shopify/Customer/${String(id)}`;
    const email = `customer.${String(id)}@family-firm.example`;
    const phone = '+442079460011';
    const payload = customerPayload({ id, admin_graphql_api_id: gid, email, phone });
    await receive(db.pool, shopId, 'customers/update', payload, String(id));
  }
  await drainAt(db.pool, shopId, SEEN_AT);
  return shopId;
}

/** The pairs as the page lists them, by customer ids, with the profiles. */
async function listed(shopId: string, view: Partial<DuplicateView> = {}) {
  const list = await inShop(db.pool, shopId, (client) =>
    listDuplicates(client, shopId, { ...VIEW, ...view }),
  );
  const pairs = list.duplicates.map(({ two, shared }) => ({
    who: two.map(({ customerId }) => customerId ?? '').sort(),
    ids: [two[0].id, two[1].id] as const,
    shared,
  }));
  return { ...list, pairs };
}

test('who may be the same person is listed side by side, found by what they share, until staff decide', async () => {
  const shopId = await family();
  const all = await listed(shopId);
  expect(all.waiting).toBe(3);
  expect(all.pairs.map(({ who }) => who.join()).sort()).toEqual(['1,2', '1,3', '2,3']);
  expect(all.pairs[0]?.shared).toEqual(['Phone +442079460011']);
  expect((await listed(shopId, { search: 'CUSTOMER.3@' })).pairs).toHaveLength(2);
  expect((await listed(shopId, { search: 'nobody' })).pairs).toEqual([]);
  const [two, same] = ['1,2', '1,3'].map((who) =>
    all.pairs.find((pair) => pair.who.join() === who),
  );
  if (!two || !same) throw new Error('Both pairs were listed before.');
  await inShop(db.pool, shopId, (client) =>
    markNotDuplicate(client, shopId, two.ids, STAFF, SEEN_AT),
  );
  await inShop(db.pool, shopId, (client) =>
    markDuplicate(client, shopId, same.ids, STAFF, SEEN_AT),
  );
  await drainAt(db.pool, shopId, SEEN_AT);
  // 3 is part of 1 now, and 1 and 2 are two people: nothing is left to ask.
  const after = await listed(shopId);
  expect(after.pairs).toEqual([]);
  expect(after.waiting).toBe(0);
});

test('a person’s identities show what linked them, and what they were merged from', async () => {
  const shopId = await family();
  const [pair] = (await listed(shopId)).pairs;
  if (!pair) throw new Error('A pair was listed before.');
  await inShop(db.pool, shopId, (client) =>
    markDuplicate(client, shopId, pair.ids, STAFF, SEEN_AT),
  );
  await drainAt(db.pool, shopId, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string }>(
    'select profile_id as id from profile_join where shop_id = $1',
    [shopId],
  );
  const known = await inShop(db.pool, shopId, (client) =>
    personIdentities(client, shopId, rows[0]?.id ?? '', SEEN_AT),
  );
  expect(known.identities.map(({ by }) => by)).toContain('a customer record');
  expect(known.joins).toMatchObject([
    { state: 'open', why: 'Merged by staff', at: SEEN_AT, otherId: null },
  ]);
});

test('a person belongs to a company by what Shopify says, else by the domain of an address', async () => {
  const shopId = await family();
  await receive(db.pool, shopId, 'companies/create', companyPayload(), 'company');
  const contact = companyContactPayload({
    customer_admin_graphql_api_id: 'gid://shopify/Customer/1',
  });
  await receive(db.pool, shopId, 'company_contacts/create', contact, 'contact');
  await drainAt(db.pool, shopId, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string; customer: string }>(
    'select id, customer_id as customer from profile where shop_id = $1 order by customer_id limit 2',
    [shopId],
  );
  const companies = [];
  for (const { id } of rows) {
    const known = await inShop(db.pool, shopId, (client) =>
      personIdentities(client, shopId, id, SEEN_AT),
    );
    companies.push(known.companies.map(({ by, domain }) => ({ by, domain })));
  }
  expect(companies).toEqual([
    [{ by: 'shopify', domain: null }],
    [{ by: 'email domain', domain: 'family-firm.example' }],
  ]);
});
