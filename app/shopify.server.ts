import '@shopify/shopify-app-remix/adapters/node';
import { ApiVersion, LogSeverity } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import type { Environment } from '#app/platform/env.ts';
import type { Logger } from '#app/platform/logger.server.ts';

export type ShopifyOptions = {
  environment: Pick<Environment, 'SHOPIFY_API_KEY' | 'SHOPIFY_API_SECRET' | 'SHOPIFY_APP_URL'>;
  sessions: SessionStorage;
  /** Called with the shop's domain after each token exchange. */
  afterAuth: (shop: string) => Promise<void>;
  logger: Logger;
};

/** Shopify's library with the app's keys. Routes get it as `context.services.shopify`. */
export type Shopify = ReturnType<typeof createShopify>;

/** Builds Shopify's library; the composition root calls it once. */
export function createShopify({ environment, sessions, afterAuth, logger }: ShopifyOptions) {
  return shopifyApp({
    apiKey: environment.SHOPIFY_API_KEY,
    apiSecretKey: environment.SHOPIFY_API_SECRET,
    appUrl: environment.SHOPIFY_APP_URL,
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    sessionStorage: sessions,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: { afterAuth: ({ session }) => afterAuth(session.shop) },
    logger: {
      // Below this level the library logs session tokens.
      level: LogSeverity.Warning,
      log: (severity, message) => {
        if (severity === LogSeverity.Error) logger.error({ source: 'shopify' }, message);
        else logger.warn({ source: 'shopify' }, message);
      },
    },
  });
}
