import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestTargetFault } from './request-target.ts';

test.each([
  '/',
  '/app?shop=fern.myshopify.com&host=YWRtaW4&embedded=1&hmac=0a&timestamp=1',
  '/app/people/0b0f6a54-7d1c-4a1e-9a53-0d5f2f3a9c11?q=..%2F..',
  '/app/segments/vip%20buyers',
  '/proxy/banner?shop=fern.myshopify.com&signature=0a&logged_in_customer_id=&path_prefix=%2Fapps%2Ftendril',
  '/assets/entry.client-B1x.js',
  '/node_modules/.vite/deps/react.js',
  '/.well-known/security.txt',
])('%s is dispatched', (target) => {
  expect(requestTargetFault(target)).toBeNull();
});

test.each([
  ['/proxy/%2e%2e/?signature=0a', 'path'],
  ['/proxy/%2E%2E/', 'path'],
  ['/proxy/.%2e/app', 'path'],
  ['/proxy/../app', 'path'],
  ['/proxy/..', 'path'],
  ['/app/./people', 'path'],
  ['/proxy\\..\\app', 'path'],
  ['/proxy/%5c..', 'path'],
  ['/proxy%2fbanner', 'path'],
  ['/proxy/%252e%252e/', 'path'],
  ['/app%00', 'path'],
  ['/app#/proxy', 'path'],
  ['//evil.example/app', 'form'],
  ['http://evil.example/app', 'form'],
  ['@evil.example/app', 'form'],
  ['*', 'form'],
  ['', 'form'],
  ['/app\tx', 'form'],
  ['/app/\u00fc', 'form'],
  [`/app?q=${'x'.repeat(8_200)}`, 'form'],
  ['/?shop=fern.myshopify.com&signature=0a', 'proxy_parameters'],
  ['/app?%73ignature=0a', 'proxy_parameters'],
  ['/app?logged_in_customer_id=7', 'proxy_parameters'],
  ['/auth/session-token?path_prefix=/apps/tendril', 'proxy_parameters'],
  ['/proxy?signature=0a', 'proxy_parameters'],
  ['/PROXY/banner?signature=0a', 'proxy_parameters'],
  ['/proxyx/?signature=0a', 'proxy_parameters'],
  ['/app/people?q=ada%00', 'nul'],
  ['/app/people?%00=ada', 'nul'],
])('%s is refused because of its %s', (target, fault) => {
  expect(requestTargetFault(target)).toBe(fault);
});

test('a path that is dispatched is the path that a URL parser sees', () => {
  const piece = fc.constantFrom(
    ...[
      '/',
      '.',
      '..',
      '%2e',
      '%2E',
      '\\',
      '%5C',
      '%2f',
      '%252e',
      'proxy',
      'app',
      ';',
      '%20',
      '//',
    ],
  );
  let dispatched = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const target = `/${pieces.join('')}`;
      if (requestTargetFault(target) !== null) return;
      dispatched += 1;
      expect(new URL(`https://app.example${target}`).pathname).toBe(target);
    }),
    { numRuns: 5_000 },
  );
  expect(dispatched).toBeGreaterThan(100);
});
