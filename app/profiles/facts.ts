import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';

/**
 * What is known of one basket. `snapshot` is null while only the order made from it was told; `orderId` is
 * set once it was bought.
 */
export type CartFact = {
  kind: CartSnapshot['kind'];
  token: string;
  profileId: string;
  snapshot: CartSnapshot | null;
  orderId: string | null;
};

/**
 * What is known of one order. `order` is null while only a refund was told; `refundedMinor` is the sum of
 * its refunds, each counted once, in the order's currency, but for those that say only what they were in the
 * shopper's: `unconverted` has their sums by currency.
 */
export type PurchaseFact = {
  orderId: string;
  profileId: string;
  order: OrderSnapshot | null;
  refundedMinor: number;
  unconverted?: Record<string, number>;
};
