import type { CartSnapshot, OrderSnapshot } from '#app/events/event.ts';

/** The newest known state of one basket, whoever it belongs to. */
export type CartFact = CartSnapshot & { orderId: string | null; profileId: string };

/** The newest known state of one order. `refundedMinor` is the sum of its refunds, each counted once. */
export type PurchaseFact = OrderSnapshot & { refundedMinor: number; profileId: string };
