import { expect, test } from 'vitest';
import { frameAncestors, withFrameAncestors } from './frame-ancestors.ts';

const SHOP = 'fern.myshopify.com';

test.each([
  [`/app?shop=${SHOP}`, `https://${SHOP} https://admin.shopify.com`],
  [`/app/people?shop=${SHOP}`, `https://${SHOP} https://admin.shopify.com`],
  [`/auth/session-token?shop=${SHOP}`, `https://${SHOP} https://admin.shopify.com`],
  ['/app/people', 'https://admin.shopify.com'],
  ['/app?shop=evil.example', 'https://admin.shopify.com'],
  ['/app?shop=a.myshopify.com%0A;script-src%20*', 'https://admin.shopify.com'],
  [`/?shop=${SHOP}`, "'none'"],
  [`/health?shop=${SHOP}`, "'none'"],
  [`/webhooks?shop=${SHOP}`, "'none'"],
  ['/assets/a.js', "'none'"],
  ['/application', "'none'"],
])('%s may be framed by %s', (path, expected) => {
  expect(frameAncestors(new URL(path, 'https://app.example.com'))).toBe(expected);
});

test('the admin of a local store may frame pages, and nothing else', () => {
  const at = (path: string) =>
    frameAncestors(new URL(path, 'https://app.example.com'), 'http://localhost:4000/');
  expect(at('/app')).toBe('http://localhost:4000 https://admin.shopify.com');
  expect(at('/health')).toBe("'none'");
});

test.each([
  [null, "frame-ancestors 'none'"],
  ['', "frame-ancestors 'none'"],
  [
    "default-src 'none'; frame-ancestors https://evil.example;",
    "default-src 'none'; frame-ancestors 'none'",
  ],
  ['frame-ancestors *; frame-ancestors https://x', "frame-ancestors 'none'"],
])('a policy of %s becomes %s', (policy, expected) => {
  expect(withFrameAncestors(policy, "'none'")).toBe(expected);
});
