import { describe, expect, test } from 'vitest';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const PHONE = '+442079460011';

/** Receives a customer with the family's phone. */
async function receiveCustomer(shopId: string, id: number, more: object = {}): Promise<void> {
  const payload = customerPayload({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
    email: `customer.${String(id)}@example.com`,
    phone: PHONE,
    ...more,
  });
  await receive(
    db.pool,
    shopId,
    'customers/update',
    payload,
    `${String(id)}-${JSON.stringify(more)}`,
  );
  await drainAt(db.pool, shopId, SEEN_AT);
}

/** Who may be whom, by customer id. */
async function pairs(shopId: string) {
  const { rows } = await db.owner.query<{ who: string[]; shared: string[]; state: string }>(
    `select array(select customer_id from profile where id in (low_profile_id, high_profile_id)
       and profile.shop_id = $1 order by 1) as who, shared, state
     from possible_duplicate where shop_id = $1 order by who, state`,
    [shopId],
  );
  return rows;
}

describe('a phone of a family', () => {
  test('makes each two of them a possible duplicate, once, whichever was received first and however often', async () => {
    for (const order of [
      [1, 2, 3],
      [3, 1, 2],
    ]) {
      const { id } = await installedShop(db.pool);
      for (const customer of order) await receiveCustomer(id, customer);
      for (const customer of order) await receiveCustomer(id, customer, { first_name: 'Ann' });
      const pair = (one: string, other: string) => ({
        who: [one, other],
        shared: [`phone:${PHONE}`],
        state: 'open',
      });
      expect(await pairs(id)).toEqual([pair('1', '2'), pair('1', '3'), pair('2', '3')]);
    }
  });

  test('of which two are merged in Shopify leaves the third a possible duplicate of both in one', async () => {
    const { id } = await installedShop(db.pool);
    for (const customer of [1, 2, 3]) await receiveCustomer(id, customer);
    const merged = {
      status: 'completed',
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
    };
    await receive(db.pool, id, 'customers/merge', merged, 'merge');
    await drainAt(db.pool, id, SEEN_AT);
    const open = (await pairs(id)).filter(({ state }) => state === 'open');
    expect(new Set(open.map(({ who }) => who.length))).toEqual(new Set([2]));
    expect((await pairs(id)).filter(({ state }) => state === 'joined')).toHaveLength(1);
    expect(open).toHaveLength(2);
  });

  test('says nothing any more once it is a switchboard’s', async () => {
    const { id } = await installedShop(db.pool);
    for (let customer = 1; customer <= 10; customer += 1) await receiveCustomer(id, customer);
    expect(await pairs(id)).toHaveLength(45);
    await receiveCustomer(id, 11);
    expect(await pairs(id)).toEqual([]);
  });
});
