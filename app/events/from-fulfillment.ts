import { idOf } from '#app/lib/ids.ts';
import { happened, reading, undated } from './reader.ts';
import { fulfillmentEventPayload, fulfillmentPayload, objectId } from './shopify-payload.ts';

const NOT_SHIPPED = new Set(['cancelled', 'error', 'failure']);

/** fulfillments/create, fulfillments/update: a parcel has left, unless it was called off. */
export const readFulfillment = reading(fulfillmentPayload, (payload, told) => {
  if (NOT_SHIPPED.has(payload.status)) return happened();
  const { order_id: orderId, created_at: at } = payload;
  return happened({
    kind: 'order.shipped',
    id: idOf('order.shipped', objectId(payload)),
    at,
    topic: told.topic,
    identifiers: [{ kind: 'order', value: orderId }],
    traitsAt: at,
    traits: {},
    orderId,
  });
});

/** fulfillment_events/create: a parcel on its way; only its arrival matters. */
export const readFulfillmentEvent = reading(fulfillmentEventPayload, (payload, told) => {
  if (payload.status !== 'delivered') return happened();
  const at = payload.happened_at ?? payload.created_at ?? told.triggeredAt;
  if (at === null) return undated('happened_at');
  return happened({
    kind: 'order.delivered',
    // By its parcel, which is all that an import knows of an arrival.
    id: idOf('order.delivered', payload.fulfillment_id ?? objectId(payload)),
    at,
    topic: told.topic,
    identifiers: [{ kind: 'order', value: payload.order_id }],
    traitsAt: at,
    traits: {},
    orderId: payload.order_id,
  });
});
