import { expect, test } from 'vitest';
import { TOPICS, topicsByName } from './registry.ts';

test('a topic that two records name is refused', () => {
  const [record] = TOPICS.values();
  if (!record) throw new Error('There should be topics.');
  const same = { ...record, names: [record.names[0]] as const };
  expect(() => topicsByName([record, same])).toThrow(
    `Two records name the topic ${record.names[0]}; leave one.`,
  );
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
