import type { Line } from '../snapshots.ts';

/** A line of a cart or an order as an event stores it: variant, product, pieces, price of a piece in minor units. */
export type StoredLine = readonly [
  variantId: string | null,
  productId: string | null,
  quantity: number,
  unitMinor: number,
];

/** Lines that an event stores; journeys ask which goods there are, and of more than these no shopper is reminded. */
const MOST_STORED = 100;

/**
 * What was in a cart or an order at the time, so that a journey can be run over the past. Titles are those of the
 * catalog. The row of the cart holds what is in it now.
 */
export function storedLines(lines: readonly Line[]): StoredLine[] {
  return lines
    .slice(0, MOST_STORED)
    .map(({ variantId, productId, quantity, unitMinor }) => [
      variantId,
      productId,
      quantity,
      unitMinor,
    ]);
}
