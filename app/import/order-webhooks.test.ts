import { describe, expect, test } from 'vitest';
import { orderLine, orderPayload, type Payload } from '#tests/fixtures/shopify-payloads.ts';
import { bulkOrder, bulkOrderLine } from '#tests/fixtures/bulk-order.ts';
import { eventsOf } from '#tests/fixtures/readings.ts';
import { readGroup } from './read-group.ts';

/** What an order of a bulk file is read as. */
function bulkEvents(order: Payload, lines: Payload[] = [bulkOrderLine()]) {
  const { events, unusable } = readGroup(
    'orders',
    { parent: bulkOrder(order), children: lines, end: 0 },
    'GBP',
    Date.UTC(2027, 0),
  );
  expect(unusable).toEqual([]);
  return events;
}

describe('an order read in bulk says what its webhook says', () => {
  test.each<[string, Payload, Payload[] | undefined, Payload]>([
    ['as it was placed', {}, undefined, {}],
    ['by the till', { sourceName: 'pos' }, undefined, { source_name: 'pos' }],
    [
      'of which pieces were taken off',
      { currentTotalPriceSet: { shopMoney: { amount: '17.49' } } },
      [bulkOrderLine({ currentQuantity: 1 })],
      { current_total_price: '17.49', line_items: [orderLine({ current_quantity: 1 })] },
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
  ])('%s', (_name, inBulk, lines, inWebhook) => {
    const sent = eventsOf('orders/updated', orderPayload({ source_name: 'web', ...inWebhook }));
    expect(bulkEvents(inBulk, lines)).toEqual(sent);
  });
});
