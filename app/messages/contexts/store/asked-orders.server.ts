import type { OrderSnapshot } from '#app/events/event.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';
import type { ReviewedProduct } from '#app/profiles/profile-state.ts';

/** An order that a mail asked about, with what its reader reviewed. */
export type AskedOrderRow = {
  key: string;
  orderId: string;
  snapshot: OrderSnapshot | null;
  parcels: Parcel[] | null;
  reviewed: ReviewedProduct[] | null;
};

/** A row for each mail whose order is known. */
export async function selectAskedOrders(
  client: ShopClient,
  shopId: string,
  mails: readonly { key: string; profileId: string | null; orderId: string }[],
): Promise<AskedOrderRow[]> {
  const { rows } = await client.query<AskedOrderRow>(
    `select asking.key, asking.order_id as "orderId", purchase.snapshot, purchase.parcels,
            profile.state -> 'reviewed' as reviewed
       from unnest($2::text[], $3::uuid[], $4::text[]) as asking (key, profile_id, order_id)
       join purchase on purchase.shop_id = $1 and purchase.order_id = asking.order_id
       left join profile on profile.shop_id = $1 and profile.id = asking.profile_id`,
    [
      shopId,
      mails.map(({ key }) => key),
      mails.map(({ profileId }) => profileId),
      mails.map(({ orderId }) => orderId),
    ],
  );
  return rows;
}
