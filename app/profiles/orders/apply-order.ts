import type { DomainEvent } from '#app/events/event.ts';
import { later } from '#app/profiles/timestamped.ts';
import {
  deletedPurchase,
  ordersAfter,
  ordersWithout,
  purchaseAfter,
  refundAfter,
} from '#app/profiles/facts-change.ts';
import { unknownPurchase, type Facts } from '#app/profiles/facts.ts';
import { interestsOf, mergeInterests, withoutDeletedOrders } from '#app/profiles/interests.ts';
import { mergeOrdered, orderedBy } from '#app/profiles/carts/ordered-carts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { countSignal } from '#app/profiles/signals.ts';
import { linkOrderedCarts } from '#app/profiles/tie-order.ts';
import { parcelsAfter, type ParcelPayload } from './parcels.ts';

/** What says how an order stands. */
export type OrderStateEvent = DomainEvent & {
  kind:
    | 'order.changed'
    | 'order.tested'
    | 'order.refunded'
    | 'order.deleted'
    | 'order.shipped'
    | 'order.delivered'
    | 'order.shipment_cancelled';
};

/** A profile, and the facts, after one more event of an order. */
export function applyOrder(
  state: ProfileState,
  event: OrderStateEvent,
  facts: Facts,
  profileId: string,
): ProfileState {
  switch (event.kind) {
    case 'order.changed':
      return changedOrder(state, event, facts, profileId);
    case 'order.tested': {
      const made = { ...event, placedAt: event.at };
      linkOrderedCarts(facts, made, profileId);
      return { ...state, orderedCarts: mergeOrdered(state.orderedCarts, orderedBy(made)) };
    }
    case 'order.refunded': {
      const known = facts.purchases.get(event.orderId);
      const fact = refundAfter(known, event, profileId);
      facts.purchases.set(event.orderId, fact);
      return { ...state, orders: ordersAfter(state.orders, known, fact) };
    }
    case 'order.deleted':
      return deletedOrder(state, event, facts, profileId);
    case 'order.shipped': {
      noteParcel(facts, event, event.at, profileId);
      const shippedAt = later(state.orders.shippedAt, event.at);
      return { ...state, orders: { ...state.orders, shippedAt } };
    }
    case 'order.delivered': {
      noteParcel(facts, event, event.at, profileId);
      const deliveredAt = later(state.orders.deliveredAt, event.at);
      return { ...state, orders: { ...state.orders, deliveredAt } };
    }
    case 'order.shipment_cancelled':
      noteParcel(facts, event, event.at, profileId);
      return state;
  }
}

function changedOrder(
  state: ProfileState,
  { order }: DomainEvent & { kind: 'order.changed' },
  facts: Facts,
  profileId: string,
): ProfileState {
  const known = facts.purchases.get(order.orderId);
  const fact = purchaseAfter(known, order, profileId);
  facts.purchases.set(fact.orderId, fact);
  linkOrderedCarts(facts, order, profileId);
  const isDeleted = fact.deletedAt !== undefined;
  const orders = isDeleted
    ? ordersWithout(state.orders, order, undefined)
    : ordersAfter(state.orders, known, fact);
  const more = interestsOf(order.lines, order.placedAt, isDeleted ? 'carted' : 'bought');
  const interests = mergeInterests(state.interests, more);
  return {
    ...state,
    orders,
    orderedCarts: mergeOrdered(state.orderedCarts, orderedBy(order)),
    interests: withoutDeletedOrders(interests, orders.newest),
  };
}

/** Takes back all that was counted of an order. Its cart stays ordered, so that nothing is reminded of. */
function deletedOrder(
  state: ProfileState,
  { orderId, at }: DomainEvent & { kind: 'order.deleted' },
  facts: Facts,
  profileId: string,
): ProfileState {
  const known = facts.purchases.get(orderId);
  facts.purchases.set(orderId, deletedPurchase(known, orderId, profileId, at));
  if (!known?.order) return state;
  const { placedAt, cancelledAt } = known.order;
  const orders = ordersWithout(state.orders, known.order, known);
  const placed = countSignal(state.signals, 'order_placed', placedAt, -1);
  return {
    ...state,
    orders,
    interests: withoutDeletedOrders(state.interests, orders.newest),
    signals:
      cancelledAt === null ? placed : countSignal(placed, 'order_cancelled', cancelledAt, -1),
  };
}

/** Whether an event says something of an order that was deleted: it counts as no behaviour. */
export function isOfDeletedOrder(event: DomainEvent, { purchases }: Facts): boolean {
  if (event.kind !== 'order.placed' && event.kind !== 'order.cancelled') return false;
  return purchases.get(event.orderId)?.deletedAt !== undefined;
}

/** Keeps what was received of a parcel with its order. */
function noteParcel(facts: Facts, payload: ParcelPayload, at: number, profileId: string): void {
  const { orderId } = payload;
  const known = facts.purchases.get(orderId) ?? unknownPurchase(orderId, profileId);
  const parcels = parcelsAfter(known.parcels, payload, at);
  facts.purchases.set(orderId, { ...known, profileId, parcels });
}
