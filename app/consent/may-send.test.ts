import { describe, expect, test } from 'vitest';
import { maySend, type AddressConsent } from './may-send.ts';

const subscribed: AddressConsent = {
  address: 'ada@shop.example',
  consent: { state: 'subscribed', at: 100, optedInAt: 100 },
  suppression: null,
};

describe('marketing', () => {
  test('goes to subscribed people', () => {
    expect(maySend('marketing', subscribed)).toEqual({
      allowed: true,
      address: 'ada@shop.example',
    });
  });

  test.each(['unsubscribed', 'pending', 'not_subscribed', 'redacted'] as const)(
    'does not go to %s people',
    (state) => {
      expect(
        maySend('marketing', { ...subscribed, consent: { state, at: 100, optedInAt: null } }),
      ).toEqual({
        allowed: false,
        reason: 'not_subscribed',
      });
    },
  );

  test('does not go to people who were never asked', () => {
    expect(maySend('marketing', { ...subscribed, consent: null })).toMatchObject({
      reason: 'not_subscribed',
    });
  });

  test.each([
    ['after subscribing', 101],
    ['at the same moment', 100],
  ])('stops for an address that unsubscribed %s', (_, at) => {
    const suppressed: AddressConsent = {
      ...subscribed,
      suppression: { reason: 'unsubscribed', at },
    };
    expect(maySend('marketing', suppressed)).toMatchObject({ reason: 'suppressed' });
  });

  test('goes on for an address that subscribed again later', () => {
    expect(
      maySend('marketing', { ...subscribed, suppression: { reason: 'unsubscribed', at: 99 } })
        .allowed,
    ).toBe(true);
  });
});

test('a record of a subscription, however new, does not undo an unsubscribe', () => {
  const consent = { state: 'subscribed' as const, at: 900, optedInAt: 50 };
  for (const optedInAt of [null, 50, 99])
    expect(
      maySend('marketing', {
        ...subscribed,
        consent: { ...consent, optedInAt },
        suppression: { reason: 'unsubscribed', at: 99 },
      }),
    ).toMatchObject({ reason: 'suppressed' });
});

describe('transactional mail', () => {
  test('needs no subscription and passes an unsubscribe', () => {
    const suppressed: AddressConsent = {
      ...subscribed,
      consent: null,
      suppression: { reason: 'unsubscribed', at: 1 },
    };
    expect(maySend('transactional', suppressed).allowed).toBe(true);
  });

  test.each(['soft_bounce', 'hard_bounce', 'complaint'] as const)('stops after a %s', (reason) => {
    expect(
      maySend('transactional', { ...subscribed, suppression: { reason, at: 1 } }),
    ).toMatchObject({
      reason: 'suppressed',
    });
  });
});

test.each([
  ['no address', null, 'no_address'],
  ['no at sign', 'ada', 'invalid_address'],
  ['a second header', 'ada@shop.example\r\nBcc: eve@evil.example', 'invalid_address'],
  ['a second address', 'ada@shop.example, eve@evil.example', 'invalid_address'],
  ['a name', 'Ada <ada@shop.example>', 'invalid_address'],
])('nothing goes to %s', (_, address, reason) => {
  expect(maySend('transactional', { ...subscribed, address })).toEqual({ allowed: false, reason });
});
