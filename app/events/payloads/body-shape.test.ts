import { expect, test } from 'vitest';
import { cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import {
  customerPayload,
  emailConsentPayload,
  smsConsentPayload,
} from '#tests/fixtures/customer-payloads.ts';
import {
  fulfillmentEventPayload,
  fulfillmentPayload,
  orderPayload,
  refundPayload,
} from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { complianceRequestPayload, shopPayload } from '#tests/fixtures/shop-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { TOPICS } from '#app/events/topics/registry.ts';

const TRIGGERED_AT = Date.UTC(2026, 9, 1, 10);
const SHOP_REDACT = { shop_id: 548380009, shop_domain: 'tendril-demo.myshopify.com' };

/** A genuine body of each kind that Shopify signs, and the topics that it is a body of. */
const GENUINE: [body: Payload, topics: RegExp][] = [
  [cartPayload(), /^carts\//],
  [checkoutPayload(), /^checkouts\/(create|update)/],
  [{ cart_token: 'eeafa272cebfd4b22385bc4b645e762c', id: 1 }, /^checkouts\/delete/],
  [orderPayload(), /^orders\/(?!edited|delete)/],
  [fulfillmentPayload(), /^fulfillments\//],
  [fulfillmentEventPayload(), /^fulfillment_events\//],
  [refundPayload(), /^refunds\//],
  [customerPayload(), /^customers\/(create|update|enable|disable)/],
  [emailConsentPayload(), /^customers_email_marketing_consent\//],
  [smsConsentPayload(), /^customers_marketing_consent\//],
  [productPayload(), /^products\/(create|update)/],
  [shopPayload(), /^(shop\/update|app\/uninstalled)/],
  [{ id: 1, shop_id: '5483', previous: [], current: ['read_orders'] }, /^app\/scopes_update/],
  [complianceRequestPayload({ orders_to_redact: [450789469] }), /^customers\/redact/],
  [
    complianceRequestPayload({ orders_requested: [450789469], data_request: { id: 9999 } }),
    /^customers\/data_request/,
  ],
  [SHOP_REDACT, /^shop\/redact/],
];

/** Topics that change nothing by their body: the body is only a hint, or is not read. */
const HARMLESS =
  /^(tendril|storefront|api)\/|^(draft_orders\/delete|inventory_levels\/update|returns\/request|orders\/(delete|edited)|customer\.(joined|left)_segment)$/;

test('a body is read under its own topics and quarantined under every other one', () => {
  const wrong: string[] = [];
  for (const [body, own] of GENUINE) {
    for (const topic of TOPICS.keys()) {
      if (HARMLESS.test(topic)) continue;
      const delivery = { topic, triggeredAt: TRIGGERED_AT, receivedAt: TRIGGERED_AT };
      const { outcome } = readDelivery({ ...delivery, body: encodeBody(body) });
      if ((outcome === 'read') !== own.test(topic))
        wrong.push(`${own.source} as ${topic}: ${outcome}`);
    }
  }
  expect(wrong).toEqual([]);
});
