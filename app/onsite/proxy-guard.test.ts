import { createHmac } from 'node:crypto';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import '@shopify/shopify-api/adapters/node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardProxyQuery, proxyRules } from './proxy-guard.ts';
import type { ProxyEndpoint } from './proxy-guard.ts';
import { isSignedByShopify } from './proxy-signature.server.ts';

const SECRET = 'proxy-test-secret';
const NOW = 1_795_000_000_000;
const ENDPOINTS: ProxyEndpoint[] = ['banner', 'banner_report', 'application'];
const VISITOR = '0b0f6a54-7d1c-4a1e-9a53-0d5f2f3a9c11';

/** As Shopify signs: pairs sorted and joined without a separator, repeated values joined by commas. */
function signed(params: URLSearchParams): URLSearchParams {
  const pairs = [...new Set(params.keys())].map((key) => `${key}=${params.getAll(key).join(',')}`);
  const digest = createHmac('sha256', SECRET).update(pairs.sort().join('')).digest('hex');
  return new URLSearchParams([...params, ['signature', digest]]);
}

function clean(values: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    visitor: VISITOR,
    cart: 'Z2NwLWV1cm9wZQ',
    shop: 'green-shop.myshopify.com',
    logged_in_customer_id: '7001',
    path_prefix: '/apps/tendril',
    timestamp: String(NOW / 1000),
    ...values,
  });
}

/** Whether the handler would accept the request. */
function admits(query: URLSearchParams, endpoint: ProxyEndpoint = 'banner', now = NOW): boolean {
  const guard = guardProxyQuery(endpoint, query, now);
  return (
    guard.outcome === 'passed' && isSignedByShopify(guard.signedText, guard.signature, [SECRET])
  );
}

function hex(length: number) {
  const unit = fc.constantFrom(...'0123456789abcdef');
  return fc.string({ unit, minLength: length, maxLength: length });
}

function digits(minLength: number, maxLength: number) {
  return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
}

const genuine = fc
  .record(
    {
      visitor: fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/)),
      cart: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
      product: digits(1, 14),
      shop: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/).map((name) => `${name}.myshopify.com`),
      logged_in_customer_id: digits(0, 14),
      path_prefix: fc.constantFrom('/apps/tendril', '/a/tendril', '/tools/shop_2', '/a/b/c.d'),
      timestamp: fc.integer({ min: -89, max: 89 }).map((skew) => String(NOW / 1000 + skew)),
    },
    { requiredKeys: ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp'] },
  )
  .map((values) => new URLSearchParams(values as Record<string, string>));

const shopify = shopifyApi({
  apiKey: 'key',
  apiSecretKey: SECRET,
  apiVersion: ApiVersion.October25,
  hostName: 'app.example.com',
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});

