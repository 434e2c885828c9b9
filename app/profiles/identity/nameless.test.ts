import { expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import { isNameless } from './nameless.ts';

const blank = newProfile(0);
const placed = { ...blank.orders, placed: 1 };

test('a profile with an order and no name is an anonymous order, cancelled or not', () => {
  expect(isNameless({ ...blank, orders: placed })).toBe(true);
  expect(isNameless({ ...blank, orders: { ...placed, cancelled: 1 } })).toBe(true);
});

test('a profile with an order and a name is a person', () => {
  const email = { value: 'ada@example.com', at: 0 };
  expect(isNameless({ ...blank, email, orders: placed })).toBe(false);
});

test('a profile without a name is an anonymous order while orders alone are known of it', () => {
  const signals = { refunded: [[0, 1, 0]] } satisfies typeof blank.signals;
  const viewed = { product_viewed: [[0, 1, 0]] } satisfies typeof blank.signals;
  expect(isNameless({ ...blank, signals })).toBe(true);
  expect(isNameless({ ...blank, signals: { ...signals, ...viewed } })).toBe(false);
  expect(isNameless({ ...blank, orders: { ...blank.orders, deliveredAt: 9 } })).toBe(true);
});

test('a profile of which nothing is known is no anonymous order', () => {
  expect(isNameless(blank)).toBe(false);
});
