import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { startStore } from './start.ts';
import type { Store, StoreOptions } from './store.ts';
import type { StoreProduct } from './shop-records.ts';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

export type Received = { topic: string; webhookId: string; headers: Headers; body: string };

/** Stands where the app is: keeps what it was sent and answers as set. */
export type TestApp = {
  url: string;
  received: Received[];
  /** What was received of a topic, oldest first. */
  of(topic: string): Received[];
  answer: (webhook: Received) => number;
  close(): Promise<void>;
};

export const API_KEY = 'local-key';
export const API_SECRET = 'local-secret';

/** A product per price in minor units, with ten pieces of each. */
function testProducts(...pricesMinor: number[]): StoreProduct[] {
  return pricesMinor.map((priceMinor, index) => ({
    id: `71${index}`,
    variantId: `72${index}`,
    inventoryItemId: `73${index}`,
    sku: `SKU-${index}`,
    handle: `product-${index}`,
    title: `Product ${index}`,
    vendor: 'Test Goods',
    productType: 'Gift',
    tags: [],
    priceMinor,
    stock: 10,
  }));
}

export async function startTestApp(): Promise<TestApp> {
  const received: Received[] = [];
  const app: TestApp = {
    url: '',
    received,
    of: (topic) => received.filter((webhook) => webhook.topic === topic),
    answer: () => 200,
    close: () =>
      new Promise((closed) => (server.close(() => closed()), server.closeAllConnections())),
  };
  const server = createServer(
    KEEP_ALIVE,
    createRequestListener(async (request) => {
      const { headers } = request;
      const webhook = {
        topic: headers.get('x-shopify-topic') ?? '',
        webhookId: headers.get('x-shopify-webhook-id') ?? '',
        headers,
        body: await request.text(),
      };
      received.push(webhook);
      return new Response(null, { status: app.answer(webhook) });
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The test app listens on no TCP port.');
  app.url = `http://127.0.0.1:${address.port}`;
  return app;
}

/** A store on free ports whose webhooks go to an address. */
export function startTestStore(
  appUrl: string,
  options: Partial<StoreOptions> = {},
): Promise<Store> {
  return startStore({
    port: 0,
    smtpPort: 0,
    appUrl,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    clock: { now: () => Date.UTC(2026, 5, 1, 12) },
    products: testProducts(250, 1_999),
    ...options,
  });
}

/** A store that sends no webhooks: for tests of its Admin API alone. */
export function startWebhooklessStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  return startTestStore('http://127.0.0.1:9', {
    ...options,
    webhooks: { subscribedTo: () => false },
  });
}

/** What the Admin API answers. */
export type Reply = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: unknown;
};

/** Asks a store's Admin API with a token it issued. */
export async function askAdmin(
  store: Store,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Reply> {
  const response = await fetch(`${store.url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'x-shopify-access-token': store.tokens.issue().access_token },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Reply;
}
