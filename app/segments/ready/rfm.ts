import type { Predicate } from '#app/segments/predicate.ts';
import type { Tiers } from './tiers.ts';

export type RfmKey =
  | 'rfm_champions'
  | 'rfm_loyal'
  | 'rfm_new'
  | 'rfm_promising'
  | 'rfm_needs_attention'
  | 'rfm_at_risk'
  | 'rfm_hibernating'
  | 'rfm_lost';

/** Days since the last order. A month, a season, two, a year: see `rfm`. */
const [VERY_RECENT, RECENT, NOT_LONG_AGO, THIS_YEAR] = [30, 90, 180, 365];
/** Orders of a customer who comes again and again, and of one who came again. */
const [MANY, SOME] = [4, 2];
/** What a good customer has spent in all, in the smallest unit of the currency. */
const MUCH = 50_000;

function lastOrderWithin(days: number): Predicate {
  return { field: 'last_order', is: 'within', days };
}
function orders(value: number): Predicate {
  return { field: 'orders', is: 'at_least', value };
}
const spentMuch: Predicate = { field: 'spent', is: 'at_least', value: MUCH };

/**
 * Groups of buyers by recency, frequency and money. The groups are those that Shopify describes for a
 * customer's `rfmGroup` (shopify.dev, CustomerRfmGroup), in fewer steps, under the field's usual names. Shopify
 * cuts each axis by fifths of the shop's customers, so that a customer changes group because of what others do.
 * Here the bounds are fixed: a group means the same this year and next, its members change when they act or
 * when their own time comes, and a merchant may set the bounds to the shop's rhythm. Those given suit a shop
 * whose customers come back within a season (90 days) and spend some 100 of its currency an order.
 */
export const rfm: Tiers<RfmKey> = {
  of: { field: 'orders', is: 'at_least', value: 1 },
  tiers: [
    {
      key: 'rfm_champions',
      name: 'RFM champions',
      purpose: 'Ask for reviews and referrals; show what is new first.',
      version: 1,
      when: { all: [lastOrderWithin(VERY_RECENT), orders(MANY), spentMuch] },
    },
    {
      key: 'rfm_loyal',
      name: 'RFM loyal',
      purpose: 'Reward; offer what goes with what they own.',
      version: 1,
      when: {
        all: [lastOrderWithin(RECENT), { any: [orders(MANY), { all: [orders(SOME), spentMuch] }] }],
      },
    },
    {
      key: 'rfm_new',
      name: 'RFM new',
      purpose: 'Care for the first order and lead to the second.',
      version: 1,
      when: { all: [lastOrderWithin(VERY_RECENT), { not: orders(SOME) }] },
    },
    {
      key: 'rfm_promising',
      name: 'RFM promising',
      purpose: 'Give a reason for the next order.',
      version: 1,
      when: lastOrderWithin(RECENT),
    },
    {
      key: 'rfm_needs_attention',
      name: 'RFM needs attention',
      purpose: 'Remind of what they liked before they drift away.',
      version: 1,
      when: { all: [lastOrderWithin(NOT_LONG_AGO), { any: [orders(SOME), spentMuch] }] },
    },
    {
      key: 'rfm_at_risk',
      name: 'RFM at risk',
      purpose: 'Win back good customers, personally if need be.',
      version: 1,
      when: { all: [lastOrderWithin(THIS_YEAR), { any: [orders(MANY), spentMuch] }] },
    },
    {
      key: 'rfm_hibernating',
      name: 'RFM hibernating',
      purpose: 'One offer to come back, then rarely.',
      version: 1,
      when: lastOrderWithin(THIS_YEAR),
    },
    {
      key: 'rfm_lost',
      name: 'RFM lost',
      purpose: 'Stop writing, unless they come back by themselves.',
      version: 1,
      when: { field: 'last_order', is: 'before', days: THIS_YEAR },
    },
  ],
};
