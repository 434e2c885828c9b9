import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';

/**
 * Deliveries in the order in which they came in. What the storefront sends is fetched after everything that is
 * signed; but a browser that was seen before Shopify named its person belongs to that person's history, and one that
 * comes later belongs to no person.
 */
export function inOrderOfReceipt<T extends { delivery: { topic: string; receivedAt: number } }>(
  read: readonly T[],
): T[] {
  return read.toSorted(
    (a, b) =>
      a.delivery.receivedAt - b.delivery.receivedAt ||
      Number(b.delivery.topic === STOREFRONT_TOPIC) - Number(a.delivery.topic === STOREFRONT_TOPIC),
  );
}
