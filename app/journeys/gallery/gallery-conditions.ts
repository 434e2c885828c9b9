import type { Predicate } from '#app/segments/predicate.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';

/** Has agreed to marketing email. */
export const isSubscribed: Predicate = {
  field: 'email_consent',
  is: 'one_of',
  values: ['subscribed'],
};

/** Buys for a business: for a company in Shopify, or as a trader does. */
export const isTrade: Predicate = {
  any: [
    { field: 'companies', is: 'known' },
    { segment: TRADER_KEY, is: 'in' },
    { field: 'tags', is: 'has_any', values: ['wholesale', 'trade', 'b2b'] },
  ],
};

export const isRetail: Predicate = { not: isTrade };

/** Has placed at least so many orders in three years, the one that is placed now included. */
export function hasOrders(least: number): Predicate {
  return { signal: 'order_placed', is: 'at_least', times: least, days: 1_095 };
}

export const hasNoOrders: Predicate = { field: 'orders', is: 'at_most', value: 0 };

/** Has nothing in the cart and began no checkout lately, of which other journeys remind. */
export const hasNoCart: Predicate = {
  all: [
    { segment: 'cart_starter', is: 'not_in' },
    { segment: 'checkout_starter', is: 'not_in' },
  ],
};
