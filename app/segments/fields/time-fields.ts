import type { ProfileState } from '#app/profiles/profile-state.ts';
import { newestMoment } from '#app/scoring/intent.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { FieldGroup } from './field-group.ts';
import type { ShopifyField } from './shopify-field.ts';

/** A moment that conditions may be about. */
export type TimeFact = {
  group: FieldGroup;
  words: string;
  /** Epoch milliseconds; null means it never happened or is not known. */
  read(facts: SegmentFacts): number | null;
  /** Epoch milliseconds as well. */
  sql(sql: SqlBuilder): string;
  /** What a row keeps of it, under the field's name; left out where another table does. */
  stored?(profile: ProfileState): number | null;
  /** Whether it is a prediction, so that it changes when one is saved, and may lie ahead. */
  isPrediction?: true;
  /** Its like in Shopify's segment language. */
  shopify?: ShopifyField;
};

function plain(
  { field, ...kept }: Pick<TimeFact, 'group' | 'shopify'> & { field: string },
  words: string,
  stored: (profile: ProfileState) => number | null,
): TimeFact {
  return {
    ...kept,
    words,
    stored,
    read: ({ profile }) => stored(profile),
    sql: () => `f.${field}`,
  };
}

const timeFields = {
  first_seen: plain(
    { field: 'first_seen', group: 'Visits' },
    'first visit',
    (profile) => profile.firstSeenAt,
  ),
  last_seen: plain(
    { field: 'last_seen', group: 'Visits' },
    'last activity',
    (profile) => profile.lastSeenAt,
  ),
  first_order: plain(
    { field: 'first_order', group: 'Orders' },
    'first order',
    ({ orders }) => orders.firstAt,
  ),
  last_order: plain(
    {
      field: 'last_order',
      group: 'Orders',
      shopify: { name: 'last_order_date', differences: ['whole_days'] },
    },
    'last order',
    ({ orders }) => orders.lastAt,
  ),
  // Not the carts' own times: paying changes a cart once more, just after its order.
  last_cart: plain({ field: 'last_cart', group: 'Cart' }, 'last cart change', ({ signals }) =>
    newestMoment(signals.cart_changed),
  ),
  last_checkout: plain({ field: 'last_checkout', group: 'Cart' }, 'last checkout', ({ signals }) =>
    newestMoment(signals.checkout_started),
  ),
  last_shipped: plain(
    { field: 'last_shipped', group: 'Orders' },
    'last shipment',
    ({ orders }) => orders.shippedAt,
  ),
  last_delivered: plain(
    { field: 'last_delivered', group: 'Orders' },
    'last delivery',
    ({ orders }) => orders.deliveredAt,
  ),
  next_order: {
    group: 'Prediction',
    words: 'next order as expected',
    isPrediction: true,
    read: ({ prediction }) => prediction?.nextOrderAt ?? null,
    sql: (sql) => `(extract(epoch from ${sql.predicted('next_order_at')}) * 1000)::float8`,
  },
} satisfies Record<string, TimeFact>;

/**
 * A moment of a person. `last_cart`: the newest change of a cart that left something in it; `last_checkout`: the newest start;
 * `next_order`: when the next order is expected.
 */
export type TimeField = keyof typeof timeFields;

/** How each moment is called and read. */
export const TIME_FIELDS: Record<TimeField, TimeFact> = timeFields;

/** Whether a field is a moment. */
export function isTimeField(field: string): field is TimeField {
  return Object.hasOwn(TIME_FIELDS, field);
}
