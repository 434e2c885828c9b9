import { expect, test } from 'vitest';
import { TOPICS } from '#app/events/topics/registry.ts';
import { isWatched, topicAdvice } from './watched-topics.ts';

test.each([
  ['orders/create', 'compare'],
  ['storefront/batch', 'pixel'],
  ['api/event', 'keys'],
])('when %s goes silent there is something to do: %s', (topic, action) => {
  expect(TOPICS.has(topic)).toBe(true);
  expect(isWatched(topic)).toBe(true);
  expect(topicAdvice(topic).action).toBe(action);
});

test.each(['tendril/mail.sent', 'import/people', 'shop/update', 'customers/redact'])(
  '%s comes when it comes, so its silence says nothing',
  (topic) => {
    expect(isWatched(topic)).toBe(false);
  },
);
