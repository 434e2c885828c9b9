import { expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { personGlance } from './person-glance.ts';

const AT = Date.parse('2026-10-01T10:00:00Z');
const cart = { token: 'c', quantity: 2, totalMinor: 2498, currency: 'GBP', at: AT };

function glance(state: Partial<ProfileState>) {
  return personGlance({ ...newProfile(AT), ...state });
}

test('of a visitor nothing is known but when they came', () => {
  expect(glance({})).toEqual({
    email: null,
    phone: null,
    country: null,
    customerId: null,
    consent: null,
    orders: 0,
    spent: [],
    firstSeenAt: AT,
    lastSeenAt: null,
    cart: null,
  });
});

test('cancelled orders and refunds are taken off what was bought, by currency', () => {
  const { orders } = newProfile(AT);
  const known = glance({
    country: { value: 'DE', at: AT },
    consent: { email: { value: 'unsubscribed', at: AT + 1 }, sms: null },
    orders: {
      ...orders,
      placed: 5,
      cancelled: 1,
      grossMinor: { EUR: 900, GBP: 5000 },
      refundedMinor: { EUR: 900, GBP: 1200 },
    },
  });
  expect(known).toMatchObject({
    country: 'Germany',
    consent: { state: 'unsubscribed', at: AT + 1 },
    orders: 4,
    spent: [{ minor: 3800, currency: 'GBP' }],
  });
});

test.each<[string, Partial<ProfileState>, object | null]>([
  ['one with something in it', { cart }, { quantity: 2, minor: 2498, currency: 'GBP', at: AT }],
  ['an empty one', { cart: { ...cart, quantity: 0 } }, null],
  [
    'the newer of cart and checkout',
    { cart, checkout: { ...cart, token: 'k', quantity: 3, at: AT + 1 } },
    { quantity: 3, minor: 2498, currency: 'GBP', at: AT + 1 },
  ],
  ['an emptied checkout after it', { cart, checkout: { ...cart, quantity: 0, at: AT + 1 } }, null],
  ['one that was ordered', { cart, orderedCarts: [['cart:c', AT]] }, null],
])('the cart that is open: %s', (_, state, expected) => {
  expect(glance(state).cart).toEqual(expected);
});
