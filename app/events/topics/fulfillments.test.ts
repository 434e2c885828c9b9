import { describe, expect, test } from 'vitest';
import {
  ORDER_ID,
  fulfillmentEventPayload,
  fulfillmentPayload,
} from '#tests/fixtures/order-payloads.ts';
import { eventsOf } from '#tests/fixtures/parsed-payloads.ts';

describe('parcels', () => {
  test('a fulfilment ships its order once, whichever topic sends it', () => {
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

  test('says what is in the parcel, where that is sent', () => {
    expect(eventsOf('fulfillments/create', fulfillmentPayload())).toMatchObject([
      { parcel: { id: '255858046', lines: [{ productId: '632910392', quantity: 2 }] } },
    ]);
    const unsaid = { line_items: undefined };
    expect(eventsOf('fulfillments/create', fulfillmentPayload(unsaid))).toMatchObject([
      { parcel: { id: '255858046', lines: null } },
    ]);
  });

  test('a fulfilment that was cancelled cancels its parcel', () => {
    const cancelled = { status: 'cancelled', updated_at: '2026-10-02T11:00:00+01:00' };
    expect(eventsOf('fulfillments/update', fulfillmentPayload(cancelled))).toMatchObject([
      {
        kind: 'order.shipment_cancelled',
        at: Date.UTC(2026, 9, 2, 10),
        orderId: ORDER_ID,
        parcel: { id: '255858046' },
      },
    ]);
  });

  test.each(['error', 'failure'])('a fulfilment that is %s ships nothing', (status) => {
    expect(eventsOf('fulfillments/update', fulfillmentPayload({ status }))).toEqual([]);
  });

  test.each(['delivered', 'picked_up'])('a parcel that was %s has arrived', (status) => {
    expect(
      eventsOf('fulfillment_events/create', fulfillmentEventPayload({ status })),
    ).toMatchObject([
      {
        kind: 'order.delivered',
        at: Date.UTC(2026, 9, 4, 12),
        orderId: ORDER_ID,
        parcel: { id: '255858046' },
      },
    ]);
  });

  test('any other status of a parcel is no event', () => {
    expect(
      eventsOf('fulfillment_events/create', fulfillmentEventPayload({ status: 'in_transit' })),
    ).toEqual([]);
  });
});
