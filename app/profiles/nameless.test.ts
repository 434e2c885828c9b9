import { expect, test } from 'vitest';
import { newProfile } from './profile.ts';
import { isNameless } from './nameless.ts';

const nobody = newProfile(0);
const placed = { ...nobody.orders, placed: 1 };

test('a profile with an order and no name is an anonymous order, cancelled or not', () => {
  expect(isNameless({ ...nobody, orders: placed })).toBe(true);
  expect(isNameless({ ...nobody, orders: { ...placed, cancelled: 1 } })).toBe(true);
});

test('a profile with an order and a name is a person', () => {
  const email = { value: 'ada@example.com', at: 0 };
  expect(isNameless({ ...nobody, email, orders: placed })).toBe(false);
});

test('a profile without a name is an anonymous order while orders alone are known of it', () => {
  const signals = { refunded: [[0, 1, 0]] } satisfies typeof nobody.signals;
  const viewed = { product_viewed: [[0, 1, 0]] } satisfies typeof nobody.signals;
  expect(isNameless({ ...nobody, signals })).toBe(true);
  expect(isNameless({ ...nobody, signals: { ...signals, ...viewed } })).toBe(false);
  expect(isNameless({ ...nobody, orders: { ...nobody.orders, deliveredAt: 9 } })).toBe(true);
});

test('a profile of which nothing is known is no anonymous order', () => {
  expect(isNameless(nobody)).toBe(false);
});
