import { signedProxyQuery } from '#tests/store/front/proxy-signature.ts';

export const PROXY_SECRET = 'proxy-test-secret';

export type ProxiedRequest = {
  shop: string;
  /** After `/proxy/`, with the visitor's own query. */
  path: string;
  customerId?: string;
  /** Sent as a form with POST; without it the request is a GET. */
  form?: Record<string, string> | URLSearchParams;
  /** What reaches the app as X-Forwarded-For. */
  forwardedFor?: string;
};

/** A request as Shopify's app proxy forwards it, signed now. */
export function proxyRequest(request: ProxiedRequest): Request {
  const url = new URL(`/proxy/${request.path}`, 'https://app.example');
  const visit = {
    shop: request.shop,
    customerId: request.customerId ?? '',
    pathPrefix: '/apps/tendril',
    nowMs: Date.now(),
  };
  url.search = signedProxyQuery(url.searchParams, visit, PROXY_SECRET).toString();
  const headers = new Headers();
  if (request.forwardedFor !== undefined) headers.set('x-forwarded-for', request.forwardedFor);
  if (request.form === undefined) return new Request(url, { headers });
  return new Request(url, { method: 'POST', headers, body: new URLSearchParams(request.form) });
}
