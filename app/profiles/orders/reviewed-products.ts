import type { ReviewedProduct } from '#app/profiles/profile-state.ts';
import { DAY } from '#app/lib/duration.ts';

/** Who reviewed a product, or was asked to, is not asked about it again for so long. */
export const REVIEW_MEMORY_MS = 180 * DAY;

/** So many are remembered, those of last; more would grow without bound. */
const PRODUCTS_KEPT = 24;

/** The union of two memories: the last time of each product, the newest first, whatever the order of arrival. */
export function mergeReviewed(a: ReviewedProduct[], b: ReviewedProduct[]): ReviewedProduct[] {
  if (b.length === 0) return a;
  const last = new Map<string, number>();
  for (const [id, at] of [...a, ...b]) last.set(id, Math.max(at, last.get(id) ?? at));
  return [...last]
    .sort(([one, oneAt], [other, otherAt]) => otherAt - oneAt || (one < other ? -1 : 1))
    .slice(0, PRODUCTS_KEPT);
}

/** The products that a person is not asked to review at a moment. */
export function recentlyReviewed(known: readonly ReviewedProduct[], now: number): Set<string> {
  return new Set(known.flatMap(([id, at]) => (now - at < REVIEW_MEMORY_MS ? [id] : [])));
}
