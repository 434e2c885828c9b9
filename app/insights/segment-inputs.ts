import { STOREFRONT_TOPIC } from '#app/events/storefront-batch.ts';
import type { Predicate, Question } from '#app/segments/predicate.ts';
import { questionsOf } from '#app/segments/questions-of.ts';

/** The topic that tells most of what a subject is about; a subject that is not here hangs on none. */
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

/** The topics that the conditions of a segment stand on, without those of segments they ask about. */
export function segmentInputs(predicate: Predicate): string[] {
  const subjects = new Set(questionsOf(predicate).map(subjectOf));
  return Object.entries(TOPICS).flatMap(([topic, about]) =>
    about.some((subject) => subjects.has(subject)) ? [topic] : [],
  );
}

function subjectOf(question: Question): string {
  if ('field' in question) return question.field;
  if ('signal' in question) return question.signal;
  return 'interest' in question ? question.interest : question.segment;
}
