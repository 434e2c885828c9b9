import type { OrderSnapshot } from '#app/events/event.ts';
import type { PurchaseFact } from '#app/profiles/facts.ts';

/**
 * What an order came to, its edits counted and its refunds not, in minor units of its currency: less what was paid
 * back it is what the order earned.
 *
 * Shopify's current total is net of returns and refunds already, and a refund and the order's new state arrive in
 * any order. Where less is left than was placed, the lesser of both answers holds, so that nothing is taken off
 * twice; where an edit added to the order, what is left is what was earned.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/objects/Order#field-Order.fields.currentTotalPriceSet
 */
export function orderWorth(
  { total, currentTotal }: Pick<OrderSnapshot, 'total' | 'currentTotal'>,
  refundedMinor: number,
): number {
  if (!currentTotal) return total.minor;
  const left = currentTotal.minor + refundedMinor;
  return currentTotal.minor > total.minor ? left : Math.min(left, total.minor);
}

/**
 * What was paid back of an order, in minor units of its currency. What a refund says only in the shopper's currency
 * counts at the order's own rate.
 */
export function refundedOf({ order, refundedMinor, unconverted = {} }: PurchaseFact): number {
  if (!order) return refundedMinor;
  return Object.entries(unconverted).reduce(
    (sum, [currency, minor]) => sum + atRateOf(order, currency, minor),
    refundedMinor,
  );
}

function atRateOf({ total, presentment }: OrderSnapshot, currency: string, minor: number): number {
  if (currency === total.currency) return minor;
  if (presentment?.currency !== currency || presentment.minor === 0) return 0;
  return minor === presentment.minor
    ? total.minor
    : Math.round((minor / presentment.minor) * total.minor);
}
