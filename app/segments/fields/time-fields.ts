import type { ProfileState } from '#app/profiles/profile-state.ts';
import { newestMoment } from '#app/scoring/intent.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { TimeField } from '#app/segments/predicate.ts';

/** A moment that conditions may be about. */
export type TimeFact = {
  words: string;
  /** Epoch milliseconds; null means it never happened or is not known. */
  read(facts: SegmentFacts): number | null;
  /** Epoch milliseconds as well. */
  sql(sql: SqlBuilder): string;
  /** What a row keeps of it, under the field's name; left out where another table does. */
  stored?(profile: ProfileState): number | null;
  /** Whether it is a prediction, so that it changes when one is saved. */
  isPrediction?: true;
};

function plain(
  field: TimeField,
  words: string,
  stored: (profile: ProfileState) => number | null,
): TimeFact {
  return { words, stored, read: ({ profile }) => stored(profile), sql: () => `f.${field}` };
}

/** How each moment is called and read. */
export const TIME_FIELDS: Record<TimeField, TimeFact> = {
  first_seen: plain('first_seen', 'first visit', (profile) => profile.firstSeenAt),
  last_seen: plain('last_seen', 'last activity', (profile) => profile.lastSeenAt),
  first_order: plain('first_order', 'first order', ({ orders }) => orders.firstAt),
  last_order: plain('last_order', 'last order', ({ orders }) => orders.lastAt),
  // Not the carts' own times: paying changes a cart once more, just after its order.
  last_cart: plain('last_cart', 'last cart change', ({ signals }) =>
    newestMoment(signals.cart_changed),
  ),
  last_checkout: plain('last_checkout', 'last checkout', ({ signals }) =>
    newestMoment(signals.checkout_started),
  ),
  last_shipped: plain('last_shipped', 'last shipment', ({ orders }) => orders.shippedAt),
  last_delivered: plain('last_delivered', 'last delivery', ({ orders }) => orders.deliveredAt),
  next_order: {
    words: 'next order as expected',
    isPrediction: true,
    read: ({ prediction }) => prediction?.nextOrderAt ?? null,
    sql: (sql) => `(extract(epoch from ${sql.predicted('next_order_at')}) * 1000)::float8`,
  },
};

/** Whether a field is a moment. */
export function isTimeField(field: string): field is TimeField {
  return Object.hasOwn(TIME_FIELDS, field);
}