describe('the app-proxy guard', () => {
  test("lets a clean request through, as Shopify's own library does", async () => {
    await fc.assert(
      fc.asyncProperty(genuine, async (params) => {
        // The library judges the time by the machine's clock, so only its signature is compared.
        const now = Math.floor(Date.now() / 1000);
        params.set('timestamp', String(now));
        const query = signed(params);
        expect(admits(query, 'banner', now * 1000)).toBe(true);
        const theirs = Object.fromEntries(query);
        expect(await shopify.utils.validateHmac(theirs, { signator: 'appProxy' })).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('refuses every other way to cut a signed text into parameters', () => {
    const cuts = fc.array(fc.nat(400), { minLength: 1, maxLength: 9 });
    let tried = 0;
    fc.assert(
      fc.property(genuine, cuts, fc.boolean(), (params, places, alsoAtNames) => {
        const original = signed(params);
        const text = [...params]
          .map(([k, v]) => `${k}=${v}`)
          .sort()
          .join('');
        const forged = recut(text, places, alsoAtNames);
        forged.set('signature', original.get('signature') ?? '');
        if (sameParameters(forged, original)) return;
        tried += 1;
        expect(admits(forged)).toBe(false);
      }),
      { numRuns: 10_500 },
    );
    expect(tried).toBeGreaterThanOrEqual(10_000);
  });

  test('refuses a forged customer that the library admits', async () => {
    const attack = clean({ timestamp: String(Math.floor(Date.now() / 1000)) });
    attack.set('cart', 'xlogged_in_customer_id=1');
    const query = signed(attack);
    const forged = new URLSearchParams(query);
    forged.set('cart', 'x');
    forged.set('logged_in_customer_id', '1logged_in_customer_id=7001');
    const theirs = { signator: 'appProxy' as const };
    expect(await shopify.utils.validateHmac(Object.fromEntries(forged), theirs)).toBe(true);
    expect(admits(forged, 'banner', Date.now())).toBe(false);
    expect(admits(query, 'banner', Date.now())).toBe(false);
  });

  test.each(ENDPOINTS)('has one parse for every signed text at %s', (endpoint) => {
    const rules = Object.entries(proxyRules(endpoint));
    for (const [name, pattern] of rules) {
      expect(pattern.test('a=b') || pattern.test('=')).toBe(false);
      const others = rules.map(([other]) => other).filter((other) => other !== name);
      expect(others.filter((other) => other.endsWith(name))).toEqual([]);
    }
  });

  test.each([
    ['an unknown parameter', (q: URLSearchParams) => q.append('debug', '1')],
    ['a parameter of an object’s own', (q: URLSearchParams) => q.append('constructor', '1')],
    ['a repeated customer', (q: URLSearchParams) => q.append('logged_in_customer_id', '8')],
    ['a repeated shop', (q: URLSearchParams) => q.append('shop', 'evil.myshopify.com')],
    ['a name in other case', (q: URLSearchParams) => rename(q, 'shop', 'Shop')],
    ['a shop of another site', (q: URLSearchParams) => q.set('shop', 'evil.example.com')],
    ['a shop with a line break', (q: URLSearchParams) => q.set('shop', 'a.myshopify.com\n')],
    ['an encoded equals sign', (q: URLSearchParams) => q.set('cart', 'a%3Db')],
    ['a customer that is no number', (q: URLSearchParams) => q.set('logged_in_customer_id', 'NaN')],
    ['a missing customer', (q: URLSearchParams) => q.delete('logged_in_customer_id')],
    ['a time that is no number', (q: URLSearchParams) => q.set('timestamp', 'NaN')],
    [
      'a time too far in the past',
      (q: URLSearchParams) => q.set('timestamp', String(NOW / 1000 - 91)),
    ],
    [
      'a time too far in the future',
      (q: URLSearchParams) => q.set('timestamp', String(NOW / 1000 + 91)),
    ],
  ])('refuses %s even when it is signed', (_what, change) => {
    const params = clean();
    change(params);
    expect(guardProxyQuery('banner', signed(params), NOW).outcome).toBe('refused');
  });

  test('takes the secret before as well while the secret is rotated, and no third one', () => {
    const query = signed(clean());
    const guard = guardProxyQuery('banner', query, NOW);
    if (guard.outcome !== 'passed') throw new Error('The query must pass.');
    const { signedText, signature } = guard;
    expect(isSignedByShopify(signedText, signature, ['the new one', SECRET])).toBe(true);
    expect(isSignedByShopify(signedText, signature, ['the new one', 'a third'])).toBe(false);
  });

  test('refuses a signature that is not ours, of any shape', () => {
    fc.assert(
      fc.property(fc.oneof(hex(64), hex(63), fc.string()), (signature) => {
        const query = new URLSearchParams([...clean(), ['signature', signature]]);
        expect(admits(query)).toBe(false);
      }),
    );
    expect(admits(clean())).toBe(false);
  });

  test('admits the edges of the window', () => {
    for (const skew of [-90, 90]) {
      expect(admits(signed(clean({ timestamp: String(NOW / 1000 + skew) })))).toBe(true);
    }
  });
});

function rename(query: URLSearchParams, from: string, to: string): void {
  query.set(to, query.get(from) ?? '');
  query.delete(from);
}

/** Cuts the text anywhere, or just before a known name, and reads each piece as `key=value`. */
function recut(text: string, places: number[], alsoAtNames: boolean): URLSearchParams {
  const names = Object.keys(proxyRules('banner'));
  const starts = alsoAtNames
    ? names.flatMap((name) => [text.indexOf(`${name}=`), text.lastIndexOf(`${name}=`)])
    : [];
  const cuts = new Set([0, ...places.map((place) => place % text.length), ...starts]);
  const sorted = [...cuts].filter((cut) => cut >= 0).sort((a, b) => a - b);
  // Some of the cuts are left out, so that names end up inside values.
  const kept = sorted.filter((_, index) => index === 0 || (places[0] ?? 0) % (index + 1) !== 1);
  const pieces = kept.map((start, index) => text.slice(start, kept[index + 1]));
  const query = new URLSearchParams();
  for (const piece of pieces) {
    const at = piece.indexOf('=');
    query.append(at < 0 ? piece : piece.slice(0, at), at < 0 ? '' : piece.slice(at + 1));
  }
  return query;
}

function sameParameters(a: URLSearchParams, b: URLSearchParams): boolean {
  const text = (query: URLSearchParams) => JSON.stringify([...query].sort());
  return text(a) === text(b);
}
