import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';

/** How many members of a segment were looked at, and how many of these are customers in Shopify. */
export type CustomerCount = { checked: number; customers: number };

/** How many of the members who joined last are customers in Shopify. @param most how many are looked at */
export async function countCustomers(
  client: ShopClient,
  shopId: string,
  key: string,
  most: number,
): Promise<CustomerCount> {
  const rows = await readInKeyOrder<CustomerCount>(
    client,
    `select count(*) as checked, count(person.customer_id) as customers from (
       select profile_id from membership where shop_id = $1 and segment_key = $2 and left_at is null
        order by entered_at desc, profile_id limit $3) as joined
      cross join lateral (select customer_id from profile
        where shop_id = $1 and id = joined.profile_id offset 0) as person`,
    [shopId, key, most],
  );
  return rows[0] ?? { checked: 0, customers: 0 };
}
