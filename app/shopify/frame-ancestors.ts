import { isShopDomain } from '#app/lib/shop-domain.ts';

const DIRECTIVE = 'frame-ancestors';
const ADMIN = 'https://admin.shopify.com';

/**
 * Who may show an answer in a frame: a page of the admin, and what stands in its place when it fails, the admin
 * and the shop that the address names; everything else has no frame ancestors.
 * @param url of the request
 * @param adminOrigin the admin of a local store, in development
 * @returns the sources of `frame-ancestors`
 * @see https://shopify.dev/docs/apps/build/security/set-up-iframe-protection
 */
export function frameAncestors(url: URL, adminOrigin?: string): string {
  const [, first = ''] = url.pathname.split('/', 2);
  if (first !== 'app' && first !== 'auth') return "'none'";
  const shop = url.searchParams.get('shop') ?? '';
  return [
    ...(adminOrigin === undefined ? [] : [new URL(adminOrigin).origin]),
    ...(isShopDomain(shop) ? [`https://${shop}`] : []),
    ADMIN,
  ].join(' ');
}

/**
 * A policy with its frame ancestors set, whatever it said of them before.
 * @param policy Content-Security-Policy so far; null when there is none
 */
export function withFrameAncestors(policy: string | null, ancestors: string): string {
  const others = (policy ?? '')
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && directive.split(/\s/, 1)[0] !== DIRECTIVE);
  return [...others, `${DIRECTIVE} ${ancestors}`].join('; ');
}
