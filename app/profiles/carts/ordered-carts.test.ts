import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeOrdered, orderedBy, unordered } from './ordered-carts.ts';

const AT = Date.UTC(2026, 10, 20, 10);
const CART = { token: 'c1', quantity: 2, totalMinor: 4_000, currency: 'GBP', at: AT };
const EMPTY = { ...CART, quantity: 0, totalMinor: 0 };

function order(placedAt: number, cartToken: string | null, checkoutToken: string | null = null) {
  return { placedAt, cartToken, checkoutToken };
}

describe('the newest cart of a person', () => {
  test.each([
    ['without an order is as it was', [], CART],
    ['is empty once it was ordered', orderedBy(order(AT + 1, 'c1')), EMPTY],
    ['is empty when ordered in the moment it was filled', orderedBy(order(AT, 'c1')), EMPTY],
    ['that was filled again since its order is full', orderedBy(order(AT - 1, 'c1')), CART],
    ['stays full when another cart is ordered', orderedBy(order(AT + 1, 'c2')), CART],
    ['stays full when a checkout of that name is', orderedBy(order(AT + 1, null, 'c1')), CART],
  ])('%s', (_, orderedCarts, seen) => {
    expect(unordered({ cart: CART, checkout: null, orderedCarts }, 'cart')).toEqual(seen);
  });

  test('is the same whichever orders come first', () => {
    const ordered = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), fc.nat(9));
    const some = fc.array(ordered, { maxLength: 12 });
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const whole = mergeOrdered(mergeOrdered(a, b), c);
        expect(mergeOrdered(a, mergeOrdered(b, c))).toEqual(whole);
        expect(mergeOrdered(c, mergeOrdered(b, a))).toEqual(whole);
        expect(whole.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
