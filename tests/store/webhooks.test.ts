import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from './store.ts';
import {
  API_KEY,
  API_SECRET,
  startTestApp,
  startTestStore,
  type Received,
  type TestApp,
} from './test-app.ts';
import { retryDelay } from './webhook-sender.ts';

let app: TestApp;
let store: Store;

beforeEach(async () => {
  app = await startTestApp();
  store = await startTestStore(app.url, { webhooks: { retryWindowMs: 20 } });
});

afterEach(async () => {
  await store.close();
  await app.close();
});

function only(topic: string): Received {
  const [webhook, ...more] = app.of(topic);
  if (!webhook || more.length > 0)
    throw new Error(`Expected one ${topic}, got ${app.of(topic).length}`);
  return webhook;
}

function payload(topic: string): Record<string, unknown> {
  return JSON.parse(only(topic).body) as Record<string, unknown>;
}

test("Shopify's own library accepts the signature and reads the headers", async () => {
  store.shop.createCart({ lines: [{ variantId: '720', quantity: 2 }] });
  await store.webhooks.idle();
  const { headers, body } = only('carts/create');
  const shopify = shopifyApi({
    apiKey: API_KEY,
    apiSecretKey: API_SECRET,
    apiVersion: ApiVersion.October26,
    hostName: 'app.example',
    isEmbeddedApp: true,
    logger: { level: 0 },
  });
  const request = () =>
    new Request('https://app.example/webhooks', { method: 'POST', headers, body });
  await expect(
    shopify.webhooks.validate({ rawBody: body, rawRequest: request() }),
  ).resolves.toMatchObject({
    valid: true,
    topic: 'CARTS_CREATE',
    domain: 'tendril-demo.myshopify.com',
    apiVersion: '2026-10',
    triggeredAt: '2026-06-01T12:00:00.000Z',
  });
  await expect(
    shopify.webhooks.validate({ rawBody: `${body} `, rawRequest: request() }),
  ).resolves.toMatchObject({ valid: false });
});

test('a purchase can be followed from cart to checkout to order', async () => {
  const cart = store.shop.createCart({ lines: [{ variantId: '720', quantity: 2 }] });
  const checkout = store.shop.startCheckout({
    cartToken: cart.token,
    email: 'Ada@Example.com',
    acceptsMarketing: true,
  });
  const order = store.shop.placeOrder({ checkoutToken: checkout.token });
  await store.webhooks.idle();

  expect(payload('carts/create')).toMatchObject({ id: cart.token, token: cart.token });
  expect(payload('carts/create')).not.toHaveProperty('customer');
  expect(payload('checkouts/create')).toMatchObject({
    token: checkout.token,
    cart_token: cart.token,
    total_price: '5.00',
  });
  expect(payload('checkouts/create')).not.toHaveProperty('id');
  expect(payload('orders/create')).toMatchObject({
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    cart_token: cart.token,
    checkout_token: checkout.token,
    total_price_set: { shop_money: { amount: '5.00', currency_code: 'GBP' } },
    created_at: '2026-06-01T13:00:00+01:00',
    customer: { email: 'ada@example.com' },
  });
  expect(only('orders/paid').headers.get('x-shopify-event-id')).toBe(
    only('orders/create').headers.get('x-shopify-event-id'),
  );
});

test('marketing consent travels in its own topic and not with the customer', async () => {
  const customer = store.shop.createCustomer({ email: 'ada@example.com', tags: ['vip'] });
  store.shop.setConsent(customer.id, 'email', 'subscribed');
  store.shop.setConsent(customer.id, 'email', 'subscribed');
  await store.webhooks.idle();
  expect(payload('customers/create')).not.toHaveProperty('email_marketing_consent');
  expect(payload('customers/create')).not.toHaveProperty('tags');
  expect(payload('customers_email_marketing_consent/update')).toMatchObject({
    email_address: 'ada@example.com',
    email_marketing_consent: { state: 'subscribed', opt_in_level: 'single_opt_in' },
  });
});

test('some ids are above 2^53 and still exact in the body', async () => {
  const customers = Array.from({ length: 10 }, () => store.shop.createCustomer({}));
  await store.webhooks.idle();
  const big = customers.filter(({ id }) => BigInt(id) > Number.MAX_SAFE_INTEGER);
  expect(big).toHaveLength(1);
  expect(app.received.some(({ body }) => body.includes(`"id":${big[0]?.id},`))).toBe(true);
});

test('a variant reports when it runs out and when it is back', async () => {
  store.shop.setStock('720', 0);
  store.shop.setStock('720', 0);
  store.shop.setStock('720', 4);
  await store.webhooks.idle();
  expect(payload('variants/out_of_stock')).toMatchObject({
    inventory_quantity: 0,
    old_inventory_quantity: 10,
  });
  expect(payload('variants/in_stock')).toMatchObject({
    inventory_quantity: 4,
    old_inventory_quantity: 0,
  });
});

