import type { ShopClient } from '#app/platform/db.server.ts';
import type { OrderSnapshot } from '#app/events/event.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import type { Parcel } from '#app/profiles/orders/parcels.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import type { ReviewedProduct } from '#app/profiles/profile-state.ts';
import { asksForReview } from '#app/messages/templates/email-content.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { orderLines } from './order-lines.ts';

type Row = {
  key: string;
  order_id: string;
  snapshot: OrderSnapshot | null;
  parcels: Parcel[] | null;
  reviewed: ReviewedProduct[] | null;
};

/**
 * The products that mails asked a review of, by the key of the mail. Found from the order, as when the mail was written,
 * so that it is the same for a mail of which the answer was lost.
 * @param now epoch milliseconds
 */
export async function loadAskedProducts(
  client: ShopClient,
  shopId: string,
  sent: readonly { key: string; template: string }[],
  now: number,
): Promise<ReadonlyMap<string, string[]>> {
  const emails = await loadEmails(client, shopId);
  const keys = sent.flatMap(({ key, template }) =>
    asksForReview(emails.get(template)?.content) ? [key] : [],
  );
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<Row>(
    // Taken out of JSON first: row-level security keeps such expressions from being looked up in an index.
    `with asking as materialized (
       select key, profile_id, payload #>> '{context,orderId}' as order_id from effect
        where shop_id = $1 and key = any($2))
     select asking.key, asking.order_id, purchase.snapshot, purchase.parcels, profile.state -> 'reviewed' as reviewed
       from asking
       join purchase on purchase.shop_id = $1 and purchase.order_id = asking.order_id
       left join profile on profile.shop_id = $1 and profile.id = asking.profile_id`,
    [shopId, keys],
  );
  return new Map(rows.map((row) => [row.key, productsOf(row, now)]));
}

function productsOf({ order_id, snapshot, parcels, reviewed }: Row, now: number): string[] {
  const lines = orderLines({
    kind: 'order',
    purchase: { ...unknownPurchase(order_id, ''), order: snapshot, parcels: parcels ?? [] },
    shows: 'sent',
    parcels: null,
    reviewed: recentlyReviewed(reviewed ?? [], now),
  });
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}
