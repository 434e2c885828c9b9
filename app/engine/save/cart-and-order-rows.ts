import { isoTime } from '#app/lib/iso-time.ts';
import type { CartFact, PurchaseFact } from '#app/profiles/facts.ts';
import { orderWorth, refundedOf } from '#app/profiles/orders/order-worth.ts';

/** The row of a cart or checkout. */
export function cartRow({ kind, token, profileId, snapshot, orderId, orderedAt }: CartFact) {
  return {
    kind,
    token,
    profile_id: profileId,
    snapshot,
    updated_at: snapshot && isoTime(snapshot.updatedAt),
    quantity: snapshot?.quantity,
    total_minor: snapshot?.total.minor,
    currency: snapshot?.total.currency,
    order_id: orderId,
    ordered_at: isoTime(orderedAt),
  };
}

/** The row of an order that was not deleted. */
export function purchaseRow(fact: PurchaseFact) {
  const { orderId, profileId, order, refundedMinor: known, unconverted, parcels } = fact;
  const refunded = refundedOf(fact);
  return {
    order_id: orderId,
    profile_id: profileId,
    snapshot: order,
    name: order?.name,
    placed_at: order && isoTime(order.placedAt),
    cancelled_at: isoTime(order?.cancelledAt ?? null),
    total_minor: order && orderWorth(order, refunded),
    refunded_minor: refunded,
    currency: order?.total.currency,
    contact: order?.contact,
    refunds: unconverted && { known, unconverted },
    parcels: parcels.length === 0 ? null : parcels,
  };
}
