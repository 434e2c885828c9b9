import type { ShopClient } from '#app/platform/db.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { NO_PROFILE, unknownPurchase, type PurchaseFact } from '../facts.ts';

/** Those of some orders that were deleted in Shopify. */
export async function loadDeletedOrders(
  client: ShopClient,
  shopId: string,
  orderIds: Iterable<string>,
): Promise<PurchaseFact[]> {
  const { rows } = await client.query<{ id: string; at: number }>(
    `select order_id as id, deleted_at as at from deleted_order
      where shop_id = $1 and order_id = any($2)`,
    [shopId, [...orderIds]],
  );
  return rows.map(({ id, at }) => ({ ...unknownPurchase(id, NO_PROFILE), deletedAt: at }));
}

/** Remembers for ever that orders were deleted. Doing it again changes nothing. */
export async function insertDeletedOrders(
  client: ShopClient,
  shopId: string,
  orders: readonly { orderId: string; deletedAt: number }[],
): Promise<void> {
  await client.query(
    `insert into deleted_order (shop_id, order_id, deleted_at)
     select $1, id, at from unnest($2::text[], $3::timestamptz[]) as gone (id, at)
     on conflict do nothing`,
    [
      shopId,
      orders.map(({ orderId }) => orderId),
      orders.map(({ deletedAt }) => isoTime(deletedAt)),
    ],
  );
}

/** Deletes what is stored of orders. */
export async function deletePurchases(
  client: ShopClient,
  shopId: string,
  orderIds: readonly string[],
): Promise<void> {
  await client.query('delete from purchase where shop_id = $1 and order_id = any($2)', [
    shopId,
    orderIds,
  ]);
}
