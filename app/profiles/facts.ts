import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';

/** The newest known state of one basket, whoever it belongs to. `orderId` is set once it was bought. */
export type CartFact = { profileId: string; snapshot: CartSnapshot; orderId: string | null };

/**
 * What is known of one order. `order` is null while only a refund was told; `refundedMinor` is the sum of
 * its refunds, each counted once, in the order's currency.
 */
export type PurchaseFact = {
  orderId: string;
  profileId: string;
  order: OrderSnapshot | null;
  refundedMinor: number;
};
