import { describe, expect, test } from 'vitest';
import { CUSTOMER_ID } from '#tests/fixtures/customer-payloads.ts';
import { ORDER_ID, orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { eventsOf, parsePayload, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const PLACED_AT = Date.UTC(2026, 9, 1, 10, 5);

describe('orders', () => {
  test('an order says that it exists and how it stands', () => {
    const identifiers = [
      { kind: 'customer', value: CUSTOMER_ID },
      { kind: 'email', value: 'ada@example.com' },
      { kind: 'order', value: ORDER_ID },
      { kind: 'checkout', value: '5f5bb7dc8bc2aff2ba5e2fcd3a0e0b5c' },
      { kind: 'cart', value: 'eeafa272cebfd4b22385bc4b645e762c' },
    ];
    expect(eventsOf('orders/create', orderPayload())).toMatchObject([
      {
        kind: 'order.placed',
        at: PLACED_AT,
        traitsAt: PLACED_AT + 1_000,
        identifiers,
        orderId: ORDER_ID,
        name: '#1001',
      },
      {
        kind: 'order.changed',
        at: PLACED_AT + 1_000,
        identifiers,
        order: {
          placedAt: PLACED_AT,
          cancelledAt: null,
          total: { minor: 3_498, currency: 'GBP' },
          discountMinor: 500,
          lines: [{ quantity: 2, unitMinor: 1_999, variantTitle: 'Green / 41' }],
        },
      },
    ]);
  });

  test.each([
    'orders/paid',
    'orders/updated',
    'orders/cancelled',
    'orders/fulfilled',
    'orders/partially_fulfilled',
  ])('%s saying what orders/create said adds no event', (topic) => {
    const created = eventsOf('orders/create', orderPayload()).map((event) => event.id);
    expect(eventsOf(topic, orderPayload()).map((event) => event.id)).toEqual(created);
  });

  test.each<[string, Payload]>([
    ['later', { updated_at: '2026-10-02T11:05:01+01:00' }],
    ['in the same second', { cancelled_at: '2026-10-01T11:05:01+01:00' }],
  ])('a change sent %s is a new event of the same order', (_when, over) => {
    const [placed, changed] = eventsOf('orders/create', orderPayload());
    const [placedAgain, changedAgain] = eventsOf('orders/updated', orderPayload(over));
    expect(placedAgain?.id).toBe(placed?.id);
    expect(changedAgain?.id).not.toBe(changed?.id);
  });

  test('an order imported from another platform counts from when it was processed', () => {
    const imported = orderPayload({ processed_at: '2020-05-01T00:00:00Z' });
    expect(eventsOf('orders/create', imported)[0]?.at).toBe(Date.UTC(2020, 4, 1));
  });

  test('a test order is no order, and says which cart it came from', () => {
    const events = eventsOf('orders/create', orderPayload({ test: true }));
    expect(events.map(({ kind }) => kind)).toEqual(['order.tested']);
    expect(events).toMatchObject([
      {
        orderId: ORDER_ID,
        checkoutToken: '5f5bb7dc8bc2aff2ba5e2fcd3a0e0b5c',
        cartToken: 'eeafa272cebfd4b22385bc4b645e762c',
        traits: {},
      },
    ]);
    expect(eventsOf('orders/updated', orderPayload({ test: true }))[0]?.id).toBe(events[0]?.id);
  });

  test('a test order of no cart and no buyer says nothing', () => {
    const unnamed = { customer: null, email: null, contact_email: null };
    const bare = { ...unnamed, test: true, cart_token: null, checkout_token: null };
    expect(eventsOf('orders/create', orderPayload(bare))).toEqual([]);
  });

  test('an order of more lines than are kept has the totals of all of them', () => {
    const lines = Array.from({ length: 600 }, (_, place) =>
      orderLine({ title: `Line ${String(place)}`, current_quantity: place === 599 ? 0 : 2 }),
    );
    const [, changed] = eventsOf('orders/updated', orderPayload({ line_items: lines }));
    expect(changed).toMatchObject({ order: { pieces: 1_198, lineCount: 599 } });
    expect(changed).toHaveProperty('order.lines.length', 500);
    const [, atLimit] = eventsOf(
      'orders/updated',
      orderPayload({ line_items: lines.slice(0, 500) }),
    );
    expect(atLimit).not.toHaveProperty('order.pieces');
  });

  test('an order says by which channel it came and what is left of it', () => {
    const edited = orderPayload({
      source_name: 'pos',
      current_total_price: '14.99',
      line_items: [orderLine({ current_quantity: 1 }), orderLine()],
    });
    expect(eventsOf('orders/updated', edited)[1]).toMatchObject({
      order: {
        source: 'pos',
        total: { minor: 3_498, currency: 'GBP' },
        currentTotal: { minor: 1_499, currency: 'GBP' },
        lines: [{ quantity: 2, current: 1 }, { quantity: 2 }],
      },
    });
  });

  test('an order that is as it was placed repeats nothing of that', () => {
    const [, changed] = eventsOf('orders/updated', orderPayload());
    expect(changed).toHaveProperty('order.lines[0].quantity', 2);
    expect(changed).not.toHaveProperty('order.currentTotal');
    expect(changed).not.toHaveProperty('order.lines[0].current');
  });

  test('a current total that cannot be read costs the order nothing else', () => {
    const parsed = parsePayload('orders/updated', orderPayload({ current_total_price: 'soon' }));
    expect(parsed).toMatchObject({
      outcome: 'read',
      events: [{}, { order: { total: { minor: 3_498 } } }],
      dataIssues: [{ field: 'current_total_price.amount', raw: 'soon' }],
    });
  });

  test('an order without a known buyer still points at its cart', () => {
    const unnamed = { customer: null, email: null, contact_email: null, checkout_token: null };
    expect(eventsOf('orders/create', orderPayload(unnamed))[0]?.identifiers).toEqual([
      { kind: 'order', value: ORDER_ID },
      { kind: 'cart', value: 'eeafa272cebfd4b22385bc4b645e762c' },
    ]);
  });

  test.each<[string, Payload, string]>([
    ['no id', { id: null, admin_graphql_api_id: null }, 'id: expected an id'],
    ['no creation time', { created_at: null }, 'created_at: expected an ISO 8601 time'],
    [
      'an unreadable cancellation',
      { cancelled_at: 'yes' },
      'cancelled_at: expected an ISO 8601 time',
    ],
    ['a price as a number', { total_price: 34.98 }, 'total_price: expected a decimal text'],
    [
      'half a cent',
      { total_discounts: '5.005' },
      'total_discounts: expected an amount in its currency',
    ],
    [
      'a line without a price',
      { line_items: [orderLine(), orderLine({ price: '' })] },
      'line_items[1].price: expected an amount in its currency',
    ],
  ])('an order with %s is quarantined', (_name, over, reason) => {
    expect(reasonOf('orders/updated', orderPayload(over))).toBe(reason);
  });
});
