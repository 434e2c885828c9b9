import { expect, test } from 'vitest';
import * as payloads from '#tests/fixtures/shopify-payloads.ts';
import { readDelivery } from './read-delivery.ts';
import { READERS } from './topics.ts';

const TRIGGERED_AT = Date.UTC(2026, 9, 1, 10);
const SHOP_REDACT = { shop_id: 548380009, shop_domain: 'tendril-demo.myshopify.com' };

/** A genuine body of each kind that Shopify signs, and the topics that it is a body of. */
const GENUINE: [body: payloads.Payload, topics: RegExp][] = [
  [payloads.cartPayload(), /^carts\//],
  [payloads.checkoutPayload(), /^checkouts\/(create|update)/],
  [{ cart_token: 'eeafa272cebfd4b22385bc4b645e762c', id: 1 }, /^checkouts\/delete/],
  [payloads.orderPayload(), /^orders\/(?!edited|delete)/],
  [payloads.fulfillmentPayload(), /^fulfillments\//],
  [payloads.fulfillmentEventPayload(), /^fulfillment_events\//],
  [payloads.refundPayload(), /^refunds\//],
  [payloads.customerPayload(), /^customers\/(create|update|enable|disable)/],
  [payloads.emailConsentPayload(), /^customers_email_marketing_consent\//],
  [payloads.smsConsentPayload(), /^customers_marketing_consent\//],
  [payloads.productPayload(), /^products\/(create|update)/],
  [payloads.shopPayload(), /^(shop\/update|app\/uninstalled)/],
  [{ id: 1, shop_id: '5483', previous: [], current: ['read_orders'] }, /^app\/scopes_update/],
  [payloads.dutyPayload({ orders_to_redact: [450789469] }), /^customers\/redact/],
  [
    payloads.dutyPayload({ orders_requested: [450789469], data_request: { id: 9999 } }),
    /^customers\/data_request/,
  ],
  [SHOP_REDACT, /^shop\/redact/],
];

/** Topics that change nothing by their body: the body is only a hint, or is not read. */
const HARMLESS =
  /^(tendril|storefront|api)\/|^(draft_orders\/delete|inventory_levels\/update|returns\/request|orders\/(delete|edited)|customer\.(joined|left)_segment)$/;

test('a body is read as its own topics and set aside under every other one', () => {
  const wrong: string[] = [];
  for (const [body, own] of GENUINE) {
    for (const topic of READERS.keys()) {
      if (HARMLESS.test(topic)) continue;
      const delivery = { topic, triggeredAt: TRIGGERED_AT, receivedAt: TRIGGERED_AT };
      const { outcome } = readDelivery({ ...delivery, body: payloads.encodeBody(body) });
      if ((outcome === 'read') !== own.test(topic))
        wrong.push(`${own.source} as ${topic}: ${outcome}`);
    }
  }
  expect(wrong).toEqual([]);
});
