import { toDecimal, toMinor } from '#app/lib/money.ts';
import { amountOf, objectIn, objectsIn, type Payload } from './bulk-values.ts';

/**
 * What each code of an order took off, as the order's webhook says it: the sum of what Shopify allocated of it to the lines
 * and to shipping. A code of which nothing is allocated, or of which an amount cannot be read, has none: it is not known.
 * @returns `{ code, amount }` by code; amounts are decimals in the shop's currency
 */
export function codesPayload(order: Payload, lines: readonly Payload[]): Payload[] {
  const codes: unknown[] = Array.isArray(order.discountCodes) ? order.discountCodes : [];
  if (codes.length === 0) return [];
  const currency = typeof order.currencyCode === 'string' ? order.currencyCode : '';
  const minors = new Map<string, number | null>();
  for (const place of [...lines, objectIn(order.shippingLine)])
    for (const { allocatedAmountSet, discountApplication } of objectsIn(
      place.discountAllocations,
    )) {
      const key = keyOf(objectIn(discountApplication).code);
      const amount = amountOf(allocatedAmountSet);
      const minor = typeof amount === 'string' ? toMinor(amount, currency) : null;
      const known = minors.get(key) ?? (minors.has(key) ? null : 0);
      minors.set(key, known === null || minor === null ? null : known + minor);
    }
  return codes.map((code) => {
    const minor = minors.get(keyOf(code)) ?? null;
    return { code, amount: minor === null ? null : toDecimal(minor, currency) };
  });
}

/** Shopify takes codes in any case. */
function keyOf(code: unknown): string {
  return typeof code === 'string' ? code.toUpperCase() : '';
}
