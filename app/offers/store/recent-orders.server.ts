import type { ShopClient } from '#app/platform/db.server.ts';

/** Of a large shop the newest so many say what the share is. */
const MOST_ORDERS = 2_000;

/**
 * Orders since a moment, the newest at most, and how many of them had any discount. Cancelled ones are left out.
 * @param since epoch milliseconds
 * @param until epoch milliseconds; without it up to now
 */
export async function countRecentOrders(
  client: ShopClient,
  shopId: string,
  since: number,
  until: number | null = null,
): Promise<{ orders: number; discounted: number }> {
  const { rows } = await client.query<{ orders: number; discounted: number }>(
    `select count(*) as orders,
            count(*) filter (where (snapshot ->> 'discountMinor')::numeric > 0) as discounted
       from (select snapshot from purchase
              where shop_id = $1 and placed_at >= $2 and cancelled_at is null
                and placed_at < coalesce($3::timestamptz, 'infinity')
              order by placed_at desc limit ${String(MOST_ORDERS)}) as recent`,
    [shopId, new Date(since), until === null ? null : new Date(until)],
  );
  return rows[0] ?? { orders: 0, discounted: 0 };
}
