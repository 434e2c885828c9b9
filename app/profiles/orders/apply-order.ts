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

type OfKind<K extends DomainEvent['kind']> = DomainEvent & { kind: K };

/** A profile, and the facts, after a purchase with test money. */
export function applyTestOrder(
  state: ProfileState,
  event: OfKind<'order.tested'>,
  facts: Facts,
  profileId: string,
): ProfileState {
  const made = { ...event, placedAt: event.at };
  linkOrderedCarts(facts, made, profileId);
  return { ...state, orderedCarts: mergeOrdered(state.orderedCarts, orderedBy(made)) };
}

/** The same after money was paid back. */
export function applyRefund(
  state: ProfileState,
  event: OfKind<'order.refunded'>,
  facts: Facts,
  profileId: string,
): ProfileState {
  const known = facts.purchases.get(event.orderId);
  const fact = refundAfter(known, event, profileId);
  facts.purchases.set(event.orderId, fact);
  return { ...state, orders: ordersAfter(state.orders, known, fact) };
}

/** The same after a parcel left. */
export function applyShipment(
  state: ProfileState,
  event: OfKind<'order.shipped'>,
  facts: Facts,
  profileId: string,
): ProfileState {
  noteParcel(facts, event, event.at, profileId);
  const shippedAt = later(state.orders.shippedAt, event.at);
  return { ...state, orders: { ...state.orders, shippedAt } };
}

/** The same after a parcel arrived. */
export function applyDelivery(
  state: ProfileState,
  event: OfKind<'order.delivered'>,
  facts: Facts,
  profileId: string,
): ProfileState {
  noteParcel(facts, event, event.at, profileId);
  const deliveredAt = later(state.orders.deliveredAt, event.at);
  return { ...state, orders: { ...state.orders, deliveredAt } };
}

/** The same after one more state of an order. */
export function applyOrderChange(
  state: ProfileState,
  { order }: OfKind<'order.changed'>,
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
export function applyOrderDeletion(
  state: ProfileState,
  { orderId, at }: OfKind<'order.deleted'>,
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
export function noteParcel(
  facts: Facts,
  payload: ParcelPayload,
  at: number,
  profileId: string,
): void {
  const { orderId } = payload;
  const known = facts.purchases.get(orderId) ?? unknownPurchase(orderId, profileId);
  const parcels = parcelsAfter(known.parcels, payload, at);
  facts.purchases.set(orderId, { ...known, profileId, parcels });
}
