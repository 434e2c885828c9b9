import { describe, expect, test } from 'vitest';
import { companyContactPayload, companyPayload } from '#tests/fixtures/company-payloads.ts';
import { checkoutPayload } from '#tests/fixtures/shopify-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';

const db = await testDatabase();

async function rows<T>(sql: string, shopId: string): Promise<T[]> {
  const result = await db.owner.query(sql, [shopId]);
  return result.rows as T[];
}

async function accounts(shopId: string): Promise<unknown> {
  return {
    accounts: await rows(
      `select name, company_gid, external_id, main_contact_id, deleted_at is not null as gone
       from account where shop_id = $1`,
      shopId,
    ),
    contacts: await rows(
      `select id, company_gid, customer_id, title, deleted_at is not null as gone
       from account_contact where shop_id = $1`,
      shopId,
    ),
  };
}

type Told = [topic: string, payload: ReturnType<typeof companyPayload>];

describe('what Shopify tells of companies', () => {
  const renamed = { name: 'Fell & Fern Ltd', updated_at: '2026-10-01T12:00:00+01:00' };
  const told: Told[] = [
    ['companies/create', companyPayload()],
    ['company_contacts/create', companyContactPayload()],
    ['companies/update', companyPayload(renamed)],
    ['company_contacts/delete', companyContactPayload()],
  ];

  test('ends the same in any order: the newest of each, and what was deleted stays so', async () => {
    const ends = [];
    for (const order of [told, told.toReversed()]) {
      const shop = await installedShop(db.pool);
      for (const [topic, payload] of order) {
        await tell(db.pool, shop.id, topic, payload, topic);
        await drainAt(db.pool, shop.id, SEEN_AT);
      }
      ends.push(await accounts(shop.id));
    }
    const gid = 'gid://shopify/Company/408372092144951419';
    const company = { name: 'Fell & Fern Ltd', company_gid: gid, external_id: 'FR-1', gone: false };
    const contact = { id: '7', company_gid: gid, customer_id: '6940095564', title: 'Buyer' };
    expect(ends[0]).toEqual({
      accounts: [{ ...company, main_contact_id: '7' }],
      contacts: [{ ...contact, gone: true }],
    });
    expect(ends[1]).toEqual(ends[0]);
  });
});

test('what could not be read is counted once a place, with the latest as a sample', async () => {
  const shop = await installedShop(db.pool);
  await tell(db.pool, shop.id, 'checkouts/create', checkoutPayload({ phone: 'call me' }), 'd1');
  await tell(db.pool, shop.id, 'checkouts/update', checkoutPayload({ phone: 'no' }), 'd2');
  await tell(db.pool, shop.id, 'checkouts/update', checkoutPayload({ phone: 'nor this' }), 'd3');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const odd = { field: 'phone', problem: 'expected a phone number' };
  expect(
    await rows(
      'select topic, field, problem, sample, times::int from odd_value where shop_id = $1 order by topic',
      shop.id,
    ),
  ).toEqual([
    { topic: 'checkouts/create', ...odd, sample: 'call me', times: 1 },
    { topic: 'checkouts/update', ...odd, sample: 'nor this', times: 2 },
  ]);
});
