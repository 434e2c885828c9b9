import type { Line } from '#app/events/event.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';
import { isGivenBack, keptLines, sentLines } from '#app/profiles/orders/order-goods.ts';
import { sentAt } from '#app/profiles/orders/parcels.ts';

/**
 * What a mail shows of an order: all of it, what was in the parcels it is about, what went to the buyer, or what of it can be
 * ordered again.
 */
export type OrderPart = 'ordered' | 'parcel' | 'sent' | 'again';

/** The order that a mail is about, and what the mail shows of it. */
export type OrderSubject = {
  kind: 'order';
  purchase: PurchaseFact;
  shows: OrderPart;
  /** The parcels that it is about; null when it is about the order. */
  parcels: readonly string[] | null;
  /** Products that the reader is not asked to review. */
  reviewed: ReadonlySet<string>;
};

/** Why a mail about an order must not go any more; null when it may. */
export function orderGone({ purchase, shows, parcels }: OrderSubject): string | null {
  if (!purchase.order) return 'order_unknown';
  if (purchase.order.cancelledAt !== null) return 'order_cancelled';
  if (isGivenBack(purchase)) return 'order_refunded';
  // Who sends something back is not asked how they like it.
  if (shows === 'sent' && purchase.order.returns?.isOpen === true) return 'return_open';
  if (parcels === null) return null;
  const isSent = purchase.parcels.some((one) => parcels.includes(one.id) && sentAt(one) !== null);
  return isSent ? null : 'shipment_cancelled';
}

/** Whether a parcel of the order is still to come: there are goods to send, and none was sent yet. */
export function isToBeSent({ purchase }: OrderSubject): boolean {
  if (!purchase.order || purchase.order.isCollected === true) return false;
  const isUnderWay = purchase.parcels.some((parcel) => sentAt(parcel) !== null);
  return !isUnderWay && keptLines(purchase.order).some(({ goods }) => goods === undefined);
}

/**
 * The lines that a mail about an order shows.
 * @param isSoldOut whether a line cannot be bought now
 */
export function orderLines(
  { purchase, shows, parcels, reviewed }: OrderSubject,
  isSoldOut: (line: Line) => boolean = () => false,
): Line[] {
  if (!purchase.order) return [];
  switch (shows) {
    case 'ordered':
      return keptLines(purchase.order);
    case 'again':
      return keptLines(purchase.order).filter(
        (line) => line.goods !== 'gift_card' && !isSoldOut(line),
      );
    case 'parcel':
      // A voucher or a download is not unpacked.
      return sentLines(purchase, parcels).filter(({ goods }) => goods === undefined);
    case 'sent':
      return sentLines(purchase, null).filter(
        ({ goods, productId }) =>
          goods !== 'gift_card' && (productId === null || !reviewed.has(productId)),
      );
  }
}

/** Whether a mail that shows a part of an order has nothing to show of it. */
export function showsNothing(about: OrderSubject, lines: readonly Line[]): boolean {
  const ordered = about.purchase.order?.lines.length ?? 0;
  return about.shows !== 'ordered' && ordered > 0 && lines.length === 0;
}
