import { describe, expect, test } from 'vitest';
import { draftOrderPayload as draftOrder } from '#tests/fixtures/draft-order-payload.ts';
import { eventsOf, reasonOf } from '#tests/fixtures/parsed-payloads.ts';

const AT = Date.UTC(2026, 9, 1, 10);
const occurredAt = '2026-10-01T11:00:00+01:00';
const customerId = 'gid://shopify/Customer/6940095564';

describe('what Shopify calculates about customers', () => {
  test.each([
    ['customer.tags_added', { added: ['vip', 'trade'], removed: [] }],
    ['customer.tags_removed', { added: [], removed: ['vip', 'trade'] }],
  ])('%s', (topic, expected) => {
    expect(eventsOf(topic, { customerId, tags: ['vip', ' trade '], occurredAt })).toMatchObject([
      { kind: 'tags.changed', at: AT, identifiers: [{ value: '6940095564' }], ...expected },
    ]);
  });

  test.each([
    ['GBP', '1234.50', 123_450],
    ['JPY', '4000.0', 4_000],
    ['KWD', '1.500', 1_500],
  ])('a purchasing summary counts orders and %s %s', (currencyCode, amount, minor) => {
    const summary = {
      customerId,
      numberOfOrders: 3,
      amountSpent: { amount, currencyCode },
      occurredAt,
    };
    expect(eventsOf('customers/purchasing_summary', summary)).toMatchObject([
      { kind: 'customer.summarized', orders: 3, spent: { minor, currency: currencyCode } },
    ]);
  });

  test('a summary of no readable money is quarantined, never taken for nothing spent', () => {
    const unreadable = { amount: 'plenty', currencyCode: 'GBP' };
    const summary = { customerId, numberOfOrders: 3, amountSpent: unreadable, occurredAt };
    expect(reasonOf('customers/purchasing_summary', summary)).toBe(
      'amountSpent: expected an amount in its currency',
    );
  });
});

describe('draft orders', () => {
  test('a quote is an event of the customer it is for', () => {
    expect(eventsOf('draft_orders/update', draftOrder())).toMatchObject([
      {
        kind: 'quote.changed',
        quoteId: '890612572568261612',
        status: 'open',
        total: { minor: 40_000, currency: 'GBP' },
        identifiers: [{ kind: 'customer' }, { kind: 'email', value: 'ada@example.com' }],
      },
    ]);
  });

  test('a quote without a customer is no event', () => {
    const noPerson = draftOrder({ email: '', customer: null });
    expect(eventsOf('draft_orders/create', noPerson)).toEqual([]);
  });

  test.each(['amount', 'currency'])('a quote of no readable %s is quarantined', (what) => {
    const unreadable = what === 'amount' ? { total_price: 'x' } : { currency: 'pounds' };
    expect(reasonOf('draft_orders/create', draftOrder(unreadable))).toMatch(/: expected an /);
  });
});
