import { createRateLimit, type RateLimit } from '#app/platform/rate-limit.server.ts';

/** How often shoppers may ask through Shopify's app proxy: each page view of a storefront is one request. */
export type ProxyLimits = { perAddress: RateLimit; perShop: RateLimit };

/** An office may share an address. */
const PER_ADDRESS = { times: 120, seconds: 10 };
const PER_SHOP = { times: 5_000, seconds: 10 };

/** Limits that this process counts. */
export function createProxyLimits(): ProxyLimits {
  return {
    perAddress: createRateLimit(PER_ADDRESS.times, PER_ADDRESS.seconds),
    perShop: createRateLimit(PER_SHOP.times, PER_SHOP.seconds),
  };
}