test('an order is shipped, delivered, refunded and cancelled', async () => {
  const customer = store.shop.createCustomer({ email: 'ada@example.com' });
  const order = store.shop.placeOrder({
    customerId: customer.id,
    lines: [{ variantId: '721', quantity: 1 }],
  });
  store.shop.deliverOrder(order.id);
  store.shop.refundOrder(order.id);
  store.shop.cancelOrder(order.id);
  await store.webhooks.idle();
  expect(payload('fulfillments/create')).toMatchObject({ shipment_status: null });
  expect(payload('fulfillment_events/create')).toMatchObject({ status: 'delivered' });
  expect(payload('refunds/create')).toMatchObject({
    transactions: [{ kind: 'refund', amount: '19.99' }],
  });
  expect(payload('orders/cancelled')).toMatchObject({
    cancel_reason: 'customer',
    financial_status: 'refunded',
  });
});

test('privacy requests name the shop, the customer and the orders', async () => {
  const customer = store.shop.createCustomer({ email: 'ada@example.com' });
  store.shop.placeOrder({ customerId: customer.id, lines: [{ variantId: '720', quantity: 1 }] });
  store.shop.requestCustomerData(customer.id);
  store.shop.redactCustomer(customer.id);
  store.shop.uninstallApp();
  store.shop.redactShop();
  await store.webhooks.idle();
  const shop = { shop_domain: 'tendril-demo.myshopify.com' };
  const whose = { ...shop, customer: { email: 'ada@example.com' } };
  expect(payload('customers/data_request')).toMatchObject(whose);
  expect(payload('customers/data_request').orders_requested).toHaveLength(1);
  expect(payload('customers/redact')).toMatchObject(whose);
  expect(payload('customers/purchasing_summary')).toMatchObject({
    numberOfOrders: 1,
    amountSpent: { amount: '2.50', currencyCode: 'GBP' },
  });
  expect(payload('app/uninstalled')).toMatchObject({ myshopify_domain: shop.shop_domain });
  expect(payload('shop/redact')).toMatchObject(shop);
});

test('after a merge the orders belong to the customer that remains', async () => {
  const [kept, gone] = [store.shop.createCustomer({}), store.shop.createCustomer({})];
  const order = store.shop.placeOrder({
    customerId: gone.id,
    lines: [{ variantId: '720', quantity: 1 }],
  });
  store.shop.mergeCustomers(kept.id, gone.id);
  await store.webhooks.idle();
  expect(kept.orderIds).toEqual([order.id]);
  expect(payload('customers/merge')).toMatchObject({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone.id}`,
  });
});

describe('delivery', () => {
  test('a refused webhook is sent again, the same bytes under the same id, until it is accepted', async () => {
    app.answer = () => (app.received.length < 3 ? 500 : 200);
    const customer = store.shop.createCustomer({ firstName: 'Ada' });
    customer.firstName = 'Changed since';
    await store.webhooks.idle();
    expect(app.received).toHaveLength(3);
    expect(new Set(app.received.map(({ webhookId, body }) => webhookId + body)).size).toBe(1);
    expect(store.webhooks.accepted).toHaveLength(1);
    expect(store.webhooks.counts()).toEqual({
      waiting: 0,
      accepted: 1,
      failed: 0,
      dropped: 0,
      retries: 2,
    });
  });

  test('after eight retries it is given up', async () => {
    app.answer = () => 503;
    store.shop.createCustomer({});
    await store.webhooks.idle();
    expect(app.received).toHaveLength(9);
    expect(store.webhooks.counts()).toMatchObject({ accepted: 0, failed: 1, retries: 8 });
  });

  test('the eight waits double and together fill the window', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((retry) => retryDelay(retry, 4 * 3_600_000));
    expect(waits[1]).toBe(2 * (waits[0] ?? 0));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(4 * 3_600_000);
  });

  test('an app that is unreachable is retried like one that refuses', async () => {
    const { url } = app;
    await app.close();
    store.shop.createCustomer({});
    await store.webhooks.idle();
    expect(store.webhooks.deliveries[0]).toMatchObject({ state: 'failed', attempts: 9 });
    expect(store.webhooks.deliveries[0]?.answer).toContain('ECONNREFUSED');
    expect(url).toBe(store.appUrl);
  });

  test('faults drop, double and reorder', async () => {
    store.webhooks.faults.dropShare = 1;
    store.shop.createCustomer({});
    store.webhooks.faults.dropShare = 0;
    store.webhooks.faults.duplicateShare = 1;
    store.webhooks.faults.shuffleMs = 30;
    const ids = Array.from({ length: 20 }, () => store.shop.createCustomer({}).id);
    await store.webhooks.idle();
    const received = app.received.map(({ body }) => /"id":(\d+)/.exec(body)?.[1] ?? '');
    expect(received).toHaveLength(40);
    expect([...new Set(received)].sort()).toEqual([...ids].sort());
    expect(received.filter((_id, index) => index % 2 === 0)).not.toEqual(ids);
    expect(store.webhooks.counts()).toMatchObject({ accepted: 20, dropped: 1 });
  });
});
