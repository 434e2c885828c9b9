import type { ShopClient } from '#app/platform/db.server.ts';
import { deletePurchases, insertDeletedOrders } from './store/deleted-orders.server.ts';

/** Remembers for ever that orders were deleted, and deletes what is stored of them. Doing it again changes nothing. */
export async function saveDeletedOrders(
  client: ShopClient,
  shopId: string,
  orders: readonly { orderId: string; deletedAt: number }[],
): Promise<void> {
  if (orders.length === 0) return;
  await insertDeletedOrders(client, shopId, orders);
  await deletePurchases(
    client,
    shopId,
    orders.map(({ orderId }) => orderId),
  );
}
