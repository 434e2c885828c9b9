import { expect, test } from 'vitest';
import { identifierWords, joinWords, toldByTopic } from './identity-words.ts';

test.each([
  ['orders/create', 'an order'],
  ['customers/update', 'a customer record'],
  ['customers_email_marketing_consent/update', 'a consent'],
  ['draft_orders/update', 'a draft order'],
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
])('a join by %s reads “%s”', (cause, words) => {
  expect(joinWords(cause)).toBe(words);
});

test('an identifier is shown as a name and a value', () => {
  expect(identifierWords('visitor:a:b')).toBe('Browser a:b');
});
