/**
 * Preload for the app (`node --import ./tests/store/connect.ts …`): what the Shopify library would send to
 * `https://{shop}.myshopify.com` goes to the store at STORE_URL instead, with the shop in `x-store-host`.
 */
// Loads the adapters first: each of them sets the fetch function when it is loaded.
import '@shopify/shopify-app-remix/server';
import { connectTo } from './connect-to.ts';

const storeUrl = process.env.STORE_URL;
if (storeUrl === undefined) {
  throw new Error('STORE_URL is not set. Give it the address that `npm run store` printed.');
}
connectTo(storeUrl);
