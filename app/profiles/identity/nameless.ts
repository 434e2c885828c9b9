import type { ProfileState, Signal } from '#app/profiles/profile-state.ts';

/** What orders alone leave on a profile; every other signal shows that a person visited or wrote. */
const ORDER_SIGNALS: readonly string[] = [
  'order_placed',
  'order_cancelled',
  'refunded',
] satisfies Signal[];

/**
 * Whether a profile is only what was bought without a customer, an email address and a phone number: at a till, or to
 * correct the stock. It is kept as an anonymous order, not as a person: whose the next such order is, is not known.
 */
export function isNameless(state: ProfileState): boolean {
  const { customerId, email, phone } = state;
  return (
    isOfOrders(state) &&
    [customerId, email, phone].every((trait) => trait === null || trait.value === '')
  );
}

/**
 * Whether a profile without a name is an anonymous order. One that was cancelled still is. Of one that was deleted, was
 * a test, or of which only a refund or a parcel was received, that holds as long as no visit was seen: a browser whose
 * only order was deleted is a visitor again.
 */
export function isOfOrders({
  orders,
  cart,
  checkout,
  signals,
  orderedCarts,
}: ProfileState): boolean {
  if (orders.placed > 0) return true;
  const known = Object.keys(signals);
  const hasVisited =
    cart !== null || checkout !== null || known.some((signal) => !ORDER_SIGNALS.includes(signal));
  const hasOrders =
    known.length > 0 ||
    orders.newest.length > 0 ||
    orderedCarts.length > 0 ||
    (orders.shippedAt ?? orders.deliveredAt) !== null;
  return hasOrders && !hasVisited;
}

/** The same of a row of `profile`, the other way round: that it is a person. */
export const IS_PERSON = `(coalesce(profile.customer_id, '') <> '' or coalesce(profile.email, '') <> ''
  or coalesce(profile.phone, '') <> '' or (profile.orders <= 0 and not profile.of_orders))`;
