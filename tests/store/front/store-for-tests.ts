import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { LogSeverity, shopifyApi, ApiVersion, type Shopify } from '@shopify/shopify-api';
import '@shopify/shopify-api/adapters/node';
import type { Clock } from '#app/lib/clock.ts';
import type { StoreProduct } from '#tests/store/shop-records.ts';
import { startStore } from '#tests/store/start.ts';
import type { Store } from '#tests/store/store.ts';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

/** A request that reached the app's place, with its body read. */
export type Arrival = {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
};

export type StoreForTests = {
  store: Store;
  /** What reached the app, without webhooks. */
  arrivals: Arrival[];
  /** What the app answers, by path; `{"banner":null}` otherwise. */
  answers: Map<string, unknown>;
  /** Asks the store, without following redirects. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a form to the store. */
  post(path: string, fields: Record<string, string>, cookie?: string): Promise<Response>;
  close(): Promise<void>;
};

const API_KEY = 'test-api-key';
const API_SECRET = 'test-api-secret';

/** A store with six products in front of a server that stands where the app would and notes what it is sent. */
export async function openStoreForTests(
  clock: Clock = { now: () => Date.parse('2026-11-21T10:00:00Z') },
): Promise<StoreForTests> {
  const arrivals: Arrival[] = [];
  const answers = new Map<string, unknown>();
  const app = createServer(KEEP_ALIVE, (request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://app.example');
      if (url.pathname !== '/webhooks')
        arrivals.push({ method: request.method ?? '', url, headers: request.headers, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers.get(url.pathname) ?? { banner: null }));
    });
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  const address = app.address();
  if (address === null || typeof address === 'string')
    throw new Error('The test app has no port; close what blocks it.');
  const appUrl = `http://127.0.0.1:${String(address.port)}`;
  const store = await startStore({
    port: 0,
    smtpPort: 0,
    appUrl,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    clock,
    products,
  });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, store.url), { redirect: 'manual', ...init });
  return {
    store,
    arrivals,
    answers,
    ask,
    post: (path, fields, cookie = '') =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } }),
    async close() {
      app.closeAllConnections();
      await Promise.all([new Promise((closed) => app.close(closed)), store.close()]);
    },
  };
}

/** The library the app checks tokens and signatures with, configured as the app is. */
export function shopifyLibrary(apiSecretKey = API_SECRET): Shopify {
  return shopifyApi({
    apiKey: API_KEY,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    hostName: 'app.example',
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
}

/** The `name=value` part of the cookies an answer sets. */
export function cookiesSetBy(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const products: StoreProduct[] = [
  'Red Mug',
  'Blue Mug',
  'Tea Light',
  'Paper Bag',
  'Cake Tin',
  'Wall Clock',
].map((title, index) => ({
  id: `70${String(index)}`,
  variantId: `41${String(index)}`,
  inventoryItemId: `43${String(index)}`,
  sku: `2200${String(index)}`,
  handle: title.toLowerCase().replace(' ', '-'),
  title,
  vendor: 'Test Goods',
  productType: 'Homeware',
  tags: [],
  priceMinor: 250 + index,
  stock: index === 5 ? 0 : 20,
}));
