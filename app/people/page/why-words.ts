import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import { ORDERS, TIMES, formatCount } from '#app/lib/format/count.ts';

/**
 * Why a product is recommended, in words for the merchant.
 * @param since the day from which it is counted, as it is shown
 */
export function whyWords(why: RecommendedProduct['why'], since: string): string {
  switch (why.kind) {
    case 'bought':
      return `Bought together with ${why.with} ${times(why.times)} since ${since}`;
    case 'viewed':
      return `Viewed together with ${why.with} ${times(why.times)} since ${since}`;
    case 'bestseller':
      return `Bestseller: in ${formatCount(why.times, ORDERS)} since ${since}`;
    case 'newest':
      return 'New in the shop';
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : formatCount(count, TIMES);
}
