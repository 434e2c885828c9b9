import { expect, test } from 'vitest';
import { TOPICS } from './registry.ts';

test('a topic is in one record only', () => {
  const claimed = [...new Set(TOPICS.values())].flatMap(({ names }) => names);
  expect(claimed.toSorted()).toEqual([...TOPICS.keys()].sort());
});

test('what Shopify passes on for the law, and that the app was removed, is taken of a removed app', () => {
  const late = [...TOPICS].flatMap(([topic, { isSentAfterUninstall }]) =>
    isSentAfterUninstall ? [topic] : [],
  );
  expect(late.toSorted()).toEqual([
    'app/uninstalled',
    'customers/data_request',
    'customers/redact',
    'shop/redact',
  ]);
});
