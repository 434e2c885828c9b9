import { expect, test } from 'vitest';
import { EMAIL_TOPICS, emailTopicLabel, emailTopicOf } from './email-topics.ts';

test.each([
  ['basket', 'help', false, 'carts'],
  ['basket', 'offer', false, 'carts'],
  ['order', 'proof', true, 'reviews'],
  ['order', 'help', false, 'advice'],
  ['person', 'answer', false, 'advice'],
  ['person', 'offer', false, 'news'],
  ['person', null, false, 'news'],
  ['news', 'help', false, 'news'],
  ['news', null, false, 'news'],
] as const)(
  'an email about a %s whose purpose is %s, asking for a review: %s, belongs to %s',
  (subject, purpose, asksForReview, topic) => {
    expect(emailTopicOf({ subject, purpose, asksForReview })).toBe(topic);
  },
);

test('every email has a topic that merchants can read', () => {
  for (const subject of ['basket', 'order', 'application', 'person', 'news', 'new'])
    for (const purpose of ['answer', 'proof', 'help', 'offer', null] as const)
      for (const asksForReview of [true, false])
        expect(EMAIL_TOPICS).toContain(emailTopicOf({ subject, purpose, asksForReview }));
  expect(EMAIL_TOPICS.map(emailTopicLabel)).toEqual([
    'Cart reminders',
    'Reviews',
    'Product advice and restock',
    'News and offers',
  ]);
  expect(emailTopicLabel('gone')).toBe('gone');
});
