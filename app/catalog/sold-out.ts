import type { Line } from '#app/events/event.ts';

/**
 * Whether lines of carts cannot be bought, as a mail asks. What the catalogue does not know can be bought.
 * @param soldOut everything that cannot; without a variant, no variant of the product can
 */
export function soldOutLines(
  soldOut: readonly { productId: string; variantId: string | null }[],
): (line: Line) => boolean {
  const products = new Set<string>();
  const variants = new Set<string>();
  for (const { productId, variantId } of soldOut) {
    if (variantId === null) products.add(productId);
    else variants.add(`${productId}:${variantId}`);
  }
  return ({ productId, variantId }) =>
    productId !== null &&
    (products.has(productId) || variants.has(`${productId}:${variantId ?? ''}`));
}
