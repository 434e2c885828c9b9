import type { OrderSnapshot } from '#app/events/event.ts';

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
