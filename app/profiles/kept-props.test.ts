import { expect, test } from 'vitest';
import type { EventKind, Line } from '#app/events/event.ts';
import { keptProps } from './kept-props.ts';

const TEA: Line = {
  productId: '7',
  variantId: '71',
  title: 'Green tea',
  variantTitle: '100 g',
  quantity: 3,
  unitMinor: 1_250,
};
const GIFT: Line = { ...TEA, productId: null, variantId: null, title: 'Wrapping', quantity: 1 };

function kept(kind: EventKind, props: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(keptProps(kind, props)));
}

test('the row of a cart event says which goods were in it, how many and at what price', () => {
  const { cart } = kept('cart.changed', {
    cart: { token: 'c1', quantity: 4, lines: [TEA, GIFT] },
  }) as { cart: object };
  expect(cart).not.toHaveProperty('lines');
  expect(cart).toMatchObject({
    token: 'c1',
    items: [
      ['71', '7', 3, 1_250],
      [null, null, 1, 1_250],
    ],
  });
});

test('the row of an order event says the same, how much is left of it, and no address', () => {
  const order = { orderId: '1', contact: 'ann@people.example', lines: [{ ...TEA, current: 2 }] };
  expect(kept('order.changed', { order })).toEqual({
    order: { orderId: '1', items: [['71', '7', 3, 1_250]], pieces: 2, lineCount: 1 },
  });
});

test('the row of a parcel is kept without its lines, known or not', () => {
  expect(kept('order.shipped', { parcel: { id: '5', lines: [TEA] } })).toEqual({
    parcel: { id: '5' },
  });
  expect(kept('order.shipped', { parcel: { id: '5', lines: null } })).toEqual({
    parcel: { id: '5' },
  });
});

test('of a cart with very many lines a row holds the first hundred', () => {
  const lines = Array.from({ length: 500 }, () => TEA);
  expect(kept('cart.changed', { cart: { lines } })).toMatchObject({
    cart: { items: { length: 100 } },
  });
});
