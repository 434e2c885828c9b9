import { z } from 'zod';
import { cartLink } from '#app/lib/cart-link.ts';
import { moneyOfCart, moneyOfOrder } from '#app/messages/render/mail-money.ts';
import type { ActionPlace, MailContextRecord } from './mail-context.ts';
import {
  isToBeSent,
  orderGone,
  orderLines,
  showsNothing,
  type OrderSubject,
} from './order-lines.ts';

/** An order, or parcels of it. */
export const OrderMailContext = z.object({
  subject: z.literal('order'),
  orderId: z.string().min(1),
  parcels: z.array(z.string()).optional(),
});
export type OrderMailContext = z.infer<typeof OrderMailContext>;

/** The order at the moment of sending, with the address that was given with it. */
export type LoadedOrder = OrderSubject & { contact: string | null };

/** A mail about an order: what belongs to it goes to the address of the order, marketing to the person's own. */
export const orderContext: MailContextRecord<OrderMailContext, LoadedOrder> = {
  schema: OrderMailContext,
  occasion: {
    en: (place) => `ordered ${place}`,
    de: (place) => `${place} bestellt`,
    fr: (place) => `avez commandé ${place}`,
  },
  reasonUnwanted: orderGone,
  address: ({ contact }, messageClass) => (messageClass === 'transactional' ? contact : null),
  goods: {
    all: ({ purchase }) => purchase.order?.lines ?? [],
    shown: orderLines,
    nothingToShow: (loaded, shown) => {
      if (!showsNothing(loaded, shown)) return null;
      return loaded.shows === 'again' ? 'out_of_stock' : 'nothing_to_ask';
    },
    money: ({ purchase, shows }) => {
      // What it cost then is not what it costs now, and what a business pays the catalogue does not say.
      if (shows === 'again') return null;
      return purchase.order ? moneyOfOrder(purchase.order, shows) : moneyOfCart(null);
    },
    // A part of an order has no total of its own.
    isSummed: false,
  },
  actionUrl: (loaded, place) =>
    loaded.shows === 'again'
      ? cartLink(place.storefrontUrl, place.lines)
      : productUrl(loaded, place),
  variables: {
    orderName: {
      label: 'Order number',
      value: ({ purchase }) => purchase.order?.name ?? null,
      fallback: null,
    },
    toBeSent: {
      label: 'Whether the order is still to be sent',
      value: isToBeSent,
      fallback: false,
    },
  },
};

/** The page of the first product, or the shop. */
function productUrl(_loaded: LoadedOrder, { storefrontUrl, lines, products }: ActionPlace): string {
  const handle = products.get(lines[0]?.productId ?? '')?.handle ?? null;
  return handle === null
    ? storefrontUrl
    : `${storefrontUrl}/products/${encodeURIComponent(handle)}`;
}
