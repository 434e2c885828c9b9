import { expect, test } from 'vitest';
import { joinWords, topicOrigin } from './identity-origins.ts';
import { identifierWords } from './identity-words.ts';

test.each([
  ['orders/create', 'an order'],
  ['customers/update', 'a customer record'],
  ['customers_email_marketing_consent/update', 'a consent'],
  ['draft_orders/update', 'a draft order'],
  ['companies/update', 'a company'],
  ['company_contacts/create', 'a company'],
  ['customer.tags_added', 'a customer record'],
  ['fulfillment_events/create', 'a parcel'],
  ['api/event', 'another program'],
  ['import/people', 'an imported file'],
  ['storefront/batch', 'a visit'],
  ['tendril/mail.clicked', 'an email'],
  ['tendril/profile.joined', 'staff'],
  ['something/else', 'an event'],
])('the topic %s comes from %s', (topic, words) => {
  expect(topicOrigin(topic)).toBe(words);
});

test.each([
  ['customer.merged', 'Shopify merged the two customers'],
  ['profile.joined', 'Merged by staff'],
  ['checkout.changed', 'Linked by a checkout'],
  ['person.imported', 'Linked by an imported file'],
  ['review.submitted', 'Linked by a review'],
])('a join by %s reads “%s”', (cause, words) => {
  expect(joinWords(cause)).toBe(words);
});

test('an identifier is shown as a name and a value', () => {
  expect(identifierWords('visitor:a:b')).toBe('Browser a:b');
});
