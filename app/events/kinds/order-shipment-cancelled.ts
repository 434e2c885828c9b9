import { defineEventKind, eventEntry } from './event-kind.ts';
import { parcelSchema } from './stored-values.ts';

/** A parcel was cancelled, before or after it was reported as shipped. */
export const orderShipmentCancelledEvent = defineEventKind({
  schema: parcelSchema,
  origin: 'an order',
  effect: 'shipment_cancellation',
  timeline: { group: 'orders', entry: () => eventEntry('order', 'A shipment was cancelled') },
  inJourneys: { action: 'has a shipment cancelled', state: 'the shipment is cancelled' },
});
