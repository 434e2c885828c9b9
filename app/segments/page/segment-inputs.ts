import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import type { Predicate, Condition } from '#app/segments/predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';

/** The topic that most of a subject comes from; a subject that is not here depends on none. */
const TOPICS: Record<string, readonly string[]> = {
  [STOREFRONT_TOPIC]: ['page_viewed', 'product_viewed', 'searched', 'viewed'],
  'carts/update': ['cart_changed', 'cart_value', 'cart_quantity', 'last_cart', 'carted'],
  'checkouts/update': ['checkout_started', 'last_checkout'],
  'orders/create': [
    'orders',
    'units',
    'spent',
    'first_order',
    'last_order',
    'order_placed',
    'bought',
  ],
  'orders/cancelled': ['cancelled_orders', 'order_cancelled'],
  'refunds/create': ['refund_rate', 'refunded'],
  'fulfillments/create': ['last_shipped'],
  'fulfillment_events/create': ['last_delivered'],
  'customers_email_marketing_consent/update': ['email_consent'],
  'customers_marketing_consent/update': ['sms_consent'],
  'customers/update': ['tags', 'customer_orders', 'customer_spent'],
};

/** The topics that the conditions of a segment depend on, without those of segments they refer to. */
export function segmentInputs(predicate: Predicate): string[] {
  const subjects = new Set(conditionsOf(predicate).map(subjectOf));
  return Object.entries(TOPICS).flatMap(([topic, about]) =>
    about.some((subject) => subjects.has(subject)) ? [topic] : [],
  );
}

function subjectOf(condition: Condition): string {
  if ('field' in condition) return condition.field;
  if ('signal' in condition) return condition.signal;
  return 'interest' in condition ? condition.interest : condition.segment;
}
