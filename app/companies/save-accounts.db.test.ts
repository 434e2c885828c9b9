import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { viewIssueSample } from '#app/events/inbox/data-issues.server.ts';
import { companyContactPayload, companyPayload } from '#tests/fixtures/company-payloads.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { linkCompany } from './link-by-domain.server.ts';

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

type ReceivedDelivery = [topic: string, payload: ReturnType<typeof companyPayload>];

describe('webhooks about companies', () => {
  const renamed = { name: 'Fell & Fern Ltd', updated_at: '2026-10-01T12:00:00+01:00' };
  const deliveries: ReceivedDelivery[] = [
    ['companies/create', companyPayload()],
    ['company_contacts/create', companyContactPayload()],
    ['companies/update', companyPayload(renamed)],
    ['company_contacts/delete', companyContactPayload()],
  ];

  test('ends the same in any order: the newest of each, and what was deleted stays so', async () => {
    const ends = [];
    for (const order of [deliveries, deliveries.toReversed()]) {
      const shop = await installedShop(db.pool);
      for (const [topic, payload] of order) {
        await receive(db.pool, shop.id, topic, payload, topic);
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
  await receive(db.pool, shop.id, 'checkouts/create', checkoutPayload({ phone: 'call me' }), 'd1');
  await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload({ phone: 'no' }), 'd2');
  await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload({ phone: 'nor this' }), 'd3');
  await drainAt(db.pool, shop.id, SEEN_AT);
  const issue = { field: 'phone', problem: 'expected a phone number' };
  const counted = 'select topic, field, problem, times::int from odd_value where shop_id = $1';
  expect(await rows(`${counted} order by topic`, shop.id)).toEqual([
    { topic: 'checkouts/create', ...issue, times: 1 },
    { topic: 'checkouts/update', ...issue, times: 2 },
  ]);
  await inShop(db.pool, shop.id, async (client) => {
    for (const [topic, sample] of [
      ['checkouts/create', 'call me'],
      ['checkouts/update', 'nor this'],
    ] as const)
      expect(await viewIssueSample(client, shop.id, { topic, ...issue }, 'ann', SEEN_AT)).toBe(
        sample,
      );
  });
});

describe('people at the domain of a company', () => {
  const person = (id: number, email: string): ReceivedDelivery => [
    'customers/update',
    customerPayload({ id, admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`, email }),
  ];
  const deliveries: ReceivedDelivery[] = [
    ['companies/create', companyPayload()],
    ['company_contacts/create', companyContactPayload()],
    // The contact, a colleague, and a stranger.
    person(6940095564, 'ada@fellrunners.example'),
    person(2, 'bob@fellrunners.example'),
    person(3, 'eve@gmail.com'),
  ];

  async function linked(shopId: string): Promise<unknown> {
    return await rows(
      `select email from account_contact join profile on profile.shop_id = $1 and profile.id = profile_id
       where account_contact.shop_id = $1 and source = 'email domain' order by email`,
      shopId,
    );
  }

  async function shopReceiving(order: ReceivedDelivery[], atOnce: boolean): Promise<string> {
    const { id } = await installedShop(db.pool);
    for (const [index, [topic, payload]] of order.entries()) {
      await receive(db.pool, id, topic, payload, String(index));
      if (!atOnce) await drainAt(db.pool, id, SEEN_AT);
    }
    await drainAt(db.pool, id, SEEN_AT);
    return id;
  }

  test('are linked to it whichever was received first, until its contact is gone', async () => {
    const both = [{ email: 'ada@fellrunners.example' }, { email: 'bob@fellrunners.example' }];
    const [first, second, ...others] = deliveries;
    if (!first || !second) throw new Error('A company and its contact are received.');
    for (const order of [deliveries, deliveries.toReversed(), [...others, second, first]]) {
      for (const atOnce of [true, false]) {
        const id = await shopReceiving(order, atOnce);
        expect(await linked(id)).toEqual(both);
        await receive(db.pool, id, 'company_contacts/delete', companyContactPayload(), 'gone');
        await drainAt(db.pool, id, SEEN_AT);
        expect(await linked(id)).toEqual([]);
      }
    }
  });

  test('are linked to a company made here, and none by a free mail service', async () => {
    const id = await shopReceiving(deliveries.slice(2), true);
    for (const domain of ['fellrunners.example', 'gmail.com'])
      await db.owner.query(
        `insert into account (shop_id, id, name, domain, company_gid, created_at)
         values ($1, gen_random_uuid(), 'Fell', $2::text, 'gid://shopify/Company/' || $2::text, now())`,
        [id, domain],
      );
    await inShop(db.pool, id, async (client) => {
      for (const domain of ['fellrunners.example', 'gmail.com'])
        await linkCompany(client, id, `gid://shopify/Company/${domain}`);
    });
    expect(await linked(id)).toHaveLength(2);
  });
});
