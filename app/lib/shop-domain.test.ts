import { expect, test } from 'vitest';
import { isShopDomain } from './shop-domain.ts';

test.each([
  ['fern-and-fell.myshopify.com', true],
  ['7.myshopify.com', true],
  [`${'a'.repeat(86)}.myshopify.com`, true],
  [`${'a'.repeat(87)}.myshopify.com`, false],
  ['-fern.myshopify.com', false],
  ['.myshopify.com', false],
  ['Fern.myshopify.com', false],
  ['fern.myshopify.com.evil.example', false],
  ['evil.example/fern.myshopify.com', false],
  ['a.b.myshopify.com', false],
  ['fern.myshopify.com\n', false],
  ['', false],
])('%j is the domain of a shop: %s', (text, expected) => {
  expect(isShopDomain(text)).toBe(expected);
});
