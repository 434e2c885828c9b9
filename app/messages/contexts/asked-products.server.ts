import { ordersOfMails } from '#app/effects/store/mails-of-runs.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { unknownPurchase } from '#app/profiles/facts.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import { asksForReview } from '#app/messages/templates/email-content.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { orderLines } from './order-lines.ts';
import { selectAskedOrders, type AskedOrderRow } from './store/asked-orders.server.ts';

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
  const asking = await ordersOfMails(client, shopId, keys);
  const rows = await selectAskedOrders(client, shopId, asking);
  return new Map(rows.map((row) => [row.key, productsOf(row, now)]));
}

function productsOf({ orderId, snapshot, parcels, reviewed }: AskedOrderRow, now: number) {
  const lines = orderLines({
    kind: 'order',
    purchase: { ...unknownPurchase(orderId, ''), order: snapshot, parcels: parcels ?? [] },
    shows: 'sent',
    parcels: null,
    reviewed: recentlyReviewed(reviewed ?? [], now),
  });
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}
