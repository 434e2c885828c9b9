import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';
import type { Parcel } from './orders/parcels.ts';

/**
 * What is known of one cart or checkout. `snapshot` is null while only the order made from it was received; `orderId`
 * is the newest order made from it, which was placed at `orderedAt` (epoch milliseconds; null for none, and for orders
 * that were tied to it before their time was kept).
 */
export type CartFact = {
  kind: CartSnapshot['kind'];
  token: string;
  profileId: string;
  snapshot: CartSnapshot | null;
  orderId: string | null;
  orderedAt: number | null;
};

/**
 * What is known of one order. `order` is null while only a refund or a parcel was received; `refundedMinor` is the sum of
 * its refunds, each counted once, in the order's currency, but for those that say only what they were in the
 * shopper's: `unconverted` has their sums by currency. `parcels` are those of which an event was received, by id. Of an
 * order that was deleted, `deletedAt` says when (epoch milliseconds); no more than that is kept of it.
 */
export type PurchaseFact = {
  orderId: string;
  profileId: string;
  order: OrderSnapshot | null;
  refundedMinor: number;
  unconverted?: Record<string, number>;
  parcels: Parcel[];
  deletedAt?: number;
};

/** The newest known carts, checkouts and orders that the events at hand speak of, by token and by order id. */
export type Facts = {
  carts: Map<string, CartFact>;
  purchases: Map<string, PurchaseFact>;
};

/** Keys that were asked for before: each event on a cart asks for its key many times, and to join it costs as much as to look it up. */
const keysOfTokens: Record<CartSnapshot['kind'], Map<string, string>> = {
  cart: new Map(),
  checkout: new Map(),
};
const MOST_KEYS = 2_000;

/** The key of a cart or checkout among the facts. */
export function cartKey(kind: CartSnapshot['kind'], token: string): string {
  const keys = keysOfTokens[kind];
  let key = keys.get(token);
  if (key === undefined) {
    key = `${kind}:${token}`;
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(token, key);
  }
  return key;
}

/** Whose an order is of which no more is known than that it was deleted. */
export const NO_PROFILE = '';

/** An order of which nothing is known but whose it is. */
export function unknownPurchase(orderId: string, profileId: string): PurchaseFact {
  return { orderId, profileId, order: null, refundedMinor: 0, parcels: [] };
}
