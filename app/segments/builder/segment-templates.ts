import type { FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';

/** A segment to start from. */
export type SegmentTemplate = {
  key: string;
  name: string;
  purpose: string;
  stage: FunnelStage;
  predicate: Predicate;
};

/** Currencies without hundredths need no care: a template is a start, and its amounts are looked at. */
const AMOUNTS = { large: 100_00, valuable: 500_00 };

/** Segments that shops ask for again and again, by the stage they act on. */
export function segmentTemplates(currency: string): SegmentTemplate[] {
  return [
    {
      key: 'keen',
      name: 'Consideration / keen, not bought',
      purpose: 'Help to decide: guides, reviews, an answer to what holds them back.',
      stage: 'consideration',
      predicate: {
        all: [
          { signal: 'product_viewed', is: 'at_least', times: 3, days: 14 },
          { signal: 'order_placed', is: 'fewer_than', times: 1, days: 14 },
        ],
      },
    },
    {
      key: 'new_subscribers',
      name: 'Awareness / subscribed, never ordered',
      purpose: 'Welcome and lead to the first order.',
      stage: 'awareness',
      predicate: {
        all: [
          { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
          { field: 'orders', is: 'equal', value: 0 },
        ],
      },
    },
    {
      key: 'large_carts',
      name: 'Decision / large cart left behind',
      purpose:
        'A personal word: a person who fills such a cart deserves help, not only a reminder.',
      stage: 'decision',
      predicate: {
        all: [
          { field: 'cart_value', is: 'at_least', value: AMOUNTS.large, currency },
          { field: 'last_cart', is: 'within', days: 7 },
          { field: 'last_cart', is: 'after', than: 'last_order' },
        ],
      },
    },
    {
      key: 'second_order',
      name: 'Retention / due for the second order',
      purpose: 'Lead to the second order while the first is remembered.',
      stage: 'retention',
      predicate: {
        all: [
          { field: 'orders', is: 'equal', value: 1 },
          { field: 'last_order', is: 'days_ago', least: 30, most: 60 },
        ],
      },
    },
    {
      key: 'best_customers',
      name: 'Retention / best customers',
      purpose: 'Reward, ask for advice, show new things first. Never a first-order code.',
      stage: 'retention',
      predicate: {
        all: [
          { field: 'spent', is: 'at_least', value: AMOUNTS.valuable, currency },
          { signal: 'order_placed', is: 'at_least', times: 3, days: 365 },
        ],
      },
    },
    {
      key: 'valuable_at_risk',
      name: 'Win back / valuable and at risk',
      purpose: 'A reason to come back before it is too late.',
      stage: 'win_back',
      predicate: {
        all: [
          { segment: 'at_risk', is: 'in' },
          { field: 'spent', is: 'at_least', value: AMOUNTS.valuable, currency },
        ],
      },
    },
    {
      key: 'unmoved',
      name: 'Win back / gets emails, never clicks',
      purpose: 'Write less often, or ask what they would like to read.',
      stage: 'win_back',
      predicate: {
        all: [
          { signal: 'mail_sent', is: 'at_least', times: 5, days: 60 },
          { signal: 'mail_clicked', is: 'fewer_than', times: 1, days: 60 },
        ],
      },
    },
    {
      key: 'discount_hunters',
      name: 'Retention / buys only with discounts',
      purpose: 'Leave out of discounts; offer value in other ways.',
      stage: 'retention',
      predicate: {
        all: [
          { field: 'orders', is: 'at_least', value: 2 },
          { field: 'discount_share', is: 'at_least', value: 25 },
        ],
      },
    },
    {
      key: 'unhappy',
      name: 'Retention / something went wrong',
      purpose: 'Solve it first: no marketing until it is.',
      stage: 'retention',
      predicate: {
        any: [
          { signal: 'ticket_opened', is: 'at_least', times: 1, days: 14 },
          { signal: 'reviewed_badly', is: 'at_least', times: 1, days: 30 },
          { signal: 'refunded', is: 'at_least', times: 1, days: 30 },
        ],
      },
    },
    {
      key: 'trade_interest',
      name: 'Wholesale / buys like a trader, not applied',
      purpose: 'Invite to apply for a trade account.',
      stage: 'wholesale',
      predicate: {
        all: [
          { segment: TRADER_KEY, is: 'in' },
          { not: { signal: 'applied', is: 'at_least', times: 1, days: 365 } },
        ],
      },
    },
  ];
}
