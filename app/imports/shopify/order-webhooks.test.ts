import { describe, expect, test } from 'vitest';
import { fulfillmentPayload, orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { moneySet, type Payload } from '#tests/fixtures/webhook-body.ts';
import { bulkAllocation, bulkMoney, bulkOrder, bulkOrderLine } from '#tests/fixtures/bulk-order.ts';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';
import { readGroup } from './read-group.ts';

/** What an order of a bulk file is read as. */
function bulkEvents(
  order: Payload,
  lines: Payload[] = [bulkOrderLine()],
  countsTestOrders = false,
) {
  const { events, unusable } = readGroup(
    'orders',
    { parent: bulkOrder(order), children: lines, end: 0 },
    { currency: 'GBP', countsTestOrders },
    Date.UTC(2027, 0),
  );
  expect(unusable).toEqual([]);
  return events;
}

/** An amount in pounds, and what the shopper was shown of it. */
function shownAs(amount: string, [shown, currencyCode]: [string, string]): Payload {
  return { ...bulkMoney(amount), presentmentMoney: { amount: shown, currencyCode } };
}

function inWebhook(amount: string, [shown, currency_code]: [string, string]): Payload {
  return { ...moneySet(amount), presentment_money: { amount: shown, currency_code } };
}

describe('an order read in bulk says what its webhook says', () => {
  test.each<[string, Payload, Payload[] | undefined, Payload]>([
    ['as it was placed', {}, undefined, {}],
    [
      'with a discount code',
      {
        discountCodes: ['TENOFF'],
        totalDiscountsSet: bulkMoney('3.50'),
        shippingLine: null,
      },
      [bulkOrderLine({ discountAllocations: [bulkAllocation('TENOFF', '3.50')] })],
      {
        discount_codes: [{ code: 'TENOFF', amount: '3.50', type: 'percentage' }],
        total_discounts: '3.50',
      },
    ],
    [
      'of which an automatic discount took off more than the code',
      { discountCodes: ['TENOFF'], totalDiscountsSet: bulkMoney('9.50') },
      [
        bulkOrderLine({
          discountAllocations: [
            bulkAllocation('TENOFF', '3.50'),
            { allocatedAmountSet: bulkMoney('6.00'), discountApplication: {} },
          ],
        }),
      ],
      {
        discount_codes: [{ code: 'TENOFF', amount: '3.50', type: 'percentage' }],
        total_discounts: '9.50',
      },
    ],
    ['by the till', { sourceName: 'pos' }, undefined, { source_name: 'pos' }],
    [
      'of which pieces were taken off',
      { currentTotalPriceSet: { shopMoney: { amount: '17.49' } } },
      [bulkOrderLine({ currentQuantity: 1 })],
      { current_total_price: '17.49', line_items: [orderLine({ current_quantity: 1 })] },
    ],
    [
      'of another currency, and of which pieces were taken off',
      {
        totalPriceSet: shownAs('34.98', ['5985', 'JPY']),
        currentTotalPriceSet: shownAs('17.49', ['2993', 'JPY']),
      },
      [bulkOrderLine({ originalUnitPriceSet: shownAs('19.99', ['3420', 'JPY']) })],
      {
        total_price_set: inWebhook('34.98', ['5985', 'JPY']),
        current_total_price: '17.49',
        current_total_price_set: inWebhook('17.49', ['2993', 'JPY']),
        line_items: [orderLine({ price_set: inWebhook('19.99', ['3420', 'JPY']) })],
      },
    ],
    [
      'of more lines than are kept',
      {},
      Array.from({ length: 600 }, () => bulkOrderLine()),
      { line_items: Array.from({ length: 600 }, () => orderLine()) },
    ],
    [
      'that was cancelled',
      { cancelledAt: '2026-10-01T10:05:01Z' },
      undefined,
      { cancelled_at: '2026-10-01T11:05:01+01:00' },
    ],
    [
      'of which a piece is still to be sent',
      {},
      [bulkOrderLine({ unfulfilledQuantity: 1 })],
      { line_items: [orderLine({ fulfillable_quantity: 1 })] },
    ],
    [
      'of a download',
      {},
      [bulkOrderLine({ requiresShipping: false })],
      { line_items: [orderLine({ requires_shipping: false })] },
    ],
    [
      'of a gift card',
      {},
      [bulkOrderLine({ isGiftCard: true, requiresShipping: false })],
      { line_items: [orderLine({ gift_card: true, requires_shipping: false })] },
    ],
  ])('%s', (_name, inBulk, lines, inWebhook) => {
    // Sent after the second of the change, as the file is read after it.
    const payload = orderPayload({ source_name: 'web', ...inWebhook });
    const sent = eventsOf('orders/updated', payload, Date.UTC(2026, 11));
    expect(bulkEvents(inBulk, lines)).toEqual(sent);
  });
});

describe('a parcel read in bulk says what its webhook says', () => {
  test.each([
    ['that left', 'SUCCESS', {}],
    ['that was called off', 'CANCELLED', { status: 'cancelled' }],
  ])('%s', (_name, status, over) => {
    const fulfillment = {
      id: 'gid://shopify/Fulfillment/255858046',
      status,
      createdAt: '2026-10-02T08:00:00Z',
      updatedAt: '2026-10-02T08:00:00Z',
      deliveredAt: null,
    };
    const sent = eventsOf('fulfillments/update', fulfillmentPayload({ ...over, line_items: [] }));
    expect(bulkEvents({ fulfillments: [fulfillment] }).slice(-1)).toEqual(sent);
  });
});

describe('an order paid with test money', () => {
  const fulfillments = [
    { id: 'gid://shopify/Fulfillment/1', status: 'SUCCESS', createdAt: '2026-10-02T08:00:00Z' },
  ];
  const refunds = [
    {
      id: 'gid://shopify/Refund/2',
      createdAt: '2026-10-03T08:00:00Z',
      totalRefundedSet: bulkMoney('9.99'),
    },
  ];
  const order = { test: true, fulfillments, refunds };

  test('is no purchase by either way, and nothing that follows from it is read', () => {
    const sent = eventsOf('orders/updated', orderPayload({ test: true }));
    expect(bulkEvents(order)).toEqual(sent);
    expect(sent.map(({ kind }) => kind)).toEqual(['order.tested']);
  });

  test('counts where test orders do, and says what it is', () => {
    const events = bulkEvents(order, undefined, true);
    expect(events.map(({ kind }) => kind)).toEqual([
      'order.placed',
      'order.changed',
      'order.shipped',
      'order.refunded',
    ]);
    expect(events).toMatchObject([{ test: true }, { order: { test: true } }, {}, {}]);
  });
});
