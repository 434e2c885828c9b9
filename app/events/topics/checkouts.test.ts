import { describe, expect, test } from 'vitest';
import { checkoutLine, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { CUSTOMER_ID, address } from '#tests/fixtures/customer-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const CART = 'eeafa272cebfd4b22385bc4b645e762c';
const CHECKOUT = '5f5bb7dc8bc2aff2ba5e2fcd3a0e0b5c';

describe('checkouts', () => {
  test('a checkout says who the shopper is and where to take it up again', () => {
    expect(eventsOf('checkouts/create', checkoutPayload())).toMatchObject([
      {
        kind: 'checkout.changed',
        at: Date.UTC(2026, 9, 1, 10, 2),
        identifiers: [
          { kind: 'email', value: 'ada@example.com' },
          { kind: 'customer', value: CUSTOMER_ID },
          { kind: 'checkout', value: CHECKOUT },
          { kind: 'cart', value: CART },
        ],
        traits: {
          customerId: CUSTOMER_ID,
          email: 'ada@example.com',
          firstName: 'Ada',
          lastName: 'Byron',
          country: 'GB',
          locale: 'en-GB',
          company: 'Fell Runners Ltd',
        },
        cart: {
          kind: 'checkout',
          cartToken: CART,
          total: { minor: 2_498, currency: 'GBP' },
          recoveryUrl:
            'https://tendril-demo.myshopify.com/1/checkouts/5f5b/recover?key=1&locale=en',
          lines: [{ variantTitle: 'Green / 41', unitMinor: 1_999 }],
        },
      },
    ]);
  });

  test('a ticked marketing box is no consent: Shopify sends consent by itself', () => {
    const kinds = eventsOf('checkouts/update', checkoutPayload()).map((event) => event.kind);
    expect(kinds).toEqual(['checkout.changed']);
  });

  test('a checkout without a known person has only its tokens', () => {
    const noPerson = {
      email: null,
      customer: null,
      shipping_address: [],
      billing_address: null,
      cart_token: null,
    };
    expect(eventsOf('checkouts/create', checkoutPayload(noPerson))).toMatchObject([
      { identifiers: [{ kind: 'checkout', value: CHECKOUT }], traits: { locale: 'en-GB' } },
    ]);
  });

  test('what cannot be read of a person is a data issue; a phone and a country are kept as written', () => {
    const unreadable = {
      email: 'example string',
      phone: 'call me',
      customer_locale: 7,
      customer: null,
      billing_address: null,
      shipping_address: address({
        country_code: 'Atlantis',
        first_name: 5,
        last_name: ' ',
        company: null,
      }),
    };
    const parsed = parsePayload('checkouts/update', checkoutPayload(unreadable));
    expect(parsed).toMatchObject({
      outcome: 'read',
      events: [
        {
          identifiers: [{ kind: 'checkout' }, { kind: 'cart' }],
          traits: { phone: 'call me', country: 'Atlantis' },
        },
      ],
      dataIssues: [
        { field: 'email', problem: 'expected an email address', raw: 'example string' },
        { field: 'shipping_address.country_code', raw: 'Atlantis' },
        { field: 'phone', problem: 'expected a phone number', raw: 'call me' },
        { field: 'customer_locale', raw: '7' },
      ],
    });
    expect(eventsOf('checkouts/update', checkoutPayload(unreadable))[0]?.traits).toEqual({
      phone: 'call me',
      country: 'Atlantis',
    });
  });

  test('amounts are in the currency the shopper sees', () => {
    const abroad = {
      presentment_currency: 'JPY',
      total_price: '4000',
      line_items: [checkoutLine({ price: '2000' })],
    };
    expect(eventsOf('checkouts/update', checkoutPayload(abroad))).toMatchObject([
      {
        cart: {
          total: { minor: 4_000, currency: 'JPY' },
          presentment: { minor: 4_000, currency: 'JPY' },
          lines: [{ unitMinor: 2_000 }],
        },
      },
    ]);
  });

  test('a completed checkout says so', () => {
    const done = checkoutPayload({ completed_at: '2026-10-01T11:05:00+01:00' });
    expect(eventsOf('checkouts/update', done)).toMatchObject([{ cart: { completed: true } }]);
  });

  test('a recovery link that is no web address is left out', () => {
    const bad = checkoutPayload({ abandoned_checkout_url: 'javascript:alert(1)' });
    expect(eventsOf('checkouts/update', bad)).toMatchObject([{ cart: { recoveryUrl: null } }]);
  });

  test('a checkout of more lines than are kept has the pieces of all of them', () => {
    const line_items = Array.from({ length: 600 }, () => checkoutLine());
    const [event] = eventsOf('checkouts/update', checkoutPayload({ line_items }));
    expect(event).toHaveProperty('cart.quantity', 600);
    expect(event).toHaveProperty('cart.lines.length', 500);
  });

  test.each<[string, Payload, string]>([
    ['no total', { total_price: null }, 'total_price: expected a decimal text'],
    [
      'a total that is no amount',
      { total_price: 'example string' },
      'total_price: expected an amount in its currency',
    ],
    [
      'an unreadable completion',
      { completed_at: 'soon' },
      'completed_at: expected an ISO 8601 time',
    ],
    [
      'an unknown currency',
      { currency: 'example string' },
      'currency: expected an ISO 4217 currency',
    ],
  ])('a checkout with %s is quarantined', (_name, over, reason) => {
    expect(reasonOf('checkouts/update', checkoutPayload(over))).toBe(reason);
  });
});

describe('deleted checkouts', () => {
  test('happened when the delivery was triggered, to the person who has the cart', () => {
    expect(
      eventsOf('checkouts/delete', { id: 1, cart_token: CART }, 1_790_000_000_000),
    ).toMatchObject([
      {
        kind: 'checkout.deleted',
        at: 1_790_000_000_000,
        token: null,
        identifiers: [{ kind: 'cart', value: CART }],
      },
    ]);
  });

  test('are quarantined without a token or without any time', () => {
    expect(reasonOf('checkouts/delete', { id: 1 }, 1_790_000_000_000)).toBe(
      'cart_token: expected a token',
    );
    expect(reasonOf('checkouts/delete', { cart_token: CART })).toMatch(
      /^deleted_at: expected an ISO 8601 time/,
    );
  });
});
