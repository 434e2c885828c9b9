import type { OrderSnapshot } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';

type OrderOfMailRow = {
  orderId: string;
  snapshot: OrderSnapshot | null;
  refundedMinor: number;
  parcels: Parcel[] | null;
  contact: string | null;
};

/** Orders by their ids in Shopify; those that are not known are left out. */
export async function selectOrdersOfMails(
  client: ShopClient,
  shopId: string,
  orderIds: readonly string[],
): Promise<OrderOfMailRow[]> {
  const { rows } = await client.query<OrderOfMailRow>(
    `select order_id as "orderId", snapshot, refunded_minor as "refundedMinor", parcels, contact
       from purchase where shop_id = $1 and order_id = any($2)`,
    [shopId, orderIds],
  );
  return rows;
}
