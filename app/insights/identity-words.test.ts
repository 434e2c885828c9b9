import { expect, test } from 'vitest';
import { identifierWords, joinWords, toldByTopic } from './identity-words.ts';

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
  ['import/people', 'a file that was moved in'],
  ['storefront/batch', 'a visit'],
  ['tendril/mail.clicked', 'a mail'],
  ['tendril/profile.joined', 'staff'],
  ['something/else', 'an event'],
])('what %s told was told by %s', (topic, words) => {
  expect(toldByTopic(topic)).toBe(words);
});

test.each([
  ['customer.merged', 'Shopify merged the two customers'],
  ['profile.joined', 'Staff said they are the same person'],
  ['checkout.changed', 'Told together by a checkout'],
  ['person.imported', 'Told together by a file that was moved in'],
  ['review.submitted', 'Told together by a review'],
])('a join by %s reads “%s”', (cause, words) => {
  expect(joinWords(cause)).toBe(words);
});

test('an identifier is shown as a name and a value', () => {
  expect(identifierWords('visitor:a:b')).toBe('Browser a:b');
});
