import type { DomainEvent } from '#app/events/event.ts';
import { cartAfter, deletedPurchase, purchaseAfter, refundAfter } from './facts-change.ts';
import { cartKey, type Facts } from './facts.ts';
import { noteParcel } from './orders/apply-order.ts';
import { linkOrderedCarts } from './tie-order.ts';

/**
 * Brings the facts up to date with one more event of a person, in place: what `applyEvent` makes of them, without the cost of
 * the profile. All of them are taken to be that person's.
 */
export function applyFacts(facts: Facts, event: DomainEvent, profileId: string): void {
  const { carts, purchases } = facts;
  switch (event.kind) {
    case 'cart.changed':
    case 'checkout.changed': {
      const key = cartKey(event.cart.kind, event.cart.token);
      carts.set(key, cartAfter(carts.get(key), event.cart, profileId, true));
      return;
    }
    case 'order.changed': {
      const { order } = event;
      purchases.set(order.orderId, purchaseAfter(purchases.get(order.orderId), order, profileId));
      linkOrderedCarts(facts, order, profileId);
      return;
    }
    case 'order.tested':
      linkOrderedCarts(facts, { ...event, placedAt: event.at }, profileId);
      return;
    case 'order.refunded':
      purchases.set(event.orderId, refundAfter(purchases.get(event.orderId), event, profileId));
      return;
    case 'order.deleted': {
      const known = purchases.get(event.orderId);
      purchases.set(event.orderId, deletedPurchase(known, event.orderId, profileId, event.at));
      return;
    }
    case 'order.shipped':
    case 'order.delivered':
    case 'order.shipment_cancelled':
      noteParcel(facts, event, event.at, profileId);
      return;
    default:
  }
}
