import { unknownPurchase } from '#app/profiles/facts.ts';
import { partShown } from '#app/messages/templates/email-content.ts';
import type { ContextLoader } from './context-loader.server.ts';
import type { LoadedOrder, OrderMailContext } from './order.ts';
import { selectOrdersOfMails } from './store/orders-of-mails.server.ts';

/** Loads the orders that mails are about; one that is not known has no snapshot. */
export const loadOrders: ContextLoader<OrderMailContext, LoadedOrder> = async (
  client,
  shopId,
  mails,
) => {
  const orderIds = mails.map(({ current }) => current.orderId);
  const found = await selectOrdersOfMails(client, shopId, orderIds);
  const byId = new Map(found.map((row) => [row.orderId, row]));
  return new Map(
    mails.map(({ key, profileId, email, asked, current, reviewed }) => {
      const row = byId.get(current.orderId);
      const purchase = {
        ...unknownPurchase(current.orderId, profileId ?? ''),
        order: row?.snapshot ?? null,
        refundedMinor: row?.refundedMinor ?? 0,
        parcels: row?.parcels ?? [],
      };
      const shows = partShown(email);
      const parcels = asked.parcels ?? null;
      const contact = row?.contact ?? null;
      return [key, { kind: 'order', purchase, shows, parcels, reviewed, contact }];
    }),
  );
};
