// The library's own adapter sets fetch when it is first imported; it has to come before ours.
import '@shopify/shopify-api/adapters/web-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';

const SHOP_HOST = /^[a-z0-9-]+\.myshopify\.com$/;

/** From now on the Shopify library of this process talks to the store at an address. */
export function connectTo(storeUrl: string): void {
  setAbstractFetchFunc((input, init) => {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    if (!SHOP_HOST.test(url.host)) return fetch(asked);
    const headers = new Headers(asked.headers);
    headers.set('x-store-host', url.host);
    return fetch(new URL(url.pathname + url.search, storeUrl), {
      method: asked.method,
      headers,
      body: init?.body ?? null,
    });
  });
}
