import type { EventWordsContext } from './event-kind.ts';

/** The title of the product that an event names; null when it names none, or one that is not known. */
export function productTitleOf(
  { productId }: { productId?: string | null | undefined },
  { productTitle }: EventWordsContext,
): string | null {
  return productId == null ? null : productTitle(productId);
}
