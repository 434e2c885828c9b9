import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import type { Store, StoreOptions } from './store.ts';
import { adminApi } from './admin-graphql.ts';
import { frontRoutes } from './front/routes.ts';
import { mailboxRoute, openMailbox } from './mailbox.ts';
import { oauthRoute, tokenRegistry } from './oauth.ts';
import { productPicture } from './product-picture.ts';
import { dispatch, type StoreRoute } from './routes.ts';
import { openShop, type ShopState } from './shop-state.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { KEEP_ALIVE } from '#tests/setup/keep-alive.ts';

/** What the app may read and write by default. */
const DEFAULT_SCOPES =
  'read_customers,write_customers,read_customer_merge,read_orders,read_fulfillments,read_products,read_inventory,' +
  'read_discounts,write_discounts,read_draft_orders,write_draft_orders,read_companies,write_companies,' +
  'write_pixels,read_customer_events,write_app_proxy';

const API_VERSION = '2026-10';

/** Opens a Shopify store on this machine: web face, Admin API, webhooks and mail server. */
export async function startStore(given: StoreOptions): Promise<Store> {
  const options = {
    ...given,
    shopDomain: given.shopDomain ?? 'tendril-demo.myshopify.com',
    currency: given.currency ?? 'GBP',
    timezone: given.timezone ?? 'Europe/London',
    scopes: given.scopes ?? DEFAULT_SCOPES,
    seed: given.seed ?? 'tendril',
  };
  const mailbox = openMailbox();
  const sink = await startSmtpSink({ port: options.smtpPort, mailbox, clock: options.clock });
  const server = createServer(KEEP_ALIVE);
  await listen(server, options.port);
  const url = addressOf(server);

  const webhooks = createWebhookSender({
    appUrl: () => store.appUrl,
    apiSecret: options.apiSecret,
    shopDomain: options.shopDomain,
    apiVersion: API_VERSION,
    ...given.webhooks,
  });
  let isQuiet = false;
  const shop = openShop({
    identity: identityOf(options),
    clock: options.clock,
    products: options.products,
    seed: options.seed,
    storefrontUrl: () => `${url}/storefront`,
    emit: (topic, payload, when) => {
      if (!isQuiet) webhooks.send(topic, payload, when);
    },
  });
  const granted = options.scopes.split(',');
  const tokens = tokenRegistry(options);
  const admin = adminApi({
    shop,
    tokens,
    scopes: granted,
    storeUrl: url,
    throttle: given.throttle,
  });
  const store: Store = {
    url,
    smtpUrl: sink.url,
    options,
    appUrl: options.appUrl,
    shop,
    webhooks,
    mailbox,
    smtpFaults: sink.faults,
    adminFaults: admin.faults,
    tokens,
    grantScopes(scopes) {
      const previous = [...granted];
      granted.push(...scopes.filter((scope) => !granted.includes(scope)));
      options.scopes = granted.join(',');
      const at = options.clock.now();
      const payload = { id: 1, shop_id: shop.identity.id, previous, current: granted };
      webhooks.send('app/scopes_update', payload, { at, eventId: randomUUID() });
    },
    quiet(happen) {
      isQuiet = true;
      try {
        happen();
      } finally {
        isQuiet = false;
      }
    },
    async close() {
      webhooks.close();
      server.closeAllConnections();
      await Promise.all([new Promise((closed) => server.close(closed)), sink.close()]);
    },
  };

  const answer = dispatch([
    oauthRoute(options, tokens),
    admin.graphql,
    admin.bulkFiles,
    mailboxRoute(mailbox),
    productPictureRoute(shop),
    ...frontRoutes(store),
  ]);
  server.on('request', createRequestListener(answer, { onError: unexpected }));
  return store;
}

function identityOf(options: {
  shopDomain: string;
  currency: string;
  timezone: string;
}): ShopState['identity'] {
  return {
    id: '548380009',
    domain: options.shopDomain,
    name: 'Tendril Demo',
    email: 'owner@tendril-demo.example',
    currency: options.currency,
    timezone: options.timezone,
    countryCode: 'GB',
    locationId: '655441491',
  };
}

/** `/images/:handle.svg`: the picture of a product. */
function productPictureRoute(shop: ShopState): StoreRoute {
  const byHandle = new Map([...shop.products.values()].map((product) => [product.handle, product]));
  return (_request, url) => {
    const product = byHandle.get(/^\/images\/(.+)\.svg$/.exec(url.pathname)?.[1] ?? '');
    if (!product) return undefined;
    const headers = { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' };
    return new Response(productPicture(product), { headers });
  };
}

function unexpected(error: unknown): Response {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`store: ${message}\n`);
  return new Response(message, { status: 500 });
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The store listens on no TCP port.');
  return `http://localhost:${address.port}`;
}
