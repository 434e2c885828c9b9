import { expect, test } from 'vitest';
import { TOPICS } from '#app/events/topics/registry.ts';
import type { TopicRecord } from '#app/events/topics/topic-record.ts';
import { adminSchema } from '#tests/store/graphql/admin-schema.ts';
import { AppToml, readAppToml, requestedScopes } from './app-toml.ts';

/** The topics that the app reads and that Shopify sends when it is asked to. */
function subscribed(how: TopicRecord['subscription']): string[] {
  return [...TOPICS].flatMap(([topic, { subscription }]) => (subscription === how ? [topic] : []));
}

/** Topics whose scope the schema words in a way that names no single one. */
const SCOPE_OF_GROUP: [prefix: string, scope: string][] = [
  ['orders/', 'read_orders'],
  ['refunds/', 'read_orders'],
  ['fulfillments/', 'read_fulfillments'],
  ['compan', 'read_customers'],
];

const toml = AppToml.parse(readAppToml());
const topics = toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics ?? []);

test('the file keeps the rules of Shopify for app configuration', () => {
  expect(AppToml.safeParse(readAppToml()).error?.issues).toBeUndefined();
});

test.each<[string, (toml: Record<string, unknown>) => unknown]>([
  ['a name of more than 30 characters', (file) => ({ ...file, name: 'T'.repeat(31) })],
  [
    'a reserved proxy subpath',
    (file) => ({ ...file, app_proxy: { url: '/proxy', prefix: 'apps', subpath: 'admin' } }),
  ],
  ['a section Shopify does not know', (file) => ({ ...file, webhook: {} })],
  [
    'one topic twice at one address',
    (file) => ({ ...file, webhooks: repeated({ topics: ['carts/update'] }) }),
  ],
  [
    'a compliance topic twice',
    (file) => ({ ...file, webhooks: repeated({ compliance_topics: ['shop/redact'] }) }),
  ],
  [
    'a compliance topic among the others',
    (file) => ({ ...file, webhooks: repeated({ compliance_topics: ['carts/update'] }) }),
  ],
  ['a subscription without topics', (file) => ({ ...file, webhooks: repeated({}) })],
])('the rules refuse %s', (_, broken) => {
  expect(AppToml.safeParse(broken(readAppToml() as Record<string, unknown>)).success).toBe(false);
});

test('the topics of the file are those that the app reads, and go to the one webhook handler', () => {
  expect(topics.toSorted()).toEqual(subscribed('topic').toSorted());
  expect(new Set(toml.webhooks.subscriptions.map(({ uri }) => uri))).toEqual(
    new Set(['/webhooks']),
  );
});

test('all three compliance topics are subscribed to', () => {
  const complianceTopics = toml.webhooks.subscriptions.flatMap(
    (subscription) => subscription.compliance_topics ?? [],
  );
  expect(complianceTopics.toSorted()).toEqual([
    'customers/data_request',
    'customers/redact',
    'shop/redact',
  ]);
  expect(subscribed('compliance').toSorted()).toEqual(complianceTopics.toSorted());
});

test('every topic exists in the API version of the file', () => {
  const known = topicDescriptions();
  expect(toml.webhooks.api_version).toBe('2026-10');
  expect(topics.filter((topic) => !known.has(topic))).toEqual([]);
});

test('the scopes cover every topic', () => {
  const known = topicDescriptions();
  const scopes = requestedScopes();
  const uncovered = topics.filter((topic) => {
    const named = [...(known.get(topic) ?? '').matchAll(/`(read_[a-z_]+)`/g)].map(
      ([, scope]) => scope ?? '',
    );
    const grouped = SCOPE_OF_GROUP.filter(([prefix]) => topic.startsWith(prefix)).map(
      ([, scope]) => scope,
    );
    return [...named, ...grouped].some((scope) => !scopes.includes(scope));
  });
  expect(uncovered).toEqual([]);
});

test('the scopes that turn a web pixel on are asked for', () => {
  expect(requestedScopes()).toEqual(
    expect.arrayContaining(['write_pixels', 'read_customer_events']),
  );
});

test('no scope is asked for that every store must first be approved for', () => {
  expect(requestedScopes()).not.toContain('read_all_orders');
  expect(requestedScopes()).not.toContain('read_users');
});

/** Every topic by its name in the file, with what the schema says of it. */
function topicDescriptions(): Map<string, string> {
  const type = adminSchema().schema.getType('WebhookSubscriptionTopic');
  if (!type || !('getValues' in type))
    throw new Error('The schema has no WebhookSubscriptionTopic.');
  const described = new Map(
    type.getValues().map(({ name, description }) => [name, description ?? '']),
  );
  return new Map(
    topics.flatMap((topic) => {
      const description = described.get(topic.replace(/[/.]/g, '_').toUpperCase());
      return description === undefined ? [] : [[topic, description] as const];
    }),
  );
}

function repeated(subscription: object) {
  const one = { uri: '/webhooks', ...subscription };
  return { api_version: '2026-10', subscriptions: [one, one] };
}
