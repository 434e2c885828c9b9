import { describe, expect, test } from 'vitest';
import { cartLine, cartPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { parsePayload } from '#tests/fixtures/parsed-payloads.ts';

function both(shop: [string, string], seen: [string, string] | null): Payload {
  const money = ([amount, currency_code]: [string, string]) => ({ amount, currency_code });
  return { shop_money: money(shop), presentment_money: seen && money(seen) };
}

type Case = [shop: [string, string], seen: [string, string], minor: number, seenMinor: number];
const cases: Case[] = [
  [['19.99', 'GBP'], ['19.99', 'GBP'], 1_999, 1_999],
  [['19.99', 'GBP'], ['4000', 'JPY'], 1_999, 4_000],
  [['19.99', 'GBP'], ['4000.0', 'JPY'], 1_999, 4_000],
  [['4000', 'JPY'], ['7.525', 'KWD'], 4_000, 7_525],
  [['7.525', 'KWD'], ['19.99', 'GBP'], 7_525, 1_999],
];

describe("the shop's money and the shopper's", () => {
  test.each(cases)('an order of %s paid as %s', (shop, seen, minor, seenMinor) => {
    const order = orderPayload({
      currency: shop[1],
      total_price: shop[0],
      current_total_price: shop[0],
      total_discounts: '0',
      total_price_set: both(shop, seen),
      line_items: [orderLine({ price: shop[0] })],
    });
    expect(parsePayload('orders/create', order)).toMatchObject({
      dataIssues: [],
      events: [
        {},
        {
          order: {
            total: { minor, currency: shop[1] },
            presentment: { minor: seenMinor, currency: seen[1] },
            lines: [{ unitMinor: minor }],
          },
        },
      ],
    });
  });

  test.each(cases)('a cart of two lines of %s shown as %s', (shop, seen, minor, seenMinor) => {
    const line = cartLine({ price_set: both(shop, seen), line_price_set: both(shop, seen) });
    expect(parsePayload('carts/update', cartPayload({ line_items: [line, line] }))).toMatchObject({
      dataIssues: [],
      events: [
        {
          cart: {
            total: { minor: minor * 2, currency: shop[1] },
            presentment: { minor: seenMinor * 2, currency: seen[1] },
          },
        },
      ],
    });
  });

  test.each(cases)('a line of %s shown as %s', (shop, seen, minor, seenMinor) => {
    const shown = shop[1] === seen[1] ? {} : { shownMinor: seenMinor };
    const set = both(shop, seen);
    const line = cartLine({ price_set: set, line_price_set: set });
    expect(parsePayload('carts/update', cartPayload({ line_items: [line] }))).toMatchObject({
      dataIssues: [],
      events: [{ cart: { lines: [{ unitMinor: minor, ...shown }] } }],
    });
    const order = orderPayload({
      currency: shop[1],
      total_price: shop[0],
      current_total_price: '0',
      current_total_price_set: both(['0', shop[1]], ['0', seen[1]]),
      total_discounts: '0',
      total_price_set: set,
      line_items: [orderLine({ price: shop[0], price_set: set })],
    });
    const left = shop[1] === seen[1] ? {} : { currentPresentment: { minor: 0, currency: seen[1] } };
    const read = parsePayload('orders/updated', order);
    expect(read).toMatchObject({
      dataIssues: [],
      events: [{}, { order: { ...left, lines: [{ unitMinor: minor, ...shown }] } }],
    });
    expect(JSON.stringify(read).match(/shownMinor|currentPresentment/g) ?? []).toHaveLength(
      shop[1] === seen[1] ? 0 : 2,
    );
  });

  test('a line whose price cannot be read is left without, and is a data issue', () => {
    const [set, unreadable] = [
      both(['5.00', 'GBP'], ['5.85', 'EUR']),
      both(['5.00', 'GBP'], ['5', 'euro']),
    ];
    const third = both(['5.00', 'GBP'], ['900', 'JPY']);
    const lines = [set, unreadable, third].map((price_set) =>
      orderLine({ price: '5.00', price_set }),
    );
    const order = orderPayload({ total_price_set: set, line_items: lines });
    const read = parsePayload('orders/create', order);
    expect(read).toMatchObject({
      dataIssues: [{ field: 'line_items[1].price_set.presentment_money.currency_code' }],
      events: [{}, { order: { lines: [{ shownMinor: 585 }, {}, {}] } }],
    });
    expect(JSON.stringify(read).match(/shownMinor/g)).toHaveLength(1);
  });

  test.each<[string, [string, string] | null, string[]]>([
    ['not sent', null, []],
    ['in no currency', ['4000', 'yen'], ['currency_code']],
    ['no amount', ['many', 'JPY'], ['amount']],
    ['of digits the currency does not have', ['4000.5', 'JPY'], ['amount']],
  ])('what the shopper paid is unknown, never nothing, when it is %s', (_what, seen, fields) => {
    const field = 'total_price_set.presentment_money';
    const order = orderPayload({ total_price_set: both(['34.98', 'GBP'], seen) });
    expect(parsePayload('orders/create', order)).toMatchObject({
      dataIssues: fields.map((part) => ({ field: `${field}.${part}` })),
      events: [{}, { order: { total: { minor: 3_498, currency: 'GBP' }, presentment: null } }],
    });
  });

  test('an optional date that cannot be read is a data issue, and the order is dated by its creation', () => {
    const order = orderPayload({ processed_at: 'yesterday' });
    expect(parsePayload('orders/create', order)).toMatchObject({
      dataIssues: [{ field: 'processed_at', raw: 'yesterday' }],
      events: [{ kind: 'order.placed', at: Date.UTC(2026, 9, 1, 10, 5) }, {}],
    });
  });
});
