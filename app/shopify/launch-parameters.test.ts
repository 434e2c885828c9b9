import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardedLocation, launchParameters } from './launch-parameters.ts';

const APP = 'https://app.example.com';
const SIGNED =
  'signature=0a&logged_in_customer_id=7&path_prefix=%2Fapps&timestamp=1&hmac=0b&session=s';

test('a launch passes on what the next page needs and nothing that proves anything', () => {
  const given = new URLSearchParams(
    `embedded=1&host=YQ&id_token=t&locale=en&shop=fern.myshopify.com&shop=evil.myshopify.com&${SIGNED}&x=1`,
  );
  expect(launchParameters(given).toString()).toBe(
    'embedded=1&host=YQ&id_token=t&locale=en&shop=fern.myshopify.com',
  );
});

test.each([
  [`/app?shop=a&${SIGNED}`, '/app?shop=a'],
  [`${APP}/app?${SIGNED}`, '/app'],
  ['/', '/'],
  ['/app?constructor=1&toString=2', '/app'],
  [
    `/auth/session-token?shop=a&q=vip&${SIGNED}&shopify-reload=${encodeURIComponent(`${APP}/app/people?q=vip&shop=a&${SIGNED}#x`)}`,
    `/auth/session-token?shop=a&shopify-reload=${encodeURIComponent(`${APP}/app/people?q=vip&shop=a`)}`,
  ],
  [
    `/auth/session-token?shopify-reload=${encodeURIComponent('https://evil.example/app')}`,
    `/auth/session-token?shopify-reload=${encodeURIComponent(`${APP}/app`)}`,
  ],
  [
    'https://admin.shopify.com/store/fern/apps/key',
    'https://admin.shopify.com/store/fern/apps/key',
  ],
  ['https://[', '/'],
])('a redirect to %s leaves as %s', (location, expected) => {
  expect(guardedLocation(location, APP)).toBe(expected);
});

test('no redirect within the app shows a signature, however the parameters are written', () => {
  const name = fc.constantFrom(
    'shop',
    'signature',
    '%73ignature',
    'Signature',
    'hmac',
    'path_prefix',
    'x',
  );
  const pair = fc.tuple(name, fc.string({ maxLength: 5 })).map(([n, v]) => `${n}=${v}`);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
      const query = pairs.join('&');
      const reload = encodeURIComponent(`${APP}/app?${query}`);
      const left = new URL(guardedLocation(`/auth/x?${query}&shopify-reload=${reload}`, APP), APP);
      const names = [...left.searchParams.keys()];
      const inner = new URL(left.searchParams.get('shopify-reload') ?? '/app', APP).searchParams;
      for (const secret of ['signature', 'hmac', 'path_prefix']) {
        expect(names).not.toContain(secret);
        expect([...inner.keys()]).not.toContain(secret);
      }
    }),
  );
});
