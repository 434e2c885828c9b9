import { formatCount, ITEMS } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { UsualOrder } from '#app/scoring/usual-order.ts';

/**
 * A usual order in words: `160 items, 40 of one article`.
 * @param digits after the point at most, of a mean of pieces of one article
 */
export function usualOrderWords({ pieces, ofArticle }: UsualOrder, digits: number): string {
  const items = formatCount(Math.round(pieces), ITEMS);
  return `${items}, ${formatNumber(ofArticle, { atMost: digits })} of one article`;
}
