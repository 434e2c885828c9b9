import type { ConsentState } from '#app/events/event.ts';
import { nameOfCode } from '#app/lib/format/code-name.ts';
import { addMoney } from '#app/profiles/facts-change.ts';
import { unordered } from '#app/profiles/carts/ordered-carts.ts';
import type { CartSummary, ProfileState } from '#app/profiles/profile-state.ts';

/** Money in minor units. */
type Amount = { minor: number; currency: string };

/** What is asked first about a person. Moments are epoch milliseconds. */
export type PersonGlance = {
  email: string | null;
  phone: string | null;
  country: string | null;
  /** Shopify's id, its digits; null for one who is no customer there. */
  customerId: string | null;
  /** Whether marketing email may be sent, and since when; null when they were never asked. */
  consent: { state: ConsentState; at: number } | null;
  /** Orders of all time, without those cancelled. */
  orders: number;
  /** What was paid for these, refunds taken off, by currency. */
  spent: Amount[];
  firstSeenAt: number;
  /** The last thing the person did; null while only things were done to them. */
  lastSeenAt: number | null;
  /** What lies in the newest cart or checkout that no order was made from. */
  cart: (Amount & { quantity: number; at: number }) | null;
};

/** Takes what is asked first from a profile. */
export function personGlance(state: ProfileState): PersonGlance {
  const { email, phone, country, customerId, consent, orders } = state;
  return {
    email: email?.value ?? null,
    phone: phone?.value ?? null,
    country: country && nameOfCode('region', country.value),
    customerId: customerId?.value ?? null,
    consent: consent.email && { state: consent.email.value, at: consent.email.at },
    orders: orders.placed - orders.cancelled,
    spent: netSpent(orders),
    firstSeenAt: state.firstSeenAt,
    lastSeenAt: state.lastSeenAt,
    cart: openCart(state),
  };
}

/** What was paid for orders that were not cancelled, refunds taken off, by currency. */
export function netSpent({ grossMinor, refundedMinor }: ProfileState['orders']): Amount[] {
  const sums = Object.entries(refundedMinor).reduce(
    (net, [currency, minor]) => addMoney(net, currency, -minor),
    grossMinor,
  );
  return Object.entries(sums).map(([currency, minor]) => ({ minor, currency }));
}

function openCart(state: ProfileState): PersonGlance['cart'] {
  const [newest] = [unordered(state, 'checkout'), unordered(state, 'cart')]
    .filter((cart): cart is CartSummary => cart !== null)
    .sort((a, b) => b.at - a.at);
  if (newest === undefined || newest.quantity === 0) return null;
  const { quantity, totalMinor: minor, currency, at } = newest;
  return { quantity, minor, currency, at };
}
