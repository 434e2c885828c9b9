import { createHmac } from 'node:crypto';

export type ProxyVisit = {
  shop: string;
  /** Empty when no customer is signed in. */
  customerId: string;
  /** Where on the storefront the proxy lives, for example `/apps/tendril`. */
  pathPrefix: string;
  /** Real time, epoch milliseconds; the app refuses requests more than 90 s off. */
  nowMs: number;
};

/**
 * The visitor's query with what Shopify adds before it forwards a request to an app's proxy address,
 * signed: hex HMAC-SHA256 over the sorted `key=value` pairs joined without a separator, repeated
 * parameters joined by commas.
 */
export function signedProxyQuery(
  query: URLSearchParams,
  visit: ProxyVisit,
  secret: string,
): URLSearchParams {
  const signed = new URLSearchParams(query);
  signed.delete('signature');
  signed.set('shop', visit.shop);
  signed.set('logged_in_customer_id', visit.customerId);
  signed.set('path_prefix', visit.pathPrefix);
  signed.set('timestamp', String(Math.floor(visit.nowMs / 1000)));
  const pairs = [...new Set(signed.keys())].map((key) => `${key}=${signed.getAll(key).join(',')}`);
  signed.set('signature', createHmac('sha256', secret).update(pairs.sort().join('')).digest('hex'));
  return signed;
}
