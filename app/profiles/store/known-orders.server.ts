import type { ShopClient } from '#app/platform/db.server.ts';

/** An order by when it was placed, epoch milliseconds, and its id. */
export type OrderPlace = { placedAt: number; orderId: string };

/**
 * The next orders of a shop that Shopify may still have, in the order in which they were placed.
 * @param after the last one that was looked at; null begins with the oldest
 */
export async function nextKnownOrders(
  client: ShopClient,
  shopId: string,
  {
    from,
    until,
    after,
    limit,
  }: Record<'from' | 'until' | 'limit', number> & { after: OrderPlace | null },
): Promise<OrderPlace[]> {
  const start = after && after.placedAt >= from ? after : { placedAt: from, orderId: '' };
  const { rows } = await client.query<OrderPlace>(
    // The id of an order of an erased person leads nowhere.
    `select order_id as "orderId", placed_at as "placedAt" from purchase
      where shop_id = $1 and placed_at >= $2 and (placed_at, order_id) > ($2, $3) and placed_at < $4
        and order_id ~ '^[0-9]+$'
      order by placed_at, order_id limit $5`,
    [shopId, new Date(start.placedAt), start.orderId, new Date(until), limit],
  );
  return rows;
}
