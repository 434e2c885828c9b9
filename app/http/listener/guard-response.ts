import { withFrameAncestors } from '#app/shopify/frame-ancestors.ts';
import { guardedLocation } from '#app/shopify/launch-parameters.ts';

/** Where a redirect stands: on a document, and on the data of a page that the browser's router asked for. */
const REDIRECTS = ['Location', 'X-Remix-Redirect'];
const POLICY = 'Content-Security-Policy';

/**
 * A response as it may leave the app: its redirects pass on an allow-list of parameters, and a policy of its own
 * names no other frame ancestors than those that are right for its address.
 * @param appUrl public address of the app
 * @param ancestors sources of `frame-ancestors`
 */
export function guardResponse(response: Response, appUrl: string, ancestors: string): Response {
  const changed = [...REDIRECTS, POLICY].filter((name) => response.headers.has(name));
  if (changed.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const name of REDIRECTS) {
    const target = headers.get(name);
    if (target !== null) headers.set(name, guardedLocation(target, appUrl));
  }
  const policy = headers.get(POLICY);
  if (policy !== null) headers.set(POLICY, withFrameAncestors(policy, ancestors));
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
