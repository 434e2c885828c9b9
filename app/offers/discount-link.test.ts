import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountLink } from './discount-link.ts';

const SHOP = 'https://fern.example';

test('a link applies the code and goes on to the page that was meant', () => {
  expect(discountLink(SHOP, 'ACDEFGH', `${SHOP}/cart/7:1?storefront=true`)).toBe(
    `${SHOP}/discount/ACDEFGH?redirect=%2Fcart%2F7%3A1%3Fstorefront%3Dtrue`,
  );
});

test('of an address on another site only the page is taken', () => {
  expect(discountLink(SHOP, 'A', 'https://evil.example//evil.example/x')).toBe(
    `${SHOP}/discount/A?redirect=%2Fevil.example%2Fx`,
  );
});

test.each(['mailto:ceo@evil.example', 'a:evil.example', 'javascript:alert(1)', ''])(
  'of %j, which has no page, the front page is taken',
  (target) => {
    expect(discountLink(SHOP, 'A', target)).toBe(`${SHOP}/discount/A?redirect=%2F`);
  },
);

test('whatever the target is, the link stays on the shop before and after the code is applied', () => {
  const target = fc.oneof(
    fc.string(),
    fc.webUrl({ size: 'xsmall' }),
    fc.string().map((text) => `${SHOP}/${text}`),
  );
  fc.assert(
    fc.property(target, fc.string({ minLength: 1, unit: 'grapheme-ascii' }), (to, code) => {
      const link = new URL(discountLink(SHOP, code, to));
      expect(link.origin).toBe(SHOP);
      const page = new URL(link.searchParams.get('redirect') ?? '', SHOP);
      expect(page.origin).toBe(SHOP);
    }),
  );
});
