import { REPORTED_TOPIC } from '#app/events/api/reported-event.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import type { ReceivedField } from '#app/events/inbox/received-fields.ts';

/** Deliveries that come at no regular time: a user's request, or our own doing, such as an import. */
const NOT_WATCHED =
  /^(tendril|import|app|app_subscriptions|bulk_operations|shop)\/|^customers\/(data_request|redact)$/;

/** Whether it is looked at how often a topic comes. */
export function isWatched(topic: string): boolean {
  return !NOT_WATCHED.test(topic);
}

/** What can be done about a topic that went silent. */
export type TopicAdvice = { text: string; action: 'compare' | 'pixel' | 'keys' };

/** What to do when a topic does not come any more. */
export function topicAdvice(topic: string): TopicAdvice {
  if (topic === STOREFRONT_TOPIC)
    return {
      text: 'Check that the Tendril pixel is connected under Settings, Customer events in Shopify, and that visitors are asked for consent.',
      action: 'pixel',
    };
  if (topic === REPORTED_TOPIC)
    return {
      text: 'Check that your help desk or review app still has a key that is in use.',
      action: 'keys',
    };
  return {
    text: 'Compare with Shopify now: what was missed is read again, and nothing is counted twice. If it stays silent, ask the operator of Tendril to deploy the app once more, which renews its webhooks.',
    action: 'compare',
  };
}

const FIELDS: Record<ReceivedField, string> = {
  customerId: 'the customer',
  email: 'the email address',
  phone: 'the phone number',
  firstName: 'the first name',
  lastName: 'the last name',
  country: 'the country',
  region: 'the region',
  locale: 'the language',
  company: 'the company',
  touch: 'the source of the visit',
};

/** A field in words: "the email address". */
export function fieldWords(field: ReceivedField): string {
  return FIELDS[field];
}

/** What to do about a field that stopped coming. */
export function driftAdvice(field: ReceivedField): string {
  return field === 'touch'
    ? 'Check that a consent banner or a redirect does not cut utm parameters off your links.'
    : 'Check the app’s access to protected customer data in Shopify, and whether your checkout still asks for it.';
}

/** What to do about values that cannot be read, by the end of their field's name. */
export function dataIssueAdvice(field: string): string {
  const name = field.slice(field.lastIndexOf('.') + 1);
  if (/phone/.test(name)) return 'Correct the number in Shopify, with its country code.';
  if (/country|province/.test(name)) return 'Check which app or form writes the address.';
  if (/email/.test(name)) return 'Correct the address in Shopify.';
  if (/currency|price|amount|money/.test(name))
    return 'The rest of the delivery was used. Check which app writes this amount.';
  if (/_at$|date/i.test(name)) return 'Check which app writes this date.';
  return 'Check which app or form writes this field.';
}
