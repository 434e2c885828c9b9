import { TRAITS } from '#app/profiles/apply-event.ts';
import { mergeContacts } from '#app/profiles/contact.ts';
import { later, newest } from '#app/profiles/timestamped.ts';
import { mergeTags } from '#app/profiles/customer-tags.ts';
import { addMoney } from '#app/profiles/facts-change.ts';
import { mergeInterests, withoutDeletedOrders } from '#app/profiles/interests.ts';
import { mergeTimestampedSets } from '#app/profiles/timestamped-set.ts';
import { newerCart } from '#app/profiles/carts/newer-cart.ts';
import { mergeTaken } from '#app/profiles/orders/newest-orders.ts';
import { joinTimes, timesEver, withTimes } from '#app/profiles/orders/order-times.ts';
import { mergeOrdered } from '#app/profiles/carts/ordered-carts.ts';
import { mergeReviewed } from '#app/profiles/orders/reviewed-products.ts';
import { SIGNALS, type ProfileState } from '#app/profiles/profile-state.ts';
import { bounded, mergeBuckets } from '#app/profiles/signal-buckets.ts';
import { newerSummary } from '#app/profiles/summary.ts';
import { firstTouch, lastTouch } from '#app/profiles/touches.ts';

/** One profile of two that turned out to be the same person. Merging is associative and commutative. */
export function mergeProfiles(a: ProfileState, b: ProfileState): ProfileState {
  const orders = mergeOrders(a.orders, b.orders);
  const merged: ProfileState = {
    ...a,
    ...mergeContacts(a, b),
    firstSeenAt: Math.min(a.firstSeenAt, b.firstSeenAt),
    lastSeenAt: later(a.lastSeenAt, b.lastSeenAt),
    // It follows from the address that the merged profile has; see withAddressConsent.
    consent: { email: null, sms: null },
    orders,
    cart: newerCart(a.cart, b.cart),
    checkout: newerCart(a.checkout, b.checkout),
    orderedCarts: mergeOrdered(a.orderedCarts, b.orderedCarts),
    signals: mergeSignals(a.signals, b.signals),
    ...mergeTags(a, b),
    companies: mergeTimestampedSets(a.companies, b.companies),
    firstTouch: firstTouch(a.firstTouch, b.firstTouch),
    lastTouch: lastTouch(a.lastTouch, b.lastTouch),
    summary: newerSummary(a.summary, b.summary),
    interests: withoutDeletedOrders(mergeInterests(a.interests, b.interests), orders.newest),
    reviewed: mergeReviewed(a.reviewed, b.reviewed),
  };
  for (const trait of TRAITS) merged[trait] = newest(a[trait], b[trait]);
  return merged;
}

function mergeOrders(a: ProfileState['orders'], b: ProfileState['orders']): ProfileState['orders'] {
  const sums = {
    placed: a.placed + b.placed,
    cancelled: a.cancelled + b.cancelled,
    units: a.units + b.units,
    lines: a.lines + b.lines,
    newest: mergeTaken(a.newest, b.newest),
    grossMinor: mergeMoney(a.grossMinor, b.grossMinor),
    discountMinor: mergeMoney(a.discountMinor, b.discountMinor),
    refundedMinor: mergeMoney(a.refundedMinor, b.refundedMinor),
    firstAt: null,
    lastAt: null,
    shippedAt: later(a.shippedAt, b.shippedAt),
    deliveredAt: later(a.deliveredAt, b.deliveredAt),
  };
  return withTimes(sums, joinTimes(timesEver(a), timesEver(b)));
}

function mergeMoney(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  return Object.entries(b).reduce((sums, [currency, minor]) => addMoney(sums, currency, minor), a);
}

function mergeSignals(
  a: ProfileState['signals'],
  b: ProfileState['signals'],
): ProfileState['signals'] {
  const merged: ProfileState['signals'] = {};
  for (const signal of SIGNALS) {
    const buckets = mergeBuckets(a[signal] ?? [], b[signal] ?? []);
    if (buckets.length > 0) merged[signal] = buckets;
  }
  return bounded(merged);
}
