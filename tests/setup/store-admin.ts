import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from '@shopify/shopify-api';
import { createShopify } from '#app/shopify.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { adminClients } from '#app/shopify/admin-client.server.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import type { Store } from '#tests/store/store.ts';
import { silentLogger } from './logger.ts';

/** An Admin API client, and where the files are that its store makes. */
export type StoreAdmin = AdminClient & { readonly storeUrl: string };

/** The app's own Admin API client, signed in to a store on this machine. One store a process. */
export function storeAdmin(store: Store): StoreAdmin {
  const { shopDomain, apiKey, apiSecret } = store.options;
  const session = new Session({
    id: `offline_${shopDomain}`,
    shop: shopDomain,
    state: '',
    isOnline: false,
    accessToken: store.tokens.issue().access_token,
    expires: new Date('2100-01-01'),
  });
  const yes = () => Promise.resolve(true);
  const shopify = createShopify({
    environment: {
      SHOPIFY_API_KEY: apiKey,
      SHOPIFY_API_SECRET: apiSecret,
      SHOPIFY_APP_URL: 'https://app.example.com',
    },
    sessions: {
      storeSession: yes,
      loadSession: () => Promise.resolve(session),
      deleteSession: yes,
      deleteSessions: yes,
      findSessionsByShop: () => Promise.resolve([session]),
    },
    afterAuth: () => Promise.resolve(),
    logger: silentLogger,
  });
  connectTo(store.url);
  const adminOf = adminClients({
    async send(shop, text, variables) {
      const { admin } = await shopify.unauthenticated.admin(shop);
      return await admin.graphql(text, { variables, tries: 1 });
    },
    forget: () => Promise.resolve(),
    clock: { now: Date.now },
    random: Math.random,
    sleep: (ms) => sleep(ms),
  });
  return { ...adminOf(shopDomain), storeUrl: store.url };
}
