import { expect, test } from 'vitest';
import { formatCount, ORDERS, PEOPLE, wordFor } from './count.ts';
import { formatAnd, formatOr } from './list.ts';

test.each([
  [0, '0 people'],
  [1, '1 person'],
  [-1, '-1 person'],
  [1.5, '1.5 people'],
  [2, '2 people'],
  [1_204, '1,204 people'],
  [Number.NaN, '– people'],
])('%d of them are %j', (count, text) => {
  expect(formatCount(count, PEOPLE)).toBe(text);
});

test('the word follows the number where it stands elsewhere', () => {
  expect([0, 1, 2].map((count) => wordFor(count, ORDERS))).toEqual(['orders', 'order', 'orders']);
});

test.each([
  [[], '', ''],
  [['carts'], 'carts', 'carts'],
  [['carts', 'orders'], 'carts and orders', 'carts or orders'],
  [['carts', 'orders', 'tags'], 'carts, orders, and tags', 'carts, orders, or tags'],
])('%j in a sentence', (texts, both, either) => {
  expect(formatAnd(texts)).toBe(both);
  expect(formatOr(texts)).toBe(either);
});
