import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TOPICS } from '#app/events/topics/registry.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { fuzzWebhook } from '#tests/faults/hostile.ts';
import { reportProof } from '#tests/faults/report-proof.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import {
  OLD_WEBHOOK_SECRET,
  openWebhooks,
  signWebhook,
  WEBHOOK_BODY,
  WEBHOOK_SECRET,
  webhookRequest,
  type WebhookChange,
} from '#tests/setup/webhook-visits.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { webhooksHandler } from './webhooks.server.ts';

const db = await testDatabase();
const { services, waiting } = openWebhooks(db);
const FORGED_COUNT = process.env.NIGHTLY === '1' ? 1_000_000 : 20_000;

function shopNamed(length: number): string {
  return `${'a'.repeat(length)}.myshopify.com`;
}

/** What Shopify signs with the app's secret and shows to people: session tokens, launches, proxied requests. */
function textSignedForOtherUse(domain: string, number: number): string {
  switch (number % 3) {
    case 0: {
      const nowMs = Date.now() + number;
      const token = sessionToken({ shop: domain, apiKey: 'key', apiSecret: WEBHOOK_SECRET, nowMs });
      return token.slice(0, token.lastIndexOf('.'));
    }
    case 1:
      return `embedded=1&host=YWRtaW4&shop=${domain}&timestamp=${String(number)}`;
    default:
      return `cart=${String(number)}logged_in_customer_id=path_prefix=/apps/tendrilshop=${domain}timestamp=1`;
  }
}

describe('a signature at the webhook handler', () => {
  const refused: [name: string, change: WebhookChange, status: number][] = [
    ['a wrong signature', { headers: { 'x-shopify-hmac-sha256': signWebhook('other') } }, 401],
    [
      'a signature in hexadecimal',
      {
        headers: {
          'x-shopify-hmac-sha256': createHmac('sha256', WEBHOOK_SECRET)
            .update(WEBHOOK_BODY)
            .digest('hex'),
        },
      },
      401,
    ],
    [
      'an unknown secret',
      { headers: { 'x-shopify-hmac-sha256': signWebhook(WEBHOOK_BODY, 'guess') } },
      401,
    ],
    ['no signature', { headers: { 'x-shopify-hmac-sha256': null } }, 400],
    ['no topic', { headers: { 'x-shopify-topic': null } }, 400],
    ['no shop', { headers: { 'x-shopify-shop-domain': null } }, 400],
    ['no delivery id', { headers: { 'x-shopify-webhook-id': null } }, 400],
    ['a topic of our own', { headers: { 'x-shopify-topic': 'tendril/mail.clicked' } }, 400],
    ['a topic of the pixel', { headers: { 'x-shopify-topic': 'storefront/batch' } }, 400],
    ['a topic of the events API', { headers: { 'x-shopify-topic': 'API/event' } }, 400],
    ['a key of a delivery of our own', { headers: { 'x-shopify-webhook-id': 'tendril:x:1' } }, 400],
    ['a key of a replay', { headers: { 'x-shopify-webhook-id': 'replay:w-0' } }, 400],
    ['a shop with a name of 87', { headers: { 'x-shopify-shop-domain': shopNamed(87) } }, 400],
    ['an empty body', { body: '' }, 400],
    ['a text', { body: '"text"' }, 400],
    ['white space before the body', { body: ' {}' }, 400],
    ['a byte order mark before the body', { body: '\uFEFF{}' }, 400],
    ['another method', { method: 'GET' }, 405],
    ['more than 2 MB', { body: 'x'.repeat(2 * 1024 * 1024 + 1) }, 413],
  ];
  test.each(refused)('refuses %s and stores nothing', async (_name, over, status) => {
    const shop = await installedShop(db.pool);
    expect((await webhooksHandler(webhookRequest(shop.domain, over), services())).status).toBe(
      status,
    );
    expect(await waiting(shop.id)).toBe(0);
  });

  test('2,000 texts that the secret signs for other purposes are no webhooks, whatever the headers say', async () => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    const random = openRandomSource(2_000);
    const topics = [...TOPICS.keys(), 'planets/aligned'];
    const answers: Record<number, number> = {};
    for (let made = 0; made < 2_000; made += 1) {
      const signed = textSignedForOtherUse(shop.domain, made);
      const headers = {
        'x-shopify-topic': random.pick(topics),
        'x-shopify-webhook-id': `stolen-${String(made)}`,
      };
      const { status } = await webhooksHandler(
        webhookRequest(shop.domain, { body: signed, headers }),
        webhooks,
      );
      answers[status] = (answers[status] ?? 0) + 1;
    }
    expect(answers).toEqual({ 400: 2_000 });
    expect(await waiting(shop.id)).toBe(0);
  });

  test('accepts the previous secret, because Shopify signs with it for a while after a rotation', async () => {
    const shop = await installedShop(db.pool);
    const headers = { 'x-shopify-hmac-sha256': signWebhook(WEBHOOK_BODY, OLD_WEBHOOK_SECRET) };
    expect(
      (await webhooksHandler(webhookRequest(shop.domain, { headers }), services())).status,
    ).toBe(200);
    expect(await waiting(shop.id)).toBe(1);
  });

  test('A7 refuses every forged request, and stores nothing of it', async (context) => {
    const shop = await installedShop(db.pool);
    const webhooks = services();
    const random = openRandomSource(20_000);
    const order = encodeBody(orderPayload());
    const genuine = { topic: 'orders/create', shop: shop.domain, id: 'w-1', body: order };
    const answers: Record<number, number> = {};
    for (let made = 0; made < FORGED_COUNT; made += 1) {
      const { headers = {}, body = '' } = fuzzWebhook(
        { ...genuine, secret: WEBHOOK_SECRET },
        random,
      );
      const present = Object.entries(headers).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const request = new Request('https://app.example/webhooks', {
        method: 'POST',
        headers: present,
        body: Buffer.from(body),
      });
      const { status } = await webhooksHandler(request, webhooks);
      answers[status] = (answers[status] ?? 0) + 1;
    }
    const stored = await waiting(shop.id);
    reportProof(context, {
      promise: 'A7 forged requests change nothing (the handler alone)',
      size: `${String(FORGED_COUNT)} at random`,
      lost: 0,
      duplicated: 0,
      unexpected: FORGED_COUNT - (answers[400] ?? 0) - (answers[401] ?? 0) + stored,
    });
    expect((answers[400] ?? 0) + (answers[401] ?? 0)).toBe(FORGED_COUNT);
    expect(stored).toBe(0);
  });
});
