import { defineEventKind, eventEntry } from './event-kind.ts';
import { parcelSchema } from './stored-values.ts';

export const orderDeliveredEvent = defineEventKind({
  schema: parcelSchema,
  origin: 'an order',
  effect: 'delivery',
  timeline: { group: 'orders', entry: () => eventEntry('order', 'An order was delivered') },
  inJourneys: { action: 'receives an order', state: 'the order is delivered' },
});
