import { describe, expect, test } from 'vitest';
import { ORDER_ID, refundPayload, transaction } from '#tests/fixtures/order-payloads.ts';
import { moneySet, type Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

function both(pounds: string, yen: string): Payload {
  return {
    shop_money: { amount: pounds, currency_code: 'GBP' },
    presentment_money: { amount: yen, currency_code: 'JPY' },
  };
}
function inBoth(pounds: string, yen: string): Payload {
  return { subtotal_set: both(pounds, yen) };
}
const taxes = { total_tax_set: both('2.00', '400') };

describe('refunds', () => {
  test('a refund is what its successful transactions paid back', () => {
    const transactions = [
      transaction({ amount: '9.99' }),
      transaction({ amount: '0.02' }),
      transaction({ status: 'pending', amount: '5.00' }),
      transaction({ kind: 'void', amount: '5.00' }),
      transaction({ test: true, amount: '5.00' }),
    ];
    expect(eventsOf('refunds/create', refundPayload({ transactions }))).toMatchObject([
      {
        kind: 'order.refunded',
        at: Date.UTC(2026, 9, 6, 9),
        identifiers: [{ kind: 'order', value: ORDER_ID }],
        refund: { minor: 1_001, currency: 'GBP' },
      },
    ]);
  });

  test('a transaction without a currency has that of its refund', () => {
    const silent = { transactions: [transaction({ currency: null })] };
    const byLines = {
      ...silent,
      total_duties_set: null,
      refund_line_items: [{ subtotal_set: moneySet('9.99', 'EUR') }],
    };
    expect(eventsOf('refunds/create', refundPayload(silent))).toMatchObject([
      { refund: { currency: 'GBP' } },
    ]);
    expect(eventsOf('refunds/create', refundPayload(byLines))).toMatchObject([
      { refund: { currency: 'EUR' } },
    ]);
  });

  test.each<[string, string, Payload[], number]>([
    ['the lines are all that was paid back', '4000', [inBoth('20.00', '4000')], 2_000],
    ['half of the lines was paid back', '2000', [inBoth('20.00', '4000')], 1_000],
    ['taxes were paid back too', '4400', [{ ...inBoth('20.00', '4000'), ...taxes }], 2_200],
    ['more than the lines was paid back', '5000', [inBoth('20.00', '4000')], 2_500],
  ])('a refund in yen counts in the pounds of the shop: %s', (_name, amount, lines, minor) => {
    const abroad = {
      transactions: [transaction({ amount, currency: 'JPY' })],
      refund_line_items: lines,
    };
    expect(eventsOf('refunds/create', refundPayload(abroad))).toMatchObject([
      { refund: { minor, currency: 'GBP' } },
    ]);
  });

  test.each<[string, Payload]>([
    [
      'the delivery as an adjustment',
      { order_adjustments: [{ kind: 'shipping_refund', amount_set: both('-5.00', '-1000') }] },
    ],
    [
      'the delivery as a line of its own',
      {
        refund_shipping_lines: [
          { subtotal_amount_set: both('4.00', '800'), tax_amount_set: both('1.00', '200') },
        ],
      },
    ],
    ['duties', { duties: [{ amount_set: both('5.00', '1000') }] }],
    ['duties in all', { total_duties_set: both('5.00', '1000') }],
    [
      'a line beside one that cannot be read',
      { refund_line_items: [{ subtotal_set: { shop_money: 5 } }, inBoth('5.00', '1000')] },
    ],
  ])('a refund in yen of %s counts in the pounds of the shop', (_name, over) => {
    const abroad = {
      transactions: [transaction({ amount: '1000', currency: 'JPY' })],
      total_duties_set: both('0.00', '0'),
      refund_line_items: [],
      ...over,
    };
    expect(eventsOf('refunds/create', refundPayload(abroad))).toMatchObject([
      { refund: { minor: 500, currency: 'GBP' } },
    ]);
  });

  test('a refund in another currency that says no rate leaves it to its order', () => {
    const abroad = { transactions: [transaction({ currency: 'JPY', amount: '1' })] };
    const [event] = eventsOf('refunds/create', refundPayload({ ...abroad, refund_line_items: [] }));
    expect(event).toMatchObject({ refund: { minor: 1, currency: 'JPY' }, isUnconverted: true });
  });

  test('a refund that paid nothing back is no event', () => {
    expect(eventsOf('refunds/create', refundPayload({ transactions: [] }))).toEqual([]);
  });

  test.each<[string, Payload, string]>([
    [
      'no currency anywhere',
      {
        transactions: [transaction({ currency: null })],
        total_duties_set: null,
        refund_line_items: [],
      },
      'transactions[0].currency: expected an ISO 4217 currency',
    ],
    [
      'two currencies',
      { transactions: [transaction(), transaction({ currency: 'EUR' })] },
      'transactions: expected one currency',
    ],
    [
      'no amount',
      { transactions: [transaction({ amount: 'some' })] },
      'transactions[0].amount: expected an amount in its currency',
    ],
  ])('a refund with %s is quarantined', (_name, over, reason) => {
    expect(reasonOf('refunds/create', refundPayload(over))).toBe(reason);
  });
});
