import { describe, expect, test } from 'vitest';
import { cartLink } from './cart-link.ts';

const SHOP = 'https://fern.example';

describe('the link that fills a cart', () => {
  test.each([
    ['one line', [{ variantId: '601', quantity: 2 }], '/cart/601:2?storefront=true'],
    [
      'two lines',
      [
        { variantId: '601', quantity: 2 },
        { variantId: '602', quantity: 1 },
      ],
      '/cart/601:2,602:1?storefront=true',
    ],
    [
      'two lines of one variant',
      [
        { variantId: '601', quantity: 2 },
        { variantId: '601', quantity: 1 },
      ],
      '/cart/601:3?storefront=true',
    ],
    ['no line', [], '/cart'],
    ['a line without a variant', [{ variantId: null, quantity: 2 }], '/cart'],
    ['a line of no pieces', [{ variantId: '601', quantity: 0 }], '/cart'],
    ['a line of less than no pieces', [{ variantId: '601', quantity: -1 }], '/cart'],
    ['a variant that is no number', [{ variantId: '601/../../x', quantity: 1 }], '/cart'],
    [
      'lines of which one has no variant',
      [
        { variantId: null, quantity: 2 },
        { variantId: '602', quantity: 1 },
      ],
      '/cart/602:1?storefront=true',
    ],
  ])('has every piece of %s that a link can carry', (_, lines, path) => {
    expect(cartLink(SHOP, lines)).toBe(`${SHOP}${path}`);
  });

  test('stays an address that browsers and mail programs take, whatever the cart', () => {
    const lines = Array.from({ length: 900 }, (_, index) => ({
      variantId: `43729076${String(100_000 + index)}`,
      quantity: 3,
    }));
    const link = cartLink(SHOP, lines);
    expect(link.length).toBeLessThanOrEqual(2_000);
    expect(link).toMatch(/:3,43729076\d+:3\?storefront=true$/);
  });
});
