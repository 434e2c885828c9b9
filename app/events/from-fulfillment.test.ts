import { describe, expect, test } from 'vitest';
import {
  ORDER_ID,
  fulfillmentEventPayload,
  fulfillmentPayload,
} from '#tests/fixtures/shopify-payloads.ts';
import { eventsOf } from '#tests/fixtures/readings.ts';

describe('parcels', () => {
  test('a fulfilment ships its order once, whichever topic tells it', () => {
    const created = eventsOf('fulfillments/create', fulfillmentPayload());
    expect(created).toMatchObject([
      {
        kind: 'order.shipped',
        at: Date.UTC(2026, 9, 2, 8),
        orderId: ORDER_ID,
        identifiers: [{ kind: 'order' }],
      },
    ]);
    expect(eventsOf('fulfillments/update', fulfillmentPayload())[0]?.id).toBe(created[0]?.id);
  });

  test.each(['cancelled', 'error', 'failure'])(
    'a fulfilment that is %s ships nothing',
    (status) => {
      expect(eventsOf('fulfillments/update', fulfillmentPayload({ status }))).toEqual([]);
    },
  );

  test('only the arrival of a parcel is news', () => {
    expect(eventsOf('fulfillment_events/create', fulfillmentEventPayload())).toMatchObject([
      { kind: 'order.delivered', at: Date.UTC(2026, 9, 4, 12), orderId: ORDER_ID },
    ]);
    expect(
      eventsOf('fulfillment_events/create', fulfillmentEventPayload({ status: 'in_transit' })),
    ).toEqual([]);
  });
});
