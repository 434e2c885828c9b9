import { describe, expect, test } from 'vitest';
import { cartLine, cartPayload } from '#tests/fixtures/cart-payloads.ts';
import { moneySet, type Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const CART = 'eeafa272cebfd4b22385bc4b645e762c';

describe('carts', () => {
  test('a cart belongs to a person whom only its token identifies', () => {
    expect(eventsOf('carts/update', cartPayload())).toMatchObject([
      {
        kind: 'cart.changed',
        at: Date.UTC(2026, 9, 1, 10, 0, 5),
        identifiers: [{ kind: 'cart', value: CART }],
        traits: {},
        cart: {
          token: CART,
          createdAt: Date.UTC(2026, 9, 1, 10),
          quantity: 1,
          total: { minor: 1_999, currency: 'GBP' },
          lines: [
            {
              productId: '632910392',
              variantId: '39072856',
              title: 'Trail Shoe',
              quantity: 1,
              unitMinor: 1_999,
            },
          ],
          completed: false,
        },
      },
    ]);
  });

  test('the total adds up the lines, after their discounts', () => {
    const lines = [
      cartLine({ quantity: 3, line_price_set: moneySet('50.00') }),
      cartLine({ line_price_set: moneySet('0.29') }),
    ];
    expect(eventsOf('carts/update', cartPayload({ line_items: lines }))).toMatchObject([
      { cart: { quantity: 4, total: { minor: 5_029, currency: 'GBP' } } },
    ]);
  });

  test('an emptied cart is worth nothing in no currency', () => {
    expect(eventsOf('carts/update', cartPayload({ line_items: [] }))).toMatchObject([
      { cart: { quantity: 0, lines: [], total: { minor: 0, currency: 'XXX' } } },
    ]);
  });

  test('a cart of more lines than are kept has the totals of all of them', () => {
    const line_items = Array.from({ length: 600 }, () => cartLine());
    const [event] = eventsOf('carts/update', cartPayload({ line_items }));
    expect(event).toMatchObject({
      cart: { quantity: 600, total: { minor: 600 * 1_999, currency: 'GBP' } },
    });
    expect(event).toHaveProperty('cart.lines.length', 500);
  });

  test.each([
    ['JPY', '1999', 1_999],
    ['KWD', '1.500', 1_500],
  ])('%s %s is %i smallest units', (currency, amount, minor) => {
    expect(
      eventsOf('carts/create', cartPayload({ line_items: [cartLine({}, amount, currency)] })),
    ).toMatchObject([{ cart: { total: { minor, currency }, lines: [{ unitMinor: minor }] } }]);
  });

  test('the same state sent by two topics is one event, another state is another', () => {
    const [created] = eventsOf('carts/create', cartPayload());
    expect(eventsOf('carts/update', cartPayload())[0]?.id).toBe(created?.id);
    expect(eventsOf('carts/update', cartPayload({ line_items: [] }))[0]?.id).not.toBe(created?.id);
  });

  test.each<[string, Payload, string]>([
    ['no token', { token: null }, 'token: expected a token'],
    ['a token no index can hold', { token: 'x'.repeat(256) }, 'token: expected a short token'],
    [
      'an impossible day',
      { updated_at: '2026-02-30T10:00:00Z' },
      'updated_at: expected an ISO 8601 time',
    ],
    [
      'a time without offset',
      { updated_at: '2026-02-20T10:00:00' },
      'updated_at: expected an ISO 8601 time',
    ],
    [
      'a time before Shopify',
      { updated_at: '0000-01-01T00:00:00Z' },
      'updated_at: expected an ISO 8601 time',
    ],
    [
      'a negative quantity',
      { line_items: [cartLine({ quantity: -1 })] },
      'line_items[0].quantity: expected a quantity',
    ],
    [
      'an amount that is no amount',
      { line_items: [cartLine(), cartLine({ line_price_set: moneySet('a lot') })] },
      'line_items[1].line_price_set.shop_money.amount: expected an amount in its currency',
    ],
    [
      'two currencies',
      { line_items: [cartLine(), cartLine({}, '1.00', 'EUR')] },
      'line_items[1].price_set: expected one currency in all lines',
    ],
  ])('a cart with %s is quarantined', (_name, over, reason) => {
    expect(reasonOf('carts/update', cartPayload(over))).toBe(reason);
  });
});
