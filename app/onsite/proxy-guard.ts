import { VISITOR_ID, visitorOf } from '#app/events/storefront/visitor-id.ts';
import { SHOP_DOMAIN } from '#app/lib/shop-domain.ts';

/** What the storefront may ask of the app through Shopify's app proxy. */
export type ProxyEndpoint = 'banner' | 'banner_report' | 'application';

/** A query that passed: who Shopify says is asking, and the parameters of the endpoint. */
export type ProxyQuery = {
  shop: string;
  /** Numeric id of the signed-in customer, as Shopify vouches for it. */
  customerId: string | null;
  visitor: string | null;
  cart: string | null;
  productId: string | null;
  /** Whether the web pixel was first on this page and reports the view itself. */
  isPixelReporting: boolean;
};

export type GuardOutcome =
  | { outcome: 'passed'; query: ProxyQuery; signedText: string; signature: string }
  | { outcome: 'refused'; reason: 'unknown' | 'repeated' | 'missing' | 'malformed' | 'stale' };

/** How far a request's time may be from ours, in milliseconds of real time. */
const WINDOW_MS = 90_000;

/** What Shopify adds to every request. */
const SIGNED = {
  shop: SHOP_DOMAIN,
  logged_in_customer_id: /^\d{0,20}$/,
  /** The merchant may choose it; it is never followed. */
  path_prefix: /^\/[A-Za-z0-9_./-]{1,100}$/,
  timestamp: /^\d{10}$/,
  signature: /^[0-9a-f]{64}$/,
};

/** What our own scripts add. */
const OWN: Record<ProxyEndpoint, Record<string, RegExp>> = {
  banner: {
    visitor: VISITOR_ID,
    cart: /^[A-Za-z0-9_-]{1,128}$/,
    product: /^\d{1,20}$/,
    pixel: /^1$/,
  },
  banner_report: {},
  application: {},
};

/** Every rule of an endpoint, by parameter name. */
export function proxyRules(endpoint: ProxyEndpoint): Record<string, RegExp> {
  return { ...OWN[endpoint], ...SIGNED };
}

/**
 * Decides whether a proxied query is one that this app's own scripts and Shopify would have made.
 *
 * Shopify signs the sorted `key=value` pairs joined without a separator, so the same signed text can be
 * cut into other pairs: a visitor's own text could become the customer's id or another shop's name. With
 * known names only, none twice, none the end of another, and no value that can hold `=`, one text has
 * exactly one reading. The caller must still check `signature` over `signedText`.
 * @param nowMs real time, epoch milliseconds
 */
export function guardProxyQuery(
  endpoint: ProxyEndpoint,
  query: URLSearchParams,
  nowMs: number,
): GuardOutcome {
  const rules = proxyRules(endpoint);
  const given = new Map<string, string>();
  for (const [name, value] of query) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return { outcome: 'refused', reason: 'unknown' };
    if (given.has(name)) return { outcome: 'refused', reason: 'repeated' };
    if (!rule.test(value)) return { outcome: 'refused', reason: 'malformed' };
    given.set(name, value);
  }
  const shop = given.get('shop');
  const visitor = given.get('visitor');
  const signature = given.get('signature');
  if (!shop || !signature || Object.keys(SIGNED).some((name) => !given.has(name))) {
    return { outcome: 'refused', reason: 'missing' };
  }
  if (Math.abs(nowMs - Number(given.get('timestamp')) * 1000) > WINDOW_MS) {
    return { outcome: 'refused', reason: 'stale' };
  }
  return {
    outcome: 'passed',
    query: {
      shop,
      customerId: given.get('logged_in_customer_id') || null,
      visitor: visitor === undefined ? null : visitorOf(visitor),
      cart: given.get('cart') ?? null,
      productId: given.get('product') ?? null,
      isPixelReporting: given.has('pixel'),
    },
    signedText: signedText(given),
    signature,
  };
}

/** The text that Shopify signs: every pair but the signature, sorted, joined without a separator. */
function signedText(given: ReadonlyMap<string, string>): string {
  return [...given]
    .filter(([name]) => name !== 'signature')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('');
}
