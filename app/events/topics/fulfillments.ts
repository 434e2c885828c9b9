import { idOf } from '#app/lib/ids.ts';
import type { ParcelLine } from '#app/events/event.ts';
import {
  fulfillmentEventPayload,
  fulfillmentPayload,
  objectId,
  type Fulfillment,
} from '#app/events/payloads/shopify-payload.ts';
import { orderEvent } from './order-event.ts';
import { parsedEvents, defineTopicHandler, undated } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

const NOT_SHIPPED = new Set(['error', 'failure']);

/** Parcels that a carrier delivered, and those that the buyer picked up. */
const ARRIVED = new Set(['delivered', 'picked_up']);

/**
 * fulfillments/create, fulfillments/update: a parcel has left, or was cancelled. The cancellation is final, and
 * is said whether or not it was said before that the parcel had left.
 */
const readFulfillment = defineTopicHandler(fulfillmentPayload, (payload, delivery) => {
  if (NOT_SHIPPED.has(payload.status)) return parsedEvents();
  const { order_id: orderId } = payload;
  const id = objectId(payload);
  if (payload.status === 'cancelled') {
    const at = payload.updated_at ?? payload.created_at;
    return parsedEvents({
      ...orderEvent(orderId, at, delivery),
      kind: 'order.shipment_cancelled',
      id: idOf('order.shipment_cancelled', id),
      parcel: { id },
    });
  }
  return parsedEvents({
    ...orderEvent(orderId, payload.created_at, delivery),
    kind: 'order.shipped',
    id: idOf('order.shipped', id),
    parcel: { id, lines: linesOf(payload) },
  });
});

function linesOf({ line_items: lines }: Fulfillment): ParcelLine[] | null {
  if (lines === null || lines.length === 0) return null;
  return lines.map((line) => ({
    productId: line.product_id,
    variantId: line.variant_id,
    title: line.title,
    quantity: line.quantity,
  }));
}

/** fulfillment_events/create: a parcel on its way; only its arrival matters. */
const readFulfillmentEvent = defineTopicHandler(fulfillmentEventPayload, (payload, delivery) => {
  if (!ARRIVED.has(payload.status)) return parsedEvents();
  const at = payload.happened_at ?? payload.created_at ?? delivery.triggeredAt;
  if (at === null) return undated('happened_at');
  // By its parcel, which is all that an import knows of an arrival.
  const parcelId = payload.fulfillment_id ?? objectId(payload);
  return parsedEvents({
    ...orderEvent(payload.order_id, at, delivery),
    kind: 'order.delivered',
    id: idOf('order.delivered', parcelId),
    parcel: { id: parcelId },
  });
});

export const fulfillmentTopics: TopicRecord = {
  names: ['fulfillments/create', 'fulfillments/update'],
  handler: readFulfillment,
  subscription: 'topic',
  origin: 'a parcel',
  shape: { object: 'Fulfillment', has: ['order_id'] },
};

export const fulfillmentEventTopic: TopicRecord = {
  names: ['fulfillment_events/create'],
  handler: readFulfillmentEvent,
  subscription: 'topic',
  origin: 'a parcel',
  shape: { object: 'FulfillmentEvent', has: ['order_id'] },
};
